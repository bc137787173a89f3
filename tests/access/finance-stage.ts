import { firms } from '../support/cast.ts'
import type { TestPark } from '../support/open-park.ts'
import type { Objects } from './stage.ts'

/** A programme that has not paid yet, one whose claims were handed in, and a machine of the firm. */
export async function subsidyOf(park: TestPark, { firm = '' }: Objects, entry: string): Promise<Objects> {
  const end = firm.slice(6)
  const [unused, programme, list] = [`sub_1${end}`, `sub_0${end}`, `clm_0${end}`]
  const terms = (id: string) => `('${id}', 'P', 'P', 'P', 50, 1, 0, 1)`
  await park.script(`INSERT INTO subsidy_programme (id, name_hans, name_hant, name_en, share_percent, rank, starts_at,
      ends_at) VALUES ${terms(unused)}, ${terms(programme)};
    INSERT INTO subsidy_claim_list (id, programme_id, period, claims, amount_minor, claimed_at, claimed_by)
      VALUES ('${list}', '${programme}', '2026-09', 1, 5, 0, 'usr');
    INSERT INTO subsidy_claim (id, entry_id, programme_id, firm_id, booking_id, counted_id, year, base_minor,
        share_percent, amount_minor, currency, period)
      SELECT 'sbc_' || id, id, '${programme}', firm_id, booking_id, firm_id, 2026, 10, 50, 5, 'CNY', '2026-10'
      FROM journal_entry WHERE id = '${entry}';
    INSERT INTO provider_share (entry_id, provider_id, booking_id, share_percent, base_minor, amount_minor, currency)
      SELECT id, '${firm}', booking_id, 50, 10, 5, 'CNY' FROM journal_entry WHERE id = '${entry}'`)
  return { unused, programme, claimList: list }
}

/** A statement of October with two lines, the second of which is objected to; a price to come, and more of prices. */
export async function statementOf(
  park: TestPark,
  { firm = '', resource = '' }: Objects,
  entry: string,
): Promise<Objects> {
  const year = firm === firms.helix ? 2026 : 2025
  const [number, id, objection] = [`${year}-00001`, `stm_${firm.slice(5)}`, `obj_${firm.slice(5)}`]
  const [payment, invoice] = [`pay_${firm.slice(5)}`, `ivc_${firm.slice(5)}`]
  const line = (no: number) => `{"no":${no},"entryId":"${entry}","kind":"usage","date":"2026-10-09","period":"2026-10",
    "late":false,"reason":"","occurredAt":0,"bookingNumber":null,"startsAt":null,"endsAt":null,"usedFrom":null,
    "usedUntil":null,"priceCategory":"","resource":{"hans":"R","hant":"R","en":"R"},"assetNumber":"A","projectCode":"P",
    "projectName":"","personId":null,"currency":"CNY","charges":[],"minutes":0,"amountMinor":100,"taxMinor":6}`
  const document = `{"number":"${number}","period":"2026-10","currency":"CNY","issuedAt":0,"timeZone":"Asia/Shanghai",
    "park":{"hans":"P","hant":"P","en":"P"},"payer":{"firmId":"${firm}","creditCode":null,
    "names":{"hans":"F","hant":"F","en":"F"}},"lines":[${line(1)},${line(2)}],"totalMinor":200,"taxMinor":12}`
  await park.script(`INSERT INTO statement (id, year, seq, number, firm_id, period, currency, total_minor, tax_minor,
      lines, document, hash, issued_at, issued_by)
    VALUES ('${id}', ${year}, 1, '${number}', '${firm}', '2026-10', 'CNY', 200, 12, 2, '${document}',
      '${'0'.repeat(64)}', ${park.clock.now}, 'operator');
    INSERT INTO rate (id, resource_id, price_category, valid_from, terms, published_at)
    SELECT 'rat_9' || substr(resource_id, 6), resource_id, price_category, 1798646400,
      json_set(terms, '$.startFeeMinor', 7), 0 FROM rate WHERE resource_id = '${resource}';
    INSERT INTO consumable (id, facility_id, name_hans, name_hant, name_en, unit_minor, tax_basis_points)
    SELECT 'cns_${firm.slice(5)}', facility_id, 'T', 'T', 'T', 100, 1300 FROM resource WHERE id = '${resource}';
    INSERT INTO discount (id, name_hans, name_hant, name_en, subject_kind, subject_id, tiers, valid_from)
    VALUES ('dsc_${firm.slice(5)}', 'D', 'D', 'D', 'firm', '${firm}', '[[0,1]]', 4000000000);
    INSERT INTO objection (id, statement_id, firm_id, line_no, reason, raised_by, raised_at)
    VALUES ('${objection}', '${id}', '${firm}', 2, 'Canary objection', 'usr', ${park.clock.now});
    INSERT INTO payment (id, firm_id, statement_id, entry_id, way, amount_minor, currency, paid_on, voucher, note,
      recorded_at, recorded_by)
    VALUES ('${payment}', '${firm}', '${id}', '${entry}', 'bank', 50, 'CNY', '2026-11-23', 'V-1', 'Canary payment',
      ${park.clock.now}, 'usr');
    INSERT INTO invoice (id, firm_id, statement_id, title, tax_number, kind, amount_minor, currency, asked_at, asked_by)
    VALUES ('${invoice}', '${firm}', '${id}', 'Canary invoice', '', 'special', 200, 'CNY', ${park.clock.now}, 'usr')`)
  const others = { invoiced: await statementBeside(park, id, 2), plain: await statementBeside(park, id, 3) }
  const made = `ivc_1${firm.slice(6)}`
  await park.script(`INSERT INTO invoice (id, firm_id, statement_id, title, tax_number, kind, amount_minor, currency,
      asked_at, asked_by, state, number, made_at, made_by)
    SELECT '${made}', firm_id, id, 'Canary invoice', '', 'special', 200, 'CNY', ${park.clock.now}, 'usr', 'made',
      '${year}', ${park.clock.now}, 'usr' FROM statement WHERE number = '${others.invoiced}'`)
  const priced = { consumable: `cns_${firm.slice(5)}`, discount: `dsc_${firm.slice(5)}` }
  return { statement: number, objection, payment, invoice, made, plain: others.plain, ...priced }
}

/** The same again under another number, with nothing beside it. */
async function statementBeside(park: TestPark, id: string, seq: number): Promise<string> {
  await park.script(`INSERT INTO statement (id, year, seq, number, firm_id, period, currency, total_minor, tax_minor,
      lines, document, hash, issued_at, issued_by)
    SELECT id || '${seq}', year, ${seq}, year || '-0000${seq}', firm_id, period, currency, total_minor, tax_minor,
      lines, document, hash, issued_at, issued_by FROM statement WHERE id = '${id}'`)
  const [row] = await park.rows(`SELECT number FROM statement WHERE id = '${id}${seq}'`)
  return row?.['number'] as string
}
