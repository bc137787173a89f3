import { z } from 'zod'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { Frame } from '../../firms/web/frame.tsx'
import type { ClosureId, ResourceId, UnitId } from '../../kernel/id.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import { parseInstant } from '../../kernel/rfc3339.ts'
import { Conflict, Malformed } from '../../kernel/thrown.ts'
import type { DoorContext } from '../../platform/http/door.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { calendarDate, idOf, plainText, unitId, wholeNumber } from '../../platform/http/schemas.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { voiceOf } from '../../platform/i18n/voice.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { closureKinds, type ClosureKind } from '../../resources/closure.ts'
import { closingLengths, firstWish, wishAt, type ClosingWish } from '../closing-wish.ts'
import { closingRhythms, mostRepeats, type ClosingRhythm } from '../closing-repeats.ts'
import { closeResource, type ClosureWanted } from '../commands/close-resource.ts'
import { reopenResource } from '../commands/reopen-resource.ts'
import { readClosurePage } from '../reads/closure-page.ts'
import { choiceOf, chosenIn, type Chosen } from './choice-fields.ts'
import type { CloseTrouble } from './close-view.tsx'
import { showClose } from './show-close.tsx'
import { ClosureView } from './closure-view.tsx'
import { hoursPages } from './hours.pages.tsx'
import { keyOfForm } from './form-key.ts'
import { absentToOthers } from '../others-machine.ts'
import { closurePath, slotOf } from './paths.ts'

const params = z.object({ id: idOf('res') })
const managers = { policy: 'lab-manager' } as const
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const kind = z.enum(closureKinds)
const rhythm = z.enum(closingRhythms)
const mostReason = 300

/** Taking a resource out of use for a time, with everybody in the way; the closure afterwards; and when it is open. */
export function closePages(pages: Pages): void {
  const query = z.object({
    look: z.literal('1').optional().catch(undefined),
    begin: z.enum(['now', 'at']).optional().catch(undefined),
    date: calendarDate.optional().catch(''),
    time: clock.optional().catch(''),
    length: z.enum(closingLengths).optional().catch(undefined),
    untilDate: calendarDate.optional().catch(''),
    untilTime: clock.optional().catch(''),
    rhythm: rhythm.optional().catch(undefined),
    times: wholeNumber(1, mostRepeats).optional().catch(undefined),
    kind: kind.optional().catch(undefined),
    reason: plainText(mostReason).optional().catch(undefined),
  })
  pages.page(
    { ...managers, method: 'get', path: '/m/resources/:id/close', params, query },
    ({ c, deps, actor, params: { id }, query: { look, ...said } }) => {
      const first = firstWish(deps.now(), deps.park().timeZone)
      const units = z
        .array(unitId)
        .max(1000)
        .catch([])
        .parse(c.req.queries('unit') ?? [])
      const wish = { ...first, ...given(said), units }
      return showClose(c, deps, actor, id, wish, look === '1')
    },
  )
  makePage(pages)
  closurePages(pages)
  hoursPages(pages)
}

function makePage(pages: Pages): void {
  const form = z
    .object({
      starts: z.string().max(40),
      ends: z.string().max(40),
      kind,
      reason: plainText(mostReason).prefault(''),
      rhythm: rhythm.prefault('once'),
      repeats: z
        .string()
        .max(60 * mostRepeats)
        .prefault(''),
      unit: z.union([unitId.transform((one) => [one]), z.array(unitId).max(1000)]).prefault([]),
    })
    // One field for each booking in the way: `to_<booking>`, or `to_<booking>_<version>`.
    .catchall(z.string().max(60))
  pages.page(
    { ...managers, method: 'post', path: '/m/resources/:id/close', params, form },
    async ({ c, deps, actor, params: { id }, form: sent, request }) => {
      const { wish, times, chosen } = madeOf(sent, deps)
      const made = await makeClosure(deps, actor, id, { wish, times, chosen, key: request })
      if (typeof made === 'string') return c.redirect(closurePath(made), 303)
      const before = new Map(chosen.map(({ bookingId, choice }) => [bookingId, choice]))
      return showClose(c, deps, actor, id, wish, true, { trouble: made, chosen: before })
    },
  )
}

interface SentClosure {
  readonly starts: string
  readonly ends: string
  readonly kind: ClosureKind
  readonly reason: string
  readonly rhythm: ClosingRhythm
  readonly repeats: string
  readonly unit: readonly UnitId[]
}

/** The very closure that was shown, as its form sends it, and what was chosen for each booking. */
function madeOf(sent: SentClosure & Readonly<Record<string, unknown>>, deps: Deps): Omit<Making, 'key'> {
  const { starts, ends, unit, kind: why, reason, rhythm: pace, repeats: again, ...choices } = sent
  const startsAt = starts === 'now' ? 'now' : timeOf('starts', starts)
  const endsAt = ends === 'open' || ends === 'good' ? null : timeOf('ends', ends)
  const repeats = again === '' ? [] : again.split(' ').map(repeatOf)
  const { timeZone } = deps.park()
  const first = firstWish(deps.now(), timeZone)
  const wish = wishAt(
    {
      ...first,
      length: ends === 'good' ? 'good' : first.length,
      rhythm: repeats.length === 0 ? 'once' : pace,
      times: repeats.length + 1,
      units: unit,
      kind: why,
      reason,
    },
    startsAt,
    endsAt,
    timeZone,
  )
  return {
    wish,
    times: { startsAt: startsAt === 'now' ? deps.now() : startsAt, endsAt, repeats },
    chosen: Object.entries(choices).map(([name, choice]) => chosenIn(name, String(choice))),
  }
}

interface Making {
  readonly wish: ClosingWish
  readonly times: Pick<ClosureWanted, 'startsAt' | 'endsAt' | 'repeats'>
  readonly chosen: readonly Chosen[]
  readonly key: RequestKey
}

/** The closure's id, or why nothing was done. */
async function makeClosure(
  deps: Deps,
  actor: Actor,
  id: ResourceId,
  { wish, times, chosen, key }: Making,
): Promise<ClosureId | CloseTrouble> {
  const { kind: why, reason, units } = wish
  const closure = {
    ...times,
    retire: wish.length === 'good',
    kind: why,
    reason,
    units: units.length === 0 ? null : units,
    preview: false,
  }
  const affected = chosen.map(choiceOf)
  try {
    const closing = closeResource(deps, actor, id, { ...closure, affected }, keyOfForm(key))
    const answer = await absentToOthers(closing)
    if (answer.kind !== 'refused') return (JSON.parse(answer.body) as { id: ClosureId }).id
    const isPast = answer.refused.some(({ bookingId }) => bookingId === null)
    return isPast ? { kind: 'passed' } : { kind: 'moves', refused: answer.refused }
  } catch (error) {
    if (error instanceof Conflict && error.kind === 'bookings-affected') return { kind: 'stale' }
    // Its end has passed while somebody was looking at it.
    if (error instanceof Malformed && error.faults.every(({ pointer }) => pointer === '/endsAt'))
      return { kind: 'passed' }
    throw error
  }
}

function repeatOf(text: string): Interval {
  const time = slotOf(text)
  if (time === null) throw new Malformed([{ pointer: '/repeats', kind: 'format' }])
  return time
}

function timeOf(name: string, text: string): Instant {
  const at = parseInstant(text)
  if (at === null) throw new Malformed([{ pointer: `/${name}`, kind: 'instant' }])
  return at
}

function given(said: Readonly<Record<string, string | number | undefined>>): Partial<ClosingWish> {
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined))
}

function closurePages(pages: Pages): void {
  const closure = z.object({ id: idOf('clo') })
  const show = async (c: DoorContext, deps: Deps, actor: Actor, id: ClosureId, tooLate: boolean) => {
    const page = await readClosurePage(deps, actor, id)
    const voice = voiceOf(page.viewer.locale, deps.park(), page.now)
    const title = nameIn(page.resource.names, voice.locale)
    const whole = (
      <Frame viewer={page.viewer} locale={voice.locale} title={title} sheets={['manager.css']}>
        <ClosureView page={page} tooLate={tooLate} voice={voice} />
      </Frame>
    )
    return pageAnswer(c, whole, tooLate ? 409 : 200)
  }
  pages.page(
    { ...managers, method: 'get', path: '/m/closures/:id', params: closure },
    ({ c, deps, actor, params: { id } }) => show(c, deps, actor, id, false),
  )
  pages.page(
    { ...managers, method: 'post', path: '/m/closures/:id/reopening', params: closure },
    async ({ c, deps, actor, params: { id }, request }) => {
      try {
        await reopenResource(deps, actor, id, keyOfForm(request))
      } catch (error) {
        if (!(error instanceof Conflict && error.kind === 'too-late')) throw error
        return show(c, deps, actor, id, true)
      }
      return c.redirect(closurePath(id), 303)
    },
  )
}
