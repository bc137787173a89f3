import type { Spoken } from '../../platform/i18n/words.ts'
import type { SubjectKind } from '../standing.ts'

interface StandingText {
  readonly title: string
  readonly away: string
  readonly awayHint: string
  readonly nobodyAway: string
  readonly mine: (delegate: string) => string
  readonly theirs: (approver: string) => string
  readonly address: string
  readonly addressHint: string
  readonly from: string
  readonly until: string
  readonly name: string
  readonly end: string
  readonly ahead: string
  readonly aheadHint: string
  readonly nothingAhead: string
  readonly give: string
  readonly giver: string
  readonly kind: string
  readonly kinds: Readonly<Record<SubjectKind, string>>
  readonly subject: string
  readonly subjectHint: string
  readonly resource: string
  readonly category: string
  readonly noCategory: string
  readonly useHint: string
  readonly maxHours: string
  readonly maxHoursHint: string
  readonly upTo: (length: string) => string
  readonly note: string
  readonly lapses: (at: string) => string
  readonly lapsed: (at: string) => string
  readonly withdrawnAt: (at: string) => string
  readonly withdraw: string
  readonly safety: string
  readonly safetyHint: string
  readonly noOfficer: string
  readonly facility: string
  readonly officer: string
  readonly nameOfficer: string
  readonly noSuchOfficer: string
  readonly faults: Readonly<Record<StandingFault, string>>
}

export type StandingFault = 'address' | 'dates' | 'subject' | 'resource' | 'until' | 'hours'

/** Words of consent given ahead, stand-ins and who answers for safety. */
export const standingText: Spoken<StandingText> = {
  'zh-Hans': {
    title: '代理人与预先批准',
    away: '我不在时',
    awayHint: '指定期间由代理人替您审批。平台的审批只能交给平台人员，单位的审批只能交给本单位成员。',
    nobodyAway: '没有指定代理人。',
    mine: (delegate) => `${delegate}替您审批`,
    theirs: (approver) => `您替${approver}审批`,
    address: '代理人的邮箱',
    addressHint: '须已是园区用户',
    from: '从',
    until: '到（含当天）',
    name: '指定代理人',
    end: '提前结束',
    ahead: '预先批准',
    aheadHint: '对某单位、某人或某课题的一类使用事先批准：到期前预约无需再等您审批。撤回后，已有的预约不受影响。',
    nothingAhead: '还没有预先批准。',
    give: '预先批准',
    giver: '以谁的名义',
    kind: '批准对象',
    kinds: { firm: '单位', person: '个人', project: '课题' },
    subject: '名称',
    subjectHint: '单位名称、个人邮箱或课题编号',
    resource: '仪器的资产编号',
    category: '或一类仪器',
    noCategory: '不按类别',
    useHint: '资产编号与类别任选其一',
    maxHours: '每次最长（小时）',
    maxHoursHint: '留空则不限',
    upTo: (length) => `每次最长 ${length}`,
    note: '备注',
    lapses: (at) => `有效至 ${at}`,
    lapsed: (at) => `已于 ${at} 到期`,
    withdrawnAt: (at) => `已于 ${at} 撤回`,
    withdraw: '撤回',
    safety: '安全负责人',
    safetyHint: '由园区管理员指定；需要安全审批的预约会发给他们。',
    noOfficer: '还没有指定安全负责人，需要安全审批的预约由园区管理员代为审批。',
    facility: '平台',
    officer: '安全负责人的邮箱',
    nameOfficer: '指定安全负责人',
    noSuchOfficer: '园区里没有使用这个邮箱的人。',
    faults: {
      address: '找不到可以代您审批的人，请核对邮箱。',
      dates: '请填写起止日期，结束不能早于开始，也不能早于今天。',
      subject: '找不到，或有多个相符；也不能是您本人。课题可写成“单位名称 编号”。',
      resource: '请填写一个资产编号或选择一个类别，且须属于该平台。',
      until: '请填写今天之后的日期。',
      hours: '请填写 1 到 8760 之间的整数。',
    },
  },
  'zh-Hant': {
    title: '代理人與預先核准',
    away: '我不在時',
    awayHint: '指定期間由代理人替您審核。平台的審核只能交給平台人員，單位的審核只能交給貴單位成員。',
    nobodyAway: '沒有指定代理人。',
    mine: (delegate) => `${delegate}替您審核`,
    theirs: (approver) => `您替${approver}審核`,
    address: '代理人的電子郵件',
    addressHint: '須已是園區使用者',
    from: '從',
    until: '到（含當天）',
    name: '指定代理人',
    end: '提前結束',
    ahead: '預先核准',
    aheadHint: '對某單位、某人或某課題的一類使用事先核准：到期前預約不必再等您審核。撤回後，既有的預約不受影響。',
    nothingAhead: '還沒有預先核准。',
    give: '預先核准',
    giver: '以誰的名義',
    kind: '核准對象',
    kinds: { firm: '單位', person: '個人', project: '課題' },
    subject: '名稱',
    subjectHint: '單位名稱、個人電子郵件或課題編號',
    resource: '儀器的財產編號',
    category: '或一類儀器',
    noCategory: '不按類別',
    useHint: '財產編號與類別擇一',
    maxHours: '每次最長（小時）',
    maxHoursHint: '留空則不限',
    upTo: (length) => `每次最長 ${length}`,
    note: '備註',
    lapses: (at) => `有效至 ${at}`,
    lapsed: (at) => `已於 ${at} 到期`,
    withdrawnAt: (at) => `已於 ${at} 撤回`,
    withdraw: '撤回',
    safety: '安全負責人',
    safetyHint: '由園區管理員指定；需要安全審核的預約會寄給他們。',
    noOfficer: '還沒有指定安全負責人，需要安全審核的預約由園區管理員代為審核。',
    facility: '平台',
    officer: '安全負責人的電子郵件',
    nameOfficer: '指定安全負責人',
    noSuchOfficer: '園區裡沒有使用這個電子郵件的人。',
    faults: {
      address: '找不到可以代您審核的人，請核對電子郵件。',
      dates: '請填寫起訖日期，結束不能早於開始，也不能早於今天。',
      subject: '找不到，或有多個相符；也不能是您本人。課題可寫成「單位名稱 編號」。',
      resource: '請填寫一個財產編號或選擇一個類別，且須屬於該平台。',
      until: '請填寫今天之後的日期。',
      hours: '請填寫 1 到 8760 之間的整數。',
    },
  },
  en: {
    title: 'Stand-ins and approval ahead',
    away: 'While I am away',
    awayHint:
      'Somebody decides in your place for a while: for a lab only staff of a lab can, for a firm only its own people.',
    nobodyAway: 'Nobody stands in for you.',
    mine: (delegate) => `${delegate} decides for you`,
    theirs: (approver) => `You decide for ${approver}`,
    address: 'Their e-mail address',
    addressHint: 'Of somebody who is here already',
    from: 'From',
    until: 'Until, that day too',
    name: 'Name stand-in',
    end: 'End now',
    ahead: 'Approved ahead',
    aheadHint:
      'Until it lapses, a firm, a person or a project books without waiting for you. Withdrawn, what is booked stays.',
    nothingAhead: 'Nothing is approved ahead.',
    give: 'Approve ahead',
    giver: 'As',
    kind: 'For a',
    kinds: { firm: 'firm', person: 'person', project: 'project' },
    subject: 'Called',
    subjectHint: 'A firm’s name, a person’s address or a project’s code',
    resource: 'Asset number of the resource',
    category: 'Or a category',
    noCategory: 'No category',
    useHint: 'An asset number or a category',
    maxHours: 'Longest booking, in hours',
    maxHoursHint: 'Empty for any length',
    upTo: (length) => `up to ${length} each`,
    note: 'Note',
    lapses: (at) => `until ${at}`,
    lapsed: (at) => `lapsed ${at}`,
    withdrawnAt: (at) => `withdrawn ${at}`,
    withdraw: 'Withdraw',
    safety: 'Safety officers',
    safetyHint: 'Named by the park’s admins; they are asked where a booking needs consent for safety.',
    noOfficer: 'Nobody is named: where consent for safety is needed, the park’s admins stand in.',
    facility: 'Facility',
    officer: 'E-mail address of the safety officer',
    nameOfficer: 'Name safety officer',
    noSuchOfficer: 'Nobody here has this address.',
    faults: {
      address: 'Nobody with this address can decide for you.',
      dates: 'Give both days; the last can’t be before the first, nor past.',
      subject: 'Nothing is called so, or several are, or it is you. A project can be written as “Firm code”.',
      resource: 'Give one asset number of that facility, or choose one category.',
      until: 'Give a day after today.',
      hours: 'Give a whole number from 1 to 8760.',
    },
  },
}
