import { z } from 'zod'
import { keyOfForm } from '../../bookings/web/form-key.ts'
import type { Actor, Deps } from '../../deps.ts'
import { viewerQuery } from '../../firms/reads/viewer-query.ts'
import { storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import { Frame } from '../../firms/web/frame.tsx'
import { newId, type ImportedCalendarId } from '../../kernel/id.ts'
import { NotFound, Stale } from '../../kernel/thrown.ts'
import type { DoorContext } from '../../platform/http/door.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { idOf, plainText, unitId, wholeNumber } from '../../platform/http/schemas.ts'
import { voiceOf } from '../../platform/i18n/voice.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { applyCalendar } from '../commands/apply-calendar.ts'
import { chooseUnits } from '../commands/choose-units.ts'
import { importCalendar, type CalendarSource, type ImportRefusal } from '../commands/import-calendar.ts'
import { calendarAddress } from '../fetch-calendar.ts'
import { longestSource } from '../imported-calendar.ts'
import { mostCalendarBytes } from '../read-calendar.ts'
import { readCalendars } from '../reads/calendars.ts'
import { readCalendarFacts } from '../reads/plan-facts.ts'
import { CalendarView } from './calendar-view.tsx'
import { importText } from './import.text.ts'
import { ImportView, type FilledImport, type ImportFaults } from './import-view.tsx'
import { calendarPath } from './paths.ts'
import { troubleSentence } from './sentences.ts'

const managers = { policy: 'lab-manager' } as const
const params = z.object({ id: idOf('ica') })

/** Calendars of other houses: reading one, seeing what it would change, and applying it. */
export function importPages(pages: Pages): void {
  const query = z.object({ resource: idOf('res').optional() })
  pages.page({ ...managers, method: 'get', path: '/m/import', query }, ({ c, deps, actor, query: { resource } }) =>
    showImport(c, deps, actor, { resource: resource ?? null, name: '', address: '' }, null),
  )
  readingPage(pages)
  pages.page({ ...managers, method: 'get', path: '/m/import/:id', params }, ({ c, deps, actor, params: { id } }) =>
    showCalendar(c, deps, actor, id, false),
  )
  applyPages(pages)
}

function readingPage(pages: Pages): void {
  const form = z.strictObject({
    resource: idOf('res'),
    name: plainText(100).prefault(''),
    address: plainText(longestSource).prefault(''),
    // A browser that was given no file may send its field as a text.
    file: z.literal('').optional(),
  })
  const file = { name: 'file', mostBytes: mostCalendarBytes }
  pages.page({ ...managers, method: 'post', path: '/m/import', form, file }, async (call) => {
    const { c, deps, actor, form: filled, request } = call
    const from = sourceOf(filled, call.file)
    if ('fault' in from) return showImport(c, deps, actor, filled, from)
    const wanted = { resourceId: filled.resource, units: null, from }
    const answer = await importCalendar(deps, actor, wanted, keyOfForm(request))
    if (answer.kind === 'refused') return showImport(c, deps, actor, filled, { why: answer.why, of: from.kind })
    return c.redirect(calendarPath((JSON.parse(answer.body) as { id: ImportedCalendarId }).id), 303)
  })
}

type FormFault = { readonly fault: 'nothing' | 'both' | 'name' | 'address' }
type Trouble = FormFault | { readonly why: ImportRefusal; readonly of: CalendarSource['kind'] }

function sourceOf({ name, address }: FilledImport, file: Uint8Array | null): CalendarSource | FormFault {
  if (file === null && address === '') return { fault: 'nothing' }
  if (file !== null && address !== '') return { fault: 'both' }
  if (file !== null) {
    return name === '' ? { fault: 'name' } : { kind: 'file', name, text: new TextDecoder().decode(file) }
  }
  const url = calendarAddress(address)
  return url === null || url.href.length > longestSource ? { fault: 'address' } : { kind: 'address', address: url }
}

/** The form, empty; or as it was filled in, with what is to be put right. */
async function showImport(c: DoorContext, deps: Deps, actor: Actor, filled: FilledImport, trouble: Trouble | null) {
  const found = await readCalendars(deps, actor)
  const { locale } = found.viewer
  const page = (
    <Frame viewer={found.viewer} locale={locale} title={importText[locale].title}>
      <ImportView
        found={found}
        filled={filled}
        faults={trouble === null ? {} : faultsOf(trouble, importText[locale])}
        formKey={newId('frm', deps.now() * 1000, deps.entropy)}
        voice={voiceOf(locale, deps.park(), deps.now())}
      />
    </Frame>
  )
  return pageAnswer(c, page, trouble === null ? 200 : 422)
}

function faultsOf(trouble: Trouble, words: (typeof importText)['en']): ImportFaults {
  if ('why' in trouble) return { [trouble.of]: troubleSentence(trouble.why, words) }
  const sentence = words.faults[trouble.fault]
  switch (trouble.fault) {
    case 'name':
      return { name: sentence }
    case 'address':
      return { address: sentence }
    case 'nothing':
    case 'both':
      return { file: sentence }
  }
}

function applyPages(pages: Pages): void {
  const bookings = z.union([idOf('bkg').transform((id) => [id]), z.array(idOf('bkg')).max(500)])
  const form = z.strictObject({ version: wholeNumber(1, 1_000_000), cancel: bookings.prefault([]) })
  pages.page({ ...managers, method: 'post', path: '/m/import/:id/apply', params, form }, async (call) => {
    const { c, deps, actor, params: ofCalendar, form: wanted, request } = call
    try {
      await applyCalendar(deps, actor, ofCalendar.id, wanted, keyOfForm(request))
    } catch (error) {
      if (!(error instanceof Stale)) throw error
      return showCalendar(c, deps, actor, ofCalendar.id, true)
    }
    return c.redirect(calendarPath(ofCalendar.id), 303)
  })
  const units = z.union([unitId.transform((id) => [id]), z.array(unitId).max(1000)])
  const chosen = z.strictObject({ unit: units.prefault([]) })
  pages.page({ ...managers, method: 'post', path: '/m/import/:id/units', params, form: chosen }, async (call) => {
    const { c, deps, actor, params: ofCalendar, form: filled, request } = call
    await chooseUnits(deps, actor, ofCalendar.id, filled.unit, keyOfForm(request))
    return c.redirect(calendarPath(ofCalendar.id), 303)
  })
  pages.page({ ...managers, method: 'post', path: '/m/import/:id/end', params }, async (call) => {
    const { c, deps, actor, params: ofCalendar, request } = call
    const wanted = { version: null, cancel: [], end: true }
    await applyCalendar(deps, actor, ofCalendar.id, wanted, keyOfForm(request))
    return c.redirect('/m/import', 303)
  })
}

async function showCalendar(c: DoorContext, deps: Deps, actor: Actor, id: ImportedCalendarId, isLate: boolean) {
  const by = { viewer: viewerQuery(actor, deps.now()), stored: storedAnswerQuery(actor, '') }
  const { facts } = await readCalendarFacts(deps, id, by, { key: null, end: false })
  if (facts.calendar.endedAt !== null) throw new NotFound('calendar')
  const { locale } = facts.viewer
  const page = (
    <Frame viewer={facts.viewer} locale={locale} title={importText[locale].title}>
      <CalendarView
        facts={facts}
        formKey={newId('frm', deps.now() * 1000, deps.entropy)}
        overtaken={isLate}
        voice={voiceOf(locale, facts.park, facts.now)}
      />
    </Frame>
  )
  return pageAnswer(c, page, isLate ? 409 : 200)
}
