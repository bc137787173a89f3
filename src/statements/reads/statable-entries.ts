import type { Names } from '../../deps.ts'
import type { FirmId } from '../../kernel/id.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import type { Payer } from '../statement.ts'
import type { StatableEntry } from '../statement-line.ts'

/** A firm holds no longer statement than this: what is left goes on its next one. */
export const mostLines = 5_000

/** Entries, and by id who used the machines: a name is never part of the text that is hashed. */
export interface NamedEntries {
  readonly entries: readonly StatableEntry[]
  readonly names: ReadonlyMap<string, string>
}

/**
 * A firm's entries up to a period's end that stand on no statement yet. As one JSON text: to hand over a row of twenty
 * columns takes the engine longer than to read it. Most entries have one charge, which is read already.
 */
export function statableEntriesQuery(firmId: FirmId, period: string): Query<{ entries: string }> {
  return sql<{ entries: string }>`SELECT json_group_array(json_object('entryId', e.id, 'kind', e.kind,
      'period', e.period, 'late', json(iif(e.late, 'true', 'false')), 'reason', e.reason, 'occurredAt', e.occurred_at,
      'bookingNumber', b.number, 'startsAt', b.starts_at, 'endsAt', b.ends_at, 'usedFrom', b.checked_in_at,
      'usedUntil', b.checked_out_at, 'priceCategory', ifnull(b.tariff ->> '$.category', ''),
      'assetNumber', r.asset_number, 'projectCode', p.code, 'projectName', p.name, 'personId', b.person_id,
      'currency', c.currency, 'person', ifnull(who.name, ''),
      'resource', json_object('hans', r.name_hans, 'hant', r.name_hant, 'en', r.name_en),
      'charges', iif(EXISTS (SELECT 1 FROM charge WHERE entry_id = e.id AND seq = 2),
        (SELECT json_group_array(json(l.line)) FROM (SELECT line FROM charge WHERE entry_id = e.id ORDER BY seq) l),
        json_array(json(c.line))))) AS entries
    FROM (SELECT entry_id FROM unstated_entry WHERE firm_id = ${firmId} AND period <= ${period} ORDER BY period
      LIMIT ${mostLines}) u CROSS JOIN journal_entry e ON e.id = u.entry_id
    CROSS JOIN charge c ON c.entry_id = e.id AND c.seq = 1
    CROSS JOIN resource r ON r.id = c.resource_id CROSS JOIN project p ON p.id = c.project_id
    LEFT JOIN booking b ON b.id = e.booking_id LEFT JOIN person who ON who.id = b.person_id LIMIT 1`
}

/** The entries that were read. */
export function statableEntriesOf(rows: readonly { readonly entries: string }[] = []): NamedEntries {
  const names = new Map<string, string>()
  const entries = rows.flatMap(({ entries: text }) =>
    (JSON.parse(text) as (StatableEntry & { readonly person: string })[]).map(({ person, ...entry }) => {
      names.set(entry.personId ?? '', person)
      return entry
    }),
  )
  return { entries, names }
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
