import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PriceLine } from '../../src/billing/price-line.ts'
import { price } from '../../src/billing/pricing.ts'
import { freezeTariff, type DatedRate, type RateTerms, type Tariff } from '../../src/billing/tariff.ts'
import { usualTerms } from '../../src/billing/usual-terms.ts'
import { atOrAfter } from '../../src/kernel/wall-clock.ts'

const zone = 'Asia/Shanghai'
const at = (text: string) => atOrAfter({ date: text.slice(0, 10), time: text.slice(11) }, zone)
const from = (text: string, terms: Partial<RateTerms>): DatedRate => ({
  validFrom: at(text),
  terms: { ...usualTerms(10_000), ...terms },
})
const peak = { name: 'peak', days: [1, 2, 3, 4, 5], from: '13:00', to: '18:00', perHourMinor: 14_999 }
const usualFrame = { currency: 'CNY', category: 'resident', chargeBasis: 'booked', zone } as const
const discount = (id: string, percent: number) => ({ id, names: { hans: id, hant: id, en: id }, percent })

test('the lines are the total, however the time is split: each price and tax stands once', () => {
  const minutes = fc.integer({ min: 1, max: 4_000 })
  const percents = fc.array(fc.integer({ min: 1, max: 100 }), { maxLength: 3 })
  fc.assert(
    fc.property(minutes, minutes, percents, fc.integer({ min: 0, max: 50 }), (start, length, discounts, samples) => {
      const startsAt = at('2026-11-27 00:00') + start * 60
      const interval = { startsAt, endsAt: startsAt + length * 60 }
      const rates = [
        from('2026-01-01 00:00', { bands: [peak], perSampleMinor: 333 }),
        from('2026-11-29 07:00', { bands: [peak], perHourMinor: 12_345, perSampleMinor: 333 }),
      ]
      const frame = { ...usualFrame, discounts: discounts.map((percent, place) => discount(String(place), percent)) }
      const tariff = freezeTariff(rates, interval, frame) as Tariff
      const priced = price(tariff, { booked: interval, samples })
      if (priced.kind !== 'priced') throw new Error('a rate is missing')
      const { lines, totalMinor } = priced
      for (const order of [lines, lines.toReversed(), lines.toSorted((a, b) => a.amountMinor - b.amountMinor)]) {
        expect(order.reduce((sum, line) => sum + line.amountMinor, 0)).toBe(totalMinor)
      }
      expect(totalMinor).toBeGreaterThanOrEqual(0)
      const time = lines.filter(({ kind }) => kind === 'time')
      expect(time.reduce((sum, line) => sum + (line.minutes ?? 0), 0)).toBe(length)
      expect(new Set(time.map(({ band, perHourMinor }) => `${band} ${perHourMinor}`)).size).toBe(time.length)
      // Cut anywhere, the rates say the same of the two parts together as of the whole.
      const cut = startsAt + Math.floor(length / 2) * 60
      const parts = [
        { startsAt, endsAt: cut },
        { startsAt: cut, endsAt: interval.endsAt },
      ].filter((one) => one.startsAt < one.endsAt)
      const apart = parts.flatMap((part) => {
        const of = price(tariff, { booked: part })
        return of.kind === 'priced' ? of.lines.filter(({ kind }) => kind === 'time') : []
      })
      const unrounded = (all: readonly PriceLine[]) =>
        all.reduce((sum, line) => sum + (line.minutes ?? 0) * (line.perHourMinor ?? 0), 0)
      expect(unrounded(apart)).toBe(unrounded(time))
    }),
  )
})
