import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkPark } from '../../src/audit/check.ts'
import { loadPark } from '../../src/park.ts'
import { demoStory, seedDemo } from '../../src/seed/seed-demo.ts'
import { tempPark, type TempPark } from '../support/temp-park.ts'

const now = Date.UTC(2026, 10, 25, 3, 20) / 1000

let park: TempPark
beforeAll(async () => {
  park = await tempPark()
  await seedDemo(park.db, now, countedBytes())
})
afterAll(() => park.remove())

describe('the demo park', () => {
  test('breaks no invariant', async () => {
    const findings = await checkPark(park.db, now)
    expect(findings.filter((finding) => finding.breaches.length > 0)).toEqual([])
  })

  test('speaks three languages, has Chinese holidays and says that it is a demo', async () => {
    const opened = await loadPark(park.db)
    expect(opened).toMatchObject({ timeZone: 'Asia/Shanghai', currency: 'CNY', demo: true })
    expect(opened.calendar.days.get('2026-10-10')).toMatchObject({ off: false })
    const unnamed = await park.rows(`SELECT id FROM resource WHERE name_hans = '' OR name_hant = '' OR name_en = ''`)
    expect(unnamed).toEqual([])
  })

  test.each([
    ['researcher@helix.example', 'researcher', 1],
    ['admin@helix.example', 'firm-admin', 1],
    ['finance@helix.example', 'firm-finance', 1],
    ['researcher@orchid.example', 'researcher', 1],
    ['manager@park.example', 'lab-manager', 7],
    ['finance@park.example', 'park-finance', 1],
    ['admin@park.example', 'park-admin', 1],
  ])('%s is a %s', async (email, role, times) => {
    const roles = await park.rows(`SELECT role FROM role JOIN person ON person.id = person_id WHERE email = '${email}'`)
    expect(roles).toEqual(Array.from({ length: times }, () => ({ role })))
  })

  test('prices every resource for every price category', async () => {
    const unpriced = await park.rows(`SELECT r.asset_number FROM resource r JOIN firm f
      WHERE NOT EXISTS (SELECT 1 FROM rate WHERE resource_id = r.id AND price_category = f.price_category
        AND valid_from < ${now})`)
    expect(unpriced).toEqual([])
    expect(await count('resource')).toBeGreaterThanOrEqual(60)
  })

  test('has stated the month that is over, and this one not yet', async () => {
    const periods = await park.rows('SELECT DISTINCT period FROM statement')
    expect(periods).toEqual([{ period: '2026-10' }])
    expect(await count('statement')).toBeGreaterThan(8)
    expect(await park.rows(`SELECT 1 FROM unstated_entry WHERE period <= '2026-10' LIMIT 1`)).toEqual([])
    expect(await count('unstated_entry')).toBeGreaterThan(500)
  })

  test('shows money on its way: paid by hand and by file, in part, ahead, and a line objected to', async () => {
    const paid = await park.rows(`SELECT p.way AS way, p.voucher AS voucher, ifnull(s.state, '') AS state FROM payment p
      LEFT JOIN statement s ON s.id = p.statement_id ORDER BY p.voucher`)
    expect(paid).toEqual([
      { way: 'deposit', voucher: 'BANK-0912', state: '' },
      { way: 'bank', voucher: 'BANK-0915', state: 'settled' },
      { way: 'bank', voucher: 'BANK-0921', state: 'settled' },
      { way: 'bank', voucher: 'BANK-0922', state: 'issued' },
    ])
    expect(await park.rows('SELECT state FROM objection')).toEqual([{ state: 'open' }])
  })

  test('leaves no session behind that somebody could use', async () => {
    expect(await count('session')).toBe(0)
  })

  test('is busy today, was busy before, and will be', async () => {
    const [load] = await park.rows(`SELECT
      count(*) FILTER (WHERE starts_at <= ${now} AND ends_at > ${now}) AS now,
      count(*) FILTER (WHERE starts_at > ${now}) AS ahead,
      count(*) FILTER (WHERE ends_at < ${now - 14 * 86_400}) AS longAgo FROM booking`)
    expect(load?.['now']).toBeGreaterThan(20)
    expect(load?.['ahead']).toBeGreaterThan(500)
    expect(load?.['longAgo']).toBeGreaterThan(200)
    const states = await park.rows('SELECT DISTINCT state FROM booking ORDER BY state')
    const seen = states.map((row) => row['state'])
    expect(seen).toEqual(
      expect.arrayContaining(['cancelled', 'completed', 'confirmed', 'in-use', 'no-show', 'pending']),
    )
    // Yesterday, a Tuesday, from 9 to 18: between a third and four fifths of the imaging instruments' time was booked.
    const nine = now - (now % 86_400) - 86_400 + 3600
    const [share] =
      await park.rows(`SELECT sum(max(0, min(a.ends_at, ${nine + 9 * 3600}) - max(a.starts_at, ${nine}))) / 32400.0
        / (SELECT count(*) FROM unit JOIN resource r ON r.id = resource_id WHERE r.asset_number LIKE 'IMG%') AS used
      FROM allocation a JOIN unit u ON u.id = a.unit_id JOIN resource r ON r.id = u.resource_id
      WHERE r.asset_number LIKE 'IMG%' AND a.ends_at > ${nine} AND a.starts_at < ${nine + 9 * 3600}`)
    expect(share?.['used']).toBeGreaterThan(0.33)
    expect(share?.['used']).toBeLessThan(0.8)
  })

  test('lets the researcher of Helix find a booking of today, past ones, and quota that is left', async () => {
    const own = await park.rows(`SELECT booking.state, starts_at FROM booking JOIN person ON person.id = person_id
      WHERE email = 'researcher@helix.example'`)
    const soon = own.filter((one) => Number(one['starts_at']) > now && Number(one['starts_at']) < now + 8 * 3600)
    expect(soon.map((one) => one['state'])).toContain('confirmed')
    expect(own.filter((one) => one['state'] === 'completed').length).toBeGreaterThan(3)
    const spent =
      await park.rows(`SELECT q.id FROM quota q JOIN firm f ON f.id = q.subject_id JOIN quota_use u ON u.quota_id = q.id
      WHERE f.name_en LIKE 'Helix%' AND q.kind = 'limit' AND u.used > q.limit_value * 0.9`)
    expect(spent).toEqual([])
  })

  test('has charged what was used, and holds what is still to come', async () => {
    const unbilled = await park.rows(
      `SELECT id FROM booking WHERE state = 'completed' AND price_minor > 0 AND settlement = 'held'`,
    )
    expect(unbilled).toEqual([])
    expect(await count('journal_entry')).toBeGreaterThan(800)
    expect(await park.rows('SELECT id FROM outbox WHERE delivered_at IS NULL')).toEqual([])
  })

  test('is the same park again from the same entropy, and another from another', () => {
    const [first, again, other] = [countedBytes(), countedBytes(), countedBytes(7)].map((bytes) =>
      demoStory(now, bytes),
    )
    expect(again?.ground).toEqual(first?.ground)
    expect(again?.events).toEqual(first?.events)
    expect(other?.events).not.toEqual(first?.events)
  })

  test.each([
    ['a Sunday at midnight', '2026-11-22T16:30:00Z'],
    ['a make-up Saturday', '2026-10-10T03:00:00Z'],
    ['the first day of the Spring Festival', '2026-02-15T02:00:00Z'],
    ['the last evening of a year whose successor is not announced', '2026-12-31T12:00:00Z'],
  ])('has a booking for the first visitor within hours on %s', (_, text) => {
    const at = Date.parse(text) / 1000
    const { events } = demoStory(at, countedBytes())
    const own = events.filter(
      (event) => event.kind === 'request' && event.booking.member.email === 'researcher@helix.example',
    )
    expect(own.some(({ booking }) => booking.startsAt > at && booking.startsAt < at + 2 * 3600)).toBe(true)
    expect(own.some(({ booking }) => booking.endsAt < at)).toBe(true)
  })
})

async function count(table: string): Promise<unknown> {
  return (await park.rows(`SELECT count(*) AS n FROM ${table}`))[0]?.['n']
}

function countedBytes(first = 1): (bytes: number) => Uint8Array {
  let next = first
  return (bytes) => Uint8Array.from({ length: bytes }, () => next++)
}
