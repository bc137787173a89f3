import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import { newId, unitIdText, type BookingId, type ClosureId, type ResourceId, type UnitId } from '../../kernel/id.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import { formatInstant } from '../../kernel/rfc3339.ts'
import { Conflict, Malformed } from '../../kernel/thrown.ts'
import type { Query } from '../../platform/db/sql.ts'
import { closedWith, openEnd, type ClosureKind } from '../../resources/closure.ts'
import { bookingDocument } from '../booking-document.ts'
import type { Booking } from '../booking.ts'
import { fateOf, type AffectedChoice, type Fate } from '../closing.ts'
import { mostInTheWay, readClosing, type ClosingFacts } from '../reads/closing-facts.ts'
import type { NamedBooking } from '../reads/booking-with-names.ts'
import type { Standing } from '../reads/surroundings.ts'
import type { Refusal } from '../refusal.ts'
import { refuse } from '../rules/rule.ts'
import { rounds, wrote } from './change-booking.ts'
import { affectedRows, type Affected, type Closing, type Decided } from './closing-rows.ts'
import { closedRows, newClosureRows, resourceChangeRows, type NewClosure } from './closure-rows.ts'

export interface ClosureWanted {
  readonly startsAt: Instant
  /** Null closes until somebody opens it again. */
  readonly endsAt: Instant | null
  readonly kind: ClosureKind
  readonly reason: string
  /** Null closes every unit in service. */
  readonly units: readonly UnitId[] | null
  readonly affected: readonly AffectedChoice[]
  /** Lists who is affected, and writes nothing. */
  readonly preview: boolean
}

export type ClosureAnswer =
  | { readonly kind: 'closed' | 'preview'; readonly status: number; readonly body: string }
  | { readonly kind: 'refused'; readonly refused: readonly RefusedMove[]; readonly facts: ClosingFacts }

/** Why the closure cannot be; with the booking whose new time is the trouble. */
export interface RefusedMove {
  readonly bookingId: BookingId | null
  readonly refusals: readonly Refusal[]
}

/**
 * Takes units away for a time, and in the same write does what the manager decided for each booking in the way. Throws
 * Unauthenticated, Forbidden, NotFound, Malformed, KeyReused, DbUnavailable, and Conflict with the bookings that are
 * not decided.
 */
export async function closeResource(
  deps: Deps,
  actor: Actor,
  resourceId: ResourceId,
  wanted: ClosureWanted,
  key: RequestKey,
): Promise<ClosureAnswer> {
  const closed = closedTime(wanted, deps.now())
  const moves = wanted.affected.flatMap(({ to }) => (to ? [{ startsAt: to.startsAt, endsAt: to.endsAt }] : []))
  for (let round = 1; round <= rounds; round++) {
    const read = await readClosing(deps, actor, resourceId, { closed, units: wanted.units, moves }, key)
    if (read.stored) return { kind: 'closed', ...read.stored }
    const { facts } = read
    if (wanted.startsAt < facts.now - 60) return refusedPast(wanted, facts)
    assertSound(wanted, closed, facts)
    const units = unitsOf(wanted, facts)
    const fates = fatesOf(wanted, closed, facts)
    if (wanted.preview) return { kind: 'preview', status: 200, body: previewBody(closed, units, fates, facts) }
    const decided = decidedOf(fates, facts)
    const closing = closingOf(deps, wanted, { closed, units, decided }, facts)
    const outcome = outcomesOf(closing, decided)
    if (outcome.refused.length > 0) return { kind: 'refused', refused: outcome.refused, facts }
    const closure = { id: closing.closureId, ...closed, kind: wanted.kind, reason: wanted.reason, units }
    const body = closureBody(closure, outcome.affected, facts)
    const idempotency = { actor: facts.viewer.personId, ...key, status: 201, body, at: facts.now }
    if (await wrote(deps, statementsOf(closure, outcome.affected, facts), idempotency)) {
      return { kind: 'closed', status: 201, body }
    }
  }
  throw new Conflict('try-again')
}

/** A closure cannot change what has happened: it begins now at the earliest. */
function closedTime({ startsAt, endsAt }: ClosureWanted, now: Instant): Interval {
  return { startsAt: Math.max(startsAt, now), endsAt: endsAt ?? openEnd }
}

function refusedPast({ startsAt }: ClosureWanted, facts: ClosingFacts): ClosureAnswer {
  const refusals = [refuse('in-the-past', facts.now, startsAt, 'instant')]
  return { kind: 'refused', refused: [{ bookingId: null, refusals }], facts }
}

function assertSound({ units, affected }: ClosureWanted, closed: Interval, { resource, inTheWay }: ClosingFacts): void {
  if (closed.endsAt <= closed.startsAt) throw new Malformed([{ pointer: '/endsAt', kind: 'value' }])
  if (inTheWay.length > mostInTheWay) throw new Malformed([{ pointer: '/endsAt', kind: 'value' }])
  const known = resource.units.map((unit) => unit.id)
  if (units?.some((unit) => !known.includes(unit))) throw new Malformed([{ pointer: '/units', kind: 'value' }])
  const unsaid = affected.findIndex((choice) => choice.do === 'move' && !choice.to)
  if (unsaid >= 0) throw new Malformed([{ pointer: `/affected/${unsaid}/to`, kind: 'missing' }])
}

function unitsOf({ units }: ClosureWanted, { resource }: ClosingFacts): UnitId[] {
  const inService = resource.units.filter((unit) => unit.state === 'active').map((unit) => unit.id)
  return [...new Set(units ?? inService)]
}

interface Decision {
  readonly closed: Interval
  readonly units: readonly UnitId[]
  readonly decided: readonly { readonly standing: Standing; readonly fate: Decided }[]
}

function closingOf(
  deps: Deps,
  { kind, reason }: ClosureWanted,
  decision: Decision,
  facts: ClosingFacts,
): Closing & { readonly closureId: ClosureId } {
  const { closed, units, decided } = decision
  const closureId = newId('clo', facts.now * 1000, deps.entropy)
  const closure = { id: closureId, kind, reason }
  const staying = new Set(decided.filter(({ fate }) => stays.has(fate.kind)).map(({ standing }) => standing.booking.id))
  const leaving = new Set(facts.inTheWay.map(({ booking }) => booking.id).filter((id) => !staying.has(id)))
  const held = [
    ...facts.held.filter((one) => one.bookingId === null || !leaving.has(one.bookingId)),
    ...units.map((unitId) => ({ ...closed, unitId, bookingId: null, closure, lapsed: false })),
  ]
  return { facts, closed, closureId, reason, held, makers: { entropy: deps.entropy, park: facts.park } }
}

const stays: ReadonlySet<Fate['kind']> = new Set<Fate['kind']>(['trim', 'shorten'])

interface Fated {
  readonly standing: Standing
  readonly fate: Fate
}

function fatesOf({ affected }: ClosureWanted, closed: Interval, { inTheWay, now }: ClosingFacts): Fated[] {
  return inTheWay.map((standing) => {
    const { booking } = standing
    const choice = affected.find(
      ({ bookingId, version = booking.version }) => bookingId === booking.id && version === booking.version,
    )
    return { standing, fate: fateOf(booking, closed, choice, now) }
  })
}

function decidedOf(fates: readonly Fated[], facts: ClosingFacts): { standing: Standing; fate: Decided }[] {
  const open = fates.filter(({ fate }) => fate.kind === 'undecided')
  if (open.length > 0) {
    const bookings = open.map(({ standing }) => documentOf(standing, standing.booking, facts))
    throw new Conflict('bookings-affected', { bookings })
  }
  return fates.flatMap(({ standing, fate }) => (fate.kind === 'undecided' ? [] : [{ standing, fate }]))
}

type Outcome = Affected & { readonly standing: Standing; readonly fate: Decided }

function outcomesOf(closing: Closing, decided: readonly { standing: Standing; fate: Decided }[]) {
  const affected: Outcome[] = []
  const refused: RefusedMove[] = []
  for (const { standing, fate } of decided) {
    const outcome = affectedRows(closing, standing, fate)
    if ('next' in outcome) affected.push({ ...outcome, standing, fate })
    else refused.push({ bookingId: standing.booking.id, refusals: outcome })
  }
  return { affected, refused }
}

function statementsOf(closure: NewClosure, affected: readonly Outcome[], facts: ClosingFacts): Query[] {
  const { viewer, now, resource, closed } = facts
  const { id: closureId, startsAt, endsAt, kind, reason, units } = closure
  const bookings = affected.map(({ standing, fate }) => [standing.booking.id, fate.kind])
  const detail = { closureId, startsAt, endsAt, kind, reason, units: units.map(unitIdText), bookings }
  return [
    sameViewerRow(viewer),
    ...resourceChangeRows(resource, { action: 'resource.closed', viewer, at: now, detail }),
    ...affected.flatMap((one) => one.gives),
    ...newClosureRows(closure, resource.id, viewer, now),
    ...units.flatMap((unit) => {
      const before = closed.get(unit) ?? []
      return closedRows(unit, before, closedWith(before, { startsAt, endsAt, closureId }))
    }),
    ...affected.flatMap((one) => one.takes),
  ]
}

function documentOf({ names }: NamedBooking, next: Booking, { viewer, now, resource }: ClosingFacts) {
  const unit = resource.units.find((one) => one.id === next.unitId)?.name ?? names.unit
  return bookingDocument(next, { ...names, unit }, viewer.locale, now)
}

function previewBody(closed: Interval, units: readonly UnitId[], fates: readonly Fated[], facts: ClosingFacts): string {
  const inTheWay = fates.filter(({ fate }) => fate.kind !== 'trim')
  const affected = inTheWay.map(({ standing }) => documentOf(standing, standing.booking, facts))
  return JSON.stringify({ ...timeDocument(closed), units: units.map(unitIdText), affected })
}

function closureBody(closure: NewClosure, affected: readonly Outcome[], facts: ClosingFacts): string {
  const { id, kind, reason, units } = closure
  const told = affected.filter(({ fate }) => fate.kind !== 'trim')
  return JSON.stringify({
    id,
    resourceId: facts.resource.id,
    kind,
    reason,
    ...timeDocument(closure),
    units: units.map(unitIdText),
    affected: told.map(({ standing, next }) => documentOf(standing, next, facts)),
  })
}

function timeDocument({ startsAt, endsAt }: Interval) {
  return { startsAt: formatInstant(startsAt), endsAt: endsAt === openEnd ? null : formatInstant(endsAt) }
}
