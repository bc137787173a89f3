import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { firms, people, projects, quotas, resources, type CastPerson } from './support/cast.ts'
import { dumpOf } from './support/dump.ts'
import { openPark, type TestPark } from './support/open-park.ts'

/** What of Orchid's must never reach anybody of Helix: names, projects, purposes, numbers and ids. */
const canaries = [
  'Orchid',
  'orchid',
  '兰花',
  '蘭花',
  'Canary purpose',
  firms.orchid,
  projects.orchid,
  people.orchidResearcher.id,
]

const strangers = {
  helixResearcher: people.helixResearcher,
  helixAdmin: people.helixAdmin,
  helixFinance: people.helixFinance,
  visitor: people.visitor,
}

let park: TestPark
let theirs: { booking: string; entry: string; quota: string; numbers: readonly string[] }

beforeAll(async () => {
  park = await openPark()
  const booking = await book(
    people.orchidResearcher,
    resources.confocal,
    projects.orchid,
    '2026-11-25T14:00',
    '2026-11-25T16:00',
  )
  const used = await book(
    people.orchidResearcher,
    resources.centrifuge,
    projects.orchid,
    '2026-11-23T10:00',
    '2026-11-23T11:00',
  )
  for (const action of ['check-in', 'check-out'])
    await made(people.orchidResearcher, `/bookings/${used.id}/${action}`, {})
  await book(people.helixResearcher, resources.benches, projects.helix, '2026-11-25T14:00', '2026-11-25T16:00')
  const [row] = await park.rows('SELECT id FROM journal_entry LIMIT 1')
  const entry = row?.['id'] as string
  theirs = {
    booking: booking.id,
    entry,
    quota: `quo_${quotas.orchidMonth}`,
    numbers: [booking.id, used.id, booking.number, used.number, entry],
  }
})
afterAll(() => park.close())

describe.each(Object.entries(strangers))('%s', (_, who) => {
  test('reads nothing of another firm, whatever is asked', async () => {
    const paths = [
      '/me',
      '/bookings',
      '/bookings?from=2026-11-01T00:00:00Z',
      `/bookings?resourceId=${resources.confocal}`,
      `/bookings?projectId=${projects.orchid}`,
      `/bookings/${theirs.booking}`,
      '/resources',
      '/resources?q=orchid',
      '/resources?freeFrom=2026-11-25T05:00:00Z&freeTo=2026-11-25T09:00:00Z&minutes=60',
      ...Object.values(resources).flatMap((id) => [
        `/resources/${id}`,
        `/resources/${id}/availability?from=2026-11-22T00:00:00Z&to=2026-11-28T00:00:00Z`,
        `/audit?entity=${id}`,
      ]),
      '/quotas',
      '/ledger',
      `/audit?entity=${theirs.booking}`,
      `/audit?entity=${theirs.quota}`,
    ]
    for (const path of paths) {
      for (const accept of ['application/json', 'text/csv']) {
        const answer = await park.call(who, 'GET', `/api/v1${path}`, undefined, { accept })
        const text = await answer.text()
        for (const canary of [...canaries, ...theirs.numbers])
          expect(`${path}: ${text}`).not.toContain(path.includes(canary) ? `"${canary}"` : canary)
      }
    }
  })

  test('is told of another firm’s objects exactly what is told of those that never were', async () => {
    const before = await dumpOf(park)
    for (const [method, path, foreign, unknown, body] of asksOfObjects()) {
      const headers = { 'if-match': '"v1"' }
      const answers = []
      for (const id of [foreign, unknown, 'nonsense']) {
        const answer = await park.call(who, method, `/api/v1${path.replace('{}', id)}`, body, headers)
        answers.push(`${answer.status} ${(await answer.text()).replaceAll(/req_\w+/g, '').replaceAll(id, '')}`)
      }
      expect([path, new Set(answers).size, answers]).toEqual([path, 1, answers])
      expect(answers[0]).not.toMatch(/^(2(?!00 \{"items":\[\])|5)/)
    }
    expect(await dumpOf(park)).toBe(before)
  })

  test('books nothing on another firm’s project, nor for its people', async () => {
    const wish = {
      resourceId: resources.benches,
      startsAt: '2026-11-27T14:00:00+08:00',
      endsAt: '2026-11-27T16:00:00+08:00',
    }
    const before = await dumpOf(park)
    for (const path of ['/quotes', '/bookings']) {
      const answers = []
      for (const more of [
        { projectId: projects.orchid },
        { projectId: 'prj_00000000000000000000000999' },
        { projectId: 'nonsense' },
        { onBehalfOf: people.orchidResearcher.id },
        { onBehalfOf: 'usr_00000000000000000000000999' },
      ]) {
        const answer = await park.call(who, 'POST', `/api/v1${path}`, { ...wish, ...more }, key())
        answers.push(`${answer.status} ${(await answer.text()).replaceAll(/req_\w+/g, '')}`)
      }
      expect(new Set(answers).size).toBe(1)
      expect(answers[0]).toMatch(/^404 /)
    }
    expect(await dumpOf(park)).toBe(before)
  })
})

test('a role that is taken away is gone with the next request, and so is a token that is revoked', async () => {
  const leaver = people.orchidAdmin
  expect((await park.call(leaver, 'GET', `/api/v1/bookings/${theirs.booking}`)).status).toBe(200)
  await park.script(`DELETE FROM role WHERE person_id = '${leaver.id}'`)
  expect((await park.call(leaver, 'GET', `/api/v1/bookings/${theirs.booking}`)).status).toBe(404)
  expect(await (await park.call(leaver, 'GET', '/api/v1/bookings')).json()).toEqual({ items: [], nextCursor: null })
  await park.script(`UPDATE session SET revoked_at = 1 WHERE person_id = '${leaver.id}'`)
  expect((await park.call(leaver, 'GET', '/api/v1/bookings')).status).toBe(401)
})

function asksOfObjects(): [method: string, path: string, foreign: string, unknown: string, body?: object][] {
  const unknown = {
    booking: 'bkg_00000000000000000000000999',
    firm: 'firm_00000000000000000000000999',
    quota: 'quo_999',
  }
  const interval = { startsAt: '2026-11-26T09:00:00+08:00', endsAt: '2026-11-26T10:00:00+08:00' }
  return [
    ['GET', '/bookings/{}', theirs.booking, unknown.booking],
    ['PUT', '/bookings/{}/interval', theirs.booking, unknown.booking, interval],
    ['POST', '/bookings/{}/cancellation', theirs.booking, unknown.booking, {}],
    ['POST', '/bookings/{}/check-in', theirs.booking, unknown.booking, {}],
    ['POST', '/bookings/{}/check-out', theirs.booking, unknown.booking, {}],
    ['POST', '/bookings/{}/approval', theirs.booking, unknown.booking, { decision: 'approve' }],
    ['GET', '/bookings?projectId={}', projects.orchid, 'prj_00000000000000000000000999'],
    ['GET', '/quotas?subject={}', firms.orchid, unknown.firm],
    ['GET', '/quotas?subject={}', projects.orchid, 'prj_00000000000000000000000999'],
    ['GET', '/quotas?subject={}', people.orchidResearcher.id, 'usr_00000000000000000000000999'],
    ['PUT', '/quotas/{}', theirs.quota, unknown.quota, { limit: 1 }],
    ['GET', '/ledger?firmId={}', firms.orchid, unknown.firm],
    ['POST', '/ledger/{}/reversal', theirs.entry, 'ent_00000000000000000000000999', { reason: 'mine now' }],
    ['GET', '/audit?entity={}', theirs.booking, unknown.booking],
    ['GET', '/audit?entity={}', theirs.quota, unknown.quota],
  ]
}

async function book(who: CastPerson, resourceId: string, projectId: string, from: string, to: string) {
  const interval = { startsAt: `${from}:00+08:00`, endsAt: `${to}:00+08:00` }
  return made(who, '/bookings', {
    resourceId,
    projectId,
    ...interval,
    purpose: who === people.helixResearcher ? '' : 'Canary purpose',
  })
}

async function made(who: CastPerson, path: string, body: object): Promise<{ id: string; number: string }> {
  const answer = await park.call(who, 'POST', `/api/v1${path}`, body, key())
  expect(answer.status, path).toBeLessThan(300)
  return (await answer.json()) as { id: string; number: string }
}

function key(): Record<string, string> {
  return { 'idempotency-key': crypto.randomUUID() }
}
