import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { advanceBookings } from '../src/bookings/commands/advance-bookings.ts'
import { formatInstant } from '../src/kernel/rfc3339.ts'
import { castNow, firms, people, projects, resources, type CastPerson } from './support/cast.ts'
import { openPark, type TestPark } from './support/open-park.ts'

const day = 86_400
const helixPeople = {
  researcher: people.helixResearcher,
  colleague: people.helixColleague,
  admin: people.helixAdmin,
  finance: people.helixFinance,
}

/** What somebody of Helix does next. */
interface Step {
  readonly who: keyof typeof helixPeople
  readonly method: string
  readonly path: string
  readonly body?: object
  readonly headers?: Record<string, string>
}

// Looks and wishes stay within the week: what Orchid holds then is shown as taken, and so may differ.
const from = formatInstant(castNow)
const to = formatInstant(castNow + 5 * day)
const looks = [
  '/api/v1/me',
  '/api/v1/bookings',
  `/api/v1/bookings?projectId=${projects.orchid}`,
  '/api/v1/bookings?state=completed&limit=1',
  '/api/v1/resources',
  '/api/v1/resources?q=orchid',
  '/api/v1/resources?limit=2',
  `/api/v1/resources?freeFrom=${from}&freeTo=${to}&minutes=60`,
  ...Object.values(resources).flatMap((id) => [
    `/api/v1/resources/${id}`,
    `/api/v1/resources/${id}/availability?from=${from}&to=${to}`,
    `/i/${id}`,
  ]),
  '/api/v1/quotas',
  `/api/v1/quotas?subject=${firms.orchid}`,
  `/api/v1/quotas?subject=${people.orchidResearcher.id}`,
  '/api/v1/ledger',
  '/api/v1/ledger?limit=1',
  `/api/v1/ledger?firmId=${firms.orchid}`,
  `/api/v1/audit?entity=${resources.confocal}`,
  `/api/v1/audit?entity=${firms.orchid}`,
  '/',
  '/me',
  '/me/access',
  '/api/v1/me/access',
  '/me/settings',
  '/me/data',
  '/api/v1/me/export',
  '/find',
  '/find?q=orchid',
  '/f/balances',
  '/f/subsidies',
  '/f/providers',
  '/f/entitlements',
  '/api/v1/subsidy-programmes',
]

const who = fc.constantFrom(...(Object.keys(helixPeople) as Step['who'][]))
const wish = fc
  .tuple(
    fc.constantFrom(...Object.values(resources)),
    fc.integer({ min: 0, max: 4 * 96 }),
    fc.integer({ min: 1, max: 12 }),
  )
  .map(([resourceId, start, quarters]) => ({
    resourceId,
    startsAt: formatInstant(castNow + 900 + start * 900),
    endsAt: formatInstant(castNow + 900 + (start + quarters) * 900),
  }))
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ who, method: fc.constant('GET'), path: fc.constantFrom(...looks) }) },
  {
    weight: 2,
    arbitrary: fc.record({ who, method: fc.constant('POST'), path: fc.constant('/api/v1/quotes'), body: wish }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ who, method: fc.constant('POST'), path: fc.constant('/api/v1/bookings'), body: wish }),
  },
)

describe('what Helix is told does not depend on what Orchid has', () => {
  test.each([1, 2, 3, 4, 5, 6])('in week %i of random traffic', async (seed) => {
    const steps = fc.sample(step, { seed, numRuns: 50 })
    const alone = await openAs(seed, false)
    const together = await openAs(seed, true)
    try {
      expect(await rowsOfOrchid(together)).toBeGreaterThan((await rowsOfOrchid(alone)) + 10)
      for (const [index, next] of steps.entries()) {
        const [one, other] = [await answerTo(alone, next, index), await answerTo(together, next, index)]
        expect([index, next.path, other]).toEqual([index, next.path, one])
      }
    } finally {
      await alone.close()
      await together.close()
    }
  })
})

/** A park that draws the same random bytes each time, with or without Orchid's past and far future in it. */
async function openAs(seed: number, withOrchid: boolean): Promise<TestPark> {
  const dice = { bytes: bytesFrom(seed) }
  const park = await openPark({ world: { entropy: (count) => dice.bytes(count) } })
  park.clock.now = castNow - 20 * day
  if (withOrchid) await liveOrchid(park)
  park.clock.now = castNow
  await advanceBookings(park.deps)
  // Other bytes than those that made what is there: ids of one second must not come again.
  dice.bytes = bytesFrom(seed + 1_000)
  return park
}

/** Orchid's people work before the week and book beyond it, on the same resources. */
async function liveOrchid(park: TestPark): Promise<void> {
  const usual = [
    ['confocal', 1],
    ['centrifuge', 3],
    ['benches', 5],
  ] as const
  for (const start of [castNow - 20 * day, castNow + 8 * day]) {
    if (start > castNow) park.clock.now = castNow - day
    for (const offset of [0, 1, 2, 3])
      for (const [resource, hour] of usual)
        expect(await book(park, resources[resource], start + offset * day + hour * 3600)).toBe(201)
  }
  expect((await call(park, people.orchidResearcher, 'POST', '/api/v1/calendar-feeds', {})).status).toBe(201)
}

async function book(park: TestPark, resourceId: string, startsAt: number): Promise<number> {
  const interval = { startsAt: formatInstant(startsAt), endsAt: formatInstant(startsAt + 3600) }
  const answer = await call(park, people.orchidResearcher, 'POST', '/api/v1/bookings', { resourceId, ...interval })
  return answer.status
}

async function rowsOfOrchid(park: TestPark): Promise<number> {
  const [row] = await park.rows(`SELECT count(*) AS n FROM booking WHERE firm_id = '${firms.orchid}'`)
  return Number(row?.['n'])
}

async function answerTo(park: TestPark, { who: name, method, path, body, headers }: Step, index: number) {
  const key = { 'idempotency-key': `step-${String(index).padStart(8, '0')}` }
  const answer = await call(park, helixPeople[name], method, path, body, { ...key, ...headers })
  return { status: answer.status, headers: Object.fromEntries(answer.headers), text: await answer.text() }
}

function call(park: TestPark, person: CastPerson, method: string, path: string, body?: object, headers = {}) {
  const key = { 'idempotency-key': `call-${park.clock.now}-${JSON.stringify(body ?? '').length}-${park.trips.length}` }
  return park.call(person, method, path, body, { ...key, ...headers })
}

/** The same bytes for the same seed. */
function bytesFrom(seed: number): (count: number) => Uint8Array {
  let state = seed * 2_654_435_761
  return (count) =>
    Uint8Array.from({ length: count }, () => {
      state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e3779b9) | 0
      return (state >>> 11) & 0xff
    })
}
