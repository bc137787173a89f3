import { idSql, midnightOf, numbers, resourceOfUnitSql, scale } from './park.ts'

const rowsAtOnce = 250_000
const daysAhead = 14
/** Answers are kept for a week; the clock must find none to forget while the bench runs. */
const answersKeptSeconds = 6 * 86_400

/**
 * Statements that fill a park with so many bookings, oldest first, up to a fortnight ahead, each with its allocation,
 * audit row, quota use and, for the last week, its stored answer and event. Compact: one version each, no ledger,
 * frozen terms as `{}`, none of which a new booking reads. The database's own triggers check every row.
 */
export function* historyStatements(bookings: number, now: number): Generator<string> {
  for (let from = 0; from < bookings; from += rowsAtOnce) {
    yield* rowsOf(from, Math.min(from + rowsAtOnce, bookings), bookings, now)
  }
  // As if sealed, or the clock would seal it all while the bench runs.
  yield `INSERT INTO audit_seal (up_to_seq, sealed_at, hash) SELECT max(seq), ${now}, 'bench' FROM audit`
}

/** All rows of bookings `from` up to `until` of `all`. */
function rowsOf(from: number, until: number, all: number, now: number): string[] {
  const midnight = midnightOf(now)
  const made = madeUp(from, until, all, midnight)
  const lately = `requested >= ${midnight - answersKeptSeconds}`
  return [
    `INSERT INTO booking (id, number, firm_id, project_id, person_id, booked_by, resource_id, unit_id, starts_at,
        ends_at, held_from, held_until, state, requested_at, wake_at, terms, tariff, price_lines, price_minor, currency,
        checked_in_at, checked_out_at, outcome, settlement)
      SELECT id, number, firm, project, person, person, resource, unit, starts, starts + 7200, starts, starts + 8100,
        iif(past, 'completed', 'confirmed'), requested, iif(past, NULL, starts + 1800), '{}', '{}', '[]', price, 'CNY',
        iif(past, starts, NULL), iif(past, starts + 7200, NULL), iif(past, 'on-time', NULL),
        iif(past, 'settled', 'held')
      FROM (${made})`,
    `INSERT INTO allocation (unit_id, starts_at, ends_at, booking_id)
      SELECT unit, starts, starts + 8100, id FROM (${made})`,
    `INSERT INTO audit (at, actor_id, action, entity, entity_version, firm_id, facility_id)
      SELECT requested, person, 'booking.confirmed', id, 1, firm, ${idSql('fac', '1 + resourceNumber % 40')}
      FROM (${made})`,
    `INSERT INTO booking_quota_use (booking_id, quota_id, bucket, amount)
      SELECT id, firmNumber, month, 7200 FROM (${made})
      UNION ALL SELECT id, ${scale.firms} + firmNumber, year, price FROM (${made})`,
    ...countedUse(made),
    `INSERT INTO idempotency (actor, key, request_hash, status, body, created_at)
      SELECT person, lower(hex(randomblob(16))), lower(hex(randomblob(32))), 201, '{}', requested
      FROM (${made}) WHERE ${lately}`,
    `INSERT INTO outbox (id, kind, body, created_at, attempts, delivered_at)
      SELECT 'out' || substr(id, 4), 'booking.confirmed', '{"bookingId":"' || id || '"}', requested, 1, requested + 5
      FROM (${made}) WHERE ${lately}`,
  ]
}

function countedUse(made: string): string[] {
  const add = 'ON CONFLICT (quota_id, counted_id, bucket) DO UPDATE SET used = used + excluded.used'
  return [
    `INSERT INTO quota_use (quota_id, bucket, used) SELECT firmNumber, month, sum(7200)
      FROM (${made}) WHERE true GROUP BY firmNumber, month ${add}`,
    `INSERT INTO quota_use (quota_id, bucket, used) SELECT ${scale.firms} + firmNumber, year, sum(price)
      FROM (${made}) WHERE true GROUP BY firmNumber, year ${add}`,
  ]
}

/**
 * One booking of each unit a day, two hours between 09:00 and 18:00, asked for three days before, yesterday at the
 * latest. Today is left out, so that the clock has nothing to do while the bench runs.
 */
function madeUp(from: number, until: number, all: number, midnight: number): string {
  const days = Math.ceil(all / scale.units)
  // The last day is `daysAhead` from now; what would be today or before lies one day further back.
  const day = `(i / ${scale.units} - ${days - 1 - daysAhead})`
  const placed = `SELECT i, iif(${day} <= 0, ${day} - 1, ${day}) AS day, 1 + i % ${scale.units} AS unit,
    1 + (i * 31) % ${scale.people} AS personNumber FROM (${numbers(from, until - 1)})`
  const named = `SELECT *, ${resourceOfUnitSql('unit')} AS resourceNumber,
    1 + (personNumber - 1) % ${scale.firms} AS firmNumber,
    ${midnight} + day * 86400 + (9 + (unit * 31 + day * 7 + 70000) % 8) * 3600 AS starts FROM (${placed})`
  const wall = `starts, 'unixepoch', '+8 hours'`
  return `SELECT i, day < 0 AS past, unit, starts, min(starts - 259200, ${midnight} - 3600) AS requested,
    resourceNumber, firmNumber, 6000 + i % 90000 AS price, 'bkg_01' || printf('%024d', i) AS id,
    printf('H%09d', i) AS number,
    ${idSql('firm', 'firmNumber')} AS firm, ${idSql('prj', 'firmNumber')} AS project,
    ${idSql('usr', 'personNumber')} AS person, ${idSql('res', 'resourceNumber')} AS resource,
    unixepoch(date(${wall}, 'start of month')) / 86400 AS month,
    unixepoch(date(${wall}, 'start of year')) / 86400 AS year
    FROM (${named})`
}
