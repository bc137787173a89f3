import type { Spoken } from '../../platform/i18n/words.ts'

export interface PeopleText {
  readonly title: string
  readonly members: string
  readonly suspended: string
  readonly search: string
  readonly save: string
  readonly remove: string
  readonly leave: string
  readonly leaveHint: string
  readonly handOver: string
  readonly saved: string
  readonly firmSuspended: (reason: string) => string
  readonly switchTo: string
  readonly invite: string
  readonly addresses: string
  readonly addressesHint: string
  readonly role: string
  readonly days: string
  readonly uses: string
  readonly byLink: string
  readonly byMail: string
  readonly link: string
  readonly sent: (count: number) => string
  readonly unreadable: (lines: string) => string
  readonly invitations: string
  readonly anyone: (uses: number) => string
  readonly until: (time: string) => string
  readonly states: Readonly<Record<'open' | 'used' | 'expired' | 'revoked', string>>
  readonly revoke: string
  readonly requests: string
  readonly accept: string
  readonly decline: string
  readonly projects: string
  readonly money: string
  readonly noFirm: string
  readonly joinTitle: (place: string) => string
  readonly joinText: (inviter: string, role: string) => string
  readonly join: string
  readonly joined: string
  readonly over: string
  readonly otherAddress: (address: string) => string
  readonly goOn: string
  readonly welcome: string
  readonly welcomeText: string
  readonly name: string
  readonly askTitle: string
  readonly askDomain: (firm: string) => string
  readonly creditCode: string
  readonly creditCodeHint: string
  readonly creditCodeFault: string
  readonly note: string
  readonly ask: string
  readonly asked: string
  readonly meanwhile: string
  readonly look: string
  readonly park: string
}

export const peopleText: Spoken<PeopleText> = {
  'zh-Hans': {
    title: '我的单位',
    members: '成员',
    suspended: '已停用',
    search: '按姓名或邮箱查找',
    save: '保存角色',
    remove: '移出单位',
    leave: '离开本单位',
    leaveHint: '已有的预约和账目仍归本单位。',
    handOver: '把管理员交给 TA',
    saved: '已保存',
    firmSuspended: (reason) => `本单位已暂停新的预约。原因：${reason}`,
    switchTo: '切换到',
    invite: '邀请',
    addresses: '邮箱地址',
    addressesHint: '每行一个；不填则生成一个可转发的链接',
    role: '角色',
    days: '有效天数',
    uses: '链接可用人数',
    byLink: '生成邀请链接',
    byMail: '发出邀请',
    link: '邀请链接只显示这一次，请现在复制：',
    sent: (count) => `已发出 ${count} 封邀请`,
    unreadable: (lines) => `这些不是邮箱地址：${lines}`,
    invitations: '邀请记录',
    anyone: (uses) => `持链接者，还可用 ${uses} 人`,
    until: (time) => `有效至 ${time}`,
    states: { open: '等待接受', used: '已用完', expired: '已过期', revoked: '已撤回' },
    revoke: '撤回',
    requests: '申请加入',
    accept: '接受',
    decline: '不接受',
    projects: '课题与预算',
    money: '本月费用',
    noFirm: '您还不属于任何单位。',
    joinTitle: (place) => `加入${place}`,
    joinText: (inviter, role) => `${inviter}邀请您，身份是「${role}」。`,
    join: '加入',
    joined: '您已经在里面了。',
    over: '这个邀请已用完、已过期或已撤回。请让邀请您的人再发一个。',
    otherAddress: (address) => `这个邀请是发给另一个地址的。您现在用 ${address} 登录。`,
    goOn: '去看看',
    welcome: '欢迎',
    welcomeText: '账号已建好。加入一个单位后就能预约。',
    name: '您的姓名',
    askTitle: '申请加入单位',
    askDomain: (firm) => `您的邮箱属于${firm}，可以直接申请加入。`,
    creditCode: '统一社会信用代码',
    creditCodeHint: '18 位，营业执照和发票上都有',
    creditCodeFault: '这不是统一社会信用代码：请核对 18 位字符',
    note: '给管理员的话',
    ask: '申请加入',
    asked: '已提交。如果园区里有这个单位，它的管理员会收到您的申请。',
    meanwhile: '有人邀请过您？打开邮件里的链接即可加入。',
    look: '先看看有哪些仪器',
    park: '本园区',
  },
  'zh-Hant': {
    title: '我的單位',
    members: '成員',
    suspended: '已停用',
    search: '按姓名或電子郵件尋找',
    save: '儲存角色',
    remove: '移出單位',
    leave: '離開本單位',
    leaveHint: '已有的預約和帳目仍歸本單位。',
    handOver: '把管理員交給對方',
    saved: '已儲存',
    firmSuspended: (reason) => `本單位已暫停新的預約。原因：${reason}`,
    switchTo: '切換到',
    invite: '邀請',
    addresses: '電子郵件地址',
    addressesHint: '每行一個；不填則產生一個可轉傳的連結',
    role: '角色',
    days: '有效天數',
    uses: '連結可用人數',
    byLink: '產生邀請連結',
    byMail: '寄出邀請',
    link: '邀請連結只顯示這一次，請現在複製：',
    sent: (count) => `已寄出 ${count} 封邀請`,
    unreadable: (lines) => `這些不是電子郵件地址：${lines}`,
    invitations: '邀請紀錄',
    anyone: (uses) => `持連結者，還可用 ${uses} 人`,
    until: (time) => `有效至 ${time}`,
    states: { open: '等待接受', used: '已用完', expired: '已過期', revoked: '已撤回' },
    revoke: '撤回',
    requests: '申請加入',
    accept: '接受',
    decline: '不接受',
    projects: '課題與預算',
    money: '本月費用',
    noFirm: '您還不屬於任何單位。',
    joinTitle: (place) => `加入${place}`,
    joinText: (inviter, role) => `${inviter}邀請您，身分是「${role}」。`,
    join: '加入',
    joined: '您已經在裡面了。',
    over: '這個邀請已用完、已過期或已撤回。請讓邀請您的人再寄一個。',
    otherAddress: (address) => `這個邀請是寄給另一個地址的。您現在用 ${address} 登入。`,
    goOn: '去看看',
    welcome: '歡迎',
    welcomeText: '帳號已建好。加入一個單位後就能預約。',
    name: '您的姓名',
    askTitle: '申請加入單位',
    askDomain: (firm) => `您的電子郵件屬於${firm}，可以直接申請加入。`,
    creditCode: '統一社會信用代碼',
    creditCodeHint: '18 碼，營業執照和發票上都有',
    creditCodeFault: '這不是統一社會信用代碼：請核對 18 個字元',
    note: '給管理員的話',
    ask: '申請加入',
    asked: '已送出。如果園區裡有這個單位，它的管理員會收到您的申請。',
    meanwhile: '有人邀請過您？開啟郵件裡的連結即可加入。',
    look: '先看看有哪些儀器',
    park: '本園區',
  },
  en: {
    title: 'My firm',
    members: 'Members',
    suspended: 'suspended',
    search: 'Find by name or address',
    save: 'Save roles',
    remove: 'Remove',
    leave: 'Leave this firm',
    leaveHint: 'Bookings and bills that exist stay with the firm.',
    handOver: 'Make admin in my stead',
    saved: 'Saved',
    firmSuspended: (reason) => `New bookings of this firm are suspended. Reason: ${reason}`,
    switchTo: 'Switch to',
    invite: 'Invite',
    addresses: 'E-mail addresses',
    addressesHint: 'One a line; leave it empty for a link that may be passed on',
    role: 'Role',
    days: 'Days it is good for',
    uses: 'People who may use the link',
    byLink: 'Make a link',
    byMail: 'Send invitations',
    link: 'The link is shown this once. Copy it now:',
    sent: (count) => (count === 1 ? 'One invitation is on its way' : `${count} invitations are on their way`),
    unreadable: (lines) => `These are no addresses: ${lines}`,
    invitations: 'Invitations',
    anyone: (uses) => `Whoever has the link, ${uses} more`,
    until: (time) => `until ${time}`,
    states: { open: 'open', used: 'used up', expired: 'expired', revoked: 'taken back' },
    revoke: 'Take back',
    requests: 'Asking to join',
    accept: 'Accept',
    decline: 'Decline',
    projects: 'Projects and budgets',
    money: 'Money this month',
    noFirm: 'You belong to no firm yet.',
    joinTitle: (place) => `Join ${place}`,
    joinText: (inviter, role) => `${inviter} invites you. Your role will be: ${role}.`,
    join: 'Join',
    joined: 'You are in already.',
    over: 'This invitation is used up, has expired or was taken back. Ask whoever invited you for another.',
    otherAddress: (address) => `This invitation is for another address. You are signed in as ${address}.`,
    goOn: 'Go on',
    welcome: 'Welcome',
    welcomeText: 'Your account is made. Once you have joined a firm you can book.',
    name: 'Your name',
    askTitle: 'Ask a firm to let you in',
    askDomain: (firm) => `Your address belongs to ${firm}: you can ask to join.`,
    creditCode: 'Unified social credit code',
    creditCodeHint: '18 characters, on the firm’s licence and invoices',
    creditCodeFault: 'This is no such code: check its 18 characters',
    note: 'A word for its admins',
    ask: 'Ask to join',
    asked: 'Sent. If the park has such a firm, its admins see your request.',
    meanwhile: 'Somebody invited you? Their mail has a link that lets you in.',
    look: 'Look at the instruments first',
    park: 'the park',
  },
}
