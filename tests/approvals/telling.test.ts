import { afterEach, beforeEach, expect, test } from 'vitest'
import { deliverNotices } from '../../src/notices/commands/deliver-notices.ts'
import { people } from '../support/cast.ts'
import { labOf, type Lab } from '../support/lab.ts'
import { openPark, type TestPark } from '../support/open-park.ts'
import { approvingOf, everybody, safety, type Approving } from './approving.ts'

const { helixResearcher, helixAdmin, cellsManager } = people

let park: TestPark
let lab: Lab
let approving: Approving
beforeEach(async () => {
  park = await openPark()
  lab = labOf(park)
  approving = approvingOf(park, lab)
  await approving.asks(everybody)
  await approving.namesSafety()
})
afterEach(async () => {
  await lab.isSound()
  await park.close()
})

test('moved to another time everybody is asked anew; given up in part, nobody', async () => {
  const booking = await approving.request()
  await approving.decide(cellsManager, booking)
  const shorter = await lab.move(helixResearcher, { ...booking, version: 2 }, '2026-11-30 14:00', '2026-11-30 15:00')
  expect(shorter.needs).toEqual(['safety', 'firm-admin'])
  const moved = await lab.move(helixResearcher, shorter, '2026-12-01 14:00', '2026-12-01 15:00')
  expect(moved).toMatchObject({ state: 'pending', needs: ['lab-manager', 'safety', 'firm-admin'] })
  expect(await approving.steps(booking)).toEqual(['firm-admin awaited', 'lab-manager awaited', 'safety awaited'])
})

test('each approver is written to, the owner once at the end', async () => {
  const booking = await approving.request()
  while ((await deliverNotices(park.deps)) > 0);
  const asked = await park.rows(`SELECT address FROM demo_mail ORDER BY address`)
  expect(asked.map(({ address }) => address)).toEqual([helixAdmin.email, cellsManager.email, safety.email].toSorted())
  for (const who of [helixAdmin, safety, cellsManager]) await approving.decide(who, booking)
  while ((await deliverNotices(park.deps)) > 0);
  const told = await park.rows(`SELECT subject FROM demo_mail WHERE address = '${helixResearcher.email}'`)
  expect(told).toHaveLength(1)
})
