import Database from 'libsql'
import { idSql, midnightOf, numbers, resourceOfUnitSql, scale } from '../park.ts'

// In a process of its own, as the park is made: bills of last month, spread evenly over so many firms.
const [file = '', firms = '0', charges = '0', period = ''] = process.argv.slice(2)
const database = new Database(file)
database.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF;')
const first = midnightOf(Date.parse(`${period}-02T00:00:00Z`) / 1000)
const line = `'{"kind":"time","minutes":120,"perHourMinor":12000,"amountMinor":' || amount
  || ',"taxBasisPoints":600,"taxMinor":'
  || (amount * 6 / 106) || '}'`
const rowsAtOnce = 200_000
for (let from = 0; from < Number(charges); from += rowsAtOnce) {
  const until = Math.min(from + rowsAtOnce, Number(charges)) - 1
  const made = `SELECT i, ${idSql('firm', `1 + i % ${firms}`)} AS firm, ${idSql('prj', `1 + i % ${firms}`)} AS project,
    ${idSql('usr', `1 + i % ${firms}`)} AS person, ${resourceOfUnitSql(`(1 + i % ${scale.units})`)} AS resourceNumber,
    1 + i % ${scale.units} AS unit, 10000 + i * 7919 % 90000 AS amount,
    ${first} + i / ${scale.units} * 7200 AS starts FROM (${numbers(from, until)})`
  const resource = idSql('res', 'resourceNumber')
  database.exec(`
    INSERT INTO booking (id, number, firm_id, project_id, person_id, booked_by, resource_id, unit_id, starts_at,
        ends_at, held_from, held_until, state, requested_at, terms, tariff, price_lines, price_minor, currency,
        checked_in_at, checked_out_at, outcome, settlement)
      SELECT ${idSql('bkg', '900000000 + i')}, 'B' || i, firm, project, person, person, ${resource}, unit, starts,
        starts + 7200, starts, starts + 7200, 'completed', starts, '{}', '{"category":"resident"}', '[]', amount, 'CNY',
        starts, starts + 7200, 'on-time', 'settled' FROM (${made});
    INSERT INTO journal_entry (id, kind, firm_id, booking_id, occurred_at, posted_at, period)
      SELECT ${idSql('ent', 'i')}, 'usage', firm, ${idSql('bkg', '900000000 + i')}, starts + 7199, starts + 7200,
        '${period}' FROM (${made});
    INSERT INTO charge (id, entry_id, seq, firm_id, project_id, booking_id, resource_id, kind, line, amount_minor,
        tax_minor, currency)
      SELECT
        ${idSql('chg', 'i')}, ${idSql('ent', 'i')}, 1, firm, project, ${idSql('bkg', '900000000 + i')}, ${resource},
        'time', ${line}, amount, amount * 6 / 106, 'CNY' FROM (${made})`)
}
database.exec(`INSERT INTO role (person_id, role) VALUES ('usr_${'1'.padStart(26, '0')}', 'park-finance');
  PRAGMA journal_mode = WAL`)
database.close()
