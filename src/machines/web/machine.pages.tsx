import { z } from 'zod'
import { keyOfForm } from '../../bookings/web/form-key.ts'
import type { Actor, Deps } from '../../deps.ts'
import { Frame } from '../../firms/web/frame.tsx'
import { newId, type ResourceId } from '../../kernel/id.ts'
import { Malformed, Stale, type Fault } from '../../kernel/thrown.ts'
import type { DoorContext } from '../../platform/http/door.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { idOf, wholeNumber } from '../../platform/http/schemas.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Locale } from '../../platform/i18n/locale.ts'
import { voiceOf } from '../../platform/i18n/voice.ts'
import { wordsIn } from '../../platform/i18n/words.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { setState } from '../commands/change-parts.ts'
import { saveProfile } from '../commands/save-profile.ts'
import { readMachinePage, type MachinePage } from '../reads/machine-page.ts'
import { readStatePreview } from '../reads/state-preview.ts'
import { deeds, machineText, type MachineDeed } from './machine.text.ts'
import { MachineView } from './machine-view.tsx'
import { managers } from './machines.pages.tsx'
import { newText } from './new.text.ts'
import type { Filled } from './new-form.tsx'
import { machinePath } from './paths.ts'
import { filledOf } from './profile-form.tsx'
import { readProfile } from './read-profile.ts'
import { StateView } from './state-view.tsx'

const params = z.object({ id: idOf('res') })

/** One machine: its profile and rules, and its state. */
export function machinePages(pages: Pages): void {
  const query = z.object({ done: z.enum(deeds).optional().catch(undefined) })
  pages.page(
    { ...managers, method: 'get', path: '/m/resources/:id', params, query },
    ({ c, deps, actor, params: { id }, query: { done = null } }) => showMachine(c, deps, actor, id, { done }),
  )
  const form = z.object({}).catchall(z.string().max(1000))
  pages.page({ ...managers, method: 'post', path: '/m/resources/:id', params, form }, async (call) => {
    const { c, deps, actor, params: ofMachine, form: filled, request } = call
    const { id } = ofMachine
    const version = z.coerce.number().int().catch(0).parse(filled['version'])
    const profile = readProfile(filled)
    if ('faults' in profile) return showMachine(c, deps, actor, id, { filled, faults: profile.faults })
    try {
      await saveProfile(deps, actor, { id, version, profile }, keyOfForm(request))
    } catch (error) {
      if (error instanceof Malformed) return showMachine(c, deps, actor, id, { filled, faults: error.faults })
      if (error instanceof Stale) return showMachine(c, deps, actor, id, { filled, isStale: true })
      throw error
    }
    return c.redirect(`${machinePath(id)}?done=saved`, 303)
  })
  statePages(pages)
}

function statePages(pages: Pages): void {
  const query = z.object({ to: z.enum(['out-of-service', 'retired']).catch('out-of-service') })
  pages.page(
    { ...managers, method: 'get', path: '/m/resources/:id/state', params, query },
    ({ c, deps, actor, params: { id }, query: { to } }) => showState(c, deps, actor, id, { to, isOvertaken: false }),
  )
  const form = z.strictObject({
    to: z.enum(['published', 'out-of-service', 'retired']),
    seen: wholeNumber(0, 1_000_000).optional(),
  })
  pages.page({ ...managers, method: 'post', path: '/m/resources/:id/state', params, form }, async (call) => {
    const { c, deps, actor, params: ofMachine, form: filled, request } = call
    const { to, seen = null } = filled
    const of = { id: ofMachine.id, key: keyOfForm(request) }
    // Nobody is taken off a machine unseen.
    if (to !== 'published' && seen === null) return showState(c, deps, actor, of.id, { to, isOvertaken: true })
    try {
      await setState(deps, actor, { state: to, seen: to === 'published' ? null : seen }, of)
    } catch (error) {
      if (error instanceof Stale && to !== 'published')
        return showState(c, deps, actor, of.id, { to, isOvertaken: true })
      throw error
    }
    return c.redirect(`${machinePath(of.id)}?done=state`, 303)
  })
}

export interface Shown {
  readonly done?: MachineDeed | null
  /** What was typed, where it is to be put right. */
  readonly filled?: Filled
  readonly faults?: readonly Fault[]
  readonly isStale?: boolean
  /** What was typed into a part besides the profile. */
  readonly typed?: Filled
}

/** The machine's page; or the same with what was typed, and why it was not taken. */
export async function showMachine(
  c: DoorContext,
  deps: Deps,
  actor: Actor,
  id: ResourceId,
  { done = null, filled, faults = [], isStale = false, typed = {} }: Shown,
): Promise<Response> {
  const page = await readMachinePage(deps, actor, id)
  const { viewer, now, resource } = page
  const voice = voiceOf(viewer.locale, deps.park(), now)
  const view = (
    <Frame
      viewer={viewer}
      locale={voice.locale}
      title={nameIn(resource.names, voice.locale)}
      sheets={['manager.css', 'plots.css']}
    >
      <MachineView
        page={page}
        filled={filledAgain(page, filled, isStale)}
        faults={Object.fromEntries(faults.map((fault) => [fieldOf(fault), sentence(fault, voice.locale)]))}
        done={done}
        isStale={isStale}
        typed={typed}
        takesPhotos={deps.photos !== null}
        formKey={newId('frm', now * 1000, deps.entropy)}
        voice={voice}
      />
    </Frame>
  )
  return pageAnswer(c, view, isStale ? 409 : faults.length > 0 ? 422 : 200)
}

/** What was typed; after somebody else's save with the version of now, so that it may be saved over it. */
function filledAgain(page: MachinePage, filled: Filled | undefined, isStale: boolean): Filled {
  const kept = filledOf(page)
  if (filled === undefined || filled['number'] === undefined) return kept
  return { ...kept, restricted: '', ...filled, ...(isStale ? { version: kept['version'] ?? '' } : {}) }
}

function fieldOf({ pointer }: Fault): string {
  return pointer.slice(1)
}

function sentence(fault: Fault, locale: Locale): string {
  const words = machineText[locale]
  const { kind, expected = '' } = fault
  const field = fieldOf(fault)
  if (field === 'number' && kind === 'repeated') return newText[locale].numberTaken
  if (field === 'maxMinutes' && kind === 'value') return newText[locale].badMax
  if (field === 'en' && kind === 'missing') return newText[locale].badNames
  if (field === 'equivalents') return words.unknown(expected)
  if (field === 'unit') return words.unitFaults[kind === 'repeated' ? 'repeated' : 'last']
  if (field === 'photo') return words.badPhoto
  if (kind === 'choice') return words.notOneOf(expected)
  return wordsIn(locale).faults[kind](expected)
}

interface StateShown {
  readonly to: 'out-of-service' | 'retired'
  readonly isOvertaken: boolean
}

async function showState(c: DoorContext, deps: Deps, actor: Actor, id: ResourceId, { to, isOvertaken }: StateShown) {
  const preview = await readStatePreview(deps, actor, id)
  const { viewer, now, resource } = preview
  const voice = voiceOf(viewer.locale, deps.park(), now)
  const title = machineText[voice.locale].stateTitle[to](nameIn(resource.names, voice.locale))
  const formKey = newId('frm', now * 1000, deps.entropy)
  const page = (
    <Frame viewer={viewer} locale={voice.locale} title={title} sheets={['manager.css']}>
      <StateView preview={preview} to={to} isOvertaken={isOvertaken} formKey={formKey} voice={voice} />
    </Frame>
  )
  return pageAnswer(c, page, isOvertaken ? 409 : 200)
}
