import { afterEach, beforeEach, expect, test } from 'vitest'
import { people, projects, resources, type CastPerson } from '../support/cast.ts'
import { openPark, type TestPark } from '../support/open-park.ts'

let park: TestPark
beforeEach(async () => {
  park = await openPark()
})
afterEach(() => park.close())

test('everyone sees what their roles show: their firm’s, their facility’s, the park’s', async () => {
  const [helix, colleague, orchid, imaging] = [
    await book(people.helixResearcher, projects.helix, resources.benches, 25, 9),
    await book(people.helixColleague, projects.helix, resources.benches, 25, 10),
    await book(people.orchidResearcher, projects.orchid, resources.centrifuge, 25, 11),
    await book(people.orchidResearcher, projects.orchid, resources.confocal, 25, 12),
  ]
  const all = [imaging, orchid, colleague, helix]
  const seen: readonly (readonly [CastPerson, readonly string[]])[] = [
    [people.helixResearcher, [colleague, helix]],
    [people.helixAdmin, [colleague, helix]],
    [people.orchidFinance, [imaging, orchid]],
    [people.cellsManager, [orchid, colleague, helix]],
    [people.imagingManager, [imaging]],
    [people.parkFinance, all],
    [people.parkAdmin, all],
    [people.visitor, []],
  ]
  for (const [who, ids] of seen) expect([who.email, await idsOf('', who)]).toEqual([who.email, ids])
  expect(await idsOf('?person=me')).toEqual([helix])
})

test('without a start the latest comes first, with one the earliest, and filters narrow', async () => {
  const a = await book(people.helixResearcher, projects.helix, resources.benches, 25, 9)
  const b = await book(people.helixResearcher, projects.helix, resources.centrifuge, 26, 9)
  const c = await book(people.helixResearcher, projects.helix, resources.benches, 27, 9)
  await said(await post(`/bookings/${b}/cancellation`), 200)
  expect(await idsOf('')).toEqual([c, b, a])
  expect(await idsOf('?from=2026-11-25T00:00:00Z')).toEqual([a, b, c])
  expect(await idsOf('?from=2026-11-25T01:59:00Z')).toEqual([a, b, c])
  expect(await idsOf('?from=2026-11-25T02:00:00Z')).toEqual([b, c])
  expect(await idsOf('?to=2026-11-26T01:00:00Z')).toEqual([a])
  expect(await idsOf(`?resourceId=${resources.benches}`)).toEqual([c, a])
  expect(await idsOf(`?projectId=${projects.helixClosed}`)).toEqual([])
  expect(await idsOf('?state=confirmed')).toEqual([c, a])
  expect(await idsOf('?state=cancelled,confirmed')).toEqual([c, b, a])
  expect((await said(await get('/bookings?state=gone'), 400)).errors).toMatchObject([{ pointer: '/query/state' }])
})

test('pages follow one another in both directions of time, for one firm and over all of them', async () => {
  for (const hour of [8, 9, 10]) {
    await book(people.helixResearcher, projects.helix, resources.benches, 25, hour)
    await book(people.orchidResearcher, projects.orchid, resources.benches, 25, hour)
    await book(people.helixColleague, projects.helix, resources.centrifuge, 25, hour)
  }
  for (const who of [people.helixResearcher, people.parkAdmin, people.cellsManager]) {
    for (const query of ['?', '?from=2026-11-20T00:00:00Z&']) {
      const whole = await idsOf(query, who)
      expect(whole).toHaveLength(who === people.helixResearcher ? 6 : 9)
      const ids: string[] = []
      for (let cursor = ''; ;) {
        const page = await said(await get(`/bookings${query}limit=2${cursor}`, who), 200)
        ids.push(...page.items.map(({ id }) => id))
        if (page.nextCursor === null) break
        cursor = `&cursor=${page.nextCursor}`
      }
      expect(ids).toEqual(whole)
    }
  }
})

test('another firm’s bookings are in no list, whatever the filter or the cursor', async () => {
  const mine = await book(people.orchidResearcher, projects.orchid, resources.benches, 25, 9)
  await book(people.orchidResearcher, projects.orchid, resources.benches, 25, 10)
  await book(people.orchidResearcher, projects.orchid, resources.benches, 25, 11)
  const { nextCursor } = await said(await get('/bookings?limit=1', people.orchidResearcher), 200)
  for (const query of [
    '',
    `?projectId=${projects.orchid}`,
    `?resourceId=${resources.benches}`,
    `?cursor=${nextCursor}`,
  ]) {
    expect(await said(await get(`/bookings${query}`), 200)).toEqual({ items: [], nextCursor: null })
  }
  expect(mine).toMatch(/^bkg_/)
})

test('a booking comes with its price lines, its version and its history', async () => {
  const id = await book(people.helixResearcher, projects.helix, resources.benches, 25, 9)
  await said(await post(`/bookings/${id}/cancellation`, { reason: 'sample broke' }), 200)
  const answer = await get(`/bookings/${id}`, people.helixColleague)
  expect(answer.headers.get('etag')).toBe('"v2"')
  expect(await said(answer, 200)).toMatchObject({
    id,
    state: 'cancelled',
    price: { total: { amountMinor: 3_000, currency: 'CNY' }, lines: [{ kind: 'time', minutes: 60 }] },
    history: [
      { version: 1, by: { id: people.helixResearcher.id } },
      { version: 2, action: 'booking.cancelled', reason: 'sample broke' },
    ],
  })
})

test('another firm’s booking answers byte for byte like one that never was', async () => {
  const id = await book(people.orchidResearcher, projects.orchid, resources.benches, 25, 9)
  const interval = { startsAt: '2026-11-26T09:00:00+08:00', endsAt: '2026-11-26T10:00:00+08:00' }
  const asks = [
    (other: string) => get(`/bookings/${other}`),
    (other: string) => post(`/bookings/${other}/cancellation`),
    (other: string) => post(`/bookings/${other}/check-in`),
    (other: string) => post(`/bookings/${other}/check-out`),
    (other: string) => post(`/bookings/${other}/approval`, { decision: 'approve' }),
    (other: string) => call('PUT', `/bookings/${other}/interval`, interval, { 'if-match': '"v1"' }),
  ]
  for (const ask of asks) {
    const foreign = await answerOf(await ask(id))
    expect(foreign).toMatch(/^404 /)
    expect(await answerOf(await ask('bkg_00000000000000000000000999'))).toBe(foreign)
    expect(await answerOf(await ask('bkg_short'))).toBe(foreign)
    expect(await answerOf(await ask(projects.helix))).toBe(foreign)
  }
})

test('a list and a booking take one round trip each', async () => {
  const id = await book(people.helixResearcher, projects.helix, resources.benches, 25, 9)
  for (const path of ['/bookings', '/bookings?from=2026-11-20T00:00:00Z', `/bookings/${id}`]) {
    park.trips.length = 0
    await said(await get(path), 200)
    expect(park.trips).toHaveLength(1)
  }
})

interface Said extends Record<string, unknown> {
  id: string
  items: { id: string }[]
  nextCursor: string | null
}

async function idsOf(query: string, who: CastPerson = people.helixResearcher): Promise<string[]> {
  return (await said(await get(`/bookings${query}`, who), 200)).items.map(({ id }) => id)
}

async function said(response: Response, status: number): Promise<Said> {
  const text = await response.text()
  expect(response.status, text).toBe(status)
  return JSON.parse(text) as Said
}

async function answerOf(response: Response): Promise<string> {
  const headers = [...response.headers].filter(([name]) => name !== 'x-request-id')
  return `${response.status} ${JSON.stringify(headers)} ${await response.text()}`.replaceAll(/req_\w+/g, '')
}

async function get(path: string, who: CastPerson = people.helixResearcher) {
  return park.call(who, 'GET', `/api/v1${path}`)
}

async function call(
  method: string,
  path: string,
  body: object,
  headers = {},
  who: CastPerson = people.helixResearcher,
) {
  return park.call(who, method, `/api/v1${path}`, body, { 'idempotency-key': crypto.randomUUID(), ...headers })
}

async function post(path: string, body: object = {}, who: CastPerson = people.helixResearcher) {
  return call('POST', path, body, {}, who)
}

async function book(
  who: CastPerson,
  projectId: string,
  resourceId: string,
  day: number,
  hour: number,
): Promise<string> {
  const startsAt = `2026-11-${day}T${String(hour).padStart(2, '0')}:00:00+08:00`
  const endsAt = `2026-11-${day}T${String(hour + 1).padStart(2, '0')}:00:00+08:00`
  return (await said(await post('/bookings', { projectId, resourceId, startsAt, endsAt }, who), 201)).id
}
