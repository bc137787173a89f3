import type { Spoken } from '../../platform/i18n/words.ts'

export interface LoginText {
  readonly title: string
  /** What this is, for who comes for the first time. */
  readonly about: string
  readonly address: string
  readonly addressHint: string
  readonly or: string
  readonly otherWays: string
  readonly send: string
  readonly addressFault: string
  readonly demoTitle: string
  readonly demo: string
  readonly mailbox: string
  readonly codeTitle: string
  readonly codeSent: (address: string) => string
  readonly code: string
  readonly codeHint: string
  readonly enter: string
  readonly wrong: (triesLeft: number) => string
  readonly over: string
  readonly suspended: string
  readonly another: string
  readonly otherAddress: string
  readonly onward: string
  readonly passkey: string
  readonly passkeyFailed: string
  readonly with: (provider: string) => string
  readonly ssoFailed: string
  readonly goOn: (host: string) => string
  readonly firstTime: string
  readonly codeInstead: string
}

export const loginText: Spoken<LoginText> = {
  'zh-Hans': {
    title: '登录',
    about: '预约园区里共用的仪器、空间和专家。',
    addressHint: '首次使用也在这里：验证码一通过，账号就建好了',
    or: '或者',
    otherWays: '其他登录方式',
    demoTitle: '演示园区',
    address: '邮箱地址',
    send: '发送验证码',
    addressFault: '请填写完整的邮箱地址，例如 li@helix.example',
    demo: '数据均为虚构。选一个身份，一键进入：',
    mailbox: '演示园区的邮件都在演示信箱里',
    codeTitle: '输入验证码',
    codeSent: (address) => `验证码已发往 ${address}。没收到时，请看一下垃圾邮件。`,
    code: '六位验证码',
    codeHint: '十分钟内有效，只能在这个浏览器里使用',
    enter: '登录',
    wrong: (triesLeft) => `验证码不对，还可以试 ${triesLeft} 次`,
    over: '这个验证码已用过、已过期，或试的次数太多。请重新索取一个。',
    suspended: '这个账号已停用。请联系园区管理员。',
    another: '重新索取验证码',
    otherAddress: '换一个邮箱地址',
    onward: '已经登录？继续',
    passkey: '用通行密钥登录',
    passkeyFailed: '没有用通行密钥登录成功。请再试一次，或改用验证码。',
    with: (provider) => `用 ${provider} 登录`,
    ssoFailed: '单点登录没有成功。请再试一次，或改用验证码。',
    goOn: (host) => `前往 ${host}`,
    firstTime: '首次用单点登录，请用验证码确认这个地址是您的，以后就不必了。',
    codeInstead: '改用验证码',
  },
  'zh-Hant': {
    title: '登入',
    about: '預約園區裡共用的儀器、空間和專家。',
    addressHint: '首次使用也在這裡：驗證碼通過後，帳號就建好了',
    or: '或者',
    otherWays: '其他登入方式',
    demoTitle: '示範園區',
    address: '電子郵件地址',
    send: '寄送驗證碼',
    addressFault: '請填寫完整的電子郵件地址，例如 li@helix.example',
    demo: '資料皆為虛構。選擇一個身分，一鍵進入：',
    mailbox: '示範園區的郵件都在示範信箱裡',
    codeTitle: '輸入驗證碼',
    codeSent: (address) => `驗證碼已寄往 ${address}。沒收到時，請看一下垃圾郵件。`,
    code: '六位驗證碼',
    codeHint: '十分鐘內有效，只能在這個瀏覽器裡使用',
    enter: '登入',
    wrong: (triesLeft) => `驗證碼不對，還可以試 ${triesLeft} 次`,
    over: '這個驗證碼已用過、已過期，或試的次數太多。請重新索取一個。',
    suspended: '這個帳號已停用。請聯絡園區管理員。',
    another: '重新索取驗證碼',
    otherAddress: '換一個電子郵件地址',
    onward: '已經登入？繼續',
    passkey: '用通行密鑰登入',
    passkeyFailed: '沒有用通行密鑰登入成功。請再試一次，或改用驗證碼。',
    with: (provider) => `用 ${provider} 登入`,
    ssoFailed: '單一登入沒有成功。請再試一次，或改用驗證碼。',
    goOn: (host) => `前往 ${host}`,
    firstTime: '首次用單一登入，請用驗證碼確認這個地址是您的，以後就不必了。',
    codeInstead: '改用驗證碼',
  },
  en: {
    title: 'Sign in',
    about: 'Book the instruments, spaces and experts that the park shares.',
    addressHint: 'New here? The code makes your account.',
    or: 'or',
    otherWays: 'Other ways to sign in',
    demoTitle: 'Demo park',
    address: 'E-mail address',
    send: 'Send a code',
    addressFault: 'Give a whole address, like li@helix.example',
    demo: 'Everything in it is made up. Choose who to be:',
    mailbox: 'The demo’s mail is all in its mailbox',
    codeTitle: 'Enter the code',
    codeSent: (address) => `A code is on its way to ${address}. If it does not come, look among the junk.`,
    code: 'Six-digit code',
    codeHint: 'Good for ten minutes, in this browser only',
    enter: 'Sign in',
    wrong: (triesLeft) =>
      triesLeft === 1 ? 'Not the code; one try is left' : `Not the code; ${triesLeft} tries are left`,
    over: 'This code was used, has expired, or was tried too often. Ask for another.',
    suspended: 'This account is suspended. Ask the park’s admin.',
    another: 'Ask for another code',
    otherAddress: 'Use another address',
    onward: 'Signed in already? Go on',
    passkey: 'Sign in with a passkey',
    passkeyFailed: 'The passkey did not work. Try again, or take a code.',
    with: (provider) => `Sign in with ${provider}`,
    ssoFailed: 'Single sign-on did not work. Try again, or take a code.',
    goOn: (host) => `Go on to ${host}`,
    firstTime: 'The first time you use single sign-on, a code confirms that this address is yours. Then never again.',
    codeInstead: 'Take a code instead',
  },
}
