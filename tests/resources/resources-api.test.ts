import { afterEach, beforeEach, expect, test } from 'vitest'
import { people, projects, resources, type CastPerson } from '../support/cast.ts'
import { openPark, type TestPark } from '../support/open-park.ts'

let park: TestPark
beforeEach(async () => {
  park = await openPark()
})
afterEach(() => park.close())

const wednesday = '2026-11-25T14:00:00+08:00'

test('a search finds by words of any language, by kind, place and category', async () => {
  const names = async (query: string) => (await found(query)).items.map((one) => one.name)
  expect(await names('')).toHaveLength(5)
  expect(await names('?q=共聚焦')).toEqual(['Sample confocal'])
  expect(await names('?q=离心')).toEqual(['Sample centrifuge'])
  expect(await names('?q=CONFOCAL%20转盘')).toEqual(['Sample confocal'])
  expect(await names('?q=confocal%20centrifuge')).toEqual([])
  expect(await names('?q=%25')).toEqual([])
  expect(await names('?q=_')).toEqual([])
  expect(await names('?kind=space')).toEqual(['Sample benches', 'Sample cleanroom'])
  expect(await names('?category=microscopes&bookable=me')).toEqual(['Sample confocal'])
  expect(await names('?facility=fac_00000000000000000000000002')).toHaveLength(3)
  expect(await names('?facility=nonsense')).toEqual([])
})

test('a search for free time answers the first gap and its price for me, cheapest first', async () => {
  await book({ resourceId: resources.confocal, startsAt: wednesday, endsAt: '2026-11-25T15:10:00+08:00' })
  const { items } = await found('?bookable=me&freeFrom=2026-11-25T06:00:00Z&freeTo=2026-11-25T10:00:00Z&minutes=90')
  expect(items.map(({ name, firstFree }) => [name, firstFree?.startsAt, firstFree?.price?.total.amountMinor])).toEqual([
    ['Sample centrifuge', '2026-11-25T06:00:00Z', 4_500],
    ['Sample benches', '2026-11-25T06:00:00Z', 4_500],
    ['Sample cleanroom', '2026-11-25T06:00:00Z', 4_500],
    ['Sample confocal', '2026-11-25T07:15:00Z', 18_000],
  ])
  const { unitId, startsAt, endsAt, price } = items[3]?.firstFree ?? {}
  const booking = await book({ resourceId: resources.confocal, unitId, startsAt, endsAt })
  expect(booking.price.total).toEqual(price?.total)
})

test('pages of a search follow one another without a gap', async () => {
  const ids: string[] = []
  for (let cursor = ''; ;) {
    const page = await found(`?limit=2${cursor}`)
    ids.push(...page.items.map((one) => one.id))
    if (page.nextCursor === null) break
    cursor = `&cursor=${page.nextCursor}`
  }
  expect(ids).toEqual((await found('')).items.map((one) => one.id))
})

test('half a window, a window too long and a cursor of one’s own making are refused with their place', async () => {
  for (const [query, pointer] of [
    ['?minutes=30', '/query/freeFrom'],
    [`?freeFrom=2026-11-25T06:00:00Z`, '/query/freeTo'],
    ['?freeFrom=2026-11-25T06:00:00Z&freeTo=2026-11-25T06:00:00Z', '/query/freeTo'],
    ['?freeFrom=2026-11-25T06:00:00Z&freeTo=2027-11-25T06:00:00Z', '/query/freeTo'],
    ['?freeFrom=2026-11-25T06:00:00Z&freeTo=2026-11-25T07:00:00Z&minutes=61', '/query/minutes'],
    ['?cursor=bm9uc2Vuc2U', '/query/cursor'],
    ['?category=%00', '/query/category'],
    ['?limit=201', '/query/limit'],
  ] as const) {
    const problem = await said(await get(`/resources${query}`), 400)
    expect(problem.errors).toMatchObject([{ pointer }])
  }
})

test('a resource says its rules, its units, my training and my price', async () => {
  const answer = await get(`/resources/${resources.confocal}`)
  expect(answer.headers.get('etag')).toBe('"v1"')
  expect(await said(answer, 200)).toMatchObject({
    id: resources.confocal,
    kind: 'instrument',
    units: [{ id: 'unt_1', name: 'confocal 1', state: 'active' }],
    permitted: true,
    qualification: { required: 'qualification_confocal', held: true },
    rules: { horizonDays: 60 },
    openingHours: { holidayRule: 'closed' },
    price: { category: 'resident', terms: { perHourMinor: 12_000 } },
  })
  const orchid = await said(await get(`/resources/${resources.cleanroom}`, people.orchidResearcher), 200)
  expect(orchid).toMatchObject({ permitted: false, qualification: null })
  expect(await said(await get(`/resources/${resources.unpriced}`), 200)).toMatchObject({ price: null })
})

test('availability shows what is free, with the clean-down, and others’ bookings as nothing but busy', async () => {
  const interval = { startsAt: wednesday, endsAt: '2026-11-25T15:00:00+08:00' }
  const { id } = await book({ resourceId: resources.centrifuge, unitId: 'unt_2', ...interval })
  const day = '?from=2026-11-25T05:00:00Z&to=2026-11-25T09:00:00Z'
  const mine = await said(await get(`/resources/${resources.centrifuge}/availability${day}`), 200)
  expect(mine).toEqual({
    free: [
      { unitId: 'unt_2', startsAt: '2026-11-25T05:00:00Z', endsAt: '2026-11-25T05:45:00Z' },
      { unitId: 'unt_2', startsAt: '2026-11-25T07:15:00Z', endsAt: '2026-11-25T09:00:00Z' },
      { unitId: 'unt_3', startsAt: '2026-11-25T05:00:00Z', endsAt: '2026-11-25T09:00:00Z' },
      { unitId: 'unt_4', startsAt: '2026-11-25T05:00:00Z', endsAt: '2026-11-25T09:00:00Z' },
    ],
    busy: [
      { unitId: 'unt_2', startsAt: '2026-11-25T06:00:00Z', endsAt: '2026-11-25T07:15:00Z', mine: true, bookingId: id },
    ],
    closures: [],
    openingHours: [{ startsAt: '2026-11-25T05:00:00Z', endsAt: '2026-11-25T09:00:00Z' }],
  })
  const busy = { unitId: 'unt_2', startsAt: '2026-11-25T06:00:00Z', endsAt: '2026-11-25T07:15:00Z', mine: false }
  for (const [who, seen] of [
    [people.helixColleague, { ...busy, bookingId: id }],
    [people.cellsManager, { ...busy, bookingId: id }],
    [people.parkFinance, { ...busy, bookingId: id }],
    [people.orchidResearcher, busy],
    [people.imagingManager, busy],
    [people.visitor, busy],
  ] as const) {
    expect((await said(await get(`/resources/${resources.centrifuge}/availability${day}`, who), 200)).busy).toEqual([
      seen,
    ])
  }
})

test('availability names closures and leaves out the time that has passed', async () => {
  const closed = { startsAt: '2026-11-25T14:00:00+08:00', kind: 'fault', reason: 'laser' }
  await said(await post(`/resources/${resources.confocal}/closures`, closed, people.imagingManager), 201)
  const { free, closures, busy } = await said(
    await get(`/resources/${resources.confocal}/availability?from=2026-11-23T00:00:00Z&to=2026-11-26T00:00:00Z`),
    200,
  )
  expect(free).toEqual([
    { unitId: 'unt_1', startsAt: '2026-11-23T02:00:00Z', endsAt: '2026-11-23T14:00:00Z' },
    { unitId: 'unt_1', startsAt: '2026-11-24T00:00:00Z', endsAt: '2026-11-24T14:00:00Z' },
    { unitId: 'unt_1', startsAt: '2026-11-25T00:00:00Z', endsAt: '2026-11-25T06:00:00Z' },
  ])
  expect(closures).toMatchObject([
    { kind: 'fault', reason: 'laser', startsAt: '2026-11-25T06:00:00Z', endsAt: null, unitIds: ['unt_1'] },
  ])
  expect(busy).toEqual([])
})

test('a draft is like a resource that does not exist, but for its managers', async () => {
  await park.script(`UPDATE resource SET state = 'draft' WHERE id = '${resources.confocal}'`)
  for (const rest of ['', '/availability?from=2026-11-23T00:00:00Z&to=2026-11-26T00:00:00Z']) {
    const draft = await problemText(await get(`/resources/${resources.confocal}${rest}`))
    expect(draft).toBe(await problemText(await get(`/resources/res_00000000000000000000000999${rest}`)))
    expect(draft).toBe(await problemText(await get(`/resources/nonsense${rest}`)))
    expect((await get(`/resources/${resources.confocal}${rest}`, people.imagingManager)).status).toBe(200)
    expect((await get(`/resources/${resources.confocal}${rest}`, people.cellsManager)).status).toBe(404)
  }
  expect((await found('?q=confocal')).items).toEqual([])
  expect((await found('?q=confocal', people.imagingManager)).items).toHaveLength(1)
})

test('each of these answers takes one round trip', async () => {
  for (const path of [
    '/resources',
    '/resources?freeFrom=2026-11-25T06:00:00Z&freeTo=2026-11-25T10:00:00Z&minutes=90',
    `/resources/${resources.confocal}`,
    `/resources/${resources.confocal}/availability?from=2026-11-23T00:00:00Z&to=2026-12-26T00:00:00Z`,
  ]) {
    park.trips.length = 0
    await said(await get(path), 200)
    expect(park.trips).toHaveLength(1)
  }
})

interface Money {
  amountMinor: number
}
interface Found {
  id: string
  name: string
  firstFree?: { unitId: string; startsAt: string; endsAt: string; price: { total: Money } | null }
}
interface Said extends Record<string, unknown> {
  id: string
  items: Found[]
  nextCursor: string | null
  price: { total: Money }
}

async function found(query: string, who?: CastPerson): Promise<Said> {
  return said(await get(`/resources${query}`, who), 200)
}

async function said(response: Response, status: number): Promise<Said> {
  const text = await response.text()
  expect(response.status, text).toBe(status)
  return JSON.parse(text) as Said
}

async function problemText(response: Response): Promise<string> {
  expect(response.status).toBe(404)
  return (await response.text()).replace(/"req_\w+"/, '')
}

async function get(path: string, who: CastPerson = people.helixResearcher) {
  return park.call(who, 'GET', `/api/v1${path}`)
}

async function post(path: string, body: object, who: CastPerson = people.helixResearcher) {
  return park.call(who, 'POST', `/api/v1${path}`, body, { 'idempotency-key': crypto.randomUUID() })
}

async function book(body: object): Promise<Said> {
  return said(await post('/bookings', { projectId: projects.helix, ...body }), 201)
}
