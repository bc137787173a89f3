import { z } from 'zod'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import type { BookingId, ResourceId } from '../../kernel/id.ts'
import { Conflict, Malformed } from '../../kernel/thrown.ts'
import { dayOf } from '../../kernel/wall-clock.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { idOf, plainText } from '../../platform/http/schemas.ts'
import { typedOf, type Typed } from '../../resources/hours-form.ts'
import { hoursWishSchema } from '../../resources/hours-schema.ts'
import type { HoursWish } from '../../resources/hours-wish.ts'
import { setHours } from '../commands/set-hours.ts'
import { mostResources, type HoursScope } from '../reads/hours-facts.ts'
import { choiceOf, chosenIn, type Chosen } from './choice-fields.ts'
import { keyOfForm } from './form-key.ts'
import { absentToOthers } from '../others-machine.ts'
import { hoursPath } from './paths.ts'
import { askedHours, showHours } from './show-hours.tsx'
import type { HoursTrouble } from './hours-view.tsx'

const params = z.object({ id: idOf('res') })
const route = { policy: 'lab-manager', path: '/m/resources/:id/hours', params } as const

/** When a resource is open: a week to fill in, who would stand outside, and setting it. */
export function hoursPages(pages: Pages): void {
  pages.page({ ...route, method: 'get' }, ({ c, deps, actor, params: { id } }) => {
    const today = dayOf(deps.now(), deps.park().timeZone).date
    const asked = askedHours(c.req.query(), c.req.queries('also') ?? [], today)
    return showHours(c, deps, actor, id, asked)
  })
  const form = z
    .object({
      wish: z.string().max(200_000),
      scope: z.string().max(40 * mostResources),
      seen: z
        .string()
        .max(60 * mostResources)
        .optional(),
      reason: plainText(300).prefault(''),
    })
    // One field for each booking that would stand outside: `to_<booking>_<version>`.
    .catchall(z.string().max(60))
  pages.page({ ...route, method: 'post', form }, async ({ c, deps, actor, params: { id }, form: sent, request }) => {
    const { wish: wishText, scope: scopeText, seen: seenText, reason, ...choices } = sent
    const wish = readJson('wish', wishText, hoursWishSchema) as HoursWish
    const scope = scopeOf(scopeText)
    const seen = seenText === undefined ? null : seenIn(seenText)
    const chosen = Object.entries(choices).map(([name, choice]) => chosenIn(name, choice))
    const wanted = { wish, scope, reason, chosen, seen }
    const trouble = await publish(deps, actor, id, wanted, request)
    if (trouble === null) return c.redirect(`${hoursPath(id)}?done=1`, 303)
    const again = new Map(chosen.map(({ bookingId, choice }): [BookingId, string] => [bookingId, choice]))
    const typed = typedAgain(wish, dayOf(deps.now(), deps.park().timeZone).date)
    return showHours(c, deps, actor, id, { kind: 'look', typed, wish, scope }, { trouble, chosen: again, reason })
  })
}

interface Publishing {
  readonly wish: HoursWish
  readonly scope: HoursScope
  readonly reason: string
  readonly chosen: readonly Chosen[]
  readonly seen: ReadonlyMap<ResourceId, number> | null
}

/** Null when it is done, or why not. */
async function publish(
  deps: Deps,
  actor: Actor,
  id: ResourceId,
  { chosen, ...rest }: Publishing,
  key: RequestKey,
): Promise<HoursTrouble | null> {
  const wanted = { ...rest, affected: chosen.map(choiceOf), undecided: 'ask' } as const
  try {
    const answer = await absentToOthers(setHours(deps, actor, id, wanted, keyOfForm(key)))
    if (answer.kind === 'set') return null
    return answer.kind === 'overtaken' ? { kind: 'overtaken' } : { kind: 'moves', refused: answer.refused }
  } catch (error) {
    if (error instanceof Conflict && error.kind === 'bookings-affected') return { kind: 'stale' }
    throw error
  }
}

const seenSchema = z.record(z.string().max(40), z.int()).refine((seen) => Object.keys(seen).length <= mostResources)

function seenIn(text: string): ReadonlyMap<ResourceId, number> {
  return new Map(Object.entries(readJson('seen', text, seenSchema))) as Map<ResourceId, number>
}

function readJson<S extends z.ZodType>(name: string, text: string, schema: S): z.output<S> {
  const read = schema.safeParse(jsonOf(text))
  if (read.success) return read.data
  throw new Malformed([{ pointer: `/${name}`, kind: 'format' }])
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function scopeOf(text: string): HoursScope {
  if (text === 'this' || text === 'category' || text === 'facility') return text
  const ids = text.split(',').filter(Boolean)
  if (ids.length > mostResources || ids.some((one) => !/^res_\w{26}$/.test(one)))
    throw new Malformed([{ pointer: '/scope', kind: 'choice' }])
  return ids.map((one) => idOf('res').parse(one))
}

/** The editor, filled with the hours that were not set. */
function typedAgain({ from, week, exceptions }: HoursWish, today: string): Typed {
  return { ...typedOf(week, exceptions, today), ...(from === null ? {} : { begin: 'at', from }) }
}
