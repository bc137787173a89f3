import { expect, test } from 'vitest'
import { EmbeddedConnection } from '../../../src/platform/db/embedded-connection.ts'
import { sql } from '../../../src/platform/db/sql.ts'
import { startChildWriter } from '../../support/child-writer.ts'
import { realPatience } from '../../support/patience.ts'
import { hold, keyed, openEmbeddedPark, trace } from '../../support/port-park.ts'

test('four processes write to one park file and nothing is lost', async () => {
  const park = await openEmbeddedPark({ patience: { ...realPatience, attemptMs: 30_000, deadlineMs: 30_000 } })
  const each = 150
  const others = [2, 3, 4].map((unit) =>
    startChildWriter(park.file, { name: `p${unit}`, unit, writes: each, clients: 4 }),
  )
  await others[0]?.said(1)
  const own = Array.from({ length: each }, (_, index) => {
    const startsAt = 1_800_000_000 + index * 60
    const key = `p1-${index}`
    return park.db.write([hold(1, startsAt, startsAt + 60), trace(key), trace(`${key}+`)], keyed(key))
  })
  await Promise.all(own)
  for (const { code, acknowledged } of await Promise.all(others.map(({ ended }) => ended))) {
    expect(code).toBe(0)
    expect(acknowledged).toHaveLength(each)
  }
  const perUnit = await park.rows(
    'SELECT unit_id AS unit, count(*) AS n FROM allocation GROUP BY unit_id ORDER BY unit_id',
  )
  expect(perUnit).toEqual([1, 2, 3, 4].map((unit) => ({ unit, n: each })))
  expect(await park.rows('SELECT count(*) AS n FROM outbox')).toEqual([{ n: 4 * each * 2 }])
  expect(await park.rows('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }])
  await park.remove()
})

test('four processes race for the same hundred slots and hold each once', async () => {
  const park = await openEmbeddedPark()
  const racers = ['a', 'b', 'c', 'd'].map((name) =>
    startChildWriter(park.file, { name, unit: 1, writes: 100, clients: 4 }),
  )
  const ended = await Promise.all(racers.map((racer) => racer.ended))
  expect(ended.map(({ code }) => code)).toEqual([0, 0, 0, 0])
  const won = ended.flatMap(({ acknowledged }) => acknowledged.map((key) => key.split('-')[1]))
  expect(won).toHaveLength(100)
  expect(new Set(won).size).toBe(100)
  expect(await park.rows('SELECT count(*) AS n FROM allocation')).toEqual([{ n: 100 }])
  await park.remove()
})

test('a read sees each write of another process whole or not at all', async () => {
  const park = await openEmbeddedPark()
  const writer = startChildWriter(park.file, { name: 'w', unit: 1, writes: 300, clients: 1 })
  await writer.said(1)
  const halves = {
    first: sql<{ n: number }>`SELECT count(*) AS n FROM outbox WHERE id NOT LIKE '%+' LIMIT 1`,
    second: sql<{ n: number }>`SELECT count(*) AS n FROM outbox WHERE id LIKE '%+' LIMIT 1`,
  }
  const seen = new Set<number>()
  while (writer.process.exitCode === null) {
    const { first, second } = await park.db.read(halves)
    expect(first).toEqual(second)
    seen.add(second[0]?.n ?? 0)
    await new Promise(setImmediate)
  }
  expect(seen.size).toBeGreaterThan(3)
  await park.remove()
})

test('a write that waits for another process in vain is told so, and nothing of it is applied', async () => {
  const park = await openEmbeddedPark({ patience: { ...realPatience, attemptMs: 600 } })
  const other = new EmbeddedConnection(park.file)
  other.exec('BEGIN IMMEDIATE')
  await expect(park.db.write([trace('waiting')], keyed('waiting'))).rejects.toMatchObject({ outcome: 'not-applied' })
  const patient = park.db.write([trace('patient')], keyed('patient'))
  await new Promise((resolve) => setTimeout(resolve, 20))
  const { length } = await park.rows('SELECT id FROM unit')
  expect(length).toBe(50)
  other.exec('COMMIT')
  await patient
  expect(await park.rows('SELECT id FROM outbox')).toEqual([{ id: 'patient' }])
  other.close(false)
  await park.remove()
})
