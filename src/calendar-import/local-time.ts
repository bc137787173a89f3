import { dateOfEpochDay, epochDay, isDate } from '../kernel/wall-clock.ts'
import { badValue, type Property } from './property.ts'

/** What a clock shows, as the seconds that would have passed since 1970 if it showed UTC. */
export type LocalSeconds = number

/** A time as a calendar writes it. */
export interface WrittenTime {
  readonly local: LocalSeconds
  /** A whole date, a time in UTC, one in a zone, or one that names no zone. */
  readonly kind: 'date' | 'utc' | 'zoned' | 'floating'
  readonly tzid: string
}

export const daySeconds = 86_400

/** One value of a property that holds times. Throws NotUnderstood. */
export function writtenTime(property: Property, value: unknown): WrittenTime {
  const match = typeof value === 'string' ? WRITTEN.exec(value) : null
  const [, date = '', hours, minutes, seconds, utc] = match ?? []
  if (!isDate(date) || date < '0001') throw badValue(property)
  const tzid = property.params['tzid']?.trim() ?? ''
  const midnight = epochDay(date) * daySeconds
  if (hours === undefined) return { local: midnight, kind: 'date', tzid: '' }
  // A leap second is the last of its minute here.
  const local = midnight + Number(hours) * 3600 + Number(minutes) * 60 + Math.min(Number(seconds), 59)
  if (utc === 'Z') return { local, kind: 'utc', tzid: '' }
  return tzid === '' ? { local, kind: 'floating', tzid } : { local, kind: 'zoned', tzid }
}

/** `2026-03-29 02:30` */
export function wallText(local: LocalSeconds): string {
  const day = Math.floor(local / daySeconds)
  const minute = Math.floor((local - day * daySeconds) / 60)
  const two = (count: number) => String(count).padStart(2, '0')
  return `${dateOfEpochDay(day)} ${two(Math.floor(minute / 60))}:${two(minute % 60)}`
}

/** A length of time as a calendar writes it: days are what the wall shows, the rest has elapsed. */
export interface WrittenLength {
  readonly days: number
  readonly seconds: number
}

/** Null when the text is none. */
export function writtenLength(text: unknown): WrittenLength | null {
  const match = typeof text === 'string' ? LENGTH.exec(text) : null
  if (!match || match.slice(2).every((part) => part === undefined)) return null
  const sign = match[1] === '-' ? -1 : 1
  const [weeks, days, hours, minutes, seconds] = match.slice(2).map((part) => sign * Number(part ?? 0))
  return {
    days: (weeks ?? 0) * 7 + (days ?? 0),
    seconds: (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0),
  }
}

// A date where a time was announced comes out of the library as `T::`: many calendars write it so, and mean the date.
const WRITTEN = /^(\d{4}-\d{2}-\d{2})(?:T::|T([01]\d|2[0-3]):([0-5]\d):([0-5]\d|60)(Z?))?$/
const LENGTH = /^([+-]?)P(?:(\d{1,5})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,9})S)?)?$/
