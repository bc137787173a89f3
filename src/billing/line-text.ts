import type { Locale } from '../platform/i18n/locale.ts'
import { nameIn } from '../platform/i18n/name-in.ts'
import type { PriceLine, PriceLineKind } from './price-line.ts'

/** What a line is for, in the reader's language. */
export function lineText(line: PriceLine, locale: Locale): string {
  const band = line.band === undefined ? '' : bandText(line.band, locale)
  return texts[locale][line.kind](line, band)
}

function bandText(band: string, locale: Locale): string {
  return bands[locale][band] ?? band
}

const bands: Record<Locale, Record<string, string>> = {
  'zh-Hans': { peak: '高峰', night: '夜间', weekend: '周末' },
  'zh-Hant': { peak: '尖峰', night: '夜間', weekend: '週末' },
  en: { peak: 'peak', night: 'night', weekend: 'weekend' },
}

/** What the line is called, after some words; nothing where it has no name. */
function named({ names }: PriceLine, locale: Locale, before = ''): string {
  return names === undefined ? '' : before + nameIn(names, locale)
}

type LineTexts = Record<PriceLineKind, (line: PriceLine, band: string) => string>

const texts: Record<Locale, LineTexts> = {
  'zh-Hans': {
    time: (line, band) => (band ? `机时 ${line.minutes} 分钟（${band}）` : `机时 ${line.minutes} 分钟`),
    entitlement: (line) => `免费机时 ${line.minutes} 分钟`,
    interruption: (line) => `中断，未计 ${line.minutes} 分钟`,
    minimum: () => '补足最低收费',
    'start-fee': () => '开机费',
    run: () => '上机费',
    samples: (line) => `样品 ${line.quantity} 个`,
    assistance: (line) => `协助操作 ${line.minutes} 分钟`,
    consumable: (line) => `${named(line, 'zh-Hans') || '耗材'} × ${line.quantity}`,
    discount: (line) => `优惠 ${line.percent}%${named(line, 'zh-Hans', '：')}`,
    'late-cancellation': (line) => `逾期取消 ${line.minutes} 分钟，按 ${line.percent}%`,
    'no-show': (line) => `爽约，按 ${line.percent}%`,
    adjustment: () => '调整',
    subsidy: (line) => `补贴：${line.names?.hans ?? ''}${line.percent === undefined ? '' : ` ${line.percent}%`}`,
  },
  'zh-Hant': {
    time: (line, band) => (band ? `機時 ${line.minutes} 分鐘（${band}）` : `機時 ${line.minutes} 分鐘`),
    entitlement: (line) => `免費機時 ${line.minutes} 分鐘`,
    interruption: (line) => `中斷，未計 ${line.minutes} 分鐘`,
    minimum: () => '補足最低收費',
    'start-fee': () => '開機費',
    run: () => '上機費',
    samples: (line) => `樣品 ${line.quantity} 個`,
    assistance: (line) => `協助操作 ${line.minutes} 分鐘`,
    consumable: (line) => `${named(line, 'zh-Hant') || '耗材'} × ${line.quantity}`,
    discount: (line) => `優惠 ${line.percent}%${named(line, 'zh-Hant', '：')}`,
    'late-cancellation': (line) => `逾期取消 ${line.minutes} 分鐘，按 ${line.percent}%`,
    'no-show': (line) => `爽約，按 ${line.percent}%`,
    adjustment: () => '調整',
    subsidy: (line) => `補助：${line.names?.hant ?? ''}${line.percent === undefined ? '' : ` ${line.percent}%`}`,
  },
  en: {
    time: (line, band) => (band ? `Machine time, ${line.minutes} min (${band})` : `Machine time, ${line.minutes} min`),
    entitlement: (line) => `Free machine time, ${line.minutes} min`,
    interruption: (line) => `Interrupted, ${line.minutes} min not billed`,
    minimum: () => 'Up to the minimum charge',
    'start-fee': () => 'Start fee',
    run: () => 'Per run',
    samples: (line) => `Samples, ${line.quantity}`,
    assistance: (line) => `Assistance, ${line.minutes} min`,
    consumable: (line) => `${named(line, 'en') || 'Consumable'} × ${line.quantity}`,
    discount: (line) => `Discount, ${line.percent}%${named(line, 'en', ': ')}`,
    'late-cancellation': (line) => `Late cancellation, ${line.minutes} min at ${line.percent}%`,
    'no-show': (line) => `No-show at ${line.percent}%`,
    adjustment: () => 'Adjustment',
    subsidy: (line) => `Subsidy: ${line.names?.en ?? ''}${line.percent === undefined ? '' : `, ${line.percent}%`}`,
  },
}
