import { afterEach, beforeEach, expect, test } from 'vitest'
import { Conflict, Forbidden, NotFound } from '../../src/kernel/thrown.ts'
import { id, people, quotas, resources } from '../support/cast.ts'
import { cancel, closingOf, move, newTime } from '../support/closing.ts'
import { everyDay, hoursOf, keep } from '../support/hours.ts'
import { labOf, type Lab } from '../support/lab.ts'
import { freshKey, openPark, type TestPark } from '../support/open-park.ts'

const { helixResearcher, orchidResearcher, imagingManager, cellsManager } = people
const wednesday = '2026-11-25'
const short = everyDay('10:00', '18:00')

let park: TestPark
let lab: Lab
let hours: ReturnType<typeof hoursOf>
beforeEach(async () => {
  park = await openPark()
  lab = labOf(park)
  hours = hoursOf(park)
})
afterEach(async () => {
  await lab.isSound()
  await park.close()
})

const told = () =>
  park.rows(`SELECT kind, body ->> '$.bookingId' AS booking FROM outbox WHERE kind IN
  ('booking.kept', 'booking.moved', 'booking.cancelled') ORDER BY booking`)

test('new hours are set in one round trip to read and one to write, and booking follows them', async () => {
  park.trips.length = 0
  await hours.set(short)
  expect(park.trips.map((trip) => trip.kind)).toEqual(['read', 'write'])
  await expect(lab.book(helixResearcher, `${wednesday} 09:00`, `${wednesday} 11:00`)).rejects.toThrow('outside')
  await lab.book(helixResearcher, `${wednesday} 10:00`, `${wednesday} 11:00`)
})

test('a booking outside new hours is neither lost nor in silence: the manager sees it and decides', async () => {
  const early = await lab.book(helixResearcher, `${wednesday} 08:00`, `${wednesday} 09:00`)
  await lab.book(helixResearcher, `${wednesday} 12:00`, `${wednesday} 13:00`)
  const { affected } = await hours.preview(short)
  expect(affected.map(({ standing }) => standing.booking.id)).toEqual([early.id])
  const answer = await hours.answer(short).catch((error: unknown) => error)
  expect(answer).toBeInstanceOf(Conflict)
  expect(answer).toMatchObject({ kind: 'bookings-affected', members: { bookings: [{ id: early.id }] } })
  expect(await park.rows(`SELECT rules_version FROM resource WHERE id = '${resources.confocal}'`)).toEqual([
    { rules_version: 1 },
  ])
})

test('kept, a booking is marked as outside, its person is told once, and it keeps its time and price', async () => {
  const early = await lab.book(helixResearcher, `${wednesday} 08:00`, `${wednesday} 09:00`)
  const { affected } = await hours.set(short, { affected: [keep(early)], reason: 'night watch' })
  expect(affected).toMatchObject([
    { id: early.id, state: 'confirmed', override: { rules: ['outside-opening-hours'], reason: 'night watch' } },
  ])
  expect(await told()).toEqual([{ kind: 'booking.kept', booking: early.id }])
  expect((await hours.preview(short)).affected).toEqual([])
  await hours.set(everyDay('10:00', '17:00'))
  expect(await told()).toHaveLength(1)
})

test('a kept booking that later hours take in again loses its mark', async () => {
  const early = await lab.book(helixResearcher, `${wednesday} 08:00`, `${wednesday} 09:00`)
  await hours.set(short, { affected: [keep(early)] })
  await hours.set(everyDay('07:00', '18:00'))
  expect(await park.rows(`SELECT waiver FROM booking WHERE id = '${early.id}'`)).toEqual([{ waiver: null }])
})

test('moved or cancelled, a booking costs nothing more and gives back what it took', async () => {
  const a = await lab.book(helixResearcher, `${wednesday} 08:00`, `${wednesday} 09:00`)
  const b = await lab.book(orchidResearcher, `${wednesday} 20:00`, `${wednesday} 21:00`)
  const to = newTime(`${wednesday} 10:00`, `${wednesday} 11:00`)
  const { affected } = await hours.set(short, { affected: [move(a, to), cancel(b)] })
  expect(affected.map(({ state }) => state)).toEqual(['confirmed', 'cancelled'])
  expect(await lab.held(a)).toEqual([[to.startsAt, to.endsAt]])
  expect(await lab.used(quotas.helixResearcherDay)).toBe(3600)
  expect(new Set((await told()).map(({ kind }) => kind))).toEqual(new Set(['booking.cancelled', 'booking.moved']))
})

test('nobody is moved to where it is closed, or where somebody else is', async () => {
  const early = await lab.book(helixResearcher, `${wednesday} 08:00`, `${wednesday} 09:00`)
  await lab.book(orchidResearcher, `${wednesday} 12:00`, `${wednesday} 13:00`)
  const shut = await hours.answer(short, {
    affected: [move(early, newTime(`${wednesday} 19:00`, `${wednesday} 20:00`))],
  })
  expect(shut).toMatchObject({ kind: 'refused', refused: [{ refusals: [{ rule: 'outside-opening-hours' }] }] })
  const taken = await hours.answer(short, {
    affected: [move(early, newTime(`${wednesday} 12:30`, `${wednesday} 13:30`))],
  })
  expect(taken).toMatchObject({ kind: 'refused', refused: [{ refusals: [{ rule: 'unit-taken' }] }] })
})

test('until the date from which they hold, the old hours hold, for bookings and for the preview', async () => {
  await lab.book(helixResearcher, `${wednesday} 08:00`, `${wednesday} 09:00`)
  const later = await lab.book(helixResearcher, '2026-12-02 08:00', '2026-12-02 09:00')
  const from = '2026-12-01'
  expect((await hours.preview(short, { from })).affected.map(({ standing }) => standing.booking.id)).toEqual([later.id])
  await hours.set(short, { from, affected: [keep(later)] })
  await lab.book(helixResearcher, '2026-11-30 08:00', '2026-11-30 09:00')
  await expect(lab.book(helixResearcher, '2026-12-01 08:00', '2026-12-01 09:00')).rejects.toThrow('outside')
})

test('a holiday, a dated exception and a make-up day each count for who is affected', async () => {
  const exceptions = [{ date: wednesday, ranges: [], note: 'fire drill' }]
  const booking = await lab.book(helixResearcher, `${wednesday} 12:00`, `${wednesday} 13:00`)
  const { affected } = await hours.preview(short, { exceptions })
  expect(affected.map(({ standing }) => standing.booking.id)).toEqual([booking.id])
  const { affected: kept } = await hours.set(short, { exceptions, affected: [keep(booking)] })
  expect(kept).toMatchObject([{ override: { rules: ['closed'] } }])
})

test('copied to every machine of the facility, the hours hold there, and each owner there is decided for', async () => {
  const chosen = { who: cellsManager, of: resources.benches, scope: 'facility' } as const
  const other = await lab.book(helixResearcher, `${wednesday} 08:00`, `${wednesday} 09:00`, {
    resourceId: resources.centrifuge,
  })
  const { affected, facts } = await hours.preview(short, chosen)
  expect(facts.resources.map((one) => one.id).toSorted()).toEqual(
    [resources.benches, resources.centrifuge, resources.cleanroom].toSorted(),
  )
  expect(affected.map(({ resource }) => resource.id)).toEqual([resources.centrifuge])
  park.trips.length = 0
  await hours.set(short, { ...chosen, affected: [keep(other)] })
  expect(park.trips.map((trip) => trip.kind)).toEqual(['read', 'write'])
  const used = await park.rows(`SELECT count(DISTINCT hours_id) AS weeks FROM resource
    WHERE id IN ('${resources.benches}', '${resources.centrifuge}', '${resources.cleanroom}')`)
  expect(used).toEqual([{ weeks: 1 }])
})

test('a machine of another facility is not among those chosen, whatever is asked', async () => {
  const { facts } = await hours.preview(short, { scope: [resources.centrifuge] })
  expect(facts.resources.map((one) => one.id)).toEqual([resources.confocal])
  await expect(hours.set(short, { who: cellsManager })).rejects.toBeInstanceOf(Forbidden)
  await expect(hours.set(short, { of: id('res', 99) as never })).rejects.toBeInstanceOf(NotFound)
})

test('whoever looked before somebody else set the hours is told, and changes nothing', async () => {
  const { facts } = await hours.preview(short)
  const seen = new Map(facts.resources.map(({ id: one, rulesVersion }) => [one, rulesVersion]))
  await hours.set(everyDay('09:00', '12:00'), { seen })
  expect(await hours.answer(short, { seen })).toEqual({ kind: 'overtaken' })
  await lab.book(helixResearcher, `${wednesday} 09:00`, `${wednesday} 10:00`)
})

test('two managers who save at once: one wins, the other is told', async () => {
  const { facts } = await hours.preview(short)
  const seen = new Map(facts.resources.map(({ id: one, rulesVersion }) => [one, rulesVersion]))
  const answers = await Promise.all([
    hours.answer(short, { seen }),
    hours.answer(everyDay('09:00', '12:00'), { seen, who: people.parkAdmin }),
  ])
  expect(answers.map(({ kind }) => kind).toSorted()).toEqual(['overtaken', 'set'])
})

test('a booking that is made while hours are judged is not left outside unmarked', async () => {
  const real = park.deps.db.write.bind(park.deps.db)
  let booked: Promise<unknown> | null = null
  const write: typeof real = async (statements, options) => {
    // Between the reading and the writing of the new hours, somebody books.
    if (booked === null) {
      booked = lab.book(helixResearcher, `${wednesday} 08:00`, `${wednesday} 09:00`)
      await booked
    }
    return real(statements, options)
  }
  const slow = {
    ...park,
    deps: { ...park.deps, db: { ...park.deps.db, read: park.deps.db.read.bind(park.deps.db), write } },
  }
  const answer = await hoursOf(slow as TestPark)
    .answer(short)
    .catch((error: unknown) => error)
  expect(answer).toMatchObject({ kind: 'bookings-affected' })
})

test('the same form sent twice sets the hours once', async () => {
  const key = freshKey()
  const early = await lab.book(helixResearcher, `${wednesday} 08:00`, `${wednesday} 09:00`)
  const [first, again] = [
    await hours.answer(short, { affected: [keep(early)] }, key),
    await hours.answer(short, { affected: [keep(early)] }, key),
  ]
  expect(again).toEqual(first)
  expect(await told()).toHaveLength(1)
  expect(await park.rows(`SELECT actor_id FROM audit WHERE action = 'resource.hours-set'`)).toEqual([
    { actor_id: imagingManager.id },
  ])
})

test('whoever is at work when the hours end goes on, and is marked', async () => {
  const now = await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 16:00')
  lab.clockAt('2026-11-23 14:00')
  await lab.checkIn(helixResearcher, now)
  const { affected } = await hours.set(everyDay('08:00', '12:00'))
  expect(affected).toMatchObject([{ id: now.id, state: 'in-use', override: { rules: ['outside-opening-hours'] } }])
})

test('a kept booking that a closure moves to open hours is not marked any more', async () => {
  const early = await lab.book(helixResearcher, `${wednesday} 08:00`, `${wednesday} 09:00`)
  await hours.set(short, { affected: [keep(early)] })
  const to = newTime(`${wednesday} 12:00`, `${wednesday} 13:00`)
  await closingOf(park).close(`${wednesday} 08:00`, `${wednesday} 09:00`, { affected: [move(early, to)] })
  expect(await park.rows(`SELECT waiver FROM booking WHERE id = '${early.id}'`)).toEqual([{ waiver: null }])
})
