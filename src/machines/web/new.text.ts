import type { Spoken } from '../../platform/i18n/words.ts'

export interface NewText {
  readonly title: string
  readonly names: readonly [hans: string, hant: string, en: string]
  readonly namesHint: string
  readonly number: string
  readonly numberTaken: string
  readonly facility: string
  readonly category: string
  readonly otherCategory: string
  readonly location: string
  readonly hours: string
  readonly hoursHint: string
  readonly usualHours: string
  readonly price: (category: string) => string
  readonly priceHint: string
  readonly more: string
  readonly kind: string
  readonly kinds: Readonly<Record<'instrument' | 'space' | 'expert', string>>
  readonly model: string
  readonly units: string
  readonly step: string
  readonly min: string
  readonly max: string
  readonly publish: string
  readonly draft: string
  readonly badNames: string
  readonly badPrice: string
  readonly badMax: string
  readonly faulty: string
}

/** Price categories as people call them; others go by their own name. */
export const categoryNames: Spoken<Readonly<Record<string, string>>> = {
  'zh-Hans': { resident: '园区企业', partner: '合作单位', consortium: '联合体', external: '外部' },
  'zh-Hant': { resident: '園區企業', partner: '合作單位', consortium: '聯合體', external: '外部' },
  en: { resident: 'resident firms', partner: 'partners', consortium: 'consortium', external: 'outside firms' },
}

export const newText: Spoken<NewText> = {
  'zh-Hans': {
    title: '添加设备',
    names: ['名称', '名称（繁体中文）', '名称（英文）'],
    namesHint: '空着的名称沿用已填的。',
    number: '资产编号',
    numberTaken: '这个编号已有设备使用。',
    facility: '平台',
    category: '类别',
    otherCategory: '其他',
    location: '位置',
    hours: '开放时间',
    hoursHint: '与哪台设备相同；之后可以再改。',
    usualHours: '周一至周五 08:00–22:00，节假日不开放',
    price: (category) => `每小时价格（${category}）`,
    priceHint: '空着：暂无价格，不可预约。',
    more: '型号、台数和时长',
    kind: '种类',
    kinds: { instrument: '仪器', space: '空间', expert: '专家' },
    model: '型号',
    units: '台（位）数',
    step: '时间单位（分钟）',
    min: '最短（分钟）',
    max: '最长（分钟）',
    publish: '发布',
    draft: '存为草稿',
    badNames: '请至少填写一个名称。',
    badPrice: '应为金额，如 1,234.50',
    badMax: '最长不能小于最短。',
    faulty: '还不能保存，请看标出的地方。',
  },
  'zh-Hant': {
    title: '新增設備',
    names: ['名稱（簡體中文）', '名稱', '名稱（英文）'],
    namesHint: '留空的名稱沿用已填的。',
    number: '資產編號',
    numberTaken: '這個編號已有設備使用。',
    facility: '平台',
    category: '類別',
    otherCategory: '其他',
    location: '位置',
    hours: '開放時間',
    hoursHint: '與哪台設備相同；之後可以再改。',
    usualHours: '週一至週五 08:00–22:00，國定假日不開放',
    price: (category) => `每小時價格（${category}）`,
    priceHint: '留空：暫無價格，不可預約。',
    more: '型號、台數與時長',
    kind: '種類',
    kinds: { instrument: '儀器', space: '空間', expert: '專家' },
    model: '型號',
    units: '台（位）數',
    step: '時間單位（分鐘）',
    min: '最短（分鐘）',
    max: '最長（分鐘）',
    publish: '發布',
    draft: '存為草稿',
    badNames: '請至少填寫一個名稱。',
    badPrice: '應為金額，如 1,234.50',
    badMax: '最長不能小於最短。',
    faulty: '還不能儲存，請看標出的地方。',
  },
  en: {
    title: 'Add a machine',
    names: ['Name (Simplified Chinese)', 'Name (Traditional Chinese)', 'Name'],
    namesHint: 'A name that is left empty is taken from another.',
    number: 'Asset number',
    numberTaken: 'Another machine has this number.',
    facility: 'Facility',
    category: 'Category',
    otherCategory: 'Other',
    location: 'Place',
    hours: 'Open',
    hoursHint: 'Like which machine; you can change it later.',
    usualHours: 'Mon–Fri 08:00–22:00, closed on holidays',
    price: (category) => `Price of an hour (${category})`,
    priceHint: 'Empty: it has no price, and nobody can book it yet.',
    more: 'Model, units and lengths',
    kind: 'Kind',
    kinds: { instrument: 'Instrument', space: 'Space', expert: 'Expert' },
    model: 'Model',
    units: 'Units',
    step: 'Step (minutes)',
    min: 'Shortest (minutes)',
    max: 'Longest (minutes)',
    publish: 'Publish',
    draft: 'Keep as a draft',
    badNames: 'Give at least one name.',
    badPrice: 'An amount, like 1,234.50',
    badMax: 'The longest is shorter than the shortest.',
    faulty: 'It can’t be saved yet: see what is marked.',
  },
}
