import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { taxed, type PriceLine } from '../../src/billing/price-line.ts'
import type { ProgrammeId } from '../../src/kernel/id.ts'
import { givenBack, subsidise } from '../../src/subsidies/subsidise.ts'
import type { OpenProgramme } from '../../src/subsidies/funding.ts'

const names = { hans: '券', hant: '券', en: 'Voucher' }
const open: OpenProgramme = {
  id: 'sub_1' as ProgrammeId,
  version: 1,
  names,
  percent: 50,
  claimCapMinor: null,
  yearCapMinor: null,
  budgetMinor: null,
  budgetUsedMinor: 0,
  countedId: 'firm',
  usedByYear: {},
}
const line = (amountMinor: number, taxBasisPoints = 600, kind: PriceLine['kind'] = 'time') =>
  taxed({ kind, amountMinor, taxBasisPoints })
const amounts = (lines: readonly PriceLine[]) => lines.map((one) => one.amountMinor)

describe('what programmes pay', () => {
  test('each is a part of the same base, rounded once, half up', () => {
    const second = { ...open, id: 'sub_2' as ProgrammeId, percent: 25 }
    const { lines, grants } = subsidise([line(10_001)], [open, second], 2026)
    // 50 % of 100.01 is 50.005, 25 % of it 25.0025.
    expect(amounts(lines)).toEqual([10_001, -5_001, -2_500])
    expect(grants.map(({ baseMinor }) => baseMinor)).toEqual([10_001, 10_001])
  })

  test('what is spread over two tax rates is the whole, to the fen', () => {
    const { lines } = subsidise([line(3_333, 600), line(6_667, 1_300)], [{ ...open, claimCapMinor: 1_001 }], 2026)
    expect(amounts(lines)).toEqual([3_333, 6_667, -667, -334])
    expect(lines.map((one) => one.taxBasisPoints)).toEqual([600, 1_300, 1_300, 600])
  })

  test('fees for time that was given up are no base', () => {
    const { grants } = subsidise([line(8_000), line(4_000, 600, 'late-cancellation')], [open], 2026)
    expect(grants.map(({ amountMinor }) => amountMinor)).toEqual([4_000])
  })

  test('another year begins with the whole cap', () => {
    const capped = { ...open, yearCapMinor: 3_000, usedByYear: { 2026: 2_999 } }
    expect(subsidise([line(8_000)], [capped], 2026).grants.map((one) => one.amountMinor)).toEqual([1])
    expect(subsidise([line(8_000)], [capped], 2027).grants.map((one) => one.amountMinor)).toEqual([3_000])
  })

  test('no programme passes a cap or its budget, and all together never the charge, whatever they are', () => {
    const minor = fc.integer({ min: 0, max: 2_000_000 })
    const maybe = fc.option(fc.integer({ min: 1, max: 1_000_000 }))
    const programme = fc.record({
      percent: fc.integer({ min: 1, max: 100 }),
      claimCapMinor: maybe,
      yearCapMinor: maybe,
      budgetMinor: maybe,
      budgetUsedMinor: minor,
      used: minor,
    })
    const charges = fc.array(fc.tuple(minor, fc.constantFrom(0, 600, 1_300)), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(charges, fc.array(programme, { maxLength: 5 }), (some, many) => {
        const programmes = many.map(({ used, ...terms }, at) => {
          return { ...open, ...terms, id: `sub_${at}` as ProgrammeId, usedByYear: { 2026: used } }
        })
        const before = some.map(([amount, tax]) => line(amount, tax))
        const { lines, grants } = subsidise(before, programmes, 2026)
        const base = before.reduce((sum, one) => sum + one.amountMinor, 0)
        for (const { programme: one, amountMinor } of grants) {
          expect(amountMinor).toBeGreaterThan(0)
          expect(amountMinor).toBeLessThanOrEqual(Math.floor((base * one.percent + 50) / 100))
          expect(amountMinor).toBeLessThanOrEqual(one.claimCapMinor ?? Infinity)
          expect(amountMinor + (one.usedByYear[2026] ?? 0)).toBeLessThanOrEqual(one.yearCapMinor ?? Infinity)
          expect(amountMinor + one.budgetUsedMinor).toBeLessThanOrEqual(one.budgetMinor ?? Infinity)
          const own = lines.filter(({ programmeId }) => programmeId === one.id)
          expect(own.reduce((sum, each) => sum + each.amountMinor, 0)).toBe(-amountMinor)
        }
        const paid = grants.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
        expect(paid).toBeLessThanOrEqual(base)
        expect(lines.reduce((sum, one) => sum + one.amountMinor, 0)).toBe(base - paid)
      }),
      { seed: 20_261_128 },
    )
  })
})

describe('what a credit gives back', () => {
  const granted = [{ programmeId: 'sub_1' as ProgrammeId, names, amountMinor: 6_000 }]

  test('is as large a part of what the programme pays as the firm gets of its own', () => {
    expect(givenBack({ granted, chargedMinor: 18_000 }, -6_000, 'firm')).toMatchObject([{ amountMinor: 2_000 }])
  })

  test('is the credit’s part of the whole price, where the price was wrong', () => {
    expect(givenBack({ granted, chargedMinor: 18_000 }, -6_000, 'price')).toMatchObject([{ amountMinor: 1_500 }])
  })

  test('is all of it at most, and nothing of what is charged on top', () => {
    expect(givenBack({ granted, chargedMinor: 18_000 }, -90_000, 'firm')).toMatchObject([{ amountMinor: 6_000 }])
    expect(givenBack({ granted, chargedMinor: 18_000 }, 500, 'firm')).toEqual([])
  })
})
