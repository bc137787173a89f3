import type { Spoken } from '../../platform/i18n/words.ts'

export interface KioskText {
  readonly title: string
  readonly free: string
  readonly freeUntil: (time: string) => string
  readonly inUse: (until: string) => string
  readonly expected: (hint: string, range: string) => string
  readonly held: (range: string) => string
  readonly closed: (until: string) => string
  readonly outOfService: string
  readonly next: (hint: string, time: string) => string
  readonly code: string
  readonly codeHint: string
  readonly go: string
  readonly checkedIn: (machine: string, until: string) => string
  readonly checkedOut: (machine: string) => string
  readonly unknown: string
  readonly tooEarly: (time: string) => string
  readonly tooLate: string
  readonly again: string
  readonly nothing: string
}

export const kioskText: Spoken<KioskText> = {
  'zh-Hans': {
    title: '本室仪器',
    free: '空闲',
    freeUntil: (time) => `空闲至 ${time}`,
    inUse: (until) => `使用中，至 ${until}`,
    expected: (hint, range) => `已预约 ${range} · 码尾 ${hint} · 待签到`,
    held: (range) => `已占用 ${range}`,
    closed: (until) => `停机至 ${until}`,
    outOfService: '停用',
    next: (hint, time) => `下一位 ${time}${hint === '' ? '' : ` · 码尾 ${hint}`}`,
    code: '预约短码',
    codeHint: '预约号最后 7 位，在您的预约页面上',
    go: '签到或签退',
    checkedIn: (machine, until) => `已签到：${machine}，至 ${until}。`,
    checkedOut: (machine) => `已签退：${machine}。谢谢。`,
    unknown: '本室近期没有这个短码的预约。请核对预约页面上的最后 7 位。',
    tooEarly: (time) => `还太早，${time} 起可以签到。`,
    tooLate: '已过签到时间。请联系平台管理员。',
    again: '有人同时在操作，请再试一次。',
    nothing: '本室没有可预约的仪器。',
  },
  'zh-Hant': {
    title: '本室儀器',
    free: '空閒',
    freeUntil: (time) => `空閒至 ${time}`,
    inUse: (until) => `使用中，至 ${until}`,
    expected: (hint, range) => `已預約 ${range} · 碼尾 ${hint} · 待簽到`,
    held: (range) => `已佔用 ${range}`,
    closed: (until) => `停機至 ${until}`,
    outOfService: '停用',
    next: (hint, time) => `下一位 ${time}${hint === '' ? '' : ` · 碼尾 ${hint}`}`,
    code: '預約短碼',
    codeHint: '預約號最後 7 碼，在您的預約頁面上',
    go: '簽到或簽退',
    checkedIn: (machine, until) => `已簽到：${machine}，至 ${until}。`,
    checkedOut: (machine) => `已簽退：${machine}。謝謝。`,
    unknown: '本室近期沒有這個短碼的預約。請核對預約頁面上的最後 7 碼。',
    tooEarly: (time) => `還太早，${time} 起可以簽到。`,
    tooLate: '已過簽到時間。請聯絡平台管理員。',
    again: '有人同時在操作，請再試一次。',
    nothing: '本室沒有可預約的儀器。',
  },
  en: {
    title: 'Machines of this room',
    free: 'Free',
    freeUntil: (time) => `Free until ${time}`,
    inUse: (until) => `In use until ${until}`,
    expected: (hint, range) => `Booked ${range} · code …${hint} · not checked in`,
    held: (range) => `Taken ${range}`,
    closed: (until) => `Closed until ${until}`,
    outOfService: 'Out of service',
    next: (hint, time) => `Next ${time}${hint === '' ? '' : ` · code …${hint}`}`,
    code: 'Short code',
    codeHint: 'The last 7 characters of your booking’s number',
    go: 'Check in or out',
    checkedIn: (machine, until) => `Checked in: ${machine}, until ${until}.`,
    checkedOut: (machine) => `Checked out: ${machine}. Thank you.`,
    unknown: 'No booking in this room has that code now. Look at the last 7 characters on your booking’s page.',
    tooEarly: (time) => `Too early: check-in opens at ${time}.`,
    tooLate: 'The time to check in is over. Please ask the lab manager.',
    again: 'Somebody else was at it at the same time. Please try again.',
    nothing: 'No machine of this room can be booked.',
  },
}
