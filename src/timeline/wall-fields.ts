import { instantOf, isDate, isTime } from '../kernel/wall-clock.ts'
import type { Instant, Interval } from '../kernel/interval.ts'

export type FieldFault = 'missing' | 'never' | 'twice' | 'order' | 'long'

/** What two fields of a date and a time say: an interval, or which of them cannot be and why. */
export type FieldTimes = Interval | { readonly of: 'from' | 'until'; readonly fault: FieldFault }

const longestSeconds = 366 * 86_400

/** The interval of two `2026-11-23T09:00` by the park's clock. Pure. */
export function timesOf(from: string, until: string, zone: string): FieldTimes {
  const startsAt = readField(from, zone)
  if (typeof startsAt === 'string') return { of: 'from', fault: startsAt }
  const endsAt = readField(until, zone)
  if (typeof endsAt === 'string') return { of: 'until', fault: endsAt }
  if (endsAt <= startsAt) return { of: 'until', fault: 'order' }
  return endsAt - startsAt > longestSeconds ? { of: 'until', fault: 'long' } : { startsAt, endsAt }
}

function readField(text: string, zone: string): Instant | FieldFault {
  const [date = '', time = '', ...rest] = text.split('T')
  if (!isDate(date) || !isTime(time) || rest.length > 0) return 'missing'
  const reading = instantOf({ date, time }, zone)
  return reading.kind === 'once' ? reading.at : reading.kind
}
