import { describe, expect, test } from 'vitest'
import { Admission } from '../../../src/platform/db/admission.ts'
import { openDb } from '../../../src/platform/db/open-db.ts'
import { observed, type Trip } from '../../../src/platform/db/observe.ts'
import type { DbUnavailable, WriteOptions } from '../../../src/platform/db/port.ts'
import { sql } from '../../../src/platform/db/sql.ts'
import type { Statement, Transport } from '../../../src/platform/db/transport.ts'
import { patienceOnPaper } from '../../support/patience.ts'

const busy = Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY' })
const lost = new TypeError('fetch failed')
const taken = Object.assign(new Error('UNIT_TAKEN'), { code: 'SQLITE_CONSTRAINT' })
const answered = Object.assign(new Error('UNIQUE constraint failed: idempotency.actor, idempotency.key'), {
  code: 'SQLITE_CONSTRAINT',
})
const full = Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' })
const slip = Object.assign(new Error('no such table: nope'), { code: 'SQLITE_ERROR' })

const options: WriteOptions = {
  idempotency: { actor: 'usr_a', key: 'k', requestHash: 'h', status: 201, body: '{}', at: 1 },
}
const statement = sql`UPDATE unit SET name = ${'x'} WHERE id = ${1}`

/** A database that fails as told, then works; it remembers what it was sent. */
function failing(...errors: Error[]) {
  const sent: (readonly Statement[])[] = []
  const next = (statements: readonly Statement[]) => {
    sent.push(statements)
    const error = errors.shift()
    if (error !== undefined) throw error
  }
  const transport: Transport = {
    read: async (statements) => {
      next(statements)
      return statements.map(() => [{ n: 1 }])
    },
    write: async (statements) => next(statements),
  }
  const patience = patienceOnPaper()
  return { sent, patience, db: openDb(transport, patience, new Admission(10)) }
}

const unavailable = (outcome: DbUnavailable['outcome']) => ({ name: 'DbUnavailable', outcome })

describe('a write', () => {
  test('begins with its idempotency row and goes in one trip', async () => {
    const { db, sent } = failing()
    await db.write([statement], options)
    expect(sent).toHaveLength(1)
    expect(sent[0]?.[0]?.text).toMatch(/^INSERT INTO idempotency/)
    expect(sent[0]?.[0]?.values).toEqual(['usr_a', 'k', 'h', 201n, '{}', 1n])
    expect(sent[0]?.[1]).toEqual({ text: statement.text, values: ['x', 1n] })
  })

  test('meeting a busy database is tried three times at most, with growing pauses', async () => {
    const twice = failing(busy, busy)
    await twice.db.write([statement], options)
    expect(twice.sent).toHaveLength(3)
    expect(twice.patience.pauses).toEqual([40, 80])
    const always = failing(busy, busy, busy, busy)
    await expect(always.db.write([statement], options)).rejects.toMatchObject(unavailable('not-applied'))
    expect(always.sent).toHaveLength(3)
  })

  test('whose answer was lost is sent again, the very same', async () => {
    const { db, sent } = failing(lost)
    await db.write([statement], options)
    expect(sent).toHaveLength(2)
    expect(sent[1]).toEqual(sent[0])
  })

  test('whose answer was lost after it was applied says that the key has been answered', async () => {
    await expect(failing(lost, answered).db.write([statement], options)).rejects.toMatchObject({
      token: 'IDEMPOTENCY_KEY',
    })
  })

  test('whose answer is lost every time ends as unknown', async () => {
    await expect(failing(lost, lost, lost).db.write([statement], options)).rejects.toMatchObject(unavailable('unknown'))
  })

  test('lost once stays unknown though the later tries were surely not applied', async () => {
    await expect(failing(lost, busy, busy).db.write([statement], options)).rejects.toMatchObject(unavailable('unknown'))
    await expect(failing(lost, full).db.write([statement], options)).rejects.toMatchObject(unavailable('unknown'))
  })

  test('refused by the database is not tried again', async () => {
    const { db, sent } = failing(taken)
    await expect(db.write([statement], options)).rejects.toMatchObject({
      name: 'DbAbort',
      token: 'UNIT_TAKEN',
      cause: taken,
    })
    expect(sent).toHaveLength(1)
  })

  test('to a full disk is not tried again', async () => {
    const { db, sent } = failing(full)
    await expect(db.write([statement], options)).rejects.toMatchObject(unavailable('not-applied'))
    expect(sent).toHaveLength(1)
  })

  test('with a mistake in it is thrown as it is', async () => {
    const { db, sent } = failing(slip)
    await expect(db.write([statement], options)).rejects.toBe(slip)
    expect(sent).toHaveLength(1)
  })

  test('with a bad value is refused before anything is sent', async () => {
    const { db, sent } = failing()
    await expect(db.write([sql`UPDATE unit SET name = ${Number.NaN}`], options)).rejects.toThrow('NaN')
    expect(sent).toHaveLength(0)
  })

  test('stops trying when its time is over', async () => {
    const patience = patienceOnPaper({ tries: 1_000, deadlineMs: 5_000 })
    let sent = 0
    const transport: Transport = {
      read: async () => [],
      write: async () => {
        sent += 1
        throw busy
      },
    }
    await expect(openDb(transport, patience, new Admission(1)).write([], options)).rejects.toMatchObject(
      unavailable('not-applied'),
    )
    expect(patience.nowMs()).toBeLessThan(5_000)
    expect(sent).toBeLessThan(12)
  })
})

describe('writes in flight', () => {
  test('past the limit are turned away at once, and room comes back', async () => {
    const release: (() => void)[] = []
    const transport: Transport = { read: async () => [], write: () => new Promise((resolve) => release.push(resolve)) }
    const db = openDb(transport, patienceOnPaper(), new Admission(2))
    const inside = [db.write([], options), db.write([], options)]
    await expect(db.write([], options)).rejects.toMatchObject(unavailable('not-applied'))
    for (const finish of release) finish()
    await Promise.all(inside)
    const later = db.write([], options)
    release.at(-1)?.()
    await later
  })

  test('that fail give their place back', async () => {
    const writes = new Admission(1)
    const transport: Transport = { read: async () => [], write: () => Promise.reject(taken) }
    const db = openDb(transport, patienceOnPaper(), writes)
    await expect(db.write([], options)).rejects.toMatchObject({ token: 'UNIT_TAKEN' })
    expect(writes.inside).toBe(0)
  })
})

describe('a read', () => {
  test('answers each query by its name, in one trip', async () => {
    const { db, sent } = failing()
    const { viewer, unit } = await db.read({ viewer: sql<{ n: number }>`SELECT 1`, unit: sql<{ n: number }>`SELECT 2` })
    expect([viewer, unit]).toEqual([[{ n: 1 }], [{ n: 1 }]])
    expect(sent).toHaveLength(1)
  })

  test('of nothing makes no trip', async () => {
    const { db, sent } = failing()
    expect(await db.read({})).toEqual({})
    expect(sent).toHaveLength(0)
  })

  test('that stays without an answer changed nothing, and says so', async () => {
    const { db, sent } = failing(lost, busy, lost)
    await expect(db.read({ a: sql`SELECT 1` })).rejects.toMatchObject(unavailable('not-applied'))
    expect(sent).toHaveLength(3)
  })

  test('can not write', async () => {
    const { db, sent } = failing()
    await expect(db.read({ a: sql`DELETE FROM unit` })).rejects.toThrow('not a read')
    expect(sent).toHaveLength(0)
  })
})

test('a listener hears of every trip and of all that it asks', async () => {
  const trips: Trip[] = []
  const db = observed(failing().db, (trip) => trips.push(trip))
  await db.read({ a: sql`SELECT 1`, b: sql`SELECT 2` })
  await db.write([statement], options)
  expect(trips.map(({ kind, queries }) => [kind, queries.length])).toEqual([
    ['read', 2],
    ['write', 2],
  ])
})
