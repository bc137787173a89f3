import { afterEach, beforeEach, expect, test } from 'vitest'
import { decideBooking } from '../../src/approvals/commands/decide-booking.ts'
import { Forbidden, NotFound } from '../../src/kernel/thrown.ts'
import { firms, people, projects, quotas, resources, type CastPerson } from '../support/cast.ts'
import { at } from '../support/facts.ts'
import { labOf, type Lab, type Told } from '../support/lab.ts'
import { freshKey, openPark, type TestPark } from '../support/open-park.ts'

const { helixResearcher, helixAdmin, orchidResearcher, imagingManager, cellsManager } = people

let park: TestPark
let lab: Lab
beforeEach(async () => {
  park = await openPark()
  lab = labOf(park)
})
afterEach(async () => {
  await lab.isSound()
  await park.close()
})

test('an approved request is confirmed, in two round trips, and wakes the clock for its check-in', async () => {
  const booking = await request()
  expect(booking).toMatchObject({ state: 'pending', needs: ['lab-manager'] })
  park.trips.length = 0
  const approved = await decide(cellsManager, booking, 'approve')
  expect(park.trips.map((trip) => trip.kind)).toEqual(['read', 'write'])
  expect(approved).toMatchObject({ kind: 'decided', status: 200 })
  expect(await lab.booking(booking)).toMatchObject({ state: 'confirmed', version: 2, wake_at: at('2026-11-24 14:30') })
})

test('a rejected request gives its unit and quota back, and keeps the note', async () => {
  const booking = await request()
  await decide(cellsManager, booking, 'reject')
  expect(await lab.booking(booking)).toMatchObject({ state: 'rejected', settlement: 'void' })
  expect(await lab.held(booking)).toEqual([])
  expect(await lab.used(quotas.helixMonth)).toBe(0)
  expect((await lab.history(booking)).at(-1)).toBe('booking.rejected {"steps":["lab-manager"],"note":"see me"}')
})

test.each([
  ['firm-suspended', `UPDATE firm SET state = 'suspended' WHERE id = '${firms.helix}'`],
  ['project-closed', `UPDATE project SET state = 'closed' WHERE id = '${projects.helix}'`],
  [
    'qualification-missing',
    `UPDATE resource SET qualification_id = 'qualification_confocal' WHERE id = '${resources.cleanroom}';
     DELETE FROM qualification`,
  ],
])('what has changed since stands in the way of an approval: %s', async (rule, change) => {
  const booking = await request()
  await park.script(change)
  expect(await decide(cellsManager, booking, 'approve')).toMatchObject({ kind: 'refused', refusals: [{ rule }] })
  expect(await lab.booking(booking)).toMatchObject({ state: 'pending', version: 1 })
  expect(await decide(cellsManager, booking, 'reject')).toMatchObject({ kind: 'decided' })
})

test('only a lab manager of the facility decides', async () => {
  const booking = await request()
  for (const person of [helixResearcher, helixAdmin]) {
    await expect(decide(person, booking, 'approve')).rejects.toThrow(Forbidden)
  }
  for (const stranger of [imagingManager, orchidResearcher]) {
    await expect(decide(stranger, booking, 'approve')).rejects.toThrow(NotFound)
  }
})

test('a request is decided once, and not after its deadline', async () => {
  const [first, second] = [await request(), await request('2026-11-25')]
  await decide(cellsManager, first, 'approve')
  await expect(decide(cellsManager, first, 'reject')).rejects.toMatchObject({ kind: 'state-forbids' })
  lab.clockAt('2026-11-24 10:00')
  await expect(decide(cellsManager, second, 'approve')).rejects.toMatchObject({ kind: 'too-late' })
})

test('two managers at once: one decision stands', async () => {
  const booking = await request()
  const results = await Promise.allSettled([
    decide(cellsManager, booking, 'approve'),
    decide(people.parkAdmin, booking, 'reject'),
  ])
  const lost = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []))
  expect(lost).toMatchObject([{ kind: 'state-forbids' }])
  expect(await lab.booking(booking)).toMatchObject({ version: 2 })
})

function request(date = '2026-11-24'): Promise<Told> {
  return lab.book(helixResearcher, `${date} 14:00`, `${date} 16:00`, { resourceId: resources.cleanroom })
}

function decide(who: CastPerson, { id }: Told, decision: 'approve' | 'reject') {
  const note = decision === 'reject' ? 'see me' : ''
  return decideBooking(park.deps, park.actor(who), id, { decision, note }, freshKey())
}
