import type { Spoken } from '../../platform/i18n/words.ts'

export interface PeriodText {
  readonly checklist: string
  readonly runs: (day: string) => string
  readonly closed: (moment: string) => string
  readonly issuedSoFar: string
  readonly toIssue: string
  readonly unsettled: string
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
    unsettled: '未结算的预约',
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
    unsettled: '未結算的預約',
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
    unsettled: 'Bookings not settled',
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
