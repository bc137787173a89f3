import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { people } from '../support/cast.ts'
import { doings, send, type Doing } from '../support/doings.ts'
import { dumpOf } from '../support/dump.ts'
import { faultEngines, openProxiedPark, type ProxiedPark } from '../support/fault-park.ts'
import type { ProxyFault } from '../support/fault-proxy.ts'
import type { Fault } from '../support/faults.ts'
import type { TestPark } from '../support/open-park.ts'
import { expectSound } from '../support/sound.ts'

/** What the client learns of the first try, and what of it the park then holds. */
interface Misfortune {
  readonly what: string
  readonly ways: readonly Fault[]
  readonly answered: boolean
  readonly applied: boolean
  readonly tries: number
}

const misfortunes: readonly Misfortune[] = [
  { what: 'the request is lost once', ways: ['lost-before'], answered: true, applied: true, tries: 2 },
  { what: 'the answer is lost after the commit', ways: ['lost-after'], answered: true, applied: true, tries: 2 },
  { what: 'the request arrives twice', ways: ['twice'], answered: true, applied: true, tries: 1 },
  {
    what: 'only the second arrival is answered',
    ways: ['twice-second-answer'],
    answered: true,
    applied: true,
    tries: 1,
  },
  { what: 'the database is busy twice', ways: ['busy', 'busy'], answered: true, applied: true, tries: 3 },
  { what: 'the database stays busy', ways: ['busy', 'busy', 'busy'], answered: false, applied: false, tries: 3 },
  { what: 'no request gets through', ways: Array(3).fill('lost-before'), answered: false, applied: false, tries: 3 },
  { what: 'no answer gets back', ways: Array(3).fill('lost-after'), answered: false, applied: true, tries: 3 },
]

// Every request on the engine inside, where a park is cheap; the ones with most rows on the server.
const cases = faultEngines.flatMap(({ engine, open }) =>
  Object.keys(doings)
    .filter((name) => engine === 'embedded' || ['booking', 'move', 'check-out'].includes(name))
    .map((name) => ({ engine, open, name })),
)

describe.each(cases)('$name on $engine', ({ name, open }) => {
  test.each(misfortunes)('$what: the client sends it again and it has happened once', async (misfortune) => {
    const faulty = await open()
    onTestFinished(faulty.close)
    const request = await doingOf(name, faulty.park)
    const before = await dumpOf(faulty.park)
    faulty.planWrite(...misfortune.ways)
    const first = await send(faulty.park, request)
    expect(faulty.tries()).toBe(misfortune.tries)
    expect(first.status < 300).toBe(misfortune.answered)
    if (!misfortune.answered) {
      expect(first.status).toBe(503)
      expect(Number(first.retryAfter)).toBeGreaterThan(0)
      expect((await dumpOf(faulty.park)) !== before).toBe(misfortune.applied)
    }
    await expectHappenedOnce(faulty.park, request, misfortune.answered ? first.body : null)
  })

  test('the same key for another request is refused, and nothing changes', async () => {
    const faulty = await open()
    onTestFinished(faulty.close)
    const request = await doingOf(name, faulty.park)
    await send(faulty.park, request)
    const before = await dumpOf(faulty.park)
    const other = await send(faulty.park, { ...request, body: otherBody(request.body) })
    expect(other.status).toBe(422)
    expect(other.body).toContain('/problems/idempotency-key-reused')
    expect(await dumpOf(faulty.park)).toBe(before)
  })
})

describe('between the application and a libSQL server', () => {
  let proxied: ProxiedPark
  beforeAll(async () => {
    proxied = await openProxiedPark()
  })
  afterAll(() => proxied.close())

  const always: readonly ProxyFault[] = [
    'drop-request',
    'bad-gateway',
    'truncated-json',
    'html-with-200',
    'too-many-requests',
  ]
  const trips = always.flatMap((way) => (['read', 'write'] as const).map((kind) => ({ way, kind })))

  test.each(trips)(
    '$way at every try to $kind: three tries, then 503, and later all is well',
    async ({ way, kind }) => {
      const { park } = proxied
      const request = await doingOf('booking with a series', park)
      proxied.planTrip(kind, way, way, way)
      const { status, retryAfter } = await send(park, request)
      expect({ status, isTold: Number(retryAfter) > 0 }).toEqual({ status: 503, isTold: true })
      expect(proxied.requests()).toBe(3)
      await expectHappenedOnce(park, request, null)
      await cleared(park)
    },
  )

  test.each(trips)('$way once, at a $kind: the client does not notice', async ({ way, kind }) => {
    const { park } = proxied
    const request = await doingOf('booking', park)
    proxied.planTrip(kind, way)
    const { status, body } = await send(park, request)
    expect(status).toBe(201)
    await expectHappenedOnce(park, request, body)
    await cleared(park)
  })
})

function doingOf(name: string, park: TestPark): Promise<Doing> {
  const make = doings[name]
  if (make === undefined) throw new Error(`nobody does ${name}`)
  return make(park)
}

/** Sent again it is answered as before, or at last; and once more changes nothing. */
async function expectHappenedOnce(park: TestPark, request: Doing, known: string | null): Promise<void> {
  const answer = await send(park, request)
  expect(answer.status).toBeLessThan(300)
  if (known !== null) expect(answer.body).toBe(known)
  const after = await dumpOf(park)
  expect(await send(park, request)).toEqual(answer)
  expect(await dumpOf(park)).toBe(after)
  const key = request.headers['idempotency-key']
  expect(await park.rows(`SELECT count(*) AS n FROM idempotency WHERE key = '${key}'`)).toEqual([{ n: 1 }])
  await expectSound(park.db, park.clock.now)
}

/** The slot is free again for the next test. */
async function cleared(park: TestPark): Promise<void> {
  const body = { free: true, reason: 'the next test wants the slot' }
  for (const { id } of await park.rows(`SELECT id FROM booking WHERE state = 'confirmed'`)) {
    await park.call(people.imagingManager, 'POST', `/api/v1/bookings/${id as string}/cancellation`, body)
  }
}

/** A body that the same route takes, and that says something else. */
function otherBody(body: unknown): unknown {
  const asked = body as object
  if ('reason' in asked) return { ...asked, reason: 'another' }
  if ('endsAt' in asked) return { ...asked, endsAt: '2026-11-26T12:00:00Z' }
  return { ...asked, note: 'another' }
}
