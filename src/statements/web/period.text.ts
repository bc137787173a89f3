import type { Spoken } from '../../platform/i18n/words.ts'

export interface PeriodText {
  readonly checklist: string
  readonly runs: (day: string) => string
  readonly closed: (moment: string) => string
  readonly issuedSoFar: string
  readonly toIssue: string
  readonly statementCount: (count: number) => string
  readonly unsettled: string
  readonly unsettledNote: string
  readonly unreviewedNote: string
  readonly answer: (objections: number) => string
  readonly waitFirst: (bookings: number) => string
  readonly unreviewed: string
  readonly openObjections: string
  readonly negative: string
  readonly firms: (count: number) => string
  readonly issueAll: (firms: number, total: string) => string
  readonly goOn: (firms: number) => string
  readonly issued: (statements: number, total: string) => string
  readonly allIssued: string
  readonly closeMonth: string
  readonly closeHint: string
  readonly closeFirst: string
  readonly preview: string
  readonly moreFirms: (count: number) => string
}

export const periodText: Spoken<PeriodText> = {
  'zh-Hans': {
    checklist: '月结清单',
    runs: (day) => `本账期到 ${day} 结束，之后才能开出结算单。`,
    closed: (moment) => `已于 ${moment} 关账。之后的费用记入下一个未关账期，并标明补记。`,
    issuedSoFar: '已开出',
    toIssue: '待开出',
    statementCount: (count) => `${count} 张`,
    unsettled: '未结算的预约',
    unsettledNote: '使用结束后自动结算，请稍候刷新。',
    unreviewedNote: '由平台管理员核对，不妨碍开出；核对后的更正列入下一张结算单。',
    answer: (objections) => `${objections} 个，去答复`,
    waitFirst: (bookings) =>
      `还有 ${bookings} 个预约没有结算。现在开出，它们的费用要另出一张结算单；稍候再开，每家单位只有一张。`,
    unreviewed: '待核对的使用记录',
    openObjections: '待答复的异议',
    negative: '金额为负的结算单',
    firms: (count) => `${count} 家单位`,
    issueAll: (firms, total) => `全部开出：${firms} 家，${total}`,
    goOn: (firms) => `继续，还有 ${firms} 家`,
    issued: (statements, total) => `已开出 ${statements} 张，合计 ${total}。`,
    allIssued: '本账期的费用都已列入结算单。',
    closeMonth: '关账',
    closeHint: '关账后不能重开。之后到达的费用记入下一个账期，不会漏收。',
    closeFirst: '先开出全部结算单，并等所有预约结算完毕。',
    preview: '预览',
    moreFirms: (count) => `另有 ${count} 家单位`,
  },
  'zh-Hant': {
    checklist: '月結清單',
    runs: (day) => `本帳期到 ${day} 結束，之後才能開立結算單。`,
    closed: (moment) => `已於 ${moment} 關帳。之後的費用記入下一個未關帳期，並標明補記。`,
    issuedSoFar: '已開立',
    toIssue: '待開立',
    statementCount: (count) => `${count} 張`,
    unsettled: '未結算的預約',
    unsettledNote: '使用結束後自動結算，請稍候重新整理。',
    unreviewedNote: '由平台管理員核對，不妨礙開立；核對後的更正列入下一張結算單。',
    answer: (objections) => `${objections} 個，前往答覆`,
    waitFirst: (bookings) =>
      `還有 ${bookings} 個預約尚未結算。現在開立，其費用須另開一張結算單；稍候再開，每家單位只有一張。`,
    unreviewed: '待核對的使用紀錄',
    openObjections: '待答覆的異議',
    negative: '金額為負的結算單',
    firms: (count) => `${count} 家單位`,
    issueAll: (firms, total) => `全部開立：${firms} 家，${total}`,
    goOn: (firms) => `繼續，還有 ${firms} 家`,
    issued: (statements, total) => `已開立 ${statements} 張，合計 ${total}。`,
    allIssued: '本帳期的費用都已列入結算單。',
    closeMonth: '關帳',
    closeHint: '關帳後不能重開。之後到達的費用記入下一個帳期，不會漏收。',
    closeFirst: '先開立全部結算單，並等所有預約結算完畢。',
    preview: '預覽',
    moreFirms: (count) => `另有 ${count} 家單位`,
  },
  en: {
    checklist: 'Closing checklist',
    runs: (day) => `The period runs until ${day}. Statements are issued after that.`,
    closed: (moment) => `Closed ${moment}. What comes later goes to the next open period, marked as late.`,
    issuedSoFar: 'Issued',
    toIssue: 'To issue',
    statementCount: (count) => (count === 1 ? '1 statement' : `${count} statements`),
    unsettled: 'Bookings not settled',
    unsettledNote: 'They settle by themselves soon after the use ends: look again in a moment.',
    unreviewedNote: 'Lab managers review them. Issuing need not wait: a correction stands on the next statement.',
    answer: (objections) => (objections === 1 ? '1: answer it' : `${objections}: answer them`),
    waitFirst: (bookings) =>
      `${bookings === 1 ? '1 booking is' : `${bookings} bookings are`} not settled yet. What ` +
      `${bookings === 1 ? 'it costs' : 'they cost'} would stand on a second statement: wait, and each firm has one.`,
    unreviewed: 'Uses to review',
    openObjections: 'Objections to answer',
    negative: 'Statements below zero',
    firms: (count) => (count === 1 ? '1 firm' : `${count} firms`),
    issueAll: (firms, total) => `Issue all: ${firms === 1 ? '1 firm' : `${firms} firms`}, ${total}`,
    goOn: (firms) => `Go on: ${firms} left`,
    issued: (statements, total) =>
      `${statements === 1 ? '1 statement' : `${statements} statements`} issued, ${total} together.`,
    allIssued: 'Everything of this period stands on a statement.',
    closeMonth: 'Close the period',
    closeHint: 'A closed period stays closed. What comes later goes to the next one: nothing is left unbilled.',
    closeFirst: 'First issue all statements, and wait until every booking is settled.',
    preview: 'Preview',
    moreFirms: (count) => `and ${count} more`,
  },
}
