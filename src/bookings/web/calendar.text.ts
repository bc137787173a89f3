import type { Locale } from '../../platform/i18n/locale.ts'
import type { Spoken } from '../../platform/i18n/words.ts'

/** The words of calendars, and of the page where their addresses are made. */
export interface CalendarText {
  readonly title: string
  readonly intro: string
  readonly mine: string
  readonly busy: string
  readonly closed: string
  readonly busyOf: (resource: string) => string
  readonly number: (number: string) => string
  readonly make: string
  readonly makeAgain: string
  readonly makeBusy: string
  readonly busyIntro: string
  readonly once: string
  readonly addressLabel: string
  readonly freeBusyLabel: string
  readonly copy: string
  readonly copied: string
  readonly open: string
  readonly how: string
  readonly google: string
  readonly apple: string
  readonly outlook: string
  readonly live: string
  readonly none: string
  readonly since: (moment: string) => string
  readonly end: string
  readonly link: string
  readonly linkBusy: string
}

const texts: Spoken<CalendarText> = {
  'zh-Hans': {
    title: '日历订阅',
    intro: '把我的预约订阅到手机或电脑的日历里。改期和取消会自动更新。',
    mine: '我的预约',
    busy: '已占用',
    closed: '停用',
    busyOf: (resource) => `${resource} · 忙闲`,
    number: (number) => `预约号 ${number}`,
    make: '生成订阅地址',
    makeAgain: '换一个新地址（旧地址随即失效）',
    makeBusy: '生成忙闲地址',
    busyIntro: '只显示什么时候已被占用，不显示是谁、做什么。',
    once: '地址只显示这一次。谁有这个地址，谁就能看到，请不要外传。',
    addressLabel: '订阅地址',
    freeBusyLabel: '忙闲地址（会议软件用）',
    copy: '复制',
    copied: '已复制',
    open: '在日历中打开',
    how: '怎样添加',
    google: 'Google 日历：在电脑上打开，左侧“其他日历”旁点 +，选“通过网址添加”，粘贴地址。',
    apple: '苹果日历：点“在日历中打开”；或在 Mac 上选“文件 → 新建日历订阅”，粘贴地址。',
    outlook: 'Outlook：打开“日历 → 添加日历 → 从 Web 订阅”，粘贴地址。',
    live: '有效的地址',
    none: '还没有订阅地址。',
    since: (moment) => `${moment} 生成`,
    end: '作废',
    link: '订阅到日历',
    linkBusy: '订阅忙闲日历',
  },
  'zh-Hant': {
    title: '行事曆訂閱',
    intro: '把我的預約訂閱到手機或電腦的行事曆裡。改期和取消會自動更新。',
    mine: '我的預約',
    busy: '已占用',
    closed: '停用',
    busyOf: (resource) => `${resource} · 忙閒`,
    number: (number) => `預約號 ${number}`,
    make: '產生訂閱網址',
    makeAgain: '換一個新網址（舊網址隨即失效）',
    makeBusy: '產生忙閒網址',
    busyIntro: '只顯示什麼時候已被占用，不顯示是誰、做什麼。',
    once: '網址只顯示這一次。誰有這個網址，誰就能看到，請不要外傳。',
    addressLabel: '訂閱網址',
    freeBusyLabel: '忙閒網址（會議軟體用）',
    copy: '複製',
    copied: '已複製',
    open: '在行事曆中開啟',
    how: '怎樣加入',
    google: 'Google 日曆：在電腦上開啟，左側「其他日曆」旁按 +，選「加入日曆網址」，貼上網址。',
    apple: 'Apple 行事曆：按「在行事曆中開啟」；或在 Mac 上選「檔案 → 新增行事曆訂閱」，貼上網址。',
    outlook: 'Outlook：開啟「行事曆 → 新增行事曆 → 從網路訂閱」，貼上網址。',
    live: '有效的網址',
    none: '還沒有訂閱網址。',
    since: (moment) => `${moment} 產生`,
    end: '作廢',
    link: '訂閱到行事曆',
    linkBusy: '訂閱忙閒行事曆',
  },
  en: {
    title: 'Calendar',
    intro:
      'See your bookings in the calendar of your phone or computer. Changes and cancellations follow by themselves.',
    mine: 'My bookings',
    busy: 'Busy',
    closed: 'Out of action',
    busyOf: (resource) => `${resource} · free/busy`,
    number: (number) => `Booking ${number}`,
    make: 'Make an address',
    makeAgain: 'Make a new address (the old one stops working)',
    makeBusy: 'Make a free/busy address',
    busyIntro: 'It shows when the time is taken, but not by whom or for what.',
    once: 'The address is shown this once. Whoever has it sees the calendar: keep it to yourself.',
    addressLabel: 'Calendar address',
    freeBusyLabel: 'Free/busy address (for meeting planners)',
    copy: 'Copy',
    copied: 'Copied',
    open: 'Open in my calendar',
    how: 'How to add it',
    google:
      'Google Calendar: on a computer, press + beside “Other calendars”, choose “From URL”, and paste the address.',
    apple:
      'Apple Calendar: press “Open in my calendar”; or on a Mac choose File → New Calendar Subscription, and paste it.',
    outlook: 'Outlook: open Calendar → Add calendar → Subscribe from web, and paste the address.',
    live: 'Addresses that work',
    none: 'There is no address yet.',
    since: (moment) => `made ${moment}`,
    end: 'Revoke',
    link: 'Subscribe in my calendar',
    linkBusy: 'Subscribe to free/busy',
  },
}

export function calendarText(locale: Locale): CalendarText {
  return texts[locale]
}
