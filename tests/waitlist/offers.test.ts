import { afterEach, beforeEach, expect, test } from 'vitest'
import { tick } from '../../src/jobs.ts'
import type { Db } from '../../src/platform/db/port.ts'
import { people, quotas, type CastPerson } from '../support/cast.ts'
import { at } from '../support/facts.ts'
import { labOf, type Lab, type Told } from '../support/lab.ts'
import { openPark, type TestPark } from '../support/open-park.ts'
import { waitingOf, type Waiting } from '../support/waiting.ts'

const { helixResearcher, helixColleague, orchidResearcher } = people
const thursday = '2026-11-26'

let park: TestPark
let lab: Lab
let waiting: Waiting
/** What somebody else does right after the next write. */
let meanwhile: (() => Promise<void>) | null = null
beforeEach(async () => {
  park = await openPark({ through: withMeanwhile })
  lab = labOf(park)
  waiting = waitingOf(park)
})
afterEach(async () => {
  await park.settled()
  await lab.isSound()
  await park.close()
})

const on = (from: string, to: string): [string, string] => [`${thursday} ${from}`, `${thursday} ${to}`]
const offer = (who: CastPerson, from: string) => ({ personId: who.id, startsAt: at(`${thursday} ${from}`) })
const jobs = () =>
  tick(park.deps, ({ error }) => {
    throw error
  })

test('a slot that is cancelled is offered at once to whoever waits, and held for a quarter of an hour', async () => {
  const booking = await lab.book(helixResearcher, ...on('12:00', '18:00'))
  const wish = await waiting.waits(orchidResearcher, thursday, 'afternoon', 120)
  expect(wish).toMatchObject({ state: 'waiting', ahead: 0 })
  expect(await waiting.offers()).toEqual([])
  await lab.cancel(helixResearcher, booking)
  expect(await waiting.offers()).toMatchObject([
    { ...offer(orchidResearcher, '12:00'), endsAt: at(`${thursday} 14:00`), wakeAt: park.clock.now + 900 },
  ])
  expect(await waiting.states()).toEqual(['offered'])
  await expect(lab.book(helixColleague, ...on('12:00', '13:00'))).rejects.toThrow('unit-taken')
})

test('an offer counts against quota and budget like a booking, and gives it back when it is declined', async () => {
  await waiting.waits(helixResearcher, thursday, 'afternoon', 120)
  const [made] = await waiting.offers()
  if (!made) throw new Error('nothing was offered')
  expect(await lab.used(quotas.helixMonth)).toBe(7_200)
  expect(await lab.used(quotas.helixProjectBudget)).toBe(24_000)
  expect(await lab.cancel(helixResearcher, made)).toMatchObject({ state: 'cancelled', fee: { amountMinor: 0 } })
  expect(await lab.used(quotas.helixMonth)).toBe(0)
  expect(await lab.used(quotas.helixProjectBudget)).toBe(0)
  expect(await waiting.states()).toEqual(['withdrawn'])
})

test('accepted with one tap it is confirmed, and from then on undone for nothing for ten minutes', async () => {
  lab.clockAt(`${thursday} 09:00`)
  const booking = await lab.book(orchidResearcher, ...on('12:00', '18:00'))
  await waiting.waits(helixResearcher, thursday, 'afternoon', 120)
  await lab.cancel(orchidResearcher, booking)
  const [made] = await waiting.offers()
  if (!made) throw new Error('nothing was offered')
  park.clock.now += 899
  expect(await waiting.accept(helixResearcher, made.id)).toMatchObject({ state: 'confirmed', version: 2 })
  expect(await waiting.states()).toEqual(['taken'])
  park.clock.now += 600
  expect(await lab.cancel(helixResearcher, made)).toMatchObject({ fee: { amountMinor: 0 } })
})

test('an offer that nobody answers for a quarter of an hour lapses, and the next in line is asked', async () => {
  await lab.book(orchidResearcher, ...on('08:00', '14:00'))
  const second = await lab.book(orchidResearcher, ...on('14:00', '22:00'))
  await waiting.waits(helixResearcher, thursday, 'afternoon', 240)
  park.clock.now += 60
  await waiting.waits(orchidResearcher, thursday, 'afternoon', 180)
  await lab.cancel(orchidResearcher, second)
  const [first] = await waiting.offers()
  if (!first) throw new Error('nothing was offered')
  expect(first).toMatchObject(offer(helixResearcher, '14:00'))
  park.clock.now += 899
  await jobs()
  expect(await waiting.states()).toEqual(['offered', 'waiting'])
  park.clock.now += 1
  await expect(waiting.accept(helixResearcher, first.id)).rejects.toMatchObject({ kind: 'too-late' })
  await jobs()
  expect(await waiting.states()).toEqual(['lapsed', 'offered'])
  expect(await waiting.offers()).toMatchObject([offer(orchidResearcher, '14:00')])
  await expect(waiting.accept(helixResearcher, first.id)).rejects.toMatchObject({
    kind: 'state-forbids',
    members: { state: 'expired' },
  })
})

test('what is declined goes to the next in line at once', async () => {
  const booking = await lab.book(helixResearcher, ...on('08:00', '16:00'))
  await lab.book(orchidResearcher, ...on('16:00', '22:00'))
  await waiting.waits(orchidResearcher, thursday, 'afternoon', 240)
  park.clock.now += 60
  await waiting.waits(helixResearcher, thursday, 'afternoon', 240)
  await lab.cancel(helixResearcher, booking)
  const [first] = await waiting.offers()
  if (!first) throw new Error('nothing was offered')
  expect(first).toMatchObject(offer(orchidResearcher, '12:00'))
  await lab.cancel(orchidResearcher, first)
  expect(await waiting.offers()).toMatchObject([offer(helixResearcher, '12:00')])
})

test('a piece left over counts: half an hour between two bookings is offered to who waits for that', async () => {
  await lab.book(helixResearcher, ...on('08:00', '13:00'))
  const middle = await lab.book(orchidResearcher, ...on('13:00', '13:30'))
  await lab.book(orchidResearcher, ...on('13:30', '22:00'))
  await waiting.waits(helixResearcher, thursday, 'day', 60)
  await waiting.waits(helixResearcher, thursday, 'afternoon', 30)
  await lab.cancel(orchidResearcher, middle)
  expect(await waiting.offers()).toMatchObject([offer(helixResearcher, '13:00')])
  expect(await waiting.states()).toEqual(['waiting', 'offered'])
})

test('whoever may not have it now is passed over, keeps the place, and has it once they may', async () => {
  const booking = await lab.book(helixResearcher, ...on('08:00', '22:00')).catch(() => null)
  expect(booking).toBeNull()
  const morning = await lab.book(helixResearcher, ...on('08:00', '12:00'))
  await waiting.waits(helixResearcher, thursday, 'morning', 240)
  await park.script(`UPDATE quota SET limit_value = 0 WHERE id = ${quotas.helixMonth}`)
  park.clock.now += 60
  await waiting.waits(orchidResearcher, thursday, 'morning', 60)
  await lab.cancel(helixResearcher, morning)
  expect(await waiting.offers()).toMatchObject([offer(orchidResearcher, '08:00')])
  expect(await waiting.states()).toEqual(['waiting', 'offered'])
  await park.script(`UPDATE quota SET limit_value = 999999 WHERE id = ${quotas.helixMonth}`)
  const [made] = await waiting.offers()
  if (!made) throw new Error('nothing was offered')
  await lab.cancel(orchidResearcher, made)
  expect(await waiting.offers()).toMatchObject([offer(helixResearcher, '08:00')])
})

test('nobody overtakes: time freed behind the house’s back goes to who waits before it is booked', async () => {
  const booking = await lab.book(helixResearcher, ...on('12:00', '18:00'))
  await waiting.waits(orchidResearcher, thursday, 'afternoon', 360)
  await park.settled()
  await freeSilently(booking)
  await expect(lab.book(helixResearcher, ...on('14:00', '15:00'))).rejects.toThrow('unit-taken')
  expect(await waiting.offers()).toMatchObject([offer(orchidResearcher, '12:00')])
})

test('nor by whoever looked when nothing was free yet, and again just after it was', async () => {
  const booking = await lab.book(helixResearcher, ...on('12:00', '18:00'))
  await waiting.waits(orchidResearcher, thursday, 'afternoon', 360)
  await park.settled()
  await park.script('UPDATE wish_queue SET look_at = 0')
  // Between the look at those who wait, on which nothing can be offered, and the judgement that follows it.
  meanwhile = () => freeSilently(booking)
  await expect(lab.book(helixColleague, ...on('14:00', '15:00'))).rejects.toThrow('unit-taken')
  expect(meanwhile).toBeNull()
  expect(await waiting.offers()).toMatchObject([offer(orchidResearcher, '12:00')])
})

test('nor by a lapsed offer that the clock has not seen, nor by moving a booking there', async () => {
  const booking = await lab.book(orchidResearcher, ...on('12:00', '18:00'))
  const other = await lab.book(helixResearcher, ...on('08:00', '09:00'))
  await waiting.waits(helixResearcher, thursday, 'afternoon', 360)
  park.clock.now += 60
  await waiting.waits(orchidResearcher, thursday, 'afternoon', 300)
  await lab.cancel(orchidResearcher, booking)
  await park.settled()
  park.clock.now += 901
  await expect(lab.move(helixResearcher, other, ...on('13:00', '14:00'))).rejects.toThrow('unit-taken')
  expect(await waiting.offers()).toMatchObject([offer(orchidResearcher, '12:00')])
  expect(await waiting.states()).toEqual(['lapsed', 'offered'])
})

test('once those who wait were asked, what they may not have is for everybody, in two round trips', async () => {
  const booking = await lab.book(orchidResearcher, ...on('12:00', '18:00'))
  await waiting.waits(helixResearcher, thursday, 'afternoon', 360)
  await park.script(`UPDATE quota SET limit_value = 0 WHERE id = ${quotas.helixMonth}`)
  await lab.cancel(orchidResearcher, booking)
  expect(await waiting.offers()).toEqual([])
  park.trips.length = 0
  await lab.book(orchidResearcher, ...on('14:00', '15:00'))
  expect(park.trips.map(({ kind }) => kind)).toEqual(['read', 'write'])
})

test('who waits alone books like everybody else, and their own wish stands in nobody’s way', async () => {
  await lab.book(orchidResearcher, ...on('12:00', '14:00'))
  await waiting.waitsFor(helixResearcher, ...on('12:00', '14:00'), 120)
  expect(await lab.book(helixResearcher, ...on('14:00', '15:00'))).toMatchObject({ state: 'confirmed' })
})

/** Frees a booking's time as the clock of another process would, with nobody told. */
async function freeSilently({ id }: Told): Promise<void> {
  await park.script(`UPDATE booking SET state = 'cancelled', settlement = 'void', wake_at = NULL WHERE id = '${id}';
    DELETE FROM allocation WHERE booking_id = '${id}';
    UPDATE quota_use SET used = used - b.amount FROM booking_quota_use b WHERE b.booking_id = '${id}'
      AND quota_use.quota_id = b.quota_id AND quota_use.bucket = b.bucket;
    DELETE FROM booking_quota_use WHERE booking_id = '${id}'`)
}

function withMeanwhile(db: Db): Db {
  return {
    read: (queries) => db.read(queries),
    async write(statements, options): Promise<void> {
      await db.write(statements, options)
      const act = meanwhile
      meanwhile = null
      await act?.()
    },
  }
}
