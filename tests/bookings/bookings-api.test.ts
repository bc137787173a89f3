import { afterEach, beforeEach, expect, test } from 'vitest'
import { people, projects, resources, type CastPerson } from '../support/cast.ts'
import { openPark, type TestPark } from '../support/open-park.ts'

let park: TestPark
beforeEach(async () => {
  park = await openPark()
})
afterEach(() => park.close())

const wish = {
  resourceId: resources.confocal,
  startsAt: '2026-11-25T14:00:00+08:00',
  endsAt: '2026-11-25T16:00:00+08:00',
  projectId: projects.helix,
}

test('a quote says price and quota, and booking charges the price that it said', async () => {
  const quote = await said(await post('/quotes', { ...wish }), 200)
  expect(quote).toMatchObject({
    bookable: true,
    price: { total: { amountMinor: 24_000, currency: 'CNY' }, estimate: false },
    quota: [{ measure: 'amount' }, { measure: 'seconds' }, { measure: 'seconds' }].map(() => expect.anything()),
    refusals: [],
    alternatives: [],
    needs: [],
  })
  const response = await book(wish)
  const booking = await said(response, 201)
  expect(booking.price.total).toEqual((quote.price as Priced).total)
  expect(response.headers.get('location')).toBe(`/api/v1/bookings/${booking.id}`)
  expect(response.headers.get('etag')).toBe('"v1"')
  expect(booking).toMatchObject({
    state: 'confirmed',
    startsAt: '2026-11-25T06:00:00Z',
    endsAt: '2026-11-25T08:00:00Z',
    cancellation: { freeUntil: '2026-11-24T06:00:00Z', feeNow: { amountMinor: 0, currency: 'CNY' } },
    version: 1,
  })
})

test('a taken slot is 409 with refusals in words and at least three alternatives that book', async () => {
  await said(await book(wish), 201)
  const orchid = { ...wish, projectId: projects.orchid }
  const refused = await book(orchid, people.orchidResearcher)
  expect(refused.headers.get('content-type')).toContain('application/problem+json')
  const problem = await said(refused, 409)
  expect(problem).toMatchObject({ type: '/problems/unit-taken', status: 409, refusals: [{ rule: 'unit-taken' }] })
  const alternatives = problem.alternatives as Alternative[]
  expect(alternatives.length).toBeGreaterThanOrEqual(3)
  const [nearest] = alternatives
  if (!nearest) throw new Error('no alternative')
  const { resourceId, unitId, startsAt, endsAt, price } = nearest
  const second = await said(
    await book({ ...orchid, resourceId, unitId, startsAt, endsAt }, people.orchidResearcher),
    201,
  )
  expect(second.price.total).toEqual(price.total)
})

test('every other refusal is 422, each with rule, limit, actual value, sentence and remedy', async () => {
  const problem = await said(
    await book({ ...wish, startsAt: '2026-11-25T14:05:00+08:00', endsAt: '2026-11-25T14:06:00+08:00' }),
    422,
  )
  expect(problem.refusals).toMatchObject([
    { rule: 'misaligned', limit: 15, actual: 5 },
    { rule: 'too-short', limit: 15, actual: 1 },
  ])
  for (const refusal of problem.refusals as { detail: string; remedy: string }[]) {
    expect(refusal.detail).not.toBe('')
    expect(refusal.remedy).not.toBe('')
  }
})

test('a time before 1970 is in the past like any other, and half a character is no purpose', async () => {
  const long = { ...wish, startsAt: '1960-01-01T11:00:00+08:00', endsAt: '1960-01-01T12:00:00+08:00' }
  const { refusals } = await said(await book(long), 422)
  expect(refusals).toContainEqual(expect.objectContaining({ rule: 'in-the-past' }))
  const { errors } = await said(await book({ ...wish, purpose: 'dose \ud83e' }), 400)
  expect(errors).toMatchObject([{ pointer: '/purpose' }])
})

test('the same key gets the first answer, byte for byte; another body under it is 422', async () => {
  const headers = { 'idempotency-key': 'the-same-key' }
  const first = await post('/bookings', wish, headers)
  const again = await post('/bookings', wish, headers)
  expect([again.status, await again.text()]).toEqual([201, await first.text()])
  const other = await said(await post('/bookings', { ...wish, endsAt: '2026-11-25T17:00:00+08:00' }, headers), 422)
  expect(other.type).toBe('/problems/idempotency-key-reused')
  expect((await post('/bookings', wish)).status).toBe(400)
})

test('moving needs the version: 428 without, 412 with the current state when it is stale', async () => {
  const { id } = await said(await book(wish), 201)
  const interval = { startsAt: '2026-11-26T09:00:00+08:00', endsAt: '2026-11-26T10:00:00+08:00' }
  expect((await call('PUT', `/bookings/${id}/interval`, interval)).status).toBe(428)
  const moved = await call('PUT', `/bookings/${id}/interval`, interval, { 'if-match': '"v1"' })
  expect(moved.headers.get('etag')).toBe('"v2"')
  expect(await said(moved, 200)).toMatchObject({
    startsAt: '2026-11-26T01:00:00Z',
    price: { total: { amountMinor: 12_000 } },
    version: 2,
  })
  const stale = await said(await call('PUT', `/bookings/${id}/interval`, interval, { 'if-match': '"v1"' }), 412)
  expect(stale.current).toMatchObject({ id, version: 2 })
})

test('a booking is used and billed, and what its state forbids is 409', async () => {
  const { id } = await said(
    await book({ ...wish, startsAt: '2026-11-23T10:00:00+08:00', endsAt: '2026-11-23T12:00:00+08:00' }),
    201,
  )
  expect(await said(await post(`/bookings/${id}/check-in`), 200)).toMatchObject({ state: 'in-use', version: 2 })
  expect(await said(await post(`/bookings/${id}/check-in`), 409)).toMatchObject({ type: '/problems/state-forbids' })
  park.clock.now += 3600
  expect(await said(await post(`/bookings/${id}/check-out`, { note: 'all well' }), 200)).toMatchObject({
    state: 'completed',
    outcome: 'early',
    settlement: 'settled',
  })
})

test('cancelling in time costs nothing, and answers so', async () => {
  const { id } = await said(await book(wish), 201)
  expect(await said(await post(`/bookings/${id}/cancellation`, { reason: 'sample broke' }), 200)).toMatchObject({
    state: 'cancelled',
    fee: { amountMinor: 0, currency: 'CNY' },
  })
})

test('a lab manager decides what waits for approval; nobody else may', async () => {
  const pending = await said(await book({ ...wish, resourceId: resources.cleanroom }), 201)
  expect(pending).toMatchObject({ state: 'pending', needs: ['lab-manager'] })
  const path = `/bookings/${pending.id}/approval`
  expect((await post(path, { decision: 'approve' }, {}, people.helixAdmin)).status).toBe(403)
  expect((await post(path, { decision: 'approve' }, {}, people.orchidAdmin)).status).toBe(404)
  expect(await said(await post(path, { decision: 'approve' }, {}, people.cellsManager), 200)).toMatchObject({
    state: 'confirmed',
  })
})

test('a weekly series is one request with a booking for each week', async () => {
  const group = await said(await book({ ...wish, repeat: { weeks: 3 } }), 201)
  expect(group.bookings.map((one) => one.startsAt)).toEqual([
    '2026-11-25T06:00:00Z',
    '2026-12-02T06:00:00Z',
    '2026-12-09T06:00:00Z',
  ])
})

test('a bundle books each resource at its offset, or nothing', async () => {
  const also = [{ resourceId: resources.centrifuge, offsetMinutes: 120, minutes: 30 }]
  const group = await said(await book({ ...wish, also }), 201)
  expect(group.bookings.map((one) => [one.startsAt, one.endsAt])).toEqual([
    ['2026-11-25T06:00:00Z', '2026-11-25T08:00:00Z'],
    ['2026-11-25T08:00:00Z', '2026-11-25T08:30:00Z'],
  ])
})

test('price, state and firm are not for the client to say', async () => {
  for (const more of [{ price: 1 }, { state: 'confirmed' }, { firmId: 'firm_1' }]) {
    expect((await book({ ...wish, ...more })).status).toBe(400)
  }
})

interface Priced {
  total: { amountMinor: number; currency: string }
}
interface Alternative {
  resourceId: string
  unitId: string
  startsAt: string
  endsAt: string
  price: Priced
}
interface Said extends Record<string, unknown> {
  id: string
  price: Priced
  bookings: { startsAt: string; endsAt: string }[]
}

async function said(response: Response, status: number): Promise<Said> {
  const text = await response.text()
  expect(response.status, text).toBe(status)
  return JSON.parse(text) as Said
}

let keys = 0
async function book(body: object, who: CastPerson = people.helixResearcher) {
  return post('/bookings', body, { 'idempotency-key': `booking-key-${keys++}` }, who)
}

async function post(path: string, body?: object, headers = {}, who: CastPerson = people.helixResearcher) {
  return park.call(who, 'POST', `/api/v1${path}`, body, headers)
}

async function call(method: string, path: string, body: object, headers = {}) {
  return park.call(people.helixResearcher, method, `/api/v1${path}`, body, headers)
}
