import fc from 'fast-check'
import { expect, test } from 'vitest'
import { quoteBooking } from '../src/bookings/commands/quote-booking.ts'
import { requestBooking } from '../src/bookings/commands/request-booking.ts'
import type { Wanted, WantedBy } from '../src/bookings/wanted.ts'
import { usualPolicy, type Policy } from '../src/resources/resource.ts'
import { castScript } from './support/cast-script.ts'
import { castNow, people, resources, units } from './support/cast.ts'
import { hourly, self } from './support/facts.ts'
import { freshKey, openPark, type TestPark } from './support/open-park.ts'
import { expectSound } from './support/sound.ts'

const runs = Number(process.env['DECIDE_RUNS'] ?? 40)

test('what a quote calls bookable books at that price, what it refuses is refused for the same reasons', async () => {
  const seen = { booked: 0, refused: 0, thrown: 0 }
  await fc.assert(
    fc.asyncProperty(houses, fc.array(requests, { minLength: 8, maxLength: 16 }), async (house, asked) => {
      const park = await openPark({ script: castScript + house })
      try {
        for (const request of asked) seen[await quoteAndBook(park, request)]++
        await expectSound(park.db, park.clock.now)
      } finally {
        await park.close()
      }
    }),
    { numRuns: runs },
  )
  // Else the rules were so strict or so lax that nothing was compared.
  expect(Math.min(seen.booked, seen.refused), JSON.stringify(seen)).toBeGreaterThan(runs)
})

interface Request {
  readonly who: keyof typeof people
  readonly onBehalf: boolean
  readonly resource: keyof typeof resources
  readonly unit: number | null
  readonly whole: boolean
  readonly afterMinutes: number
  readonly minutes: number
  readonly samples: number
  readonly pauseMinutes: number
}

async function quoteAndBook(park: TestPark, request: Request): Promise<'booked' | 'refused' | 'thrown'> {
  park.clock.now += request.pauseMinutes * 60
  const actor = park.actor(people[request.who])
  const wanted = wantedOf(request, park.clock.now)
  const by: WantedBy = { ...self, onBehalfOf: request.onBehalf ? people.helixColleague.id : null }
  const quote = await quoteBooking(park.deps, actor, wanted, by).catch((error: Error) => error.name)
  const key = freshKey()
  const answer = await requestBooking(
    park.deps,
    actor,
    { wanted: [wanted], by, ifSomeRefused: 'book-none' },
    key,
  ).catch((error: Error) => error.name)
  if (typeof quote === 'string' || typeof answer === 'string') {
    expect(answer).toEqual(quote)
    return 'thrown'
  }
  if (answer.kind === 'refused') {
    expect(answer.verdicts.map((verdict) => verdict.refusals)).toEqual([quote.verdict.refusals])
    expect(quote.verdict.refusals.length).toBeGreaterThan(0)
    return 'refused'
  }
  expect(quote.verdict.refusals).toEqual([])
  const { totalMinor } = quote.verdict.price ?? {}
  const [row] = await park.rows(`SELECT state, price_minor AS priceMinor FROM booking ORDER BY rowid DESC LIMIT 1`)
  expect(row).toEqual({ state: quote.verdict.needs.length > 0 ? 'pending' : 'confirmed', priceMinor: totalMinor })
  expect(JSON.parse(answer.body)).toMatchObject({ price: { total: { amountMinor: totalMinor } } })
  return 'booked'
}

function wantedOf({ resource, unit, whole, afterMinutes, minutes, samples }: Request, now: number): Wanted {
  const startsAt = Math.ceil(now / 1_800) * 1_800 + afterMinutes * 60
  return {
    resourceId: resources[resource],
    unitId: unit === null || whole ? null : ((units[resource][unit] ?? units[resource][0]) as Wanted['unitId']),
    whole,
    samples,
    purpose: '',
    startsAt,
    endsAt: startsAt + minutes * 60,
  }
}

const halves = (most: number) => fc.nat({ max: most * 2 }).map((half) => half * 30)

function often(usual: boolean): fc.Arbitrary<boolean> {
  return fc.oneof({ weight: 7, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.boolean() })
}

function atLeastOne(minutes: number): number {
  return Math.max(1, minutes)
}

const requests: fc.Arbitrary<Request> = fc.record({
  who: fc.constantFrom('helixResearcher', 'helixResearcher', 'orchidResearcher', 'helixColleague', 'cellsManager'),
  onBehalf: often(false),
  resource: fc.constantFrom('centrifuge', 'benches', 'centrifuge', 'benches', 'confocal', 'cleanroom', 'unpriced'),
  unit: fc.option(fc.integer({ min: 0, max: 5 }), { freq: 3 }),
  whole: often(false),
  afterMinutes: fc.oneof(halves(12), halves(12), halves(120), halves(120), fc.integer({ min: -100, max: 5_000 })),
  minutes: fc.oneof(halves(3), halves(3), halves(12), fc.integer({ min: 1, max: 1_000 })).map(atLeastOne),
  samples: fc.integer({ min: 0, max: 3 }),
  pauseMinutes: fc.constantFrom(0, 0, 1, 7, 240),
})

const policies = fc.record({
  leadMinutes: fc.constantFrom(0, 0, 0, 600),
  horizonDays: fc.constantFrom(1, 60, 60),
  approvals: fc.constantFrom<Policy['approvals']>([], [], [{ by: 'lab-manager', hours: 24 }]),
  offQuotaMinutes: fc.constantFrom(0, 0, 240),
  checkIn: fc.constantFrom('required', 'optional', 'none'),
  chargeBasis: fc.constantFrom('booked', 'used', 'union'),
})

const lengths = fc.record({
  step: fc.constantFrom(1, 15, 15, 30),
  min: fc.constantFrom(1, 15, 30),
  max: fc.constantFrom(240, 1_440),
  setup: fc.constantFrom(0, 0, 10),
  cleanup: fc.constantFrom(0, 0, 15),
})

const terms = fc.record({
  perHourMinor: fc.integer({ min: 0, max: 99_999 }),
  bands: fc.constantFrom([], [{ days: [1, 2, 3, 4, 5], from: '18:00', to: '24:00', perHourMinor: 777 }]),
  perSampleMinor: fc.constantFrom(0, 350),
  startFeeMinor: fc.constantFrom(0, 5_000),
  minimumMinor: fc.constantFrom(0, 20_000),
  incrementMinutes: fc.constantFrom(1, 30),
})

/** The cast's park under other rules: another zone, other hours, lengths, prices and limits, and perhaps a closure. */
const houses = fc
  .record({
    zone: fc.constantFrom('Asia/Shanghai', 'America/New_York', 'Australia/Lord_Howe'),
    rules: fc.array(fc.tuple(policies, lengths, terms), { minLength: 5, maxLength: 5 }),
    limits: fc.array(fc.constantFrom(7_200, 100_000, 10_000_000, 10_000_000), { minLength: 4, maxLength: 4 }),
    oneAtATime: fc.boolean(),
    laterRate: fc.option(halves(48)),
    hours: fc.constantFrom('{"from":"00:00","to":"24:00"}', '{"from":"06:00","to":"22:00"}'),
  })
  .map(({ zone, rules, limits, oneAtATime, laterRate, hours }) =>
    [
      `UPDATE park SET time_zone = '${zone}';`,
      `UPDATE facility SET one_booking_at_a_time = ${Number(oneAtATime)};`,
      `UPDATE opening_hours SET weekly = '[${Array(6).fill(`[${hours}]`).join()},[]]' WHERE id = 2;`,
      ...Object.values(resources).flatMap((id, at) => ruleRows(id, rules[at])),
      ...limits.map((limit, at) => `UPDATE quota SET limit_value = ${limit} WHERE id = ${at + 1};`),
      laterRate === null ? '' : laterRateRow(castNow + laterRate * 60),
    ].join('\n'),
  )

type Made<A> = A extends fc.Arbitrary<infer Value> ? Value : never
type Rules = [Made<typeof policies>, Made<typeof lengths>, Made<typeof terms>]

function ruleRows(id: string, rules: Rules | undefined): string[] {
  if (rules === undefined) return []
  const [policy, { step, min, max, setup, cleanup }, rate] = rules
  return [
    `UPDATE resource SET policy = '${JSON.stringify({ ...usualPolicy, ...policy })}', step_minutes = ${step},
      min_minutes = ${min}, max_minutes = ${max}, setup_minutes = ${setup}, cleanup_minutes = ${cleanup}
      WHERE id = '${id}';`,
    `UPDATE rate SET terms = '${JSON.stringify({ ...hourly, ...rate })}' WHERE resource_id = '${id}';`,
  ]
}

function laterRateRow(from: number): string {
  return `INSERT INTO rate (id, resource_id, price_category, valid_from, terms, published_at)
    SELECT 'rat_later' || substr(id, 10), resource_id, price_category, ${from},
      json_set(terms, '$.perHourMinor', 4321), 0 FROM rate;`
}
