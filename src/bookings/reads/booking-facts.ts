import { admits, ofChosenFirm } from '../../firms/projects.sql.ts'
import { rolesThatMay } from '../../firms/roles.sql.ts'
import { offersOf } from '../../billing/reads/discounts.sql.ts'
import type { RateTerms } from '../../billing/tariff.ts'
import type { Actor, Deps, Park } from '../../deps.ts'
import { absentViewerQuery, viewerOf, viewerQuery, type ViewerRow } from '../../firms/reads/viewer-query.ts'
import type { Question } from '../../knowledge/question.ts'
import type { BookingId, ConsortiumId, FirmId, PersonId, ProjectId, ResourceId } from '../../kernel/id.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import { bucketsTouched } from '../../quotas/quota-window.ts'
import { quotasOf, quotasQuery } from '../../quotas/reads/quotas-query.ts'
import { dueOf, parsedOnce, resourceOf } from '../../resources/reads/resource-query.ts'
import { json, sql, type Query } from '../../platform/db/sql.ts'
import type { BookingFacts, Booker, Held, Payer, ResourceFacts } from '../facts.ts'
import type { WantedBy } from '../wanted.ts'
import { askedResourcesQuery, preapprovedOf } from './asked-resources.ts'
import { heldQualifications } from '../../training/held.sql.ts'
import { suspensionsQuery } from './suspensions-query.ts'
import { heldQuery, ratesQuery, type HeldRow } from './held-query.ts'

/** Which facts to read: keyed only by what is known before any read, so that one round trip is enough. */
export interface FactsWanted {
  readonly by: Pick<WantedBy, 'projectId' | 'onBehalfOf'>
  /** The resources asked for, as a select of one column of ids. */
  readonly resourceIds: Query<{ id: string }>
  /** Of the allocations, quota counters and rates, everything that concerns these. */
  readonly times: readonly Interval[]
  /** The booking that a move gives up; it pays and books for whom it did. */
  readonly replaces: BookingId | null
}

/** The queries of a decision about bookings; `bookingFactsOf` makes facts of their rows. */
export function bookingFactsQueries(deps: Deps, actor: Actor, wanted: FactsWanted) {
  const viewerId = sql`(SELECT person_id FROM session WHERE token_hash = ${actor.tokenHash})`
  return factsQueries(deps, { viewerId, viewer: viewerQuery(actor, deps.now()), chosen: ofChosenFirm(actor) }, wanted)
}

/** The same for a person who is not there to ask: they are judged as if they did. */
export function factsQueriesFor(deps: Deps, personId: PersonId, wanted: FactsWanted) {
  return factsQueries(deps, { viewerId: sql`${personId}`, viewer: absentViewerQuery(personId), chosen: sql`1` }, wanted)
}

interface Asking {
  readonly viewerId: Query
  readonly viewer: Query<ViewerRow>
  /** Which projects the usual one is chosen from. */
  readonly chosen: Query
}

function factsQueries(deps: Deps, { viewerId, viewer, chosen }: Asking, wanted: FactsWanted) {
  const now = deps.now()
  const zone = deps.park().timeZone
  const replaced = wanted.replaces
  const bookerId = replaced
    ? sql`(SELECT person_id FROM booking WHERE id = ${replaced})`
    : wanted.by.onBehalfOf === null
      ? viewerId
      : sql`${wanted.by.onBehalfOf}`
  const projectId = replaced
    ? sql`(SELECT project_id FROM booking WHERE id = ${replaced})`
    : wanted.by.projectId === null
      ? usualProject(bookerId, wanted.by.onBehalfOf === null ? chosen : sql`1`)
      : sql`${wanted.by.projectId}`
  const resources = sql`SELECT id FROM (${wanted.resourceIds})`
  return {
    viewer,
    parkVersion: sql<{ version: number }>`SELECT rules_version AS version FROM park LIMIT 1`,
    booker: bookerQuery(bookerId),
    suspensions: suspensionsQuery(bookerId, now),
    busy: busyQuery(bookerId, hull(wanted.times)),
    payer: payerQuery(projectId, bookerId),
    resources: askedResourcesQuery(
      { resources, bookerId, projectId, held: heldQualifications({ now, zone }) },
      hull(wanted.times),
      zone,
    ),
    held: heldQuery(resources, wanted.times, now),
    rates: ratesQuery(resources, hull(wanted.times).endsAt),
    quotas: quotasQuery({ bookerId, projectId, resources }, bucketsTouched(wanted.times, zone)),
  }
}

type FactRows = {
  [K in keyof ReturnType<typeof bookingFactsQueries>]: RowsOf<ReturnType<typeof bookingFactsQueries>[K]>
}
type RowsOf<Q> = Q extends Query<infer Row> ? Row[] : never

/** Facts of one snapshot. Throws Unauthenticated. `replaces` is left for the move to fill. */
export function bookingFactsOf(rows: FactRows, now: Instant, park: Park): BookingFacts | null {
  const viewer = viewerOf(rows.viewer)
  const [booker] = rows.booker
  if (!booker) return null
  const category = rows.payer[0]?.priceCategory
  const resources = rows.resources.map((row): [ResourceId, ResourceFacts] => {
    const resource = resourceOf(row)
    return [
      resource.id,
      {
        resource,
        permitted: row.permitted === 1 && (row.permittedUntil ?? now + 1) > now,
        ...(row.permittedUntil === null ? {} : { permittedUntil: row.permittedUntil }),
        preapproved: preapprovedOf(row),
        qualification:
          row.qualifiedFrom === null || row.qualifiedUntil === null
            ? null
            : { validFrom: row.qualifiedFrom, validUntil: row.qualifiedUntil },
        due: dueOf(row),
        discounts: offersOf(row.discounts),
        questions: parsedOnce<Question[]>(row.questions),
        held: rows.held.filter((held) => held.resourceId === resource.id).map(asHeld),
        rates: rows.rates
          .filter((rate) => rate.resourceId === resource.id && rate.priceCategory === category)
          .map(({ validFrom, terms }) => ({ validFrom, terms: parsedOnce<RateTerms>(terms) })),
      },
    ]
  })
  return {
    now,
    park,
    viewer,
    booker: asBooker(booker, rows.busy, rows.suspensions),
    payer: rows.payer[0] ? asPayer(rows.payer[0]) : null,
    resources: new Map(resources),
    quotas: quotasOf(rows.quotas),
    replaces: null,
  }
}

/** The park as of the snapshot: loaded again when somebody changed it since. */
export async function currentPark(deps: Deps, rows: { parkVersion: { version: number }[] }): Promise<Park> {
  const park = deps.park()
  return rows.parkVersion[0]?.version === park.rulesVersion ? park : deps.reloadPark()
}

/** From the first start to the last end. */
export function hull(times: readonly Interval[]): Interval {
  return {
    startsAt: Math.min(...times.map((time) => time.startsAt)),
    endsAt: Math.max(...times.map((time) => time.endsAt)),
  }
}

/** One column of ids from a list. */
export function listedIds(ids: readonly ResourceId[]): Query<{ id: string }> {
  return ids.length === 1 && ids[0] !== undefined
    ? sql`SELECT ${ids[0]} AS id`
    : sql`SELECT value AS id FROM json_each(${json(ids)})`
}

/** The project that a person books on when the request names none, among those chosen from, as a scalar. */
export function usualProject(bookerId: Query, chosen: Query): Query {
  return sql`coalesce((SELECT p.id FROM person JOIN project p ON p.id = person.default_project_id AND p.state = 'open'
      WHERE person.id = ${bookerId} AND ${admits(bookerId)} AND ${chosen}
        AND EXISTS (SELECT 1 FROM role r WHERE r.person_id = person.id AND r.firm_id = p.firm_id)),
    (SELECT p.id FROM role JOIN project p ON p.firm_id = role.firm_id AND p.state = 'open'
      WHERE role.person_id = ${bookerId} AND role.role IN (${rolesThatMay('book')}) AND ${admits(bookerId)}
        AND ${chosen} ORDER BY p.code LIMIT 1))`
}

interface BookerRow {
  id: string
  name: string
  state: 'active' | 'suspended'
  accessVersion: number
  roles: string
}

function bookerQuery(bookerId: Query): Query<BookerRow> {
  return sql<BookerRow>`SELECT id, name, state, access_version AS accessVersion,
    (SELECT json_group_array(json_object('role', role, 'firmId', firm_id, 'facilityId', facility_id)) FROM role
      WHERE person_id = person.id) AS roles
    FROM person WHERE id = ${bookerId} LIMIT 1`
}

interface BusyRow extends Interval {
  bookingId: string
}

function busyQuery(bookerId: Query, { startsAt, endsAt }: Interval): Query<BusyRow> {
  return sql<BusyRow>`SELECT b.starts_at AS startsAt, b.ends_at AS endsAt, b.booking_id AS bookingId FROM person_busy b
    WHERE b.person_id = ${bookerId} AND b.starts_at < ${endsAt} AND b.ends_at > ${startsAt} AND b.starts_at >= coalesce(
      (SELECT max(starts_at) FROM person_busy WHERE person_id = ${bookerId} AND starts_at <= ${startsAt}), ${startsAt})
    LIMIT 500`
}

interface PayerRow {
  projectId: string
  projectCode: string
  projectName: string
  projectState: 'open' | 'closed'
  projectStartsAt: number | null
  projectEndsAt: number | null
  firmId: string
  nameHans: string
  nameHant: string
  nameEn: string
  firmState: 'active' | 'suspended' | 'departed'
  firmRulesVersion: number
  priceCategory: string
  consortiumId: string | null
  suspensionReason: string
  admitsBooker: number
}

function payerQuery(projectId: Query, bookerId: Query): Query<PayerRow> {
  return sql<PayerRow>`SELECT p.id AS projectId, p.code AS projectCode, p.name AS projectName, p.state AS projectState,
    p.starts_at AS projectStartsAt, p.ends_at AS projectEndsAt, f.id AS firmId, f.name_hans AS nameHans,
    f.name_hant AS nameHant, f.name_en AS nameEn, f.state AS firmState, f.rules_version AS firmRulesVersion,
    f.price_category AS priceCategory, f.consortium_id AS consortiumId, f.suspension_reason AS suspensionReason,
    ${admits(bookerId)} AS admitsBooker
    FROM project p JOIN firm f ON f.id = p.firm_id WHERE p.id = ${projectId} LIMIT 1`
}

function asBooker(row: BookerRow, busy: readonly BusyRow[], suspensions: Booker['suspensions']): Booker {
  return {
    personId: row.id as PersonId,
    name: row.name,
    state: row.state,
    accessVersion: row.accessVersion,
    roles: JSON.parse(row.roles) as Booker['roles'],
    suspensions,
    busy: busy.map((one) => ({ ...one, bookingId: one.bookingId as BookingId })),
  }
}

function asPayer({ nameHans, nameHant, nameEn, admitsBooker, ...row }: PayerRow): Payer {
  return {
    ...row,
    admitsBooker: admitsBooker === 1,
    firmId: row.firmId as FirmId,
    projectId: row.projectId as ProjectId,
    consortiumId: row.consortiumId as ConsortiumId | null,
    firmNames: { hans: nameHans, hant: nameHant, en: nameEn },
  }
}

/** What holds a unit, as its row says. */
export function asHeld(row: HeldRow): Held {
  const { unitId, startsAt, endsAt, bookingId, closureId, closureKind, closureReason } = row
  return {
    unitId: unitId as Held['unitId'],
    startsAt,
    endsAt,
    bookingId: bookingId as BookingId | null,
    closure:
      closureId === null ? null : { id: closureId as never, kind: closureKind ?? '', reason: closureReason ?? '' },
    lapsed: row.lapsed === 1,
  }
}
