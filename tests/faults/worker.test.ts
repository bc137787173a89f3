import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { formatInstant } from '../../src/kernel/rfc3339.ts'
import { castScript } from '../support/cast-script.ts'
import { people, resources } from '../support/cast.ts'
import { startFaultProxy, type FaultProxy, type ProxyFault } from '../support/fault-proxy.ts'
import { expectSound } from '../support/sound.ts'
import { startSqldPark, startWorker, type SqldPark, type WorkerProcess } from '../support/worker-process.ts'

// What a lost connection looks like is workerd's own affair: its errors are not Node's.
let database: SqldPark
let proxy: FaultProxy
let worker: WorkerProcess
beforeAll(async () => {
  database = await startSqldPark(`${castScript} UPDATE session SET expires_at = 32503680000;
    UPDATE quota SET limit_value = 1000000000;`)
  proxy = await startFaultProxy(database.url, 50)
  worker = await startWorker(proxy.url)
  // The first request of all loads the park, too.
  expect((await booking().send()).status).toBe(201)
})
afterAll(async () => {
  await worker.stop()
  await proxy.close()
  await database.stop()
})
afterEach(() => expectSound(database.db, Math.floor(Date.now() / 1000)))

const ways: readonly ProxyFault[] = [
  'drop-request',
  'drop-reply',
  'duplicate',
  'late-reply',
  'bad-gateway',
  'truncated-json',
  'html-with-200',
  'too-many-requests',
]

describe('between the Worker and its database', () => {
  test.each(ways)('%s once, when it writes: the phone does not notice, and it is booked once', async (way) => {
    const { send, made } = booking()
    proxy.plan(null, way)
    const first = await send()
    expect(first.status).toBe(201)
    expect(await send()).toEqual(first)
    expect(await made()).toBe(1)
  })

  test.each(ways)('%s once, when it reads: the phone does not notice', async (way) => {
    const { send, made } = booking()
    proxy.plan(way)
    expect((await send()).status).toBe(201)
    expect(await made()).toBe(1)
  })

  const lasting = ways.filter((way) => way !== 'duplicate' && way !== 'late-reply')
  test.each(lasting)('%s at every try: 503 after three, and the same request books later, once', async (way) => {
    const { send, made } = booking()
    proxy.plan(null, way, way, way)
    const { status, retryAfter } = await send()
    expect({ status, isTold: Number(retryAfter) > 0 }).toEqual({ status: 503, isTold: true })
    expect(proxy.requests()).toBe(4)
    proxy.plan()
    const later = await send()
    expect(later.status).toBe(201)
    expect(await send()).toEqual(later)
    expect(await made()).toBe(1)
  })
})

let slots = 0

/** A booking for a slot of its own, that can be sent again. */
function booking() {
  slots += 1
  const startsAt = (Math.floor(Date.now() / 86_400_000) + 2) * 86_400 + slots * 900
  const init = {
    method: 'POST',
    headers: {
      authorization: `Bearer ${people.helixResearcher.token}`,
      'content-type': 'application/json',
      'idempotency-key': crypto.randomUUID(),
    },
    body: JSON.stringify({
      resourceId: resources.benches,
      startsAt: formatInstant(startsAt),
      endsAt: formatInstant(startsAt + 900),
    }),
  }
  const send = async () => {
    const answer = await fetch(`${worker.url}/api/v1/bookings`, init)
    return { status: answer.status, body: await answer.text(), retryAfter: answer.headers.get('retry-after') }
  }
  const made = async () => {
    const [row] = await database.rows(`SELECT count(*) AS n FROM booking WHERE starts_at = ${startsAt}`)
    return row?.['n']
  }
  return { send, made }
}
