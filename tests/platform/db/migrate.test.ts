import { rm, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../src/platform/db/embedded.ts'
import { migrate, type MigrationTarget } from '../../../src/platform/db/migrate.ts'
import { remoteMigrationTarget } from '../../../src/platform/db/remote.ts'
import { realPatience } from '../../support/patience.ts'
import { startSqld } from '../../support/sqld.ts'

const first = {
  name: '0001_first.sql',
  text: 'CREATE TABLE first (a INTEGER) STRICT;\nINSERT INTO first VALUES (1);\n',
}
const second = { name: '0002_second.sql', text: 'CREATE TABLE second (b INTEGER) STRICT; -- the end' }

interface Bare extends MigrationTarget {
  readonly remove: () => Promise<void>
}
const bare = [
  { engine: 'embedded', open: bareFile },
  { engine: 'remote', open: bareServer },
]

describe.each(bare)('migrations, $engine', ({ open }) => {
  let target: Bare
  beforeAll(async () => {
    target = await open()
  })
  afterAll(() => target.remove())

  test('are applied in order, once', async () => {
    expect(await migrate(target, [second, first], 100)).toEqual(['0001_first.sql', '0002_second.sql'])
    expect(await migrate(target, [first, second], 200)).toEqual([])
    expect(await target.rows('SELECT a FROM first')).toEqual([{ a: 1 }])
    expect(await target.rows('SELECT name, applied_at AS at FROM migration ORDER BY name')).toEqual([
      { name: '0001_first.sql', at: 100 },
      { name: '0002_second.sql', at: 100 },
    ])
  })

  test('may not change after they were applied', async () => {
    await expect(migrate(target, [{ ...first, text: `${first.text} ` }, second], 0)).rejects.toThrow(
      /0001_first.sql was changed/,
    )
    const windows = { ...first, text: first.text.replaceAll('\n', '\r\n') }
    expect(await migrate(target, [windows, second], 0)).toEqual([])
  })

  test('of a newer program stop an older one', async () => {
    await expect(migrate(target, [first], 0)).rejects.toThrow(/0002_second.sql, which this program does not know/)
  })

  test('that fail leave nothing, and can be mended', async () => {
    const broken = {
      name: '0003_third.sql',
      text: 'CREATE TABLE third (c INTEGER) STRICT; INSERT INTO nope VALUES (1);',
    }
    await expect(migrate(target, [first, second, broken], 0)).rejects.toThrow(/0003_third.sql failed/)
    expect(await target.rows(`SELECT name FROM sqlite_schema WHERE name = 'third'`)).toEqual([])
    const mended = { ...broken, text: 'CREATE TABLE third (c INTEGER) STRICT;' }
    expect(await migrate(target, [first, second, mended], 0)).toEqual(['0003_third.sql'])
  })

  test('of two deployments at once are applied by one', async () => {
    const files = [first, second, { name: '0003_third.sql', text: 'CREATE TABLE third (c INTEGER) STRICT;' }]
    const fourth = {
      name: '0004_fourth.sql',
      text: 'CREATE TABLE fourth (d INTEGER) STRICT; INSERT INTO fourth VALUES (1);',
    }
    const applied = await Promise.all([migrate(target, [...files, fourth], 0), migrate(target, [...files, fourth], 0)])
    expect(applied.flat()).toEqual(['0004_fourth.sql'])
    expect(await target.rows('SELECT d FROM fourth')).toEqual([{ d: 1 }])
  })

  test('have numbered names', async () => {
    await expect(migrate(target, [{ name: 'x.sql', text: '' }], 0)).rejects.toThrow(/a name is like/)
  })
})

async function bareFile(): Promise<Bare> {
  const folder = await mkdtemp(join(tmpdir(), 'gongtai-bare-'))
  const fail = (error: unknown) => {
    throw error
  }
  const embedded = await openEmbedded({ path: join(folder, 'park.db'), patience: realPatience, onFatal: fail })
  return {
    ...embedded,
    remove: async () => {
      embedded.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function bareServer(): Promise<Bare> {
  const sqld = await startSqld()
  return { ...remoteMigrationTarget({ url: sqld.url }), remove: () => sqld.stop() }
}
