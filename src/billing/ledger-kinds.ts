import type { Spoken } from '../platform/i18n/words.ts'

export const ledgerTitle: Spoken<string> = { 'zh-Hans': '台账', 'zh-Hant': '帳冊', en: 'Ledger' }

/** What an entry of the ledger is, as it may be filtered by; a payment bills nothing. */
export const entryKinds = ['usage', 'late-cancellation', 'no-show', 'reversal', 'adjustment'] as const

const words: Spoken<Readonly<Record<string, string>>> = {
  'zh-Hans': {
    usage: '使用',
    'late-cancellation': '逾期取消',
    'no-show': '爽约',
    reversal: '冲销',
    adjustment: '调整',
    payment: '付款',
  },
  'zh-Hant': {
    usage: '使用',
    'late-cancellation': '逾期取消',
    'no-show': '爽約',
    reversal: '沖銷',
    adjustment: '調整',
    payment: '付款',
  },
  en: {
    usage: 'Use',
    'late-cancellation': 'Late cancellation',
    'no-show': 'No-show',
    reversal: 'Reversal',
    adjustment: 'Adjustment',
    payment: 'Payment',
  },
}

/** What a kind is called; one without a name of its own, by its code. */
export function kindWord(kind: string, locale: keyof typeof words): string {
  return words[locale][kind] ?? kind
}
