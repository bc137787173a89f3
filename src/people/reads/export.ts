import type { Actor, Deps } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { viewerId } from '../../sign-in/viewer-id.sql.ts'

/** Rows of one page of an export. */
export const pageRows = 200

type Fact = Readonly<Record<string, string | number | null>>

/**
 * What the park holds about the viewer, but for what may be endless: their bookings and deeds. No hash, key or secret
 * is among it. One trip. Throws Unauthenticated.
 */
export async function readPerson(deps: Deps, actor: Actor) {
  const { viewer, ...facts } = await deps.db.read({ viewer: viewerQuery(actor, deps.now()), ...factQueries(actor) })
  return { viewer: viewerOf(viewer), facts }
}

function factQueries(actor: Actor) {
  const me = viewerId(actor)
  return {
    person: sql<Fact>`SELECT id, email, name, locale, state, usual_minutes AS usualMinutes,
      default_project_id AS defaultProjectId, muted, created_at AS createdAt FROM person WHERE id = ${me} LIMIT 1`,
    roles: sql<Fact>`SELECT role, firm_id AS firmId, facility_id AS facilityId FROM role WHERE person_id = ${me}
      LIMIT 1000`,
    projects: sql<Fact>`SELECT m.project_id AS projectId, m.firm_id AS firmId, p.code AS code FROM project_member m
      JOIN project p ON p.id = m.project_id WHERE m.person_id = ${me} LIMIT 1000`,
    sessions: sql<Fact>`SELECT id, kind, label, method, agent, created_at AS createdAt, last_used_at AS lastUsedAt,
      expires_at AS expiresAt, revoked_at AS revokedAt, scopes FROM session WHERE person_id = ${me} LIMIT 1000`,
    passkeys: sql<Fact>`SELECT name, created_at AS createdAt, last_used_at AS lastUsedAt FROM passkey
      WHERE person_id = ${me} LIMIT 100`,
    identities: sql<Fact>`SELECT v.name AS provider, i.subject AS subject, i.created_at AS createdAt
      FROM identity i JOIN identity_provider v ON v.id = i.provider_id WHERE i.person_id = ${me} LIMIT 100`,
    ...leaveFacts(me),
    ...knowledgeQueries(me),
    invitations: sql<Fact>`SELECT id, role, firm_id AS firmId, facility_id AS facilityId, created_at AS createdAt,
      expires_at AS expiresAt, revoked_at AS revokedAt FROM invitation
      WHERE address = (SELECT email FROM person WHERE id = ${me}) LIMIT 1000`,
    joinRequests: sql<Fact>`SELECT id, firm_id AS firmId, note, created_at AS createdAt, decided_at AS decidedAt,
      decision FROM join_request WHERE person_id = ${me} LIMIT 1000`,
    accessRequests: sql<Fact>`SELECT id, kind, resource_id AS resourceId, firm_id AS firmId, note,
      created_at AS createdAt, decided_at AS decidedAt, decision, granted_until AS grantedUntil, reason
      FROM access_request WHERE person_id = ${me} LIMIT 1000`,
    wishes: sql<Fact>`SELECT id, firm_id AS firmId, project_id AS projectId, resource_id AS resourceId, part,
      starts_at AS startsAt, ends_at AS endsAt, minutes, state, created_at AS createdAt, ended_at AS endedAt,
      booking_id AS bookingId FROM wish WHERE person_id = ${me} LIMIT 1000`,
    faults: sql<Fact>`SELECT t.id AS id, t.resource_id AS resourceId, t.booking_id AS bookingId, t.usable AS usable,
      t.words AS words, t.state AS state, t.reported_at AS reportedAt, t.closed_at AS closedAt, t.answer AS answer,
      EXISTS (SELECT 1 FROM fault_photo WHERE fault_id = t.id) AS hasPhoto
      FROM fault_report t WHERE t.person_id = ${me} ORDER BY t.reported_at LIMIT 1000`,
    consequences: sql<Fact>`SELECT id, kind, facility_id AS facilityId, booking_id AS bookingId, missed,
      applied_at AS appliedAt, until, appeal, appealed_at AS appealedAt, decision, answer, decided_at AS decidedAt
      FROM consequence WHERE person_id = ${me} ORDER BY applied_at LIMIT 1000`,
    letters: sql<Fact>`SELECT subject, body, sent_at AS sentAt FROM demo_mail
      WHERE address = (SELECT email FROM person WHERE id = ${me}) ORDER BY sent_at LIMIT 1000`,
  } satisfies Record<string, Query<Fact>>
}

function knowledgeQueries(me: Query) {
  return {
    certificates: sql<Fact>`SELECT number, code, qualification_id AS kind, made_at AS madeAt FROM certificate
      WHERE person_id = ${me} LIMIT 1000`,
    answers: sql<Fact>`SELECT booking_id AS bookingId, en AS question, version, answer FROM booking_answer
      WHERE person_id = ${me} ORDER BY booking_id LIMIT 20000`,
  } satisfies Record<string, Query<Fact>>
}

/** What the person may use. */
function leaveFacts(me: Query) {
  return {
    qualifications: sql<Fact>`SELECT kind_id AS kind, valid_from AS validFrom, valid_until AS validUntil,
      used_at AS usedAt, withdrawn_at AS withdrawnAt, withdrawn_reason AS withdrawnReason
      FROM qualification WHERE person_id = ${me} LIMIT 1000`,
    trainingSeats: sql<Fact>`SELECT session_id AS sessionId, taken_at AS takenAt, attended FROM training_seat
      WHERE person_id = ${me} LIMIT 1000`,
    grants: sql<Fact>`SELECT resource_id AS resourceId, until FROM access_grant WHERE subject_kind = 'person'
      AND subject_id = ${me} LIMIT 1000`,
  }
}

export interface BookingFact extends Fact {
  readonly id: string
  readonly startsAt: number
  /** JSON, as are the billed lines. */
  readonly priceLines: string
  readonly charges: string
}

/** A page of the viewer's bookings with what each costs and what was billed, oldest first. One trip. */
export async function readOwnBookings(deps: Deps, actor: Actor, after: BookingFact | null): Promise<BookingFact[]> {
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, deps.now()),
    bookings: sql<BookingFact>`SELECT b.id AS id, b.number AS number, b.state AS state, b.firm_id AS firmId,
      b.project_id AS projectId, b.resource_id AS resourceId, r.name_en AS resource, b.starts_at AS startsAt,
      b.ends_at AS endsAt, b.requested_at AS requestedAt, b.purpose AS purpose, b.samples AS samples,
      b.checked_in_at AS checkedInAt, b.checked_out_at AS checkedOutAt, b.cancelled_at AS cancelledAt,
      b.outcome AS outcome, b.settlement AS settlement, b.price_minor AS priceMinor, b.currency AS currency,
      b.price_lines AS priceLines,
      (SELECT json_group_array(json_object('entryId', e.id, 'kind', e.kind, 'occurredAt', e.occurred_at, 'line', c.kind,
        'amountMinor', c.amount_minor, 'taxMinor', c.tax_minor)) FROM journal_entry e JOIN charge c ON c.entry_id = e.id
        WHERE e.booking_id = b.id) AS charges
      FROM booking b JOIN resource r ON r.id = b.resource_id WHERE b.person_id = ${viewerId(actor)}
        AND b.starts_at >= ${after?.startsAt ?? 0}
        AND (b.starts_at, b.id) > (${after?.startsAt ?? 0}, ${after?.id ?? ''})
      ORDER BY b.starts_at, b.id LIMIT ${pageRows}`,
  })
  viewerOf(rows.viewer)
  return rows.bookings
}

export interface DeedFact extends Fact {
  readonly seq: number
}

/** A page of what the viewer did, oldest first: ids only, since details may be about somebody else. One trip. */
export async function readDeeds(deps: Deps, actor: Actor, after: DeedFact | null): Promise<DeedFact[]> {
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, deps.now()),
    deeds: sql<DeedFact>`SELECT seq, at, action, entity FROM audit WHERE actor_id = ${viewerId(actor)}
      AND seq > ${after?.seq ?? 0} ORDER BY seq LIMIT ${pageRows}`,
  })
  viewerOf(rows.viewer)
  return rows.deeds
}
