import type { Spoken } from '../../platform/i18n/words.ts'
import type { ConsequenceKind } from '../conduct.ts'

export interface ConductText {
  readonly mine: string
  readonly none: string
  readonly warning: (missed: number) => string
  readonly fee: (missed: number, money: string) => string
  readonly suspension: (missed: number, until: string) => string
  readonly last: string
  readonly appeal: string
  readonly appealHint: string
  readonly send: string
  readonly yours: string
  readonly waiting: string
  readonly upheld: string
  readonly lifted: string
  readonly missingReason: string
  readonly appeals: string
  readonly answer: string
  readonly uphold: string
  readonly lift: string
  readonly rules: string
  readonly rulesWhy: string
  readonly noRules: string
  readonly rule: (count: number, days: number, then: string) => string
  readonly kinds: Readonly<Record<ConsequenceKind, string>>
  readonly thenFee: (money: string) => string
  readonly thenSuspension: (days: number) => string
  readonly end: string
  readonly add: string
  readonly facility: string
  readonly count: string
  readonly days: string
  readonly consequence: string
  readonly feeAmount: string
  readonly feeHint: string
  readonly suspensionDays: string
  readonly suspensionHint: string
  readonly save: string
  readonly faults: Readonly<Record<'count' | 'days' | 'fee' | 'suspension', string>>
  readonly tooMany: string
}

export const conductText: Spoken<ConductText> = {
  'zh-Hans': {
    mine: '爽约与申诉',
    none: '没有因爽约产生的处理。',
    warning: (missed) => `提醒：${missed} 次爽约`,
    fee: (missed, money) => `${missed} 次爽约，加收 ${money}`,
    suspension: (missed, until) => `${missed} 次爽约，${until} 之前不能新建预约`,
    last: '最后一次',
    appeal: '申诉',
    appealHint: '写明原因，由平台老师决定；每项处理可申诉一次。',
    send: '提交申诉',
    yours: '您的申诉',
    waiting: '等待平台答复',
    upheld: '维持处理',
    lifted: '已撤销',
    missingReason: '请写明申诉原因。',
    appeals: '待答复的申诉',
    answer: '答复',
    uphold: '维持',
    lift: '撤销处理',
    rules: '爽约处理规则',
    rulesWhy: '只对本人生效，不影响其单位。规则从设定时起计数；被免除的爽约不计；每次爽约对同一条规则只计一次。',
    noRules: '还没有规则：爽约只按价格规则收费。',
    rule: (count, days, then) => `${days} 天内爽约 ${count} 次：${then}`,
    kinds: { warning: '提醒', fee: '加收费用', suspension: '暂停预约' },
    thenFee: (money) => `加收 ${money}`,
    thenSuspension: (days) => `暂停预约 ${days} 天`,
    end: '停用',
    add: '新增规则',
    facility: '平台',
    count: '爽约次数',
    days: '在多少天内',
    consequence: '处理',
    feeAmount: '金额',
    feeHint: '仅在加收费用时填写，例如 50.00。',
    suspensionDays: '暂停天数',
    suspensionHint: '仅在暂停预约时填写，1 到 365。',
    save: '保存规则',
    faults: {
      count: '请填 1 到 50 的次数。',
      days: '请填 1 到 365 的天数。',
      fee: '请填大于零的金额，例如 50.00。',
      suspension: '请填 1 到 365 的天数。',
    },
    tooMany: '一个平台最多 10 条规则，请先停用一条。',
  },
  'zh-Hant': {
    mine: '爽約與申訴',
    none: '沒有因爽約產生的處理。',
    warning: (missed) => `提醒：${missed} 次爽約`,
    fee: (missed, money) => `${missed} 次爽約，加收 ${money}`,
    suspension: (missed, until) => `${missed} 次爽約，${until} 之前不能新增預約`,
    last: '最後一次',
    appeal: '申訴',
    appealHint: '寫明原因，由平台老師決定；每項處理可申訴一次。',
    send: '送出申訴',
    yours: '您的申訴',
    waiting: '等待平台答覆',
    upheld: '維持處理',
    lifted: '已撤銷',
    missingReason: '請寫明申訴原因。',
    appeals: '待答覆的申訴',
    answer: '答覆',
    uphold: '維持',
    lift: '撤銷處理',
    rules: '爽約處理規則',
    rulesWhy: '只對本人生效，不影響其單位。規則自設定時起計數；被免除的爽約不計；每次爽約對同一條規則只計一次。',
    noRules: '還沒有規則：爽約只依價格規則收費。',
    rule: (count, days, then) => `${days} 天內爽約 ${count} 次：${then}`,
    kinds: { warning: '提醒', fee: '加收費用', suspension: '暫停預約' },
    thenFee: (money) => `加收 ${money}`,
    thenSuspension: (days) => `暫停預約 ${days} 天`,
    end: '停用',
    add: '新增規則',
    facility: '平台',
    count: '爽約次數',
    days: '在多少天內',
    consequence: '處理',
    feeAmount: '金額',
    feeHint: '僅在加收費用時填寫，例如 50.00。',
    suspensionDays: '暫停天數',
    suspensionHint: '僅在暫停預約時填寫，1 到 365。',
    save: '儲存規則',
    faults: {
      count: '請填 1 到 50 的次數。',
      days: '請填 1 到 365 的天數。',
      fee: '請填大於零的金額，例如 50.00。',
      suspension: '請填 1 到 365 的天數。',
    },
    tooMany: '一個平台最多 10 條規則，請先停用一條。',
  },
  en: {
    mine: 'No-shows and appeals',
    none: 'Nothing has followed of no-shows.',
    warning: (missed) => `A warning after ${times(missed)}`,
    fee: (missed, money) => `A fee of ${money} after ${times(missed)}`,
    suspension: (missed, until) => `No new bookings until ${until}, after ${times(missed)}`,
    last: 'The last one',
    appeal: 'Appeal',
    appealHint: 'Say why; a lab manager decides. Each can be appealed once.',
    send: 'Send the appeal',
    yours: 'Your appeal',
    waiting: 'Waits for the lab’s answer',
    upheld: 'It stays',
    lifted: 'Lifted',
    missingReason: 'Say why you appeal.',
    appeals: 'Appeals to answer',
    answer: 'Answer',
    uphold: 'Let it stay',
    lift: 'Lift it',
    rules: 'Rules about no-shows',
    rulesWhy:
      'They touch the person alone, never their firm. A rule counts from when it is set; a no-show that is ' +
      'forgiven does not count, and none counts twice for one rule.',
    noRules: 'No rules yet: a no-show costs what its price says.',
    rule: (count, days, then) => `${times(count)} within ${days === 1 ? '1 day' : `${days} days`}: ${then}`,
    kinds: { warning: 'Warning', fee: 'Fee', suspension: 'Suspension of booking' },
    thenFee: (money) => `a fee of ${money}`,
    thenSuspension: (days) => `no new bookings for ${days === 1 ? '1 day' : `${days} days`}`,
    end: 'End',
    add: 'Add a rule',
    facility: 'Facility',
    count: 'After so many no-shows',
    days: 'Within so many days',
    consequence: 'What follows',
    feeAmount: 'Amount',
    feeHint: 'Of a fee, such as 50.00.',
    suspensionDays: 'Days of suspension',
    suspensionHint: 'Of a suspension, 1 to 365.',
    save: 'Save the rule',
    faults: {
      count: 'Enter a number from 1 to 50.',
      days: 'Enter days from 1 to 365.',
      fee: 'Enter an amount above zero, such as 50.00.',
      suspension: 'Enter days from 1 to 365.',
    },
    tooMany: 'A facility has at most 10 rules. End one first.',
  },
}

function times(missed: number): string {
  return missed === 1 ? '1 no-show' : `${missed} no-shows`
}
