import type { Instant, Interval } from '../../kernel/interval.ts'
import type { Money } from '../../kernel/money.ts'
import { addDays, dayOf, weekdayOf } from '../../kernel/wall-clock.ts'
import type { Locale } from './locale.ts'

// All by hand: Intl writes 5/6 for one zh-Hant region and 6/5 for another, and the page must read alike on every
// engine.

/** `5月6日 周三 14:00–16:00`, `Wed 6 May, 14:00–16:00`; the year only when it is not this one, `次日` past midnight. */
export function formatRange({ startsAt, endsAt }: Interval, zone: string, locale: Locale, now: Instant): string {
  const from = dayOf(startsAt, zone)
  const until = dayOf(endsAt, zone)
  const start = `${formatDay(from.date, locale, thisYear(zone, now))}${gaps[locale]}${clock(from.minuteOfDay)}`
  const nextDay = addDays(from.date, 1)
  if (until.date === from.date) return `${start}–${clock(until.minuteOfDay)}`
  if (until.date === nextDay)
    return start + (until.minuteOfDay === 0 ? '–24:00' : overnight[locale](clock(until.minuteOfDay)))
  return `${start}–${formatMoment(endsAt, zone, locale, now)}`
}

/** One instant: `5月6日 周三 14:00`. */
export function formatMoment(at: Instant, zone: string, locale: Locale, now: Instant): string {
  const { date, minuteOfDay } = dayOf(at, zone)
  return `${formatDay(date, locale, thisYear(zone, now))}${gaps[locale]}${clock(minuteOfDay)}`
}

/** The same range with its day as people say it, when it is near: `今天 14:00–16:00`, `Tomorrow, 09:00–11:00`. */
export function formatNearRange(interval: Interval, zone: string, locale: Locale, now: Instant): string {
  const today = dayOf(now, zone).date
  const { date } = dayOf(interval.startsAt, zone)
  const offset = [-1, 0, 1].find((days) => addDays(today, days) === date)
  const whole = formatRange(interval, zone, locale, now)
  if (offset === undefined) return whole
  const day = formatDay(date, locale, thisYear(zone, now))
  return nearDays[locale][offset + 1] + whole.slice(day.length)
}

/** `14:00`, wall time of the zone. */
export function formatClock(at: Instant, zone: string): string {
  return clock(dayOf(at, zone).minuteOfDay)
}

/** A date with its weekday: `5月6日 周三`, `Wed 6 May`. */
export function formatDay(date: string, locale: Locale, thisYear: string): string {
  const [year = '', month = '', day = ''] = date.split('-')
  const weekday = weekdays[locale][weekdayOf(date) - 1] ?? ''
  const foreign = year === thisYear ? '' : year
  if (locale === 'en') return `${weekday} ${Number(day)} ${months[Number(month) - 1]}${foreign && ` ${foreign}`}`
  return `${foreign && `${foreign}年`}${Number(month)}月${Number(day)}日 ${weekday}`
}

/** A month with its year: `2026年11月`, `Nov 2026`. */
export function formatMonth(period: string, locale: Locale): string {
  const [year = '', month = ''] = period.split('-')
  return locale === 'en' ? `${months[Number(month) - 1]} ${year}` : `${year}年${Number(month)}月`
}

/** `¥1,234.50`; a currency without a sign of its own stands after the number. */
export function formatMoney({ amountMinor, currency }: Money): string {
  const sign = amountMinor < 0 ? '−' : ''
  const number = formatDecimal(Math.abs(amountMinor), decimalsOf(currency))
  const symbol = symbols[currency]
  return symbol === undefined ? `${sign}${number} ${currency}` : `${sign}${symbol}${number}`
}

/** `2 小时 30 分钟`, `2 h 30 min`; hours are never made days. */
export function formatMinutes(minutes: number, locale: Locale): string {
  const [hour, minute] = hourAndMinute[locale]
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  if (hours === 0) return `${rest} ${minute}`
  return rest === 0 ? `${hours} ${hour}` : `${hours} ${hour} ${rest} ${minute}`
}

/** Digits after the point of a currency's minor unit. */
export function decimalsOf(currency: string): number {
  return wholeCurrencies.has(currency) ? 0 : 2
}

/** `1234.50`: an amount as a spreadsheet reads it. */
export function decimalText(minor: number, currency: string): string {
  const decimals = decimalsOf(currency)
  const digits = String(Math.abs(minor)).padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  return `${minor < 0 ? '-' : ''}${whole}${decimals === 0 ? '' : `.${digits.slice(-decimals)}`}`
}

const gaps = { 'zh-Hans': ' ', 'zh-Hant': ' ', en: ', ' } as const

const overnight = {
  'zh-Hans': (time: string) => `–次日 ${time}`,
  'zh-Hant': (time: string) => `–次日 ${time}`,
  en: (time: string) => `–${time} next day`,
} as const

const nearDays = {
  'zh-Hans': ['昨天', '今天', '明天'],
  'zh-Hant': ['昨天', '今天', '明天'],
  en: ['Yesterday', 'Today', 'Tomorrow'],
} as const

const weekdays = {
  'zh-Hans': ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  'zh-Hant': ['週一', '週二', '週三', '週四', '週五', '週六', '週日'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
} as const

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

const hourAndMinute = {
  'zh-Hans': ['小时', '分钟'],
  'zh-Hant': ['小時', '分鐘'],
  en: ['h', 'min'],
} as const

const symbols: Readonly<Record<string, string>> = {
  CNY: '¥',
  TWD: 'NT$',
  HKD: 'HK$',
  MOP: 'MOP$',
  SGD: 'S$',
  USD: 'US$',
  EUR: '€',
  GBP: '£',
  JPY: 'JP¥',
  KRW: '₩',
}

const wholeCurrencies = new Set(['JPY', 'KRW', 'VND', 'CLP', 'ISK'])

function thisYear(zone: string, now: Instant): string {
  return dayOf(now, zone).date.slice(0, 4)
}

function clock(minuteOfDay: number): string {
  return `${pad(Math.floor(minuteOfDay / 60))}:${pad(minuteOfDay % 60)}`
}

function pad(number: number): string {
  return String(number).padStart(2, '0')
}

function formatDecimal(minor: number, decimals: number): string {
  const digits = String(minor).padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals).replaceAll(/\B(?=(\d{3})+$)/g, ',')
  return decimals === 0 ? whole : `${whole}.${digits.slice(-decimals)}`
}
