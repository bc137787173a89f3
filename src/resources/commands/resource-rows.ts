import { auditRow } from '../../audit/record.ts'
import type { RateTerms } from '../../billing/tariff.ts'
import type { Names, Park } from '../../deps.ts'
import { newId, type FacilityId, type ResourceId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { asserting, json, sql, type Query } from '../../platform/db/sql.ts'
import type { OpeningHours } from '../opening-hours.ts'
import { hoursIdOf } from '../open-span.sql.ts'
import type { Policy, ResourceKind, ResourceState } from '../resource.ts'
import { searchText } from '../search-text.ts'

/** Everything that the catalogue holds of a resource but its units and rates. */
export interface ResourceProfile {
  readonly facilityId: FacilityId
  readonly categoryId: string
  readonly kind: ResourceKind
  readonly state: ResourceState
  readonly names: Names
  readonly model: string
  readonly assetNumber: string
  readonly location: string
  readonly hours: OpeningHours
  readonly setupMinutes: number
  readonly cleanupMinutes: number
  readonly stepMinutes: number
  readonly minMinutes: number
  readonly maxMinutes: number
  readonly qualificationId: string | null
  readonly restricted: boolean
  readonly policy: Policy
}

/** Who changes the catalogue, when, and with which chance for new ids. */
export interface CatalogueWrite {
  readonly actorId: string
  readonly at: Instant
  readonly park: Pick<Park, 'timeZone' | 'calendar'>
  readonly entropy: (bytes: number) => Uint8Array
}

/** A new resource at version 1, with its units. The batch must have made its hours before: `hoursRows`. */
export function newResourceRows(
  id: ResourceId,
  p: ResourceProfile,
  units: readonly string[],
  write: CatalogueWrite,
): Query[] {
  return [
    sql`INSERT INTO resource (id, facility_id, category_id, kind, state, name_hans, name_hant, name_en, model,
      asset_number,
        location, search_text, hours_id, setup_minutes, cleanup_minutes, step_minutes, min_minutes, max_minutes,
        qualification_id, restricted, policy)
      VALUES (${id}, ${p.facilityId}, ${p.categoryId}, ${p.kind}, ${p.state}, ${p.names.hans}, ${p.names.hant},
        ${p.names.en},
        ${p.model}, ${p.assetNumber}, ${p.location}, ${searched(p)}, ${hoursIdOf(p.hours)}, ${p.setupMinutes},
        ${p.cleanupMinutes}, ${p.stepMinutes}, ${p.minMinutes}, ${p.maxMinutes}, ${p.qualificationId}, ${p.restricted},
        ${json(p.policy)})`,
    unitRows(id, units),
    resourceAudit(id, p.facilityId, 1, 'resource.added', { assetNumber: p.assetNumber, units: units.length }, write),
  ]
}

/**
 * Replaces a resource's profile (its hours are there, or made before in the batch), from the very version that was
 * judged: another one aborts the batch (STALE_RULES).
 */
export function changedResourceRows(
  { id, rulesVersion }: { id: ResourceId; rulesVersion: number },
  p: ResourceProfile,
  record: { action: string; detail: Record<string, unknown> },
  write: CatalogueWrite,
): Query[] {
  return [
    ...asserting(
      sql`UPDATE resource SET facility_id = ${p.facilityId}, category_id = ${p.categoryId}, kind = ${p.kind},
        state = ${p.state},
        name_hans = ${p.names.hans}, name_hant = ${p.names.hant}, name_en = ${p.names.en}, model = ${p.model},
        asset_number = ${p.assetNumber}, location = ${p.location}, search_text = ${searched(p)},
          hours_id = ${hoursIdOf(p.hours)},
        setup_minutes = ${p.setupMinutes}, cleanup_minutes = ${p.cleanupMinutes}, step_minutes = ${p.stepMinutes},
        min_minutes = ${p.minMinutes}, max_minutes = ${p.maxMinutes}, qualification_id = ${p.qualificationId},
        restricted = ${p.restricted}, policy = ${json(p.policy)}, rules_version = rules_version + 1
        WHERE id = ${id} AND rules_version = ${rulesVersion}`,
      'STALE_RULES',
    ),
    resourceAudit(id, p.facilityId, rulesVersion + 1, record.action, record.detail, write),
  ]
}

/** One version more, for a change that is not in the resource's own row: a rate, a unit. */
export function newVersionRows(
  { id, rulesVersion, facilityId }: { id: ResourceId; rulesVersion: number; facilityId: FacilityId },
  record: { action: string; detail: Record<string, unknown> },
  write: CatalogueWrite,
): Query[] {
  return [
    ...asserting(
      sql`UPDATE resource SET rules_version = rules_version + 1 WHERE id = ${id} AND rules_version = ${rulesVersion}`,
      'STALE_RULES',
    ),
    resourceAudit(id, facilityId, rulesVersion + 1, record.action, record.detail, write),
  ]
}

/** Units by their names. */
export function unitRows(id: ResourceId, names: readonly string[]): Query {
  return sql`INSERT INTO unit (resource_id, name) SELECT ${id}, value FROM json_each(${json(names)})`
}

/** More units for a resource that may be booked already: who has booked all of it has booked the new ones too. */
export function addedUnitRows(id: ResourceId, names: readonly string[], at: Instant): Query[] {
  if (names.length === 0) return []
  return [
    // One that was retired comes back under its name.
    sql`${unitRows(id, names)} WHERE true ON CONFLICT (resource_id, name) DO UPDATE SET state = 'active'`,
    sql`INSERT INTO allocation (unit_id, starts_at, ends_at, booking_id)
      SELECT u.id, b.held_from, b.held_until, b.id FROM booking b
      JOIN unit u ON u.resource_id = b.resource_id AND u.name IN (SELECT value FROM json_each(${json(names)}))
      WHERE b.resource_id = ${id} AND b.whole = 1 AND b.held_until > ${at}
        AND b.state IN ('offered', 'pending', 'confirmed', 'in-use')`,
  ]
}

/** A rate in force from an instant; one that was to begin at the same instant gives way to it. */
export function rateRow(
  resourceId: ResourceId,
  category: string,
  validFrom: Instant,
  terms: RateTerms,
  { at, entropy }: Pick<CatalogueWrite, 'at' | 'entropy'>,
): Query {
  return sql`INSERT INTO rate (id, resource_id, price_category, valid_from, terms, published_at)
    VALUES (${newId('rat', at * 1000, entropy)}, ${resourceId}, ${category}, ${validFrom}, ${json(terms)}, ${at})
    ON CONFLICT (resource_id, price_category, valid_from) DO UPDATE SET terms = excluded.terms,
      published_at = excluded.published_at`
}

function resourceAudit(
  entity: ResourceId,
  facilityId: FacilityId,
  entityVersion: number,
  action: string,
  detail: Record<string, unknown>,
  { at, actorId }: CatalogueWrite,
): Query {
  return auditRow({ at, actorId, action, entity, entityVersion, firmId: null, facilityId, detail })
}

function searched({ names, model, assetNumber, location, categoryId }: ResourceProfile): string {
  return searchText(names, model, assetNumber, location, categoryId)
}
