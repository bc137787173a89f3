import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { EmbeddedConnection } from '../../../src/platform/db/embedded-connection.ts'

let folder: string
let connection: EmbeddedConnection
let other: EmbeddedConnection
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gongtai-connection-'))
  const path = join(folder, 'lab.db')
  connection = new EmbeddedConnection(path)
  connection.exec(`PRAGMA journal_mode = WAL;
    CREATE TABLE bench (id INTEGER PRIMARY KEY, name TEXT, width REAL, plan BLOB) STRICT;
    INSERT INTO bench VALUES (1, 'A', 1.5, x'0102'), (2, NULL, NULL, NULL), (3, 'C', 2.0, NULL)`)
  other = new EmbeddedConnection(path)
})
afterEach(() => {
  connection.close(false)
  other.close(false)
  rmSync(folder, { recursive: true, force: true })
})

const ask = (text: string, ...values: bigint[]) => connection.rows({ text, values })

test('one row alone is the row that asking for all would give', () => {
  const columns = 'SELECT id, name, width, plan, 9007199254740991 AS most FROM bench WHERE id = ?'
  for (const id of [1n, 2n, 3n]) {
    expect(ask(`${columns} LIMIT 1`, id)).toEqual(ask(`${columns} LIMIT 2`, id))
    expect(ask(`${columns} LIMIT 1`, id)).toHaveLength(1)
  }
  expect(ask(`${columns} LIMIT 1`, 1n)).toMatchObject([{ id: 1, name: 'A', width: 1.5, most: 9007199254740991 }])
  expect(ask(`${columns} LIMIT 1`, 9n)).toEqual([])
})

test('a select that found nothing finds everything the next time', () => {
  const wide = 'SELECT id FROM bench WHERE id >= ? ORDER BY id LIMIT 100'
  const found = [9n, 9n, 2n, 1n, 9n, 3n, 9n, 8n, 1n, 9n, 2n].map((least) => ask(wide, least).map((row) => row['id']))
  expect(found).toEqual([[], [], [2, 3], [1, 2, 3], [], [3], [], [], [1, 2, 3], [], [2, 3]])
})

test.each(['SELECT id FROM bench LIMIT 1', 'SELECT id FROM bench WHERE id > ? LIMIT 100'])(
  '%s leaves no read open that would pin the log',
  (text) => {
    const values = text.includes('?') ? [9n] : []
    connection.exec('BEGIN DEFERRED')
    for (let time = 0; time < 3; time += 1) connection.rows({ text, values })
    connection.exec('COMMIT')
    connection.rows({ text, values })
    if (values.length > 0) connection.rows({ text, values: [0n] })
    other.exec("INSERT INTO bench (name) VALUES ('D')")
    expect(other.rows({ text: 'PRAGMA wal_checkpoint(TRUNCATE)', values: [] })).toMatchObject([{ busy: 0 }])
  },
)

test('a change that returns rows is made once', () => {
  const statement = { text: "INSERT INTO bench (name) VALUES ('D') RETURNING id", values: [] }
  connection.change(statement)
  connection.change(statement)
  expect(ask('SELECT count(*) AS benches FROM bench')).toEqual([{ benches: 5 }])
})
