import type { Spoken } from '../../platform/i18n/words.ts'

export interface LandingText {
  readonly unit: (name: string) => string
  readonly start: string
  readonly later: string
  readonly startDetail: string
  readonly confirm: string
  readonly startsSoon: (moment: string) => string
  readonly checkIn: string
  readonly yours: string
  readonly otherUnit: (name: string) => string
  readonly inUse: string
  readonly open: string
  readonly taken: (from: string | null) => string
  readonly takenBy: (name: string) => string
  readonly closed: (from: string | null) => string
  readonly shut: (from: string | null) => string
  readonly notNow: string
  readonly tooShort: string
  readonly sister: (name: string) => string
  readonly takeSister: (name: string) => string
  readonly next: string
  readonly upcoming: (range: string) => string
  readonly all: string
  readonly unknown: string
  readonly unknownDetail: string
  readonly replaced: string
  readonly replacedDetail: string
  readonly unitGone: string
  readonly toResource: string
  readonly find: string
}

export const landingText: Spoken<LandingText> = {
  'zh-Hans': {
    unit: (name) => `编号 ${name}`,
    start: '预约并签到',
    later: '只预约，稍后再签到',
    startDetail: '签到后即开始使用，不能再撤销。',
    confirm: '确认预约',
    startsSoon: (moment) => `${moment} 开始`,
    checkIn: '签到',
    yours: '您的预约',
    otherUnit: (name) => `预约的是 ${name}，请到那一台`,
    inUse: '您正在使用',
    open: '延长或查看详情',
    taken: (from) => (from === null ? '已占用' : `已占用，${from} 起空闲`),
    takenBy: (name) => `本单位 ${name} 的预约`,
    closed: (from) => (from === null ? '停机中' : `停机中，预计 ${from} 恢复`),
    shut: (from) => (from === null ? '现在不开放' : `现在不开放，${from} 起可用`),
    notNow: '现在还不能约',
    tooShort: '现在空闲，但到下一个预约之前不够一次使用。',
    sister: (name) => `${name} 现在空闲`,
    takeSister: (name) => `预约 ${name}`,
    next: '接下来可约',
    upcoming: (range) => `您在这里的下一个预约：${range}`,
    all: '价格、规则与当日安排',
    unknown: '没有这个二维码',
    unknownDetail: '可能输错了，或标签不属于本园区。可以按名称或资产号查找。',
    replaced: '这张标签已作废',
    replacedDetail: '这台设备已换了新标签，请告诉平台管理员把旧标签撕掉。',
    unitGone: '这一台已停止服务',
    toResource: '打开该资源',
    find: '查找仪器',
  },
  'zh-Hant': {
    unit: (name) => `編號 ${name}`,
    start: '預約並簽到',
    later: '只預約，稍後再簽到',
    startDetail: '簽到後即開始使用，無法再復原。',
    confirm: '確認預約',
    startsSoon: (moment) => `${moment} 開始`,
    checkIn: '簽到',
    yours: '您的預約',
    otherUnit: (name) => `預約的是 ${name}，請到那一台`,
    inUse: '您正在使用',
    open: '延長或查看詳情',
    taken: (from) => (from === null ? '使用中' : `使用中，${from} 起有空`),
    takenBy: (name) => `貴單位 ${name} 的預約`,
    closed: (from) => (from === null ? '停機中' : `停機中，預計 ${from} 恢復`),
    shut: (from) => (from === null ? '現在不開放' : `現在不開放，${from} 起可用`),
    notNow: '現在還不能預約',
    tooShort: '現在有空，但到下一個預約之前不夠使用一次。',
    sister: (name) => `${name} 現在有空`,
    takeSister: (name) => `預約 ${name}`,
    next: '接下來可預約',
    upcoming: (range) => `您在這裡的下一個預約：${range}`,
    all: '價格、規則與當日安排',
    unknown: '沒有這個 QR 碼',
    unknownDetail: '可能輸入有誤，或標籤不屬於本園區。可以用名稱或財產編號查詢。',
    replaced: '這張標籤已作廢',
    replacedDetail: '這台設備已換上新標籤，請告訴平台管理員撕掉舊的。',
    unitGone: '這一台已停止服務',
    toResource: '開啟該資源',
    find: '尋找儀器',
  },
  en: {
    unit: (name) => `Unit ${name}`,
    start: 'Book and check in',
    later: 'Only book; I check in later',
    startDetail: 'Checking in begins the use: it can’t be undone.',
    confirm: 'Confirm',
    startsSoon: (moment) => `Begins at ${moment}`,
    checkIn: 'Check in',
    yours: 'Your booking',
    otherUnit: (name) => `It is for unit ${name}: please go there`,
    inUse: 'You are using it',
    open: 'Extend, or see the booking',
    taken: (from) => (from === null ? 'In use' : `In use, free from ${from}`),
    takenBy: (name) => `Booked by ${name} of your firm`,
    closed: (from) => (from === null ? 'Out of action' : `Out of action, back at ${from}`),
    shut: (from) => (from === null ? 'Not open now' : `Not open now, opens at ${from}`),
    notNow: 'You can’t book it now',
    tooShort: 'Free now, but the next booking comes too soon for a use.',
    sister: (name) => `Unit ${name} is free now`,
    takeSister: (name) => `Book unit ${name}`,
    next: 'Next free times',
    upcoming: (range) => `Your next booking here: ${range}`,
    all: 'Prices, rules and today’s list',
    unknown: 'Nothing has this code',
    unknownDetail: 'It may be mistyped, or from another park. Look for the name or the asset number instead.',
    replaced: 'This sticker is out of date',
    replacedDetail: 'The machine has a new sticker. Please tell the lab manager to take this one off.',
    unitGone: 'This unit is retired',
    toResource: 'Open the resource',
    find: 'Find instruments',
  },
}
