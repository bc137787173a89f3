import { afterEach, beforeEach, expect, test } from 'vitest'
import { repeatedClosure } from '../../src/bookings/closing-repeats.ts'
import { readClosingPreview } from '../../src/bookings/reads/closing-preview.ts'
import { readClosurePage } from '../../src/bookings/reads/closure-page.ts'
import { Malformed } from '../../src/kernel/thrown.ts'
import { people, resources } from '../support/cast.ts'
import { cancel, closingOf, move, newTime } from '../support/closing.ts'
import { at, zone } from '../support/facts.ts'
import { labOf, type Lab } from '../support/lab.ts'
import { openPark, type TestPark } from '../support/open-park.ts'

const { helixResearcher, orchidResearcher, imagingManager } = people
const wednesday = { startsAt: at('2026-11-25 09:00'), endsAt: at('2026-11-25 11:00') }
const repeats = repeatedClosure(wednesday, 'weekly', 3, zone).slice(1)

let park: TestPark
let lab: Lab
let closing: ReturnType<typeof closingOf>
beforeEach(async () => {
  park = await openPark()
  lab = labOf(park)
  closing = closingOf(park)
})
afterEach(async () => {
  await lab.isSound()
  await park.close()
})

test('maintenance each week shows everybody in its way at once, and one write does all of it', async () => {
  const a = await lab.book(helixResearcher, '2026-11-25 10:00', '2026-11-25 12:00')
  const b = await lab.book(orchidResearcher, '2026-12-09 08:00', '2026-12-09 10:00')
  const beside = await lab.book(orchidResearcher, '2026-12-02 11:00', '2026-12-02 12:00')
  const asked = { ...wednesday, units: [], repeats }
  const preview = await readClosingPreview(park.deps, park.actor(imagingManager), resources.confocal, asked)
  expect(preview.affected.map(({ standing }) => standing.booking.id)).toEqual([a.id, b.id])
  expect(preview.affected.every(({ move: to }) => to !== null)).toBe(true)
  park.trips.length = 0
  const to = newTime('2026-12-09 12:00', '2026-12-09 14:00')
  const made = await closing.close('2026-11-25 09:00', '2026-11-25 11:00', {
    repeats,
    affected: [cancel(a), move(b, to)],
  })
  expect(park.trips.map((trip) => trip.kind)).toEqual(['read', 'write'])
  expect(await closing.closed(1)).toEqual([wednesday, ...repeats].map((one) => [one.startsAt, one.endsAt]))
  const told = await park.rows(`SELECT kind, body ->> '$.bookingId' AS booking FROM outbox
    WHERE kind IN ('booking.cancelled', 'booking.moved') ORDER BY kind`)
  expect(told).toEqual([
    { kind: 'booking.cancelled', booking: a.id },
    { kind: 'booking.moved', booking: b.id },
  ])
  expect(await lab.held(beside)).toHaveLength(1)
  const page = await readClosurePage(park.deps, park.actor(imagingManager), made.id)
  expect(page.others.map(({ startsAt }) => startsAt)).toEqual(repeats.map(({ startsAt }) => startsAt))
  expect(page.affected).toHaveLength(2)
})

test('nobody in the way of a repeat is passed over in silence', async () => {
  await lab.book(orchidResearcher, '2026-12-09 08:00', '2026-12-09 10:00')
  await expect(closing.close('2026-11-25 09:00', '2026-11-25 11:00', { repeats })).rejects.toMatchObject({
    kind: 'bookings-affected',
  })
  expect(await park.rows('SELECT id FROM closure')).toEqual([])
})

test('one time of a repeated closure is called off by itself', async () => {
  const made = await closing.close('2026-11-25 09:00', '2026-11-25 11:00', { repeats })
  await closing.reopen(imagingManager, made.id)
  expect(await closing.closed(1)).toEqual(repeats.map((one) => [one.startsAt, one.endsAt]))
})

test('a repeat over time that is closed already holds the union', async () => {
  await closing.close('2026-12-02 10:00', '2026-12-02 15:00')
  await closing.close('2026-11-25 09:00', '2026-11-25 11:00', { repeats })
  expect(await closing.closed(1)).toEqual([
    [wednesday.startsAt, wednesday.endsAt],
    [at('2026-12-02 09:00'), at('2026-12-02 15:00')],
    [at('2026-12-09 09:00'), at('2026-12-09 11:00')],
  ])
})

test('repeats that overlap, end before they begin, or have passed change nothing', async () => {
  for (const wrong of [
    [{ startsAt: wednesday.startsAt + 3600, endsAt: wednesday.endsAt + 3600 }],
    [{ startsAt: wednesday.endsAt + 3600, endsAt: wednesday.endsAt }],
    [{ startsAt: wednesday.startsAt - 86_400, endsAt: wednesday.endsAt - 86_400 }],
  ]) {
    const made = closing.close('2026-11-25 09:00', '2026-11-25 11:00', { repeats: wrong })
    await expect(made).rejects.toBeInstanceOf(Malformed)
  }
  expect(await park.rows('SELECT id FROM closure')).toEqual([])
})
