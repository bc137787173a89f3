import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ClosureWanted } from '../../src/bookings/commands/close-resource.ts'
import type { ClosureId, ResourceId, UnitId } from '../../src/kernel/id.ts'
import { Forbidden, Malformed, NotFound } from '../../src/kernel/thrown.ts'
import { openEnd } from '../../src/resources/closure.ts'
import { people, resources } from '../support/cast.ts'
import { closingOf, service } from '../support/closing.ts'
import { at } from '../support/facts.ts'
import { labOf, type Lab } from '../support/lab.ts'
import { openPark, type TestPark } from '../support/open-park.ts'

const { helixResearcher, orchidResearcher, imagingManager, cellsManager, parkAdmin } = people

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

const day = '2026-11-25'

test('closures overlap: the unit holds their union, and lifting one leaves what the other holds', async () => {
  const planned = await closing.close(`${day} 10:00`, `${day} 14:00`)
  const fault = await closing.close(`${day} 12:00`, null, { kind: 'fault' })
  expect(await closing.closed(1)).toEqual([[at(`${day} 10:00`), openEnd]])
  expect(await closing.reopen(imagingManager, fault.id)).toEqual({ status: 204, body: '' })
  expect(await closing.closed(1)).toEqual([[at(`${day} 10:00`), at(`${day} 14:00`)]])
  lab.clockAt(`${day} 11:00`)
  await closing.reopen(imagingManager, planned.id)
  expect(await closing.closed(1)).toEqual([[at(`${day} 10:00`), at(`${day} 11:00`)]])
  expect(await closing.reopen(imagingManager, planned.id)).toEqual({ status: 204, body: '' })
  await lab.book(helixResearcher, `${day} 11:00`, `${day} 12:00`)
  const versions = `SELECT group_concat(action) AS actions FROM audit WHERE entity = '${resources.confocal}'`
  expect(await park.rows(versions)).toEqual([
    { actions: 'resource.closed,resource.closed,resource.reopened,resource.reopened' },
  ])
})

test('a closure that is over cannot be lifted', async () => {
  const closure = await closing.close(`${day} 10:00`, `${day} 14:00`)
  lab.clockAt(`${day} 14:00`)
  await expect(closing.reopen(imagingManager, closure.id)).rejects.toMatchObject({ kind: 'too-late' })
})

test('a closure begins now at the earliest', async () => {
  lab.clockAt(`${day} 10:00`, 40)
  const answer = await closing.answer(imagingManager, resources.confocal, service(`${day} 09:59`, null))
  expect(answer).toMatchObject({ kind: 'refused', refused: [{ bookingId: null, refusals: [{ rule: 'in-the-past' }] }] })
  const closure = await closing.close(`${day} 10:00`, `${day} 11:00`)
  expect(closure.startsAt).toBe('2026-11-25T02:00:40Z')
})

test.each([
  [service(`${day} 12:00`, `${day} 12:00`), '/endsAt'],
  [{ ...service(`${day} 10:00`, null), units: [5 as UnitId] }, '/units'],
  [
    { ...service(`${day} 10:00`, null), affected: [{ bookingId: 'bkg_0' as never, do: 'move', to: null }] },
    '/affected/0/to',
  ],
] as [ClosureWanted, string][])('a closure that cannot be read is refused: %#', async (wanted, pointer) => {
  const answer = await closing.answer(imagingManager, resources.confocal, wanted).catch((error: unknown) => error)
  expect(answer).toBeInstanceOf(Malformed)
  expect(answer).toMatchObject({ faults: [{ pointer }] })
})

test('only the facility’s own managers and the park’s admin close and open', async () => {
  for (const person of [helixResearcher, cellsManager]) {
    await expect(closing.closeAs(person, resources.confocal, service(`${day} 10:00`, null))).rejects.toThrow(Forbidden)
  }
  const unknown = 'res_00000000000000000000000099' as ResourceId
  await expect(closing.closeAs(imagingManager, unknown, service(`${day} 10:00`, null))).rejects.toThrow(NotFound)
  const closure = await closing.closeAs(parkAdmin, resources.confocal, service(`${day} 10:00`, null))
  await expect(closing.reopen(cellsManager, closure.id)).rejects.toThrow(Forbidden)
  await expect(closing.reopen(imagingManager, 'clo_00000000000000000000000099' as ClosureId)).rejects.toThrow(NotFound)
})

test('a closure and bookings at the same moment: none of them ends up inside', async () => {
  for (let round = 0; round < 4; round++) {
    const date = `2026-12-${String(1 + round).padStart(2, '0')}`
    const results = await Promise.allSettled([
      lab.book(helixResearcher, `${date} 10:00`, `${date} 11:00`),
      closing.close(`${date} 09:00`, `${date} 12:00`),
      lab.book(orchidResearcher, `${date} 11:00`, `${date} 12:00`),
    ])
    const [closed] = await park.rows(`SELECT count(*) AS n FROM closure WHERE starts_at = ${at(`${date} 09:00`)}`)
    const [booked] = await park.rows(`SELECT count(*) AS n FROM booking WHERE starts_at >= ${at(`${date} 10:00`)}
      AND starts_at < ${at(`${date} 12:00`)} AND state = 'confirmed'`)
    expect(closed?.n === 0 || booked?.n === 0).toBe(true)
    expect(results.some((result) => result.status === 'fulfilled')).toBe(true)
  }
})
