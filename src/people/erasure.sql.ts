import { nextAuditRow } from '../audit/record.ts'
import type { Deps, Instant } from '../deps.ts'
import { rolesThatMay } from '../firms/roles.sql.ts'
import type { PersonId } from '../kernel/id.ts'
import { noticeRow } from '../notices/outbox.sql.ts'
import { sql, type Query } from '../platform/db/sql.ts'
import type { Locale } from '../platform/i18n/locale.ts'
import { endRows } from '../sign-in/session.sql.ts'

/** Who is to be erased, as they were read. */
export interface Leaver {
  readonly id: PersonId
  readonly email: string
  readonly locale: Locale
  readonly accessVersion: number
}

/**
 * Everything that erases a person, for one write. It is asserted that they are as they were read, that no booking of
 * theirs lives and that nobody's last admin goes. What was booked, billed and counted stays.
 */
export function erasureRows(deps: Deps, leaver: Leaver, actorId: string): Query[] {
  const at = deps.now()
  return [
    mayGoRow(leaver),
    ...endRows(sql`person_id = ${leaver.id}`, at, sql`${actorId}`),
    ...forgottenRows(leaver, at),
    ...answerRows(leaver.id, at),
    sql`UPDATE person SET name = '', email = ${`erased-${leaver.id}@erased.invalid`}, erased_at = ${at},
      state = 'suspended', muted = '[]', usual_minutes = NULL, default_project_id = NULL,
      access_version = access_version + 1
      WHERE id = ${leaver.id}`,
    nextAuditRow({
      at,
      actorId,
      action: 'person.erased',
      entity: leaver.id,
      firmId: null,
      facilityId: null,
      detail: {},
    }),
    noticeRow(deps, { kind: 'person.erased', address: leaver.email, locale: leaver.locale }),
  ]
}

/** A booking that still holds a unit: `b` of the person. */
export function livesOf(personId: PersonId | Query): Query {
  return sql`b.person_id = ${personId} AND b.state IN ('offered', 'pending', 'confirmed', 'in-use')`
}

/** A select with a row when the person is the last who administers a firm, or the park. */
export function lastAdminOf(personId: PersonId | Query): Query {
  const ofFirm = rolesThatMay('manage-projects')
  const ofPark = rolesThatMay('manage-firms')
  const another = sql`EXISTS (SELECT 1 FROM role o JOIN person p ON p.id = o.person_id AND p.state = 'active'
    WHERE o.person_id <> r.person_id AND o.firm_id = r.firm_id AND o.role IN (${ofFirm}))`
  return sql`SELECT 1 AS last FROM role r JOIN firm f ON f.id = r.firm_id AND f.state <> 'departed'
      WHERE r.person_id = ${personId} AND r.role IN (${ofFirm}) AND NOT ${another}
    UNION ALL SELECT 1 FROM role r WHERE r.person_id = ${personId} AND r.role IN (${ofPark}) AND NOT EXISTS (SELECT 1
      FROM role o JOIN person p ON p.id = o.person_id AND p.state = 'active'
      WHERE o.person_id <> r.person_id AND o.role IN (${ofPark})) LIMIT 1`
}

function mayGoRow({ id, accessVersion }: Leaver): Query {
  return sql`INSERT INTO assert_rules (n) SELECT count(*) FROM person WHERE id = ${id} AND erased_at IS NULL
    AND access_version = ${accessVersion} AND NOT EXISTS (SELECT 1 FROM booking b WHERE ${livesOf(id)})
    AND NOT EXISTS (SELECT 1 FROM (${lastAdminOf(id)}))`
}

function forgottenRows({ id, email }: Leaver, at: Instant): Query[] {
  return [
    sql`UPDATE session SET label = '', agent = '' WHERE person_id = ${id}`,
    sql`DELETE FROM passkey WHERE person_id = ${id}`,
    sql`DELETE FROM identity WHERE person_id = ${id}`,
    sql`DELETE FROM invitation WHERE address = ${email}`,
    sql`DELETE FROM sign_in_attempt WHERE address = ${email}`,
    sql`DELETE FROM sign_in_attempt WHERE person_id = ${id}`,
    sql`DELETE FROM join_request WHERE person_id = ${id}`,
    sql`DELETE FROM access_request WHERE person_id = ${id}`,
    sql`DELETE FROM wish WHERE person_id = ${id}`,
    sql`DELETE FROM project_member WHERE person_id = ${id}`,
    sql`DELETE FROM access_grant WHERE subject_kind = 'person' AND subject_id = ${id}`,
    sql`DELETE FROM certificate WHERE person_id = ${id}`,
    sql`DELETE FROM booking_answer WHERE person_id = ${id}`,
    sql`DELETE FROM qualification WHERE person_id = ${id}`,
    sql`DELETE FROM training_seat WHERE person_id = ${id}`,
    sql`DELETE FROM role WHERE person_id = ${id}`,
    sql`DELETE FROM safety_officer WHERE person_id = ${id}`,
    sql`DELETE FROM approval_delegation WHERE approver_id = ${id} OR delegate_id = ${id}`,
    sql`UPDATE preapproval SET note = '', withdrawn_by = coalesce(withdrawn_by, ${id}),
      withdrawn_at = coalesce(withdrawn_at, ${at}) WHERE subject_id = ${id}`,
    sql`UPDATE approval SET reason = '' WHERE booking_id IN (SELECT id FROM booking WHERE person_id = ${id})`,
    sql`DELETE FROM demo_mail WHERE address = ${email}`,
    // Where no mail is sent, letters would wait with their addresses for ever.
    sql`UPDATE outbox SET delivered_at = ${at}, body = json_remove(body, '$.code', '$.token', '$.address')
      WHERE delivered_at IS NULL AND given_up_at IS NULL AND coalesce(leased_until, 0) >= 0
        AND body ->> '$.address' = ${email}`,
    // What they said of themselves goes; that there was an appeal, and its answer, stays.
    sql`UPDATE consequence SET appeal = '—' WHERE person_id = ${id} AND appeal <> ''`,
    sql`UPDATE fault_report SET words = '' WHERE person_id = ${id} AND words <> ''`,
    // The clock takes the pictures out of their store.
    sql`UPDATE fault_photo SET forget_at = ${at}
      WHERE fault_id IN (SELECT id FROM fault_report WHERE person_id = ${id})`,
    // Their name goes from the sheets of statements; what is hashed there names nobody.
    sql`UPDATE statement_person SET name = '' WHERE person_id = ${id}`,
    sql`UPDATE booking SET purpose = '' WHERE person_id = ${id} AND purpose <> ''`,
  ]
}

/**
 * Answers kept for requests sent again hold names. The person's own will never be asked for again; of those that made a
 * booking of theirs, only the booking's id is kept, which says that it was made.
 */
function answerRows(id: PersonId, at: Instant): Query[] {
  const askers = sql`(SELECT booked_by FROM booking WHERE person_id = ${id} AND requested_at > ${at - answersKept})`
  const ofThem = sql`(actor = ${id} OR coalesce(body ->> '$.person.id', body ->> '$.bookings[0].person.id') = ${id})`
  return [
    sql`DELETE FROM idempotency WHERE actor = ${id} AND status <> 201`,
    sql`UPDATE idempotency SET body = CASE WHEN json_type(body, '$.bookings') = 'array'
        THEN json_object('bookings', (SELECT json_group_array(json_object('id', value ->> '$.id'))
          FROM json_each(body, '$.bookings')))
        ELSE json_object('id', body ->> '$.id') END
      WHERE (actor = ${id} OR actor IN ${askers}) AND status = 201 AND json_valid(body) AND ${ofThem}`,
  ]
}

const answersKept = 7 * 86_400 + 3_600
