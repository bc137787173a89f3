import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { bind } from '../../../src/platform/db/bind.ts'
import { EmbeddedConnection } from '../../../src/platform/db/embedded-connection.ts'
import { asserting, sql, type Query } from '../../../src/platform/db/sql.ts'
import { hold, keyed, openEmbeddedPark, trace } from '../../support/port-park.ts'
import type { TempPark } from '../../support/temp-park.ts'

let park: TempPark
beforeEach(async () => {
  park = await openEmbeddedPark()
})
afterEach(() => park.remove())

describe('writes that commit together', () => {
  test('fail and succeed each by itself: two thousand groups, two thirds of the members failing', async () => {
    const chance = seeded(20_261_123)
    const model = new Set<string>()
    let wrong = 0
    for (let group = 0; group < 2_000; group += 1) {
      const members = Array.from({ length: 1 + Math.floor(chance() * 12) }, (_, index) =>
        member(`${group}-${index}`, chance),
      )
      const outcomes = await Promise.allSettled(
        members.map(({ id, statements }) => park.db.write(statements, keyed(id))),
      )
      outcomes.forEach((outcome, index) => {
        const { id, fails } = members[index] as Member
        if ((outcome.status === 'rejected') !== fails) wrong += 1
        if (outcome.status === 'fulfilled') model.add(id)
      })
    }
    expect(wrong).toBe(0)
    const traces = await park.rows('SELECT id FROM outbox')
    expect(new Set(traces.map(({ id }) => id))).toEqual(new Set([...model].flatMap((id) => [id, `${id}+`])))
    const keys = await park.rows('SELECT key FROM idempotency')
    expect(new Set(keys.map(({ key }) => key))).toEqual(model)
    expect(await park.rows('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }])
  })

  test('share one commit', async () => {
    const frames = async () => Number((await park.rows('PRAGMA wal_checkpoint(PASSIVE)'))[0]?.['log'])
    const before = await frames()
    await Promise.all(
      Array.from({ length: 32 }, (_, index) => park.db.write([trace(`t-${index}`)], keyed(`t-${index}`))),
    )
    const together = (await frames()) - before
    for (let index = 0; index < 32; index += 1) await park.db.write([trace(`s-${index}`)], keyed(`s-${index}`))
    const alone = (await frames()) - before - together
    expect(together).toBeLessThan(alone / 4)
  })

  test('are acknowledged only when another connection can see them', async () => {
    const witness = new EmbeddedConnection(park.file)
    const sees = (id: string) => witness.rows(bind(sql`SELECT id FROM outbox WHERE id = ${id} LIMIT 1`)).length === 1
    const seen = Array.from({ length: 64 }, async (_, index) => {
      await park.db.write([trace(`t-${index}`)], keyed(`t-${index}`))
      return sees(`t-${index}`)
    })
    expect(await Promise.all(seen)).toEqual(Array(64).fill(true))
    witness.close(false)
  })

  test('past the limit are turned away and nothing of them is applied', async () => {
    const small = await openEmbeddedPark({ writesInFlight: 10 })
    const outcomes = await Promise.allSettled(
      Array.from({ length: 25 }, (_, index) => small.db.write([trace(`t-${index}`)], keyed(`t-${index}`))),
    )
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []))
    expect(refused).toHaveLength(15)
    for (const error of refused) expect(error).toMatchObject({ name: 'DbUnavailable', outcome: 'not-applied' })
    expect(await small.rows('SELECT count(*) AS n FROM outbox')).toEqual([{ n: 10 }])
    await small.remove()
  })
})

test('a park file keeps its log, syncs each commit fully and holds foreign keys', async () => {
  expect(await park.rows('PRAGMA journal_mode')).toEqual([{ journal_mode: 'wal' }])
  expect(await park.rows('PRAGMA synchronous')).toEqual([{ synchronous: 2 }])
  expect(await park.rows('PRAGMA foreign_keys')).toEqual([{ foreign_keys: 1 }])
})

test('a park that is closed, even twice, tells those who wait that nothing was applied', async () => {
  const closing = await openEmbeddedPark()
  const waiting = closing.db.write([trace('waiting')], keyed('waiting'))
  closing.close()
  closing.close()
  const refusal = { name: 'DbUnavailable', outcome: 'not-applied' }
  await expect(waiting).rejects.toMatchObject(refusal)
  await expect(closing.db.write([], keyed('later'))).rejects.toMatchObject(refusal)
  await expect(closing.db.read({ a: sql`SELECT 1 LIMIT 1` })).rejects.toMatchObject(refusal)
  await closing.remove()
})

describe('the log', () => {
  test('can be folded away after any statement, failed or whole', async () => {
    const attempts: Query[][] = [
      [trace('a')],
      [trace('a')],
      [sql`UPDATE outbox SET attempts = ${1} RETURNING id`],
      [hold(1, 60, 0)],
    ]
    for (const [index, statements] of attempts.entries()) {
      await park.db.write(statements, keyed(`log-${index}`)).catch(() => undefined)
      await park.db
        .read({ units: sql`SELECT id FROM unit LIMIT 50`, bad: sql`SELECT json(${'{'}) LIMIT 1` })
        .catch(() => undefined)
      await park.db.read({ units: sql`SELECT id FROM unit LIMIT 50` })
      expect(await park.rows('PRAGMA wal_checkpoint(TRUNCATE)')).toEqual([{ busy: 0, log: 0, checkpointed: 0 }])
    }
  })

  test('two columns of one name are refused, since one would hide the other', async () => {
    await expect(park.db.read({ a: sql`SELECT id, name AS id FROM unit LIMIT 1` })).rejects.toThrow(
      /two columns of one name/,
    )
  })
})

interface Member {
  readonly id: string
  readonly statements: Query[]
  readonly fails: boolean
}

// Each way to fail leaves rows written before it, which must not stay; the assert must not see a neighbour's count.
function member(id: string, chance: () => number): Member {
  const stale = asserting(sql`UPDATE firm SET tier = ${id} WHERE id = ${'firm_z'}`, 'STALE_VERSION')
  const fresh = asserting(sql`UPDATE firm SET tier = ${id} WHERE id = ${'firm_a'}`, 'STALE_VERSION')
  const failures = [
    [trace(id), trace(id)],
    [trace(id), hold(1, 60, 0)],
    [trace(id), ...stale],
    [trace(id), sql`INSERT INTO role (person_id, role) VALUES (${'usr_z'}, ${'park-admin'})`],
    [trace(id), sql`INSERT INTO nope (a) VALUES (${1})`],
    [trace(id), trace(`${id}+`), hold(1, 0, 3_600), hold(1, 1_800, 5_400)],
  ]
  const fails = chance() < 2 / 3
  const failure = failures[Math.floor(chance() * failures.length)] as Query[]
  return { id, fails, statements: fails ? failure : [trace(id), ...fresh, trace(`${id}+`)] }
}

function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
