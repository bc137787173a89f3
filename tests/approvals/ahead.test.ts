import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { giveAhead, type AheadWish } from '../../src/approvals/commands/give-ahead.ts'
import { withdrawAhead } from '../../src/approvals/commands/withdraw-ahead.ts'
import type { PreapprovalId } from '../../src/kernel/id.ts'
import { NotFound } from '../../src/kernel/thrown.ts'
import { facilities, firms, people, projects, resources, type CastPerson } from '../support/cast.ts'
import { at } from '../support/facts.ts'
import { textOf } from '../support/html.ts'
import { labOf, type Lab } from '../support/lab.ts'
import { freshKey, openPark, type TestPark } from '../support/open-park.ts'
import { approvingOf, everybody, type Approving } from './approving.ts'

const { helixResearcher, helixColleague, helixAdmin, orchidAdmin, imagingManager, cellsManager } = people

let park: TestPark
let lab: Lab
let approving: Approving
beforeEach(async () => {
  park = await openPark()
  lab = labOf(park)
  approving = approvingOf(park, lab)
})
afterEach(async () => {
  await lab.isSound()
  await park.close()
})

const usual: AheadWish = {
  giver: { by: 'lab-manager', facilityId: facilities.cells },
  subject: { kind: 'firm', text: firms.helix },
  resource: resources.cleanroom,
  categoryId: '',
  maxMinutes: null,
  until: at('2026-12-31 00:00'),
  note: 'validated in spring',
}

async function give(wish: Partial<AheadWish> = {}, who: CastPerson = cellsManager): Promise<PreapprovalId> {
  const { body } = await giveAhead(park.deps, park.actor(who), { ...usual, ...wish }, freshKey())
  return (JSON.parse(body) as { id: PreapprovalId }).id
}

const withdraw = (id: PreapprovalId, who: CastPerson = cellsManager) =>
  withdrawAhead(park.deps, park.actor(who), id, freshKey())

test('what is approved ahead books without waiting, until it is withdrawn; what is booked stays', async () => {
  expect(await approving.request('2026-11-25')).toMatchObject({ state: 'pending' })
  park.trips.length = 0
  const id = await give()
  expect(park.trips.map(({ kind }) => kind)).toEqual(['read', 'write'])
  const booked = await approving.request('2026-11-26')
  expect(booked).toMatchObject({ state: 'confirmed', needs: [] })
  expect(await approving.steps(booked)).toEqual(['lab-manager ahead'])
  const page = textOf(await (await park.call(helixResearcher, 'GET', `/b/${booked.id}`)).text())
  expect(page).toContain('This kind of use is approved ahead: nobody had to be asked.')
  park.trips.length = 0
  await withdraw(id)
  expect(park.trips.map(({ kind }) => kind)).toEqual(['read', 'write'])
  await withdraw(id)
  expect(await approving.request('2026-11-27')).toMatchObject({ state: 'pending' })
  expect(await lab.booking(booked)).toMatchObject({ state: 'confirmed' })
})

test('only the steps that it covers are not asked', async () => {
  await approving.asks(everybody)
  await give()
  const booking = await approving.request()
  expect(booking).toMatchObject({ state: 'pending', needs: ['safety', 'firm-admin'] })
  expect(await approving.steps(booking)).toEqual(['firm-admin awaited', 'lab-manager ahead', 'safety awaited'])
})

describe('it covers', () => {
  test.each<[string, Partial<AheadWish>, boolean]>([
    ['a person', { subject: { kind: 'person', text: helixResearcher.email } }, true],
    ['another person', { subject: { kind: 'person', text: helixColleague.email } }, false],
    ['a project', { subject: { kind: 'project', text: projects.helix } }, true],
    ['another project', { subject: { kind: 'project', text: projects.orchid } }, false],
    ['a firm by its name', { subject: { kind: 'firm', text: 'helix' } }, true],
    ['another firm', { subject: { kind: 'firm', text: firms.orchid } }, false],
    ['a length up to its limit', { maxMinutes: 120 }, true],
    ['no longer one', { maxMinutes: 119 }, false],
    ['use that ends when it lapses', { until: at('2026-11-30 16:00') }, true],
    ['no use after it has lapsed', { until: at('2026-11-30 15:59') }, false],
  ])('%s', async (_name, wish, covers) => {
    await give(wish)
    expect((await approving.request()).state).toBe(covers ? 'confirmed' : 'pending')
  })

  test('a whole category', async () => {
    const [room] = await park.rows(`SELECT category_id AS id FROM resource WHERE id = '${resources.cleanroom}'`)
    await give({ resource: '', categoryId: room?.['id'] as string })
    expect((await approving.request()).state).toBe('confirmed')
  })

  test('nothing of whoever gave it', async () => {
    await approving.asks([{ by: 'firm-admin', hours: 24 }])
    await give({ giver: { by: 'firm-admin', firmId: firms.helix } }, helixAdmin)
    expect((await approving.request('2026-11-26')).state).toBe('confirmed')
    expect((await approving.request('2026-11-27', helixAdmin)).state).toBe('pending')
  })
})

test('it is for its approvers to give, and to take back: to anybody else it is not there', async () => {
  const id = await give()
  for (const stranger of [imagingManager, helixAdmin, helixResearcher, orchidAdmin]) {
    await expect(give({}, stranger)).rejects.toThrow(NotFound)
    await expect(withdraw(id, stranger)).rejects.toThrow(NotFound)
  }
  await expect(give({ giver: { by: 'firm-admin', firmId: firms.helix } }, orchidAdmin)).rejects.toThrow(NotFound)
  await expect(give({ giver: { by: 'safety', facilityId: facilities.cells } })).rejects.toThrow(NotFound)
  // Whoever stands in for an approver decides for a while, and no longer.
  await approving.lends(cellsManager, imagingManager, '2026-11-23 00:00', '2026-11-25 00:00')
  await expect(give({}, imagingManager)).rejects.toThrow(NotFound)
})

test.each<[string, Partial<AheadWish>, string]>([
  ['an unknown subject', { subject: { kind: 'firm', text: 'Nobody' } }, '/subject'],
  ['oneself', { subject: { kind: 'person', text: cellsManager.email } }, '/subject'],
  ['no use', { resource: '' }, '/resource'],
  ['two uses', { categoryId: 'rooms' }, '/resource'],
  ['another facility’s resource', { resource: resources.confocal }, '/resource'],
  ['an unknown category', { resource: '', categoryId: 'none' }, '/categoryId'],
  ['a past end', { until: at('2026-11-23 09:00') }, '/until'],
])('%s is refused and changes nothing', async (_name, wish, pointer) => {
  await expect(give(wish)).rejects.toMatchObject({ faults: [{ pointer }] })
  expect(await park.rows('SELECT id FROM preapproval')).toEqual([])
})

test('a booking and a withdrawal at once: it was approved ahead, or somebody is asked', async () => {
  for (const date of ['2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27']) {
    const id = await give()
    const [booking] = await Promise.all([approving.request(date), withdraw(id)])
    const steps = await approving.steps(booking)
    expect([booking.state, ...steps]).toEqual(
      booking.state === 'confirmed' ? ['confirmed', 'lab-manager ahead'] : ['pending', 'lab-manager awaited'],
    )
  }
})

test('the page lists what stands, takes a new one, and keeps what was typed when it can’t be taken', async () => {
  const form = { giver: `lab-manager:${facilities.cells}`, kind: 'firm', subject: 'Helix', until: '2026-12-24' }
  const send = (more: Record<string, string>) =>
    park.call(cellsManager, 'POST', '/me/approvals/ahead', new URLSearchParams({ ...form, ...more }).toString(), {
      'content-type': 'application/x-www-form-urlencoded',
    })
  const refused = await send({ key: 'a-form-of-consents', resource: 'AS-nothing' })
  expect(refused.status).toBe(422)
  const html = await refused.text()
  expect(html).toContain('value="AS-nothing"')
  expect(html).toContain('value="Helix"')
  const answers = await Promise.all([1, 2].map(() => send({ key: 'another-form-of-it', resource: 'AS-cleanroom' })))
  expect(answers.map(({ status }) => status)).toEqual([303, 303])
  expect(await park.rows('SELECT id FROM preapproval')).toHaveLength(1)
  const text = textOf(await (await park.call(cellsManager, 'GET', '/me/approvals')).text())
  expect(text).toContain('Sample cleanroom')
  expect(text).toContain('Withdraw')
})
