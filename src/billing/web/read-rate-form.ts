import { z } from 'zod'
import type { Instant } from '../../kernel/interval.ts'
import { atOrAfter, dayOf, isDate } from '../../kernel/wall-clock.ts'
import { decimalText } from '../../platform/i18n/format.ts'
import { readMoney } from '../../platform/i18n/read-money.ts'
import { readPercent } from '../read-percent.ts'
import { rateBandSchema, rateTermsSchema, type RateBand, type RateTerms } from '../tariff.ts'
import type { RatesText } from './rates.text.ts'

export type Filled = Readonly<Record<string, string>>
export type RateFormFault = keyof RatesText['faults']

/** Bands that the form has room for. */
export const bandsInForm = 4

const moneyFields = {
  per_hour: 'perHourMinor',
  per_sample: 'perSampleMinor',
  per_run: 'perRunMinor',
  start_fee: 'startFeeMinor',
  minimum: 'minimumMinor',
  assistance: 'assistancePerHourMinor',
} as const satisfies Record<string, keyof RateTerms>

const bandNumbers = Array.from({ length: bandsInForm }, (_, at) => at + 1)
const weekdays = [1, 2, 3, 4, 5, 6, 7]
const text = (most: number) => z.string().max(most).prefault('')
// The last second of the year 9999.
const farthest = 253_402_300_799

/** The fields of a rate, as a form sends them. */
export const rateForm = z.strictObject({
  category: z.string().min(1).max(60),
  replaces: text(20).refine((at) => /^\d{0,12}$/.test(at) && Number(at) <= farthest),
  from: text(20),
  until: text(20),
  increment: text(10),
  tax: text(10),
  ...Object.fromEntries(Object.keys(moneyFields).map((name) => [name, text(20)])),
  ...Object.fromEntries(bandNumbers.flatMap(bandFieldsOf).map((name) => [name, text(40)])),
})

export interface ReadRate {
  readonly validFrom: Instant | 'now'
  readonly validUntil: Instant | null
  readonly terms: RateTerms
}

/** The rate that a form means, or what is wrong with its fields. A date is the midnight on which it begins. */
export function readRateForm(
  filled: Filled,
  park: { readonly timeZone: string; readonly currency: string },
  now: Instant,
): { readonly rate: ReadRate } | { readonly faults: Readonly<Record<string, RateFormFault>> } {
  const faults: Record<string, RateFormFault> = {}
  const of = (name: string) => (filled[name] ?? '').trim()
  const money = (name: string): number => {
    const minor = of(name) === '' ? 0 : readMoney(of(name), park.currency)
    if (minor === null || minor > 1_000_000_000) faults[name] = 'money'
    return minor ?? 0
  }
  const midnight = (name: string): Instant | null => {
    if (isDate(of(name))) return atOrAfter({ date: of(name), time: '00:00' }, park.timeZone)
    faults[name] = 'date'
    return null
  }
  const today = dayOf(now, park.timeZone).date
  const validFrom = of('replaces') !== '' ? Number(of('replaces')) : of('from') === today ? 'now' : midnight('from')
  const validUntil = of('until') === '' ? null : midnight('until')
  const terms = {
    ...Object.fromEntries(Object.entries(moneyFields).map(([name, member]) => [member, money(name)])),
    bands: bandNumbers.flatMap((at) => readBand(at, of, money, faults)),
    incrementMinutes: wholeIn(of('increment') || '1', 1440) ?? 0,
    taxBasisPoints: readPercent(of('tax') || '0') ?? -1,
  }
  if (terms.incrementMinutes < 1) faults['increment'] = 'whole'
  if (terms.taxBasisPoints < 0) faults['tax'] = 'percent'
  const read = rateTermsSchema.safeParse(terms)
  if (Object.keys(faults).length > 0 || !read.success || validFrom === null) return { faults }
  return { rate: { validFrom, validUntil, terms: read.data } }
}

function readBand(
  at: number,
  of: (name: string) => string,
  money: (name: string) => number,
  faults: Record<string, RateFormFault>,
): RateBand[] {
  const name = of(`band${at}`)
  if (name === '') return []
  const days = weekdays.filter((day) => of(`band${at}_${day}`) !== '')
  const [from, to] = [of(`band${at}_from`), of(`band${at}_to`)]
  const isTime = (time: string) => rateBandSchema.shape.to.safeParse(time).success
  if (!isTime(from) || from === '24:00') faults[`band${at}_from`] = 'time'
  if (!isTime(to)) faults[`band${at}_to`] = 'time'
  if (days.length === 0) faults[`band${at}`] = 'days'
  return [{ name, days, from, to, perHourMinor: money(`band${at}_price`) }]
}

/** The fields of a form that say this rate. */
export function filledWith(terms: RateTerms, currency: string): Record<string, string> {
  const bands = terms.bands.slice(0, bandsInForm).flatMap(({ name, days, from, to, perHourMinor }, place) => {
    const at = `band${place + 1}`
    return [
      [at, name],
      [`${at}_from`, from],
      [`${at}_to`, to === '24:00' ? '00:00' : to],
      [`${at}_price`, decimalText(perHourMinor, currency)],
      ...days.map((day) => [`${at}_${day}`, '1']),
    ]
  })
  const amounts = Object.entries(moneyFields).map(([name, member]) => [name, decimalText(terms[member], currency)])
  return {
    ...(Object.fromEntries([...amounts, ...bands]) as Record<string, string>),
    increment: String(terms.incrementMinutes),
    tax: String(terms.taxBasisPoints / 100),
  }
}

function bandFieldsOf(at: number): string[] {
  const band = `band${at}`
  return [band, `${band}_from`, `${band}_to`, `${band}_price`, ...weekdays.map((day) => `${band}_${day}`)]
}

function wholeIn(typed: string, most: number): number | null {
  const count = /^\d{1,7}$/.test(typed) ? Number(typed) : Number.NaN
  return count <= most ? count : null
}
