import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { roleNames, roleTable, type Act } from '../../src/firms/role-table.ts'
import { firms, people, projects, resources } from '../support/cast.ts'
import { openPark, type TestPark } from '../support/open-park.ts'

let park: TestPark
beforeEach(async () => {
  park = await openPark()
})
afterEach(() => park.close())

const interval = { startsAt: '2026-11-25T14:00:00+08:00', endsAt: '2026-11-25T16:00:00+08:00' }
let keys = 0
const book = (who = people.helixResearcher, more: object = {}) =>
  park.call(
    who,
    'POST',
    '/api/v1/bookings',
    { resourceId: resources.benches, ...interval, ...more },
    {
      'idempotency-key': `firms-${String(++keys).padStart(4, '0')}`,
    },
  )

describe('a firm', () => {
  test('that is suspended keeps its bookings, is refused new ones and told why, until it may again', async () => {
    const kept = await book()
    expect(kept.status).toBe(201)
    const path = `/api/v1/firms/${firms.helix}/suspension`
    expect((await park.call(people.parkAdmin, 'POST', path, { reason: 'rent is due' })).status).toBe(200)
    const refused = await book()
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('rent is due')
    const { id } = (await kept.json()) as { id: string }
    expect((await park.call(people.helixResearcher, 'GET', `/api/v1/bookings/${id}`)).status).toBe(200)
    expect((await book(people.orchidResearcher)).status).toBe(201)
    expect((await park.call(people.parkAdmin, 'DELETE', path)).status).toBe(200)
    expect((await book()).status).toBe(201)
  })

  test.each(['Helix', 'HELIX', 'ｈｅｌｉｘ', 'He lix'])('can’t take another’s name, as “%s”', async (en) => {
    const wanted = { names: { hans: '新的', hant: '新的', en } }
    expect((await park.call(people.parkAdmin, 'POST', '/api/v1/firms', wanted)).status).toBe(409)
  })

  test.each(['Hel\u200bix', '\u202eHelix', 'He\u00adlix', 'Helix\u2066'])(
    'can’t hide marks in its name',
    async (en) => {
      const wanted = { names: { hans: '新的', hant: '新的', en } }
      expect((await park.call(people.parkAdmin, 'POST', '/api/v1/firms', wanted)).status).toBe(400)
    },
  )

  test('has a credit code that holds, and that no other firm has', async () => {
    const names = { hans: '新的', hant: '新的', en: 'New' }
    const add = (creditCode: string, name: string) =>
      park.call(people.parkAdmin, 'POST', '/api/v1/firms', {
        names: { ...names, hans: name, hant: name, en: name },
        creditCode,
      })
    expect((await add('914403001922038217', 'One')).status).toBe(400)
    expect((await add('914403001922038216', 'Two')).status).toBe(201)
    expect((await add('9144 0300 1922 0382 16', 'Three')).status).toBe(409)
  })
})

describe('a project', () => {
  const path = `/api/v1/projects/${projects.helix}`
  const usual = { code: '2026-K07', name: 'Screening' }

  test('for certain people admits no others', async () => {
    const members = [people.helixColleague.id]
    expect((await park.call(people.helixAdmin, 'PUT', path, { ...usual, members })).status).toBe(200)
    expect((await book(people.helixColleague, { projectId: projects.helix })).status).toBe(201)
    const refused = await book(people.helixResearcher, { projectId: projects.helix })
    expect([refused.status, (await refused.text()).includes('not-permitted')]).toEqual([422, true])
    expect((await park.call(people.helixAdmin, 'PUT', path, usual)).status).toBe(200)
    expect((await book(people.helixResearcher, { projectId: projects.helix })).status).toBe(201)
  })

  test('has days, the last one included', async () => {
    await park.call(people.helixAdmin, 'PUT', path, { ...usual, startsOn: '2026-11-01', endsOn: '2026-11-25' })
    expect((await book(people.helixResearcher, { projectId: projects.helix })).status).toBe(201)
    const later = { startsAt: '2026-11-26T14:00:00+08:00', endsAt: '2026-11-26T15:00:00+08:00' }
    expect((await book(people.helixResearcher, { projectId: projects.helix, ...later })).status).toBe(422)
    const turned = { ...usual, startsOn: '2026-11-25', endsOn: '2026-11-24' }
    expect((await park.call(people.helixAdmin, 'PUT', path, turned)).status).toBe(400)
  })

  test('spends its budget and no more', async () => {
    await park.call(people.helixAdmin, 'PUT', path, { ...usual, budgetMinor: 6_000 })
    expect((await book(people.helixResearcher, { projectId: projects.helix })).status).toBe(201)
    const refused = await book(people.helixResearcher, { projectId: projects.helix })
    expect(await refused.text()).toContain('budget-exceeded')
    const list = await (await park.call(people.helixAdmin, 'GET', '/api/v1/projects')).json()
    expect(list).toMatchObject({ items: [{ code: '2026-K07', budgetMinor: 6_000, usedMinor: 6_000 }, {}] })
  })

  test('has a code of its own in its firm; people of another firm can’t be on it', async () => {
    const firm = `/api/v1/firms/${firms.helix}/projects`
    expect((await park.call(people.helixAdmin, 'POST', firm, usual)).status).toBe(409)
    const members = [people.orchidResearcher.id]
    expect((await park.call(people.helixAdmin, 'PUT', path, { ...usual, members })).status).toBe(404)
  })
})

test('a consortium takes firms in and lets them go', async () => {
  const names = { hans: '联合体', hant: '聯合體', en: 'Alliance' }
  const firmIds = [firms.helix, firms.orchid]
  const made = await park.call(people.parkAdmin, 'POST', '/api/v1/consortia', { names, firmIds })
  const { id } = (await made.json()) as { id: string }
  const members = `SELECT count(*) AS n FROM firm WHERE consortium_id = '${id}'`
  expect(await park.rows(members)).toEqual([{ n: 2 }])
  await park.call(people.parkAdmin, 'PUT', `/api/v1/consortia/${id}`, { names, firmIds: [firms.helix] })
  expect(await park.rows(members)).toEqual([{ n: 1 }])
})

test('the page of roles says exactly what the table says', async () => {
  const html = await (await park.call(people.parkAdmin, 'GET', '/admin/roles')).text()
  for (const act of Object.keys(roleTable) as Act[]) {
    const row = new RegExp(`<tr data-act="${act}">.*?</tr>`, 's').exec(html)?.[0] ?? ''
    for (const role of roleNames) {
      const cell = new RegExp(`<td data-role="${role}">(.*?)</td>`).exec(row)?.[1]
      expect([act, role, cell]).toEqual([act, role, (roleTable[act] as readonly string[]).includes(role) ? 'may' : '–'])
    }
  }
})
