import { afterEach, beforeEach, expect, test } from 'vitest'
import { people, projects, resources, units, type CastPerson } from '../../support/cast.ts'
import { fieldsOf, textOf } from '../../support/html.ts'
import { openPark, type TestPark } from '../../support/open-park.ts'
import { codeOf } from '../../support/stickers.ts'
import { visitor, type Visitor } from '../../support/visitor.ts'

let park: TestPark
let researcher: Visitor
let orchid: Visitor
let confocal: string

beforeEach(async () => {
  park = await openPark()
  researcher = visitor(park, people.helixResearcher)
  orchid = visitor(park, people.orchidResearcher)
  confocal = `/q/${await codeOf(park, resources.confocal)}`
})
afterEach(() => park.close())

test('one scan and one tap at a free machine: booked and checked in, in one read and one write', async () => {
  park.trips.length = 0
  const { status, html } = await researcher.open(confocal)
  expect({ status, trips: park.trips.map(({ kind }) => kind) }).toEqual({ status: 200, trips: ['read'] })
  const text = textOf(html)
  expect(text).toContain('Sample confocal')
  expect(text).toContain('Today, 10:15–11:15')
  expect(text).toContain('¥120.00')
  expect(text).toContain('Firm limit, this month 0 of 40 h used')
  expect(text).toContain('Checking in begins the use: it can’t be undone. Book and check in')
  park.trips.length = 0
  const { location } = await researcher.send(`/i/${resources.confocal}/book`, fieldsOf(html, '/book'))
  expect(location).toMatch(/^\/b\/bkg_/)
  expect(park.trips.map(({ kind }) => kind)).toEqual(['read', 'write'])
  expect(await park.rows('SELECT state, checked_in_at, version FROM booking')).toEqual([
    { state: 'in-use', checked_in_at: park.clock.now, version: 2 },
  ])
  expect(await park.rows('SELECT action FROM audit ORDER BY seq')).toEqual([
    { action: 'booking.confirmed' },
    { action: 'booking.in-use' },
  ])
})

test('whoever only wants to book does that with the second button, and checks in when they scan again', async () => {
  const { html } = await researcher.open(confocal)
  await researcher.send(`/i/${resources.confocal}/book`, { ...fieldsOf(html, '/book'), later: '1' })
  expect(await states()).toEqual(['confirmed'])
  const again = await researcher.open(confocal)
  expect(textOf(again.html)).toContain('Your booking')
  const { location } = await researcher.send(`${await mine()}/check-in`, fieldsOf(again.html, '/check-in'))
  expect(location).toBe(await mine())
  expect(await states()).toEqual(['in-use'])
  const used = await researcher.open(confocal)
  expect(textOf(used.html)).toContain('You are using it')
  await researcher.send(`${await mine()}/check-out`, fieldsOf(used.html, '/check-out'))
  expect(await states()).toEqual(['completed'])
})

test('another firm’s booking is a time and nothing else, and the next times are there to take', async () => {
  await book(people.orchidResearcher, projects.orchid, resources.confocal, '10:15', '12:00')
  park.clock.now += 20 * 60
  const { status, html } = await researcher.open(confocal)
  expect(status).toBe(200)
  const text = textOf(html)
  expect(text).toContain('In use, free from 12:00')
  expect(html).not.toMatch(/orchid|Orchid/)
  expect(text).toContain('Next free times')
  await researcher.send(`/i/${resources.confocal}/book`, fieldsOf(html, '/book'))
  expect(await park.rows("SELECT starts_at FROM booking WHERE firm_id LIKE '%1'")).toEqual([
    { starts_at: Date.UTC(2026, 10, 23, 4) / 1000 },
  ])
})

test('at a unit that is taken, another one that is free is one tap away', async () => {
  const [first = 0] = units.centrifuge
  const scanned = `/q/${await codeOf(park, resources.centrifuge, first)}`
  const free = await researcher.open(scanned)
  await researcher.send(`/i/${resources.centrifuge}/book`, fieldsOf(free.html, '/book'))
  expect(await park.rows('SELECT unit_id FROM booking')).toEqual([{ unit_id: first }])
  park.clock.now += 20 * 60
  const { html } = await orchid.open(scanned)
  expect(textOf(html)).toContain('In use')
  expect(textOf(html)).toMatch(/Unit .+ is free now/)
  await orchid.send(`/i/${resources.centrifuge}/book`, fieldsOf(html, '/book'))
  const rows = await park.rows('SELECT unit_id FROM booking ORDER BY id')
  expect(rows[1]?.['unit_id']).not.toBe(first)
})

test('who was not trained is told which training comes first, and can’t book', async () => {
  const { html } = await visitor(park, people.helixColleague).open(confocal)
  expect(textOf(html)).toContain('Confocal training')
  expect(html).not.toContain('/book"')
})

test('signed out, a scan leads to the sign-in page and back', async () => {
  const answer = await park.call(null, 'GET', confocal)
  expect(answer.headers.get('location')).toBe(`/login?next=${encodeURIComponent(confocal)}`)
})

test('codes that nobody gave, in capitals, replaced, of a retired unit and a retired machine', async () => {
  const unknown = await researcher.open('/q/00000000')
  expect({ status: unknown.status, text: textOf(unknown.html) }).toMatchObject({ status: 404 })
  expect(textOf(unknown.html)).toContain('Nothing has this code')
  expect((await researcher.open(confocal.toUpperCase().replace('/Q/', '/q/'))).status).toBe(200)
  await park.script(`UPDATE qr_code SET replaced_at = 1 WHERE code = '${confocal.slice(3)}'`)
  const replaced = await researcher.open(confocal)
  expect(replaced.status).toBe(410)
  expect(replaced.html).toContain(`/i/${resources.confocal}`)
  const [first = 0] = units.centrifuge
  await park.script(`UPDATE unit SET state = 'retired' WHERE id = ${first}`)
  const unit = await researcher.open(`/q/${await codeOf(park, resources.centrifuge, first)}`)
  expect(unit.status).toBe(410)
  await park.script(`UPDATE resource SET state = 'retired' WHERE id = '${resources.centrifuge}'`)
  expect((await researcher.open(`/q/${await codeOf(park, resources.centrifuge)}`)).status).toBe(410)
})

test('what is not published yet answers like a code that nobody gave', async () => {
  await park.script(`UPDATE resource SET state = 'draft' WHERE id = '${resources.confocal}'`)
  const [draft, unknown] = [await researcher.open(confocal), await researcher.open('/q/00000000')]
  expect({ ...draft, html: draft.html.replace(confocal, '/q/00000000') }).toEqual(unknown)
})

test('every resource and every unit has one code of its own, whichever way it came into the park', async () => {
  await park.script(`INSERT INTO unit (resource_id, name) VALUES ('${resources.benches}', 'new')`)
  const without = await park.rows(`SELECT id FROM resource r WHERE 1 <> (SELECT count(*) FROM qr_code
    WHERE resource_id = r.id AND unit_id IS NULL AND replaced_at IS NULL) UNION ALL SELECT id FROM unit u
    WHERE 1 <> (SELECT count(*) FROM qr_code WHERE unit_id = u.id AND replaced_at IS NULL)`)
  expect(without).toEqual([])
  const codes = (await park.rows('SELECT code FROM qr_code')).map(({ code }) => code as string)
  expect(new Set(codes).size).toBe(codes.length)
  for (const code of codes) expect(code).toMatch(/^[0-9a-hjkmnp-tv-z]{8}$/)
})

async function states(): Promise<unknown[]> {
  return (await park.rows('SELECT state FROM booking')).map(({ state }) => state)
}

async function mine(): Promise<string> {
  return `/b/${(await park.rows('SELECT id FROM booking'))[0]?.['id'] as string}`
}

async function book(who: CastPerson, projectId: string, resourceId: string, from: string, to: string): Promise<void> {
  const time = { startsAt: `2026-11-23T${from}:00+08:00`, endsAt: `2026-11-23T${to}:00+08:00` }
  const headers = { 'idempotency-key': crypto.randomUUID() }
  const answer = await park.call(who, 'POST', '/api/v1/bookings', { resourceId, projectId, ...time }, headers)
  expect(answer.status).toBe(201)
}
