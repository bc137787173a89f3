import { afterEach, beforeEach, expect, test } from 'vitest'
import { Malformed } from '../../src/kernel/thrown.ts'
import { people, resources, units } from '../support/cast.ts'
import { cancel, closingOf } from '../support/closing.ts'
import { labOf, type Lab } from '../support/lab.ts'
import { openPark, type TestPark } from '../support/open-park.ts'

const { helixResearcher } = people
const wednesday = '2026-11-25'
const now = '2026-11-23 10:00'

let park: TestPark
let lab: Lab
let closing: ReturnType<typeof closingOf>
beforeEach(async () => {
  park = await openPark()
  lab = labOf(park)
  lab.clockAt(now)
  closing = closingOf(park)
})
afterEach(async () => {
  await lab.isSound()
  await park.close()
})

const stateOf = async () => (await park.rows(`SELECT state FROM resource WHERE id = '${resources.confocal}'`))[0]

test('retired with each booking decided, in one write, a machine is not booked again', async () => {
  const booking = await lab.book(helixResearcher, `${wednesday} 10:00`, `${wednesday} 12:00`)
  await expect(closing.close(now, null, { retire: true })).rejects.toMatchObject({ kind: 'bookings-affected' })
  expect(await stateOf()).toEqual({ state: 'published' })
  await closing.close(now, null, { retire: true, affected: [cancel(booking)] })
  expect(await stateOf()).toEqual({ state: 'retired' })
  expect(await park.rows(`SELECT state FROM booking`)).toEqual([{ state: 'cancelled' }])
  await expect(lab.book(helixResearcher, `${wednesday} 13:00`, `${wednesday} 14:00`)).rejects.toThrow('unavailable')
})

test('half of a machine, or one for a while, is not retired', async () => {
  for (const wrong of [{ units: [units.confocal[0]] as never }, { endsAt: park.clock.now + 3600 }])
    await expect(closing.close(now, null, { retire: true, ...wrong })).rejects.toBeInstanceOf(Malformed)
})
