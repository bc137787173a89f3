import type { Spoken } from '../../platform/i18n/words.ts'

export interface FaultsText {
  readonly title: string
  readonly report: string
  readonly how: string
  readonly usable: string
  readonly notUsable: string
  readonly words: string
  readonly wordsHint: string
  readonly photo: string
  readonly photoHint: string
  readonly unit: string
  readonly anyUnit: string
  readonly send: string
  readonly badPhoto: string
  readonly noWords: string
  readonly tooLong: string
  readonly thanks: string
  readonly seenTo: string
  readonly thanksDetail: string
  readonly known: (moment: string) => string
  readonly knownUnusable: (moment: string) => string
  readonly list: string
  readonly open: string
  readonly closed: string
  readonly nothing: string
  readonly reported: (moment: string) => string
  readonly closedAt: (moment: string) => string
  readonly by: string
  readonly firm: string
  readonly booking: string
  readonly answer: string
  readonly answerHint: string
  readonly close: string
  readonly overtaken: string
  readonly closeMachine: string
  readonly more: string
  readonly erased: string
}

export const faultsText: Spoken<FaultsText> = {
  'zh-Hans': {
    title: '报告故障',
    report: '报告故障',
    how: '还能用吗？',
    usable: '还能用',
    notUsable: '不能用',
    words: '出了什么问题',
    wordsHint: '看到什么、听到什么、屏幕上显示什么',
    photo: '照片（选填）',
    photoHint: 'JPEG、PNG 或 WebP，最大 5 MB，只有平台管理员和您能看到；拍摄地点和设备信息会去掉',
    unit: '哪一台',
    anyUnit: '说不清，或整个资源',
    send: '发送',
    badPhoto: '请选择 5 MB 以内的 JPEG、PNG 或 WebP 照片。',
    noWords: '请写一句出了什么问题。',
    tooLong: '最多 2000 字。',
    thanks: '已告知平台管理员',
    seenTo: '故障已处理',
    thanksDetail: '处理后会给您发邮件。',
    known: (moment) => `${moment} 有人报告故障，平台管理员已知，目前仍可使用。`,
    knownUnusable: (moment) => `${moment} 有人报告无法使用，平台管理员已知。`,
    list: '故障报告',
    open: '待处理',
    closed: '已处理',
    nothing: '没有待处理的故障。',
    reported: (moment) => `${moment} 报告`,
    closedAt: (moment) => `${moment} 处理`,
    by: '报告人',
    firm: '单位',
    booking: '预约',
    answer: '处理说明（选填）',
    answerHint: '会发给报告人',
    close: '标记为已处理',
    overtaken: '这份报告已经处理过了。',
    closeMachine: '停用这台仪器并通知',
    more: '更早的报告',
    erased: '内容已随账号删除',
  },
  'zh-Hant': {
    title: '通報故障',
    report: '通報故障',
    how: '還能用嗎？',
    usable: '還能用',
    notUsable: '不能用',
    words: '發生什麼問題',
    wordsHint: '看到、聽到什麼，螢幕上顯示什麼',
    photo: '照片（選填）',
    photoHint: 'JPEG、PNG 或 WebP，最大 5 MB，只有平台管理員和您看得到；拍攝地點和裝置資訊會去掉',
    unit: '哪一台',
    anyUnit: '說不準，或整個資源',
    send: '送出',
    badPhoto: '請選擇 5 MB 以內的 JPEG、PNG 或 WebP 照片。',
    noWords: '請寫一句發生什麼問題。',
    tooLong: '最多 2000 字。',
    thanks: '已告知平台管理員',
    seenTo: '故障已處理',
    thanksDetail: '處理後會寄郵件給您。',
    known: (moment) => `${moment} 有人通報故障，平台管理員已知悉，目前仍可使用。`,
    knownUnusable: (moment) => `${moment} 有人通報無法使用，平台管理員已知悉。`,
    list: '故障通報',
    open: '待處理',
    closed: '已處理',
    nothing: '沒有待處理的故障。',
    reported: (moment) => `${moment} 通報`,
    closedAt: (moment) => `${moment} 處理`,
    by: '通報人',
    firm: '單位',
    booking: '預約',
    answer: '處理說明（選填）',
    answerHint: '會寄給通報人',
    close: '標記為已處理',
    overtaken: '這份通報已經處理過了。',
    closeMachine: '停用這台儀器並通知',
    more: '更早的通報',
    erased: '內容已隨帳號刪除',
  },
  en: {
    title: 'Report a fault',
    report: 'Report a fault',
    how: 'Can it still be used?',
    usable: 'Yes, it still works',
    notUsable: 'No, it can’t be used',
    words: 'What is wrong',
    wordsHint: 'What you see or hear, and what the screen says',
    photo: 'Photo (optional)',
    photoHint: 'JPEG, PNG or WebP, up to 5 MB; seen by the lab managers and you; place and device are removed',
    unit: 'Which one',
    anyUnit: 'Not sure, or all of it',
    send: 'Send',
    badPhoto: 'Choose a JPEG, PNG or WebP photo of up to 5 MB.',
    noWords: 'Please say in a sentence what is wrong.',
    tooLong: 'At most 2,000 characters.',
    thanks: 'The lab manager knows',
    seenTo: 'The fault was seen to',
    thanksDetail: 'You get a mail once it is seen to.',
    known: (moment) => `A fault was reported at ${moment}; the lab manager knows. It can still be used.`,
    knownUnusable: (moment) => `Reported as not usable at ${moment}; the lab manager knows.`,
    list: 'Fault reports',
    open: 'Open',
    closed: 'Seen to',
    nothing: 'No faults are open.',
    reported: (moment) => `Reported ${moment}`,
    closedAt: (moment) => `Seen to ${moment}`,
    by: 'Reported by',
    firm: 'Firm',
    booking: 'Booking',
    answer: 'What was done (optional)',
    answerHint: 'Is sent to whoever reported it',
    close: 'Mark as seen to',
    overtaken: 'Somebody has seen to this report already.',
    closeMachine: 'Close the machine and notify',
    more: 'Earlier reports',
    erased: 'Deleted with its writer’s account',
  },
}
