import type { Instant, Interval } from '../../kernel/interval.ts'
import { addDays, dayOf } from '../../kernel/wall-clock.ts'
import {
  formatClock,
  formatDay,
  formatMinutes,
  formatMoment,
  formatMonth,
  formatMoney,
  formatNearRange,
  formatRange,
} from './format.ts'
import type { Locale } from './locale.ts'

/** How values are said on one page: its language, the park's clock and money, and the moment of speaking. */
export interface Voice {
  readonly locale: Locale
  readonly zone: string
  readonly now: Instant
  readonly currency: string
  /** `5月6日 周三 14:00–16:00`. */
  readonly range: (interval: Interval) => string
  /** `今天 14:00–16:00`. */
  readonly near: (interval: Interval) => string
  /** `14:00–16:00`: the day is said elsewhere. */
  readonly clocks: (interval: Interval) => string
  readonly moment: (at: Instant) => string
  /** An instant that is near, inside a sentence: `16:30`, `明天 09:00`, `09:00 tomorrow`. */
  readonly soon: (at: Instant) => string
  readonly clock: (at: Instant) => string
  readonly day: (date: string) => string
  /** Of `2026-11`. */
  readonly month: (period: string) => string
  readonly minutes: (minutes: number) => string
  /** Of the park's currency, in minor units. */
  readonly money: (amountMinor: number) => string
}

export function voiceOf(locale: Locale, park: { timeZone: string; currency: string }, now: Instant): Voice {
  const { timeZone: zone, currency } = park
  const today = dayOf(now, zone).date
  const day = (date: string) => formatDay(date, locale, today.slice(0, 4))
  return {
    locale,
    zone,
    now,
    currency,
    day,
    month: (period) => formatMonth(period, locale),
    range: (interval) => formatRange(interval, zone, locale, now),
    near: (interval) => formatNearRange(interval, zone, locale, now),
    clocks: (interval) => clocks(interval, zone, locale, now),
    moment: (at) => formatMoment(at, zone, locale, now),
    soon: (at) => soon(at, today, zone, locale, day),
    clock: (at) => formatClock(at, zone),
    minutes: (minutes) => formatMinutes(minutes, locale),
    money: (amountMinor) => formatMoney({ amountMinor, currency }),
  }
}

function clocks(interval: Interval, zone: string, locale: Locale, now: Instant): string {
  const whole = formatRange(interval, zone, locale, now)
  return whole.slice(whole.indexOf(formatClock(interval.startsAt, zone)))
}

function soon(at: Instant, today: string, zone: string, locale: Locale, day: (date: string) => string): string {
  const { date } = dayOf(at, zone)
  const time = formatClock(at, zone)
  if (date === today) return time
  const tomorrow = date === addDays(today, 1)
  if (locale === 'en') return tomorrow ? `${time} tomorrow` : `${time} on ${day(date)}`
  return `${tomorrow ? '明天' : day(date)} ${time}`
}
