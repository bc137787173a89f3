import type { Spoken } from '../../platform/i18n/words.ts'
import type { EvidenceGrade } from '../../stations/station.ts'
import type { Contradiction } from '../evidence.ts'
import type { ReviewKind } from '../review.ts'

export interface ReviewText {
  readonly title: string
  readonly why: string
  readonly none: string
  readonly uses: string
  readonly more: string
  readonly rules: string
  readonly kinds: Readonly<Record<ReviewKind, string>>
  readonly used: (from: string, until: string) => string
  readonly notEnded: (from: string) => string
  readonly notUsed: string
  readonly evidence: string
  readonly grades: Readonly<Record<EvidenceGrade | 'none', string>>
  readonly heard: (on: boolean, clock: string) => string
  readonly contradictions: Readonly<Record<Contradiction, string>>
  readonly costs: (money: string) => string
  readonly confirm: string
  readonly waive: string
  readonly correct: string
  readonly minutes: string
  readonly minutesHint: string
  readonly amount: string
  readonly amountHint: string
  readonly reason: string
  readonly reasonHint: string
  readonly post: string
  readonly done: string
  readonly over: string
  readonly faults: {
    readonly reason: string
    readonly minutes: string
    readonly amount: string
    readonly right: string
  }
}

export const reviewText: Spoken<ReviewText> = {
  'zh-Hans': {
    title: '使用核对',
    why: '爽约、超时、迟到的签到，以及与传感器记录不符的使用。每条只处理一次，更正记入未关账的账期。',
    none: '没有待核对的使用。',
    uses: '待核对的使用',
    more: '还有更多，处理完这些后显示。',
    rules: '爽约处理规则',
    kinds: {
      'no-show': '爽约',
      'check-in-late': '签到送达过晚',
      overrun: '无人结束的超时',
      interrupted: '使用中断',
      contradicted: '与传感器不符',
    },
    used: (from, until) => `签到 ${from}，结束 ${until}`,
    notEnded: (from) => `签到 ${from}，未签退`,
    notUsed: '没有签到',
    evidence: '证据：',
    grades: { sensor: '传感器', card: '刷卡', scan: '现场扫码', manual: '本人操作', none: '没有' },
    heard: (on, clock) => `${clock} ${on ? '开机' : '关机'}`,
    contradictions: {
      'never-on': '签到期间设备一直没有开机',
      'on-late': '签到很久之后设备才开机',
      'off-early': '签退很久之前设备已关机',
      'on-after': '签退之后设备还开着',
      'on-unclaimed': '没有人签到，设备却开过机',
    },
    costs: (money) => `目前费用 ${money}`,
    confirm: '无误',
    waive: '免除爽约',
    correct: '更正',
    minutes: '实际使用分钟数',
    minutesHint: '按预约时的价格计算。',
    amount: '应收总额',
    amountHint: '分钟数和总额填一项。',
    reason: '原因',
    reasonHint: '写入账目，该单位看得到。',
    post: '记入更正',
    done: '已处理。',
    over: '别人刚刚处理了这一条，没有重复记账。',
    faults: {
      reason: '请写明原因。',
      minutes: '请填 0 到 10080 之间、与现在费用不同的分钟数。',
      amount: '请填与现在不同的金额，例如 120.00。',
      right: '分钟数和总额请只填一项。',
    },
  },
  'zh-Hant': {
    title: '使用核對',
    why: '爽約、逾時、遲到的簽到，以及與感測器紀錄不符的使用。每筆只處理一次，更正記入未關帳的帳期。',
    none: '沒有待核對的使用。',
    uses: '待核對的使用',
    more: '還有更多，處理完這些後顯示。',
    rules: '爽約處理規則',
    kinds: {
      'no-show': '爽約',
      'check-in-late': '簽到送達過晚',
      overrun: '無人結束的逾時',
      interrupted: '使用中斷',
      contradicted: '與感測器不符',
    },
    used: (from, until) => `簽到 ${from}，結束 ${until}`,
    notEnded: (from) => `簽到 ${from}，未簽退`,
    notUsed: '沒有簽到',
    evidence: '證據：',
    grades: { sensor: '感測器', card: '刷卡', scan: '現場掃碼', manual: '本人操作', none: '沒有' },
    heard: (on, clock) => `${clock} ${on ? '開機' : '關機'}`,
    contradictions: {
      'never-on': '簽到期間儀器一直沒有開機',
      'on-late': '簽到很久之後儀器才開機',
      'off-early': '簽退很久之前儀器已關機',
      'on-after': '簽退之後儀器還開著',
      'on-unclaimed': '沒有人簽到，儀器卻開過機',
    },
    costs: (money) => `目前費用 ${money}`,
    confirm: '無誤',
    waive: '免除爽約',
    correct: '更正',
    minutes: '實際使用分鐘數',
    minutesHint: '依預約時的價格計算。',
    amount: '應收總額',
    amountHint: '分鐘數與總額擇一填寫。',
    reason: '原因',
    reasonHint: '寫入帳目，該單位看得到。',
    post: '記入更正',
    done: '已處理。',
    over: '別人剛剛處理了這一筆，沒有重複記帳。',
    faults: {
      reason: '請寫明原因。',
      minutes: '請填 0 到 10080 之間、與現在費用不同的分鐘數。',
      amount: '請填與現在不同的金額，例如 120.00。',
      right: '分鐘數與總額請擇一填寫。',
    },
  },
  en: {
    title: 'Usage review',
    why:
      'No-shows, overruns, check-ins that came too late, and uses that a meter tells otherwise. ' +
      'Each is handled once; a correction goes to the open period.',
    none: 'Nothing waits for review.',
    uses: 'Uses to look at',
    more: 'There are more; they follow when these are handled.',
    rules: 'Rules about no-shows',
    kinds: {
      'no-show': 'No-show',
      'check-in-late': 'Check-in came too late',
      overrun: 'Overrun that nobody ended',
      interrupted: 'Interrupted',
      contradicted: 'Told otherwise by a meter',
    },
    used: (from, until) => `Checked in ${from}, ended ${until}`,
    notEnded: (from) => `Checked in ${from}, not checked out`,
    notUsed: 'Nobody checked in',
    evidence: 'Evidence: ',
    grades: { sensor: 'sensor', card: 'card', scan: 'scan at the machine', manual: 'by hand', none: 'none' },
    heard: (on, clock) => `${on ? 'on' : 'off'} at ${clock}`,
    contradictions: {
      'never-on': 'The machine was never on while it was checked in',
      'on-late': 'The machine went on long after the check-in',
      'off-early': 'The machine went off long before the check-out',
      'on-after': 'The machine stayed on after the check-out',
      'on-unclaimed': 'The machine went on, and nobody had checked in',
    },
    costs: (money) => `Costs ${money} by now`,
    confirm: 'Right as it is',
    waive: 'Forgive the no-show',
    correct: 'Correct',
    minutes: 'Minutes that were used',
    minutesHint: 'At the prices of the booking.',
    amount: 'What it should cost in all',
    amountHint: 'Fill in the minutes or the amount.',
    reason: 'Reason',
    reasonHint: 'Stands on the bill; the firm sees it.',
    post: 'Post the correction',
    done: 'Handled.',
    over: 'Somebody else has just handled this one. Nothing was posted twice.',
    faults: {
      reason: 'Say why.',
      minutes: 'Enter minutes from 0 to 10080 that cost something else than now.',
      amount: 'Enter an amount that differs from now, such as 120.00.',
      right: 'Fill in either the minutes or the amount.',
    },
  },
}
