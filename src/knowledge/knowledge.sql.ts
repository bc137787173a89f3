import type { Actor } from '../deps.ts'
import type { BookingId, PersonId, ResourceId } from '../kernel/id.ts'
import type { Instant } from '../kernel/interval.ts'
import { json, sql, type Query } from '../platform/db/sql.ts'
import { viewerId } from '../sign-in/viewer-id.sql.ts'
import type { Conditions } from './condition.ts'
import type { Due } from './due.ts'
import { answered, type Given, type Question } from './question.ts'

/** The first date beyond which nobody may book resource `r`: `[kind, dueAt]` or null. */
export const blockingDue = sql`(SELECT json_array(d.kind, d.due_at) FROM due d
  WHERE d.resource_id = r.id AND d.blocks = 1 ORDER BY d.due_at LIMIT 1)`

/** What is asked of whoever books resource `r`, as a JSON array. */
export const questionsOfResource = sql`(SELECT json_group_array(json(asked)) FROM (
  SELECT ${askedJson()} AS asked FROM question q WHERE q.category_id = r.category_id AND q.facility_id = r.facility_id
  UNION ALL SELECT ${askedJson()} FROM question q WHERE q.resource_id = r.id))`

function askedJson(): Query {
  return sql`json_object('id', q.id, 'version', q.version, 'kind', q.kind,
    'words', json_object('hans', q.hans, 'hant', q.hant, 'en', q.en), 'choices', json(q.choices),
    'required', json(iif(q.required, 'true', 'false')))`
}

export interface DueRow extends Omit<Due, 'blocks'> {
  readonly blocks: number
}

/** Every date of one resource; `id` is its id or a sub-select. */
export function duesQuery(id: Query): Query<DueRow> {
  return sql<DueRow>`SELECT kind, due_at AS dueAt, warn_days AS warnDays, every_days AS everyDays, blocks,
    done_at AS doneAt FROM due WHERE resource_id = ${id} ORDER BY kind LIMIT 20`
}

export function duesOf(rows: readonly DueRow[]): Due[] {
  return rows.map((row) => ({ ...row, blocks: row.blocks === 1 }))
}

/** Conditions of one resource as one JSON object. */
export function conditionsQuery(id: Query): Query<{ all: string }> {
  return sql<{ all: string }>`SELECT json_group_object(kind, grade) AS "all" FROM resource_condition
    WHERE resource_id = ${id} LIMIT 1`
}

export function conditionsOf(rows: readonly { all: string }[]): Conditions {
  return JSON.parse(rows[0]?.all ?? '{}') as Conditions
}

/** Narrows a search to resources `r` with these conditions or better: a lower ISO class is cleaner. */
export function hasConditions({ clean, biosafety, ventilation, power }: Conditions): Query[] {
  const kinds = [
    clean && sql`kind = 'clean' AND grade <= ${clean}`,
    biosafety && sql`kind = 'biosafety' AND grade >= ${biosafety}`,
    ventilation && sql`kind = 'ventilation' AND grade >= ${ventilation}`,
    power && sql`kind = 'power' AND grade >= 1`,
  ]
  return kinds.flatMap((kind) =>
    kind ? [sql`r.id IN (SELECT resource_id FROM resource_condition WHERE ${kind})`] : [],
  )
}

/** What the viewer answered the last time at a resource. */
export function formerAnswersQuery(actor: Actor, id: Query): Query<{ questionId: string; answer: string }> {
  const me = viewerId(actor)
  return sql<{ questionId: string; answer: string }>`SELECT question_id AS questionId, answer FROM booking_answer
    WHERE booking_id = (SELECT max(booking_id) FROM booking_answer WHERE person_id = ${me} AND resource_id = ${id})
    LIMIT 50`
}

export function formerAnswersOf(rows: readonly { questionId: string; answer: string }[]): Given {
  return Object.fromEntries(rows.map(({ questionId, answer }) => [questionId, answer]))
}

export interface AnswerRow {
  readonly kind: Question['kind']
  readonly hans: string
  readonly hant: string
  readonly en: string
  readonly answer: string
}

/** The answers of a booking, each with its question as it was asked. */
export function answersQuery(id: BookingId): Query<AnswerRow> {
  return sql<AnswerRow>`SELECT kind, hans, hant, en, answer FROM booking_answer WHERE booking_id = ${id}
    ORDER BY question_id LIMIT 50`
}

interface Answering {
  readonly id: BookingId
  readonly personId: PersonId
  readonly resourceId: ResourceId
}

/** Keeps what was answered with a booking. */
export function answerRows(booking: Answering, questions: readonly Question[], given: Given): Query[] {
  const rows = answered(questions, given).map(({ question: { id, version, kind, words }, answer }) => ({
    id,
    version,
    kind,
    ...words,
    answer,
  }))
  if (rows.length === 0) return []
  return [
    sql`INSERT INTO booking_answer (booking_id, question_id, version, hans, hant, en, kind, answer, person_id,
      resource_id) SELECT ${booking.id}, value ->> 'id', value ->> 'version', value ->> 'hans', value ->> 'hant',
      value ->> 'en', value ->> 'kind', value ->> 'answer', ${booking.personId}, ${booking.resourceId}
      FROM json_each(${json(rows)})`,
  ]
}

/** Dates that want looking at, of the machines in these facilities: soonest first. */
export function comingDuesQuery(facilities: Query, now: Instant, most: number): Query<ComingDueRow> {
  return sql<ComingDueRow>`SELECT r.id AS resourceId, r.name_hans AS hans, r.name_hant AS hant, r.name_en AS en,
    d.kind AS kind, d.due_at AS dueAt, d.blocks AS blocks
    FROM due d JOIN resource r ON r.id = d.resource_id WHERE d.warn_at <= ${now} AND r.state <> 'retired'
      AND r.facility_id IN (${facilities}) ORDER BY d.due_at, r.id LIMIT ${most}`
}

export interface ComingDueRow {
  readonly resourceId: ResourceId
  readonly hans: string
  readonly hant: string
  readonly en: string
  readonly kind: Due['kind']
  readonly dueAt: Instant
  readonly blocks: number
}
