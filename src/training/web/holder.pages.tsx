import { z } from 'zod'
import { keyOfForm } from '../../bookings/web/form-key.ts'
import type { Actor, Deps } from '../../deps.ts'
import type { PersonId } from '../../kernel/id.ts'
import { Malformed } from '../../kernel/thrown.ts'
import { isDate } from '../../kernel/wall-clock.ts'
import type { DoorContext } from '../../platform/http/door.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { idOf, plainText } from '../../platform/http/schemas.ts'
import { voiceOf } from '../../platform/i18n/voice.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { changeHolder, type HolderChange } from '../commands/change-holder.ts'
import { grantByList } from '../commands/grant-list.ts'
import { mostListBytes } from '../grant-list.ts'
import type { AffectedBooking } from '../reads/affected.ts'
import { readHolderPage } from '../reads/holder-page.ts'
import { readKindPage } from '../reads/kind-page.ts'
import { throughDay } from '../training-session.ts'
import { HolderView, type FilledHolder } from './holder-view.tsx'
import { faultsIn } from './kind-view.tsx'
import { ListView, type ListViewProps } from './list-view.tsx'
import { holderPath, kindPath, trainingPath } from './paths.ts'
import { kindParam, seenBookings } from './training.pages.tsx'
import { trainingText } from './training.text.ts'

const managers = { policy: 'lab-manager' } as const
const params = z.object({ kind: kindParam, person: idOf('usr') })
const path = `${trainingPath}/:kind/people/:person`

/** One person's training, and the trainings of many by a list. */
export function holderPages(pages: Pages): void {
  const query = z.object({ done: z.literal('1').optional().catch(undefined) })
  pages.page({ ...managers, method: 'get', path, params, query }, ({ c, deps, actor, params: of, query: { done } }) =>
    showHolder(c, deps, actor, of, { isNews: done === '1' }),
  )
  const form = z.strictObject({
    act: z.enum(['until', 'withdraw']),
    until: z.string().max(20).default(''),
    reason: plainText(300).default(''),
    seen: seenBookings,
  })
  pages.page({ ...managers, method: 'post', path, params, form }, async (call) => {
    const { c, deps, actor, params: of, form: filled, request } = call
    const change = changeOf(filled, deps.park().timeZone)
    const typed = filled.act === 'until' ? { until: filled.until } : { reason: filled.reason }
    const holder = { kindId: of.kind, personId: of.person }
    try {
      const changed = await changeHolder(deps, actor, holder, change, filled.seen, keyOfForm(request))
      if (changed.kind === 'done') return c.redirect(`${holderPath(of.kind, of.person)}?done=1`, 303)
      return await showHolder(c, deps, actor, of, { typed, affected: changed.affected, status: 409 })
    } catch (error) {
      if (!(error instanceof Malformed)) throw error
      return showHolder(c, deps, actor, of, { typed, error, status: 422 })
    }
  })
  listPages(pages)
}

function changeOf({ act, until, reason }: { act: string; until: string; reason: string }, zone: string): HolderChange {
  if (act === 'withdraw') return { act: 'withdraw', reason }
  return { act: 'until', until: isDate(until) ? throughDay(until, zone) : 0 }
}

interface Shown {
  readonly typed?: { readonly until?: string; readonly reason?: string }
  readonly affected?: readonly AffectedBooking[]
  readonly error?: Malformed
  readonly isNews?: boolean
  readonly status?: number
}

async function showHolder(
  c: DoorContext,
  deps: Deps,
  actor: Actor,
  { kind, person }: { readonly kind: string; readonly person: PersonId },
  { typed, affected = [], error, isNews = false, status = 200 }: Shown,
) {
  const page = await readHolderPage(deps, actor, { kindId: kind, personId: person })
  const voice = voiceOf(page.viewer.locale, deps.park(), deps.now())
  const words = trainingText[voice.locale]
  const faults =
    error === undefined ? {} : typed?.reason === undefined ? faultsIn(error, words) : { reason: words.needsReason }
  const filled: { filled?: FilledHolder } = typed === undefined ? {} : { filled: { ...typed, faults, affected } }
  const news = isNews ? { news: words.changed } : {}
  return pageAnswer(c, <HolderView page={page} {...filled} {...news} voice={voice} />, status)
}

function listPages(pages: Pages): void {
  const ofKind = z.object({ kind: kindParam })
  const listPath = `${trainingPath}/:kind/list`
  pages.page(
    { ...managers, method: 'get', path: listPath, params: ofKind },
    async ({ c, deps, actor, params: { kind: id } }) => {
      const { viewer, kind, formKey } = await readKindPage(deps, actor, id, { like: '', state: 'ending' })
      return showList(c, deps, { viewer, kind, formKey }, 200)
    },
  )
  const form = z.strictObject({
    text: z.string().max(mostListBytes).optional(),
    plan: z.string().max(64).optional(),
    // A browser that was given no file may send its field as a text.
    file: z.literal('').optional(),
  })
  const file = { name: 'file', mostBytes: mostListBytes }
  pages.page({ ...managers, method: 'post', path: listPath, params: ofKind, form, file }, async (call) => {
    const { c, deps, actor, params: of, form: filled, request } = call
    const text = call.file === null ? (filled.text ?? '') : new TextDecoder().decode(call.file)
    // A new file is looked at first, whatever was seen of another one.
    const plan = call.file === null ? (filled.plan ?? null) : null
    const answer = await grantByList(deps, actor, of.kind, { text, plan }, keyOfForm(request))
    if (answer.kind === 'applied') return c.redirect(`${kindPath(of.kind)}?done=granted`, 303)
    const { viewer, training: kind, formKey } = answer
    if (answer.kind === 'preview') {
      const preview = { lines: answer.lines, plan: answer.plan, text }
      return showList(c, deps, { viewer, kind, formKey, preview }, plan === null ? 200 : 409)
    }
    const words = trainingText[viewer.locale]
    const { trouble } = answer
    const fault = text === '' ? words.chooseFile : words.troubles[trouble.kind]('line' in trouble ? trouble.line : 0)
    return showList(c, deps, { viewer, kind, formKey, fault }, 422)
  })
}

function showList(c: DoorContext, deps: Deps, shown: Omit<ListViewProps, 'voice'>, status: number) {
  const voice = voiceOf(shown.viewer.locale, deps.park(), deps.now())
  return pageAnswer(c, <ListView {...shown} voice={voice} />, status)
}
