import type { Actor, Deps, Names } from '../../deps.ts'
import { newId, type BookingId, type ResourceId } from '../../kernel/id.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import { dayOf, spanOfDay } from '../../kernel/wall-clock.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { bookAgain, type Again } from '../book-again.ts'
import type { BookingFacts, ResourceFacts } from '../facts.ts'
import { bookingFactsOf, bookingFactsQueries, currentPark } from './booking-facts.ts'
import { pastUsesOf, pastUsesQuery } from './past-uses.ts'
import { viewerId } from './viewer-projects.ts'

/** Something that the person booked before, and how it may be had again. */
export interface AgainChoice extends Again {
  readonly bookingId: BookingId
  readonly minutes: number
  readonly whole: boolean
  readonly facility: Names
  readonly asked: ResourceFacts
}

export interface AgainPage {
  /** Null for people who book for no firm. */
  readonly facts: BookingFacts | null
  /** What the person booked last, latest first. */
  readonly again: readonly AgainChoice[]
  readonly formKey: string
}

/** What was booked last, and all that is asked before it may be booked again; `againOf` makes choices of the rows. */
export function againQueries(deps: Deps, actor: Actor) {
  const now = deps.now()
  const by = { projectId: null, onBehalfOf: null }
  const resourceIds = lastIds(actor, now)
  const times = [reachFrom(now, deps.park().timeZone)]
  return {
    ...bookingFactsQueries(deps, actor, { by, resourceIds, times, replaces: null }),
    last: lastQuery(actor, now),
    past: pastUsesQuery(actor),
    mine: mineQuery(actor, now),
  }
}

export type AgainRows = { [K in keyof ReturnType<typeof againQueries>]: RowsOf<ReturnType<typeof againQueries>[K]> }
type RowsOf<Q> = Q extends Query<infer Row> ? Row[] : never

/** Throws Unauthenticated. */
export async function againOf(deps: Deps, rows: AgainRows): Promise<AgainPage> {
  const now = deps.now()
  const formKey = newId('frm', now * 1000, deps.entropy)
  const facts = bookingFactsOf(rows, now, await currentPark(deps, rows))
  if (!facts) return { facts, again: [], formKey }
  const reach = reachFrom(now, facts.park.timeZone)
  const window = { startsAt: reach.startsAt, endsAt: reach.startsAt + aheadDays * day }
  const past = pastUsesOf(rows.past)
  const by = { projectId: null, onBehalfOf: null, override: null }
  const again = rows.last.flatMap((row): AgainChoice[] => {
    const asked = facts.resources.get(row.resourceId as ResourceId)
    if (!asked) return []
    const last = { startsAt: row.startsAt, endsAt: row.endsAt, whole: row.whole === 1 }
    const mine = rows.mine.filter(({ resourceId }) => resourceId === row.resourceId)
    return [
      {
        ...bookAgain(asked, facts, { last, by, past, mine, window, reach }),
        bookingId: row.id as BookingId,
        minutes: (row.endsAt - row.startsAt) / 60,
        whole: last.whole,
        facility: { hans: row.nameHans, hant: row.nameHant, en: row.nameEn },
        asked,
      },
    ]
  })
  return { facts, again, formKey }
}

/** From today's first minute on as far as the same time of a booking made for next week. */
export function reachFrom(now: Instant, zone: string): Interval {
  const { startsAt } = spanOfDay(dayOf(now, zone).date, zone)
  return { startsAt, endsAt: startsAt + reachDays * day }
}

const day = 86_400
const aheadDays = 7
const reachDays = 16
const recentDays = 180
const most = 3

interface LastRow extends Interval {
  id: string
  resourceId: string
  whole: number
  nameHans: string
  nameHant: string
  nameEn: string
}

/** Ids of what the person booked last, as a select of one column. */
export function lastIds(actor: Actor, now: Instant): Query<{ id: string }> {
  return sql<{ id: string }>`SELECT resourceId AS id FROM (${lastQuery(actor, now)})`
}

// SQLite gives the other columns of a group from the row that holds its max().
function lastQuery(actor: Actor, now: Instant): Query<LastRow> {
  return sql<LastRow>`SELECT b.id AS id, b.resource_id AS resourceId, b.starts_at AS startsAt,
    b.ends_at AS endsAt, b.whole AS whole, f.name_hans AS nameHans, f.name_hant AS nameHant, f.name_en AS nameEn,
    max(b.requested_at) AS latest
    FROM booking b JOIN resource r ON r.id = b.resource_id AND r.state IN ('published', 'out-of-service')
    JOIN facility f ON f.id = r.facility_id
    WHERE b.person_id = ${viewerId(actor)} AND b.starts_at > ${now - recentDays * day}
      AND b.state IN ('confirmed', 'in-use', 'completed')
    GROUP BY b.resource_id ORDER BY latest DESC LIMIT ${most}`
}

/** Times that the viewer has before them, wherever. */
export function mineQuery(actor: Actor, now: Instant): Query<Interval & { resourceId: string }> {
  return sql`SELECT resource_id AS resourceId, starts_at AS startsAt, ends_at AS endsAt FROM booking
    WHERE person_id = ${viewerId(actor)} AND starts_at > ${now - 366 * day} AND ends_at > ${now}
      AND state IN ('offered', 'pending', 'confirmed', 'in-use') LIMIT 500`
}
