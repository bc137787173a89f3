import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { firms, people, projects } from '../support/cast.ts'
import { english, firmFile, mover, outcomes, peopleFile, projectFile, reasons, type Mover } from '../support/moving.ts'
import { openPark, type TestPark } from '../support/open-park.ts'

let park: TestPark
beforeEach(async () => {
  park = await openPark()
  ;({ send, move } = mover(park))
})
afterEach(() => park.close())

let send: Mover['send']
let move: Mover['move']
const count = async (table: string) => (await park.rows(`SELECT count(*) AS n FROM ${table}`))[0]?.['n']

async function moveAll(): Promise<void> {
  await move('firms', firmFile)
  await move('people', peopleFile)
  await move('projects', projectFile)
}

describe('a park moves in', () => {
  test('with its firms, people and projects, and the second time nothing changes', async () => {
    expect(outcomes(await move('firms', firmFile))).toEqual(['2 new', '3 new'])
    const made = await move('people', peopleFile)
    expect(reasons(made)).toEqual([])
    expect(outcomes(made)).toEqual(['2 new', '3 new', '4 changed', '5 new', '6 new'])
    expect(outcomes(await move('projects', projectFile))).toEqual(['2 new', '3 new'])
    const before = await count('audit')
    for (const [kind, file] of [
      ['firms', firmFile],
      ['people', peopleFile],
      ['projects', projectFile],
    ] as const)
      expect(new Set((await move(kind, file)).lines.map(({ outcome }) => outcome))).toEqual(new Set(['unchanged']))
    expect(await count('audit')).toBe(before)
  })

  test('and everybody has the roles of their lines, where they hold', async () => {
    await moveAll()
    const roles = await park.rows(`SELECT p.email, r.role, f.name_en AS firm, c.code AS facility FROM role r
      JOIN person p ON p.id = r.person_id LEFT JOIN firm f ON f.id = r.firm_id
      LEFT JOIN facility c ON c.id = r.facility_id
      WHERE p.email LIKE '%sprout.example' OR p.email IN ('core@park.example', 'office@park.example')
      ORDER BY p.email, r.role, firm`)
    expect(roles.map(({ email, role, firm, facility }) => [email, role, firm ?? facility])).toEqual([
      ['chen@sprout.example', 'researcher', 'Sprout Bio'],
      ['core@park.example', 'lab-manager', expect.any(String)],
      ['lin@sprout.example', 'firm-admin', 'Sprout Bio'],
      ['lin@sprout.example', 'firm-finance', 'Renhe Hospital'],
      ['lin@sprout.example', 'researcher', 'Sprout Bio'],
      ['office@park.example', 'park-finance', null],
    ])
    expect(
      await park.rows(`SELECT p.code, p.restricted, q.limit_value AS budget FROM project p
      LEFT JOIN quota q ON q.subject_id = p.id WHERE p.code LIKE '2027-K%' ORDER BY p.code`),
    ).toEqual([
      { code: '2027-K01', restricted: 1, budget: 12_000_050 },
      { code: '2027-K02', restricted: 0, budget: null },
    ])
  })

  test('a preview says the same as what is then done, and changes nothing', async () => {
    const before = [await count('firm'), await count('audit'), await count('idempotency')]
    const preview = await move('firms', firmFile, '?preview=1')
    expect([await count('firm'), await count('audit'), await count('idempotency')]).toEqual(before)
    const done = await move('firms', firmFile, `?plan=${preview.plan}`)
    expect({ ...done, preview: true }).toEqual(preview)
  })

  test('what was previewed is not done once the park has changed', async () => {
    const { plan } = await move('firms', firmFile, '?preview=1')
    const names = { hans: '仁和医院', hant: '仁和醫院', en: 'Renhe' }
    expect((await park.call(people.parkAdmin, 'POST', '/api/v1/firms', { names })).status).toBe(201)
    const answer = await send('firms', firmFile, `?plan=${plan}`)
    expect([answer.status, await answer.text()]).toEqual([409, expect.stringContaining('import-changed')])
    expect(await park.rows(`SELECT id FROM firm WHERE name_en = 'Sprout Bio'`)).toEqual([])
  })

  test('sent twice with one key, it happens once and answers the same; no address is kept with it', async () => {
    await move('firms', firmFile)
    const key = { 'idempotency-key': 'moving-in-0001' }
    const first = await move('people', peopleFile, '', key)
    expect(await move('people', peopleFile, '', key)).toEqual(first)
    expect(JSON.stringify(await park.rows(`SELECT body FROM idempotency`))).not.toContain('lin@sprout.example')
  })
})

describe('who is here already', () => {
  test('gets roles and loses none, keeps their name, and may do more with the next request', async () => {
    const { email } = people.helixResearcher
    const report = await move('people', `address,name,firm,roles\n${email},Somebody Else,Helix,firm-finance\n`)
    expect(outcomes(report)).toEqual(['2 changed'])
    const [person] = await park.rows(`SELECT name FROM person WHERE email = '${email}'`)
    expect(person?.['name']).not.toBe('Somebody Else')
    expect(
      await park.rows(`SELECT role FROM role WHERE person_id = '${people.helixResearcher.id}' ORDER BY role`),
    ).toEqual([{ role: 'firm-finance' }, { role: 'researcher' }])
    expect((await park.call(people.helixResearcher, 'GET', '/api/v1/ledger')).status).toBe(200)
  })

  test('a project keeps what the file leaves blank, and a dash takes away', async () => {
    const path = `/api/v1/projects/${projects.helix}`
    const wanted = { code: '2026-K07', name: 'Screening', budgetMinor: 50_000, members: [people.helixColleague.id] }
    await park.call(people.helixAdmin, 'PUT', path, wanted)
    const head = 'firm,code,name,budget,members\n'
    expect(outcomes(await move('projects', `${head}Helix,2026-K07,,,\n`))).toEqual(['2 unchanged'])
    const cleared = await move('projects', `${head}Helix,2026-K07,,-,-\n`)
    expect(cleared.lines[0]?.changes).toEqual(['budget', 'members'])
    const list = (await (await park.call(people.helixAdmin, 'GET', '/api/v1/projects')).json()) as { items: object[] }
    expect(list.items).toContainEqual(expect.objectContaining({ code: '2026-K07', budgetMinor: null, members: null }))
  })
})

describe('a file', () => {
  test.each([
    ['in GBK', new Uint8Array([0x6e, 0x2c, 0x0a, 0xd0, 0xc2, 0xd1, 0xbf]), 'is not UTF-8'],
    ['in UTF-16', new Uint8Array([0xff, 0xfe, 0x61, 0x00]), 'is not UTF-8'],
    ['without its columns', 'a,b\n1,2\n', 'The header lacks name_zh_hans, name_zh_hant, name_en'],
    ['with a header only', 'name_zh_hans\n', 'nothing in it'],
    ['that is no CSV', 'name_zh_hans\n"a', 'it is not CSV'],
  ])('%s is refused whole, and says why', async (_, body, why) => {
    const answer = await park.app.request('/api/v1/imports/firms?preview=1', {
      method: 'POST',
      headers: { ...english, authorization: `Bearer ${people.parkAdmin.token}` },
      body,
    })
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining(why)])
  })

  test('may begin with a byte order mark and end its lines as Windows does', async () => {
    expect(outcomes(await move('firms', `\ufeff${firmFile.replaceAll('\n', '\r\n')}`))).toEqual(['2 new', '3 new'])
  })

  test('of twelve thousand people is taken whole', async () => {
    const lines = Array.from({ length: 12_000 }, (_, at) => `p${at}@many.example,Person ${at},Helix,researcher,`)
    const file = `address,name,firm,roles,facility\n${lines.join('\n')}\n`
    const { plan } = await move('people', file, '?preview=1')
    const report = await move('people', file, `?plan=${plan}`)
    expect(report.counts).toEqual({ new: 12_000, changed: 0, unchanged: 0, refused: 0 })
    expect(await count(`role WHERE firm_id = '${firms.helix}'`)).toBeGreaterThan(12_000)
    expect((await move('people', file)).counts.unchanged).toBe(12_000)
  })

  test('is a park admin’s to send', async () => {
    for (const who of [people.helixAdmin, people.parkFinance, people.imagingManager])
      expect((await park.call(who, 'POST', '/api/v1/imports/people', peopleFile, english)).status).toBe(403)
  })
})

test('an admin who gives themselves a role in the middle of a long file still gets the rest in', async () => {
  const lines = Array.from({ length: 450 }, (_, at) => `q${at}@many.example,,Helix,,`)
  lines[100] = `${people.parkAdmin.email},,Helix,researcher,`
  const report = await move('people', `address,name,firm,roles,facility\n${lines.join('\n')}\n`)
  expect(report.counts).toEqual({ new: 449, changed: 1, unchanged: 0, refused: 0 })
  expect(await count(`person WHERE email LIKE '%@many.example'`)).toBe(449)
})
