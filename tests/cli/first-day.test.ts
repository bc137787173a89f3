import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { firmFile, peopleFile, projectFile } from '../support/moving.ts'
import { operate } from './operate.ts'

let folder: string
let url: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gongtai-first-day-'))
  url = join(folder, 'park.db')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const wanted = { name: '临港园区', zone: 'Asia/Shanghai', currency: 'CNY', admin: 'Admin@Park.example' }

async function imported(kind: string, text: string, options = {}) {
  const file = join(folder, `${kind}.csv`)
  await writeFile(file, text)
  return operate(url, 'import', [kind, file], options)
}

test('a park is founded once, in an empty database, by an admin who can be written to', async () => {
  await expect(operate(url, 'found', [], { ...wanted, zone: 'Mars/Base' })).rejects.toThrow('--zone')
  await expect(operate(url, 'found', [], { ...wanted, currency: 'yuan' })).rejects.toThrow('--currency')
  await expect(operate(url, 'found', [], { ...wanted, admin: 'nobody' })).rejects.toThrow('--admin')
  const { code, said } = await operate(url, 'found', [], wanted)
  expect([code, said[0]]).toEqual([0, expect.stringContaining('admin@park.example')])
  await expect(operate(url, 'found', [], wanted)).rejects.toThrow('holds a park already')
  expect((await operate(url, 'token', [], { email: 'admin@park.example' })).code).toBe(0)
})

test('a new park takes its firms, people and projects from files, and every invariant holds', async () => {
  await operate(url, 'found', [], wanted)
  const preview = await imported('firms', firmFile, { preview: true })
  expect(preview.said.at(-1)).toBe('2 lines: 2 new, 0 changed, 0 unchanged, 0 refused (a preview: nothing was changed)')
  expect((await imported('firms', firmFile)).code).toBe(0)
  const { code, said } = await imported('people', peopleFile)
  expect([code, said]).toEqual([
    1,
    [
      'line 4: LIN@sprout.example: changed firm-finance',
      'line 5: core@park.example: refused, facility: there is no “Imaging”',
      '5 lines: 3 new, 1 changed, 0 unchanged, 1 refused',
    ],
  ])
  expect((await imported('projects', projectFile)).said.at(-1)).toContain('2 new')
  expect((await imported('projects', projectFile)).said.at(-1)).toContain('2 unchanged')
  await expect(imported('people', 'name\nA\n')).rejects.toThrow('The header lacks address')
  expect((await operate(url, 'check')).code).toBe(0)
})
