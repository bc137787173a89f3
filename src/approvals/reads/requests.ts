import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { currentPark } from '../../bookings/reads/booking-facts.ts'
import { namedBookingOf, namedBookingsQuery, type NamedBooking } from '../../bookings/reads/booking-with-names.ts'
import type { Payer } from '../../bookings/facts.ts'
import { forbiddenOn } from '../../bookings/still-forbidden.ts'
import { storedAnswerOf, storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import type { BookingId } from '../../kernel/id.ts'
import { json, sql, type Query } from '../../platform/db/sql.ts'
import type { Approver } from '../../resources/approval-rule.ts'
import { waitedForQuery } from '../../waitlist/wish.sql.ts'
import type { Request } from '../judge-decision.ts'
import { authorityOf, authorityQueries } from './authority.ts'
import { heldQualifications } from '../../training/held.sql.ts'

/** A request with the versions of all that it was judged on. */
export interface FoundRequest extends Request {
  readonly named: NamedBooking
  readonly versions: { readonly rules: number; readonly firm: number; readonly person: number }
}

/** What deciding these requests needs to know, of one snapshot. Throws Unauthenticated, KeyReused. */
export async function readRequests(deps: Deps, actor: Actor, ids: readonly BookingId[], key: RequestKey) {
  const now = deps.now()
  const listed = sql`SELECT value FROM json_each(${json(ids)})`
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, now),
    ...authorityQueries(actor, now),
    parkVersion: sql<{ version: number }>`SELECT rules_version AS version FROM park LIMIT 1`,
    stored: storedAnswerQuery(actor, key.key),
    named: namedBookingsQuery(listed),
    grounds: groundsQuery(listed, heldQualifications({ now, zone: deps.park().timeZone })),
    waitedFor: waitedForQuery(sql`SELECT resource_id FROM booking WHERE id IN (${listed})`),
  })
  const viewer = viewerOf(rows.viewer)
  const grounds = new Map(rows.grounds.map((row) => [row.id, row]))
  const requests = rows.named.flatMap((row): FoundRequest[] => {
    const ground = grounds.get(row.id)
    return ground ? [requestOf(namedBookingOf(row), ground)] : []
  })
  return {
    now,
    viewer,
    park: await currentPark(deps, rows),
    authority: authorityOf(viewer, rows),
    stored: storedAnswerOf(rows.stored, key),
    requests,
    waitedFor: rows.waitedFor,
  }
}

interface GroundRow extends Pick<
  Payer,
  'firmState' | 'suspensionReason' | 'projectState' | 'projectStartsAt' | 'projectEndsAt'
> {
  readonly id: BookingId
  readonly asked: string
  readonly qualificationId: string | null
  readonly qualifiedFrom: number | null
  readonly qualifiedUntil: number | null
  readonly rules: number
  readonly firm: number
  readonly person: number
}

function groundsQuery(ids: Query, held: Query): Query<GroundRow> {
  return sql<GroundRow>`SELECT b.id AS id, f.state AS firmState, f.suspension_reason AS suspensionReason,
    p.state AS projectState, p.starts_at AS projectStartsAt, p.ends_at AS projectEndsAt,
    (SELECT json_group_array(step) FROM approval WHERE booking_id = b.id AND preapproval_id IS NULL) AS asked,
    r.qualification_id AS qualificationId, q.valid_from AS qualifiedFrom, q.valid_until AS qualifiedUntil,
    r.rules_version AS rules, f.rules_version AS firm, w.access_version AS person
    FROM booking b JOIN resource r ON r.id = b.resource_id JOIN firm f ON f.id = b.firm_id
      JOIN project p ON p.id = b.project_id JOIN person w ON w.id = b.person_id
      LEFT JOIN ${held} q ON q.kind_id = r.qualification_id AND q.person_id = b.person_id
    WHERE b.id IN (${ids}) LIMIT 1000`
}

function requestOf(named: NamedBooking, row: GroundRow): FoundRequest {
  const { booking, facilityId } = named
  const { qualificationId, qualifiedFrom: validFrom, qualifiedUntil: validUntil, rules, firm, person } = row
  const qualification = validFrom === null || validUntil === null ? null : { validFrom, validUntil }
  return {
    named,
    booking,
    facilityId,
    asked: JSON.parse(row.asked) as Approver[],
    refusals: forbiddenOn({
      wanted: booking,
      facts: { payer: row },
      asked: { resource: { qualificationId }, qualification },
    }),
    versions: { rules, firm, person },
  }
}
