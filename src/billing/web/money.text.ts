import type { QuotaKind, QuotaWindow } from '../../quotas/quota.ts'
import type { Spoken } from '../../platform/i18n/words.ts'

export interface MoneyText {
  readonly title: string
  readonly ownOnly: string
  readonly soFar: string
  readonly held: string
  readonly heldCount: (bookings: number) => string
  readonly forecast: string
  readonly forecastHow: string
  readonly byPerson: string
  readonly byProject: string
  readonly byResource: string
  readonly nobody: string
  readonly nothing: string
  readonly amount: string
  readonly others: (count: number) => string
  readonly limits: string
  readonly noLimits: string
  readonly alertsHow: string
  readonly firmWide: string
  readonly kinds: Readonly<Record<QuotaKind, string>>
  readonly windows: Readonly<Record<Exclude<QuotaWindow, 'rolling'>, string>>
  readonly rolling: (days: number) => string
  readonly used: (used: string, limit: string) => string
  readonly left: (left: string) => string
  readonly usedUp: string
  readonly nearly: string
  readonly ledger: string
  readonly statements: string
  readonly plots: string
  readonly balance: string
  readonly byMonth: string
  readonly byMonthDesc: (highest: string, period: string) => string
  readonly month: string
  readonly topResources: string
  readonly topDesc: (name: string, amount: string) => string
  readonly resource: string
  readonly heat: string
  readonly heatRate: (units: number, weeks: number) => string
  readonly heatHours: (weeks: number) => string
  readonly heatDesc: (day: string, hour: number) => string
  readonly behind: string
  readonly weekday: string
  readonly days: readonly string[]
  readonly money: string
}

const hans: MoneyText = {
  title: '本月费用',
  ownOnly: '这里只有您自己的部分；单位全部费用由单位管理员和财务查看。',
  soFar: '本月已入账',
  held: '本月还有预约',
  heldCount: (bookings) => `${bookings} 个，按预约时的价格`,
  forecast: '预计到月底',
  forecastHow: '预计 = 已入账 + 本月结束、尚未入账的预约按其价格。不猜测还没有预约的使用。',
  byPerson: '按使用人',
  byProject: '按课题',
  byResource: '按仪器',
  nobody: '无使用人',
  nothing: '本月还没有费用。',
  amount: '金额',
  others: (count) => `其余 ${count} 项`,
  limits: '预算与限额',
  noLimits: '没有设预算或限额。',
  alertsHow: '达到 80% 和用完时，各通知单位管理员和财务一次（每个周期）。',
  firmWide: '全单位',
  kinds: { budget: '预算', limit: '限额', credit: '信用额度', entitlement: '免费机时' },
  windows: { day: '今天', week: '本周', month: '本月', quarter: '本季度', year: '今年', none: '总计' },
  rolling: (days) => `${days} 天内`,
  used: (used, limit) => `已用 ${used}，共 ${limit}`,
  left: (left) => `剩 ${left}`,
  usedUp: '已用完',
  nearly: '已过 80%',
  ledger: '台账',
  statements: '结算单',
  plots: '图表',
  balance: '余额与开票资料',
  byMonth: '逐月费用',
  byMonthDesc: (highest, period) => `近十二个月；最高为 ${period}，${highest}。`,
  month: '月份',
  topResources: '费用最高的仪器（近三个月）',
  topDesc: (name, amount) => `最多的是 ${name}，${amount}。`,
  resource: '仪器',
  heat: '使用时段',
  heatRate: (units, weeks) => `近 ${weeks} 周每时段的使用率：实际使用小时数 ÷（${units} 台 × ${weeks} 周）。`,
  heatHours: (weeks) => `近 ${weeks} 周每时段的实际使用小时数。`,
  heatDesc: (day, hour) => `方块越大，使用越多；最忙是${day} ${hour} 时。`,
  behind: '查看数据',
  weekday: '星期',
  days: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  money: '费用',
}

const hant: MoneyText = {
  title: '本月費用',
  ownOnly: '這裡只有您自己的部分；單位的全部費用由單位管理員和財務檢視。',
  soFar: '本月已入帳',
  held: '本月尚有預約',
  heldCount: (bookings) => `${bookings} 筆，依預約時的價格`,
  forecast: '預計到月底',
  forecastHow: '預計 = 已入帳 + 本月結束、尚未入帳的預約依其價格。不猜測還沒有預約的使用。',
  byPerson: '依使用人',
  byProject: '依課題',
  byResource: '依儀器',
  nobody: '無使用人',
  nothing: '本月還沒有費用。',
  amount: '金額',
  others: (count) => `其餘 ${count} 項`,
  limits: '預算與限額',
  noLimits: '沒有設定預算或限額。',
  alertsHow: '達到 80% 和用完時，各通知單位管理員和財務一次（每個週期）。',
  firmWide: '全單位',
  kinds: { budget: '預算', limit: '限額', credit: '信用額度', entitlement: '免費機時' },
  windows: { day: '今天', week: '本週', month: '本月', quarter: '本季', year: '今年', none: '總計' },
  rolling: (days) => `${days} 天內`,
  used: (used, limit) => `已用 ${used}，共 ${limit}`,
  left: (left) => `剩 ${left}`,
  usedUp: '已用完',
  nearly: '已過 80%',
  ledger: '帳冊',
  statements: '結算單',
  plots: '圖表',
  balance: '餘額與開票資料',
  byMonth: '逐月費用',
  byMonthDesc: (highest, period) => `近十二個月；最高為 ${period}，${highest}。`,
  month: '月份',
  topResources: '費用最高的儀器（近三個月）',
  topDesc: (name, amount) => `最多的是 ${name}，${amount}。`,
  resource: '儀器',
  heat: '使用時段',
  heatRate: (units, weeks) => `近 ${weeks} 週每時段的使用率：實際使用時數 ÷（${units} 台 × ${weeks} 週）。`,
  heatHours: (weeks) => `近 ${weeks} 週每時段的實際使用時數。`,
  heatDesc: (day, hour) => `方塊越大，使用越多；最忙是${day} ${hour} 時。`,
  behind: '檢視資料',
  weekday: '星期',
  days: ['週一', '週二', '週三', '週四', '週五', '週六', '週日'],
  money: '費用',
}

const en: MoneyText = {
  title: 'Money this month',
  ownOnly: 'This is your own part; your firm’s admin and finance see all of it.',
  soFar: 'Charged so far',
  held: 'Still booked this month',
  heldCount: (bookings) => `${bookings} ${bookings === 1 ? 'booking' : 'bookings'}, at the price booked`,
  forecast: 'Forecast to month end',
  forecastHow:
    'Charged so far, and the bookings that end this month at their price. What nobody has booked is not guessed.',
  byPerson: 'By person',
  byProject: 'By project',
  byResource: 'By instrument',
  nobody: 'No person',
  nothing: 'Nothing was charged this month yet.',
  amount: 'Amount',
  others: (count) => `${count} more`,
  limits: 'Budgets and limits',
  noLimits: 'No budget or limit is set.',
  alertsHow: 'Your firm’s admin and finance are told at 80 % and when it is used up, once each per window.',
  firmWide: 'Whole firm',
  kinds: { budget: 'Budget', limit: 'Limit', credit: 'Credit line', entitlement: 'Free machine time' },
  windows: {
    day: 'today',
    week: 'this week',
    month: 'this month',
    quarter: 'this quarter',
    year: 'this year',
    none: 'in all',
  },
  rolling: (days) => `in ${days} days`,
  used: (used, limit) => `${used} of ${limit} used`,
  left: (left) => `${left} left`,
  usedUp: 'Used up',
  nearly: 'Past 80 %',
  ledger: 'Ledger',
  statements: 'Statements',
  plots: 'Plots',
  balance: 'Balance and invoice title',
  byMonth: 'Spending by month',
  byMonthDesc: (highest, period) => `Twelve months; the highest is ${period} with ${highest}.`,
  month: 'Month',
  topResources: 'Instruments that cost most (three months)',
  topDesc: (name, amount) => `${name} leads with ${amount}.`,
  resource: 'Instrument',
  heat: 'When instruments are used',
  heatRate: (units, weeks) => `Use rate over ${weeks} weeks: hours in use ÷ (${units} units × ${weeks} weeks).`,
  heatHours: (weeks) => `Hours in use over ${weeks} weeks.`,
  heatDesc: (day, hour) => `A larger square is more use; the busiest is ${day} from ${hour}:00.`,
  behind: 'The numbers',
  weekday: 'Day',
  days: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  money: 'Money',
}

export const moneyText: Spoken<MoneyText> = { 'zh-Hans': hans, 'zh-Hant': hant, en }
