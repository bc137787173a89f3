import type { Spoken } from '../../platform/i18n/words.ts'

interface AccessWords {
  readonly title: string
  /** The link to what followed of no-shows. */
  readonly conduct: string
  readonly asked: string
  readonly training: string
  readonly noTraining: string
  readonly missing: string
  readonly restricted: string
  readonly validUntil: (day: string) => string
  readonly runsOut: (day: string) => string
  readonly over: (day: string) => string
  readonly from: (day: string) => string
  readonly notTrained: string
  readonly opens: string
  readonly opensNothing: string
  readonly more: (count: number) => string
  readonly admitted: string
  readonly notAdmitted: string
  readonly askTraining: string
  readonly askAgain: string
  readonly askAccess: string
  readonly sessions: string
  readonly uncovered: string
  readonly waiting: (since: string) => string
  readonly waitingShort: string
  readonly granted: string
  readonly grantedUntil: (day: string) => string
  readonly declined: string
  readonly withdrawn: string
  readonly takeBack: string
  readonly accessTo: (resource: string) => string
  readonly nobody: string
  readonly requests: string
  readonly noRequests: string
  readonly until: string
  readonly untilOptional: string
  readonly grant: string
  readonly decline: string
  readonly reason: string
  readonly reasonHint: string
  readonly forWhat: (resource: string) => string
  readonly past: string
}

/** Words of training and access, for who asks and who decides. */
export const accessText: Spoken<AccessWords> = {
  'zh-Hans': {
    title: '培训与权限',
    conduct: '爽约与申诉',
    asked: '我的申请',
    training: '我的培训',
    noTraining: '还没有登记过培训。',
    missing: '还没有的培训',
    restricted: '限指定单位的仪器与空间',
    validUntil: (day) => `有效至 ${day}`,
    runsOut: (day) => `即将到期：${day}`,
    over: (day) => `已于 ${day} 到期`,
    from: (day) => `${day} 起有效`,
    notTrained: '尚未培训',
    opens: '可用：',
    opensNothing: '目前没有仪器要求它。',
    more: (count) => `等 ${count} 台`,
    admitted: '您可以预约',
    notAdmitted: '您还不能预约',
    askTraining: '申请培训',
    askAgain: '申请续期',
    askAccess: '申请使用',
    sessions: '看培训场次',
    uncovered: '资格不覆盖这个预约',
    waiting: (since) => `${since} 已申请，等平台老师答复`,
    waitingShort: '等待答复',
    granted: '已通过',
    grantedUntil: (day) => `已通过，有效至 ${day}`,
    declined: '未通过',
    withdrawn: '已撤回',
    takeBack: '撤回',
    accessTo: (resource) => `使用权限：${resource}`,
    nobody: '加入一家单位后才能申请。',
    requests: '待处理的申请',
    noRequests: '没有待处理的申请。',
    until: '有效至',
    untilOptional: '留空则没有期限。',
    grant: '通过',
    decline: '不通过',
    reason: '原因',
    reasonHint: '申请人会看到。',
    forWhat: (resource) => `因 ${resource}`,
    past: '请填写今天或以后的日期。',
  },
  'zh-Hant': {
    title: '訓練與權限',
    conduct: '爽約與申訴',
    asked: '我的申請',
    training: '我的訓練',
    noTraining: '尚未登記過訓練。',
    missing: '尚未受過的訓練',
    restricted: '限指定單位的儀器與空間',
    validUntil: (day) => `有效至 ${day}`,
    runsOut: (day) => `即將到期：${day}`,
    over: (day) => `已於 ${day} 到期`,
    from: (day) => `${day} 起有效`,
    notTrained: '尚未受訓',
    opens: '可用：',
    opensNothing: '目前沒有儀器要求它。',
    more: (count) => `等 ${count} 臺`,
    admitted: '您可以預約',
    notAdmitted: '您還不能預約',
    askTraining: '申請訓練',
    askAgain: '申請展延',
    askAccess: '申請使用',
    sessions: '看訓練場次',
    uncovered: '資格未涵蓋這個預約',
    waiting: (since) => `${since} 已申請，等平台老師答覆`,
    waitingShort: '等待答覆',
    granted: '已核准',
    grantedUntil: (day) => `已核准，有效至 ${day}`,
    declined: '未核准',
    withdrawn: '已撤回',
    takeBack: '撤回',
    accessTo: (resource) => `使用權限：${resource}`,
    nobody: '加入一家單位後才能申請。',
    requests: '待處理的申請',
    noRequests: '沒有待處理的申請。',
    until: '有效至',
    untilOptional: '留空則沒有期限。',
    grant: '核准',
    decline: '不核准',
    reason: '原因',
    reasonHint: '申請人會看到。',
    forWhat: (resource) => `因 ${resource}`,
    past: '請填寫今天或以後的日期。',
  },
  en: {
    title: 'Training and access',
    conduct: 'No-shows and appeals',
    asked: 'What I asked for',
    training: 'My training',
    noTraining: 'No training is entered for you yet.',
    missing: 'Training I don’t have',
    restricted: 'For certain firms only',
    validUntil: (day) => `Valid until ${day}`,
    runsOut: (day) => `Runs out soon: ${day}`,
    over: (day) => `Ended on ${day}`,
    from: (day) => `Valid from ${day}`,
    notTrained: 'Not trained yet',
    opens: 'Opens',
    opensNothing: 'Nothing asks for it at present.',
    more: (count) => `of ${count}`,
    admitted: 'You may book it',
    notAdmitted: 'You may not book it yet',
    askTraining: 'Ask for training',
    askAgain: 'Ask to renew',
    askAccess: 'Ask for access',
    sessions: 'Training sessions',
    uncovered: 'Not covered by training',
    waiting: (since) => `Asked for on ${since}; the lab managers will answer`,
    waitingShort: 'Waiting for an answer',
    granted: 'Granted',
    grantedUntil: (day) => `Granted until ${day}`,
    declined: 'Declined',
    withdrawn: 'Taken back',
    takeBack: 'Take back',
    accessTo: (resource) => `Access to ${resource}`,
    nobody: 'Join a firm first, then you can ask.',
    requests: 'Requests to decide',
    noRequests: 'Nothing waits for you.',
    until: 'Valid until',
    untilOptional: 'Leave it empty for access without end.',
    grant: 'Grant',
    decline: 'Decline',
    reason: 'Reason',
    reasonHint: 'Whoever asked will read it.',
    forWhat: (resource) => `for ${resource}`,
    past: 'Choose today or a later day.',
  },
}
