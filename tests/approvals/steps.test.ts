import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Forbidden, NotFound } from '../../src/kernel/thrown.ts'
import { facilities, firms, people, type CastPerson } from '../support/cast.ts'
import { at } from '../support/facts.ts'
import { labOf, type Lab } from '../support/lab.ts'
import { openPark, type TestPark } from '../support/open-park.ts'
import { approvingOf, everybody, safety, type Approving } from './approving.ts'

const { helixResearcher, helixColleague, helixAdmin, orchidAdmin, imagingManager, cellsManager, parkAdmin } = people

let park: TestPark
let lab: Lab
let approving: Approving
beforeEach(async () => {
  park = await openPark()
  lab = labOf(park)
  approving = approvingOf(park, lab)
  await approving.asks(everybody)
  await approving.namesSafety()
})
afterEach(async () => {
  await lab.isSound()
  await park.close()
})

test('everybody is asked at once, in any order, and the last consent confirms in its own write', async () => {
  const booking = await approving.request()
  expect(booking).toMatchObject({ state: 'pending', needs: ['lab-manager', 'safety', 'firm-admin'] })
  const held = await lab.held(booking)
  await approving.decide(helixAdmin, booking)
  await approving.decide(safety, booking)
  expect(await lab.booking(booking)).toMatchObject({ state: 'pending', version: 3 })
  expect(await lab.held(booking)).toEqual(held)
  park.trips.length = 0
  await approving.decide(cellsManager, booking)
  expect(park.trips.map(({ kind }) => kind)).toEqual(['read', 'write'])
  expect(await lab.booking(booking)).toMatchObject({ state: 'confirmed', version: 4 })
  expect(await lab.held(booking)).toEqual(held)
})

test('the wait is as long as the slowest of them takes, not as long as all of them together', async () => {
  const days = [
    { who: cellsManager, hours: 20 },
    { who: safety, hours: 30 },
    { who: helixAdmin, hours: 44 },
  ]
  const booking = await approving.request('2026-12-03')
  const askedAt = park.clock.now
  for (const { who, hours } of days) {
    // Each takes so long from the moment of being asked.
    park.clock.now = askedAt + hours * 3_600
    await approving.decide(who, booking)
  }
  expect(await lab.booking(booking)).toMatchObject({ state: 'confirmed' })
  const waited = park.clock.now - askedAt
  expect(waited).toBe(Math.max(...days.map(({ hours }) => hours)) * 3_600)
  const asked = await park.rows(`SELECT DISTINCT asked_at FROM approval WHERE booking_id = '${booking.id}'`)
  expect(asked).toEqual([{ asked_at: askedAt }])
})

test('the first refusal ends it: its time is free, the others are asked no more, its person is told once', async () => {
  const booking = await approving.request()
  await approving.decide(helixAdmin, booking)
  await expect(approving.many(safety, [{ bookingId: booking.id, by: 'safety' }], 'reject')).resolves.toMatchObject([
    { kind: 'rejected' },
  ])
  expect(await lab.booking(booking)).toMatchObject({ state: 'rejected', settlement: 'void' })
  expect(await lab.held(booking)).toEqual([])
  expect(await approving.steps(booking)).toEqual(['firm-admin approved', 'lab-manager over', 'safety rejected'])
  await expect(approving.decide(cellsManager, booking)).rejects.toMatchObject({ kind: 'state-forbids' })
  const told = await park.rows(`SELECT kind FROM outbox WHERE body ->> 'bookingId' = '${booking.id}' ORDER BY kind`)
  expect(told.map(({ kind }) => kind)).toEqual(['booking.pending', 'booking.rejected'])
})

test('a refusal says why', async () => {
  const booking = await approving.request()
  const answer = await park.call(safety, 'POST', `/api/v1/bookings/${booking.id}/approval`, { decision: 'reject' })
  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({ errors: [{ pointer: '/note' }] })
  expect(await approving.steps(booking)).toEqual(['firm-admin awaited', 'lab-manager awaited', 'safety awaited'])
})

describe('a step that nobody decides in time', () => {
  test('ends the request at its own deadline, and the owner is told once', async () => {
    const booking = await approving.request()
    expect(await lab.booking(booking)).toMatchObject({ wake_at: at('2026-11-24 10:00') })
    await approving.decide(cellsManager, booking)
    expect(await lab.booking(booking)).toMatchObject({ wake_at: at('2026-11-25 10:00') })
    expect(await lab.tick('2026-11-24 10:00')).toBe(0)
    lab.clockAt('2026-11-25 10:00')
    await expect(approving.decide(safety, booking)).rejects.toMatchObject({ kind: 'too-late' })
    expect(await approving.many(safety, [{ bookingId: booking.id, by: 'safety' }])).toMatchObject([{ kind: 'expired' }])
    await Promise.all([lab.tick('2026-11-25 10:00'), lab.tick('2026-11-25 10:00')])
    expect(await lab.booking(booking)).toMatchObject({ state: 'expired' })
    expect(await lab.held(booking)).toEqual([])
    expect(await approving.steps(booking)).toEqual(['firm-admin over', 'lab-manager approved', 'safety over'])
    const told = await park.rows(`SELECT kind FROM outbox WHERE kind = 'booking.expired'`)
    expect(told).toHaveLength(1)
  })

  test('ends it at its start, where that comes first', async () => {
    const booking = await approving.request('2026-11-23')
    expect(await lab.booking(booking)).toMatchObject({ wake_at: at('2026-11-23 14:00') })
    lab.clockAt('2026-11-23 14:00')
    await expect(approving.decide(cellsManager, booking)).rejects.toMatchObject({ kind: 'too-late' })
  })
})

describe('two at once', () => {
  test('on one step: one decision stands', async () => {
    const booking = await approving.request()
    const results = await Promise.allSettled([
      approving.decide(cellsManager, booking, 'approve'),
      approving.decide(parkAdmin, booking, 'reject', 'lab-manager'),
    ])
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const steps = await approving.steps(booking)
    expect(steps[1]).toMatch(/lab-manager (approved|rejected)/)
  })

  test('on the two last steps: both count, and it is confirmed once', async () => {
    const booking = await approving.request()
    await approving.decide(helixAdmin, booking)
    await Promise.all([approving.decide(cellsManager, booking), approving.decide(safety, booking)])
    expect(await lab.booking(booking)).toMatchObject({ state: 'confirmed', version: 4 })
    const told = await park.rows(`SELECT kind FROM outbox WHERE kind = 'booking.confirmed'`)
    expect(told).toHaveLength(1)
  })

  test('one consents and one refuses: it is refused', async () => {
    const booking = await approving.request()
    await Promise.allSettled([approving.decide(cellsManager, booking), approving.decide(safety, booking, 'reject')])
    expect(await lab.booking(booking)).toMatchObject({ state: 'rejected' })
    expect(await lab.held(booking)).toEqual([])
  })
})

describe('nobody consents to their own request', () => {
  const helixRole = (who: CastPerson) => `INSERT INTO role (person_id, role, firm_id)
    VALUES ('${who.id}', 'researcher', '${firms.helix}')`

  test.each([
    ['a lab manager', cellsManager, 'lab-manager'],
    ['a safety officer', safety, 'safety'],
    ['a firm’s admin', helixAdmin, 'firm-admin'],
  ] as const)('%s', async (_name, who, by) => {
    if (who !== helixAdmin) await park.script(helixRole(who))
    const booking = await approving.request('2026-11-30', who)
    expect(booking).toMatchObject({ state: 'pending', needs: ['lab-manager', 'safety', 'firm-admin'] })
    await expect(approving.decide(who, booking, 'approve', by)).rejects.toThrow(Forbidden)
    expect(await approving.many(who, [{ bookingId: booking.id, by }])).toMatchObject([{ kind: 'own' }])
    // The only one who could: a park admin stands in, or whom they left in their place.
    await approving.decide(parkAdmin, booking, 'approve', by)
    expect(await approving.steps(booking)).toContain(`${by} approved`)
  })

  test('the only approver’s own request is decided by whom they named', async () => {
    const booking = await approving.request('2026-11-30', helixAdmin)
    await approving.lends(helixAdmin, helixColleague, '2026-11-23 00:00', '2026-11-25 00:00')
    await approving.decide(helixColleague, booking)
    expect(await approving.steps(booking)).toContain('firm-admin approved')
    const row = await park.rows(`SELECT decided_by, acting_for FROM approval WHERE decision = 'approved'`)
    expect(row).toEqual([{ decided_by: helixColleague.id, acting_for: helixAdmin.id }])
  })
})

test('whoever books for a colleague has consented by that', async () => {
  const wanted = { startsAt: '2026-11-30T14:00:00+08:00', endsAt: '2026-11-30T16:00:00+08:00' }
  const body = { resourceId: 'res_00000000000000000000000004', ...wanted, onBehalfOf: helixResearcher.id }
  const key = { 'idempotency-key': 'for-a-colleague' }
  const answer = await park.call(helixAdmin, 'POST', '/api/v1/bookings', body, key)
  expect(await answer.json()).toMatchObject({ state: 'pending', needs: ['lab-manager', 'safety'] })
})

describe('a role that is taken away between asking and deciding', () => {
  test.each([
    ['lab manager', cellsManager, `DELETE FROM role WHERE person_id = '${cellsManager.id}'`],
    ['safety officer', safety, `DELETE FROM safety_officer WHERE person_id = '${safety.id}'`],
    ['firm admin', helixAdmin, `DELETE FROM role WHERE person_id = '${helixAdmin.id}'`],
  ] as const)('%s', async (_name, who, change) => {
    const booking = await approving.request()
    await park.script(change)
    await expect(approving.decide(who, booking)).rejects.toThrow(NotFound)
    expect(await approving.steps(booking)).toEqual(['firm-admin awaited', 'lab-manager awaited', 'safety awaited'])
  })

  test('takes it from their delegate too', async () => {
    const booking = await approving.request()
    await approving.lends(cellsManager, imagingManager, '2026-11-23 00:00', '2026-11-25 00:00')
    await park.script(`DELETE FROM role WHERE person_id = '${cellsManager.id}'`)
    await expect(approving.decide(imagingManager, booking)).rejects.toThrow(NotFound)
  })
})

describe('a delegate decides', () => {
  test('within its dates, and neither before nor after', async () => {
    const booking = await approving.request('2026-12-03')
    await approving.asks([{ by: 'lab-manager', hours: 200 }])
    const later = await approving.request('2026-12-04')
    await approving.lends(cellsManager, imagingManager, '2026-11-24 00:00', '2026-11-26 00:00')
    lab.clockAt('2026-11-23 23:59', 59)
    await expect(approving.decide(imagingManager, booking)).rejects.toThrow(NotFound)
    lab.clockAt('2026-11-24 00:00')
    await approving.decide(imagingManager, booking)
    expect(await approving.steps(booking)).toContain('lab-manager approved')
    lab.clockAt('2026-11-26 00:00')
    await expect(approving.decide(imagingManager, later)).rejects.toThrow(NotFound)
  })

  test('of one firm never what another firm asks of a lab', async () => {
    const booking = await approving.request()
    await approving.lends(cellsManager, orchidAdmin, '2026-11-23 00:00', '2026-11-25 00:00')
    await approving.lends(helixAdmin, orchidAdmin, '2026-11-23 00:00', '2026-11-25 00:00')
    await expect(approving.decide(orchidAdmin, booking)).rejects.toThrow(NotFound)
    for (const path of ['/m/requests', '/me/firm/requests']) {
      expect(await (await park.call(orchidAdmin, 'GET', path)).text()).not.toContain('helixResearcher')
    }
  })
})

test('another facility’s and another firm’s approvers find nothing', async () => {
  const booking = await approving.request()
  await park.script(`INSERT INTO safety_officer (facility_id, person_id, named_by, named_at)
    VALUES ('${facilities.imaging}', '${orchidAdmin.id}', '${parkAdmin.id}', 0)`)
  for (const who of [imagingManager, orchidAdmin]) {
    await expect(approving.decide(who, booking)).rejects.toThrow(NotFound)
    const choices = (['lab-manager', 'safety', 'firm-admin'] as const).map((by) => ({ bookingId: booking.id, by }))
    expect(await approving.many(who, choices)).toEqual(choices.map((one) => ({ ...one, kind: 'absent' })))
  }
})
