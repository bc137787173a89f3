import { z } from 'zod'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { Frame } from '../../firms/web/frame.tsx'
import { newId, type BookingId, type ClosureId, type ResourceId, type UnitId } from '../../kernel/id.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import { parseInstant } from '../../kernel/rfc3339.ts'
import { Conflict, Malformed } from '../../kernel/thrown.ts'
import type { DoorContext } from '../../platform/http/door.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { calendarDate, idOf, plainText, unitId, wholeNumber } from '../../platform/http/schemas.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { voiceOf } from '../../platform/i18n/voice.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { closureKinds } from '../../resources/closure.ts'
import { closingLengths, closingTime, firstWish, wishAt, type ClosingWish } from '../closing-wish.ts'
import { closingRhythms, mostRepeats, overlapThemselves, repeatedClosure } from '../closing-repeats.ts'
import { closeResource, type ClosureWanted } from '../commands/close-resource.ts'
import { reopenResource } from '../commands/reopen-resource.ts'
import { readClosingPreview } from '../reads/closing-preview.ts'
import { readClosurePage } from '../reads/closure-page.ts'
import { choiceOf, chosenIn, type Chosen } from './choice-fields.ts'
import { CloseForm } from './close-form.tsx'
import { CloseView, type CloseTrouble } from './close-view.tsx'
import { closeText } from './close.text.ts'
import { ClosureView } from './closure-view.tsx'
import { keyOfForm } from './form-key.ts'
import { closurePath, slotOf } from './paths.ts'

const params = z.object({ id: idOf('res') })
const managers = { policy: 'lab-manager' } as const
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const kind = z.enum(closureKinds)
const rhythm = z.enum(closingRhythms)
const mostReason = 300

/** Taking a resource out of use for a time, with everybody in the way; and the closure afterwards. */
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
    async ({
      c,
      deps,
      actor,
      params: { id },
      form: { starts, ends, unit, kind: why, reason, rhythm: pace, repeats: again, ...choices },
      request,
    }) => {
      const startsAt = starts === 'now' ? 'now' : timeOf('starts', starts)
      const endsAt = ends === 'open' || ends === 'good' ? null : timeOf('ends', ends)
      const { timeZone } = deps.park()
      const repeats = again === '' ? [] : again.split(' ').map(repeatOf)
      const length = ends === 'good' ? 'good' : '120'
      const times = { length, rhythm: repeats.length === 0 ? 'once' : pace, times: repeats.length + 1 } as const
      const first = { ...firstWish(deps.now(), timeZone), ...times, units: unit, kind: why, reason }
      const wish = wishAt(first, startsAt, endsAt, timeZone)
      const whole = { startsAt: startsAt === 'now' ? deps.now() : startsAt, endsAt, repeats }
      const chosen = Object.entries(choices).map(([name, choice]) => chosenIn(name, choice))
      const made = await makeClosure(deps, actor, id, { wish, times: whole, chosen, key: request })
      if (typeof made === 'string') return c.redirect(closurePath(made), 303)
      const before = new Map(chosen.map(({ bookingId, choice }) => [bookingId, choice]))
      return showClose(c, deps, actor, id, wish, true, { trouble: made, chosen: before })
    },
  )
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
    const answer = await closeResource(deps, actor, id, { ...closure, affected }, keyOfForm(key))
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

interface Again {
  readonly trouble: CloseTrouble
  readonly chosen: ReadonlyMap<BookingId, string>
}

async function showClose(
  c: DoorContext,
  deps: Deps,
  actor: Actor,
  id: ResourceId,
  wish: ClosingWish,
  look: boolean,
  again?: Again,
): Promise<Response> {
  const now = deps.now()
  const time = closingTime(wish, now, deps.park().timeZone)
  // Who is affected of a time that cannot be is asked of an instant that nobody has: the resource is read all the same.
  const repeats = time.kind === 'time' ? repeatsOf(wish, time, deps.park().timeZone) : []
  const asked = time.kind === 'time' && look ? { ...time, units: wish.units, repeats } : nobodyAt(now)
  const preview = await readClosingPreview(deps, actor, id, asked)
  const { viewer, resource, park } = preview.facts
  const voice = voiceOf(viewer.locale, park, now)
  const title = closeText[voice.locale].title(nameIn(resource.names, voice.locale))
  const fault = time.kind === 'fault' && look ? time : null
  const trouble = again?.trouble ?? (overlapThemselves([preview.closed, ...repeats]) ? overlapping : null)
  const formKey = newId('frm', now * 1000, deps.entropy)
  const page = (
    <Frame viewer={viewer} locale={voice.locale} title={title} sheets={['manager.css']}>
      {look && fault === null ? (
        <CloseView
          preview={preview}
          wish={wish}
          chosen={again?.chosen ?? new Map()}
          trouble={trouble}
          formKey={formKey}
          voice={voice}
        />
      ) : (
        <>
          <h1>{title}</h1>
          <CloseForm resource={resource} wish={wish} fault={fault} voice={voice} />
        </>
      )}
    </Frame>
  )
  return pageAnswer(c, page, statusOf(trouble, fault !== null))
}

const overlapping = { kind: 'overlapping' } as const

/** What is until somebody opens again has no other time. */
function repeatsOf({ rhythm: pace, times }: ClosingWish, { startsAt, endsAt }: Timed, zone: string): Interval[] {
  return endsAt === null ? [] : repeatedClosure({ startsAt, endsAt }, pace, times, zone).slice(1)
}

type Timed = Pick<ClosureWanted, 'startsAt' | 'endsAt'>

function nobodyAt(now: Instant) {
  return { startsAt: now, endsAt: now, units: [] as UnitId[] }
}

function statusOf(trouble: CloseTrouble | null, isFaulty: boolean): number {
  if (trouble !== null) return trouble.kind === 'moves' || trouble.kind === 'overlapping' ? 422 : 409
  return isFaulty ? 422 : 200
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
