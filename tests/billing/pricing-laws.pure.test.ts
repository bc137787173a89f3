import * as fc from 'fast-check'
import { Temporal } from 'temporal-polyfill/implementation'
import { describe, expect, test } from 'vitest'
import { cutAtRates, sumByRate } from '../../src/billing/rate-spans.ts'
import { tariffSchema, type RateTerms, type Tariff } from '../../src/billing/tariff.ts'
import type { Interval } from '../../src/kernel/interval.ts'
import { at, NEW_YORK, priced, SHANGHAI } from './example-tariffs.ts'

const MINUTE = 60

// Nights on which each zone changes its clocks, and one on which it does not.
const nights = {
  UTC: ['2026-06-30'],
  [SHANGHAI]: ['2026-06-30'],
  [NEW_YORK]: ['2026-03-08', '2026-11-01', '2026-06-30'],
  'Australia/Lord_Howe': ['2026-04-05', '2026-10-04', '2026-06-30'],
  'America/Santiago': ['2026-04-05', '2026-09-06', '2026-06-30'],
  'Africa/Cairo': ['2026-04-24', '2026-10-30', '2026-06-30'],
}
const nightsAndZones = Object.entries(nights).flatMap(([zone, dates]) => dates.map((date) => ({ zone, date })))

const clock = (last: number) => fc.integer({ min: 0, max: last }).map((quarter) => timeOf(quarter * 15))
const band = fc.record({
  name: fc.constantFrom('peak', 'night', 'weekend'),
  days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
  from: clock(95),
  to: clock(96),
  perHourMinor: fc.integer({ min: 0, max: 99_999 }),
})
const money = (max: number) => fc.oneof(fc.constant(0), fc.integer({ min: 1, max }))
const terms: fc.Arbitrary<RateTerms> = fc.record({
  perHourMinor: money(99_999),
  bands: fc.array(band, { maxLength: 3 }),
  perSampleMinor: money(9999),
  perRunMinor: money(9999),
  startFeeMinor: money(9999),
  minimumMinor: money(50_000),
  assistancePerHourMinor: money(20_000),
  incrementMinutes: fc.constantFrom(1, 5, 15, 30, 60),
  taxBasisPoints: fc.constantFrom(0, 300, 600, 1300),
})
const start = fc
  .record({ night: fc.constantFrom(...nightsAndZones), minute: fc.integer({ min: -1440, max: 1440 }) })
  .map(({ night, minute }) => ({
    zone: night.zone,
    startsAt: at(`${night.date} 00:00`, night.zone) + minute * MINUTE,
  }))
const minutes = fc.integer({ min: 1, max: 2 * 1440 })

/** A tariff with a rate change somewhere near the booking. */
function tariffs(each = terms): fc.Arbitrary<{ tariff: Tariff; startsAt: number }> {
  return fc
    .record({ begin: start, change: minutes, before: each, after: each })
    .map(({ begin: { startsAt, zone }, change, before, after }) => {
      const changesAt = startsAt + change * MINUTE
      const pieces = [
        { from: startsAt - 86_400, until: changesAt, terms: before },
        { from: changesAt, until: null, terms: after },
      ]
      return { tariff: { currency: 'CNY', category: 'resident', chargeBasis: 'booked', zone, pieces }, startsAt }
    })
}

const quantities = {
  samples: fc.integer({ min: 0, max: 50 }),
  assistedMinutes: fc.integer({ min: 0, max: 300 }),
  entitledSeconds: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 200_000 })),
}

describe('whatever the rates, the night and the zone', () => {
  test('an interval is cut exactly where the clock on the wall says so, minute by minute', () => {
    fc.assert(
      fc.property(tariffs(), minutes, ({ tariff, startsAt }, length) => {
        const interval = { startsAt, endsAt: startsAt + length * MINUTE }
        const expected = minuteByMinute(tariff, interval)
        const sums = sumByRate(cutAtRates(tariff, interval))
        const found = sums.map((sum) => [`${sum.band} ${sum.perHourMinor} ${sum.taxBasisPoints}`, sum.minutes] as const)
        expect(new Map(found)).toEqual(expected)
      }),
      { numRuns: 60 },
    )
  })

  test('the lines sum to the total in every grouping, and nothing is below nought', () => {
    const key = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 30, maxLength: 30 })
    fc.assert(
      fc.property(tariffs(), minutes, fc.record(quantities), key, ({ tariff, startsAt }, length, counts, groups) => {
        expect(tariffSchema.safeParse(tariff).success).toBe(true)
        const answer = priced(tariff, { booked: { startsAt, endsAt: startsAt + length * MINUTE }, ...counts })
        const subtotals = [0, 0, 0, 0]
        answer.lines.forEach((line, at) => {
          subtotals[groups[at] ?? 0] = (subtotals[groups[at] ?? 0] ?? 0) + line.amountMinor
          expect(line.amountMinor).toBeGreaterThanOrEqual(0)
          expect(line.taxMinor).toBeGreaterThanOrEqual(0)
          expect(line.taxMinor).toBeLessThanOrEqual(line.amountMinor)
          expect(Number.isSafeInteger(line.amountMinor) && Number.isInteger(line.minutes ?? 0)).toBe(true)
        })
        expect(subtotals.reduce((sum, part) => sum + part, 0)).toBe(answer.totalMinor)
        expect(answer.lines.reduce((sum, line) => sum + line.taxMinor, 0)).toBe(answer.taxMinor)
        expect(answer.entitledSecondsTaken).toBeLessThanOrEqual(counts.entitledSeconds)
      }),
      { numRuns: 300 },
    )
  })

  test('a longer booking never costs less', () => {
    fc.assert(
      fc.property(tariffs(), minutes, minutes, fc.record(quantities), ({ tariff, startsAt }, one, other, counts) => {
        const cost = (length: number) =>
          priced(tariff, { booked: { startsAt, endsAt: startsAt + length * MINUTE }, ...counts }).totalMinor
        expect(cost(Math.min(one, other))).toBeLessThanOrEqual(cost(Math.max(one, other)))
      }),
      { numRuns: 300 },
    )
  })

  test('more free machine time never costs more', () => {
    const some = fc.integer({ min: 0, max: 200_000 })
    fc.assert(
      fc.property(tariffs(), minutes, some, some, ({ tariff, startsAt }, length, one, other) => {
        const booked = { startsAt, endsAt: startsAt + length * MINUTE }
        const cost = (entitledSeconds: number) => priced(tariff, { booked, entitledSeconds }).totalMinor
        expect(cost(Math.max(one, other))).toBeLessThanOrEqual(cost(Math.min(one, other)))
      }),
      { numRuns: 200 },
    )
  })

  test('split at any minutes, time differs from the whole by at most half a fen per line', () => {
    const timeOnly = terms.map((all) => ({
      ...all,
      minimumMinor: 0,
      startFeeMinor: 0,
      perRunMinor: 0,
      incrementMinutes: 1,
    }))
    const cuts = fc.array(fc.integer({ min: 1, max: 2 * 1440 }), { maxLength: 5 })
    fc.assert(
      fc.property(tariffs(timeOnly), minutes, cuts, ({ tariff, startsAt }, length, wanted) => {
        const edges = [...new Set([0, length, ...wanted.filter((cut) => cut < length)])].toSorted((a, b) => a - b)
        const parts = edges.slice(1).map((edge, at) =>
          priced(tariff, {
            booked: { startsAt: startsAt + (edges[at] ?? 0) * MINUTE, endsAt: startsAt + edge * MINUTE },
          }),
        )
        const whole = priced(tariff, { booked: { startsAt, endsAt: startsAt + length * MINUTE } })
        const bound = [whole, ...parts].reduce((sum, part) => sum + part.lines.length, 0) / 2
        const together = parts.reduce((sum, part) => sum + part.totalMinor, 0)
        expect(Math.abs(together - whole.totalMinor)).toBeLessThanOrEqual(bound)
      }),
      { numRuns: 300 },
    )
  })
})

/** An oracle without cleverness, on Temporal alone: ask the clock at every minute. */
function minuteByMinute(tariff: Tariff, interval: Interval): Map<string, number> {
  const sums = new Map<string, number>()
  for (let at = interval.startsAt; at < interval.endsAt; at += MINUTE) {
    const wall = Temporal.Instant.fromEpochMilliseconds(at * 1000).toZonedDateTimeISO(tariff.zone)
    const now = timeOf(wall.hour * 60 + wall.minute)
    const yesterday = wall.dayOfWeek === 1 ? 7 : wall.dayOfWeek - 1
    const piece = tariff.pieces.find(({ from, until }) => from <= at && (until === null || at < until))
    const found = piece?.terms.bands.find(({ days, from, to }) =>
      from < to
        ? days.includes(wall.dayOfWeek) && from <= now && now < to
        : (days.includes(wall.dayOfWeek) && now >= from) || (days.includes(yesterday) && now < to),
    )
    const price = found?.perHourMinor ?? piece?.terms.perHourMinor
    const key = `${found?.name ?? null} ${price} ${piece?.terms.taxBasisPoints}`
    sums.set(key, (sums.get(key) ?? 0) + 1)
  }
  return sums
}

function timeOf(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}
