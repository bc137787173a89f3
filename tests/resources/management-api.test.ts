import { afterEach, beforeEach, expect, test } from 'vitest'
import { people, quotas, resources, type CastPerson } from '../support/cast.ts'
import { openPark, type TestPark } from '../support/open-park.ts'

let park: TestPark
beforeEach(async () => {
  park = await openPark()
})
afterEach(() => park.close())

const confocal = `/resources/${resources.confocal}`
const slot = {
  resourceId: resources.confocal,
  startsAt: '2026-11-25T20:00:00+08:00',
  endsAt: '2026-11-25T22:00:00+08:00',
}
const free = {
  bands: [],
  perSampleMinor: 0,
  perRunMinor: 0,
  startFeeMinor: 0,
  minimumMinor: 0,
  assistancePerHourMinor: 0,
}
const terms = { ...free, perHourMinor: 20_000, incrementMinutes: 1, taxBasisPoints: 600 }
const rate = { priceCategory: 'resident', validFrom: '2026-11-25T21:00:00+08:00', terms }
const shorter = {
  weekly: Array.from({ length: 7 }, (_, day) => (day < 5 ? [{ from: '09:00', to: '18:00' }] : [])),
  holidayRule: 'closed',
  exceptions: [],
}

test('new opening hours are previewed with who is affected, and then hold', async () => {
  const { id } = await said(await book(slot), 201)
  const preview = await said(await put(`${confocal}/opening-hours?preview=1`, shorter), 200)
  expect(preview.affected).toMatchObject([{ id }])
  expect(await version()).toBe(1)
  await said(await put(`${confocal}/opening-hours`, shorter), 200)
  expect(await version()).toBe(2)
  const refused = await said(
    await book({ ...slot, startsAt: '2026-11-26T18:00:00+08:00', endsAt: '2026-11-26T19:00:00+08:00' }),
    422,
  )
  expect(refused.refusals).toMatchObject([{ rule: 'outside-opening-hours' }])
})

test('new rules bind the next booking', async () => {
  await said(await put(`${confocal}/policy`, { minMinutes: 180, policy: { leadMinutes: 60 } }), 200)
  expect((await said(await book(slot), 422)).refusals).toMatchObject([{ rule: 'too-short', limit: 180, actual: 120 }])
})

test('a new price binds from its date; one in the past is refused', async () => {
  const free = {
    bands: [],
    perSampleMinor: 0,
    perRunMinor: 0,
    startFeeMinor: 0,
    minimumMinor: 0,
    assistancePerHourMinor: 0,
  }
  const terms = { ...free, perHourMinor: 20_000, incrementMinutes: 1, taxBasisPoints: 600 }
  const rate = { priceCategory: 'resident', validFrom: '2026-11-25T21:00:00+08:00', terms }
  expect(
    (await put(`${confocal}/rates`, { ...rate, validFrom: '2026-11-01T00:00:00+08:00' }, people.parkFinance)).status,
  ).toBe(400)
  await said(await put(`${confocal}/rates`, rate, people.parkFinance), 200)
  expect((await said(await book(slot), 201)).price).toMatchObject({ total: { amountMinor: 12_000 + 20_000 } })
})

test('a closure over a booking asks what becomes of it, and one write does all', async () => {
  const { id } = await said(await book(slot), 201)
  const closure = { startsAt: '2026-11-25T12:00:00+08:00', endsAt: '2026-11-26T12:00:00+08:00', reason: 'laser' }
  expect((await said(await post(`${confocal}/closures`, closure), 409)).bookings).toMatchObject([{ id }])
  const forAges = { startsAt: slot.startsAt, endsAt: '9999-12-31T00:00:00Z' }
  const moved = { ...closure, affected: [{ bookingId: id, do: 'move', to: forAges }] }
  expect((await said(await post(`${confocal}/closures`, moved), 400)).errors).toMatchObject([
    { pointer: '/affected/0/to/endsAt' },
  ])
  const backwards = { ...closure, endsAt: closure.startsAt }
  expect((await said(await post(`${confocal}/closures`, backwards), 400)).errors).toEqual([
    { pointer: '/endsAt', detail: '取值不可接受' },
  ])
  const closed = await said(
    await post(`${confocal}/closures`, { ...closure, affected: [{ bookingId: id, do: 'cancel' }] }),
    201,
  )
  expect(closed).toMatchObject({ kind: 'maintenance', affected: [{ id, state: 'cancelled' }] })
  expect((await said(await book(slot), 422)).refusals).toMatchObject([{ rule: 'closed' }])
  expect((await park.call(people.imagingManager, 'DELETE', `/api/v1/closures/${closed.id}`)).status).toBe(204)
  await said(await book(slot), 201)
})

test('a limit is set by the park, or for its own projects by a firm; another firm finds nothing', async () => {
  const path = `/quotas/quo_${quotas.helixProjectBudget}`
  await said(await put(path, { limit: 100 }, people.helixAdmin), 200)
  expect((await put(path, { limit: 100 }, people.orchidAdmin)).status).toBe(404)
  expect((await put(`/quotas/quo_${quotas.helixMonth}`, { limit: 100 }, people.helixAdmin)).status).toBe(403)
  expect((await said(await book(slot), 422)).refusals).toMatchObject([
    { rule: 'budget-exceeded', limit: 100, actual: 24_000 },
  ])
})

test('nobody but its managers changes a resource', async () => {
  for (const who of [people.helixAdmin, people.cellsManager, people.parkFinance]) {
    expect((await put(`${confocal}/policy`, { minMinutes: 60 }, who)).status).toBe(403)
    expect((await put(`${confocal}/opening-hours?preview=1`, shorter, who)).status).toBe(403)
  }
  expect(
    (await put(`${confocal}/rates`, { ...rate, validFrom: '2026-12-01T00:00:00+08:00' }, people.imagingManager)).status,
  ).toBe(403)
  expect((await put(`/resources/res_${'7'.repeat(26)}/policy`, {}, people.imagingManager)).status).toBe(404)
})

interface Said extends Record<string, unknown> {
  id: string
}

async function said(response: Response, status: number): Promise<Said> {
  const text = await response.text()
  expect(response.status, text).toBe(status)
  return JSON.parse(text) as Said
}

let keys = 0
async function book(body: object) {
  return post('/bookings', body, people.helixResearcher)
}

async function post(path: string, body: object, who: CastPerson = people.imagingManager) {
  return park.call(who, 'POST', `/api/v1${path}`, body, { 'idempotency-key': `management-${keys++}` })
}

async function put(path: string, body: object, who: CastPerson = people.imagingManager) {
  return park.call(who, 'PUT', `/api/v1${path}`, body)
}

async function version(): Promise<unknown> {
  return (await park.rows(`SELECT rules_version AS v FROM resource WHERE id = '${resources.confocal}'`))[0]?.['v']
}
