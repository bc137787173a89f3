import type { Actor, Names } from '../../deps.ts'
import type { FacilityId } from '../../kernel/id.ts'
import { NotFound } from '../../kernel/thrown.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { managedFacilities } from '../../today/reads/managed.ts'

/** A kind of training, and how it ends. */
export interface TrainingKind {
  readonly id: string
  readonly names: Names
  /** It lapses after so many months without use; null: by date only. */
  readonly lapseMonths: number | null
  readonly remindDays: number
  /** Where the viewer looks after it: the first facility of theirs with a resource that asks for it. */
  readonly facilityId: FacilityId
}

export interface KindRow {
  id: string
  hans: string
  hant: string
  en: string
  lapseMonths: number | null
  remindDays: number
  facilityId: FacilityId | null
}

/** The facilities that the viewer manages: a select of their ids. */
export function managedBy(actor: Actor): Query {
  return managedFacilities(actor, { facilityId: null })
}

/** Columns of a kind `k`: whoever manages a facility where a resource asks for it looks after it. */
export function kindColumns(actor: Actor): Query {
  return sql`k.id AS id, k.name_hans AS hans, k.name_hant AS hant, k.name_en AS en, k.lapse_months AS lapseMonths,
    k.remind_days AS remindDays, (SELECT r.facility_id FROM resource r WHERE r.qualification_id = k.id
      AND r.facility_id IN (${managedBy(actor)}) ORDER BY r.facility_id LIMIT 1) AS facilityId`
}

export function kindQuery(actor: Actor, id: string): Query<KindRow> {
  return sql<KindRow>`SELECT ${kindColumns(actor)} FROM qualification_kind k WHERE k.id = ${id} LIMIT 1`
}

/** Throws NotFound for a kind that is not the viewer's to look after. */
export function kindOf([row]: readonly KindRow[]): TrainingKind {
  if (!row || row.facilityId === null) throw new NotFound('training')
  const { hans, hant, en, facilityId, ...rest } = row
  return { ...rest, facilityId, names: { hans, hant, en } }
}
