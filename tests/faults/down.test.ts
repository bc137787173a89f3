import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findTargetHandler } from 'hono/utils/handler'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { DbUnavailable, type Db } from '../../src/platform/db/port.ts'
import { policyOf } from '../../src/platform/http/door.ts'
import { castScript } from '../support/cast-script.ts'
import { people, type CastPerson } from '../support/cast.ts'
import { bookingDoing, send } from '../support/doings.ts'
import { toldBefore } from '../support/fault-park.ts'
import { openPark, type TestPark } from '../support/open-park.ts'
import { startSqldPark, startWorker } from '../support/worker-process.ts'

const someReads = ['/api/v1/me', '/api/v1/bookings', '/api/v1/resources', '/api/v1/quotas', '/', '/find', '/me']

describe('while the database is down', () => {
  let park: TestPark
  let isDown = true
  beforeAll(async () => {
    const tell = () => {
      if (isDown) throw new DbUnavailable('not-applied', 2)
    }
    park = await openPark({ through: (db: Db) => toldBefore(db, tell) })
  })
  afterAll(() => park.close())

  test('no door that asks who comes opens to anybody', async () => {
    const guarded = park.app.routes
      .map(({ method, path, handler }) => ({ method, path, policy: policyOf(findTargetHandler(handler)) }))
      .filter(({ policy }) => policy !== 'anyone' && policy !== 'passage')
    expect(guarded.length).toBeGreaterThan(20)
    const strangers: CastPerson[] = [people.parkAdmin, people.visitor, { ...people.visitor, token: 'x'.repeat(43) }]
    for (const { method, path } of guarded) {
      const address = path.replaceAll(/:(\w+)(\{[^}]*\})?/g, 'unknown').replace('*', 'nowhere')
      for (const who of strangers) {
        const answer = await park.call(who, method, address, method === 'GET' ? undefined : {})
        // What can't be read is refused before anybody is asked.
        expect([400, 404, 415, 428, 503], `${method} ${path}`).toContain(answer.status)
      }
    }
  })

  test.each([...someReads, '/readyz'])('%s is 503, and says when to come again', async (path) => {
    const answer = await park.call(people.helixResearcher, 'GET', path)
    expect(answer.status).toBe(503)
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  })

  test('a booking is 503, and the same request books when the database is back', async () => {
    const request = bookingDoing('2026-11-23 14:00', '2026-11-23 16:00')
    const { status, retryAfter } = await send(park, request)
    expect({ status, isTold: Number(retryAfter) > 0 }).toEqual({ status: 503, isTold: true })
    isDown = false
    expect((await send(park, request)).status).toBe(201)
    isDown = true
  })

  test('the process itself says that it lives', async () => {
    expect((await park.call(null, 'GET', '/healthz')).status).toBe(200)
  })
})

test('a Worker whose libSQL server went away says 503 and lets nobody in', async () => {
  const database = await startSqldPark(castScript)
  onTestFinished(database.stop)
  const worker = await startWorker(database.url)
  onTestFinished(worker.stop)
  const ask = (token: string, path: string) =>
    fetch(worker.url + path, { headers: { authorization: `Bearer ${token}` }, redirect: 'manual' })
  expect((await ask(people.helixResearcher.token, '/api/v1/me')).status).toBe(200)
  await database.stop()
  for (const token of [people.helixResearcher.token, 'x'.repeat(43)]) {
    for (const path of someReads) {
      const answer = await ask(token, path)
      expect([path, answer.status]).toEqual([path, 503])
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    }
  }
})

test('nothing holds a transaction open over a round trip', () => {
  const root = join(import.meta.dirname, '../..')
  const sources = globSync('src/**/*.{ts,tsx}', { cwd: root })
  expect(sources.length).toBeGreaterThan(100)
  const interactive = sources.filter((path) => readFileSync(join(root, path), 'utf8').includes('.transaction('))
  expect(interactive).toEqual([])
  expect(readFileSync(join(root, 'scripts/walls.ts'), 'utf8')).toContain(String.raw`forbids: /\.transaction\(/`)
})
