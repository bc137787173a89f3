import { mkdtemp, open, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { requestBooking } from '../../src/bookings/commands/request-booking.ts'
import { people, resources } from '../support/cast.ts'
import { at, self } from '../support/facts.ts'
import { freshKey, openPark, type TestPark } from '../support/open-park.ts'
import { operate, spawnCli } from './operate.ts'

let park: TestPark
let folder: string
let file: string
beforeEach(async () => {
  park = await openPark()
  folder = await mkdtemp(join(tmpdir(), 'gongtai-backup-'))
  file = join(folder, 'backup.db')
})
afterEach(async () => {
  await park.close()
  await rm(folder, { recursive: true, force: true })
})

describe('a backup', () => {
  test('taken while people book holds every booking acknowledged before it, and every invariant', async () => {
    const acknowledged = await bookSome(10)
    const booking = bookSome(40, 10)
    const { code, said } = await operate(park.file ?? '', 'backup', [file])
    expect(code).toBe(0)
    expect(said[0]).toMatch(/^.*: \d+ bookings, \d+ KiB, checked\.$/)
    await booking
    const restored = join(folder, 'restored.db')
    expect((await operate(restored, 'restore', [file])).code).toBe(0)
    expect((await operate(restored, 'check')).code).toBe(0)
    const found = await idsIn(restored)
    expect(acknowledged.filter((id) => !found.includes(id))).toEqual([])
  })

  test('is one file, and does not replace another one unasked', async () => {
    await operate(park.file ?? '', 'backup', [file])
    expect(await readdir(folder)).toEqual(['backup.db'])
    await expect(operate(park.file ?? '', 'backup', [file])).rejects.toThrow('--force')
    expect((await operate(park.file ?? '', 'backup', [file], { force: true })).code).toBe(0)
    await expect(operate(park.file ?? '', 'backup', [park.file ?? ''])).rejects.toThrow('the database itself')
  })

  test('of a server is left to the server', async () => {
    await expect(operate('http://127.0.0.1:9', 'backup', [file])).rejects.toThrow('works on a database file')
    await expect(operate('http://127.0.0.1:9', 'restore', [file])).rejects.toThrow('works on a database file')
  })
})

describe('a restore', { timeout: 60_000 }, () => {
  test('brings back what was lost, once it is forced and nobody serves the file', async () => {
    const before = await bookSome(5)
    await operate(park.file ?? '', 'backup', [file])
    const target = join(folder, 'park.db')
    // Each in a process of its own: the engine may keep a closed file open for as long as its process lives.
    expect(spawnCli(target, ['restore', file]).status).toBe(0)
    expect(spawnCli(target, ['restore', file])).toMatchObject({
      status: 1,
      stderr: `${target} holds a park: --force replaces it, and what it holds is lost\n`,
    })
    const forced = spawnCli(target, ['restore', file, '--force'])
    expect(forced.stdout).toBe(`Restored 5 bookings from ${file}.\n`)
    expect(await idsIn(target)).toEqual(before.toSorted())
  })

  test('never takes a file from under a running server', async () => {
    await operate(park.file ?? '', 'backup', [file])
    const before = await stat(park.file ?? '')
    await expect(operate(park.file ?? '', 'restore', [file], { force: true })).rejects.toThrow(
      'in use: stop the server first',
    )
    expect((await stat(park.file ?? '')).ino).toBe(before.ino)
    expect(await park.rows('SELECT id FROM park')).toEqual([{ id: 1 }])
    await bookSome(1)
  })

  test('refuses what is damaged, no database, no park, or not there', async () => {
    await bookSome(20)
    await operate(park.file ?? '', 'backup', [file])
    const target = join(folder, 'target.db')
    await expect(operate(target, 'restore', [join(folder, 'gone.db')])).rejects.toThrow('There is no backup')
    await writeFile(join(folder, 'text.db'), 'not a database '.repeat(1000))
    await expect(operate(target, 'restore', [join(folder, 'text.db')])).rejects.toThrow(/no database|damaged/)
    await operate(join(folder, 'empty.db'), 'migrate')
    await expect(operate(target, 'restore', [join(folder, 'empty.db')])).rejects.toThrow('holds no park')
    await scratch(file)
    await expect(operate(target, 'restore', [file])).rejects.toThrow(/damaged|no database/)
    expect((await readdir(folder)).filter((name) => name.includes('target') || name.includes('restoring'))).toEqual([])
  })

  test('of a park that breaks an invariant needs force', async () => {
    await park.script('INSERT INTO quota_use (quota_id, bucket, used) VALUES (1, 20000, 60)')
    await operate(park.file ?? '', 'backup', [file])
    const target = join(folder, 'target.db')
    await expect(operate(target, 'restore', [file])).rejects.toThrow('I6 does not hold')
    expect((await operate(target, 'restore', [file], { force: true })).code).toBe(0)
  })
})

async function bookSome(count: number, from = 0): Promise<string[]> {
  const ids: string[] = []
  for (let ordinal = from; ordinal < from + count; ordinal++) {
    const startsAt = at('2026-11-24 00:00') + ordinal * 3600
    const wanted = {
      resourceId: resources.centrifuge,
      unitId: null,
      whole: false,
      samples: 0,
      purpose: '',
      startsAt,
      endsAt: startsAt + 900,
    }
    const request = { wanted: [wanted], by: self, ifSomeRefused: 'book-none' } as const
    const answer = await requestBooking(park.deps, park.actor(people.orchidResearcher), request, freshKey())
    if (answer.kind === 'booked') ids.push((JSON.parse(answer.body) as { id: string }).id)
  }
  expect(ids).toHaveLength(count)
  return ids
}

async function idsIn(path: string): Promise<string[]> {
  const { openEmbedded } = await import('../../src/platform/db/embedded.ts')
  const { realPatience } = await import('../support/patience.ts')
  const opened = await openEmbedded({ path, patience: realPatience, onFatal: () => {} })
  const rows = await opened.rows('SELECT id FROM booking ORDER BY id')
  opened.close()
  return rows.map((row) => row['id'] as string)
}

/** Overwrites pages in the middle of a file. */
async function scratch(path: string): Promise<void> {
  const { size } = await stat(path)
  const handle = await open(path, 'r+')
  for (let page = 4; page * 4096 < size; page += 3)
    await handle.write(Buffer.alloc(512, 0x5a), 0, 512, page * 4096 + 64)
  await handle.close()
}
