import type { Spoken } from '../../platform/i18n/words.ts'

export interface PriceListsText {
  readonly consumables: string
  readonly consumablesIntro: string
  readonly discounts: string
  readonly discountsIntro: string
  readonly none: string
  readonly names: readonly [hans: string, hant: string, en: string]
  readonly namesHint: string
  readonly facility: string
  readonly everyFacility: string
  readonly asset: string
  readonly assetHint: string
  readonly anyResource: string
  readonly price: string
  readonly tax: string
  readonly add: string
  readonly retire: string
  readonly end: string
  readonly ended: string
  readonly subject: string
  readonly subjectHint: string
  readonly subjects: Readonly<Record<'everyone' | 'firm' | 'tier', string>>
  readonly projectsOf: (firm: string) => string
  readonly look: string
  readonly lookFor: string
  readonly tag: string
  readonly window: string
  readonly windows: Readonly<Record<'none' | 'month' | 'year', string>>
  readonly tiers: string
  readonly tiersHint: string
  readonly from: string
  readonly until: string
  readonly tierSaid: (hours: number, percent: number) => string
  readonly off: (percent: number) => string
  readonly since: (from: string, until: string | null) => string
  readonly faults: Readonly<Record<PriceListFault, string>>
}

export type PriceListFault =
  | 'name'
  | 'facility'
  | 'asset'
  | 'price'
  | 'tax'
  | 'subject'
  | 'tiers'
  | 'from'
  | 'until'
  | 'over'

export const priceListsText: Spoken<PriceListsText> = {
  'zh-Hans': {
    consumables: '耗材价目',
    consumablesIntro: '使用结束时或核对时登记数量，按登记当日的价格计入账单。',
    discounts: '优惠',
    discountsIntro: '预约时确定，计入样品、协助和耗材之后、补贴之前。多项优惠各按原价计算，合计不超过全价。',
    none: '还没有。',
    names: ['名称', '名称（繁体中文）', '名称（英文）'],
    namesHint: '空着的名称沿用已填的。',
    facility: '平台',
    everyFacility: '全部平台',
    asset: '资产编号（可不填）',
    assetHint: '不填则用于该平台的所有资源。',
    anyResource: '所有资源',
    price: '单价（含税）',
    tax: '税率（%）',
    add: '添加',
    retire: '下架',
    end: '结束',
    ended: '已结束',
    subject: '适用',
    subjectHint: '所有单位、一个等级、一家单位，或它的一个课题。',
    subjects: { everyone: '所有单位', firm: '一家单位', tier: '一个等级的单位' },
    projectsOf: (firm) => `${firm}的课题`,
    look: '单位或课题太多，先按名称或课题号查找',
    lookFor: '查找',
    tag: '资源标签（可不填）',
    window: '累计机时',
    windows: { none: '不累计', month: '按月', year: '按年' },
    tiers: '档次',
    tiersHint: '如 10%；按机时累计时如 20h 5%; 50h 10%。',
    from: '起始日期',
    until: '截止日期（可不填）',
    tierSaid: (hours, percent) => `满 ${hours} 小时减 ${percent}%`,
    off: (percent) => `减 ${percent}%`,
    since: (from, until) => (until === null ? `${from} 起` : `${from} 至 ${until}`),
    faults: {
      name: '请至少填一个名称。',
      facility: '没有这个平台。',
      asset: '该平台没有这个资产编号。',
      price: '请填金额，如 12.50。',
      tax: '请填百分数，如 6。',
      subject: '没有这个单位、课题或等级。',
      tiers: '档次看不懂：机时须递增，百分数为 1 到 100。',
      from: '起始日期不能早于今天。',
      until: '截止日期须晚于起始日期。',
      over: '已经结束。',
    },
  },
  'zh-Hant': {
    consumables: '耗材價目',
    consumablesIntro: '使用結束時或核對時登記數量，依登記當日的價格計入帳單。',
    discounts: '優惠',
    discountsIntro: '預約時確定，計於樣品、協助與耗材之後、補助之前。多項優惠各按原價計算，合計不超過全價。',
    none: '還沒有。',
    names: ['名稱（簡體中文）', '名稱', '名稱（英文）'],
    namesHint: '留空的名稱沿用已填的。',
    facility: '平台',
    everyFacility: '所有平台',
    asset: '資產編號（可留空）',
    assetHint: '留空則用於該平台的所有資源。',
    anyResource: '所有資源',
    price: '單價（含稅）',
    tax: '稅率（%）',
    add: '新增',
    retire: '下架',
    end: '結束',
    ended: '已結束',
    subject: '適用',
    subjectHint: '所有單位、一個等級、一家單位，或它的一個課題。',
    subjects: { everyone: '所有單位', firm: '一家單位', tier: '一個等級的單位' },
    projectsOf: (firm) => `${firm}的課題`,
    look: '單位或課題太多，先按名稱或課題號查找',
    lookFor: '查找',
    tag: '資源標籤（可留空）',
    window: '累計機時',
    windows: { none: '不累計', month: '按月', year: '按年' },
    tiers: '級距',
    tiersHint: '如 10%；按機時累計時如 20h 5%; 50h 10%。',
    from: '起始日期',
    until: '截止日期（可留空）',
    tierSaid: (hours, percent) => `滿 ${hours} 小時減 ${percent}%`,
    off: (percent) => `減 ${percent}%`,
    since: (from, until) => (until === null ? `${from} 起` : `${from} 至 ${until}`),
    faults: {
      name: '請至少填一個名稱。',
      facility: '沒有這個平台。',
      asset: '該平台沒有這個資產編號。',
      price: '請填金額，如 12.50。',
      tax: '請填百分數，如 6。',
      subject: '沒有這個單位、課題或等級。',
      tiers: '級距看不懂：機時須遞增，百分數為 1 到 100。',
      from: '起始日期不能早於今天。',
      until: '截止日期須晚於起始日期。',
      over: '已經結束。',
    },
  },
  en: {
    consumables: 'Consumables',
    consumablesIntro: 'Counted when a use ends or is reviewed, and billed at the price of the day they are reported.',
    discounts: 'Discounts',
    discountsIntro:
      'Fixed when a booking is made; taken after samples, assistance and consumables, before subsidies. ' +
      'Each is taken of the full price, together never more than all of it.',
    none: 'None yet.',
    names: ['Name (Simplified Chinese)', 'Name (Traditional Chinese)', 'Name'],
    namesHint: 'A name left empty takes one that is filled.',
    facility: 'Facility',
    everyFacility: 'All facilities',
    asset: 'Asset number (may stay empty)',
    assetHint: 'Left empty, it is for every resource of the facility.',
    anyResource: 'every resource',
    price: 'Unit price, tax included',
    tax: 'Tax in %',
    add: 'Add',
    retire: 'Take off the list',
    end: 'End',
    ended: 'ended',
    subject: 'For',
    subjectHint: 'Every firm, the firms of a tier, one firm, or one of its projects.',
    subjects: { everyone: 'Every firm', firm: 'One firm', tier: 'Firms of a tier' },
    projectsOf: (firm) => `Projects of ${firm}`,
    look: 'Too many to list: look for a firm or a project by name or code',
    lookFor: 'Find',
    tag: 'Resource tag (may stay empty)',
    window: 'Hours counted',
    windows: { none: 'Not counted', month: 'By month', year: 'By year' },
    tiers: 'Steps',
    tiersHint: 'Such as 10%; where hours are counted, such as 20h 5%; 50h 10%.',
    from: 'From',
    until: 'Until (may stay empty)',
    tierSaid: (hours, percent) => `${percent} % off from ${hours} h on`,
    off: (percent) => `${percent} % off`,
    since: (from, until) => (until === null ? `from ${from}` : `${from} – ${until}`),
    faults: {
      name: 'Fill in at least one name.',
      facility: 'There is no such facility.',
      asset: 'The facility has no such asset number.',
      price: 'An amount, such as 12.50.',
      tax: 'A percentage, such as 6.',
      subject: 'There is no such firm, project or tier.',
      tiers: 'The steps can’t be read: rising hours, 1 to 100 %.',
      from: 'It can’t begin before today.',
      until: 'It ends after it begins.',
      over: 'It is over already.',
    },
  },
}
