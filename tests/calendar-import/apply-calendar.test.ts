import { afterEach, beforeEach, expect, test } from 'vitest'
import { NotFound, Stale } from '../../src/kernel/thrown.ts'
import type { UnitId } from '../../src/kernel/id.ts'
import { people, resources } from '../support/cast.ts'
import { closingOf } from '../support/closing.ts'
import { dumpOf } from '../support/dump.ts'
import { at } from '../support/facts.ts'
import { calendarOf } from '../support/ics.ts'
import { importingOf } from '../support/importing.ts'
import { labOf, type Lab } from '../support/lab.ts'
import { openPark, type TestPark } from '../support/open-park.ts'

const { helixResearcher, orchidResearcher, cellsManager, helixAdmin } = people

let park: TestPark
let lab: Lab
let importing: ReturnType<typeof importingOf>
beforeEach(async () => {
  park = await openPark()
  lab = labOf(park)
  importing = importingOf(park)
})
afterEach(async () => {
  await lab.isSound()
  await park.close()
})

// Wall times of Shanghai are eight hours ahead of these.
const service = ['UID:service', 'SUMMARY:Laser service', 'DTSTART:20261125T010000Z', 'DTEND:20261125T030000Z']
const weekly = [
  'UID:weekly',
  'SUMMARY:每周校准',
  'DTSTART;TZID=Asia/Shanghai:20261126T080000',
  'DURATION:PT1H',
  'RRULE:FREQ=WEEKLY;COUNT=3',
]

test('events become closures of their kind, and nobody books into them', async () => {
  const { counts } = await importing.take(calendarOf(service, weekly))
  expect(counts).toEqual({ new: 4, changed: 0, gone: 0, unchanged: 0, waiting: 0 })
  expect(await importing.closures()).toEqual([
    '2026-11-25T01:00Z/2026-11-25T03:00Z maintenance Laser service',
    '2026-11-26T00:00Z/2026-11-26T01:00Z calibration 每周校准',
    '2026-12-03T00:00Z/2026-12-03T01:00Z calibration 每周校准',
    '2026-12-10T00:00Z/2026-12-10T01:00Z calibration 每周校准',
  ])
  await expect(lab.book(helixResearcher, '2026-11-25 10:00', '2026-11-25 11:00')).rejects.toThrow('closed')
})

test('it is kept in two round trips and applied in two', async () => {
  park.trips.length = 0
  const id = await importing.keep(calendarOf(service, weekly))
  expect(park.trips.map(({ kind }) => kind)).toEqual(['read', 'write'])
  expect(await importing.closures()).toEqual([])
  park.trips.length = 0
  await importing.apply(id)
  expect(park.trips.map(({ kind }) => kind)).toEqual(['read', 'write'])
})

test('read and applied again, a calendar changes nothing', async () => {
  const first = await importing.take(calendarOf(service, weekly))
  const before = await dumpOf(park)
  const again = await importing.take(calendarOf(weekly, service))
  expect(again).toEqual({ ...first, counts: { new: 0, changed: 0, gone: 0, unchanged: 4, waiting: 0 }, closed: 0 })
  expect(await dumpOf(park)).toBe(before)
})

test('an event that moves takes its closure along, one that is gone ends it, and what it held is free', async () => {
  await importing.take(calendarOf(service, weekly))
  const later = service.map((line) => line.replace('T01', 'T05').replace('T03', 'T07'))
  const shorter = weekly.map((line) => line.replace('COUNT=3', 'COUNT=2'))
  const { counts } = await importing.take(calendarOf(later, shorter))
  expect(counts).toEqual({ new: 0, changed: 1, gone: 1, unchanged: 2, waiting: 0 })
  expect(await importing.closures()).toEqual([
    '2026-11-25T05:00Z/2026-11-25T07:00Z maintenance Laser service',
    '2026-11-26T00:00Z/2026-11-26T01:00Z calibration 每周校准',
    '2026-12-03T00:00Z/2026-12-03T01:00Z calibration 每周校准',
  ])
  await lab.book(helixResearcher, '2026-11-25 09:00', '2026-11-25 11:00')
  await lab.book(helixResearcher, '2026-12-10 08:00', '2026-12-10 09:00')
})

test('where a booking is in the way nothing is done until the manager decides, and the rest is', async () => {
  const booking = await lab.book(helixResearcher, '2026-11-25 10:00', '2026-11-25 12:00')
  const waiting = await importing.take(calendarOf(service, weekly))
  expect(waiting.counts).toEqual({ new: 3, changed: 0, gone: 0, unchanged: 0, waiting: 1 })
  expect(await lab.booking(booking)).toMatchObject({ state: 'confirmed', version: 1 })
  const done = await importing.apply(waiting.id, [booking.id])
  expect(done.counts).toEqual({ new: 1, changed: 0, gone: 0, unchanged: 3, waiting: 0 })
  expect(await lab.booking(booking)).toMatchObject({ state: 'cancelled', settlement: 'void' })
  expect(await importing.closures()).toHaveLength(4)
})

test('a closure that moves onto a booking stays where it is until the manager decides', async () => {
  await importing.take(calendarOf(service))
  const booking = await lab.book(orchidResearcher, '2026-11-25 13:00', '2026-11-25 14:00')
  const later = calendarOf(service.map((line) => line.replace('T01', 'T05').replace('T03', 'T07')))
  const waiting = await importing.take(later)
  expect(waiting.counts).toMatchObject({ changed: 0, waiting: 1 })
  expect(await importing.closures()).toEqual(['2026-11-25T01:00Z/2026-11-25T03:00Z maintenance Laser service'])
  await importing.apply(waiting.id, [booking.id])
  expect(await importing.closures()).toEqual(['2026-11-25T05:00Z/2026-11-25T07:00Z maintenance Laser service'])
})

test('what somebody opened by hand stays open, until its event says otherwise', async () => {
  await importing.take(calendarOf(service))
  const [closure] = await park.rows('SELECT id FROM closure')
  await closingOf(park).reopen(people.imagingManager, closure?.['id'] as never)
  expect((await importing.take(calendarOf(service))).counts).toMatchObject({ unchanged: 1 })
  expect(await importing.closures()).toEqual([])
  const longer = calendarOf(service.map((line) => line.replace('T03', 'T04')))
  expect((await importing.take(longer)).counts).toMatchObject({ changed: 1 })
  expect(await importing.closures()).toEqual(['2026-11-25T01:00Z/2026-11-25T04:00Z maintenance Laser service'])
})

test('closures of others are left alone where they overlap, and both are held', async () => {
  await closingOf(park).close('2026-11-25 10:00', '2026-11-25 13:00')
  const { counts } = await importing.take(calendarOf(service))
  expect(counts).toMatchObject({ new: 1 })
  expect(await closingOf(park).closed(1)).toEqual([[at('2026-11-25 09:00'), at('2026-11-25 13:00')]])
  await importing.take(calendarOf())
  expect(await closingOf(park).closed(1)).toEqual([[at('2026-11-25 10:00'), at('2026-11-25 13:00')]])
})

test('an event that is going on closes from now on, and one that is over closes nothing', async () => {
  const going = ['UID:a', 'SUMMARY:Open day', 'DTSTART:20261123T010000Z', 'DTEND:20261123T040000Z']
  const over = ['UID:b', 'SUMMARY:Service', 'DTSTART:20261122T010000Z', 'DTEND:20261122T040000Z']
  const { counts } = await importing.take(calendarOf(going, over))
  expect(counts).toMatchObject({ new: 1 })
  expect(await importing.closures()).toEqual(['2026-11-23T02:00Z/2026-11-23T04:00Z event Open day'])
  lab.clockAt('2026-11-23 11:00')
  expect((await importing.take(calendarOf(going, over))).counts).toMatchObject({ new: 0, unchanged: 1 })
  lab.clockAt('2026-11-23 13:00')
  expect((await importing.take(calendarOf())).counts).toMatchObject({ gone: 0 })
})

test('some units may be closed, and the others stay open', async () => {
  const manager = importingOf(park, cellsManager)
  const some = { resourceId: resources.centrifuge, units: [2, 4] as UnitId[] }
  await manager.apply(await manager.keep(calendarOf(service), some))
  expect(await closingOf(park).closed(2)).toEqual([[at('2026-11-25 09:00'), at('2026-11-25 11:00')]])
  expect(await closingOf(park).closed(3)).toEqual([])
})

test('a calendar that was read again since it was looked at is not applied unseen', async () => {
  const id = await importing.keep(calendarOf(service))
  await importing.keep(calendarOf(service, weekly))
  await expect(importing.apply(id, [], 1)).rejects.toThrow(Stale)
  expect((await importing.apply(id, [], 2)).counts).toMatchObject({ new: 4 })
})

test('only who manages the facility keeps and applies calendars of its resources', async () => {
  const id = await importing.keep(calendarOf(service))
  for (const who of [cellsManager, helixAdmin]) {
    await expect(importingOf(park, who).keep(calendarOf(weekly))).rejects.toThrow('')
    await expect(importingOf(park, who).apply(id)).rejects.toThrow(NotFound)
  }
  expect(await importing.closures()).toEqual([])
})

test('a calendar that is taken away takes its closures along, and what is read after it is another one', async () => {
  const { id } = await importing.take(calendarOf(service, weekly))
  expect((await importing.end(id)).counts).toMatchObject({ gone: 4 })
  expect(await importing.closures()).toEqual([])
  await lab.book(helixResearcher, '2026-11-25 09:00', '2026-11-25 11:00')
  expect((await importing.apply(id)).counts).toMatchObject({ new: 0 })
  expect(await importing.keep(calendarOf(weekly))).not.toBe(id)
})

test('a booking that comes between the look and the write is not closed over', async () => {
  let meanwhile: (() => Promise<unknown>) | null = null
  const other = await openPark({
    through: (db) => ({
      read: (queries) => db.read(queries),
      async write(statements, options) {
        const now = meanwhile
        meanwhile = null
        await now?.()
        return db.write(statements, options)
      },
    }),
  })
  const its = importingOf(other)
  const id = await its.keep(calendarOf(service))
  meanwhile = () => labOf(other).book(helixResearcher, '2026-11-25 10:00', '2026-11-25 11:00')
  expect((await its.apply(id)).counts).toMatchObject({ new: 0, waiting: 1 })
  await labOf(other).isSound()
  await other.close()
})
