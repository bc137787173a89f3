import type { Locale } from '../platform/i18n/locale.ts'
import type { Spoken } from '../platform/i18n/words.ts'

const names: Spoken<Readonly<Record<string, string>>> = {
  'zh-Hans': { starter: '初创企业', standard: '一般企业', anchor: '骨干企业' },
  'zh-Hant': { starter: '新創企業', standard: '一般企業', anchor: '骨幹企業' },
  en: { starter: 'Start-ups', standard: 'Standard', anchor: 'Anchor firms' },
}

/** Tiers that have words, the smallest first. */
export const knownTiers: readonly string[] = Object.keys(names.en)

/** What a tier of firms is called; one of the park's own making by its code. */
export function tierName(tier: string, locale: Locale): string {
  return names[locale][tier] ?? tier
}

/** Tiers in the order in which a list shows them: known ones first. */
export function inTierOrder(tiers: Iterable<string>): string[] {
  const place = (tier: string) => (knownTiers.includes(tier) ? knownTiers.indexOf(tier) : knownTiers.length)
  return [...new Set(tiers)].toSorted((a, b) => place(a) - place(b) || (a < b ? -1 : 1))
}
