import type { FirmId } from '../kernel/id.ts'
import { sql, type Query } from '../platform/db/sql.ts'
import type { WantedFirm } from './firm.ts'

/** A firm more. */
export function newFirmRow(
  id: FirmId,
  { names, kind, priceCategory, tier, creditCode, consortiumId }: WantedFirm,
): Query {
  return sql`INSERT INTO firm (id, name_hans, name_hant, name_en, kind, price_category, tier, credit_code,
      consortium_id)
    VALUES (${id}, ${names.hans}, ${names.hant}, ${names.en}, ${kind}, ${priceCategory}, ${tier}, ${creditCode},
      ${consortiumId})`
}

/** What its bookings are judged by may have changed: the version says so to whoever is judging now. */
export function changedFirmRow(
  id: FirmId,
  { names, kind, priceCategory, tier, creditCode, consortiumId }: WantedFirm,
): Query {
  return sql`UPDATE firm SET name_hans = ${names.hans}, name_hant = ${names.hant}, name_en = ${names.en},
    kind = ${kind}, price_category = ${priceCategory}, tier = ${tier}, credit_code = ${creditCode},
    consortium_id = ${consortiumId}, rules_version = rules_version + 1 WHERE id = ${id}`
}

/** All domains of a firm, in place of those that it had. */
export function domainRows(firmId: FirmId, domains: readonly string[]): Query[] {
  return [
    sql`DELETE FROM firm_domain WHERE firm_id = ${firmId}`,
    ...domains.map((domain) => sql`INSERT INTO firm_domain (domain, firm_id) VALUES (${domain}, ${firmId})`),
  ]
}
