import { describe, expect, test } from 'vitest'
import { lateCancellationFee } from '../../src/billing/late-fee.ts'
import { lastSecond, periodOf } from '../../src/billing/period.ts'
import type { PriceLine } from '../../src/billing/price-line.ts'
import { price, type AskedPrice } from '../../src/billing/pricing.ts'
import { freezeTariff, type DatedRate, type RateTerms, type TariffFrame } from '../../src/billing/tariff.ts'
import { usualTerms } from '../../src/billing/usual-terms.ts'
import { atOrAfter } from '../../src/kernel/wall-clock.ts'

const shanghai = 'Asia/Shanghai'
const newYork = 'America/New_York'
const at = (text: string, zone = shanghai) => atOrAfter({ date: text.slice(0, 10), time: text.slice(11) }, zone)
const from = (text: string, terms: Partial<RateTerms>, zone = shanghai): DatedRate => ({
  validFrom: at(text, zone),
  terms: { ...usualTerms(10_000), ...terms },
})
const peak = { name: 'peak', days: [1, 2, 3, 4, 5], from: '13:00', to: '18:00', perHourMinor: 14_999 }

interface Case {
  readonly name: string
  readonly rates: readonly DatedRate[]
  readonly frame?: Partial<TariffFrame>
  readonly booked: readonly [string, string]
  readonly asked?: Partial<AskedPrice>
  /** Kind and fen of each line, reckoned by hand. */
  readonly lines: readonly (readonly [PriceLine['kind'], number])[]
}

const cases: readonly Case[] = [
  {
    // 90 min × 100.00 ÷ 60, then 45 min × 133.33 ÷ 60 = 99.9975.
    name: 'across a rate change',
    rates: [from('2026-01-01 00:00', {}), from('2026-12-01 00:00', { perHourMinor: 13_333 })],
    booked: ['2026-11-30 22:30', '2026-12-01 00:45'],
    lines: [
      ['time', 15_000],
      ['time', 10_000],
    ],
  },
  {
    // 20 min before 13:00 = 33.333; 300 min of peak × 149.99 ÷ 60 = 749.95; 25 min after = 41.667:
    // 45 min together 75.00.
    name: 'across both edges of peak, the ordinary minutes rounded once',
    rates: [from('2026-01-01 00:00', { bands: [peak] })],
    booked: ['2026-11-23 12:40', '2026-11-23 18:25'],
    lines: [
      ['time', 7_500],
      ['time', 74_995],
    ],
  },
  {
    // Saturday has no peak: 60 min × 100.00.
    name: 'at peak’s hours on a day without it',
    rates: [from('2026-01-01 00:00', { bands: [peak] })],
    booked: ['2026-11-28 13:00', '2026-11-28 14:00'],
    lines: [['time', 10_000]],
  },
  {
    // 7 min × 100.00 ÷ 60 = 11.666… over midnight: one rate, one line, rounded once to 11.67.
    name: 'across month end at one rate',
    rates: [from('2026-01-01 00:00', {})],
    booked: ['2026-11-30 23:56', '2026-12-01 00:03'],
    lines: [['time', 1_167]],
  },
  {
    name: 'over the night of the spring change in New York: 00:00–04:00 is three hours',
    rates: [from('2026-01-01 00:00', {}, newYork)],
    frame: { zone: newYork },
    booked: ['2027-03-14 00:00', '2027-03-14 04:00'],
    lines: [['time', 30_000]],
  },
  {
    name: 'over the night of the autumn change in New York: 00:00–04:00 is five hours',
    rates: [from('2026-01-01 00:00', {}, newYork)],
    frame: { zone: newYork },
    booked: ['2027-11-07 00:00', '2027-11-07 04:00'],
    lines: [['time', 50_000]],
  },
  {
    // A band 01:00–03:00 on that night holds the repeated hour twice: 180 min × 50.00, 120 min × 100.00.
    name: 'over a band that holds the repeated hour',
    rates: [
      from(
        '2026-01-01 00:00',
        { bands: [{ name: 'night', days: [7], from: '01:00', to: '03:00', perHourMinor: 5_000 }] },
        newYork,
      ),
    ],
    frame: { zone: newYork },
    booked: ['2027-11-07 00:00', '2027-11-07 04:00'],
    lines: [
      ['time', 20_000],
      ['time', 15_000],
    ],
  },
  {
    // 30 min = 50.00 lack 25.00 of the minimum 75.00; the start fee of 12.50 comes after it.
    name: 'with a minimum and a start fee',
    rates: [from('2026-01-01 00:00', { minimumMinor: 7_500, startFeeMinor: 1_250 })],
    booked: ['2026-11-23 09:00', '2026-11-23 09:30'],
    lines: [
      ['time', 5_000],
      ['minimum', 2_500],
      ['start-fee', 1_250],
    ],
  },
  {
    // 61 min are billed as 90: 150.00.
    name: 'with an increment of half an hour',
    rates: [from('2026-01-01 00:00', { incrementMinutes: 30 })],
    booked: ['2026-11-23 09:00', '2026-11-23 10:01'],
    lines: [['time', 15_000]],
  },
  {
    // 45 of 120 min are free, 75 min × 100.00 ÷ 60 = 125.00: above the minimum of 60.00.
    name: 'with an entitlement half used',
    rates: [from('2026-01-01 00:00', { minimumMinor: 6_000 })],
    booked: ['2026-11-23 09:00', '2026-11-23 11:00'],
    asked: { entitledSeconds: 45 * 60 + 59 },
    lines: [
      ['time', 12_500],
      ['entitlement', 0],
    ],
  },
  {
    // Wholly free: no minimum; the start fee stays.
    name: 'wholly entitled',
    rates: [from('2026-01-01 00:00', { minimumMinor: 6_000, startFeeMinor: 1_000 })],
    booked: ['2026-11-23 09:00', '2026-11-23 10:00'],
    asked: { entitledSeconds: 3_600 },
    lines: [
      ['entitlement', 0],
      ['start-fee', 1_000],
    ],
  },
  {
    // 100.00 + 3 × 2.50 + 20 min × 60.00 ÷ 60 = 20.00 + 2 × 9.99 = 147.48; 15 % is 22.122, 5 % is 7.374.
    name: 'with samples, assistance, consumables, and two discounts on what stood before them',
    rates: [from('2026-01-01 00:00', { perSampleMinor: 250, assistancePerHourMinor: 6_000 })],
    frame: { discounts: [discount('hours', 15), discount('tag', 5)] },
    booked: ['2026-11-23 09:00', '2026-11-23 10:00'],
    asked: { samples: 3, assistedMinutes: 20, consumables: [consumable(2, 999, 600)] },
    lines: [
      ['time', 10_000],
      ['samples', 750],
      ['assistance', 2_000],
      ['consumable', 1_998],
      ['discount', -2_212],
      ['discount', -737],
    ],
  },
  {
    // Tax of 6 % and of 13 % are reduced apart: 10 % of 100.00 and of 19.98.
    name: 'with a discount over two rates of tax',
    rates: [from('2026-01-01 00:00', {})],
    frame: { discounts: [discount('tag', 10)] },
    booked: ['2026-11-23 09:00', '2026-11-23 10:00'],
    asked: { consumables: [consumable(2, 999, 1_300)] },
    lines: [
      ['time', 10_000],
      ['consumable', 1_998],
      ['discount', -1_000],
      ['discount', -200],
    ],
  },
  {
    // 70 % and 60 % of 100.00: the second takes the 30.00 that are left, never more.
    name: 'with discounts of more than there is',
    rates: [from('2026-01-01 00:00', {})],
    frame: { discounts: [discount('one', 70), discount('two', 60)] },
    booked: ['2026-11-23 09:00', '2026-11-23 10:00'],
    lines: [
      ['time', 10_000],
      ['discount', -7_000],
      ['discount', -3_000],
    ],
  },
]

describe('to the fen', () => {
  test.each(cases)('a booking $name', ({ rates, frame = {}, booked, asked = {}, lines }) => {
    const whole = { currency: 'CNY', category: 'resident', chargeBasis: 'booked' as const, zone: shanghai, ...frame }
    const interval = { startsAt: at(booked[0], whole.zone), endsAt: at(booked[1], whole.zone) }
    const tariff = freezeTariff(rates, interval, whole)
    const priced = tariff && price(tariff, { booked: interval, ...asked })
    expect(priced?.kind).toBe('priced')
    if (priced?.kind !== 'priced') return
    expect(priced.lines.map(({ kind, amountMinor }) => [kind, amountMinor])).toEqual(lines)
    expect(priced.totalMinor).toBe(lines.reduce((sum, [, amount]) => sum + amount, 0))
  })

  test('a late cancellation that was refilled in part, with a discount', () => {
    // 120 min at 100.00, of which 10:00–10:45 is somebody else’s: 75 min × 100.00 ÷ 60 × 50 % = 62.50, less 10 %.
    const original = { startsAt: at('2026-11-23 09:00'), endsAt: at('2026-11-23 11:00') }
    const frame = { ...usualFrame, discounts: [discount('tag', 10)] }
    const tariff = freezeTariff([from('2026-01-01 00:00', { minimumMinor: 99_999 })], original, frame)
    const refilled = [{ startsAt: at('2026-11-23 10:00'), endsAt: at('2026-11-23 10:45') }]
    const lines = tariff && lateCancellationFee(tariff, { original, chargedToOthers: refilled }, 50)
    expect(lines?.map(({ kind, amountMinor }) => [kind, amountMinor])).toEqual([
      ['late-cancellation', 6_250],
      ['discount', -625],
    ])
    expect(tariff && lateCancellationFee(tariff, { original, chargedToOthers: [original] }, 50)).toEqual([])
  })

  test('a booking that ends at midnight belongs to the month that it ends in', () => {
    const ends = (text: string) => periodOf(lastSecond({ endsAt: at(text) }), shanghai)
    expect([ends('2026-12-01 00:00'), ends('2026-12-01 00:01')]).toEqual(['2026-11', '2026-12'])
  })
})

const usualFrame = { currency: 'CNY', category: 'resident', chargeBasis: 'booked', zone: shanghai } as const

function discount(id: string, percent: number) {
  return { id, names: { hans: id, hant: id, en: id }, percent }
}

function consumable(quantity: number, unitMinor: number, taxBasisPoints: number) {
  return { id: 'c', names: { hans: 'c', hant: 'c', en: 'c' }, quantity, unitMinor, taxBasisPoints }
}
