import type { Spoken } from '../../platform/i18n/words.ts'

export interface BalancesText {
  readonly title: string
  readonly intro: string
  readonly find: string
  readonly search: string
  readonly none: string
  readonly more: string
  readonly statements: string
  readonly balance: string
  readonly due: string
  readonly opening: string
  readonly unstated: string
  readonly credit: string
  readonly available: (amount: string) => string
  readonly departed: string
  readonly history: string
  readonly noHistory: string
  readonly record: string
  readonly recordHint: string
  readonly purpose: string
  readonly purposes: Readonly<Record<'balance' | 'opening', string>>
  readonly amountWrong: string
  readonly amountTooLarge: (most: string) => string
  readonly known: string
  readonly hasLeft: string
  readonly again: string
  readonly leaving: string
  readonly leavingHint: string
  readonly inTheWay: string
  readonly live: (bookings: number) => string
  readonly unstatedCount: (entries: number) => string
  readonly openStatements: (statements: number, due: string) => string
  readonly objections: (objections: number) => string
  readonly owedBefore: (amount: string) => string
  readonly finalStatement: string
  readonly finalHint: string
  readonly paidBack: (amount: string) => string
  readonly endStay: string
  readonly left: string
  readonly notYet: string
  readonly spent: string
  readonly takenBack: string
  readonly isSpent: string
}

export const balancesText: Spoken<BalancesText> = {
  'zh-Hans': {
    title: '预付与余额',
    intro: '各单位预付的款项、未付金额和信用额度。',
    find: '按单位名称或信用代码查找',
    search: '查找',
    none: '没有找到单位。',
    more: '更多单位',
    statements: '结算单',
    balance: '预付余额',
    due: '结算单未付',
    opening: '期初欠款',
    unstated: '未出结算单',
    credit: '信用额度',
    available: (amount) => `连同预付余额还可预约 ${amount}`,
    departed: '已迁出',
    history: '预付与期初记录',
    noHistory: '还没有记录。',
    record: '登记收款',
    recordHint: '结算单的付款请在结算单页面登记，可以从预付余额支付。',
    purpose: '用途',
    purposes: { balance: '存入预付余额', opening: '偿还期初欠款' },
    amountWrong: '请填写大于零的金额，例如 5000.00。',
    amountTooLarge: (most) => `期初欠款只有 ${most}。`,
    known: '这个凭证号已经登记过。',
    hasLeft: '单位已迁出，不能再存入预付款。',
    again: '刚才有人同时在登记，请再试一次。',
    leaving: '单位迁出',
    leavingHint: '先出最终结算单并结清，再退还预付余额、结束使用。迁出后不能再预约。',
    inTheWay: '还有未了结的事项：',
    live: (bookings) => `${bookings} 个未完成或未结算的预约`,
    unstatedCount: (entries) => `${entries} 笔费用未出结算单`,
    openStatements: (statements, due) => `${statements} 张结算单未结清，合计 ${due}`,
    objections: (objections) => `${objections} 个异议未答复`,
    owedBefore: (amount) => `期初欠款 ${amount}`,
    finalStatement: '出最终结算单',
    finalHint: '包括本月到现在为止的全部费用。',
    paidBack: (amount) => `将退还预付余额 ${amount}。`,
    endStay: '结束使用',
    left: '单位已迁出。',
    notYet: '还不能迁出，也没有记录任何变动。',
    spent: '支付结算单',
    takenBack: '这笔记录已经撤销，或刚才有人同时在登记。',
    isSpent: '这笔款项已经用掉一部分：请先在结算单上撤销从余额支付的款项。',
  },
  'zh-Hant': {
    title: '預付與餘額',
    intro: '各單位預付的款項、未付金額和信用額度。',
    find: '依單位名稱或信用代碼查找',
    search: '查找',
    none: '沒有找到單位。',
    more: '更多單位',
    statements: '結算單',
    balance: '預付餘額',
    due: '結算單未付',
    opening: '期初欠款',
    unstated: '未出結算單',
    credit: '信用額度',
    available: (amount) => `連同預付餘額還可預約 ${amount}`,
    departed: '已遷出',
    history: '預付與期初紀錄',
    noHistory: '還沒有紀錄。',
    record: '登記收款',
    recordHint: '結算單的付款請在結算單頁面登記，可以從預付餘額支付。',
    purpose: '用途',
    purposes: { balance: '存入預付餘額', opening: '償還期初欠款' },
    amountWrong: '請填寫大於零的金額，例如 5000.00。',
    amountTooLarge: (most) => `期初欠款只有 ${most}。`,
    known: '這個憑證號已經登記過。',
    hasLeft: '單位已遷出，不能再存入預付款。',
    again: '剛才有人同時在登記，請再試一次。',
    leaving: '單位遷出',
    leavingHint: '先出最終結算單並結清，再退還預付餘額、結束使用。遷出後不能再預約。',
    inTheWay: '還有未了結的事項：',
    live: (bookings) => `${bookings} 個未完成或未結算的預約`,
    unstatedCount: (entries) => `${entries} 筆費用未出結算單`,
    openStatements: (statements, due) => `${statements} 張結算單未結清，合計 ${due}`,
    objections: (objections) => `${objections} 個異議未答覆`,
    owedBefore: (amount) => `期初欠款 ${amount}`,
    finalStatement: '出最終結算單',
    finalHint: '包括本月到目前為止的全部費用。',
    paidBack: (amount) => `將退還預付餘額 ${amount}。`,
    endStay: '結束使用',
    left: '單位已遷出。',
    notYet: '還不能遷出，也沒有記錄任何變動。',
    spent: '支付結算單',
    takenBack: '這筆紀錄已經撤銷，或剛才有人同時在登記。',
    isSpent: '這筆款項已經用掉一部分：請先在結算單上撤銷由餘額支付的款項。',
  },
  en: {
    title: 'Balances',
    intro: 'What firms paid ahead, what they owe, and their credit lines.',
    find: 'Firm, by name or credit code',
    search: 'Find',
    none: 'No firm was found.',
    more: 'More firms',
    statements: 'Statements',
    balance: 'Prepaid balance',
    due: 'Due on statements',
    opening: 'Owed from before',
    unstated: 'Not stated yet',
    credit: 'Credit line',
    available: (amount) => `${amount} may still be booked, the balance included`,
    departed: 'Left the park',
    history: 'Paid ahead and from before',
    noHistory: 'Nothing yet.',
    record: 'Record money received',
    recordHint: 'A payment of a statement is recorded on the statement, also one out of the balance.',
    purpose: 'For',
    purposes: { balance: 'The prepaid balance', opening: 'What was owed from before' },
    amountWrong: 'Type an amount above zero, such as 5000.00.',
    amountTooLarge: (most) => `Only ${most} is owed from before.`,
    known: 'This voucher was recorded before.',
    hasLeft: 'The firm has left the park: it can’t pay ahead.',
    again: 'Somebody else was recording at the same time. Please try again.',
    leaving: 'Leaving the park',
    leavingHint: 'State and settle everything, then pay the balance back. The firm can’t book any more after that.',
    inTheWay: 'Still open:',
    live: (bookings) => (bookings === 1 ? '1 booking that may still cost' : `${bookings} bookings that may still cost`),
    unstatedCount: (entries) => (entries === 1 ? '1 entry on no statement' : `${entries} entries on no statement`),
    openStatements: (statements, due) =>
      statements === 1 ? `1 statement not settled, ${due} due` : `${statements} statements not settled, ${due} due`,
    objections: (objections) =>
      objections === 1 ? '1 objection not answered' : `${objections} objections not answered`,
    owedBefore: (amount) => `${amount} owed from before`,
    finalStatement: 'Issue the final statement',
    finalHint: 'With everything of this month until now.',
    paidBack: (amount) => `${amount} of the balance is paid back.`,
    endStay: 'End the stay',
    left: 'The firm has left the park.',
    notYet: 'The firm can’t leave yet. Nothing was changed.',
    spent: 'Paid a statement',
    takenBack: 'It was taken back already, or somebody else recorded something at the same time.',
    isSpent: 'Some of this money is spent: first take back, on its statement, what was paid out of the balance.',
  },
}
