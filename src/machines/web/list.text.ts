import type { Spoken } from '../../platform/i18n/words.ts'
import type { ResourceState } from '../../resources/resource.ts'

export interface ListText {
  readonly title: string
  readonly add: string
  readonly takeIn: string
  readonly save: string
  readonly labels: string
  readonly words: string
  readonly facility: string
  readonly category: string
  readonly state: string
  readonly tag: string
  readonly any: string
  readonly notRetired: string
  readonly show: string
  readonly clear: string
  readonly found: (count: number) => string
  readonly none: string
  readonly columns: Readonly<Record<'choose' | 'machine' | 'state' | 'hours' | 'place', string>>
  readonly states: Readonly<Record<ResourceState, string>>
  readonly units: (count: number) => string
  readonly free: string
  readonly marks: (count: number) => string
  readonly more: string
  readonly together: string
  readonly togetherHint: string
  readonly all: (count: number) => string
  readonly hoursOf: string
  readonly asOf: (number: string, machines: number) => string
  readonly previewHours: string
  readonly others: string
  readonly done: (changed: number, marked: number) => string
}

/** The words of the list of machines. */
export const listText: Spoken<ListText> = {
  'zh-Hans': {
    title: '设备管理',
    add: '添加设备',
    takeIn: '导入 CSV',
    save: '导出 CSV',
    labels: '二维码',
    words: '名称、型号或编号',
    facility: '平台',
    category: '类别',
    state: '状态',
    tag: '标签',
    any: '全部',
    notRetired: '全部在册',
    show: '查找',
    clear: '清除条件',
    found: (count) => `共 ${count} 台`,
    none: '没有符合条件的设备。',
    columns: { choose: '选', machine: '设备', state: '状态', hours: '开放时间', place: '位置' },
    states: { draft: '草稿', published: '已发布', 'out-of-service': '停用', retired: '已退役' },
    units: (count) => `${count} 台（位）`,
    free: '空闲',
    marks: (count) => `${count} 个预约待处理`,
    more: '更多设备',
    together: '一起修改',
    togetherHint: '先勾选设备，或选下面的全部。修改之前会先列出影响。',
    all: (count) => `符合条件的全部 ${count} 台`,
    hoursOf: '改用这一开放时间',
    asOf: (number, machines) => (machines > 1 ? `${number} 等 ${machines} 台` : number),
    previewHours: '预览新时间',
    others: '规则、标签、价格…',
    done: (changed, marked) =>
      marked === 0
        ? `已修改 ${changed} 台。`
        : `已修改 ${changed} 台；${marked} 个预约不在新时间内，已标记并通知本人。`,
  },
  'zh-Hant': {
    title: '設備管理',
    add: '新增設備',
    takeIn: '匯入 CSV',
    save: '匯出 CSV',
    labels: 'QR 碼',
    words: '名稱、型號或編號',
    facility: '平台',
    category: '類別',
    state: '狀態',
    tag: '標籤',
    any: '全部',
    notRetired: '全部在冊',
    show: '尋找',
    clear: '清除條件',
    found: (count) => `共 ${count} 台`,
    none: '沒有符合條件的設備。',
    columns: { choose: '選', machine: '設備', state: '狀態', hours: '開放時間', place: '位置' },
    states: { draft: '草稿', published: '已發布', 'out-of-service': '停用', retired: '已退役' },
    units: (count) => `${count} 台（位）`,
    free: '空閒',
    marks: (count) => `${count} 筆預約待處理`,
    more: '更多設備',
    together: '一起修改',
    togetherHint: '先勾選設備，或選下方的全部。修改之前會先列出影響。',
    all: (count) => `符合條件的全部 ${count} 台`,
    hoursOf: '改用這個開放時間',
    asOf: (number, machines) => (machines > 1 ? `${number} 等 ${machines} 台` : number),
    previewHours: '預覽新時間',
    others: '規則、標籤、價格…',
    done: (changed, marked) =>
      marked === 0
        ? `已修改 ${changed} 台。`
        : `已修改 ${changed} 台；${marked} 筆預約不在新時間內，已標記並通知本人。`,
  },
  en: {
    title: 'Machines',
    add: 'Add a machine',
    takeIn: 'Import CSV',
    save: 'Export CSV',
    labels: 'QR labels',
    words: 'Name, model or number',
    facility: 'Facility',
    category: 'Category',
    state: 'State',
    tag: 'Tag',
    any: 'All',
    notRetired: 'All but retired',
    show: 'Find',
    clear: 'Clear the filter',
    found: (count) => (count === 1 ? '1 machine' : `${count.toLocaleString('en')} machines`),
    none: 'No machine fits the filter.',
    columns: { choose: 'Choose', machine: 'Machine', state: 'State', hours: 'Open', place: 'Place' },
    states: { draft: 'Draft', published: 'Published', 'out-of-service': 'Out of service', retired: 'Retired' },
    units: (count) => (count === 1 ? '1 unit' : `${count} units`),
    free: 'Free',
    marks: (count) => (count === 1 ? '1 booking to see to' : `${count} bookings to see to`),
    more: 'More machines',
    together: 'Change together',
    togetherHint: 'Tick machines, or take all of them below. You see what would change before it does.',
    all: (count) => `All ${count.toLocaleString('en')} that fit`,
    hoursOf: 'Give them these hours',
    asOf: (number, machines) => (machines > 1 ? `${number} and ${machines - 1} more` : number),
    previewHours: 'Preview hours',
    others: 'Rules, tags, prices…',
    done: (changed, marked) => {
      const machines = changed === 1 ? '1 machine changed.' : `${changed} machines changed.`
      if (marked === 0) return machines
      const bookings =
        marked === 1 ? '1 booking stands outside its hours' : `${marked} bookings stand outside their hours`
      return `${machines} ${bookings}: marked, and their owners told.`
    },
  },
}
