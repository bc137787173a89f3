import { machineSpansQuery } from '../../billing/reads/plots.ts'
import type { UsedSpan } from '../../billing/use-by-hour.ts'
import { namedBookingOf, namedBookingsQuery, type NamedBooking } from '../../bookings/reads/booking-with-names.ts'
import { comingOf } from '../../bookings/standing.sql.ts'
import type { Actor, Deps, Names } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { managesFacility, type Viewer } from '../../firms/viewer.ts'
import type { ResourceId, UnitId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { NotFound } from '../../kernel/thrown.ts'
import {
  machineKnowledgeOf,
  machineKnowledgeQueries,
  type MachineKnowledge,
} from '../../knowledge/reads/machine-knowledge.ts'
import { json, sql, type Query } from '../../platform/db/sql.ts'
import { resourceOf, resourcesQuery } from '../../resources/reads/resource-query.ts'
import type { Resource } from '../../resources/resource.ts'
import { isManaged } from './fitting.ts'
import { choicesQueries } from './machine-list.ts'

export interface Known extends Names {
  readonly id: string
}

/** Another machine, as this one's profile names it. */
export interface OtherMachine extends Names {
  readonly id: ResourceId
  readonly assetNumber: string
}

export interface Grant extends Names {
  readonly kind: 'consortium' | 'firm' | 'person'
  readonly subjectId: string
}

export interface Bundle extends Names {
  readonly id: string
  readonly parts: readonly { readonly number: string; readonly name: string; readonly offsetMinutes: number }[]
}

export type Mark = 'hours' | 'out-of-service' | 'retired'

/** A machine with everything that its managers keep of it. */
export interface MachinePage {
  readonly viewer: Viewer
  readonly now: Instant
  readonly resource: Resource
  readonly facility: Names
  readonly tags: readonly string[]
  readonly room: OtherMachine | null
  /** What stands in it, where it is a space. */
  readonly contains: readonly OtherMachine[]
  readonly equivalents: readonly OtherMachine[]
  readonly bundles: readonly Bundle[]
  readonly grants: readonly Grant[]
  readonly prices: readonly { readonly category: string; readonly perHourMinor: number }[]
  /** Coming bookings, by unit. */
  readonly coming: ReadonlyMap<UnitId, number>
  readonly marked: readonly (NamedBooking & { readonly why: Mark })[]
  readonly photo: boolean
  readonly knowledge: MachineKnowledge
  /** When it was used these last weeks. */
  readonly spans: readonly UsedSpan[]
  readonly categories: readonly Known[]
  readonly trainings: readonly Known[]
  readonly rooms: readonly OtherMachine[]
  /** Firms and consortia that may be let in. */
  readonly subjects: readonly Grant[]
}

/** One round trip. Throws Unauthenticated; NotFound for a machine that the viewer does not manage. */
export async function readMachinePage(deps: Deps, actor: Actor, id: ResourceId): Promise<MachinePage> {
  const now = deps.now()
  const rows = await deps.db.read({
    ...headQueries(actor, id, now),
    ...besidesQueries(actor, id),
    ...machineKnowledgeQueries(id, now),
    spans: machineSpansQuery(id, now),
  })
  const viewer = viewerOf(rows.viewer)
  const resource = rows.resource[0] && resourceOf(rows.resource[0])
  const [head] = rows.head
  if (!resource || !head || !managesFacility(viewer, resource.facilityId)) throw new NotFound('resource')
  const why = new Map(rows.whys.map((one) => [one.id, one.why]))
  return {
    viewer,
    now,
    resource,
    facility: { hans: head.hans, hant: head.hant, en: head.en },
    tags: JSON.parse(head.tags) as string[],
    room: rows.room[0] ?? null,
    contains: rows.contains,
    equivalents: rows.equivalents,
    bundles: rows.bundles.map((one) => ({ ...one, parts: JSON.parse(one.parts) as Bundle['parts'] })),
    grants: rows.grants,
    prices: rows.prices,
    coming: new Map(rows.coming.map(({ unitId, n }) => [unitId, n])),
    marked: rows.marked
      .map(namedBookingOf)
      .map((one) => ({ ...one, why: why.get(one.booking.id) ?? 'hours' }))
      .toSorted((a, b) => a.booking.startsAt - b.booking.startsAt),
    photo: head.photo === 1,
    knowledge: machineKnowledgeOf(rows),
    spans: rows.spans,
    categories: rows.categories,
    trainings: rows.trainings,
    rooms: rows.rooms,
    subjects: rows.subjects,
  }
}

function headQueries(actor: Actor, id: ResourceId, now: Instant) {
  const nobody = sql`NULL`
  return {
    viewer: viewerQuery(actor, now),
    resource: resourcesQuery(sql`SELECT ${id}`, nobody, nobody),
    head: sql<Names & { tags: string; photo: number }>`SELECT f.name_hans AS hans, f.name_hant AS hant, f.name_en AS en,
      (SELECT json_group_array(tag) FROM resource_tag WHERE resource_id = r.id) AS tags,
      EXISTS (SELECT 1 FROM resource_photo WHERE resource_id = r.id) AS photo
      FROM resource r JOIN facility f ON f.id = r.facility_id WHERE r.id = ${id} LIMIT 1`,
    coming: sql<{ unitId: UnitId; n: number }>`SELECT b.unit_id AS unitId, count(*) AS n FROM booking b
      WHERE ${comingOf(sql`= ${id}`, now)} GROUP BY b.unit_id LIMIT 500`,
    marked: namedBookingsQuery(sql`SELECT booking_id FROM booking_mark WHERE resource_id = ${id} LIMIT 200`),
    whys: sql<{ id: string; why: Mark }>`SELECT booking_id AS id, why FROM booking_mark WHERE resource_id = ${id}
      LIMIT 1000`,
    prices: sql<{ category: string; perHourMinor: number }>`SELECT t.price_category AS category,
      t.per_hour_minor AS perHourMinor FROM rate t WHERE t.resource_id = ${id} AND t.valid_from =
        (SELECT max(valid_from) FROM rate WHERE resource_id = t.resource_id AND price_category = t.price_category
          AND valid_from <= ${now}) ORDER BY t.price_category LIMIT 50`,
  }
}

function besidesQueries(actor: Actor, id: ResourceId) {
  const { categories } = choicesQueries(actor)
  return {
    categories,
    room: others(sql`r.id = (SELECT room_id FROM resource_room WHERE resource_id = ${id})`, 1),
    contains: others(sql`r.id IN (SELECT resource_id FROM resource_room WHERE room_id = ${id})`, 200),
    equivalents: others(sql`r.id IN (SELECT other_id FROM resource_equivalent WHERE resource_id = ${id})`, 50),
    rooms: others(
      sql`r.kind = 'space' AND r.id <> ${id} AND (r.state <> 'retired' AND ${isManaged(actor, null)}
        OR r.id = (SELECT room_id FROM resource_room WHERE resource_id = ${id}))`,
      300,
    ),
    bundles: sql<Omit<Bundle, 'parts'> & { parts: string }>`SELECT n.id AS id, n.name_hans AS hans,
      n.name_hant AS hant, n.name_en AS en, (SELECT json_group_array(json_object('number', r.asset_number,
        'name', r.name_hans, 'offsetMinutes', p.offset_minutes)) FROM bundle_part p JOIN resource r
        ON r.id = p.resource_id WHERE p.bundle_id = n.id) AS parts
      FROM bundle n WHERE n.id IN (SELECT bundle_id FROM bundle_part WHERE resource_id = ${id}) LIMIT 20`,
    trainings: sql<Known>`SELECT id, name_hans AS hans, name_hant AS hant, name_en AS en FROM qualification_kind
      ORDER BY id LIMIT 500`,
    grants: sql<Grant>`SELECT g.subject_kind AS kind, g.subject_id AS subjectId,
      coalesce(f.name_hans, c.name_hans, p.name, '') AS hans, coalesce(f.name_hant, c.name_hant, p.name, '') AS hant,
      coalesce(f.name_en, c.name_en, p.name, '') AS en
      FROM access_grant g LEFT JOIN firm f ON g.subject_kind = 'firm' AND f.id = g.subject_id
      LEFT JOIN consortium c ON g.subject_kind = 'consortium' AND c.id = g.subject_id
      LEFT JOIN person p ON g.subject_kind = 'person' AND p.id = g.subject_id
      WHERE g.resource_id = ${id} ORDER BY 1, 3 LIMIT 500`,
    subjects: sql<Grant>`SELECT kind, subjectId, hans, hant, en FROM (
      SELECT 'consortium' AS kind, id AS subjectId, name_hans AS hans, name_hant AS hant, name_en AS en FROM consortium
      UNION ALL SELECT 'firm', id, name_hans, name_hant, name_en FROM firm WHERE state <> 'departed')
      ORDER BY kind, hans LIMIT 2000`,
  }
}

function others(which: Query, most: number): Query<OtherMachine> {
  return sql<OtherMachine>`SELECT r.id AS id, r.asset_number AS assetNumber, r.name_hans AS hans, r.name_hant AS hant,
    r.name_en AS en FROM resource r WHERE ${which} ORDER BY r.asset_number LIMIT ${most}`
}

/** Machines of these numbers that the viewer manages, or that stand in for this one already. */
export function byNumber(actor: Actor, numbers: readonly string[], id: ResourceId): Query<OtherMachine> {
  return others(
    sql`r.asset_number IN (SELECT value FROM json_each(${json(numbers)})) AND (${isManaged(actor, null)}
      OR r.id IN (SELECT other_id FROM resource_equivalent WHERE resource_id = ${id}))`,
    100,
  )
}
