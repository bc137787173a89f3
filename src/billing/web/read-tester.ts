import { minutesOf, type Instant, type Interval } from '../../kernel/interval.ts'
import { addDays, dayOf, instantOf, isDate, isTime } from '../../kernel/wall-clock.ts'
import { parseId } from '../../kernel/id.ts'
import { subsidise } from '../../subsidies/subsidise.ts'
import { discountsAt } from '../discount.ts'
import { lastSecond, periodOf } from '../period.ts'
import { price, pricedAs, type AskedPrice, type Price } from '../pricing.ts'
import type { CaseTerms, PayerOfCase } from '../reads/case-terms.ts'
import { freezeTariff, type DatedRate, type TariffFrame } from '../tariff.ts'
import type { Filled } from './read-rate-form.ts'
import type { RatesText } from './rates.text.ts'

export const testerFields = [
  'firm',
  'project',
  'from',
  'until',
  'samples',
  'assisted',
  'free',
  'used_from',
  'used_until',
] as const

export type TesterFault = keyof RatesText['tester']['faults']

/** A case as it was typed. */
export interface TypedCase {
  readonly filled: Filled
  readonly faults: Readonly<Record<string, TesterFault>>
  readonly payer: PayerOfCase
  /** Null while the case can't be read. */
  readonly asked: AskedPrice | null
  /** How many of each consumable, by id. */
  readonly quantities: ReadonlyMap<string, number>
}

/** What comes of it. */
export interface Tried extends Pick<TypedCase, 'filled' | 'faults'> {
  readonly terms: CaseTerms
  readonly price: Price | null
}

const mostMinutes = 62 * 1440

/** What is left empty is tomorrow from two to four. */
export function readCase(typed: Filled, zone: string, now: Instant): TypedCase {
  const tomorrow = addDays(dayOf(now, zone).date, 1)
  const usual: Filled = { from: `${tomorrow}T14:00`, until: `${tomorrow}T16:00` }
  const sold = Object.keys(typed).filter((name) => parseId('cns', name) !== null)
  const filled = Object.fromEntries(
    [...testerFields, ...sold].map((name) => [name, (typed[name] || usual[name]) ?? '']),
  )
  const faults: Record<string, TesterFault> = {}
  const booked = readInterval(filled, ['from', 'until'], zone, faults)
  const hasUse = filled['used_from'] !== '' || filled['used_until'] !== ''
  const used = hasUse ? readInterval(filled, ['used_from', 'used_until'], zone, faults) : null
  const count = (name: string) => readCount(filled, name, faults)
  const counts = { samples: count('samples'), assistedMinutes: count('assisted'), entitledSeconds: count('free') * 60 }
  const quantities = new Map(sold.map((id) => [id, count(id)]))
  const isRead = booked !== null && Object.keys(faults).length === 0
  const asked = isRead ? { booked, ...counts, ...(used && { used }) } : null
  const times = booked ?? { startsAt: now, endsAt: now + 60 }
  const payer = { firmId: filled['firm'] ?? '', projectCode: filled['project'] ?? '', booked: times }
  return { filled, faults, payer, asked, quantities }
}

/**
 * What a case is billed with by these rates, reckoned as a booking and its settlement would be: its tariff frozen with
 * the discounts of whoever pays, priced, and subsidised.
 */
export function tryPrice(typed: TypedCase, terms: CaseTerms, rates: readonly DatedRate[], frame: TariffFrame): Tried {
  const { filled, faults, payer, asked } = typed
  if (payer.projectCode !== '' && terms.projectId === null) {
    return { filled, faults: { ...faults, project: 'project' }, terms, price: null }
  }
  return { filled, faults, terms, price: asked && billed(asked, typed.quantities, terms, rates, frame) }
}

function billed(
  asked: AskedPrice,
  quantities: TypedCase['quantities'],
  terms: CaseTerms,
  rates: readonly DatedRate[],
  frame: TariffFrame,
): Price {
  const { booked } = asked
  const discounts = discountsAt(terms.discounts, booked.startsAt, frame.zone)
  const tariff = freezeTariff(rates, booked, { ...frame, discounts })
  if (tariff === null) return missing(rates, booked)
  const consumables = terms.offered.map((one) => ({ ...one, quantity: quantities.get(one.id) ?? 0 }))
  const charged = price(tariff, { ...asked, consumables })
  if (charged.kind === 'missing') return charged
  const year = Number(periodOf(lastSecond(booked), frame.zone).slice(0, 4))
  const { lines, entitledSecondsTaken, estimate } = charged
  return pricedAs(subsidise(lines, terms.programmes, year).lines, { entitledSecondsTaken, estimate })
}

function missing(rates: readonly DatedRate[], { startsAt, endsAt }: Interval): Price {
  return { kind: 'missing', from: startsAt, until: Math.min(rates[0]?.validFrom ?? Infinity, endsAt) }
}

function readInterval(
  filled: Filled,
  [from, until]: readonly [string, string],
  zone: string,
  faults: Record<string, TesterFault>,
): Interval | null {
  const [startsAt, endsAt] = [readWall(filled[from] ?? '', zone), readWall(filled[until] ?? '', zone)]
  if (startsAt === null) faults[from] = 'time'
  if (endsAt === null) faults[until] = 'time'
  if (startsAt === null || endsAt === null) return null
  if (endsAt <= startsAt) faults[until] = 'order'
  else if (minutesOf({ startsAt, endsAt }) > mostMinutes) faults[until] = 'long'
  else return { startsAt, endsAt }
  return null
}

/** `2026-11-24T14:00` on the park's clock; of a time that comes twice, the first. */
function readWall(typed: string, zone: string): Instant | null {
  const [date, time] = [typed.slice(0, 10), typed.slice(11, 16)]
  if (!isDate(date) || !isTime(time)) return null
  const reading = instantOf({ date, time }, zone)
  if (reading.kind === 'never') return null
  return reading.kind === 'once' ? reading.at : reading.earlier
}

function readCount(filled: Filled, name: string, faults: Record<string, TesterFault>): number {
  const typed = filled[name] ?? ''
  if (typed === '' || /^\d{1,6}$/.test(typed)) return Number(typed)
  faults[name] = 'count'
  return 0
}
