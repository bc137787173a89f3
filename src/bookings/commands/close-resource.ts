import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import { newId, unitIdText, type BookingId, type ClosureId, type ResourceId, type UnitId } from '../../kernel/id.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import { invariant } from '../../kernel/invariant.ts'
import { Conflict, Malformed } from '../../kernel/thrown.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { closedWith, openEnd, type ClosedTime, type ClosureKind } from '../../resources/closure.ts'
import { fateOf, metBy, type AffectedChoice, type Fate } from '../closing.ts'
import { mostRepeats, overlapThemselves } from '../closing-repeats.ts'
import { mostInTheWay, readClosing, type ClosingFacts } from '../reads/closing-facts.ts'
import type { Standing } from '../reads/surroundings.ts'
import type { Refusal } from '../refusal.ts'
import { refuse } from '../rules/rule.ts'
import { rounds, wrote } from './change-booking.ts'
import { affectedRows, type Affected, type Closing, type Decided } from './closing-rows.ts'
import { closureBody, documentOf, previewBody } from './closure-documents.ts'
import { closedRows, newClosureRows, resourceChangeRows, type NewClosure } from './closure-rows.ts'

export interface ClosureWanted {
  readonly startsAt: Instant
  /** Null closes until somebody opens it again. */
  readonly endsAt: Instant | null
  /** The same again at later times, each with an end, in order and apart from one another. */
  readonly repeats?: readonly Interval[]
  /** For good: the resource is retired in the same write. It is closed whole, from now on, without an end. */
  readonly retire?: boolean
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
  const closed = [closedTime(wanted, deps.now()), ...(wanted.repeats ?? [])]
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
    const closures = closuresOf(deps, wanted, { id: closing.closureId, closed, units }, facts)
    const body = closureBody(closures, outcome.affected, facts)
    const idempotency = { actor: facts.viewer.personId, ...key, status: 201, body, at: facts.now }
    if (
      await wrote(
        deps,
        [...statementsOf(closures, outcome.affected, facts), ...retiringRows(wanted, facts)],
        idempotency,
      )
    ) {
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

function assertSound(wanted: ClosureWanted, closed: readonly Interval[], { resource, inTheWay }: ClosingFacts): void {
  const { units, affected } = wanted
  if (closed.some((one) => one.endsAt <= one.startsAt)) throw new Malformed([{ pointer: '/endsAt', kind: 'value' }])
  if (wanted.retire === true && !isWholeAndForEver(wanted)) throw new Malformed([{ pointer: '/retire', kind: 'value' }])
  if (closed.length > mostRepeats || overlapThemselves(closed))
    throw new Malformed([{ pointer: '/repeats', kind: 'value' }])
  if (inTheWay.length > mostInTheWay) throw new Malformed([{ pointer: '/endsAt', kind: 'value' }])
  const known = resource.units.map((unit) => unit.id)
  if (units?.some((unit) => !known.includes(unit))) throw new Malformed([{ pointer: '/units', kind: 'value' }])
  const unsaid = affected.findIndex((choice) => choice.do === 'move' && !choice.to)
  if (unsaid >= 0) throw new Malformed([{ pointer: `/affected/${unsaid}/to`, kind: 'missing' }])
}

function isWholeAndForEver({ endsAt, units, repeats = [] }: ClosureWanted): boolean {
  return endsAt === null && units === null && repeats.length === 0
}

function unitsOf({ units }: ClosureWanted, { resource }: ClosingFacts): UnitId[] {
  const inService = resource.units.filter((unit) => unit.state === 'active').map((unit) => unit.id)
  return [...new Set(units ?? inService)]
}

function closuresOf(
  deps: Deps,
  { kind, reason }: ClosureWanted,
  { id, closed, units }: { readonly id: ClosureId; readonly closed: readonly Interval[]; readonly units: UnitId[] },
  { now }: ClosingFacts,
): NewClosure[] {
  return closed.map((time, at) => ({
    ...time,
    id: at === 0 ? id : newId('clo', now * 1000, deps.entropy),
    kind,
    reason,
    units,
  }))
}

interface Decision {
  readonly closed: readonly Interval[]
  readonly units: readonly UnitId[]
  readonly decided: readonly Judged[]
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
    ...units.flatMap((unitId) => closed.map((time) => ({ ...time, unitId, bookingId: null, closure, lapsed: false }))),
  ]
  const [first = { startsAt: facts.now, endsAt: facts.now }] = closed
  return { facts, closed: first, closureId, reason, held, makers: { entropy: deps.entropy, park: facts.park } }
}

const stays: ReadonlySet<Fate['kind']> = new Set<Fate['kind']>(['trim', 'shorten'])

interface Fated {
  readonly standing: Standing
  /** The time of the closure that it is in the way of. */
  readonly met: Interval
  readonly fate: Fate
}

function fatesOf({ affected }: ClosureWanted, closed: readonly Interval[], facts: ClosingFacts): Fated[] {
  return facts.inTheWay.flatMap((standing) => {
    const { booking } = standing
    const met = metBy(booking, closed)
    if (met === null) return []
    const choice = affected.find(
      ({ bookingId, version = booking.version }) => bookingId === booking.id && version === booking.version,
    )
    return [{ standing, met, fate: fateOf(booking, met, choice, facts.now) }]
  })
}

function decidedOf(fates: readonly Fated[], facts: ClosingFacts): Judged[] {
  const open = fates.filter(({ fate }) => fate.kind === 'undecided')
  if (open.length > 0) {
    const bookings = open.map(({ standing }) => documentOf(standing, standing.booking, facts))
    throw new Conflict('bookings-affected', { bookings })
  }
  return fates.flatMap(({ fate, ...one }) => (fate.kind === 'undecided' ? [] : [{ ...one, fate }]))
}

type Judged = Omit<Fated, 'fate'> & { readonly fate: Decided }
type Outcome = Affected & Judged

function outcomesOf(closing: Closing, decided: readonly Judged[]) {
  const affected: Outcome[] = []
  const refused: RefusedMove[] = []
  for (const { standing, met, fate } of decided) {
    const outcome = affectedRows({ ...closing, closed: met }, standing, fate)
    if ('next' in outcome) affected.push({ ...outcome, standing, met, fate })
    else refused.push({ bookingId: standing.booking.id, refusals: outcome })
  }
  return { affected, refused }
}

/** The version has been asserted before, and counted on. */
function retiringRows({ retire = false }: ClosureWanted, { resource }: ClosingFacts): Query[] {
  return retire ? [sql`UPDATE resource SET state = 'retired' WHERE id = ${resource.id}`] : []
}

function statementsOf(closures: readonly NewClosure[], affected: readonly Outcome[], facts: ClosingFacts): Query[] {
  const { viewer, now, resource, closed } = facts
  const [first] = closures
  invariant(first, 'a closure is at least once')
  const { id: closureId, startsAt, endsAt, kind, reason, units } = first
  const bookings = affected.map(({ standing, fate }) => [standing.booking.id, fate.kind])
  const repeats = closures.length === 1 ? {} : { closures: closures.map(({ id }) => id) }
  const detail = { closureId, startsAt, endsAt, kind, reason, units: units.map(unitIdText), bookings, ...repeats }
  return [
    sameViewerRow(viewer),
    ...resourceChangeRows(resource, { action: 'resource.closed', viewer, at: now, detail }),
    ...affected.flatMap((one) => one.gives),
    ...closures.flatMap((closure) => newClosureRows(closure, resource.id, viewer, now)),
    ...units.flatMap((unit) => {
      const before = closed.get(unit) ?? []
      const added = closures.map(({ id, ...time }) => ({ startsAt: time.startsAt, endsAt: time.endsAt, closureId: id }))
      return closedRows(unit, before, added.reduce<readonly ClosedTime[]>(closedWith, before))
    }),
    ...affected.flatMap((one) => one.takes),
  ]
}
