import type { ClosureKind } from '../../resources/closure.ts'
import type { Spoken } from '../../platform/i18n/words.ts'
import type { ClosingFault, ClosingLength } from '../closing-wish.ts'

export interface CloseText {
  readonly title: (resource: string) => string
  readonly close: string
  readonly begin: string
  readonly now: string
  readonly at: string
  readonly date: string
  readonly time: string
  readonly length: string
  readonly lengths: Readonly<Record<ClosingLength, string>>
  readonly untilDate: string
  readonly untilTime: string
  readonly units: string
  readonly unitsHint: string
  readonly allUnits: string
  readonly kind: string
  readonly kinds: Readonly<Record<ClosureKind, string>>
  readonly reason: string
  readonly reasonHint: string
  readonly look: string
  readonly change: string
  readonly faults: Readonly<Record<ClosingFault, string>>
  readonly fromNow: (until: string) => string
  readonly fromNowOn: string
  readonly from: (start: string) => string
  readonly nobody: string
  readonly affected: (count: number) => string
  readonly move: (time: string, unit: string | null) => string
  readonly sameTime: (unit: string) => string
  readonly cancel: string
  readonly noMove: string
  readonly fates: { readonly interrupt: string; readonly shorten: (until: string) => string; readonly end: string }
  readonly tooMany: string
  readonly stale: string
  readonly passed: string
  readonly cannotMove: string
  readonly doIt: (people: number) => string
  readonly told: string
  readonly closed: string
  readonly willClose: string
  readonly over: string
  readonly openAgain: string
  readonly openNow: string
  readonly lifted: (moment: string) => string
  readonly by: string
  readonly tooLate: string
  readonly became: string
  readonly fate: Readonly<Record<'cancel' | 'move' | 'interrupt' | 'shorten' | 'end', string>>
  readonly today: string
  readonly managers: string
}

/** Words of closing a resource: the form, who is in the way, and what it did. */
export const closeText: Spoken<CloseText> = {
  'zh-Hans': {
    title: (resource) => `停用：${resource}`,
    close: '停用',
    begin: '从何时起',
    now: '现在',
    at: '指定时间',
    date: '日期',
    time: '时间',
    length: '到何时止',
    lengths: { '60': '1 小时', '120': '2 小时', day: '当天结束', open: '直到恢复开放', until: '指定时间' },
    untilDate: '结束日期',
    untilTime: '结束时间',
    units: '停用哪几台（位）',
    unitsHint: '都不选，就是全部停用。',
    allUnits: '全部',
    kind: '原因',
    kinds: { maintenance: '维护', fault: '故障', calibration: '校准', event: '活动' },
    reason: '说明（可不填）',
    reasonHint: '所有用户都能看到，原样显示。',
    look: '看看影响到谁',
    change: '修改',
    faults: {
      missing: '请填写日期和时间。',
      never: '当天没有这个时刻（时钟拨快），请换一个。',
      twice: '当天这个时刻出现两次（时钟拨慢），请避开这一小时。',
      past: '这个时间已经过去，请选“现在”或以后的时间。',
      order: '结束须晚于开始。',
    },
    fromNow: (until) => `现在起，到 ${until}`,
    fromNowOn: '现在起，直到恢复开放',
    from: (start) => `${start} 起，直到恢复开放`,
    nobody: '没有预约受影响。',
    affected: (count) => `${count} 个预约受影响`,
    move: (time, unit) => `改到 ${time}${unit === null ? '' : ` · ${unit}`}`,
    sameTime: (unit) => `时间不变，换到 ${unit}`,
    cancel: '取消，不收费',
    noMove: '两周内没有别的时间可换。',
    fates: {
      interrupt: '正在使用：现在结束，只按实际使用计费。',
      shorten: (until) => `正在使用：提前到 ${until} 结束。`,
      end: '已超时：现在结束。',
    },
    tooMany: '一次停用最多影响 500 个预约，请缩短时间，分几次停用。',
    stale: '刚才又有人预约了。请看看新的名单，再确认一次。',
    passed: '开始时间已经过去，请重新选择。',
    cannotMove: '有的预约改不到所选的时间，请重新选择：',
    doIt: (people) => (people === 0 ? '停用' : '停用并通知'),
    told: '他们会收到通知，预约页面写明缘由，可一键另约。',
    closed: '已停用',
    willClose: '将停用',
    over: '停用已结束',
    openAgain: '恢复开放',
    openNow: '撤销停用',
    lifted: (moment) => `已于 ${moment} 恢复开放`,
    by: '操作人',
    tooLate: '这次停用已经结束。',
    became: '受影响的预约',
    fate: { cancel: '已取消，不收费', move: '已改期', interrupt: '已中止', shorten: '已缩短', end: '已结束' },
    today: '今日',
    managers: '管理',
  },
  'zh-Hant': {
    title: (resource) => `停用：${resource}`,
    close: '停用',
    begin: '何時開始',
    now: '現在',
    at: '指定時間',
    date: '日期',
    time: '時間',
    length: '何時結束',
    lengths: { '60': '1 小時', '120': '2 小時', day: '當天結束', open: '直到恢復開放', until: '指定時間' },
    untilDate: '結束日期',
    untilTime: '結束時間',
    units: '停用哪幾臺（位）',
    unitsHint: '都不選，就是全部停用。',
    allUnits: '全部',
    kind: '原因',
    kinds: { maintenance: '維護', fault: '故障', calibration: '校正', event: '活動' },
    reason: '說明（選填）',
    reasonHint: '所有使用者都看得到，照原文顯示。',
    look: '看看影響到誰',
    change: '修改',
    faults: {
      missing: '請填寫日期與時間。',
      never: '當天沒有這個時刻（時鐘撥快），請換一個。',
      twice: '當天這個時刻出現兩次（時鐘撥慢），請避開這一小時。',
      past: '這個時間已經過去，請選「現在」或以後的時間。',
      order: '結束須晚於開始。',
    },
    fromNow: (until) => `現在起，到 ${until}`,
    fromNowOn: '現在起，直到恢復開放',
    from: (start) => `${start} 起，直到恢復開放`,
    nobody: '沒有預約受影響。',
    affected: (count) => `${count} 筆預約受影響`,
    move: (time, unit) => `改到 ${time}${unit === null ? '' : ` · ${unit}`}`,
    sameTime: (unit) => `時間不變，換到 ${unit}`,
    cancel: '取消，不收費',
    noMove: '兩週內沒有別的時間可換。',
    fates: {
      interrupt: '正在使用：現在結束，只依實際使用計費。',
      shorten: (until) => `正在使用：提前到 ${until} 結束。`,
      end: '已逾時：現在結束。',
    },
    tooMany: '一次停用最多影響 500 筆預約，請縮短時間，分幾次停用。',
    stale: '剛才又有人預約了。請看過新的名單，再確認一次。',
    passed: '開始時間已經過去，請重新選擇。',
    cannotMove: '有的預約無法改到所選的時間，請重新選擇：',
    doIt: (people) => (people === 0 ? '停用' : '停用並通知'),
    told: '他們會收到通知，預約頁面寫明緣由，按一下就能另約。',
    closed: '已停用',
    willClose: '將停用',
    over: '停用已結束',
    openAgain: '恢復開放',
    openNow: '撤銷停用',
    lifted: (moment) => `已於 ${moment} 恢復開放`,
    by: '操作人',
    tooLate: '這次停用已經結束。',
    became: '受影響的預約',
    fate: { cancel: '已取消，不收費', move: '已改期', interrupt: '已中止', shorten: '已縮短', end: '已結束' },
    today: '今日',
    managers: '管理',
  },
  en: {
    title: (resource) => `Close ${resource}`,
    close: 'Close',
    begin: 'From',
    now: 'Now',
    at: 'A certain time',
    date: 'Date',
    time: 'Time',
    length: 'Until',
    lengths: { '60': '1 h', '120': '2 h', day: 'End of day', open: 'Opened again', until: 'A certain time' },
    untilDate: 'End date',
    untilTime: 'End time',
    units: 'Which units',
    unitsHint: 'None ticked closes them all.',
    allUnits: 'All units',
    kind: 'Why',
    kinds: { maintenance: 'Maintenance', fault: 'Fault', calibration: 'Calibration', event: 'Event' },
    reason: 'In your words (optional)',
    reasonHint: 'Everybody sees it, as you write it.',
    look: 'See who is affected',
    change: 'Change',
    faults: {
      missing: 'Say both date and time.',
      never: 'This time does not exist on that day (clocks go forward). Choose another.',
      twice: 'This time comes twice on that day (clocks go back). Keep clear of that hour.',
      past: 'This time has passed. Choose “Now” or a later one.',
      order: 'It must end after it starts.',
    },
    fromNow: (until) => `From now until ${until}`,
    fromNowOn: 'From now until it is opened again',
    from: (start) => `From ${start} until it is opened again`,
    nobody: 'No booking is in the way.',
    affected: (count) => (count === 1 ? '1 booking is in the way' : `${count} bookings are in the way`),
    move: (time, unit) => `Move to ${time}${unit === null ? '' : ` · ${unit}`}`,
    sameTime: (unit) => `Same time, on ${unit}`,
    cancel: 'Cancel, free of charge',
    noMove: 'No other time fits within two weeks.',
    fates: {
      interrupt: 'In use: it ends now, and only the time used counts.',
      shorten: (until) => `In use: it must end by ${until}.`,
      end: 'Overran: it ends now.',
    },
    tooMany: 'One closure can touch 500 bookings at most. Make it shorter, and close several times.',
    stale: 'Somebody has booked in the meantime. Look at the new list, then confirm again.',
    passed: 'The start has passed. Choose another.',
    cannotMove: 'Not every booking can move there. Choose again:',
    doIt: (people) => (people === 0 ? 'Close' : 'Close and notify'),
    told: 'Everybody is told; their booking’s page says why, and books another time with one tap.',
    closed: 'Closed',
    willClose: 'Will close',
    over: 'The closure is over',
    openAgain: 'Open again',
    openNow: 'Call it off',
    lifted: (moment) => `Opened again: ${moment}`,
    by: 'Closed by',
    tooLate: 'This closure is over already.',
    became: 'Bookings that were in the way',
    fate: {
      cancel: 'Cancelled, free of charge',
      move: 'Moved',
      interrupt: 'Interrupted',
      shorten: 'Shortened',
      end: 'Ended',
    },
    today: 'Today',
    managers: 'Lab managers',
  },
}
