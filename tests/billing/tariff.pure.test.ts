import { describe, expect, test } from 'vitest'
import {
  extendTariff,
  freezeTariff,
  rateTermsSchema,
  tariffSchema,
  type DatedRate,
  type TariffFrame,
} from '../../src/billing/tariff.ts'
import { at, between, brief, frozen, plainTerms, priced, SHANGHAI, tariffOf } from './example-tariffs.ts'

const frame: TariffFrame = { currency: 'CNY', category: 'resident', chargeBasis: 'booked', zone: SHANGHAI }
const rate = (from: string, perHourMinor: number): DatedRate => ({
  validFrom: at(from),
  terms: { ...plainTerms, perHourMinor },
})
const rates = [rate('2025-01-01 00:00', 10_000), rate('2026-02-01 00:00', 12_000), rate('2026-07-01 00:00', 15_000)]

describe('freezing a tariff', () => {
  test('keeps the rates of the interval and of a day around it, and survives being stored', () => {
    const tariff = freezeTariff(rates, between('2026-02-01 10:00', '2026-02-01 12:00'), frame)
    expect(tariff?.pieces.map(({ from, until, terms }) => [from, until, terms.perHourMinor])).toEqual([
      [at('2026-01-31 10:00'), at('2026-02-01 00:00'), 10_000],
      [at('2026-02-01 00:00'), null, 12_000],
    ])
    expect(tariffSchema.parse(JSON.parse(JSON.stringify(tariff)))).toEqual(tariff)
  })

  test('a rate published later does not touch a booking made before', () => {
    const booked = between('2026-07-02 10:00', '2026-07-02 11:00')
    const before = freezeTariff(rates.slice(0, 2), booked, frame)
    const after = freezeTariff(rates, booked, frame)
    expect(before && priced(before, { booked }).totalMinor).toBe(12_000)
    expect(after && priced(after, { booked }).totalMinor).toBe(15_000)
  })

  test('there is none before the first rate begins', () => {
    expect(freezeTariff(rates, between('2024-12-31 23:00', '2025-01-01 01:00'), frame)).toBeNull()
    expect(freezeTariff([], between('2026-02-01 10:00', '2026-02-01 12:00'), frame)).toBeNull()
    expect(freezeTariff(rates, between('2025-01-01 00:00', '2025-01-01 01:00'), frame)).not.toBeNull()
  })

  test('an early check-in and a late check-out find a price on the first and the last day of rates', () => {
    const booked = between('2025-01-01 00:00', '2025-01-01 01:00')
    const used = between('2024-12-31 23:45', '2025-01-01 01:30')
    const tariff = freezeTariff(rates, booked, { ...frame, chargeBasis: 'used' })
    expect(tariff && priced(tariff, { booked, used }).totalMinor).toBe(17_500)
  })

  test('an overrun is priced by the rate that was to follow', () => {
    const booked = between('2026-06-30 22:00', '2026-07-01 00:00')
    const tariff = freezeTariff(rates, booked, { ...frame, chargeBasis: 'union' })
    const used = between('2026-06-30 22:00', '2026-07-01 00:20')
    expect(tariff && brief(priced(tariff, { booked, used }).lines)).toEqual(['time 120 24000', 'time 20 5000'])
  })

  test('rates out of order are a mistake of the caller', () => {
    expect(() => freezeTariff(rates.toReversed(), between('2026-02-01 10:00', '2026-02-01 12:00'), frame)).toThrow()
  })
})

describe('extending a booking', () => {
  const booked = between('2026-03-04 10:00', '2026-03-04 12:00')
  const then = frozen([{ from: '2026-01-01 00:00', terms: { startFeeMinor: 500 } }], booked)
  const today = frozen([{ from: '2026-01-01 00:00', terms: { perHourMinor: 18_000, startFeeMinor: 900 } }], booked)

  test('prices only the added minutes at the price of the day', () => {
    const longer = between('2026-03-04 10:00', '2026-03-04 12:30')
    const tariff = extendTariff(then, between('2026-03-04 12:00', '2026-03-04 12:30'), today)
    expect(brief(priced(tariff, { booked: longer }).lines)).toEqual([
      'time 120 24000',
      'time 30 9000',
      'start-fee 1 500',
    ])
    expect(tariffSchema.parse(tariff)).toEqual(tariff)
  })

  test('at an unchanged price costs what the whole would have cost, in one line', () => {
    const longer = between('2026-03-04 10:00', '2026-03-04 12:07')
    const tariff = extendTariff(then, between('2026-03-04 12:00', '2026-03-04 12:07'), then)
    expect(priced(tariff, { booked: longer })).toEqual(priced(then, { booked: longer }))
  })

  test('to the front keeps the start fee as it was frozen', () => {
    const longer = between('2026-03-04 09:00', '2026-03-04 12:00')
    const tariff = extendTariff(then, between('2026-03-04 09:00', '2026-03-04 10:00'), today)
    expect(brief(priced(tariff, { booked: longer }).lines)).toEqual([
      'time 60 18000',
      'time 120 24000',
      'start-fee 1 500',
    ])
  })

  test('twice composes', () => {
    const dearer = tariffOf({ perHourMinor: 30_000 })
    const once = extendTariff(then, between('2026-03-04 12:00', '2026-03-04 12:30'), today)
    const twice = extendTariff(once, between('2026-03-04 12:30', '2026-03-04 13:00'), dearer)
    const { lines } = priced(twice, { booked: between('2026-03-04 10:00', '2026-03-04 13:00') })
    expect(brief(lines)).toEqual(['time 120 24000', 'time 30 9000', 'time 30 15000', 'start-fee 1 500'])
  })

  test('in another currency is a mistake of the caller', () => {
    const dollars = { ...today, currency: 'USD' }
    expect(() => extendTariff(then, between('2026-03-04 12:00', '2026-03-04 12:30'), dollars)).toThrow()
  })
})

describe('terms as they are written down', () => {
  const band = { name: 'peak', days: [1, 5], from: '09:00', to: '24:00', perHourMinor: 1 }

  test('are accepted when whole', () => {
    expect(rateTermsSchema.safeParse({ ...plainTerms, bands: [band] }).success).toBe(true)
  })

  test.each([
    ['an unknown word', { ...plainTerms, discount: 10 }],
    ['an unknown word in a band', { ...plainTerms, bands: [{ ...band, colour: 'red' }] }],
    ['a price left out', { ...plainTerms, perHourMinor: undefined }],
    ['a negative price', { ...plainTerms, perHourMinor: -1 }],
    ['a fraction of a fen', { ...plainTerms, startFeeMinor: 0.5 }],
    ['a price beyond reason', { ...plainTerms, perSampleMinor: 1e15 }],
    ['no increment', { ...plainTerms, incrementMinutes: 0 }],
    ['a tax above everything', { ...plainTerms, taxBasisPoints: 10_001 }],
    ['an hour that no clock shows', { ...plainTerms, bands: [{ ...band, from: '24:00' }] }],
    ['an eighth day', { ...plainTerms, bands: [{ ...band, days: [8] }] }],
    ['a day twice', { ...plainTerms, bands: [{ ...band, days: [1, 1] }] }],
    ['no day', { ...plainTerms, bands: [{ ...band, days: [] }] }],
  ])('%s is refused', (_, terms) => {
    expect(rateTermsSchema.safeParse(terms).success).toBe(false)
  })

  test.each([
    ['nothing', []],
    ['an end before its beginning', [{ from: 10, until: 5, terms: plainTerms }]],
    [
      'an overlap',
      [
        { from: 0, until: 10, terms: plainTerms },
        { from: 5, until: null, terms: plainTerms },
      ],
    ],
    [
      'something after the open end',
      [
        { from: 0, until: null, terms: plainTerms },
        { from: 5, until: null, terms: plainTerms },
      ],
    ],
  ])('a tariff with %s is refused', (_, pieces) => {
    expect(tariffSchema.safeParse({ ...frame, pieces }).success).toBe(false)
  })
})
