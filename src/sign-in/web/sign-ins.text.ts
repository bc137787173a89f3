import type { Scope } from '../../firms/policy.ts'
import type { Spoken } from '../../platform/i18n/words.ts'
import type { SignInMethod } from '../session.sql.ts'

export interface SignInsText {
  readonly title: string
  readonly devices: string
  readonly here: string
  readonly unknown: string
  readonly since: (time: string) => string
  readonly used: (time: string) => string
  readonly until: (time: string) => string
  readonly end: string
  readonly endOthers: string
  readonly endAll: string
  readonly methods: Readonly<Record<SignInMethod, string>>
  readonly passkeys: string
  readonly noPasskeys: string
  readonly addPasskey: string
  readonly passkeyFailed: string
  readonly remove: string
  readonly tokens: string
  readonly noTokens: string
  readonly tokenName: string
  readonly tokenDays: string
  readonly tokenMade: string
  readonly makeToken: string
  readonly revoke: string
  readonly feed: string
  readonly everything: string
  readonly scopeLegend: string
  readonly scopes: Readonly<Record<Scope, string>>
}

export const signInsText: Spoken<SignInsText> = {
  'zh-Hans': {
    title: '登录与设备',
    devices: '已登录的浏览器',
    here: '本机',
    unknown: '未知浏览器',
    since: (time) => `${time} 登录`,
    used: (time) => `最近使用 ${time}`,
    until: (time) => `有效至 ${time}`,
    end: '退出',
    endOthers: '退出其他所有浏览器',
    endAll: '全部退出，包括本机',
    methods: { demo: '演示', code: '验证码', passkey: '通行密钥', oidc: '单点登录' },
    passkeys: '通行密钥',
    noPasskeys: '有了通行密钥，下次轻点一下、看一眼或按一下指纹就能登录，不用等邮件。',
    addPasskey: '为这台设备添加通行密钥',
    passkeyFailed: '没有添加成功，请再试一次。',
    remove: '移除',
    tokens: '访问令牌与日历订阅',
    noTokens: '供程序以您的身份使用接口。',
    tokenName: '用途',
    tokenDays: '有效天数',
    tokenMade: '新令牌只显示这一次，请现在复制：',
    makeToken: '创建令牌',
    revoke: '吊销',
    feed: '日历订阅',
    everything: '全部权限',
    scopeLegend: '允许',
    scopes: {
      read: '查看',
      book: '预约',
      manage: '管理仪器',
      finance: '账目',
      admin: '单位与园区管理',
      account: '账号与令牌',
    },
  },
  'zh-Hant': {
    title: '登入與裝置',
    devices: '已登入的瀏覽器',
    here: '本機',
    unknown: '未知瀏覽器',
    since: (time) => `${time} 登入`,
    used: (time) => `最近使用 ${time}`,
    until: (time) => `有效至 ${time}`,
    end: '登出',
    endOthers: '登出其他所有瀏覽器',
    endAll: '全部登出，包括本機',
    methods: { demo: '示範', code: '驗證碼', passkey: '通行密鑰', oidc: '單一登入' },
    passkeys: '通行密鑰',
    noPasskeys: '有了通行密鑰，下次輕點一下、看一眼或按一下指紋就能登入，不用等郵件。',
    addPasskey: '為這部裝置新增通行密鑰',
    passkeyFailed: '沒有新增成功，請再試一次。',
    remove: '移除',
    tokens: '存取權杖與行事曆訂閱',
    noTokens: '供程式以您的身分使用介面。',
    tokenName: '用途',
    tokenDays: '有效天數',
    tokenMade: '新權杖只顯示這一次，請現在複製：',
    makeToken: '建立權杖',
    revoke: '撤銷',
    feed: '行事曆訂閱',
    everything: '全部權限',
    scopeLegend: '允許',
    scopes: {
      read: '查看',
      book: '預約',
      manage: '管理儀器',
      finance: '帳目',
      admin: '單位與園區管理',
      account: '帳號與權杖',
    },
  },
  en: {
    title: 'Signing in',
    devices: 'Signed-in browsers',
    here: 'this one',
    unknown: 'Unknown browser',
    since: (time) => `since ${time}`,
    used: (time) => `last used ${time}`,
    until: (time) => `until ${time}`,
    end: 'Sign out',
    endOthers: 'Sign out all others',
    endAll: 'Sign out everywhere, here too',
    methods: { demo: 'demo', code: 'code', passkey: 'passkey', oidc: 'single sign-on' },
    passkeys: 'Passkeys',
    noPasskeys: 'With a passkey the next sign-in is one tap and a glance or a fingerprint: no mail to wait for.',
    addPasskey: 'Add a passkey for this device',
    passkeyFailed: 'It was not added. Try again.',
    remove: 'Remove',
    tokens: 'Access tokens and calendar feeds',
    noTokens: 'For programs that use the API as you.',
    tokenName: 'What it is for',
    tokenDays: 'Days it is good for',
    tokenMade: 'The new token is shown this once. Copy it now:',
    makeToken: 'Make a token',
    revoke: 'Revoke',
    feed: 'Calendar feed',
    everything: 'everything',
    scopeLegend: 'It may',
    scopes: {
      read: 'look',
      book: 'book',
      manage: 'manage instruments',
      finance: 'see and post money',
      admin: 'administer firms and the park',
      account: 'change this account and its tokens',
    },
  },
}
