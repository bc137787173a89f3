import type { OptionalKind } from '../../notices/notice.ts'
import type { Spoken } from '../../platform/i18n/words.ts'

type Way = 'signIn' | 'tokens' | 'access' | 'firm' | 'record'

interface SettingsWords {
  readonly title: string
  readonly saved: string
  readonly name: string
  readonly nameHint: string
  readonly nameFault: string
  readonly language: string
  readonly usual: string
  readonly asSuggested: string
  readonly project: string
  readonly firstProject: string
  readonly projectFault: string
  readonly theme: string
  readonly themes: Readonly<Record<'system' | 'light' | 'dark', string>>
  readonly themeHint: string
  readonly notices: string
  readonly noticeKinds: Readonly<Record<OptionalKind, string>>
  readonly noticesHint: string
  readonly save: string
  readonly more: string
  readonly links: Readonly<Record<Way, string>>
  readonly hints: Readonly<Record<Way, string>>
}

/** Words of the settings page. */
export const settingsText: Spoken<SettingsWords> = {
  'zh-Hans': {
    title: '设置',
    saved: '已保存。',
    name: '姓名',
    nameHint: '同一企业的同事和平台老师会看到它。',
    nameFault: '请填写姓名，最多 80 个字，不能含看不见的字符。',
    language: '语言',
    usual: '常用时长',
    asSuggested: '按仪器的建议',
    project: '默认课题',
    firstProject: '第一个',
    projectFault: '您不能用这个课题预约，请另选一个。',
    theme: '外观',
    themes: { system: '跟随系统', light: '浅色', dark: '深色' },
    themeHint: '只在这个浏览器里生效。',
    notices: '邮件通知',
    noticeKinds: {
      'booking.confirmed': '预约通过审批',
      'booking.moved': '平台老师改了我的预约',
      'booking.rejected': '预约未获批准',
      'booking.expired': '申请过期',
      'access.decided': '培训或使用申请有答复',
      'join.decided': '加入单位的申请有答复',
      'booking.pending': '有预约待我审批',
      'access.requested': '有培训或使用申请待我处理',
      'join.requested': '有人申请加入我的单位',
    },
    noticesHint: '关于账号安全和费用的邮件总会发送。',
    save: '保存',
    more: '账户',
    links: { signIn: '登录与设备', tokens: '访问令牌', access: '培训与权限', firm: '我的企业', record: '我的数据' },
    hints: {
      signIn: '通行密钥、已登录的设备',
      tokens: '给程序用',
      access: '已有的资格、到期日与申请',
      firm: '成员与课题',
      record: '下载全部记录，或注销账户',
    },
  },
  'zh-Hant': {
    title: '設定',
    saved: '已儲存。',
    name: '姓名',
    nameHint: '同一企業的同事與平台老師會看到它。',
    nameFault: '請填寫姓名，最多 80 個字，不可含看不見的字元。',
    language: '語言',
    usual: '常用時長',
    asSuggested: '依儀器的建議',
    project: '預設計畫',
    firstProject: '第一個',
    projectFault: '您不能用這個計畫預約，請另選一個。',
    theme: '外觀',
    themes: { system: '跟隨系統', light: '淺色', dark: '深色' },
    themeHint: '只在這個瀏覽器裡生效。',
    notices: '郵件通知',
    noticeKinds: {
      'booking.confirmed': '預約通過審核',
      'booking.moved': '平台老師改了我的預約',
      'booking.rejected': '預約未獲核准',
      'booking.expired': '申請逾期',
      'access.decided': '訓練或使用申請有答覆',
      'join.decided': '加入單位的申請有答覆',
      'booking.pending': '有預約待我審核',
      'access.requested': '有訓練或使用申請待我處理',
      'join.requested': '有人申請加入我的單位',
    },
    noticesHint: '關於帳號安全與費用的郵件一定會寄。',
    save: '儲存',
    more: '帳戶',
    links: { signIn: '登入與裝置', tokens: '存取權杖', access: '訓練與權限', firm: '我的企業', record: '我的資料' },
    hints: {
      signIn: '通行密鑰、已登入的裝置',
      tokens: '供程式使用',
      access: '已有的資格、到期日與申請',
      firm: '成員與計畫',
      record: '下載全部紀錄，或註銷帳戶',
    },
  },
  en: {
    title: 'Settings',
    saved: 'Saved.',
    name: 'Name',
    nameHint: 'Colleagues in your firm and the lab’s staff see it.',
    nameFault: 'Enter a name of at most 80 characters, without invisible ones.',
    language: 'Language',
    usual: 'Usual length',
    asSuggested: 'As the instrument suggests',
    project: 'Default project',
    firstProject: 'The first one',
    projectFault: 'You may not book on this project. Choose another one.',
    theme: 'Appearance',
    themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
    themeHint: 'For this browser only.',
    notices: 'Letters',
    noticeKinds: {
      'booking.confirmed': 'A booking is approved',
      'booking.moved': 'The lab moved a booking of mine',
      'booking.rejected': 'A booking is not approved',
      'booking.expired': 'A request has lapsed',
      'access.decided': 'An answer about training or access',
      'join.decided': 'An answer about joining a firm',
      'booking.pending': 'A booking waits for my approval',
      'access.requested': 'Somebody asks for training or access',
      'join.requested': 'Somebody asks to join my firm',
    },
    noticesHint: 'Letters about security and money are always sent.',
    save: 'Save',
    more: 'Account',
    links: {
      signIn: 'Sign-in and devices',
      tokens: 'Access tokens',
      access: 'Training and access',
      firm: 'My firm',
      record: 'My data',
    },
    hints: {
      signIn: 'Passkeys, and where you are signed in',
      tokens: 'For programs',
      access: 'What you hold, until when, and asking for more',
      firm: 'Members and projects',
      record: 'Download it all, or delete your account',
    },
  },
}
