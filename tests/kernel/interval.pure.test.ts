import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { covers, intersect, minutesOf, overlaps, subtract, union, type Interval } from '../../src/kernel/interval.ts'

const LAST_MINUTE = 60
const interval = fc
  .tuple(fc.integer({ min: 0, max: LAST_MINUTE }), fc.integer({ min: 0, max: LAST_MINUTE }))
  .map(([a, b]): Interval => ({ startsAt: Math.min(a, b), endsAt: Math.max(a, b) }))
const intervals = fc.array(interval, { maxLength: 8 })

describe('two bookings', () => {
  test('that touch do not overlap', () => {
    const morning = { startsAt: 0, endsAt: 10 }
    const noon = { startsAt: 10, endsAt: 20 }
    expect([overlaps(morning, noon), overlaps(noon, morning), intersect(morning, noon)]).toEqual([false, false, null])
    expect(intersect(morning, { startsAt: 9, endsAt: 20 })).toEqual({ startsAt: 9, endsAt: 10 })
  })

  test('overlap exactly when some minute belongs to both', () => {
    fc.assert(
      fc.property(interval, interval, (a, b) => {
        const shared = minutes([a]).filter((minute) => minutes([b]).includes(minute))
        expect(overlaps(a, b)).toBe(shared.length > 0)
        expect(minutes([intersect(a, b) ?? { startsAt: 0, endsAt: 0 }])).toEqual(shared)
      }),
    )
  })

  test('one covers the other exactly when no minute is left over', () => {
    fc.assert(
      fc.property(interval, interval, (outer, inner) => {
        if (inner.startsAt < inner.endsAt) expect(covers(outer, inner)).toBe(subtract(inner, [outer]).length === 0)
      }),
    )
  })
})

describe('free time', () => {
  test('is what the holes leave, minute by minute, in order and in whole pieces', () => {
    fc.assert(
      fc.property(interval, intervals, (whole, holes) => {
        const left = subtract(whole, holes)
        const taken = new Set(minutes(holes))
        expect(minutes(left)).toEqual(minutes([whole]).filter((minute) => !taken.has(minute)))
        expectSeparate(left)
      }),
    )
  })

  test('is the whole interval when nothing is in the way, and nothing when all of it is taken', () => {
    const day = { startsAt: 0, endsAt: 100 }
    expect(subtract(day, [{ startsAt: 100, endsAt: 200 }])).toEqual([day])
    expect(subtract(day, [{ startsAt: 50, endsAt: 50 }])).toEqual([day])
    expect(subtract(day, [{ startsAt: -50, endsAt: 150 }])).toEqual([])
  })
})

describe('closures that overlap each other', () => {
  test('hold their union, minute by minute, merged where they touch', () => {
    fc.assert(
      fc.property(intervals, (closures) => {
        const merged = union(closures)
        expect(minutes(merged)).toEqual([...new Set(minutes(closures))].toSorted((a, b) => a - b))
        expectSeparate(merged)
      }),
    )
  })

  test('are left as they were: the union is made of new intervals', () => {
    const closures = [Object.freeze({ startsAt: 5, endsAt: 10 }), Object.freeze({ startsAt: 0, endsAt: 5 })]
    expect(union(Object.freeze(closures))).toEqual([{ startsAt: 0, endsAt: 10 }])
    expect(closures[0]).toEqual({ startsAt: 5, endsAt: 10 })
  })
})

test('an hour and a half is ninety minutes, and odd seconds stay a fraction', () => {
  expect(minutesOf({ startsAt: 0, endsAt: 5400 })).toBe(90)
  expect(minutesOf({ startsAt: 0, endsAt: 45 })).toBe(0.75)
})

// One entry for each span that holds the minute, so that a doubled minute shows.
function minutes(spans: readonly Interval[]): number[] {
  return Array.from({ length: LAST_MINUTE }, (_, minute) => minute).flatMap((minute) =>
    spans.filter((span) => span.startsAt <= minute && minute < span.endsAt).map(() => minute),
  )
}

function expectSeparate(spans: readonly Interval[]): void {
  for (const [place, span] of spans.entries()) {
    expect(span.startsAt).toBeLessThan(span.endsAt)
    expect(span.startsAt).toBeGreaterThan(spans[place - 1]?.endsAt ?? -1)
  }
}
