import { afterEach, beforeEach, expect, test } from 'vitest'
import { tick } from '../../src/jobs.ts'
import { checkIn } from '../../src/bookings/commands/check-in.ts'
import { closePeriod } from '../../src/statements/commands/close-period.ts'
import { compareUsage } from '../../src/usage-review/commands/compare-usage.ts'
import { decideReview, type Decided } from '../../src/usage-review/commands/decide-review.ts'
import { people, resources, units, type CastPerson } from '../support/cast.ts'
import { cancel, closingOf } from '../support/closing.ts'
import { at } from '../support/facts.ts'
import { fieldsOf, textOf } from '../support/html.ts'
import { labOf, type Lab, type Told } from '../support/lab.ts'
import { freshKey, openPark, type TestPark } from '../support/open-park.ts'
import { moneyOf } from '../support/statements.ts'
import { visitor } from '../support/visitor.ts'

const { helixResearcher, helixAdmin, imagingManager, cellsManager, parkFinance } = people
const day = '2026-11-23'
const page = '/m/review'

let park: TestPark
let lab: Lab
let money: ReturnType<typeof moneyOf>
beforeEach(async () => {
  park = await openPark()
  lab = labOf(park)
  money = moneyOf(park, lab)
})
afterEach(async () => {
  await lab.isSound()
  await park.close()
})

test('a no-show, an overrun that nobody ended, an interrupted use wait for their facility’s manager', async () => {
  const overrun = await lab.book(helixResearcher, `${day} 17:00`, `${day} 18:00`)
  const broken = await lab.book(helixResearcher, `${day} 19:00`, `${day} 20:00`)
  await missed()
  lab.clockAt(`${day} 17:00`)
  await lab.checkIn(helixResearcher, overrun)
  await lab.tick(`${day} 18:31`)
  lab.clockAt(`${day} 19:00`)
  await lab.checkIn(helixResearcher, broken)
  lab.clockAt(`${day} 19:30`)
  await closingOf(park).close(`${day} 19:30`, `${day} 21:00`, { affected: [cancel(broken)] })
  const text = await read(imagingManager)
  expect(text).toMatch(/No-show Sample confocal .* helixResearcher · Helix .* Nobody checked in Evidence: none/)
  expect(text).toMatch(/Overrun that nobody ended .*Checked in 17:00, not checked out Evidence: by hand/)
  expect(text).toMatch(/Interrupted .*Checked in 19:00/)
  expect(await read(cellsManager)).toContain('Nothing waits for review.')
  for (const who of [helixAdmin, parkFinance]) expect((await visitor(park, who).open(page)).status).toBe(403)
})

test('whoever ended their use themselves, late or not, is not looked at', async () => {
  const booking = await lab.book(helixResearcher, `${day} 14:00`, `${day} 16:00`)
  lab.clockAt(`${day} 14:00`)
  await lab.checkIn(helixResearcher, booking)
  lab.clockAt(`${day} 16:05`)
  await lab.checkOut(helixResearcher, booking)
  expect(await read(imagingManager)).toContain('Nothing waits for review.')
})

test('a check-in that came too late stands as such, and forgiving it takes the fee back', async () => {
  const booking = await lab.book(helixResearcher, `${day} 14:00`, `${day} 16:00`)
  lab.clockAt(`${day} 15:00`)
  await checkIn(park.deps, park.actor(helixResearcher), booking.id, freshKey(), 3_300)
  await lab.tick(`${day} 16:01`)
  expect(await lab.charges(booking)).toEqual(['no-show: no-show 24000'])
  expect(await read(imagingManager)).toContain('Check-in came too late')
  await expect(decide(booking, { decision: 'waived', reason: '' })).rejects.toHaveProperty('faults')
  await decide(booking, { decision: 'waived', reason: 'The phone had no network' })
  expect(await lab.charges(booking)).toEqual(['no-show: no-show 24000', 'reversal: no-show -24000'])
  expect(await read(imagingManager)).toContain('Nothing waits for review.')
})

test('of a fee that finance gave back in part, forgiving gives back the rest', async () => {
  const booking = await missed()
  const credit = { amountMinor: -10_000, reason: 'half an hour was ours' }
  await park.call(parkFinance, 'POST', `/api/v1/bookings/${booking.id}/adjustments`, credit)
  await decide(booking, { decision: 'waived', reason: 'The phone had no network' })
  expect(await lab.charges(booking)).toEqual([
    'no-show: no-show 24000',
    'adjustment: adjustment -10000',
    'adjustment: adjustment -14000',
  ])
})

test('a use is graded by its surest evidence: a scan of the sticker, a card, a meter', async () => {
  const booking = await lab.book(helixResearcher, `${day} 14:00`, `${day} 15:00`)
  lab.clockAt(`${day} 14:00`)
  const sticker = await park.rows(`SELECT code FROM qr_code WHERE resource_id = '${resources.confocal}' LIMIT 1`)
  const visit = visitor(park, helixResearcher)
  const { html } = await visit.open(`/q/${sticker[0]?.['code'] as string}`)
  const form = fieldsOf(html, '/check-in')
  expect(form['by']).toBe('scan')
  expect((await visit.send(`/b/${booking.id}/check-in`, form)).status).toBe(303)
  expect((await lab.history(booking)).at(-1)).toMatch(/"evidence":"scan"/)
  await lab.tick(`${day} 15:31`)
  expect(await read(imagingManager)).toContain('Evidence: scan at the machine')
  await meter([['14:05', 'on']])
  expect(await read(imagingManager)).toContain('Evidence: sensor · on at 14:05')
})

test('a use that its meter tells otherwise waits an hour after its end; one that agrees does not', async () => {
  await meter([])
  const idle = await money.used(helixResearcher, day, 10)
  const used = await money.used(helixResearcher, day, 14)
  await heard([
    ['09:00', 'off'],
    ['14:02', 'on'],
    ['15:58', 'off'],
  ])
  lab.clockAt(`${day} 16:59`)
  await compareUsage(park.deps)
  lab.clockAt(`${day} 17:00`)
  await compareUsage(park.deps)
  expect(await compareUsage(park.deps)).toBe(0)
  const text = await read(imagingManager)
  expect(text).toMatch(/Told otherwise by a meter .*The machine was never on while it was checked in/)
  expect(await park.rows('SELECT booking_id FROM usage_review')).toEqual([{ booking_id: idle.id }])
  expect(used.id).not.toBe(idle.id)
})

test('a correction by minutes prices them by the booking’s own tariff and posts the difference, once', async () => {
  const booking = await missed()
  await decide(booking, corrected({ minutes: 30 }))
  expect(await lab.charges(booking)).toEqual(['no-show: no-show 24000', 'adjustment: adjustment -18000'])
  await expect(decide(booking, corrected({ minutes: 60 }))).rejects.toMatchObject({ kind: 'over' })
  expect(await park.rows('SELECT decision, minutes, missed FROM usage_review')).toEqual([
    { decision: 'corrected', minutes: 30, missed: 1 },
  ])
})

test('the page corrects by amount; what cannot be taken says why, keeps what was typed, changes nothing', async () => {
  const booking = await missed()
  const manager = visitor(park, imagingManager)
  const to = `${page}/${booking.id}`
  const form = fieldsOf((await manager.open(page)).html, to)
  const send = (fields: Record<string, string>) =>
    manager.send(to, { key: form['key'] ?? '', decision: 'corrected', minutes: '', amount: '', reason: '', ...fields })
  for (const [fields, says] of [
    [{ amount: '12.00' }, 'Say why.'],
    [{ reason: 'why' }, 'Fill in either'],
    [{ reason: 'why', amount: '12.00', minutes: '3' }, 'Fill in either'],
    [{ reason: 'why', amount: '240.00' }, 'differs from now'],
    [{ reason: 'why', amount: '-3' }, 'differs from now'],
    [{ reason: 'why', minutes: '99999' }, 'from 0 to 10080'],
  ] as const) {
    const refused = await send(fields)
    expect([refused.status, fields]).toEqual([422, fields])
    expect(textOf(refused.html)).toContain(says)
    for (const value of Object.values(fields)) expect(refused.html).toContain(`value="${value}"`)
  }
  expect(await lab.charges(booking)).toHaveLength(1)
  expect(await send({ reason: 'Half of it', amount: '120.00' })).toMatchObject({
    status: 303,
    location: `${page}?done=1`,
  })
  expect(await lab.charges(booking)).toEqual(['no-show: no-show 24000', 'adjustment: adjustment -12000'])
  const second = await send({ reason: 'Again', amount: '0' })
  expect(second.status).toBe(409)
  expect(textOf(second.html)).toContain('Somebody else has just handled this one')
})

test('of two managers at once one decides, and the other is told', async () => {
  const booking = await missed()
  await park.script(`INSERT INTO role (person_id, role, facility_id)
    SELECT '${cellsManager.id}', 'lab-manager', facility_id FROM resource WHERE id = '${resources.confocal}'`)
  const decisions = [imagingManager, cellsManager, imagingManager, cellsManager].map((who, index) =>
    decide(booking, index < 2 ? corrected({ amountMinor: 0 }) : { decision: 'waived', reason: 'r' }, who).then(
      () => 'done',
      (error: unknown) => (error as { kind: string }).kind,
    ),
  )
  expect((await Promise.all(decisions)).toSorted()).toEqual(['done', 'over', 'over', 'over'])
  expect(await lab.charges(booking)).toHaveLength(2)
})

test('a manager of another facility, and whoever manages none, finds nothing to decide', async () => {
  const booking = await missed()
  await expect(decide(booking, confirmed, cellsManager)).rejects.toThrow('review')
  await expect(decide(booking, corrected({ amountMinor: 0 }), helixAdmin)).rejects.toThrow('review')
  const to = `/api/v1/bookings/${booking.id}/adjustments`
  const answer = await park.call(imagingManager, 'POST', to, { amountMinor: -100, reason: 'not by this door' })
  expect(answer.status).toBeGreaterThanOrEqual(403)
  await decide(booking, confirmed)
  expect(await lab.charges(booking)).toHaveLength(1)
})

test('a month that is stated and closed takes the correction on the next statement', async () => {
  const booking = await missed()
  lab.clockAt('2026-12-01 09:00')
  await money.issue('2026-11')
  await closePeriod(park.deps, park.actor(parkFinance), '2026-11', freshKey())
  await decide(booking, corrected({ amountMinor: 4_000 }))
  expect(await park.rows(`SELECT period, late FROM journal_entry WHERE kind = 'adjustment'`)).toEqual([
    { period: '2026-12', late: 1 },
  ])
  lab.clockAt('2027-01-01 09:00')
  expect(await money.issue('2026-12')).toMatchObject({ statements: 1, totalMinor: -20_000 })
})

test('the same form sent again takes effect once', async () => {
  const booking = await missed()
  const key = freshKey()
  const wish = corrected({ amountMinor: 100 })
  const first = await decideReview(park.deps, park.actor(imagingManager), booking.id, wish, key)
  expect(await decideReview(park.deps, park.actor(imagingManager), booking.id, wish, key)).toEqual(first)
  expect(await lab.charges(booking)).toHaveLength(2)
})

const confirmed: Decided = { decision: 'confirmed', reason: '' }

function corrected(right: Extract<Decided, { decision: 'corrected' }>['right']): Decided {
  return { decision: 'corrected', reason: 'Seen by the camera', right }
}

/** Two hours of the microscope that nobody came to: 240.00. */
async function missed(): Promise<Told> {
  const booking = await lab.book(helixResearcher, `${day} 14:00`, `${day} 16:00`)
  await lab.tick(`${day} 14:31`)
  lab.clockAt(`${day} 16:01`)
  await tick(park.deps, ({ what }) => expect.fail(what))
  return booking
}

function decide({ id }: Told, decided: Decided, who: CastPerson = imagingManager) {
  return decideReview(park.deps, park.actor(who), id, decided, freshKey())
}

async function read(who: CastPerson): Promise<string> {
  return textOf((await visitor(park, who).open(page)).html)
}

async function meter(signals: readonly (readonly [clock: string, state: string])[]): Promise<void> {
  await park.script(`INSERT INTO station (id, facility_id, kind, name, resource_id, unit_id, token_hash, created_by,
      created_at) SELECT 'stn_meter', facility_id, 'sensor', 'Meter', id, ${units.confocal[0]}, 'hash', 'x', 0
      FROM resource WHERE id = '${resources.confocal}'`)
  await heard(signals)
}

async function heard(signals: readonly (readonly [clock: string, state: string])[]): Promise<void> {
  for (const [clock, state] of signals)
    await park.script(`INSERT INTO signal (station_id, unit_id, at, state, heard_at)
      VALUES ('stn_meter', ${units.confocal[0]}, ${at(`${day} ${clock}`)}, '${state}', 0)`)
}
