import { afterEach, beforeEach, expect, test } from 'vitest'
import { people, resources } from '../../support/cast.ts'
import { at } from '../../support/facts.ts'
import { fieldsOf, textOf } from '../../support/html.ts'
import { labOf, type Lab } from '../../support/lab.ts'
import { openPark, type TestPark } from '../../support/open-park.ts'
import { visitor, type Visitor } from '../../support/visitor.ts'

const { helixResearcher, orchidResearcher, imagingManager, cellsManager } = people
const confocal = `/m/resources/${resources.confocal}/close`
const centrifuge = `/m/resources/${resources.centrifuge}/close`
/** Wednesday from 10 to 12. */
const morning = 'look=1&begin=at&date=2026-11-25&time=10:00&length=120&reason=laser'
const day = '2026-11-25'

let park: TestPark
let lab: Lab
let manager: Visitor
beforeEach(async () => {
  park = await openPark()
  lab = labOf(park)
  manager = visitor(park, imagingManager)
})
afterEach(async () => {
  await lab.isSound()
  await park.close()
})

test('a closure is looked at first, in one round trip that changes nothing', async () => {
  const booking = await lab.book(helixResearcher, `${day} 10:00`, `${day} 12:00`)
  park.trips.length = 0
  const { status, html } = await manager.open(`${confocal}?${morning}`)
  expect({ status, trips: park.trips.map(({ kind }) => kind) }).toEqual({ status: 200, trips: ['read'] })
  const text = textOf(html)
  expect(text).toContain('1 booking is in the way')
  expect(text).toContain('helixResearcher · Helix')
  expect(text).toContain('Cancel, free of charge')
  expect(html).toContain(`/b/${booking.id}`)
  expect(await park.rows('SELECT id FROM closure')).toEqual([])
})

test('offered is the nearest free time of the same part of the day, and taking it moves the booking', async () => {
  const booking = await lab.book(helixResearcher, `${day} 10:00`, `${day} 12:00`)
  await lab.book(orchidResearcher, '2026-11-26 10:00', '2026-11-26 12:00')
  const { html } = await manager.open(`${confocal}?look=1&begin=at&date=${day}&time=06:00&length=day`)
  expect(textOf(html)).toContain('Move to Thu 26 Nov, 08:00–10:00')
  const made = await manager.send(confocal, decisionOn(html))
  expect(made).toMatchObject({ status: 303, location: expect.stringMatching(/^\/m\/closures\/clo_/) })
  const closure = textOf((await manager.open(made.location)).html)
  expect(closure).toContain('Will close')
  expect(closure).toContain('Moved')
  expect(await lab.booking(booking)).toMatchObject({ state: 'confirmed', starts_at: at('2026-11-26 08:00') })
})

test('of several units, another one at the same time is offered before any other time', async () => {
  const booking = await lab.book(helixResearcher, `${day} 10:00`, `${day} 12:00`, { resourceId: resources.centrifuge })
  const cells = visitor(park, cellsManager)
  const { html } = await cells.open(`${centrifuge}?${morning}&unit=${booking.unit.id}`)
  expect(textOf(html)).toMatch(/Same time, on \w+/)
  expect(await cells.send(centrifuge, decisionOn(html))).toMatchObject({ status: 303 })
  const after = await lab.booking(booking)
  expect(after).toMatchObject({ state: 'confirmed', starts_at: at(`${day} 10:00`) })
  expect(`unt_${after['unit_id'] as number}`).not.toBe(booking.unit.id)
})

test('whoever books in between is not closed over: the new list is shown, with what was chosen', async () => {
  const first = await lab.book(helixResearcher, `${day} 10:00`, `${day} 11:00`)
  const { html } = await manager.open(`${confocal}?${morning}`)
  const chosen = { ...decisionOn(html), [`to_${first.id}_${first.version}`]: 'cancel' }
  const late = await lab.book(orchidResearcher, `${day} 11:00`, `${day} 12:00`)
  const again = await manager.send(confocal, chosen)
  expect(again.status).toBe(409)
  expect(textOf(again.html)).toContain('The bookings have changed in the meantime')
  expect(textOf(again.html)).toContain('2 bookings are in the way')
  expect(await park.rows('SELECT id FROM closure')).toEqual([])
  const fields = decisionOn(again.html)
  expect(fields).toMatchObject({ reason: 'laser', [`to_${first.id}_${first.version}`]: 'cancel' })
  expect((await manager.send(confocal, fields)).status).toBe(303)
  expect(await lab.booking(first)).toMatchObject({ state: 'cancelled', settlement: 'void' })
  expect(await lab.booking(late)).toMatchObject({ state: 'confirmed', version: 2 })
})

test('a booking that was moved in between is not decided by what was chosen for it before', async () => {
  const booking = await lab.book(helixResearcher, `${day} 10:00`, `${day} 11:00`)
  const { html } = await manager.open(`${confocal}?${morning}`)
  await lab.move(helixResearcher, booking, `${day} 11:00`, `${day} 12:00`)
  expect((await manager.send(confocal, decisionOn(html))).status).toBe(409)
  expect(await lab.booking(booking)).toMatchObject({ state: 'confirmed', starts_at: at(`${day} 11:00`) })
})

test('from now on, whoever is at it is interrupted, and the same form sent twice closes once', async () => {
  const booking = await lab.book(helixResearcher, '2026-11-23 10:00', '2026-11-23 12:00')
  lab.clockAt('2026-11-23 10:05')
  await lab.checkIn(helixResearcher, booking)
  lab.clockAt('2026-11-23 10:30')
  const { html } = await manager.open(`${confocal}?look=1&length=open&kind=fault`)
  expect(textOf(html)).toContain('In use: it ends now')
  const fields = decisionOn(html)
  const made = await manager.send(confocal, fields)
  expect((await manager.send(confocal, fields)).location).toBe(made.location)
  expect(await park.rows('SELECT kind FROM closure')).toEqual([{ kind: 'fault' }])
  expect(await lab.booking(booking)).toMatchObject({ state: 'completed', outcome: 'interrupted' })
  const page = await manager.open(made.location)
  expect(textOf(page.html)).toContain('Interrupted')
  const opened = await manager.send(`${made.location}/reopening`, fieldsOf(page.html, '/reopening'))
  expect(opened).toMatchObject({ status: 303, location: made.location })
  expect(textOf((await manager.open(made.location)).html)).toContain('Opened again')
})

test('times that cannot be are said at the form, which keeps what was filled in', async () => {
  const past = await manager.open(`${confocal}?look=1&begin=at&date=2026-11-20&time=10:00&reason=laser`)
  expect(past.status).toBe(422)
  expect(textOf(past.html)).toContain('This time has passed')
  expect(past.html).toContain('value="laser"')
  const { html } = await manager.open(`${confocal}?look=1&begin=at&date=2026-11-23&time=11:00&length=60`)
  lab.clockAt('2026-11-23 11:30')
  expect((await manager.send(confocal, decisionOn(html))).status).toBe(409)
  expect(await park.rows('SELECT id FROM closure')).toEqual([])
})

test('only managers of its facility close it, or are told how on its page', async () => {
  const other = visitor(park, cellsManager)
  expect((await other.open(`${confocal}?${morning}`)).status).toBe(404)
  expect((await visitor(park, helixResearcher).open(confocal)).status).toBe(403)
  const page = `/i/${resources.confocal}`
  expect((await manager.open(page)).html).toContain(confocal)
  expect((await other.open(page)).html).not.toContain(confocal)
  expect((await visitor(park, helixResearcher).open(page)).html).not.toContain(confocal)
})

/** What the button that closes would send; the form above it only asks. */
function decisionOn(html: string): Record<string, string> {
  return fieldsOf(html.slice(html.indexOf('<form method="post" action="/m/resources')), '/close')
}
