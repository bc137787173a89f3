import { auditRow } from '../../audit/record.ts'
import type { Actor, Deps, Names, RequestKey } from '../../deps.ts'
import { storedAnswerOf, storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import { belongsTo, firmsOf, managesFacility, type Viewer } from '../../firms/viewer.ts'
import { hexOf } from '../../kernel/hex.ts'
import { newId, type BookingId, type FacilityId, type FaultId, type FirmId, type PersonId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { Conflict, NotFound } from '../../kernel/thrown.ts'
import { noticeRow } from '../../notices/outbox.sql.ts'
import { DbAbort } from '../../platform/db/port.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import type { Photo } from '../../platform/photos/photo-store.ts'
import { faultDocument } from '../fault-document.ts'
import type { Fault, NewFault } from '../fault.ts'

export interface FaultAnswer {
  readonly status: number
  readonly body: string
}

const rounds = 2

/**
 * Notes what is wrong, and tells the facility's lab managers. A photo is stored before the report is written, and
 * taken away again when it is not. The same key again gets the first answer. Throws Unauthenticated, NotFound,
 * KeyReused, Conflict, DbUnavailable.
 */
export async function reportFault(
  deps: Deps,
  actor: Actor,
  wanted: NewFault,
  photo: Photo | null,
  key: RequestKey,
): Promise<FaultAnswer> {
  for (let round = 1; round <= rounds; round++) {
    const rows = await deps.db.read(factQueries(deps, actor, wanted, key))
    const viewer = viewerOf(rows.viewer)
    const stored = storedAnswerOf(rows.stored, key)
    if (stored) return stored
    const fault = draftFault(deps, wanted, viewer, rows, photo)
    const body = JSON.stringify(faultDocument(fault, viewer))
    const idempotency = { actor: viewer.personId, ...key, status: 201, body, at: fault.reportedAt }
    if (await kept(deps, fault, photo, () => deps.db.write(faultRows(deps, fault, viewer, rows.next), { idempotency })))
      return { status: 201, body }
  }
  throw new Conflict('try-again')
}

interface ResourceRow {
  readonly facilityId: FacilityId
  readonly state: string
  readonly names: string
}

interface NextUser {
  readonly bookingId: BookingId
  readonly personId: PersonId
}

const toldAhead = 86_400

/**
 * Who comes next, within a day, to what cannot be used: each person once, for the first of their bookings. Nobody where
 * it can still be used, and nobody who was told of an open report already.
 */
function nextQuery({ resourceId, unitId, usable }: NewFault, now: Instant): Query<NextUser> {
  return sql<NextUser>`SELECT b.id AS bookingId, b.person_id AS personId, min(b.starts_at) AS startsAt
    FROM resource r CROSS JOIN booking b ON b.resource_id = r.id AND b.starts_at < ${now + toldAhead}
      AND b.starts_at > ${now} - (r.max_minutes + 1440) * 60
    WHERE r.id = ${resourceId} AND ${usable} = 0 AND b.ends_at > ${now}
      AND b.state IN ('pending', 'confirmed', 'in-use') AND (${unitId} IS NULL OR b.whole = 1 OR b.unit_id = ${unitId})
      AND NOT EXISTS (SELECT 1 FROM fault_report o WHERE o.resource_id = r.id AND o.state = 'open' AND o.usable = 0
        AND o.unit_id IS ${unitId} AND o.reported_at > ${now - toldAhead})
    GROUP BY b.person_id LIMIT 100`
}

interface BookingRow {
  readonly firmId: FirmId
}

function factQueries(deps: Deps, actor: Actor, wanted: NewFault, key: RequestKey) {
  const { resourceId, unitId, bookingId } = wanted
  return {
    next: nextQuery(wanted, deps.now()),
    viewer: viewerQuery(actor, deps.now()),
    stored: storedAnswerQuery(actor, key.key),
    resource: sql<ResourceRow>`SELECT facility_id AS facilityId, state,
      json_object('hans', name_hans, 'hant', name_hant, 'en', name_en) AS names
      FROM resource WHERE id = ${resourceId} LIMIT 1`,
    unit: sql<{ name: string }>`SELECT name FROM unit WHERE id = ${unitId} AND resource_id = ${resourceId} LIMIT 1`,
    booking: sql<BookingRow>`SELECT firm_id AS firmId FROM booking
      WHERE id = ${bookingId} AND resource_id = ${resourceId} LIMIT 1`,
  }
}

interface FactRows {
  readonly resource: readonly ResourceRow[]
  readonly unit: readonly { readonly name: string }[]
  readonly booking: readonly BookingRow[]
}

function draftFault(deps: Deps, wanted: NewFault, viewer: Viewer, rows: FactRows, photo: Photo | null): Fault {
  const {
    resource: [resource],
    unit: [unit],
    booking: [booking],
  } = rows
  const isManager = resource !== undefined && managesFacility(viewer, resource.facilityId)
  if (!resource || (resource.state === 'draft' && !isManager)) throw new NotFound('resource')
  if (wanted.unitId !== null && !unit) throw new NotFound('unit')
  const isTheirs = booking !== undefined && (belongsTo(viewer, booking.firmId) || isManager)
  if (wanted.bookingId !== null && !isTheirs) throw new NotFound('booking')
  const now = deps.now()
  return {
    ...wanted,
    ...untold,
    id: newId('flt', now * 1000, deps.entropy),
    resource: JSON.parse(resource.names) as Names,
    facilityId: resource.facilityId,
    unit: unit?.name ?? null,
    personId: viewer.personId,
    person: viewer.name,
    firmId: booking?.firmId ?? viewer.session.firmId ?? firmsOf(viewer)[0] ?? null,
    reportedAt: now,
    photoKey: photo === null ? null : hexOf(deps.entropy(20)),
    photoType: photo?.type ?? null,
  }
}

const untold = { firm: null, state: 'open', version: 1, closedAt: null, answer: '' } as const

/** Stores the photo, then writes; true when both are done. What was not written leaves no photo behind. */
async function kept(
  { photos }: Deps,
  { photoKey }: Fault,
  photo: Photo | null,
  write: () => Promise<void>,
): Promise<boolean> {
  if (photo !== null && photoKey !== null) await photos?.put(photoKey, photo)
  try {
    await write()
    return true
  } catch (error) {
    if (!(error instanceof DbAbort)) throw error
    if (photoKey !== null) await photos?.remove(photoKey)
    if (error.token === 'IDEMPOTENCY_KEY' || error.token === 'STALE_RULES') return false
    throw error
  }
}

function faultRows(deps: Deps, fault: Fault, viewer: Viewer, next: readonly NextUser[]): Query[] {
  const { id, resourceId, unitId, personId, firmId, bookingId, usable, words, reportedAt, photoKey, photoType } = fault
  return [
    sameViewerRow(viewer),
    sql`INSERT INTO fault_report (id, resource_id, unit_id, person_id, firm_id, booking_id, usable, words, reported_at)
      VALUES (${id}, ${resourceId}, ${unitId}, ${personId}, ${firmId}, ${bookingId}, ${usable}, ${words},
        ${reportedAt})`,
    ...(photoKey === null
      ? []
      : [sql`INSERT INTO fault_photo (key, fault_id, type) VALUES (${photoKey}, ${id}, ${photoType})`]),
    auditOf(fault, personId, 'fault.reported', reportedAt),
    noticeRow(deps, { kind: 'fault.reported', faultId: id as FaultId }),
    ...next
      .filter((one) => one.personId !== personId)
      .map((one) => noticeRow(deps, { kind: 'booking.fault', bookingId: one.bookingId, personId: one.personId })),
  ]
}

/** One change of a report, for the firm's, the lab's and the park's admins. */
export function auditOf(fault: Fault, actorId: string, action: string, at: number): Query {
  const { id: entity, version: entityVersion, firmId, facilityId, resourceId, usable } = fault
  return auditRow({ at, actorId, action, entity, entityVersion, firmId, facilityId, detail: { resourceId, usable } })
}
