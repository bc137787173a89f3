import type { Spoken } from '../../platform/i18n/words.ts'
import type { ChoiceRule, WholeRule } from './rule-fields.ts'

export interface RulesText {
  readonly whole: Readonly<Record<WholeRule, string>>
  readonly choice: Readonly<Record<ChoiceRule, string>>
  readonly choices: {
    readonly checkIn: Readonly<Record<'required' | 'optional' | 'none', string>>
    readonly chargeBasis: Readonly<Record<'booked' | 'used' | 'union', string>>
  }
  readonly stays: string
  readonly consent: string
  readonly consentKinds: Readonly<Record<'none' | 'asked', string>>
  readonly within: (approver: string) => string
  readonly freeKind: string
  readonly freeKinds: Readonly<Record<'minutes' | 'day-before', string>>
  readonly freeMinutes: string
  readonly freeAt: string
  readonly limits: string
  readonly cancelling: string
  readonly using: string
  readonly free: (before: string) => string
}

/** The rules of a machine, as its managers set them. */
export const rulesText: Spoken<RulesText> = {
  'zh-Hans': {
    whole: {
      leadMinutes: '至少提前（分钟）',
      horizonDays: '最多提前（天）',
      changeCutoffMinutes: '开始前多少分钟起不能改期',
      lateCancellationPercent: '迟取消费（%）',
      noShowPercent: '爽约费（%）',
      checkInEarlyMinutes: '可提前签到（分钟）',
      graceMinutes: '签到宽限（分钟）',
    },
    choice: { checkIn: '签到', chargeBasis: '计费依据' },
    choices: {
      checkIn: { required: '必须', optional: '可选', none: '不需要' },
      chargeBasis: { booked: '预约时间', used: '实际使用', union: '两者合并' },
    },
    stays: '不改',
    consent: '审批',
    consentKinds: { none: '不需要', asked: '须经下列各方' },
    within: (approver) => `${approver}，几小时内`,
    freeKind: '免费取消',
    freeKinds: { minutes: '开始前多少分钟', 'day-before': '前一天几点' },
    freeMinutes: '分钟',
    freeAt: '前一天',
    limits: '时长与提前量',
    cancelling: '取消与爽约',
    using: '签到、审批与计费',
    free: (before) => `免费取消：${before}`,
  },
  'zh-Hant': {
    whole: {
      leadMinutes: '至少提前（分鐘）',
      horizonDays: '最多提前（天）',
      changeCutoffMinutes: '開始前多少分鐘起不能改期',
      lateCancellationPercent: '逾時取消費（%）',
      noShowPercent: '爽約費（%）',
      checkInEarlyMinutes: '可提前簽到（分鐘）',
      graceMinutes: '簽到寬限（分鐘）',
    },
    choice: { checkIn: '簽到', chargeBasis: '計費依據' },
    choices: {
      checkIn: { required: '必須', optional: '可選', none: '不需要' },
      chargeBasis: { booked: '預約時間', used: '實際使用', union: '兩者合併' },
    },
    stays: '不改',
    consent: '審核',
    consentKinds: { none: '不需要', asked: '須經下列各方' },
    within: (approver) => `${approver}，幾小時內`,
    freeKind: '免費取消',
    freeKinds: { minutes: '開始前多少分鐘', 'day-before': '前一天幾點' },
    freeMinutes: '分鐘',
    freeAt: '前一天',
    limits: '時長與提前量',
    cancelling: '取消與爽約',
    using: '簽到、審核與計費',
    free: (before) => `免費取消：${before}`,
  },
  en: {
    whole: {
      leadMinutes: 'Ahead by at least (minutes)',
      horizonDays: 'Ahead by at most (days)',
      changeCutoffMinutes: 'No move within (minutes before)',
      lateCancellationPercent: 'Late cancellation fee (%)',
      noShowPercent: 'No-show fee (%)',
      checkInEarlyMinutes: 'Check-in opens (minutes before)',
      graceMinutes: 'Grace to check in (minutes)',
    },
    choice: { checkIn: 'Check-in', chargeBasis: 'Charged by' },
    choices: {
      checkIn: { required: 'Required', optional: 'Optional', none: 'None' },
      chargeBasis: { booked: 'Time booked', used: 'Time used', union: 'Both together' },
    },
    stays: 'As it is',
    consent: 'Consent',
    consentKinds: { none: 'Nobody’s', asked: 'Of those below' },
    within: (approver) => `${approver}, within hours`,
    freeKind: 'Cancel for nothing until',
    freeKinds: { minutes: 'Minutes before', 'day-before': 'A time the day before' },
    freeMinutes: 'Minutes',
    freeAt: 'The day before, at',
    limits: 'Lengths, and how far ahead',
    cancelling: 'Cancelling and not coming',
    using: 'Check-in, approval, charges',
    free: (before) => `Cancel for nothing until: ${before}`,
  },
}
