import { comingOf } from '../../bookings/standing.sql.ts'
import {
  namedBookingsQuery,
  namedBookingOf,
  type NamedBooking,
  type NamedRow,
} from '../../bookings/reads/booking-with-names.ts'
import type { ResourceId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { sql } from '../../platform/db/sql.ts'
import type { Conditions } from '../condition.ts'
import type { Due } from '../due.ts'
import { conditionsOf, conditionsQuery, duesOf, duesQuery, questionsOfResource, type DueRow } from '../knowledge.sql.ts'
import type { Question } from '../question.ts'

/** What a laboratory must know of a machine. */
export interface MachineKnowledge {
  readonly dues: readonly Due[]
  /** Coming bookings that reach beyond the first date that blocks. */
  readonly beyond: readonly NamedBooking[]
  readonly questions: readonly Question[]
  /** Those of them that are asked for the whole category. */
  readonly ofCategory: ReadonlySet<string>
  readonly conditions: Conditions
}

/** The queries of a machine's page. */
export function machineKnowledgeQueries(id: ResourceId, now: Instant) {
  return {
    dues: duesQuery(sql`${id}`),
    beyond: namedBookingsQuery(sql`SELECT b.id FROM booking b WHERE ${comingOf(sql`= ${id}`, now)}
      AND b.ends_at > (SELECT min(due_at) FROM due WHERE resource_id = ${id} AND blocks = 1)`),
    asked: sql<{ questions: string }>`SELECT ${questionsOfResource} AS questions FROM resource r WHERE r.id = ${id}
      LIMIT 1`,
    ofCategory: sql<{ id: string }>`SELECT q.id AS id FROM resource r JOIN question q ON q.category_id = r.category_id
      AND q.facility_id = r.facility_id WHERE r.id = ${id} LIMIT 100`,
    conditions: conditionsQuery(sql`${id}`),
  }
}

interface Rows {
  readonly dues: readonly DueRow[]
  readonly beyond: readonly NamedRow[]
  readonly asked: readonly { questions: string }[]
  readonly ofCategory: readonly { id: string }[]
  readonly conditions: readonly { all: string }[]
}

export function machineKnowledgeOf(rows: Rows): MachineKnowledge {
  return {
    dues: duesOf(rows.dues),
    beyond: rows.beyond.map(namedBookingOf).toSorted((a, b) => a.booking.startsAt - b.booking.startsAt),
    questions: JSON.parse(rows.asked[0]?.questions ?? '[]') as Question[],
    ofCategory: new Set(rows.ofCategory.map(({ id }) => id)),
    conditions: conditionsOf(rows.conditions),
  }
}
