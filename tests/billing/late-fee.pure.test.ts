import { describe, expect, test } from 'vitest'
import * as fc from 'fast-check'
import { lateCancellationFee, noShowFee } from '../../src/billing/late-fee.ts'
import type { RateBand } from '../../src/billing/tariff.ts'
import { between, brief, frozen, priced, tariffOf, workdays } from './example-tariffs.ts'

const peak: RateBand = { name: 'peak', days: workdays, from: '09:00', to: '18:00', perHourMinor: 20_000 }
const twoHours = between('2026-03-04 10:00', '2026-03-04 12:00')
const nobody: never[] = []

describe('a late cancellation', () => {
  test('of an empty slot costs its percentage of the frozen price', () => {
    const lines = lateCancellationFee(tariffOf({}), { original: twoHours, chargedToOthers: nobody }, 50)
    expect(brief(lines)).toEqual(['late-cancellation 120 12000'])
    expect(lines[0]).toMatchObject({ percent: 50, perHourMinor: 12_000, taxMinor: 679 })
  })

  test.each([
    ['wholly refilled', [between('2026-03-04 09:00', '2026-03-04 13:00')], []],
    [
      'refilled by two',
      [between('2026-03-04 10:00', '2026-03-04 11:00'), between('2026-03-04 11:00', '2026-03-04 12:00')],
      [],
    ],
    ['refilled in the middle', [between('2026-03-04 10:30', '2026-03-04 11:15')], ['late-cancellation 75 7500']],
    [
      'with a neighbour who only touches it',
      [between('2026-03-04 12:00', '2026-03-04 13:00')],
      ['late-cancellation 120 12000'],
    ],
    [
      'refilled by two who overlap',
      [between('2026-03-04 10:00', '2026-03-04 11:00'), between('2026-03-04 10:30', '2026-03-04 11:30')],
      ['late-cancellation 30 3000'],
    ],
  ])('of a slot %s costs only what nobody else paid', (_, chargedToOthers, expected) => {
    expect(brief(lateCancellationFee(tariffOf({}), { original: twoHours, chargedToOthers }, 50))).toEqual(expected)
  })

  test('is reckoned by rate and band, each line rounded once', () => {
    const tariff = tariffOf({ perHourMinor: 8000, bands: [peak] })
    const original = between('2026-03-06 17:20', '2026-03-06 19:10')
    const chargedToOthers = [between('2026-03-06 17:50', '2026-03-06 18:00')]
    expect(brief(lateCancellationFee(tariff, { original, chargedToOthers }, 33))).toEqual([
      'late-cancellation peak 30 3300',
      'late-cancellation 70 3080',
    ])
    expect(
      brief(lateCancellationFee(tariffOf({ perHourMinor: 101 }), { original, chargedToOthers: nobody }, 50)),
    ).toEqual(['late-cancellation 110 93'])
  })

  test('uses the prices frozen on the booking, on both sides of a rate change', () => {
    const original = between('2026-01-31 23:00', '2026-02-01 01:00')
    const rates = [
      { from: '2025-01-01 00:00', terms: { perHourMinor: 10_000 } },
      { from: '2026-02-01 00:00', terms: { perHourMinor: 13_300 } },
    ]
    expect(brief(lateCancellationFee(frozen(rates, original), { original, chargedToOthers: nobody }, 50))).toEqual([
      'late-cancellation 60 5000',
      'late-cancellation 60 6650',
    ])
  })

  test('does not charge a minute of which another paid a part', () => {
    const chargedToOthers = [{ startsAt: twoHours.startsAt + 30, endsAt: twoHours.startsAt + 90 }]
    expect(brief(lateCancellationFee(tariffOf({}), { original: twoHours, chargedToOthers }, 100))).toEqual([
      'late-cancellation 118 23600',
    ])
  })

  test('asks nothing for the minutes that free machine time had paid', () => {
    const cancelled = { original: twoHours, chargedToOthers: nobody, entitledSeconds: 5400 }
    expect(brief(lateCancellationFee(tariffOf({}), cancelled, 50))).toEqual(['late-cancellation 30 3000'])
    expect(lateCancellationFee(tariffOf({}), { ...cancelled, entitledSeconds: 7200 }, 50)).toEqual([])
  })

  test('knows no minimum, increment or start fee, and at nought per cent no line', () => {
    const tariff = tariffOf({ minimumMinor: 99_999, startFeeMinor: 500, incrementMinutes: 180 })
    expect(brief(lateCancellationFee(tariff, { original: twoHours, chargedToOthers: nobody }, 50))).toEqual([
      'late-cancellation 120 12000',
    ])
    expect(lateCancellationFee(tariff, { original: twoHours, chargedToOthers: nobody }, 0)).toEqual([])
  })

  test('in full of an empty slot is the price of its time, and every refill lowers it', () => {
    const tariff = tariffOf({ perHourMinor: 7777, bands: [peak] })
    const original = between('2026-03-06 16:00', '2026-03-06 20:00')
    const booked = priced(tariff, { booked: original }).totalMinor
    const minute = fc.integer({ min: -30, max: 300 })
    const refill = fc.tuple(minute, minute).map(([one, other]) => ({
      startsAt: original.startsAt + Math.min(one, other) * 60,
      endsAt: original.startsAt + Math.max(one, other) * 60 + 60,
    }))
    const fee = (others: { startsAt: number; endsAt: number }[]) =>
      lateCancellationFee(tariff, { original, chargedToOthers: others }, 100).reduce(
        (sum, line) => sum + line.amountMinor,
        0,
      )
    expect(fee([])).toBe(booked)
    fc.assert(
      fc.property(fc.array(refill, { maxLength: 4 }), refill, (others, another) => {
        expect(fee([...others, another])).toBeLessThanOrEqual(fee(others))
        expect(fee([...others, another])).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  test.each([-1, 101, 12.5])('at %d per cent is a mistake of the caller', (percent) => {
    expect(() => lateCancellationFee(tariffOf({}), { original: twoHours, chargedToOthers: nobody }, percent)).toThrow()
  })
})

describe('a no-show', () => {
  test.each(['booked', 'used', 'union'] as const)('costs the booked price when %s time is charged', (basis) => {
    const tariff = tariffOf({ startFeeMinor: 500, minimumMinor: 30_000 }, basis)
    const lines = noShowFee(tariff, { booked: twoHours })
    expect(brief(lines)).toEqual(['no-show 1 30500'])
  })

  test('costs the percentage that the resource sets, rounded half up', () => {
    const booked = between('2026-03-04 10:00', '2026-03-04 11:00')
    expect(brief(noShowFee(tariffOf({ perHourMinor: 10_001 }), { booked }, 50))).toEqual(['no-show 1 5001'])
    expect(noShowFee(tariffOf({}), { booked }, 0)).toEqual([])
  })

  test('costs nothing where free machine time had paid for all of it', () => {
    expect(noShowFee(tariffOf({ minimumMinor: 100 }), { booked: twoHours, entitledSeconds: 7200 })).toEqual([])
  })

  test('has one line per tax rate', () => {
    const booked = between('2026-01-31 23:00', '2026-02-01 01:00')
    const rates = [
      { from: '2025-01-01 00:00', terms: { taxBasisPoints: 300 } },
      { from: '2026-02-01 00:00', terms: { taxBasisPoints: 600 } },
    ]
    expect(noShowFee(frozen(rates, booked), { booked }).map((line) => [line.amountMinor, line.taxMinor])).toEqual([
      [12_000, 350],
      [12_000, 679],
    ])
  })
})
