import type { Locale } from '../platform/i18n/locale.ts'
import type { Spoken } from '../platform/i18n/words.ts'
import type { Approver } from '../resources/approval-rule.ts'

interface ApproverText {
  readonly names: Readonly<Record<Approver, string>>
  /** What a resource's rules say of it. */
  readonly rule: Readonly<Record<Approver, (hours: number) => string>>
}

/** What screens and letters call those whose consent is asked. */
export const approverWords: Spoken<ApproverText> = {
  'zh-Hans': {
    names: { 'lab-manager': '平台管理员', safety: '安全负责人', 'firm-admin': '单位管理员' },
    rule: {
      'lab-manager': (hours) => `须平台管理员审批，${hours} 小时内答复。`,
      safety: (hours) => `须安全负责人审批，${hours} 小时内答复。`,
      'firm-admin': (hours) => `须本单位管理员审批，${hours} 小时内答复。`,
    },
  },
  'zh-Hant': {
    names: { 'lab-manager': '平台管理員', safety: '安全負責人', 'firm-admin': '單位管理員' },
    rule: {
      'lab-manager': (hours) => `須經平台管理員核准，${hours} 小時內回覆。`,
      safety: (hours) => `須經安全負責人核准，${hours} 小時內回覆。`,
      'firm-admin': (hours) => `須經貴單位管理員核准，${hours} 小時內回覆。`,
    },
  },
  en: {
    names: { 'lab-manager': 'Lab manager', safety: 'Safety officer', 'firm-admin': 'Firm admin' },
    rule: {
      'lab-manager': (hours) => `A lab manager approves, within ${hours} hours.`,
      safety: (hours) => `A safety officer approves, within ${hours} hours.`,
      'firm-admin': (hours) => `An admin of your firm approves, within ${hours} hours.`,
    },
  },
}

/** Approvers' names in a row. */
export function approverNames(many: readonly Approver[], locale: Locale): string {
  return many.map((by) => approverWords[locale].names[by]).join(locale === 'en' ? ', ' : '、')
}
