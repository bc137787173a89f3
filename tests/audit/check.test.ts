import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkPark, invariants } from '../../src/audit/check.ts'
import { requestBooking } from '../../src/bookings/commands/request-booking.ts'
import { facilities, firms, people, projects, resources } from '../support/cast.ts'
import { at, self } from '../support/facts.ts'
import { freshKey, openPark, type TestPark } from '../support/open-park.ts'

let park: TestPark
let bookingId: string
beforeEach(async () => {
  park = await openPark()
  bookingId = await book('2026-11-23 14:00', '2026-11-23 16:00', false)
  await book('2026-11-23 16:00', '2026-11-23 16:30', true)
})
afterEach(() => park.close())

test('a park that only the commands have touched breaks no invariant', async () => {
  const findings = await checkPark(park.db, park.clock.now)
  expect(findings.filter((finding) => finding.breaches.length > 0)).toEqual([])
  expect(new Set(findings.map((finding) => finding.name))).toEqual(
    new Set(['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7', 'I8', 'I9']),
  )
})

const settled = `UPDATE booking SET state = 'completed', settlement = 'settled', wake_at = NULL WHERE id = '{booking}';`
const entry = `INSERT INTO journal_entry (id, kind, firm_id, booking_id, occurred_at, posted_at, period)
  VALUES ('ent_1', 'usage', '${firms.helix}', '{booking}', 0, 0, '2026-11');`
const accounts = `INSERT INTO account (id, kind, owner_id, currency) VALUES (1, 'receivable', '${firms.helix}', 'CNY'),
  (2, 'revenue', '${facilities.imaging}', 'CNY'), (3, 'revenue', '${facilities.cells}', 'TWD'), (4, 'receivable',
    '${firms.orchid}', 'CNY');`
const charge = (
  amount: number,
) => `INSERT INTO charge (id, entry_id, seq, firm_id, project_id, booking_id, resource_id, kind, line,
  amount_minor, tax_minor, currency) VALUES ('chg_1', 'ent_1', 1, '${firms.helix}', '${projects.helix}', '{booking}',
  '${resources.confocal}', 'time', '{}', ${amount}, 0, 'CNY');`
const transfer = (
  debit: number,
  amount: number,
) => `INSERT INTO transfer (entry_id, seq, debit_id, credit_id, amount_minor, currency)
  VALUES ('ent_1', 1, ${debit}, 2, ${amount}, 'CNY');`

const wish = (state: string) => `INSERT INTO wish (id, firm_id, project_id, person_id, resource_id, part, starts_at,
    ends_at, minutes, state, created_at, booking_id) VALUES ('wsh_1', '${firms.helix}', '${projects.helix}',
    '${people.helixResearcher.id}', '${resources.confocal}', 'day', 0, 86400, 60, '${state}', 0, '{booking}');`

const statement = (seq: number) => `INSERT INTO statement (id, year, seq, number, firm_id, period, currency,
    total_minor, tax_minor, lines, document, hash, issued_at, issued_by)
  VALUES ('stm_1', 2026, ${seq}, '2026-0000${seq}', '${firms.helix}', '2026-11', 'CNY', 5, 0, 1, '{"lines":[]}',
    '${'0'.repeat(64)}', 0, 'x');`

const programme = `INSERT INTO subsidy_programme (id, name_hans, name_hant, name_en, share_percent, rank,
  starts_at, ends_at)
  VALUES ('sub_1', 'x', 'x', 'x', 50, 1, 0, 1);`
const claim = `INSERT INTO subsidy_claim (id, entry_id, programme_id, firm_id, booking_id, counted_id, year, base_minor,
    share_percent, amount_minor, currency, period)
  VALUES ('sbc_1', 'ent_1', 'sub_1', '${firms.helix}', '{booking}', '${firms.helix}', 2026, 10, 50, 5, 'CNY',
    '2026-11');`

const plants: [breaks: string, planted: string][] = [
  [
    'no two allocations of a unit overlap',
    `DROP TRIGGER allocation_excludes_insert;
      INSERT INTO allocation SELECT unit_id, starts_at + 60, ends_at, booking_id, closure_id FROM allocation
        WHERE booking_id = '{booking}';`,
  ],
  ['what a programme owes is what it grants and has not paid', entry + programme + claim],
  ['a claim is what the lines of its entry say that the programme pays', entry + programme + claim],
  [
    'what is counted of a programme is what was claimed, and no more than its caps',
    `${programme} INSERT INTO subsidy_use (programme_id, counted_id, year, used_minor) VALUES ('sub_1', '', 0, 7);`,
  ],
  [
    'what is owed to a provider is its shares that were not paid out',
    `${entry} INSERT INTO provider_share (entry_id, provider_id, booking_id, share_percent, base_minor, amount_minor,
      currency) VALUES ('ent_1', '${firms.orchid}', '{booking}', 50, 10, 5, 'CNY');`,
  ],
  ['a live booking holds its unit', `DELETE FROM allocation WHERE booking_id = '{booking}';`],
  ['a booking of a whole resource holds all its units', `DELETE FROM allocation WHERE unit_id = 10;`],
  [
    'a dead booking holds nothing, a live one nothing else',
    `UPDATE booking SET state = 'expired' WHERE id = '{booking}';`,
  ],
  [
    'a closure in force holds its units',
    `INSERT INTO closure (id, resource_id, kind, starts_at, ends_at, created_by, created_at)
      VALUES ('clo_1', '${resources.confocal}', 'fault', 0, 9, 'x', 0); INSERT INTO closure_unit VALUES ('clo_1', 1);`,
  ],
  [
    'who is busy is on a live booking of their own',
    `INSERT INTO person_busy VALUES ('${people.orchidResearcher.id}', 0, 9, '{booking}');`,
  ],
  ['a wish that was offered something has a live offer, and every offer a wish', wish('offered')],
  ['where somebody waits, the clock looks', `${wish('waiting')} UPDATE wish_queue SET look_at = NULL;`],
  ['every counter is the sum of what bookings took', `UPDATE quota_use SET used = used - 60 WHERE quota_id = 1;`],
  ['every counter is the sum of what bookings took', `DELETE FROM quota_use WHERE quota_id = 1;`],
  [
    'a booking that was given up for free takes of no quota',
    `UPDATE booking SET state = 'rejected' WHERE id = '{booking}';`,
  ],
  [
    'every transfer moves one currency between two accounts',
    `PRAGMA foreign_keys = OFF; ${entry} ${accounts}
      INSERT INTO transfer (entry_id, seq, debit_id, credit_id, amount_minor, currency)
        VALUES ('ent_1', 1, 1, 3, 5, 'CNY');`,
  ],
  [
    'an entry moves to the receivable what its charges say',
    `${settled} ${entry} ${accounts} ${charge(24_000)} ${transfer(1, 23_999)}`,
  ],
  ['an entry moves to the receivable what its charges say', `${settled} ${entry} ${accounts} ${charge(24_000)}`],
  [
    'a reversal takes back exactly what it names',
    `${settled} ${entry} ${charge(24_000)}
      INSERT INTO journal_entry (id, kind, firm_id, booking_id, reverses_id, occurred_at, posted_at, period)
        VALUES ('ent_2', 'reversal', '${firms.helix}', '{booking}', 'ent_1', 0, 0, '2026-11');`,
  ],
  ['a booking is billed once, and then it is settled', `${entry}`],
  ['a settled booking was billed, unless it owed nothing', settled],
  [
    'a booking owes nothing while it lives and is settled or void when nothing more can happen to it',
    `UPDATE booking SET settlement = 'settled' WHERE id = '{booking}';`,
  ],
  [
    'the lines of a frozen price are its price',
    `UPDATE booking SET price_minor = price_minor + 1 WHERE id = '{booking}';`,
  ],
  [
    'every reference points at a row that is there',
    `PRAGMA foreign_keys = OFF; UPDATE unit SET resource_id = 'res_gone' WHERE id = 12;`,
  ],
  [
    'a booking, its project and its charges belong to one firm',
    `PRAGMA foreign_keys = OFF;
      UPDATE booking SET project_id = '${projects.orchid}' WHERE id = '{booking}';`,
  ],
  [
    'a booking, its project and its charges belong to one firm',
    `${settled} ${entry} ${accounts} ${charge(5)} ${transfer(4, 5)}`,
  ],
  ['a booking of this week was made by exactly one answer', `DELETE FROM idempotency;`],
  [
    'an answer that made a booking has its booking',
    `INSERT INTO idempotency VALUES ('x', 'y', '', 201, '{"id":"bkg_gone"}', 0);`,
  ],
  ['a wish has one audit row for each of its versions', wish('waiting')],
  ['a booking has one audit row for each of its versions', `UPDATE booking SET version = 2 WHERE id = '{booking}';`],
  [
    'an audit row of a booking is filed under its firm',
    `DROP TRIGGER audit_no_update;
      UPDATE audit SET firm_id = '${firms.orchid}' WHERE entity = '{booking}';`,
  ],
  [
    'what waits for a consent is a request, and a request waits for one',
    `INSERT INTO approval (booking_id, step, facility_id, firm_id, asked_at, decide_by) VALUES ('{booking}', 'safety',
      '${facilities.imaging}', '${firms.helix}', 0, 9);`,
  ],
  ['an entry stands on one statement or waits for its first', `${settled} ${entry} DELETE FROM unstated_entry;`],
  ['the total of a statement is the sum of its lines and of its entries', statement(1)],
  [
    'a statement counts what was paid, credited and disputed of it, and is settled when nothing is due',
    `${statement(1)} UPDATE statement SET paid_minor = 1;`,
  ],
  [
    'a payment moves in the ledger what it says',
    `${settled} ${entry} INSERT INTO payment (id, firm_id, entry_id, way, amount_minor, currency, paid_on, voucher,
      recorded_at, recorded_by) VALUES ('pay_1', '${firms.helix}', 'ent_1', 'deposit', 5, 'CNY',
      '2026-11-23', '', 0, '');`,
  ],
  [
    'what a firm owes is what was stated and what waits to be, less what it paid',
    `${settled} ${entry} ${accounts} ${transfer(1, 5)}`,
  ],
  [
    'a balance paid ahead is what the ledger says',
    `INSERT INTO prepaid_balance (firm_id, currency, amount_minor) VALUES ('${firms.helix}', 'CNY', 7);`,
  ],
  ['statements of a year are numbered without gaps', `DROP TRIGGER statement_no_gap; ${statement(2)}`],
]

describe('a planted breach is found by the invariant that forbids it', () => {
  test.each(plants)('%s', async (breaks, planted) => {
    await park.script(planted.replaceAll('{booking}', bookingId))
    const findings = await checkPark(park.db, park.clock.now)
    expect(findings.filter((finding) => finding.breaches.length > 0).map((finding) => finding.says)).toContain(breaks)
  })

  test('a statement whose text was changed no longer has its hash', async () => {
    await park.script(statement(1))
    const findings = await checkPark(park.db, park.clock.now)
    expect(findings.filter(({ name }) => name === 'I5').flatMap(({ breaches }) => breaches)).toEqual([
      { entity: '2026-00001', found: 'its text was changed' },
    ])
  })

  test('and one was planted for every invariant', () => {
    expect(new Set(plants.map(([breaks]) => breaks))).toEqual(new Set(invariants.map((invariant) => invariant.says)))
  })
})

async function book(from: string, until: string, whole: boolean): Promise<string> {
  const wanted = {
    resourceId: whole ? resources.benches : resources.confocal,
    unitId: null,
    whole,
    samples: 0,
    purpose: '',
    startsAt: at(from),
    endsAt: at(until),
  }
  const request = { wanted: [wanted], by: self, ifSomeRefused: 'book-none' } as const
  const answer = await requestBooking(park.deps, park.actor(people.helixResearcher), request, freshKey())
  if (answer.kind !== 'booked') throw new Error(answer.verdicts[0]?.refusals[0]?.rule)
  return (JSON.parse(answer.body) as { id: string }).id
}
