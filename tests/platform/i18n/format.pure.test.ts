import { expect, test } from 'vitest'
import type { Locale } from '../../../src/platform/i18n/locale.ts'
import {
  formatMinutes,
  formatMoment,
  formatMoney,
  formatNearRange,
  formatRange,
} from '../../../src/platform/i18n/format.ts'
import { parseInstant } from '../../../src/kernel/rfc3339.ts'

const shanghai = 'Asia/Shanghai'
const now = at('2026-05-06T10:00:00+08:00')

test.each<[Locale, string]>([
  ['zh-Hans', '5月6日 周三 14:00–16:00'],
  ['zh-Hant', '5月6日 週三 14:00–16:00'],
  ['en', 'Wed 6 May, 14:00–16:00'],
])('an afternoon reads naturally in %s', (locale, text) => {
  expect(range('2026-05-06T14:00', '2026-05-06T16:00', locale)).toBe(text)
})

test.each<[Locale, string]>([
  ['zh-Hans', '5月6日 周三 22:00–次日 06:00'],
  ['zh-Hant', '5月6日 週三 22:00–次日 06:00'],
  ['en', 'Wed 6 May, 22:00–06:00 next day'],
])('a night says in %s that it ends on the next day', (locale, text) => {
  expect(range('2026-05-06T22:00', '2026-05-07T06:00', locale)).toBe(text)
})

test('an evening that ends at midnight belongs to its day', () => {
  expect(range('2026-05-06T20:00', '2026-05-07T00:00', 'en')).toBe('Wed 6 May, 20:00–24:00')
})

test('a weekend’s run names both of its days', () => {
  expect(range('2026-05-08T22:00', '2026-05-11T06:00', 'zh-Hans')).toBe('5月8日 周五 22:00–5月11日 周一 06:00')
})

test('the year is said only when it is not this one', () => {
  expect(range('2027-01-04T09:00', '2027-01-04T10:00', 'zh-Hans')).toBe('2027年1月4日 周一 09:00–10:00')
  expect(range('2027-01-04T09:00', '2027-01-04T10:00', 'en')).toBe('Mon 4 Jan 2027, 09:00–10:00')
})

test('near days are called by name, further ones by date', () => {
  const near = (day: string, locale: Locale) =>
    formatNearRange(
      { startsAt: at(`${day}T14:00:00+08:00`), endsAt: at(`${day}T16:00:00+08:00`) },
      shanghai,
      locale,
      now,
    )
  expect(near('2026-05-06', 'zh-Hans')).toBe('今天 14:00–16:00')
  expect(near('2026-05-07', 'zh-Hant')).toBe('明天 14:00–16:00')
  expect(near('2026-05-07', 'en')).toBe('Tomorrow, 14:00–16:00')
  expect(near('2026-05-08', 'en')).toBe('Fri 8 May, 14:00–16:00')
})

test('what the clock shows is the park’s time, wherever the reader is', () => {
  expect(formatMoment(at('2026-11-01T05:30:00Z'), 'America/New_York', 'en', now)).toBe('Sun 1 Nov, 01:30')
})

test.each([
  [123_450, 'CNY', '¥1,234.50'],
  [5, 'CNY', '¥0.05'],
  [0, 'HKD', 'HK$0.00'],
  [100_000_000, 'TWD', 'NT$1,000,000.00'],
  [-24_000, 'CNY', '−¥240.00'],
  [1_500, 'JPY', 'JP¥1,500'],
  [99_999, 'XTS', '999.99 XTS'],
])('%d minor units of %s are written %s', (amountMinor, currency, text) => {
  expect(formatMoney({ amountMinor, currency })).toBe(text)
})

test.each<[number, Locale, string]>([
  [150, 'zh-Hans', '2 小时 30 分钟'],
  [150, 'zh-Hant', '2 小時 30 分鐘'],
  [150, 'en', '2 h 30 min'],
  [1440, 'en', '24 h'],
  [0, 'en', '0 min'],
])('%d minutes in %s are %s', (minutes, locale, text) => {
  expect(formatMinutes(minutes, locale)).toBe(text)
})

function range(from: string, until: string, locale: Locale): string {
  const interval = { startsAt: at(`${from}:00+08:00`), endsAt: at(`${until}:00+08:00`) }
  return formatRange(interval, shanghai, locale, now)
}

function at(text: string): number {
  return parseInstant(text) ?? Number.NaN
}
