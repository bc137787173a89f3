import { afterEach, beforeEach, expect, test } from 'vitest'
import { people, projects, resources, tokenHash, type CastPerson } from '../support/cast.ts'
import { openPark, type TestPark } from '../support/open-park.ts'

let park: TestPark
beforeEach(async () => {
  park = await openPark()
})
afterEach(() => park.close())

interface Export {
  person: { id: string; email: string }
  sessions: object[]
  roles: object[]
  bookings: { id: string; priceMinor: number; startsAt: string; priceLines: object[] }[]
  deeds: { action: string; entity: string }[]
}

async function book(who: CastPerson, hour: number): Promise<void> {
  const at = (hours: number) => new Date((park.clock.now + hours * 3600) * 1000).toISOString().replace('.000', '')
  const body = { resourceId: resources.benches, startsAt: at(hour), endsAt: at(hour + 1) }
  const answer = await park.call(who, 'POST', '/api/v1/bookings', body, { 'idempotency-key': crypto.randomUUID() })
  expect(answer.status).toBe(201)
}

test('one file holds all that is mine, and nothing of anybody else', async () => {
  await book(people.helixResearcher, 30)
  await book(people.helixColleague, 30)
  await book(people.orchidResearcher, 30)
  const answer = await park.call(people.helixResearcher, 'GET', '/api/v1/me/export')
  expect(answer.headers.get('content-disposition')).toContain('attachment')
  const text = await answer.text()
  const mine = JSON.parse(text) as Export
  expect(mine.person).toMatchObject({ id: people.helixResearcher.id, email: people.helixResearcher.email })
  expect(mine.bookings).toMatchObject([{ priceMinor: 3_000, startsAt: '2026-11-24T08:00:00Z' }])
  expect(mine.bookings[0]?.priceLines.length).toBeGreaterThan(0)
  expect(mine.deeds).toMatchObject([{ action: 'booking.confirmed', entity: mine.bookings[0]?.id }])
  expect(mine.sessions).toHaveLength(1)
  for (const other of ['helixColleague', 'orchidResearcher', 'Orchid', projects.orchid, people.helixColleague.id])
    expect(text).not.toContain(other)
  expect(text).not.toContain(tokenHash(people.helixResearcher.token))
})

test('many bookings come a page at a time, each once', async () => {
  await book(people.helixResearcher, 30)
  const columns = (await park.rows("SELECT name FROM pragma_table_info('booking')")).map(({ name }) => name as string)
  const values = columns.map((name) => (name === 'id' ? "'bkg_' || n" : name === 'number' ? "'N' || n" : name))
  await park.script(`WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 450)
    INSERT INTO booking (${columns.join(', ')}) SELECT ${values.join(', ')} FROM booking, c`)
  const answer = await park.call(people.helixResearcher, 'GET', '/api/v1/me/export')
  const { bookings } = (await answer.json()) as Export
  expect(new Set(bookings.map(({ id }) => id)).size).toBe(451)
  expect(bookings).toHaveLength(451)
})
