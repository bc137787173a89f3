import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { people } from '../support/cast.ts'
import { openPark, type TestPark } from '../support/open-park.ts'
import { operate, spawnCli } from './operate.ts'

let park: TestPark
let folder: string
let url: string
beforeEach(async () => {
  park = await openPark()
  folder = await mkdtemp(join(tmpdir(), 'gongtai-cli-'))
  url = park.file ?? ''
})
afterEach(async () => {
  await park.close()
  await rm(folder, { recursive: true, force: true })
})

describe('token', () => {
  test('prints a token that signs its person in, and nothing else', async () => {
    const { code, said } = await operate(url, 'token', [], { email: people.helixResearcher.email })
    expect(code).toBe(0)
    expect(said).toHaveLength(1)
    expect(said[0]).toMatch(/^[\w-]{43}$/)
    // The token lasts from now on, by the machine's clock.
    park.clock.now = Math.floor(Date.now() / 1000)
    const answer = await park.call({ ...people.helixResearcher, token: said[0] ?? '' }, 'GET', '/api/v1/me')
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({ person: { id: people.helixResearcher.id } })
  })

  test('is not made for a stranger, a suspended person, or nobody', async () => {
    await expect(operate(url, 'token', [], { email: 'nobody@helix.example' })).rejects.toThrow('Nobody in this park')
    await expect(operate(url, 'token', [], { email: people.suspended.email })).rejects.toThrow('suspended')
    await expect(operate(url, 'token')).rejects.toThrow('--email')
    await expect(operate(url, 'token', [], { email: 'a@b', days: '0' })).rejects.toThrow('--days')
  })
})

describe('check', () => {
  test('answers 0 and names every invariant while all of them hold', async () => {
    const { code, said } = await operate(url, 'check')
    expect(code).toBe(0)
    expect(said.at(-1)).toMatch(/^All \d+ hold\.$/)
    for (const name of ['I1', 'I2', 'I3', 'I6', 'I7', 'I8', 'I9'])
      expect(said.some((line) => line.startsWith(name))).toBe(true)
  })

  test('answers 1 and names the row when one is broken', async () => {
    await park.script(`INSERT INTO quota_use (quota_id, bucket, used) VALUES (1, 20000, 60)`)
    const { code, said } = await operate(url, 'check')
    expect(code).toBe(1)
    expect(said.some((line) => line.includes('quo_1') && line.includes('60/0 counted, 0/0 taken'))).toBe(true)
  })
})

describe('migrate and seed', () => {
  test('make a database that is not there, and change nothing the second time', async () => {
    const fresh = join(folder, 'made/park.db')
    expect((await operate(fresh, 'migrate')).said[0]).toMatch(/^Applied 0001_park\.sql/)
    expect((await operate(fresh, 'migrate')).said).toEqual(['Up to date: nothing to apply.'])
    expect((await operate(url, 'seed')).said).toEqual(['The database holds a park already: nothing was changed.'])
  })

  test('other commands say that there is no database rather than make one', async () => {
    await expect(operate(join(folder, 'gone.db'), 'check')).rejects.toThrow('There is no database')
    await operate(join(folder, 'empty.db'), 'migrate')
    await expect(operate(join(folder, 'empty.db'), 'check')).rejects.toThrow('holds no park yet')
  })
})

describe('import', () => {
  test('takes resources, and names each line that it refuses', async () => {
    const file = await written('asset_number,facility,name_en,min_minutes\nX-1,IM,Fine,15\nX-2,IM,Odd,soon\n')
    const { code, said } = await operate(url, 'import', ['resources', file])
    expect(code).toBe(1)
    expect(said).toEqual([
      'line 3: X-2: refused, min_minutes is a whole number from 1 to 525600, not “soon”',
      '1 have no price, so nobody can book them yet: import rates, or publish them',
      '2 lines: 1 new, 0 changed, 0 unchanged, 1 refused',
    ])
  })

  test('takes bookings in the name of the people of the file, and leaves nobody signed in', async () => {
    const day = '2026-11-23'
    const sessions = await park.rows('SELECT count(*) AS n FROM session')
    const file = await written(
      [
        'asset_number,email,starts_at,ends_at,requested_at',
        `AS-confocal,researcher@helix.example,${day}T14:00:00+08:00,${day}T15:00:00+08:00,2026-11-20T09:00:00+08:00`,
        `AS-confocal,researcher@orchid.example,${day}T14:30:00+08:00,${day}T16:00:00+08:00,2026-11-20T10:00:00+08:00`,
      ].join('\n'),
    )
    const first = await operate(url, 'import', ['bookings', file])
    expect(first).toEqual({
      code: 1,
      said: ['line 3: refused, unit-taken', '2 lines: 1 booked, 0 unchanged, 1 refused'],
    })
    const second = await operate(url, 'import', ['bookings', file])
    expect(second.said.at(-1)).toBe('2 lines: 0 booked, 1 unchanged, 1 refused')
    expect(await park.rows('SELECT count(*) AS n FROM session')).toEqual(sessions)
  })

  test('says in a line what is wrong with a file', async () => {
    await expect(operate(url, 'import', ['resources', join(folder, 'gone.csv')])).rejects.toThrow("can't be read")
    await expect(operate(url, 'import', ['resources', await written('a,b\n1,2\n')])).rejects.toThrow(
      'columns missing: asset_number',
    )
    await expect(operate(url, 'import', ['resources', await written('asset_number\n"x\n')])).rejects.toThrow(
      'no CSV at line',
    )
    await expect(operate(url, 'import', ['machines', await written('')])).rejects.toThrow('not machines')
  })
})

// A process that may have to build the program first.
describe('the program', { timeout: 60_000 }, () => {
  test.each([
    [['--help'], 0, /Usage: npm run -s cli/, ''],
    [['check', '--help'], 0, /npm run -s cli -- check/, ''],
    [[], 2, '', /Usage/],
    [['chekc'], 2, '', /^There is no command chekc\. Try --help\n$/],
    [['token', '--mail', 'x'], 2, '', /^Unknown option '--mail'\. Usage: token --email/],
    [['backup'], 2, '', /^Usage: backup <file>/],
    [['token', '--email', 'nobody@x.example'], 1, '', /^Nobody in this park has the address nobody@x\.example\n$/],
  ])('%j ends with %i and one clear line', (words, code, out, complaint) => {
    const { status, stdout, stderr } = spawnCli(url, words)
    expect(status).toBe(code)
    expect(stdout).toMatch(out)
    expect(stderr).toMatch(complaint)
    if (code === 1) expect(stderr.trim().split('\n')).toHaveLength(1)
  })

  test('prints a token alone, so that a script can take it', () => {
    const { status, stdout, stderr } = spawnCli(url, ['token', '--email', people.parkAdmin.email])
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^[\w-]{43}\n$/)
  })

  test('stops at a setting that it does not know', () => {
    const { status, stderr } = spawnCli('mysql://somewhere', ['check'])
    expect(status).toBe(1)
    expect(stderr).toMatch(/^DATABASE_URL is a path/)
  })
})

async function written(text: string): Promise<string> {
  const path = join(folder, `${Math.floor(performance.now() * 1000)}.csv`)
  await writeFile(path, text)
  return path
}
