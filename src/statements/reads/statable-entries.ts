import type { Names } from '../../deps.ts'
import type { FirmId } from '../../kernel/id.ts'
import type { PriceLine } from '../../billing/price-line.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import type { Payer } from '../statement.ts'
import type { StatableEntry } from '../statement-line.ts'

/** A firm holds no longer statement than this: what is left goes on its next one. */
export const mostLines = 5_000

export interface StatableRow extends Omit<StatableEntry, 'late' | 'charges' | 'resource'> {
  readonly late: number
  readonly hans: string
  readonly hant: string
  readonly en: string
  readonly charges: string
  /** By name, for the sheet. */
  readonly person: string
}

/** A firm's entries up to a period's end that stand on no statement yet. */
export function statableEntriesQuery(firmId: FirmId, period: string): Query<StatableRow> {
  return sql<StatableRow>`SELECT e.id AS entryId, e.kind AS kind, e.period AS period,
    e.late AS late, e.reason AS reason, e.occurred_at AS occurredAt, b.number AS bookingNumber,
    b.starts_at AS startsAt, b.ends_at AS endsAt, b.checked_in_at AS usedFrom, b.checked_out_at AS usedUntil,
    ifnull(b.tariff ->> '$.category', '') AS priceCategory, r.name_hans AS hans, r.name_hant AS hant,
    r.name_en AS en, r.asset_number AS assetNumber, p.code AS projectCode, p.name AS projectName,
    b.person_id AS personId, ifnull(who.name, '') AS person, c.currency AS currency,
    (SELECT json_group_array(json(l.line)) FROM (SELECT line FROM charge WHERE entry_id = e.id ORDER BY seq) l)
      AS charges
    FROM (SELECT entry_id FROM unstated_entry WHERE firm_id = ${firmId} AND period <= ${period} ORDER BY period
      LIMIT ${mostLines}) u CROSS JOIN journal_entry e ON e.id = u.entry_id
    CROSS JOIN charge c ON c.entry_id = e.id AND c.seq = 1
    CROSS JOIN resource r ON r.id = c.resource_id CROSS JOIN project p ON p.id = c.project_id
    LEFT JOIN booking b ON b.id = e.booking_id LEFT JOIN person who ON who.id = b.person_id LIMIT ${mostLines}`
}

export interface PayerRow extends Names {
  readonly firmId: FirmId
  readonly creditCode: string | null
}

/** The firms of a select of `firm_id`, as a statement names them. */
export function payersQuery(firms: Query): Query<PayerRow> {
  return sql<PayerRow>`SELECT f.id AS firmId, f.name_hans AS hans, f.name_hant AS hant, f.name_en AS en,
    f.credit_code AS creditCode FROM (${firms}) n JOIN firm f ON f.id = n.firm_id ORDER BY f.id LIMIT 1000`
}

export function payerOf({ firmId, creditCode, hans, hant, en }: PayerRow): Payer {
  return { firmId, names: { hans, hant, en }, creditCode }
}

export function statableOf(row: StatableRow): StatableEntry {
  const { person: _, late, charges, hans, hant, en, ...rest } = row
  return { ...rest, late: late === 1, resource: { hans, hant, en }, charges: JSON.parse(charges) as PriceLine[] }
}
