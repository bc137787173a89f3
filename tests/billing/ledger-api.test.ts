import { afterEach, beforeEach, expect, test } from 'vitest'
import { advanceBookings } from '../../src/bookings/commands/advance-bookings.ts'
import { firms, people, projects, resources, type CastPerson } from '../support/cast.ts'
import { openPark, type TestPark } from '../support/open-park.ts'

let park: TestPark
beforeEach(async () => {
  park = await openPark()
  await use(people.helixResearcher, projects.helix, 14)
  await use(people.orchidResearcher, projects.orchid, 16)
  park.clock.now += 12 * 3600
  await advanceBookings(park.deps)
})
afterEach(() => park.close())

test('what was used is in the ledger of the firm that pays, and the lines are the total', async () => {
  const { items } = await ledger(people.helixFinance)
  expect(items).toMatchObject([
    {
      kind: 'usage',
      firm: { id: firms.helix },
      period: '2026-11',
      total: { amountMinor: 6_000, currency: 'CNY' },
      project: { code: '2026-K07' },
    },
  ])
})

test('a firm sees its own money only, whatever it asks; the park sees all; a researcher none', async () => {
  expect((await ledger(people.orchidFinance)).items.map((entry) => entry.firm.id)).toEqual([firms.orchid])
  expect((await ledger(people.orchidFinance, `?firmId=${firms.helix}`)).items).toEqual([])
  expect((await ledger(people.parkFinance)).items).toHaveLength(2)
  expect((await ledger(people.parkFinance, `?firmId=${firms.helix}`)).items).toHaveLength(1)
  expect((await get(people.helixResearcher)).status).toBe(403)
})

test('pages follow one another without loss or repetition', async () => {
  const first = await ledger(people.parkFinance, '?limit=1')
  const second = await ledger(people.parkFinance, `?limit=1&cursor=${first.nextCursor}`)
  expect([...first.items, ...second.items].map((entry) => entry.firm.id)).toEqual([firms.orchid, firms.helix])
  expect(second.nextCursor).toBeNull()
  expect((await get(people.parkFinance, '?cursor=nonsense')).status).toBe(400)
})

test('the CSV says the same, opens in a spreadsheet, and runs nothing there', async () => {
  await park.script(`UPDATE resource SET name_en = '=cmd()' WHERE id = '${resources.benches}'`)
  const response = await get(people.helixFinance, '', { accept: 'text/csv' })
  const bytes = new Uint8Array(await response.arrayBuffer())
  expect(Array.from(bytes.slice(0, 3))).toEqual([0xef, 0xbb, 0xbf])
  const [head, line, end] = new TextDecoder().decode(bytes).split('\r\n')
  expect(head).toContain('Date,Asset number')
  expect(line).toContain("AS-benches,'=cmd(),Helix")
  expect(line).toContain(',60.00,CNY,2026-11,')
  expect(end).toBe('')
})

test('a settled bill is corrected by a line of its own, with a reason', async () => {
  const [entry] = (await ledger(people.helixFinance)).items
  const path = `/api/v1/bookings/${entry?.booking.id}/adjustments`
  const less = { amountMinor: -1_000, reason: 'lamp was weak' }
  expect((await park.call(people.helixFinance, 'POST', path, less)).status).toBe(403)
  expect((await park.call(people.parkFinance, 'POST', path, { ...less, reason: '' })).status).toBe(400)
  park.clock.now += 60
  expect((await park.call(people.parkFinance, 'POST', path, less)).status).toBe(201)
  expect((await ledger(people.helixFinance)).items.map((one) => one.total.amountMinor)).toEqual([-1_000, 6_000])
})

test('an entry is taken back once, by its exact opposite', async () => {
  const [entry] = (await ledger(people.helixFinance)).items
  const path = `/api/v1/ledger/${entry?.id}/reversal`
  expect((await park.call(people.helixFinance, 'POST', path, { reason: 'wrong project' })).status).toBe(403)
  expect((await park.call(people.parkFinance, 'POST', path, { reason: 'wrong project' })).status).toBe(201)
  expect((await park.call(people.parkFinance, 'POST', path, { reason: 'again' })).status).toBe(409)
  const totals = (await ledger(people.helixFinance)).items.map((one) => one.total.amountMinor)
  expect(totals.reduce((sum, amount) => sum + amount, 0)).toBe(0)
})

interface Entry {
  id: string
  booking: { id: string }
  firm: { id: string }
  total: { amountMinor: number }
}

async function use(who: CastPerson, projectId: string, hour: number): Promise<void> {
  const body = {
    resourceId: resources.benches,
    projectId,
    startsAt: `2026-11-23T${hour}:00:00+08:00`,
    endsAt: `2026-11-23T${hour + 2}:00:00+08:00`,
  }
  const response = await park.call(who, 'POST', '/api/v1/bookings', body, { 'idempotency-key': `ledger-${hour}` })
  expect(response.status).toBe(201)
}

async function get(who: CastPerson, query = '', headers = {}) {
  return park.call(who, 'GET', `/api/v1/ledger${query}`, undefined, headers)
}

async function ledger(who: CastPerson, query = '') {
  const response = await get(who, query)
  expect(response.status).toBe(200)
  return (await response.json()) as { items: Entry[]; nextCursor: string | null }
}
