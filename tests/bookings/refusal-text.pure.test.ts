import { expect, test } from 'vitest'
import { refusalNames, type Refusal, type RefusalName } from '../../src/bookings/refusal.ts'
import { refusalText, type Telling } from '../../src/bookings/refusal-text.ts'
import { parseInstant } from '../../src/kernel/rfc3339.ts'
import { locales, type Locale } from '../../src/platform/i18n/locale.ts'

const noon = parseInstant('2026-11-23T12:00:00+08:00') ?? 0

test.each(locales)(
  'every house rule has a sentence and a remedy in %s, also when the limit was lost in a race',
  (locale) => {
    for (const rule of refusalNames) {
      const { detail, remedy } = refusalText(refusal(rule, { facts: { used: 1, asked: 1 } }), telling(locale))
      expect(`${detail} ${remedy}`).not.toMatch(/undefined|null|NaN|\[object/)
      expect(detail.length).toBeGreaterThan(4)
      expect(remedy.length).toBeGreaterThan(4)
    }
  },
)

test('a full quota says what it allows, what is used, what is asked, and when it starts again', () => {
  const full = refusal('quota-exceeded', {
    limit: 144_000,
    actual: 151_200,
    measure: 'seconds',
    facts: { window: 'month', used: 136_800, asked: 14_400, resetsAt: parseInstant('2026-12-01T00:00:00+08:00') },
  })
  expect(refusalText(full, telling('zh-Hans')).detail).toBe('当月使用限额为 40 小时，已用 38 小时，这次还要 4 小时。')
  expect(refusalText(full, telling('zh-Hant')).remedy).toContain('限額於 12月1日 週二 00:00 重新計算')
  expect(refusalText(full, telling('en')).detail).toBe(
    'The limit for that month is 40 h; 38 h used, and this asks for 4 h.',
  )
})

test('a budget speaks of money', () => {
  const spent = refusal('budget-exceeded', {
    limit: 500_000,
    actual: 510_000,
    measure: 'amount',
    facts: { used: 486_000, asked: 24_000, currency: 'CNY' },
  })
  expect(refusalText(spent, telling('en')).detail).toContain('¥5,000.00; ¥4,860.00 is spoken for')
})

test('a closure names its kind, its reason and its end', () => {
  const closed = refusal('closed', { facts: { closureKind: 'calibration', note: '激光校准', until: noon + 7200 } })
  expect(refusalText(closed, telling('zh-Hans')).detail).toBe('校准（激光校准），预计到 11月23日 周一 14:00。')
})

function refusal(rule: RefusalName, more: Partial<Refusal> = {}): Refusal {
  return { rule, limit: null, actual: null, measure: null, facts: {}, ...more }
}

function telling(locale: Locale): Telling {
  return { locale, zone: 'Asia/Shanghai', now: noon, currency: 'CNY' }
}
