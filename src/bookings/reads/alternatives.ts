import type { Actor, Deps } from '../../deps.ts'
import { newId, type ResourceId } from '../../kernel/id.ts'
import type { Interval } from '../../kernel/interval.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { alternativesTo, type Alternative } from '../alternatives.ts'
import type { BookingFacts } from '../facts.ts'
import type { Verdict } from '../judge-booking.ts'
import { curedByAnotherTime } from '../refusal.ts'
import type { WantedBy } from '../wanted.ts'
import { bookingFactsOf, bookingFactsQueries, currentPark } from './booking-facts.ts'

/**
 * What could be had instead of a refused booking; one more round trip, and only where another time or unit is the
 * cure.
 */
export async function readAlternatives(
  deps: Deps,
  actor: Actor,
  { wanted: wished, refusals }: Verdict,
  by: WantedBy,
  { resources, replaces }: BookingFacts,
): Promise<Alternative[]> {
  // Another machine asks other things: its own are asked when it is chosen.
  const { answers: _, ...wanted } = wished
  const asked = resources.get(wanted.resourceId)
  if (!asked || !refusals.some((refusal) => curedByAnotherTime.has(refusal.rule))) return []
  const window = windowAround(wanted, deps.now(), asked.resource.policy)
  const resourceIds = withEquivalents(wanted.resourceId)
  const rows = await deps.db.read(
    bookingFactsQueries(deps, actor, { by, resourceIds, times: [window], replaces: replaces?.bookingId ?? null }),
  )
  const facts = bookingFactsOf(rows, deps.now(), await currentPark(deps, rows))
  return facts
    ? alternativesTo(wanted, by, { ...facts, replaces }, window, newId('bkg', deps.now() * 1000, deps.entropy))
    : []
}

const day = 86_400

function windowAround(
  { startsAt }: Interval,
  now: number,
  policy: { leadMinutes: number; horizonDays: number },
): Interval {
  // Reading the page takes a moment: what begins in this very minute would be in the past by then.
  const first = now + 60 + policy.leadMinutes * 60
  const last = Math.max(first, now + policy.horizonDays * day)
  const around = Math.min(Math.max(startsAt, first), last)
  return { startsAt: Math.max(first, around - 4 * day), endsAt: Math.max(first, around) + 14 * day }
}

/** The resource, and up to five that do the same: those that its managers name, then others of its category. */
function withEquivalents(id: ResourceId): Query<{ id: string }> {
  return sql<{ id: string }>`SELECT ${id} AS id UNION ALL SELECT id FROM (SELECT r.id AS id FROM resource_equivalent e
      JOIN resource r ON r.id = e.other_id AND r.state = 'published' WHERE e.resource_id = ${id}
    UNION SELECT id FROM (SELECT r.id AS id FROM resource o JOIN resource r ON r.category_id = o.category_id
      AND r.kind = o.kind AND r.id <> o.id AND r.state = 'published' WHERE o.id = ${id} LIMIT 5) LIMIT 10)`
}
