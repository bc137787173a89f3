import { afterEach, beforeEach, expect, test } from 'vitest'
import { closeResource } from '../../src/bookings/commands/close-resource.ts'
import { decideBooking } from '../../src/approvals/commands/decide-booking.ts'
import { reopenResource } from '../../src/bookings/commands/reopen-resource.ts'
import { tick } from '../../src/jobs.ts'
import type { ClosureId } from '../../src/kernel/id.ts'
import { people, resources, type CastPerson } from '../support/cast.ts'
import { at } from '../support/facts.ts'
import { hoursOf } from '../support/hours.ts'
import { labOf, type Lab } from '../support/lab.ts'
import { freshKey, openPark, type TestPark } from '../support/open-park.ts'
import { waitingOf, type Waiting } from '../support/waiting.ts'

const { helixResearcher, helixColleague, orchidResearcher, imagingManager, cellsManager } = people
const thursday = '2026-11-26'

let park: TestPark
let lab: Lab
let waiting: Waiting
beforeEach(async () => {
  park = await openPark()
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
const everyDay = (from: string, to: string) => ({
  weekly: Array.from({ length: 7 }, () => [{ from, to }]),
  holidayRule: 'open-as-weekday' as const,
  exceptions: [],
})

test('shortening, moving, finishing early, not coming: each gives what it frees to who waits', async () => {
  const shortened = await lab.book(helixResearcher, ...on('08:00', '12:00'))
  const finished = await lab.book(orchidResearcher, ...on('12:00', '16:00'))
  const missed = await lab.book(orchidResearcher, ...on('16:00', '22:00'))
  await waiting.waits(orchidResearcher, thursday, 'morning', 60)
  await waiting.waitsFor(helixResearcher, ...on('14:00', '16:00'), 60)
  await waiting.waits(helixResearcher, thursday, 'evening', 60)
  await lab.move(helixResearcher, shortened, ...on('08:00', '10:00'))
  expect(await waiting.offers()).toMatchObject([offer(orchidResearcher, '10:00')])
  lab.clockAt(`${thursday} 12:00`)
  await lab.checkIn(orchidResearcher, finished)
  lab.clockAt(`${thursday} 13:30`)
  await lab.checkOut(orchidResearcher, finished)
  expect((await waiting.offers()).slice(-1)).toMatchObject([offer(helixResearcher, '14:00')])
  lab.clockAt(`${thursday} 16:31`)
  await jobs()
  expect(await lab.booking(missed)).toMatchObject({ state: 'no-show' })
  expect((await waiting.offers()).slice(-1)).toMatchObject([offer(helixResearcher, '18:00')])
})

test('a request that is turned down, and one that nobody decides, free what they held', async () => {
  const room = { resourceId: resources.cleanroom }
  const asked = await lab.book(helixResearcher, ...on('12:00', '14:00'), room)
  await lab.book(helixResearcher, ...on('14:00', '16:00'), room)
  await waiting.waitsFor(helixColleague, ...on('12:00', '14:00'), 60, resources.cleanroom)
  await waiting.waitsFor(helixColleague, ...on('14:00', '16:00'), 60, resources.cleanroom)
  await decideBooking(park.deps, park.actor(cellsManager), asked.id, { decision: 'reject', note: 'no gas' }, freshKey())
  const [made] = await waiting.offers()
  if (!made) throw new Error('nothing was offered')
  expect(made).toMatchObject(offer(helixColleague, '12:00'))
  expect(await waiting.accept(helixColleague, made.id)).toMatchObject({ state: 'pending', needs: ['lab-manager'] })
  park.clock.now += 24 * 3_600
  await jobs()
  expect(await waiting.offers()).toMatchObject([offer(helixColleague, '14:00')])
})

test('an instrument that opens again, or for longer, is offered to who waits', async () => {
  const closure = { startsAt: at(`${thursday} 08:00`), endsAt: at(`${thursday} 22:00`), kind: 'maintenance' } as const
  const whole = { ...closure, reason: 'laser', units: null, affected: [], preview: false }
  const manager = park.actor(imagingManager)
  const closed = await closeResource(park.deps, manager, resources.confocal, whole, freshKey())
  if (closed.kind !== 'closed') throw new Error('it was not closed')
  await waiting.waits(helixResearcher, thursday, 'day', 60)
  expect(await waiting.offers()).toEqual([])
  await reopenResource(park.deps, manager, (JSON.parse(closed.body) as { id: ClosureId }).id, freshKey())
  expect(await waiting.offers()).toMatchObject([offer(helixResearcher, '08:00')])
  for (const hour of ['09', '11', '13', '15', '17', '19'])
    await lab.book(orchidResearcher, ...on(`${hour}:00`, `${Number(hour) + 2}:00`))
  await waiting.waitsFor(orchidResearcher, ...on('20:00', '23:00'), 120)
  expect(await waiting.offers()).toHaveLength(1)
  await hoursOf(park).set(everyDay('08:00', '24:00'))
  expect((await waiting.offers()).slice(-1)).toMatchObject([offer(orchidResearcher, '21:00')])
})

test('a closure over an offer puts its wish back in its place', async () => {
  await waiting.waits(helixResearcher, thursday, 'afternoon', 60)
  const [made] = await waiting.offers()
  if (!made) throw new Error('nothing was offered')
  const closure = {
    startsAt: at(`${thursday} 11:00`),
    endsAt: at(`${thursday} 14:00`),
    kind: 'fault' as const,
    reason: 'laser',
    units: null,
    affected: [{ bookingId: made.id, do: 'cancel' as const, to: null }],
    preview: false,
  }
  await closeResource(park.deps, park.actor(imagingManager), resources.confocal, closure, freshKey())
  expect(await waiting.states()).toEqual(['waiting'])
  await jobs()
  expect(await waiting.offers()).toMatchObject([offer(helixResearcher, '14:00')])
})

test('what may have changed since stands against accepting: the firm, the project, the training', async () => {
  await waiting.waits(helixResearcher, thursday, 'afternoon', 60)
  const [made] = await waiting.offers()
  if (!made) throw new Error('nothing was offered')
  const changes = [
    ["UPDATE firm SET state = 'suspended' WHERE id LIKE '%1'", "UPDATE firm SET state = 'active'", 'firm-suspended'],
    [
      "UPDATE project SET state = 'closed'",
      "UPDATE project SET state = 'open' WHERE id NOT LIKE '%2'",
      'project-closed',
    ],
    ['UPDATE qualification SET valid_until = valid_from + 1', '', 'qualification-expired'],
  ] as const
  for (const [change, back, rule] of changes) {
    await park.script(change)
    await expect(waiting.accept(helixResearcher, made.id)).rejects.toThrow(rule)
    if (back !== '') await park.script(back)
  }
})

test('wishes of people who lost their role wait in vain; those of a retired instrument end', async () => {
  const booking = await lab.book(orchidResearcher, ...on('12:00', '18:00'))
  await waiting.waits(helixResearcher, thursday, 'afternoon', 360)
  await park.script(`DELETE FROM role WHERE person_id = '${helixResearcher.id}'`)
  await lab.cancel(orchidResearcher, booking)
  expect(await waiting.offers()).toEqual([])
  expect(await waiting.states()).toEqual(['waiting'])
  await park.script(`UPDATE resource SET state = 'retired', rules_version = 2 WHERE id = '${resources.confocal}'`)
  await jobs()
  expect(await waiting.states()).toEqual(['lapsed'])
})

test('a wish ends when its time has passed, and one that is withdrawn is asked no more', async () => {
  const booking = await lab.book(orchidResearcher, ...on('12:00', '18:00'))
  const wish = await waiting.waits(helixResearcher, thursday, 'afternoon', 120)
  await waiting.waits(helixResearcher, thursday, 'afternoon', 120)
  await waiting.waitsFor(helixResearcher, ...on('12:00', '14:00'), 60)
  await waiting.withdraw(helixResearcher, wish)
  await waiting.withdraw(helixResearcher, wish)
  expect(await waiting.states()).toEqual(['withdrawn', 'waiting'])
  await expect(waiting.withdraw(orchidResearcher, wish)).rejects.toThrow('wish')
  lab.clockAt(`${thursday} 13:30`)
  await jobs()
  expect(await waiting.states()).toEqual(['withdrawn', 'lapsed'])
  expect(await park.rows('SELECT look_at FROM wish_queue')).toEqual([{ look_at: null }])
  expect(await lab.booking(booking)).toMatchObject({ state: 'no-show' })
})

test('what no luck could fulfil is not waited for: no training, a closed day, a time that is over', async () => {
  await expect(waiting.waits(helixColleague, thursday, 'day', 60)).rejects.toThrow('qualification-missing')
  await expect(waiting.waits(helixResearcher, '2026-11-28', 'day', 60)).rejects.toThrow('outside-opening-hours')
  await expect(waiting.waits(helixResearcher, '2026-11-20', 'day', 60)).rejects.toThrow('in-the-past')
  await expect(waiting.waits(helixResearcher, thursday, 'morning', 400)).rejects.toThrow('/minutes value')
})

test('a person waits for ten things at a time', async () => {
  await lab.book(orchidResearcher, ...on('08:00', '16:00'))
  const starts = Array.from({ length: 10 }, (_, index) => 480 + index * 15)
  const clock = (minute: number) =>
    `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
  for (const start of starts) await waiting.waitsFor(helixResearcher, ...on(clock(start), clock(start + 60)), 60)
  const eleventh = waiting.waitsFor(helixResearcher, ...on('13:00', '14:00'), 60)
  await expect(eleventh).rejects.toMatchObject({ kind: 'too-many' })
  expect(await waiting.waitsFor(helixResearcher, ...on('08:00', '09:00'), 60)).toMatchObject({ state: 'waiting' })
})
