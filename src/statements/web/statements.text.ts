import type { ConflictKind } from '../../kernel/thrown.ts'
import type { Spoken } from '../../platform/i18n/words.ts'
import type { StatementShow } from '../reads/statements.ts'

export interface StatementsText {
  readonly title: string
  readonly none: string
  readonly noneYet: string
  readonly more: string
  readonly find: string
  readonly which: string
  readonly shows: Readonly<Record<StatementShow | '', string>>
  readonly objectBy: (until: string) => string
  readonly answerObjections: string
  readonly credited: (amount: string) => string
  readonly objectedAlready: (line: number) => string
  readonly month: string
  readonly everyMonth: string
  readonly close: string
  readonly states: Readonly<Record<'issued' | 'settled', string>>
  readonly lineCount: (lines: number) => string
  readonly print: string
  readonly csv: string
  readonly xlsx: string
  readonly workbook: string
  readonly draft: string
  readonly draftNote: string
  readonly frozen: string
  readonly booked: string
  readonly used: string
  readonly object: string
  readonly objectTo: (line: number) => string
  readonly objectHint: (until: string) => string
  readonly line: string
  readonly lineHint: string
  readonly reason: string
  readonly send: string
  readonly objections: string
  readonly objectionStates: Readonly<Record<'open' | 'credited' | 'declined', string>>
  readonly credit: string
  readonly creditHint: string
  readonly answer: string
  readonly answerIt: string
  readonly noAmount: string
  readonly noReason: string
  readonly tooMuch: (amount: string) => string
  readonly unknownLine: string
  readonly conflicts: (kind: ConflictKind) => string
}

const conflictsIn =
  (words: Partial<Record<ConflictKind, string>>, usual: string) =>
  (kind: ConflictKind): string =>
    words[kind] ?? usual

export const statementsText: Spoken<StatementsText> = {
  'zh-Hans': {
    title: '结算单',
    none: '没有符合条件的结算单。',
    noneYet: '还没有开出结算单。每月结束后由园区财务开出。',
    more: '更早的结算单',
    find: '查看',
    which: '范围',
    shows: { '': '全部', unpaid: '未结清', disputed: '有异议待答复', invoice: '待开发票' },
    objectBy: (until) => `提出异议（到 ${until}）`,
    answerObjections: '答复异议',
    credited: (amount) => `冲减 ${amount}`,
    objectedAlready: (line) => `第 ${line} 行已经提过异议，见下面的异议。`,
    month: '账期',
    everyMonth: '全部账期',
    close: '月结清单',
    states: { issued: '已开出', settled: '已结清' },
    lineCount: (lines) => `${lines} 行`,
    print: '打印',
    csv: '下载 CSV',
    xlsx: '下载 Excel',
    workbook: '全部单位的 Excel（每单位一页，附汇总）',
    draft: '草稿',
    draftNote: '尚未开出：没有编号，金额还会变。',
    frozen: '已开出的结算单不会再变。更正以调整的形式列入下一张。',
    booked: '预约时间',
    used: '使用时间',
    object: '提出异议',
    objectTo: (line) => `对第 ${line} 行提出异议`,
    objectHint: (until) => `${until}前（含当天）可以提出；答复之前这一行不必付款。`,
    line: '行号',
    lineHint: '明细最左一列的号码；点它就填到这里。',
    reason: '理由',
    send: '提交异议',
    objections: '异议',
    objectionStates: { open: '待答复', credited: '已冲减', declined: '维持不变' },
    credit: '冲减金额',
    creditHint: '0 表示不冲减。冲减列入该单位的下一张结算单。',
    answer: '答复',
    answerIt: '答复异议',
    noAmount: '请填写金额，例如 120.00。',
    noReason: '请写明理由。',
    tooMuch: (amount) => `最多冲减这一行的金额 ${amount}。`,
    unknownLine: '没有这一行。',
    conflicts: conflictsIn(
      {
        'too-late': '异议期已过。',
        'too-early': '账期还没有结束。',
        'state-forbids': '现在不能这样做：情况已经变了，请看下面的最新状态。',
      },
      '刚才有人同时在操作，请再试一次。',
    ),
  },
  'zh-Hant': {
    title: '結算單',
    none: '沒有符合條件的結算單。',
    noneYet: '還沒有開立結算單。每月結束後由園區財務開立。',
    more: '更早的結算單',
    find: '查看',
    which: '範圍',
    shows: { '': '全部', unpaid: '未結清', disputed: '有異議待答覆', invoice: '待開發票' },
    objectBy: (until) => `提出異議（至 ${until}）`,
    answerObjections: '答覆異議',
    credited: (amount) => `沖減 ${amount}`,
    objectedAlready: (line) => `第 ${line} 行已經提過異議，見下面的異議。`,
    month: '帳期',
    everyMonth: '全部帳期',
    close: '月結清單',
    states: { issued: '已開立', settled: '已結清' },
    lineCount: (lines) => `${lines} 行`,
    print: '列印',
    csv: '下載 CSV',
    xlsx: '下載 Excel',
    workbook: '全部單位的 Excel（每單位一頁，附總表）',
    draft: '草稿',
    draftNote: '尚未開立：沒有編號，金額還會變。',
    frozen: '已開立的結算單不會再變。更正以調整的形式列入下一張。',
    booked: '預約時間',
    used: '使用時間',
    object: '提出異議',
    objectTo: (line) => `對第 ${line} 行提出異議`,
    objectHint: (until) => `${until}前（含當天）可以提出；答覆之前這一行不必付款。`,
    line: '行號',
    lineHint: '明細最左一欄的號碼；點它就填到這裡。',
    reason: '理由',
    send: '送出異議',
    objections: '異議',
    objectionStates: { open: '待答覆', credited: '已沖減', declined: '維持不變' },
    credit: '沖減金額',
    creditHint: '0 表示不沖減。沖減列入該單位的下一張結算單。',
    answer: '答覆',
    answerIt: '答覆異議',
    noAmount: '請填寫金額，例如 120.00。',
    noReason: '請寫明理由。',
    tooMuch: (amount) => `最多沖減這一行的金額 ${amount}。`,
    unknownLine: '沒有這一行。',
    conflicts: conflictsIn(
      {
        'too-late': '異議期已過。',
        'too-early': '帳期還沒有結束。',
        'state-forbids': '現在不能這樣做：情況已經變了，請看下面的最新狀態。',
      },
      '剛才有人同時在操作，請再試一次。',
    ),
  },
  en: {
    title: 'Statements',
    none: 'No statement fits.',
    noneYet: 'No statement has been issued yet. The park’s finance people issue them once a month is over.',
    more: 'Earlier statements',
    find: 'Show',
    which: 'Which',
    shows: { '': 'All', unpaid: 'Not settled', disputed: 'Objections to answer', invoice: 'Invoice to make out' },
    objectBy: (until) => `Object, until ${until}`,
    answerObjections: 'Answer objections',
    credited: (amount) => `${amount} credited`,
    objectedAlready: (line) => `Line ${line} has been objected to already: see the objections below.`,
    month: 'Period',
    everyMonth: 'Every period',
    close: 'Closing checklist',
    states: { issued: 'Issued', settled: 'Settled' },
    lineCount: (lines) => (lines === 1 ? '1 line' : `${lines} lines`),
    print: 'Print',
    csv: 'CSV',
    xlsx: 'Excel',
    workbook: 'Excel of all payers: a sheet each, and a summary',
    draft: 'Draft',
    draftNote: 'Not issued yet: it has no number, and its total may still change.',
    frozen: 'An issued statement never changes. What is corrected stands on the next one.',
    booked: 'Booked',
    used: 'Used',
    object: 'Object',
    objectTo: (line) => `Object to line ${line}`,
    objectHint: (until) => `Until the end of ${until}. The line is not payable until it is answered.`,
    line: 'Line',
    lineHint: 'The number at the left of the line: press it there, and it stands here.',
    reason: 'Reason',
    send: 'Send the objection',
    objections: 'Objections',
    objectionStates: { open: 'Waits for an answer', credited: 'Credited', declined: 'Stays as it is' },
    credit: 'Credit',
    creditHint: '0 credits nothing. A credit stands on the firm’s next statement.',
    answer: 'Answer',
    answerIt: 'Answer',
    noAmount: 'Type an amount, such as 120.00.',
    noReason: 'Say why.',
    tooMuch: (amount) => `The line is ${amount}: no more than that.`,
    unknownLine: 'There is no such line.',
    conflicts: conflictsIn(
      {
        'too-late': 'It is too late to object.',
        'too-early': 'The period still runs.',
        'state-forbids': 'This can’t be done any more: below is how things stand now.',
      },
      'Somebody else was at it at the same time. Please try again.',
    ),
  },
}
