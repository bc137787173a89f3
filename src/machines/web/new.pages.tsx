import { z } from 'zod'
import { usualTerms } from '../../billing/usual-terms.ts'
import { keyOfForm } from '../../bookings/web/form-key.ts'
import type { Actor, Deps } from '../../deps.ts'
import { Frame } from '../../firms/web/frame.tsx'
import { newId, type ResourceId } from '../../kernel/id.ts'
import { Malformed } from '../../kernel/thrown.ts'
import type { DoorContext } from '../../platform/http/door.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { idOf } from '../../platform/http/schemas.ts'
import { voiceOf } from '../../platform/i18n/voice.ts'
import { wordsIn } from '../../platform/i18n/words.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { minorOf } from '../../resources/catalogue-columns.ts'
import { usualEntry } from '../../resources/catalogue-entry.ts'
import { addResource, type AddedResource } from '../../resources/commands/add-resource.ts'
import { newResourceSchema } from '../../resources/new-resource.ts'
import { readNewMachine } from '../reads/new-machine.ts'
import { managers } from './machines.pages.tsx'
import { newText } from './new.text.ts'
import { NewForm, type Filled } from './new-form.tsx'
import { machinePath } from './paths.ts'

/** Adding a machine by form. */
export function newMachinePages(pages: Pages): void {
  pages.page({ ...managers, method: 'get', path: '/m/resources/new' }, ({ c, deps, actor }) =>
    showNew(c, deps, actor, {}, []),
  )
  const form = z.object({}).catchall(z.string().max(400))
  pages.page({ ...managers, method: 'post', path: '/m/resources/new', form }, async (call) => {
    const { c, deps, actor, form: filled, request } = call
    const read = wantedOf(filled)
    if ('faults' in read) return showNew(c, deps, actor, filled, read.faults)
    try {
      const { body } = await addResource(deps, actor, read, keyOfForm(request))
      return c.redirect(machinePath((JSON.parse(body) as { id: ResourceId }).id), 303)
    } catch (error) {
      if (!(error instanceof Malformed)) throw error
      return showNew(c, deps, actor, filled, error.faults.map(placed))
    }
  })
}

/** A field, and the kind of what is wrong with it. */
interface FieldFault {
  readonly field: string
  readonly kind: Malformed['faults'][number]['kind']
  readonly expected?: string | undefined
}

// Where the form has a field of its own for what the command calls otherwise.
const fieldNames: Readonly<Record<string, string>> = {
  names: 'en',
  assetNumber: 'number',
  categoryId: 'category',
  openingHours: 'from',
  stepMinutes: 'step',
  minMinutes: 'min',
  maxMinutes: 'max',
}

function placed({ pointer, kind, expected }: Malformed['faults'][number]): FieldFault {
  const [, first = ''] = pointer.split('/')
  return { field: fieldNames[first] ?? first, kind, expected }
}

function wantedOf(filled: Filled): AddedResource | { readonly faults: FieldFault[] } {
  const faults: FieldFault[] = []
  const drafted = draftOf(filled, faults)
  const read = newResourceSchema.safeParse(drafted)
  if (!read.success) {
    for (const { path } of read.error.issues) {
      const first = String(path[0])
      faults.push({ field: fieldNames[first] ?? first, kind: first === 'assetNumber' ? 'missing' : 'value' })
    }
  }
  if (faults.length > 0 || !read.success) return { faults }
  const from = filled['from'] ?? ''
  return from === '' ? read.data : { ...read.data, openingHours: { from: idOf('res').parse(from.slice(0, 64)) } }
}

/** The form's words under the names that a resource has for them. What is no number at all is a fault already. */
function draftOf(filled: Filled, faults: FieldFault[]) {
  const text = (name: string) => (filled[name] ?? '').normalize('NFC').trim()
  const whole = (name: string, usual: number) => {
    const said = text(name)
    if (/^\d{0,7}$/.test(said)) return said === '' ? usual : Number(said)
    faults.push({ field: name, kind: 'type', expected: 'number' })
    return usual
  }
  const names = Object.fromEntries(
    (['hans', 'hant', 'en'] as const).flatMap((one) => (text(one) === '' ? [] : [[one, text(one)]])),
  )
  return {
    names,
    units: Array.from({ length: Math.min(whole('units', 1), 501) }, (_, at) => `${at + 1}`),
    rates: ratesOf(filled, faults),
    facilityId: text('facility'),
    categoryId: text('category') || usualEntry.category,
    kind: text('kind') || 'instrument',
    state: text('state') || 'draft',
    model: text('model'),
    assetNumber: text('number'),
    location: text('location'),
    openingHours: { weekly: usualEntry.weekly, holidayRule: usualEntry.holidayRule, exceptions: [] },
    stepMinutes: whole('step', usualEntry.stepMinutes),
    minMinutes: whole('min', usualEntry.minMinutes),
    maxMinutes: whole('max', usualEntry.maxMinutes),
  }
}

function ratesOf(filled: Filled, faults: FieldFault[]) {
  return Object.entries(filled).flatMap(([name, value]) => {
    if (!name.startsWith('price_') || value.trim() === '') return []
    const minor = minorOf(value.trim())
    if (minor === null) faults.push({ field: name, kind: 'format' })
    return [{ priceCategory: name.slice('price_'.length), terms: usualTerms(minor ?? 0) }]
  })
}

async function showNew(c: DoorContext, deps: Deps, actor: Actor, filled: Filled, faults: readonly FieldFault[]) {
  const choices = await readNewMachine(deps, actor)
  const { locale } = choices.viewer
  const words = newText[locale]
  const sentence = ({ field, kind, expected = '' }: FieldFault) => {
    if (field === 'number' && kind === 'repeated') return words.numberTaken
    if (field === 'en') return words.badNames
    if (field.startsWith('price_')) return words.badPrice
    return field === 'max' && kind === 'value' ? words.badMax : wordsIn(locale).faults[kind](expected)
  }
  const page = (
    <Frame viewer={choices.viewer} locale={locale} title={words.title} sheets={['manager.css']}>
      <NewForm
        choices={choices}
        filled={filled}
        faults={Object.fromEntries(faults.map((fault) => [fault.field, sentence(fault)]))}
        formKey={newId('frm', deps.now() * 1000, deps.entropy)}
        voice={voiceOf(locale, deps.park(), choices.now)}
      />
    </Frame>
  )
  return pageAnswer(c, page, faults.length === 0 ? 200 : 422)
}
