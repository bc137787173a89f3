import type { Actor, Deps, Names } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import type { Viewer } from '../../firms/viewer.ts'
import type { ResourceId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import type { OpeningHours } from '../../resources/opening-hours.ts'
import type { ResourceState } from '../../resources/resource.ts'
import type { Machine } from '../../today/machine.ts'
import { managedFacilities } from '../../today/reads/managed.ts'
import { machinesOf, usesQuery, type MachineRow, type UseRow } from '../../today/reads/machines.ts'
import { machinesAtOnce, type MachineFilter } from '../machine-filter.ts'
import { fitting, isManaged } from './fitting.ts'

/** Where a page of the list ends: facilities by their code, in each the machines by their number. */
export interface MachinePlace {
  readonly code: string
  readonly number: string
}

/** A machine in the list. */
export interface ListedMachine {
  readonly id: ResourceId
  readonly machine: Machine
  readonly state: ResourceState
  readonly assetNumber: string
  readonly model: string
  readonly facility: Names
  readonly hours: Pick<OpeningHours, 'weekly' | 'exceptions'>
  readonly tags: readonly string[]
  /** Coming bookings that stand where it cannot be had. */
  readonly marks: number
}

/** Hours that some machine has, to be copied. */
export interface HoursOnOffer {
  /** A machine that has them: the one asked for, or the first by number. */
  readonly id: ResourceId
  readonly assetNumber: string
  readonly hours: Pick<OpeningHours, 'weekly' | 'exceptions'>
  readonly machines: number
}

export interface MachineList {
  readonly viewer: Viewer
  readonly now: Instant
  readonly machines: readonly ListedMachine[]
  /** All that fit, on every page. */
  readonly count: number
  readonly next: MachinePlace | null
  readonly facilities: readonly (Names & { readonly id: string })[]
  readonly categories: readonly (Names & { readonly id: string })[]
  readonly tags: readonly string[]
  readonly hours: readonly HoursOnOffer[]
}

export interface ListWanted {
  readonly filter: MachineFilter
  readonly after: MachinePlace | null
  /** The machine whose hours are to be offered first. */
  readonly from: ResourceId | null
}

/** One page of the machines that the viewer manages, in one round trip. Throws Unauthenticated, Forbidden. */
export async function readMachineList(deps: Deps, actor: Actor, wanted: ListWanted): Promise<MachineList> {
  const now = deps.now()
  const page = pageQuery(actor, wanted)
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, now),
    machines: listQuery(page),
    uses: usesQuery(page, now),
    count: sql<{ n: number }>`SELECT count(*) AS n FROM resource r WHERE ${fitting(actor, wanted.filter)} LIMIT 1`,
    ...choicesQueries(actor),
    hours: hoursOnOfferQuery(actor, wanted.from),
  })
  const shown = rows.machines.slice(0, machinesAtOnce)
  const last = rows.machines.length > machinesAtOnce ? shown.at(-1) : undefined
  return {
    viewer: viewerOf(rows.viewer),
    now,
    machines: listedOf(shown, rows.uses, now),
    count: rows.count[0]?.n ?? 0,
    next: last === undefined ? null : { code: last.code, number: last.assetNumber },
    facilities: rows.facilities,
    categories: rows.categories,
    tags: rows.tags.map(({ tag }) => tag),
    hours: rows.hours.map(hoursOnOffer),
  }
}

/** What the lists of a filter or a form have to choose from. */
export function choicesQueries(actor: Actor) {
  const named = sql`id, name_hans AS hans, name_hant AS hant, name_en AS en`
  return {
    facilities: sql<Names & { id: string }>`SELECT ${named} FROM facility
      WHERE id IN (${managedFacilities(actor, { facilityId: null })}) ORDER BY code LIMIT 500`,
    categories: sql<Names & { id: string }>`SELECT ${named} FROM category ORDER BY id LIMIT 500`,
    tags: sql<{ tag: string }>`SELECT DISTINCT t.tag AS tag FROM resource_tag t JOIN resource r ON r.id = t.resource_id
      WHERE ${isManaged(actor, null)} ORDER BY t.tag LIMIT 200`,
  }
}

interface ListRow extends MachineRow {
  code: string
  resourceState: ResourceState
  assetNumber: string
  model: string
  facilityHans: string
  facilityHant: string
  facilityEn: string
  weekly: string
  exceptions: string
  tags: string
  marks: number
}

function pageQuery(actor: Actor, { filter, after }: ListWanted): Query {
  const from = after === null ? sql`1` : sql`(f.code, r.asset_number) > (${after.code}, ${after.number})`
  return sql`SELECT r.id AS id, f.code AS code FROM facility f CROSS JOIN resource r ON r.facility_id = f.id
    WHERE ${fitting(actor, filter)} AND ${from} ORDER BY f.code, r.asset_number LIMIT ${machinesAtOnce + 1}`
}

function listQuery(page: Query): Query<ListRow> {
  return sql<ListRow>`SELECT r.id AS id, r.kind AS kind, json_array(r.name_hans, r.name_hant, r.name_en) AS names,
    r.location AS location, r.facility_id AS facilityId, r.state AS state, r.state AS resourceState, m.code AS code,
    (SELECT count(*) FROM unit u WHERE u.resource_id = r.id AND u.state = 'active') AS unitCount,
    r.asset_number AS assetNumber, r.model AS model, f.name_hans AS facilityHans, f.name_hant AS facilityHant,
    f.name_en AS facilityEn, h.weekly AS weekly, h.exceptions AS exceptions,
    (SELECT json_group_array(tag) FROM resource_tag t WHERE t.resource_id = r.id) AS tags,
    (SELECT count(*) FROM booking_mark b WHERE b.resource_id = r.id) AS marks
    FROM (${page}) m CROSS JOIN resource r ON r.id = m.id JOIN facility f ON f.id = r.facility_id
    JOIN opening_hours h ON h.id = r.hours_id ORDER BY m.code, r.asset_number LIMIT ${machinesAtOnce + 1}`
}

function listedOf(rows: readonly ListRow[], uses: readonly UseRow[], now: Instant): ListedMachine[] {
  const machines = machinesOf(rows, uses, now)
  return rows.flatMap((row, at) => {
    const machine = machines[at]
    if (!machine) return []
    const { id, assetNumber, model, marks } = row
    return {
      id,
      machine,
      assetNumber,
      model,
      marks,
      state: row.resourceState,
      facility: { hans: row.facilityHans, hant: row.facilityHant, en: row.facilityEn },
      hours: hoursOf(row),
      tags: JSON.parse(row.tags) as string[],
    }
  })
}

interface HoursRow {
  id: ResourceId
  assetNumber: string
  machines: number
  weekly: string
  exceptions: string
}

/** Each different week once, the most usual first; the one of `from` before all. */
export function hoursOnOfferQuery(actor: Actor, from: ResourceId | null): Query<HoursRow> {
  return sql<HoursRow>`SELECT coalesce(max(iif(r.id = ${from}, r.id, NULL)), min(r.id)) AS id,
    min(r.asset_number) AS assetNumber, count(*) AS machines, h.weekly AS weekly, h.exceptions AS exceptions
    FROM resource r JOIN opening_hours h ON h.id = r.hours_id
    WHERE r.state <> 'retired' AND ${isManaged(actor, null)}
    GROUP BY r.hours_id ORDER BY max(r.id = ${from}) DESC, count(*) DESC, min(r.asset_number) LIMIT 100`
}

export function hoursOnOffer({ weekly, exceptions, ...row }: HoursRow): HoursOnOffer {
  return { ...row, hours: hoursOf({ weekly, exceptions }) }
}

function hoursOf({ weekly, exceptions }: Pick<HoursRow, 'weekly' | 'exceptions'>): ListedMachine['hours'] {
  return {
    weekly: JSON.parse(weekly) as OpeningHours['weekly'],
    exceptions: JSON.parse(exceptions) as OpeningHours['exceptions'],
  }
}
