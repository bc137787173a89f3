import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BrokenBelief } from '../../src/kernel/invariant.ts'
import { roundHalfUp, sumMinor } from '../../src/kernel/money.ts'

describe('rounding to the fen', () => {
  test.each([
    [49, 100, 0],
    [50, 100, 1],
    [149, 100, 1],
    [150, 100, 2],
    [-49, 100, 0],
    [-50, 100, -1],
    [0, 7, 0],
    [7, 2, 4],
    [10, 3, 3],
    [Number.MAX_SAFE_INTEGER, 1, Number.MAX_SAFE_INTEGER],
    [Number.MAX_SAFE_INTEGER, 2, 4_503_599_627_370_496],
  ])('%i ÷ %i is %i', (numerator, denominator, nearest) => {
    expect(roundHalfUp(numerator, denominator)).toBe(nearest)
  })

  test('is never off by more than half, and a half goes up', () => {
    const amount = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER })
    const divisor = fc.integer({ min: 1, max: 2 ** 40 })
    fc.assert(
      fc.property(amount, divisor, (numerator, denominator) => {
        const over = 2n * (BigInt(roundHalfUp(numerator, denominator)) * BigInt(denominator) - BigInt(numerator))
        expect(over > -BigInt(denominator) && over <= BigInt(denominator)).toBe(true)
      }),
    )
  })

  test('makes a reversal the exact negative of what it reverses', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.integer({ min: 1, max: 10_000 }), (numerator, denominator) => {
        expect(roundHalfUp(-numerator, denominator) + roundHalfUp(numerator, denominator)).toBe(0)
        expect(Object.is(roundHalfUp(-numerator, denominator), -0)).toBe(false)
      }),
    )
  })

  test('takes products that pass the safe integers as bigint', () => {
    expect(roundHalfUp(9_007_199_254_740_991n * 3600n, 3600)).toBe(Number.MAX_SAFE_INTEGER)
  })

  test.each([
    [0.5, 1],
    [1, 0],
    [1, -2],
    [Number.NaN, 1],
    [2 ** 53, 1],
    [1, Number.POSITIVE_INFINITY],
  ])('refuses %d ÷ %d', (numerator, denominator) => {
    expect(() => roundHalfUp(numerator, denominator)).toThrow(BrokenBelief)
  })
})

describe('a total', () => {
  test('is the sum of its lines', () => {
    expect(sumMinor([])).toBe(0)
    expect(sumMinor([1250, -250, 13_258_450])).toBe(13_259_450)
  })

  test.each([[[0.1, 0.2]], [[Number.MAX_SAFE_INTEGER, 1]], [[Number.NaN]]])('is never made of %j', (amounts) => {
    expect(() => sumMinor(amounts)).toThrow(BrokenBelief)
  })
})
