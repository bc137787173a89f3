import { minutesOf, type Instant, type Interval } from '../../kernel/interval.ts'
import { addDays, dayOf, instantOf, isDate, isTime } from '../../kernel/wall-clock.ts'
import { price, type AskedPrice, type Price } from '../pricing.ts'
import { freezeTariff, type DatedRate, type TariffFrame } from '../tariff.ts'
import type { Filled } from './read-rate-form.ts'
import type { RatesText } from './rates.text.ts'

export const testerFields = ['from', 'until', 'samples', 'assisted', 'free', 'used_from', 'used_until'] as const

export type TesterFault = keyof RatesText['tester']['faults']

/** A case as it was typed, and what comes of it. */
export interface Tried {
  readonly filled: Filled
  readonly faults: Readonly<Record<string, TesterFault>>
  /** Null while the case can't be read. */
  readonly price: Price | null
}

const mostMinutes = 62 * 1440

/**
 * What a case costs by these rates, reckoned as a booking would be: its tariff frozen, then priced. What is left empty
 * is tomorrow from two to four.
 */
export function tryPrice(typed: Filled, rates: readonly DatedRate[], frame: TariffFrame, now: Instant): Tried {
  const tomorrow = addDays(dayOf(now, frame.zone).date, 1)
  const usual: Filled = { from: `${tomorrow}T14:00`, until: `${tomorrow}T16:00` }
  const filled = Object.fromEntries(testerFields.map((name) => [name, (typed[name] || usual[name]) ?? '']))
  const faults: Record<string, TesterFault> = {}
  const booked = readInterval(filled, ['from', 'until'], frame.zone, faults)
  const hasUse = filled['used_from'] !== '' || filled['used_until'] !== ''
  const used = hasUse ? readInterval(filled, ['used_from', 'used_until'], frame.zone, faults) : null
  const count = (name: string) => readCount(filled, name, faults)
  const asked = { samples: count('samples'), assistedMinutes: count('assisted'), entitledSeconds: count('free') * 60 }
  if (booked === null || Object.keys(faults).length > 0) return { filled, faults, price: null }
  return { filled, faults, price: priced({ booked, ...asked, ...(used && { used }) }, rates, frame) }
}

function priced(asked: AskedPrice, rates: readonly DatedRate[], frame: TariffFrame): Price {
  const { booked } = asked
  const tariff = freezeTariff(rates, booked, frame)
  if (tariff !== null) return price(tariff, asked)
  const first = rates[0]?.validFrom ?? Infinity
  return { kind: 'missing', from: booked.startsAt, until: Math.min(first, booked.endsAt) }
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
