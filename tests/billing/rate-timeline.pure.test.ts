import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bandOverlap } from '../../src/billing/band-overlap.ts'
import { gapWithout, judgeRates, sameTerms } from '../../src/billing/rate-timeline.ts'
import type { RateBand, RateTerms } from '../../src/billing/tariff.ts'
import { usualTerms } from '../../src/billing/usual-terms.ts'

const now = 1_000_000
const frame = { now, isBookable: true }
const at = (validFrom: number, perHourMinor = 100) => ({ validFrom, terms: usualTerms(perHourMinor) })
const wanted = (validFrom: number, perHourMinor: number, validUntil: number | null = null) => ({
  ...at(validFrom, perHourMinor),
  validUntil,
})

describe('a rate from a date', () => {
  test('ends the one before it, and holds until the next', () => {
    expect(judgeRates([at(0)], [wanted(now + 60, 200)], frame)).toEqual([[]])
    expect(judgeRates([at(0), at(now + 900)], [wanted(now + 60, 200)], frame)).toEqual([[]])
  })

  test('is refused before now, with the earliest time that is left', () => {
    expect(judgeRates([at(0)], [wanted(now - 1, 200)], frame)).toEqual([
      [{ kind: 'past', from: now - 1, earliest: now }],
    ])
    expect(judgeRates([at(0)], [wanted(now, 200)], frame)).toEqual([[]])
  })

  test('is refused where another begins at that very instant, unless it is meant to replace it', () => {
    const standing = [at(0), at(now + 60)]
    expect(judgeRates(standing, [wanted(now + 60, 200)], frame)).toEqual([[{ kind: 'same-start', from: now + 60 }]])
    expect(judgeRates(standing, [wanted(now + 60, 200)], { ...frame, mayReplace: true })).toEqual([[]])
    expect(judgeRates([at(0)], [wanted(now + 60, 200), wanted(now + 60, 300)], frame)).toEqual([
      [],
      [{ kind: 'same-start', from: now + 60 }],
    ])
  })

  test('is refused where it would be the first and leave a time without a price', () => {
    expect(judgeRates([], [wanted(now + 60, 200)], frame)).toEqual([[{ kind: 'gap', from: now, until: now + 60 }]])
    expect(judgeRates([], [wanted(now, 200)], frame)).toEqual([[]])
    expect(judgeRates([], [wanted(now + 60, 200)], { ...frame, isBookable: false })).toEqual([[]])
  })

  test('that is to end leaves no gap behind it and does not reach into the next', () => {
    expect(judgeRates([at(0)], [wanted(now, 200, now + 60)], frame)).toEqual([
      [{ kind: 'gap', from: now + 60, until: null }],
    ])
    const standing = [at(0), at(now + 900)]
    expect(judgeRates(standing, [wanted(now, 200, now + 800)], frame)).toEqual([
      [{ kind: 'gap', from: now + 800, until: now + 900 }],
    ])
    expect(judgeRates(standing, [wanted(now, 200, now + 960)], frame)).toEqual([
      [{ kind: 'overlap', from: now + 900, until: now + 960 }],
    ])
    expect(judgeRates(standing, [wanted(now, 200, now + 900)], frame)).toEqual([[]])
  })

  test('that is there already to the word is no change, however old it is', () => {
    expect(judgeRates([at(0), at(500, 300)], [wanted(0, 100, 500), wanted(500, 300)], frame)).toEqual([[], []])
  })
})

test('taking back a coming rate is refused only where nothing is in force before it', () => {
  expect(gapWithout([at(0), at(now + 60)], now + 60, now)).toBeNull()
  expect(gapWithout([at(now + 60)], now + 60, now)).toEqual({ kind: 'gap', from: now, until: null })
  expect(gapWithout([at(now + 60), at(now + 90)], now + 60, now)).toEqual({ kind: 'gap', from: now, until: now + 90 })
})

describe('bands of one rate', () => {
  const band = (name: string, days: number[], from: string, to: string): RateBand => ({
    name,
    days,
    from,
    to,
    perHourMinor: 1,
  })

  test('that touch are fine, also past midnight and past Sunday', () => {
    const weekdays = [1, 2, 3, 4, 5]
    expect(bandOverlap([band('peak', weekdays, '09:00', '18:00'), band('eve', weekdays, '18:00', '22:00')])).toBeNull()
    expect(bandOverlap([band('night', [7], '22:00', '06:00'), band('early', [1], '06:00', '08:00')])).toBeNull()
  })

  test('that claim the same hours are named with them', () => {
    const night = band('night', [1, 2, 3, 4, 5, 6, 7], '22:00', '08:00')
    expect(bandOverlap([band('peak', [1], '07:00', '12:00'), night])).toEqual({
      bands: ['peak', 'night'],
      weekday: 1,
      from: '07:00',
      to: '08:00',
    })
    expect(bandOverlap([night, band('weekend', [6], '00:00', '00:00')])).toMatchObject({ weekday: 6, from: '00:00' })
  })

  test('overlap exactly when some minute of the week is in two of them', () => {
    const clock = fc.integer({ min: 0, max: 23 }).map((hour) => `${String(hour).padStart(2, '0')}:00`)
    const anyBand = fc
      .tuple(fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), clock, clock)
      .map(([days, from, to]) => band('b', days, from, to))
    fc.assert(
      fc.property(fc.array(anyBand, { maxLength: 4 }), (bands) => {
        const hours = bands.map((one) => new Set(hoursOf(one)))
        const twice = Array.from({ length: 168 }, (_, hour) => hours.filter((of) => of.has(hour)).length > 1)
        expect(bandOverlap(bands) !== null).toBe(twice.includes(true))
      }),
    )
  })

  function hoursOf({ days, from, to }: RateBand): number[] {
    const [start, end] = [Number(from.slice(0, 2)), Number(to.slice(0, 2))]
    const length = end <= start ? end + 24 - start : end - start
    return days.flatMap((day) => Array.from({ length }, (_, hour) => ((day - 1) * 24 + start + hour) % 168))
  }
})

test('two rates that say the same are the same, in whatever order they say it', () => {
  const terms = usualTerms(100)
  const reversed = Object.fromEntries(Object.entries(terms).toReversed()) as unknown as RateTerms
  expect(sameTerms(terms, reversed)).toBe(true)
  expect(sameTerms(terms, { ...terms, startFeeMinor: 1 })).toBe(false)
})
