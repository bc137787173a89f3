import { describe, expect, test } from 'vitest'
import { price } from '../../src/billing/pricing.ts'
import { at, between, brief, frozen, plainTerms, priced, tariffOf } from './example-tariffs.ts'

const twoHours = between('2026-03-04 10:00', '2026-03-04 12:00')

describe('fees beside the time', () => {
  test('start fee, run, samples and assistance are lines of their own', () => {
    const tariff = tariffOf({
      startFeeMinor: 20_000,
      perRunMinor: 5000,
      perSampleMinor: 1250,
      assistancePerHourMinor: 10_000,
    })
    const { lines, totalMinor } = priced(tariff, { booked: twoHours, samples: 7, assistedMinutes: 25 })
    expect(brief(lines)).toEqual([
      'time 120 24000',
      'start-fee 1 20000',
      'run 1 5000',
      'samples 7 8750',
      'assistance 25 4167',
    ])
    expect(totalMinor).toBe(61_917)
  })

  test('samples and assistance without a price make no line', () => {
    expect(brief(priced(tariffOf({}), { booked: twoHours, samples: 7, assistedMinutes: 25 }).lines)).toEqual([
      'time 120 24000',
    ])
  })

  test('come from the rate in force at the booked start, even when the use began earlier', () => {
    const booked = between('2026-02-01 00:00', '2026-02-01 01:00')
    const rates = [
      { from: '2025-01-01 00:00', terms: { startFeeMinor: 100 } },
      { from: '2026-02-01 00:00', terms: { startFeeMinor: 900, perHourMinor: 24_000 } },
    ]
    const tariff = { ...frozen(rates, booked), chargeBasis: 'union' as const }
    const used = between('2026-01-31 23:50', '2026-02-01 01:00')
    expect(brief(priced(tariff, { booked, used }).lines)).toEqual(['time 10 2000', 'time 60 24000', 'start-fee 1 900'])
  })
})

describe('the charge basis', () => {
  const early = between('2026-03-04 09:50', '2026-03-04 11:40')
  const late = between('2026-03-04 10:05', '2026-03-04 12:20')

  test.each([
    ['booked', early, 120],
    ['booked', late, 120],
    ['used', early, 110],
    ['used', late, 135],
    ['union', early, 130],
    ['union', late, 140],
  ] as const)('%s time of a use %o is %i minutes', (basis, used, minutes) => {
    expect(brief(priced(tariffOf({}, basis), { booked: twoHours, used }).lines)).toEqual([
      `time ${minutes} ${minutes * 200}`,
    ])
  })

  test.each([
    ['booked', {}, false],
    ['used', {}, true],
    ['union', {}, true],
    ['booked', { perSampleMinor: 100 }, true],
  ] as const)('before use, the price by %s time at %o is an estimate: %s', (basis, terms, estimate) => {
    expect(priced(tariffOf(terms, basis), { booked: twoHours, samples: 3 }).estimate).toBe(estimate)
    expect(priced(tariffOf(terms, basis), { booked: twoHours, samples: 3, used: late }).estimate).toBe(false)
  })

  test('a use that the park interrupted pays used time only, and no minimum', () => {
    const tariff = tariffOf({ minimumMinor: 50_000, startFeeMinor: 500 })
    const used = between('2026-03-04 10:00', '2026-03-04 10:40')
    const { lines, totalMinor } = priced(tariff, { booked: twoHours, used, interrupted: true })
    expect(brief(lines)).toEqual(['time 40 8000', 'interruption 80 0', 'start-fee 1 500'])
    expect(totalMinor).toBe(8500)
  })
})

describe('tax and gaps', () => {
  test('the tax of a line is inside its amount', () => {
    const tariff = tariffOf({ perHourMinor: 10_600, startFeeMinor: 13_333 })
    const { lines, taxMinor } = priced(tariff, { booked: between('2026-03-04 10:00', '2026-03-04 11:00') })
    expect(lines.map((line) => [line.amountMinor, line.taxBasisPoints, line.taxMinor])).toEqual([
      [10_600, 600, 600],
      [13_333, 600, 755],
    ])
    expect(taxMinor).toBe(1355)
  })

  test('time at another tax rate is a line of its own', () => {
    const booked = between('2026-01-31 23:00', '2026-02-01 01:00')
    const rates = [
      { from: '2025-01-01 00:00', terms: { taxBasisPoints: 300 } },
      { from: '2026-02-01 00:00', terms: { taxBasisPoints: 600 } },
    ]
    expect(priced(frozen(rates, booked), { booked }).lines.map((line) => line.taxMinor)).toEqual([350, 679])
  })

  test('a part without a rate is named, and nothing is priced', () => {
    const tariff = {
      ...tariffOf({}, 'used'),
      pieces: [
        { from: at('2026-03-04 09:00'), until: at('2026-03-04 11:00'), terms: plainTerms },
        { from: at('2026-03-04 11:30'), until: at('2026-03-04 13:00'), terms: plainTerms },
      ],
    }
    const missing = (from: string, until: string) => ({ kind: 'missing', from: at(from), until: at(until) })
    expect(price(tariff, { booked: twoHours })).toEqual(missing('2026-03-04 11:00', '2026-03-04 11:30'))
    const evening = between('2026-03-04 12:00', '2026-03-04 14:00')
    expect(price(tariff, { booked: evening })).toEqual(missing('2026-03-04 13:00', '2026-03-04 14:00'))
    const morning = between('2026-03-04 08:00', '2026-03-04 08:30')
    expect(price(tariff, { booked: morning })).toEqual(missing('2026-03-04 08:00', '2026-03-04 08:30'))
    const noon = between('2026-03-04 12:00', '2026-03-04 12:30')
    const overrun = { startsAt: noon.startsAt, endsAt: at('2026-03-04 13:10') }
    expect(price(tariff, { booked: noon, used: overrun })).toEqual(missing('2026-03-04 13:00', '2026-03-04 13:10'))
  })

  test.each([
    ['a booking without length', { booked: { startsAt: 600, endsAt: 600 } }],
    ['use that ends before it begins', { booked: twoHours, used: { startsAt: 600, endsAt: 0 } }],
    ['half a sample', { booked: twoHours, samples: 0.5 }],
    ['less than no free time', { booked: twoHours, entitledSeconds: -60 }],
    ['an interruption of nothing', { booked: twoHours, interrupted: true }],
  ])('%s is a mistake of the caller', (_, asked) => {
    expect(() => price(tariffOf({}), asked)).toThrow()
  })
})
