import { afterEach, beforeEach, expect, test } from 'vitest'
import { firms, people, projects, resources, type CastPerson } from '../support/cast.ts'
import { openPark, type TestPark } from '../support/open-park.ts'

let park: TestPark
beforeEach(async () => {
  park = await openPark()
})
afterEach(() => park.close())

test('a cursor that holds what no database can look for is refused', async () => {
  const cursor = btoa(JSON.stringify({ each: 0, id: 1, subjectId: '\u0000' })).replaceAll('=', '')
  const headers = { authorization: `Bearer ${people.parkAdmin.token}` }
  expect((await park.app.request(`/api/v1/quotas?cursor=${cursor}`, { headers })).status).toBe(400)
})

test('a quota says its limit, its use, what is left and when it resets, machine time in minutes', async () => {
  await book('2026-11-23T14:00:00+08:00', '2026-11-23T16:00:00+08:00')
  await book('2026-11-25T14:00:00+08:00', '2026-11-25T15:00:00+08:00')
  expect((await list('')).items).toEqual([
    {
      id: 'quo_1',
      kind: 'limit',
      subject: { kind: 'firm', id: firms.helix, name: 'Helix' },
      scope: { kind: 'all', id: null },
      measure: 'minutes',
      window: 'month',
      band: 'all',
      limit: 2400,
      used: 180,
      left: 2220,
      resetsAt: '2026-11-30T16:00:00Z',
      version: 1,
    },
    expect.objectContaining({ id: 'quo_2', window: 'day', limit: 480, used: 120, resetsAt: '2026-11-23T16:00:00Z' }),
    expect.objectContaining({ id: 'quo_3', measure: 'amount', limit: 5_000_000, used: 36_000, left: 4_964_000 }),
  ])
})

test('a limit for each person counts for each person alone, and one over days sums those days', async () => {
  await park.script(`INSERT INTO quota (id, kind, subject_kind, subject_id, scope_kind, scope_id, measure, window,
      window_days, limit_value) VALUES (90, 'limit', 'person', '*', 'resource', '${resources.confocal}', 'bookings',
      'rolling', 7, 3),
      (91, 'limit', 'person', '*', 'all', '', 'bookings', 'day', 0, 9);`)
  await book('2026-11-23T14:00:00+08:00', '2026-11-23T15:00:00+08:00')
  const each = (await list('')).items.filter(({ id }) => id === 'quo_90' || id === 'quo_91')
  expect(each).toMatchObject([
    {
      id: 'quo_90',
      subject: { kind: 'person', id: people.helixResearcher.id },
      scope: { kind: 'resource', id: resources.confocal },
      windowDays: 7,
      used: 1,
      left: 2,
      resetsAt: null,
    },
    { id: 'quo_91', used: 1, left: 8 },
  ])
  const other = (await list('', people.helixColleague)).items
  expect(other.find(({ id }) => id === 'quo_90')).toMatchObject({ used: 0, left: 3 })
  const park90 = (await list('', people.parkFinance)).items.find(({ id }) => id === 'quo_90')
  expect(park90).toMatchObject({ subject: { kind: 'person', id: null, name: null }, used: null, left: null })
})

test('everyone sees their own limits, a firm’s people the firm’s, the park’s people all', async () => {
  const ids = async (who: CastPerson, query = '') => (await list(query, who)).items.map(({ id }) => id)
  expect(await ids(people.helixColleague)).toEqual(['quo_1', 'quo_3'])
  expect(await ids(people.orchidResearcher)).toEqual(['quo_4'])
  expect(await ids(people.parkFinance)).toEqual(['quo_1', 'quo_2', 'quo_3', 'quo_4'])
  expect(await ids(people.imagingManager)).toEqual([])
  expect(await ids(people.helixResearcher, `?subject=${projects.helix}`)).toEqual(['quo_3'])
  expect(await ids(people.helixAdmin, `?subject=${people.helixResearcher.id}`)).toEqual(['quo_2'])
  expect(await ids(people.parkAdmin, `?subject=${firms.orchid}`)).toEqual(['quo_4'])
})

test('a subject that is none of my business answers like one that does not exist', async () => {
  const unknown = await problemOf('firm_00000000000000000000000999')
  for (const subject of [firms.orchid, projects.orchid, people.orchidResearcher.id, 'nonsense', '*']) {
    expect(await problemOf(subject)).toBe(unknown)
  }
  expect(await problemOf(people.helixColleague.id)).toBe(unknown)
})

test('pages follow one another, and a page takes one round trip', async () => {
  const whole = (await list('', people.parkAdmin)).items.map(({ id }) => id)
  const ids: string[] = []
  for (let cursor = ''; ;) {
    park.trips.length = 0
    const page = await list(`?limit=1${cursor}`, people.parkAdmin)
    expect(park.trips).toHaveLength(1)
    ids.push(...page.items.map(({ id }) => id))
    if (page.nextCursor === null) break
    cursor = `&cursor=${page.nextCursor}`
  }
  expect(ids).toEqual(whole)
})

interface List {
  items: { id: string }[]
  nextCursor: string | null
}

async function list(query: string, who: CastPerson = people.helixResearcher): Promise<List> {
  const answer = await park.call(who, 'GET', `/api/v1/quotas${query}`)
  const text = await answer.text()
  expect(answer.status, text).toBe(200)
  return JSON.parse(text) as List
}

async function problemOf(subject: string): Promise<string> {
  const answer = await park.call(people.helixResearcher, 'GET', `/api/v1/quotas?subject=${subject}`)
  expect(answer.status).toBe(404)
  return (await answer.text()).replace(/req_\w+/, '')
}

async function book(startsAt: string, endsAt: string) {
  const body = { resourceId: resources.confocal, projectId: projects.helix, startsAt, endsAt }
  const headers = { 'idempotency-key': crypto.randomUUID() }
  expect((await park.call(people.helixResearcher, 'POST', '/api/v1/bookings', body, headers)).status).toBe(201)
}
