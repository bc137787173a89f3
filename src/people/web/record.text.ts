import type { Spoken } from '../../platform/i18n/words.ts'

interface RecordWords {
  readonly title: string
  readonly download: string
  readonly downloadHint: string
  readonly downloadButton: string
  readonly end: string
  readonly means: readonly string[]
  readonly lastAdmin: string
  readonly living: string
  readonly inUse: string
  readonly all: (count: string) => string
  readonly cancelAll: string
  readonly address: string
  readonly addressHint: (address: string) => string
  readonly addressFault: string
  readonly signInAgain: string
  readonly signIn: string
  readonly button: string
  readonly gone: string
  readonly goneSays: string
}

/** Words of the page on what is held about a person. */
export const recordText: Spoken<RecordWords> = {
  'zh-Hans': {
    title: '我的数据',
    download: '下载',
    downloadHint: '园区保存的关于您的一切，一个 JSON 文件：身份、登录、预约、费用和操作记录。',
    downloadButton: '下载我的数据',
    end: '注销账户',
    means: [
      '姓名、邮箱、通行密钥、令牌、培训资格和预约用途立即删除，无法恢复。',
      '预约和账单留存，依法保管；上面只写“已注销用户”。',
      '所有设备立即退出登录。',
    ],
    lastAdmin: '您是最后一位管理员。请先把管理员身份交给另一个人。',
    living: '您还有预约。',
    inUse: '正在使用的预约须先结束。',
    all: (count) => `全部 ${count} 个`,
    cancelAll: '一并取消（过了免费取消时间的照常收费）',
    address: '输入您的邮箱以确认',
    addressHint: (address) => `您的邮箱是 ${address}`,
    addressFault: '与您的邮箱不一致。',
    signInAgain: '注销账户要求您在 15 分钟内登录过。',
    signIn: '重新登录',
    button: '永久注销账户',
    gone: '账户已注销',
    goneSays: '您的个人数据已删除。确认信会寄到您原来的邮箱。',
  },
  'zh-Hant': {
    title: '我的資料',
    download: '下載',
    downloadHint: '園區保存的關於您的一切，一個 JSON 檔：身分、登入、預約、費用與操作紀錄。',
    downloadButton: '下載我的資料',
    end: '註銷帳戶',
    means: [
      '姓名、電子郵件、通行密鑰、權杖、訓練資格與預約用途立即刪除，無法復原。',
      '預約與帳單依法留存；上面只寫「已註銷使用者」。',
      '所有裝置立即登出。',
    ],
    lastAdmin: '您是最後一位管理員。請先把管理員身分交給另一個人。',
    living: '您還有預約。',
    inUse: '正在使用的預約須先結束。',
    all: (count) => `全部 ${count} 筆`,
    cancelAll: '一併取消（過了免費取消時間的照常收費）',
    address: '輸入您的電子郵件以確認',
    addressHint: (address) => `您的電子郵件是 ${address}`,
    addressFault: '與您的電子郵件不一致。',
    signInAgain: '註銷帳戶要求您在 15 分鐘內登入過。',
    signIn: '重新登入',
    button: '永久註銷帳戶',
    gone: '帳戶已註銷',
    goneSays: '您的個人資料已刪除。確認信會寄到您原來的電子郵件。',
  },
  en: {
    title: 'My data',
    download: 'Download',
    downloadHint: 'All that the park holds about you, as one JSON file: who you are, sign-ins, bookings, bills, deeds.',
    downloadButton: 'Download my data',
    end: 'Delete my account',
    means: [
      'Your name, address, passkeys, tokens, training and the purposes of bookings go at once, and for good.',
      'Bookings and bills stay, as the law demands; they will say “Deleted person”.',
      'You are signed out everywhere.',
    ],
    lastAdmin: 'You are the last admin. Make somebody else an admin first.',
    living: 'You still have bookings.',
    inUse: 'One that is in use has to end first.',
    all: (count) => `All ${count}`,
    cancelAll: 'Cancel them all (late ones cost what a late cancellation costs)',
    address: 'Type your address to confirm',
    addressHint: (address) => `Your address is ${address}`,
    addressFault: 'This is not your address.',
    signInAgain: 'This needs a sign-in of the last 15 minutes.',
    signIn: 'Sign in again',
    button: 'Delete my account for good',
    gone: 'Your account is deleted',
    goneSays: 'Your personal data is gone. A letter to your former address confirms it.',
  },
}
