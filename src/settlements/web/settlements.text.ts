import type { Spoken } from '../../platform/i18n/words.ts'
import type { PaymentWay } from '../payment.ts'

export interface SettlementsText {
  readonly dues: string
  readonly due: string
  readonly back: string
  readonly paid: string
  readonly credited: string
  readonly creditedNote: string
  readonly carried: string
  readonly disputed: string
  readonly disputedNote: string
  readonly settled: string
  readonly payments: string
  readonly ways: Readonly<Record<PaymentWay, string>>
  readonly paidOn: string
  readonly voucher: string
  readonly note: string
  readonly amount: string
  readonly way: string
  readonly reversed: string
  readonly reverses: string
  readonly record: string
  readonly recordBack: string
  readonly payableNow: string
  readonly payable: (amount: string) => string
  readonly nothingPayable: string
  readonly save: string
  readonly takeBack: string
  readonly takeBackHint: string
  readonly reason: string
  readonly noReason: string
  readonly noAmount: string
  readonly tooMuch: (amount: string) => string
  readonly noVoucher: string
  readonly future: string
}

export const settlementsText: Spoken<SettlementsText> = {
  'zh-Hans': {
    dues: '收款情况',
    due: '尚欠',
    back: '应退',
    paid: '已付',
    credited: '已冲减',
    creditedNote: '冲减行列在后面的结算单上，此处已少收。',
    carried: '此前已抵',
    disputed: '异议中',
    disputedNote: '答复之前不必付款',
    settled: '结清日期',
    payments: '付款记录',
    ways: { bank: '银行转账', balance: '预付余额', deposit: '预存', opening: '期初欠款', refund: '退还预付' },
    paidOn: '付款日期',
    voucher: '凭证号',
    note: '备注',
    amount: '金额',
    way: '付款方式',
    reversed: '已撤销',
    reverses: '撤销',
    record: '登记付款',
    recordBack: '登记退款',
    payableNow: '现在可付',
    payable: (amount) => `现在可付 ${amount}。`,
    nothingPayable: '剩余金额都在异议中，答复之后才能付款。',
    save: '登记',
    takeBack: '撤销这笔付款',
    takeBackHint: '原记录保留，另记一笔相反的金额。',
    reason: '撤销原因',
    noReason: '请写明原因。',
    noAmount: '请填写金额，例如 120.00。',
    tooMuch: (amount) => `最多 ${amount}。`,
    noVoucher: '请填写凭证号。',
    future: '付款日期应在 2000 年与今天之间。',
  },
  'zh-Hant': {
    dues: '收款情況',
    due: '尚欠',
    back: '應退',
    paid: '已付',
    credited: '已沖減',
    creditedNote: '沖減行列在之後的結算單上，此處已少收。',
    carried: '先前已抵',
    disputed: '異議中',
    disputedNote: '答覆之前不必付款',
    settled: '結清日期',
    payments: '付款紀錄',
    ways: { bank: '銀行轉帳', balance: '預付餘額', deposit: '預存', opening: '期初欠款', refund: '退還預付' },
    paidOn: '付款日期',
    voucher: '憑證號',
    note: '備註',
    amount: '金額',
    way: '付款方式',
    reversed: '已撤銷',
    reverses: '撤銷',
    record: '登記付款',
    recordBack: '登記退款',
    payableNow: '現在可付',
    payable: (amount) => `現在可付 ${amount}。`,
    nothingPayable: '剩餘金額都在異議中，答覆之後才能付款。',
    save: '登記',
    takeBack: '撤銷這筆付款',
    takeBackHint: '原紀錄保留，另記一筆相反的金額。',
    reason: '撤銷原因',
    noReason: '請寫明原因。',
    noAmount: '請填寫金額，例如 120.00。',
    tooMuch: (amount) => `最多 ${amount}。`,
    noVoucher: '請填寫憑證號。',
    future: '付款日期應在 2000 年與今天之間。',
  },
  en: {
    dues: 'Payment',
    due: 'Due',
    back: 'To be paid back',
    paid: 'Paid',
    credited: 'Credited',
    creditedNote: 'The credit stands as a line on a later statement; it is taken off here.',
    carried: 'Counted before',
    disputed: 'Disputed',
    disputedNote: 'not payable until answered',
    settled: 'Settled',
    payments: 'Payments',
    ways: {
      bank: 'Bank transfer',
      balance: 'Prepaid balance',
      deposit: 'Deposit',
      opening: 'Owed from before',
      refund: 'Paid back',
    },
    paidOn: 'Paid on',
    voucher: 'Voucher',
    note: 'Note',
    amount: 'Amount',
    way: 'Paid by',
    reversed: 'Taken back',
    reverses: 'Takes back',
    record: 'Record a payment',
    recordBack: 'Record what was paid back',
    payableNow: 'Payable now',
    payable: (amount) => `Payable now: ${amount}.`,
    nothingPayable: 'All that is left is disputed: it is payable once it is answered.',
    save: 'Record',
    takeBack: 'Take this payment back',
    takeBackHint: 'The record stays; one of the opposite amount is added.',
    reason: 'Why it is wrong',
    noReason: 'Say why.',
    noAmount: 'Type an amount, such as 120.00.',
    tooMuch: (amount) => `No more than ${amount}.`,
    noVoucher: 'Type the voucher number.',
    future: 'Give a day from 2000 until today.',
  },
}
