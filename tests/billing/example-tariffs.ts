import { atOrAfter } from '../../src/kernel/wall-clock.ts'
import type { Instant, Interval } from '../../src/kernel/interval.ts'
import type { PriceLine } from '../../src/billing/price-line.ts'
import { price, type AskedPrice, type Priced } from '../../src/billing/pricing.ts'
import { freezeTariff, type ChargeBasis, type RateTerms, type Tariff } from '../../src/billing/tariff.ts'

/** 120 yuan an hour by the minute, and nothing else. */
export const plainTerms: RateTerms = {
  perHourMinor: 12_000,
  bands: [],
  perSampleMinor: 0,
  perRunMinor: 0,
  startFeeMinor: 0,
  minimumMinor: 0,
  assistancePerHourMinor: 0,
  incrementMinutes: 1,
  taxBasisPoints: 600,
}

export const workdays = [1, 2, 3, 4, 5]

export function tariffOf(terms: Partial<RateTerms>, chargeBasis: ChargeBasis = 'booked', zone = SHANGHAI): Tariff {
  const frame = { currency: 'CNY', category: 'resident', chargeBasis, zone }
  return { ...frame, pieces: [{ from: -1e10, until: null, terms: { ...plainTerms, ...terms } }] }
}

export const SHANGHAI = 'Asia/Shanghai'
export const NEW_YORK = 'America/New_York'

/** `'2026-03-06 17:20'` on the park's clock. */
export function at(text: string, zone = SHANGHAI): Instant {
  const [date = '', time = ''] = text.split(' ')
  return atOrAfter({ date, time }, zone)
}

export function between(from: string, to: string, zone = SHANGHAI): Interval {
  return { startsAt: at(from, zone), endsAt: at(to, zone) }
}

export function priced(tariff: Tariff, asked: AskedPrice): Priced {
  const answer = price(tariff, asked)
  if (answer.kind === 'missing') throw new Error(`no rate from ${answer.from} until ${answer.until}`)
  return answer
}

/** A tariff frozen from rates, for tests in which there is one. */
export function frozen(rates: readonly { from: string; terms: Partial<RateTerms> }[], interval: Interval): Tariff {
  const dated = rates.map(({ from, terms }) => ({ validFrom: at(from), terms: { ...plainTerms, ...terms } }))
  const frame = { currency: 'CNY', category: 'resident', chargeBasis: 'booked', zone: SHANGHAI } as const
  const tariff = freezeTariff(dated, interval, frame)
  if (!tariff) throw new Error('no rate is in force')
  return tariff
}

/** Lines as a reader counts them: kind, band, quantity or minutes, amount. */
export function brief(lines: readonly PriceLine[]): string[] {
  return lines.map(({ kind, band, minutes, quantity, amountMinor }) =>
    [kind, band, minutes ?? quantity, amountMinor].filter((part) => part !== undefined).join(' '),
  )
}
