import { afterEach, beforeEach, expect, test } from 'vitest'
import { firms, people, projects, resources } from '../support/cast.ts'
import { labOf, type Lab } from '../support/lab.ts'
import { openPark, type TestPark } from '../support/open-park.ts'
import { visitor } from '../support/visitor.ts'

let park: TestPark
let lab: Lab
beforeEach(async () => {
  park = await openPark()
  lab = labOf(park)
})
afterEach(async () => {
  await lab.isSound()
  await park.close()
})

const { helixResearcher, orchidResearcher, parkFinance } = people
let keys = 0
const add = (fields: Record<string, string>) =>
  visitor(park, parkFinance).send('/f/discounts', {
    en: 'Welcome',
    whose: 'everyone',
    window: 'none',
    tiers: '10%',
    key: `discount-${(keys += 1)}`,
    ...fields,
  })
const linesOf = (booked: {
  readonly price: { readonly lines: readonly { kind: string; amount: { amountMinor: number } }[] }
}) => booked.price.lines.map(({ kind, amount }) => [kind, amount.amountMinor])
/** Uses the confocal microscope for two hours, at 120.00 an hour. */
const used = async (day: string) => {
  const booked = await lab.book(helixResearcher, `${day} 14:00`, `${day} 16:00`)
  lab.clockAt(`${day} 14:00`)
  await lab.checkIn(helixResearcher, booked)
  lab.clockAt(`${day} 16:00`)
  await lab.checkOut(helixResearcher, booked)
  return booked
}

test('a discount is taken from new bookings, shown where they are found, and charged as shown', async () => {
  const before = await lab.book(helixResearcher, '2026-11-24 09:00', '2026-11-24 10:00')
  expect((await add({ whose: firms.helix })).status).toBe(303)
  const booked = await lab.book(helixResearcher, '2026-11-24 10:00', '2026-11-24 11:00')
  expect(linesOf(before)).toEqual([['time', 12_000]])
  expect(linesOf(booked)).toEqual([
    ['time', 12_000],
    ['discount', -1_200],
  ])
  const other = await lab.book(orchidResearcher, '2026-11-24 11:00', '2026-11-24 12:00')
  expect(linesOf(other)).toEqual([['time', 12_000]])
  const find = `/api/v1/resources?freeFrom=2026-11-25T02:00:00Z&freeTo=2026-11-25T04:00:00Z&minutes=60&bookable=me`
  const found = (await (await park.call(helixResearcher, 'GET', find)).json()) as {
    items: { id: string; gap?: unknown }[]
  }
  expect(JSON.stringify(found.items.find(({ id }) => id === resources.confocal))).toContain('10800')
  lab.clockAt('2026-11-24 10:00')
  await lab.checkIn(helixResearcher, booked)
  await visitor(park, parkFinance).send(`/f/discounts/${await idOfDiscount()}/end`, { key: 'end-of-discount' })
  lab.clockAt('2026-11-24 11:00')
  await lab.checkOut(helixResearcher, booked)
  expect(await lab.charges(booked)).toEqual(['usage: time 12000', 'usage: discount -1200'])
  expect(linesOf(await lab.book(helixResearcher, '2026-11-25 10:00', '2026-11-25 11:00'))).toEqual([['time', 12_000]])
})

test('from so many hours on, the next bookings of that month are cheaper; others’ hours do not count', async () => {
  await add({ window: 'month', tiers: '2h 5%; 4h 20%' })
  expect(linesOf(await used('2026-11-24'))).toEqual([['time', 24_000]])
  expect(linesOf(await used('2026-11-25'))).toEqual([
    ['time', 24_000],
    ['discount', -1_200],
  ])
  expect(linesOf(await used('2026-11-26'))).toEqual([
    ['time', 24_000],
    ['discount', -4_800],
  ])
  expect(await park.rows('SELECT firm_id, period, minutes FROM firm_hours')).toEqual([
    { firm_id: firms.helix, period: '2026-11', minutes: 360 },
  ])
  const orchid = await lab.book(orchidResearcher, '2026-11-27 09:00', '2026-11-27 10:00')
  expect(linesOf(orchid)).toEqual([['time', 12_000]])
  const december = await lab.book(helixResearcher, '2026-12-01 09:00', '2026-12-01 10:00')
  expect(linesOf(december)).toEqual([['time', 12_000]])
})

test('a bill that is taken back takes its hours back', async () => {
  await used('2026-11-24')
  const [entry] = await park.rows("SELECT id FROM journal_entry WHERE kind = 'usage'")
  const path = `/api/v1/ledger/${entry?.['id'] as string}/reversal`
  expect((await park.call(parkFinance, 'POST', path, { reason: 'broken laser' })).status).toBe(201)
  expect(await park.rows('SELECT minutes FROM firm_hours')).toEqual([{ minutes: 0 }])
})

test('by a tag of the resource, by project, and only in its time', async () => {
  await park.script(`INSERT INTO resource_tag (resource_id, tag) VALUES ('${resources.confocal}', 'imaging')`)
  await add({ tag: 'imaging', tiers: '10%', from: '2026-12-01', until: '2026-12-03' })
  await add({ tag: 'other', tiers: '50%' })
  await add({ whose: projects.helix, tiers: '5%' })
  const november = await lab.book(helixResearcher, '2026-11-30 09:00', '2026-11-30 10:00')
  expect(linesOf(november)).toEqual([
    ['time', 12_000],
    ['discount', -600],
  ])
  const december = await lab.book(helixResearcher, '2026-12-02 09:00', '2026-12-02 10:00')
  expect(linesOf(december)).toEqual([
    ['time', 12_000],
    ['discount', -600],
    ['discount', -1_200],
  ])
})

test.each([
  ['without a name', { en: '' }],
  ['of more than everything', { tiers: '101%' }],
  ['with tiers that fall', { window: 'month', tiers: '50h 10%; 20h 5%' }],
  ['for hours that are not counted', { tiers: '20h 5%' }],
  ['for a firm that is none', { whose: 'firm_none' }],
  ['from a day that is over', { from: '2026-11-01' }],
  ['that ends before it begins', { from: '2026-12-02', until: '2026-12-01' }],
])('a discount %s is refused and changes nothing', async (_, fields) => {
  expect((await add(fields)).status).toBe(422)
  expect(await park.rows('SELECT id FROM discount')).toEqual([])
})

test('a form that is sent twice at once is done once, and both answers say so', async () => {
  const added = await Promise.all([add({ key: 'double-tap-1' }), add({ key: 'double-tap-1' })])
  expect(added.map(({ status }) => status)).toEqual([303, 303])
  const end = async () =>
    visitor(park, parkFinance).send(`/f/discounts/${await idOfDiscount()}/end`, { key: 'double-tap-2' })
  expect((await Promise.all([end(), end()])).map(({ status }) => status)).toEqual([303, 303])
  const audit = await park.rows(`SELECT action FROM audit WHERE action LIKE 'discount.%' ORDER BY seq`)
  expect(audit.map(({ action }) => action)).toEqual(['discount.added', 'discount.ended'])
})

async function idOfDiscount(): Promise<string> {
  const [row] = await park.rows('SELECT id FROM discount LIMIT 1')
  return row?.['id'] as string
}

test('whom it is for is chosen by name, and said by name in the list, in the reader’s language', async () => {
  const finance = visitor(park, parkFinance)
  const form = (await finance.open('/f/discounts')).html
  expect(form).toMatch(new RegExp(`<option value="${firms.helix}"[^>]*>[^<]*Helix`))
  expect(form).toMatch(new RegExp(`<option value="${projects.helix}"[^>]*>2026-K07 Canary`))
  await add({ whose: projects.helix })
  await add({ whose: 'tier:standard', from: '2026-12-01', until: '2027-01-01' })
  const { html } = await finance.open('/f/discounts')
  expect(html).toContain('Helix 2026-K07 Canary Helix project · from')
  // It ends at midnight: what it says is its last day.
  expect(html).toMatch(/Firms of a tier: Standard · from Tue 1 Dec – Thu 31 Dec|Standard · Tue 1 Dec – Thu 31 Dec/)
  const found = (await finance.open('/f/discounts?of=orchid')).html
  expect(found).not.toContain(`value="${firms.helix}"`)
  expect(found).toContain(`value="${firms.orchid}"`)
})
