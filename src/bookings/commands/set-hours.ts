import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import type { BookingId, ResourceId } from '../../kernel/id.ts'
import { Conflict, Malformed } from '../../kernel/thrown.ts'
import { dayOf } from '../../kernel/wall-clock.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { offerAfterwards } from '../../waitlist/commands/offer-freed-time.ts'
import { hoursAfter, type HoursWish } from '../../resources/hours-wish.ts'
import type { OpeningHours } from '../../resources/opening-hours.ts'
import { allHoursRows } from '../../resources/open-span.sql.ts'
import type { Resource } from '../../resources/resource.ts'
import { bookingDocument } from '../booking-document.ts'
import type { AffectedChoice } from '../closing.ts'
import { mostOutside, mostResources, readHours, type HoursFacts, type HoursScope } from '../reads/hours-facts.ts'
import { outsideIds } from '../reads/outside-hours.sql.ts'
import type { Standing } from '../reads/surroundings.ts'
import { changedHoursRows, insideAgainRows } from './hours-rows.ts'
import { rounds, wrote } from './change-booking.ts'
import { affectedRows, type Affected, type Closing, type Decided } from './closing-rows.ts'
import type { RefusedMove } from './close-resource.ts'

export interface HoursWanted {
  readonly wish: HoursWish
  readonly scope: HoursScope
  /** Why, in the manager's words; whose booking is touched reads it. */
  readonly reason: string
  readonly affected: readonly AffectedChoice[]
  /** What becomes of a booking that nobody decided about: it is kept and marked, or the whole is sent back. */
  readonly undecided: 'keep' | 'ask'
  /** Which version of its rules each resource had when the manager looked; null asks nothing. */
  readonly seen: ReadonlyMap<ResourceId, number> | null
}

export type HoursAnswer =
  | { readonly kind: 'set'; readonly status: number; readonly body: string }
  | { readonly kind: 'refused'; readonly refused: readonly RefusedMove[]; readonly facts: HoursFacts }
  /** Somebody changed a resource, or which ones there are, since the manager looked. */
  | { readonly kind: 'overtaken' }

/**
 * New opening hours for a resource, or many, and in the same write what was decided for each booking that would stand
 * outside: moved, cancelled without charge, or kept and marked. Throws Unauthenticated, Forbidden, NotFound, Malformed,
 * KeyReused, DbUnavailable, and Conflict with the bookings that are not decided.
 */
export async function setHours(
  deps: Deps,
  actor: Actor,
  resourceId: ResourceId,
  wanted: HoursWanted,
  key: RequestKey,
): Promise<HoursAnswer> {
  const { wish, scope, affected } = wanted
  const moves = affected.flatMap(({ to }) => (to ? [{ startsAt: to.startsAt, endsAt: to.endsAt }] : []))
  const moved = affected.filter((one) => one.do === 'move').map((one) => one.bookingId)
  for (let round = 1; round <= rounds; round++) {
    const { stored, facts } = await readHours(deps, actor, { resourceId, scope, wish, moves, moved }, key)
    if (stored) return { kind: 'set', ...stored }
    if (isOvertaken(wanted, facts)) return { kind: 'overtaken' }
    assertBounded(wanted, facts)
    const targets = targetsOf(wish, facts)
    const decided = decidedOf(wanted, facts)
    const outcome = outcomesOf(deps, wanted, targets, decided, facts)
    if (outcome.refused.length > 0) return { kind: 'refused', refused: outcome.refused, facts }
    const body = bodyOf(targets, outcome.affected, facts)
    const idempotency = { actor: facts.viewer.personId, ...key, status: 200, body, at: facts.now }
    if (await wrote(deps, statementsOf(wanted, targets, outcome.affected, facts), idempotency)) {
      offerAfterwards(deps, facts.waitedFor)
      return { kind: 'set', status: 200, body }
    }
  }
  throw new Conflict('try-again')
}

interface Target {
  readonly resource: Resource
  readonly hours: OpeningHours
}

interface Judged {
  readonly standing: Standing
  readonly fate: Decided
}

type Outcome = Affected & Judged

function isOvertaken({ seen }: HoursWanted, { resources }: HoursFacts): boolean {
  if (seen === null) return false
  return seen.size !== resources.length || resources.some(({ id, rulesVersion }) => seen.get(id) !== rulesVersion)
}

function assertBounded({ affected }: HoursWanted, { resources, outside }: HoursFacts): void {
  if (resources.length > mostResources) throw new Malformed([{ pointer: '/scope', kind: 'value' }])
  if (outside.length > mostOutside) throw new Malformed([{ pointer: '/weekly', kind: 'value' }])
  const unsaid = affected.findIndex((choice) => choice.do === 'move' && !choice.to)
  if (unsaid >= 0) throw new Malformed([{ pointer: `/affected/${unsaid}/to`, kind: 'missing' }])
}

function targetsOf(wish: HoursWish, { resources, park, now }: HoursFacts): Target[] {
  const today = dayOf(now, park.timeZone).date
  return resources.map((resource) => ({ resource, hours: hoursAfter(resource.hours, wish, today) }))
}

function decidedOf({ affected, undecided }: HoursWanted, facts: HoursFacts): Judged[] {
  const choices = new Map(affected.map((choice) => [choice.bookingId, choice]))
  const judged = facts.outside.map((standing) => ({ standing, fate: fateOf(standing, choices, undecided) }))
  const open = judged.filter(({ fate }) => fate === null)
  if (open.length > 0) throw new Conflict('bookings-affected', { bookings: open.map((one) => seenAs(one, facts)) })
  return judged.flatMap(({ standing, fate }) => (fate === null ? [] : [{ standing, fate }]))
}

/** Whoever is at work may go on. */
function fateOf(
  { booking }: Standing,
  choices: ReadonlyMap<BookingId, AffectedChoice>,
  undecided: HoursWanted['undecided'],
): Decided | null {
  if (booking.state === 'in-use') return { kind: 'keep' }
  const choice = choices.get(booking.id)
  if (!choice || (choice.version !== undefined && choice.version !== booking.version))
    return undecided === 'keep' ? { kind: 'keep' } : null
  return choice.do === 'move' && choice.to ? { kind: 'move', to: choice.to } : { kind: choice.do as 'keep' | 'cancel' }
}

function outcomesOf(
  deps: Deps,
  { reason }: HoursWanted,
  targets: readonly Target[],
  decided: readonly Judged[],
  facts: HoursFacts,
) {
  const leaving = decided.filter(({ fate }) => fate.kind !== 'keep').map(({ standing }) => standing)
  const gone = new Set(leaving.map(({ booking }) => booking.id))
  const closings = new Map(
    targets.map(({ resource, hours }): [ResourceId, Closing] => {
      const held = facts.held.filter((one) => one.resourceId === resource.id && !gone.has(one.bookingId as BookingId))
      const { viewer, now, park, busy } = facts
      const changed = { viewer, now, park, busy, resource: { ...resource, hours }, inTheWay: leaving, held }
      const closed = { startsAt: facts.spans.from, endsAt: facts.spans.from }
      const makers = { entropy: deps.entropy, park }
      return [
        resource.id,
        { facts: { ...changed, closed: new Map() }, closed, closureId: null, reason, held: [...held], makers },
      ]
    }),
  )
  const affected: Outcome[] = []
  const refused: RefusedMove[] = []
  for (const { standing, fate } of decided) {
    const closing = closings.get(standing.booking.resourceId)
    const outcome = closing ? affectedRows(closing, standing, fate) : []
    if ('next' in outcome) affected.push({ ...outcome, standing, fate })
    else refused.push({ bookingId: standing.booking.id, refusals: outcome })
  }
  return { affected, refused }
}

/** Nobody may be left outside unmarked who booked while this was judged: the last statement sends it back. */
function statementsOf(
  { reason }: HoursWanted,
  targets: readonly Target[],
  affected: readonly Outcome[],
  facts: HoursFacts,
): Query[] {
  const { viewer, park, now, spans, insideAgain } = facts
  const told = (id: ResourceId) =>
    affected
      .filter(({ standing }) => standing.booking.resourceId === id)
      .map(({ standing, fate }) => [standing.booking.id, fate.kind])
  return [
    sameViewerRow(viewer),
    ...allHoursRows(
      targets.map(({ hours }) => hours),
      park,
      now,
    ),
    ...targets.flatMap(({ resource, hours }) =>
      changedHoursRows(resource, hours, { viewer, at: now, from: spans.from, reason, bookings: told(resource.id) }),
    ),
    ...affected.flatMap((one) => one.gives),
    ...affected.flatMap((one) => one.takes),
    ...insideAgain.flatMap((one) => insideAgainRows(one, { viewer, at: now })),
    sql`INSERT INTO assert_rules (n) SELECT count(*) = 0 FROM (${outsideIds(spans, 1)})`,
  ]
}

function seenAs({ standing: { booking, names } }: { standing: Standing }, { viewer, now }: HoursFacts) {
  return bookingDocument(booking, names, viewer.locale, now)
}

function bodyOf(targets: readonly Target[], affected: readonly Outcome[], facts: HoursFacts): string {
  const [own] = targets
  const { viewer, now } = facts
  return JSON.stringify({
    id: own?.resource.id,
    openingHours: own?.hours,
    version: (own?.resource.rulesVersion ?? 0) + 1,
    affected: affected.map(({ standing, next }) => {
      const units = facts.resources.find(({ id }) => id === next.resourceId)?.units ?? []
      const unit = units.find(({ id }) => id === next.unitId)?.name ?? standing.names.unit
      return bookingDocument(next, { ...standing.names, unit }, viewer.locale, now)
    }),
  })
}
