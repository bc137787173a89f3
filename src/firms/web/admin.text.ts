import type { Spoken } from '../../platform/i18n/words.ts'
import type { FirmKind } from '../firm.ts'
import type { Act } from '../role-table.ts'

export interface AdminText {
  readonly firms: string
  readonly search: string
  readonly find: string
  readonly more: string
  readonly none: string
  readonly add: string
  readonly save: string
  readonly names: readonly [hans: string, hant: string, en: string]
  readonly kind: string
  readonly kinds: Readonly<Record<FirmKind, string>>
  readonly priceCategory: string
  readonly tier: string
  readonly creditCode: string
  readonly creditCodeFault: string
  readonly faults: Readonly<Record<'unfit' | 'taken', string>>
  readonly consortium: string
  readonly noConsortium: string
  readonly domains: string
  readonly domainsHint: string
  readonly members: (count: number) => string
  readonly states: Readonly<Record<'active' | 'suspended' | 'departed', string>>
  readonly suspend: string
  readonly suspendHint: string
  readonly reason: string
  readonly reactivate: string
  readonly people: string
  readonly roles: string
  readonly rolesText: string
  readonly holders: string
  readonly acts: Readonly<Record<Act, string>>
  readonly yes: string
  readonly projects: string
  readonly code: string
  readonly name: string
  readonly startsOn: string
  readonly endsOn: string
  readonly open: string
  readonly closed: string
  readonly budget: string
  readonly budgetHint: string
  readonly used: (used: string, budget: string) => string
  readonly who: string
  readonly everybody: string
  readonly only: string
  readonly addProject: string
  readonly change: string
}

export const adminText: Spoken<AdminText> = {
  'zh-Hans': {
    firms: '单位',
    search: '名称或信用代码',
    find: '查找',
    more: '更多',
    none: '没有符合的单位',
    add: '添加单位',
    save: '保存',
    names: ['名称（简体）', '名称（繁体）', '名称（英文）'],
    kind: '类型',
    kinds: { company: '企业', hospital: '医院', university: '高校', outside: '园区外单位' },
    priceCategory: '价格类别',
    tier: '等级',
    creditCode: '统一社会信用代码',
    creditCodeFault: '代码或校验位不对',
    faults: { unfit: '这个值不能用，请检查。', taken: '这个名称已经有了。' },
    consortium: '创新联合体',
    noConsortium: '不属于任何联合体',
    domains: '邮箱域名',
    domainsHint: '每行一个，如 helix.example；本单位的人可凭邮箱申请加入',
    members: (count) => `${count} 人`,
    states: { active: '正常', suspended: '已暂停', departed: '已离园' },
    suspend: '暂停预约',
    suspendHint: '已有的预约保留，新的预约会被拒绝，并显示下面的原因。',
    reason: '原因',
    reactivate: '恢复预约',
    people: '成员与邀请',
    roles: '角色与权限',
    rolesText: '这张表就是系统执行的规则：表里没有的，一律不允许。',
    holders: '人数',
    acts: {
      'belong-to-firm': '属于某个单位',
      book: '预约、使用',
      'book-for-colleagues': '替同事预约和更改',
      'see-projects': '查看课题',
      'manage-members': '管理成员与邀请',
      'manage-projects': '管理课题与预算',
      'see-firm-money': '查看本单位账目',
      'share-instruments': '共享自有仪器',
      'manage-resources': '管理仪器、时间和审批',
      'see-park-bookings': '查看全园区预约',
      'see-park-money': '查看全园区账目、定价',
      'manage-firms': '管理单位、联合体与人员',
      'manage-sign-in': '管理单点登录',
      'see-audit': '查看审计记录',
    },
    yes: '可以',
    projects: '课题与预算',
    code: '编号',
    name: '名称',
    startsOn: '开始日期',
    endsOn: '结束日期（含当天）',
    open: '进行中',
    closed: '已关闭',
    budget: '年度预算（元）',
    budgetHint: '不填则不限',
    used: (used, budget) => `今年已用 ${used} / ${budget}`,
    who: '谁可以用',
    everybody: '单位里所有人',
    only: '只限下面勾选的人',
    addProject: '添加课题',
    change: '修改',
  },
  'zh-Hant': {
    firms: '單位',
    search: '名稱或信用代碼',
    find: '尋找',
    more: '更多',
    none: '沒有符合的單位',
    add: '新增單位',
    save: '儲存',
    names: ['名稱（簡體）', '名稱（繁體）', '名稱（英文）'],
    kind: '類型',
    kinds: { company: '企業', hospital: '醫院', university: '大學', outside: '園區外單位' },
    priceCategory: '價格類別',
    tier: '等級',
    creditCode: '統一社會信用代碼',
    creditCodeFault: '代碼或檢查碼不對',
    faults: { unfit: '這個值不能用，請檢查。', taken: '這個名稱已經有了。' },
    consortium: '創新聯合體',
    noConsortium: '不屬於任何聯合體',
    domains: '電子郵件網域',
    domainsHint: '每行一個，如 helix.example；本單位的人可憑郵件申請加入',
    members: (count) => `${count} 人`,
    states: { active: '正常', suspended: '已暫停', departed: '已離園' },
    suspend: '暫停預約',
    suspendHint: '已有的預約保留，新的預約會被拒絕，並顯示下面的原因。',
    reason: '原因',
    reactivate: '恢復預約',
    people: '成員與邀請',
    roles: '角色與權限',
    rolesText: '這張表就是系統執行的規則：表裡沒有的，一律不允許。',
    holders: '人數',
    acts: {
      'belong-to-firm': '屬於某個單位',
      book: '預約、使用',
      'book-for-colleagues': '替同事預約和更改',
      'see-projects': '查看課題',
      'manage-members': '管理成員與邀請',
      'manage-projects': '管理課題與預算',
      'see-firm-money': '查看本單位帳目',
      'share-instruments': '共享自有儀器',
      'manage-resources': '管理儀器、時間和審核',
      'see-park-bookings': '查看全園區預約',
      'see-park-money': '查看全園區帳目、定價',
      'manage-firms': '管理單位、聯合體與人員',
      'manage-sign-in': '管理單一登入',
      'see-audit': '查看稽核紀錄',
    },
    yes: '可以',
    projects: '課題與預算',
    code: '編號',
    name: '名稱',
    startsOn: '開始日期',
    endsOn: '結束日期（含當天）',
    open: '進行中',
    closed: '已關閉',
    budget: '年度預算（元）',
    budgetHint: '不填則不限',
    used: (used, budget) => `今年已用 ${used} / ${budget}`,
    who: '誰可以用',
    everybody: '單位裡所有人',
    only: '只限下面勾選的人',
    addProject: '新增課題',
    change: '修改',
  },
  en: {
    firms: 'Firms',
    search: 'Name or credit code',
    find: 'Find',
    more: 'More',
    none: 'No firm fits',
    add: 'Add a firm',
    save: 'Save',
    names: ['Name in simplified Chinese', 'Name in traditional Chinese', 'Name in English'],
    kind: 'Kind',
    kinds: { company: 'Company', hospital: 'Hospital', university: 'University', outside: 'Outside firm' },
    priceCategory: 'Price category',
    tier: 'Tier',
    creditCode: 'Unified social credit code',
    creditCodeFault: 'Not a code, or its check character does not fit',
    faults: { unfit: 'This value does not fit: please check it.', taken: 'This is taken already.' },
    consortium: 'Consortium',
    noConsortium: 'None',
    domains: 'E-mail domains',
    domainsHint: 'One a line, like helix.example; whoever has such an address may ask to join',
    members: (count) => (count === 1 ? 'one person' : `${count} people`),
    states: { active: 'active', suspended: 'suspended', departed: 'departed' },
    suspend: 'Suspend bookings',
    suspendHint: 'Bookings that exist are kept; new ones are refused, and this reason is shown.',
    reason: 'Reason',
    reactivate: 'Let it book again',
    people: 'People and invitations',
    roles: 'Roles',
    rolesText: 'This table is what the house enforces: what is not in it is denied.',
    holders: 'People',
    acts: {
      'belong-to-firm': 'Belong to a firm',
      book: 'Book and use',
      'book-for-colleagues': 'Book and change for colleagues',
      'see-projects': 'See projects',
      'manage-members': 'Manage members and invitations',
      'manage-projects': 'Manage projects and budgets',
      'see-firm-money': 'See the firm’s money',
      'share-instruments': 'Share instruments of their own',
      'manage-resources': 'Manage resources, hours and approvals',
      'see-park-bookings': 'See all bookings of the park',
      'see-park-money': 'See all money of the park, set rates',
      'manage-firms': 'Manage firms, consortia and people',
      'manage-sign-in': 'Manage single sign-on',
      'see-audit': 'See the audit log',
    },
    yes: 'may',
    projects: 'Projects and budgets',
    code: 'Code',
    name: 'Name',
    startsOn: 'From',
    endsOn: 'Until, that day included',
    open: 'open',
    closed: 'closed',
    budget: 'Budget of a year',
    budgetHint: 'Leave it empty for no limit',
    used: (used, budget) => `${used} of ${budget} used this year`,
    who: 'Who may book on it',
    everybody: 'Everybody of the firm',
    only: 'Only those ticked below',
    addProject: 'Add a project',
    change: 'Change',
  },
}
