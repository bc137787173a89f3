import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Admission } from '../../../src/platform/db/admission.ts'
import { migrate } from '../../../src/platform/db/migrate.ts'
import { DbAbort, DbUnavailable, type Db } from '../../../src/platform/db/port.ts'
import { openRemote, remoteMigrationTarget } from '../../../src/platform/db/remote.ts'
import { sql } from '../../../src/platform/db/sql.ts'
import { readMigrations } from '../../../src/platform/node/migration-files.ts'
import { startFaultProxy, type FaultProxy, type ProxyFault } from '../../support/fault-proxy.ts'
import { realPatience } from '../../support/patience.ts'
import { fewUnits, keyed, trace } from '../../support/port-park.ts'
import { freePort, startSqld, type Sqld } from '../../support/sqld.ts'
import { migrationsFolder } from '../../support/template.ts'

const patience = { ...realPatience, sleep: async () => undefined }
let sqld: Sqld
let proxy: FaultProxy
let db: Db

beforeAll(async () => {
  sqld = await startSqld()
  const target = remoteMigrationTarget({ url: sqld.url })
  await migrate(target, await readMigrations(migrationsFolder), 0)
  await target.script(fewUnits)
  proxy = await startFaultProxy(sqld.url)
  db = openRemote({ url: proxy.url, patience, writes: new Admission(200) })
})
afterAll(async () => {
  await proxy.close()
  await sqld.stop()
})

const applied = async (key: string) => {
  const { keys, traces } = await db.read({
    keys: sql<{ n: number }>`SELECT count(*) AS n FROM idempotency WHERE key = ${key} LIMIT 1`,
    traces: sql<{ n: number }>`SELECT count(*) AS n FROM outbox WHERE id = ${key} LIMIT 1`,
  })
  expect(keys).toEqual(traces)
  return keys[0]?.n
}
const write = (key: string) => db.write([trace(key)], keyed(key))

describe('trips', () => {
  test('a read of many queries is one HTTP request, and so is a write', async () => {
    proxy.plan()
    const names = Array.from({ length: 40 }, (_, index) => `q${index}`)
    await db.read(Object.fromEntries(names.map((name) => [name, sql`SELECT ${name} AS name LIMIT 1`])))
    expect(proxy.requests()).toBe(1)
    await db.write([trace('one-trip-1'), trace('one-trip-2')], keyed('one-trip'))
    expect(proxy.requests()).toBe(2)
  })

  test('a write takes the lock at its start, and a read is a transaction that only the primary answers', async () => {
    const bodies: string[] = []
    const listening: typeof fetch = async (request, init) => {
      bodies.push(await (request as Request).clone().text())
      return fetch(request, init)
    }
    const heard = openRemote({ url: sqld.url, patience, writes: new Admission(1), fetch: listening })
    await heard.write([trace('begin')], keyed('begin'))
    await heard.read({ a: sql`SELECT 1 LIMIT 1` })
    expect(bodies.map((body) => /BEGIN \w+/.exec(body)?.[0])).toEqual(['BEGIN IMMEDIATE', 'BEGIN DEFERRED'])
  })

  test('thirty at once are all answered', async () => {
    const counts = await Promise.all(
      Array.from({ length: 30 }, () => db.read({ units: sql<{ n: number }>`SELECT count(*) AS n FROM unit LIMIT 1` })),
    )
    expect(counts.map(({ units }) => units[0]?.n)).toEqual(Array(30).fill(50))
  })
})

describe('between the application and the server', () => {
  test.each<[ProxyFault, 'applied' | 'IDEMPOTENCY_KEY']>([
    ['drop-request', 'applied'],
    ['drop-reply', 'IDEMPOTENCY_KEY'],
    ['duplicate', 'IDEMPOTENCY_KEY'],
    ['late-reply', 'applied'],
    ['bad-gateway', 'applied'],
    ['truncated-json', 'IDEMPOTENCY_KEY'],
    ['html-with-200', 'applied'],
    ['too-many-requests', 'applied'],
  ])('%s: the write happens once, and the answer is %s', async (fault, answer) => {
    proxy.plan(fault)
    const outcome = await write(fault).then(
      () => 'applied',
      (error: { token: string }) => error.token,
    )
    expect(outcome).toBe(answer)
    expect(await applied(fault)).toBe(1)
  })

  test.each<[ProxyFault, 'unknown' | 'not-applied', number]>([
    ['drop-request', 'unknown', 0],
    ['bad-gateway', 'unknown', 0],
    ['html-with-200', 'unknown', 0],
    ['too-many-requests', 'not-applied', 0],
  ])('%s three times: given up, %s', async (fault, outcome, effect) => {
    proxy.plan(fault, fault, fault, 'drop-request')
    await expect(write(`${fault}-always`)).rejects.toMatchObject({ name: 'DbUnavailable', outcome })
    expect(proxy.requests()).toBe(3)
    proxy.plan()
    expect(await applied(`${fault}-always`)).toBe(effect)
  })

  test('a reply that comes after the patience is over is found under its key', async () => {
    const hasty = openRemote({ url: proxy.url, patience: { ...patience, attemptMs: 450 }, writes: new Admission(1) })
    proxy.plan('late-reply')
    await expect(hasty.write([trace('hasty')], keyed('hasty'))).rejects.toMatchObject({ token: 'IDEMPOTENCY_KEY' })
    expect(await applied('hasty')).toBe(1)
  })

  test.each<ProxyFault>(['drop-request', 'drop-reply', 'bad-gateway', 'truncated-json', 'too-many-requests'])(
    '%s: a read is asked again',
    async (fault) => {
      proxy.plan(fault, fault)
      const { units } = await db.read({ units: sql<{ n: number }>`SELECT count(*) AS n FROM unit LIMIT 1` })
      expect(units).toEqual([{ n: 50 }])
      expect(proxy.requests()).toBe(3)
    },
  )
})

describe('a server that is not there', () => {
  test('leaves reads unanswered and writes unknown', async () => {
    const nobody = openRemote({ url: `http://127.0.0.1:${await freePort()}`, patience, writes: new Admission(1) })
    await expect(nobody.read({ a: sql`SELECT 1 LIMIT 1` })).rejects.toMatchObject({ outcome: 'not-applied' })
    await expect(nobody.write([], keyed('nobody'))).rejects.toMatchObject({ name: 'DbUnavailable', outcome: 'unknown' })
  })
})

/** A server under strain may leave a write unknown: its client sends it again with its key. */
async function writeAsClientsDo(key: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await write(key)
    } catch (error) {
      if (error instanceof DbAbort && error.token === 'IDEMPOTENCY_KEY') return
      if (!(error instanceof DbUnavailable) || attempt >= 4) throw error
    }
  }
}

test('sixteen writers at once all come through', async () => {
  const keys = Array.from({ length: 160 }, (_, index) => `sixteen-${index}`)
  const waiting = [...keys]
  const writer = async () => {
    for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) await writeAsClientsDo(key)
  }
  await Promise.all(Array.from({ length: 16 }, writer))
  const { n } = await db.read({
    n: sql<{ n: number }>`SELECT count(*) AS n FROM outbox WHERE id LIKE ${'sixteen-%'} LIMIT 1`,
  })
  expect(n).toEqual([{ n: keys.length }])
})
