import type { Spoken } from '../../platform/i18n/words.ts'

export type InvoicesText = Readonly<
  Record<
    | 'title'
    | 'ask'
    | 'name'
    | 'taxNumber'
    | 'kind'
    | 'special'
    | 'ordinary'
    | 'asked'
    | 'made'
    | 'reversed'
    | 'send'
    | 'number'
    | 'record'
    | 'save'
    | 'red'
    | 'redNumber'
    | 'redReason'
    | 'noTitle'
    | 'noTax'
    | 'noNumber'
    | 'noReason'
    | 'note'
    | 'waits'
    | 'madeOutTo'
    | 'notYet'
    | 'change'
    | 'changeHint'
    | 'kept',
    string
  >
>

export const invoicesText: Spoken<InvoicesText> = {
  'zh-Hans': {
    title: '发票',
    ask: '开票申请',
    name: '抬头',
    taxNumber: '税号',
    kind: '种类',
    special: '增值税专用发票',
    ordinary: '增值税普通发票',
    asked: '已申请',
    made: '已开具',
    reversed: '已红冲',
    send: '提交申请',
    number: '发票号码',
    record: '登记发票号码',
    save: '登记',
    red: '红字发票',
    redNumber: '红字发票号码',
    redReason: '红冲原因',
    noTitle: '请填写抬头。',
    noTax: '税号应为 18 位统一社会信用代码，且最后一位校验码须相符：请核对每一位。',
    noNumber: '请填写发票号码。',
    noReason: '请写明原因。',
    note: '发票资料另行保存，不改变已开出的结算单。',
    waits: '异议答复之后才能申请开票。',
    madeOutTo: '开票资料',
    notYet: '尚未填写',
    change: '修改',
    changeHint: '用于以后的开票申请；已申请的发票不变。',
    kept: '抬头会保存，下次沿用。见：',
  },
  'zh-Hant': {
    title: '發票',
    ask: '開票申請',
    name: '抬頭',
    taxNumber: '稅號',
    kind: '種類',
    special: '增值稅專用發票',
    ordinary: '增值稅普通發票',
    asked: '已申請',
    made: '已開立',
    reversed: '已紅沖',
    send: '送出申請',
    number: '發票號碼',
    record: '登記發票號碼',
    save: '登記',
    red: '紅字發票',
    redNumber: '紅字發票號碼',
    redReason: '紅沖原因',
    noTitle: '請填寫抬頭。',
    noTax: '稅號應為 18 位統一社會信用代碼，且最後一位檢查碼須相符：請核對每一位。',
    noNumber: '請填寫發票號碼。',
    noReason: '請寫明原因。',
    note: '發票資料另行保存，不改變已開立的結算單。',
    waits: '異議答覆之後才能申請開票。',
    madeOutTo: '開票資料',
    notYet: '尚未填寫',
    change: '修改',
    changeHint: '用於以後的開票申請；已申請的發票不變。',
    kept: '抬頭會保存，下次沿用。見：',
  },
  en: {
    title: 'Invoice',
    ask: 'Ask for the invoice',
    name: 'Invoice title',
    taxNumber: 'Tax number',
    kind: 'Kind',
    special: 'Special VAT invoice',
    ordinary: 'Ordinary VAT invoice',
    asked: 'Asked for',
    made: 'Made out',
    reversed: 'Taken back in red letters',
    send: 'Ask for it',
    number: 'Invoice number',
    record: 'Record the invoice number',
    save: 'Record',
    red: 'Red-letter invoice',
    redNumber: 'Red-letter number',
    redReason: 'Why it is taken back',
    noTitle: 'Type the title.',
    noTax: '18 characters, the last of which checks the others: one of them is mistyped or missing.',
    noNumber: 'Type the number.',
    noReason: 'Say why.',
    note: 'The invoice stands beside the statement, which stays as it was issued.',
    waits: 'It can be asked for once the objection is answered.',
    madeOutTo: 'Invoices are made out to',
    notYet: 'not given yet',
    change: 'Change',
    changeHint: 'For invoices that are asked for from now on; others keep theirs.',
    kept: 'It is kept for the next one:',
  },
}
