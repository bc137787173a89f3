import type { Locale } from '../../platform/i18n/locale.ts'
import type { Spoken } from '../../platform/i18n/words.ts'

/** The words of moving a booking and of booking the same time in many weeks. */
export interface SeriesText {
  readonly move: string
  readonly moveNow: string
  readonly moveConfirm: string
  readonly repeat: string
  readonly weeks: (count: number) => string
  readonly weeksLabel: string
  readonly otherCount: string
  readonly show: string
  readonly each: string
  readonly noSuchTime: string
  readonly sum: (free: number, weeks: number) => string
  readonly whole: string
  readonly wholeNot: string
  readonly some: string
  readonly confirm: (count: number) => string
  readonly request: (count: number) => string
  readonly choice: string
  readonly nothing: string
  readonly lost: string
  readonly title: (count: number) => string
  readonly booked: (count: number) => string
  readonly list: string
  readonly missed: string
  readonly missedWhy: string
  readonly other: string
  readonly part: string
  readonly cancel: string
  readonly cancelRest: (count: number) => string
  readonly cancelFee: (fee: string) => string
  readonly cancelFree: string
  readonly cancelConfirm: (count: number) => string
}

const texts: Spoken<SeriesText> = {
  'zh-Hans': {
    move: '改期',
    moveNow: '现在约的是',
    moveConfirm: '改到这个时间',
    repeat: '每周重复…',
    weeks: (count) => `${count} 周`,
    weeksLabel: '共几周',
    otherCount: '其他周数',
    show: '查看',
    each: '每周这个时间',
    noSuchTime: '这一天没有这个时刻（调整时钟）',
    sum: (free, weeks) => `${weeks} 周中 ${free} 周可约`,
    whole: '全部约上，有一周约不上就都不约',
    wholeNot: '有的周约不上，不能全部约',
    some: '能约的都约，约不上的告诉我',
    confirm: (count) => `约 ${count} 周`,
    request: (count) => `申请 ${count} 周`,
    choice: '如果有的周约不上',
    nothing: '这些周都约不上，请换个时间。',
    lost: '有的周刚被约走，一周也没有约。请看现在还剩哪些。',
    title: (count) => `系列预约 · ${count} 次`,
    booked: (count) => `已约 ${count} 次`,
    list: '各次预约',
    missed: '没有约上',
    missedWhy: '这些周没有约上，可以另选时间：',
    other: '换时间',
    part: '属于一个系列，查看全部',
    cancel: '取消余下各次',
    cancelRest: (count) => `还有 ${count} 次可以取消。`,
    cancelFee: (fee) => `现在取消，合计最多收 ${fee}。`,
    cancelFree: '现在取消不收费。',
    cancelConfirm: (count) => `确认取消 ${count} 次`,
  },
  'zh-Hant': {
    move: '改期',
    moveNow: '現在約的是',
    moveConfirm: '改到這個時間',
    repeat: '每週重複…',
    weeks: (count) => `${count} 週`,
    weeksLabel: '共幾週',
    otherCount: '其他週數',
    show: '查看',
    each: '每週這個時間',
    noSuchTime: '這一天沒有這個時刻（調整時鐘）',
    sum: (free, weeks) => `${weeks} 週中 ${free} 週可約`,
    whole: '全部約上，有一週約不上就都不約',
    wholeNot: '有的週約不上，不能全部約',
    some: '能約的都約，約不上的告訴我',
    confirm: (count) => `約 ${count} 週`,
    request: (count) => `申請 ${count} 週`,
    choice: '如果有的週約不上',
    nothing: '這些週都約不上，請換個時間。',
    lost: '有的週剛被約走，一週也沒有約。請看現在還剩哪些。',
    title: (count) => `系列預約 · ${count} 次`,
    booked: (count) => `已約 ${count} 次`,
    list: '各次預約',
    missed: '沒有約上',
    missedWhy: '這些週沒有約上，可以另選時間：',
    other: '換時間',
    part: '屬於一個系列，查看全部',
    cancel: '取消餘下各次',
    cancelRest: (count) => `還有 ${count} 次可以取消。`,
    cancelFee: (fee) => `現在取消，合計最多收 ${fee}。`,
    cancelFree: '現在取消不收費。',
    cancelConfirm: (count) => `確認取消 ${count} 次`,
  },
  en: {
    move: 'Change time',
    moveNow: 'Booked now',
    moveConfirm: 'Move it here',
    repeat: 'Repeat weekly…',
    weeks: (count) => `${count} weeks`,
    weeksLabel: 'Weeks',
    otherCount: 'Another number of weeks',
    show: 'Show',
    each: 'This time each week',
    noSuchTime: 'This day has no such time (clocks go forward)',
    sum: (free, weeks) => `${free} of ${weeks} weeks can be booked`,
    whole: 'Book all of them, or none if one is gone',
    wholeNot: 'Some weeks can’t be booked, so not all can',
    some: 'Book what is free and tell me the rest',
    confirm: (count) => `Book ${count} weeks`,
    request: (count) => `Request ${count} weeks`,
    choice: 'If some weeks can’t be had',
    nothing: 'None of these weeks can be booked. Choose another time.',
    lost: 'Some weeks have just been taken, and nothing was booked. Here is what is left.',
    title: (count) => `Series of ${count}`,
    booked: (count) => `${count} bookings made`,
    list: 'Bookings of the series',
    missed: 'Not booked',
    missedWhy: 'These weeks could not be had. Take another time:',
    other: 'Other time',
    part: 'Part of a series: see all',
    cancel: 'Cancel the rest of the series',
    cancelRest: (count) => `${count} can still be cancelled.`,
    cancelFee: (fee) => `Cancelling now costs at most ${fee} in all.`,
    cancelFree: 'Cancelling now is free.',
    cancelConfirm: (count) => `Cancel ${count} bookings`,
  },
}

export function seriesText(locale: Locale): SeriesText {
  return texts[locale]
}
