import type { Locale } from '../../platform/i18n/locale.ts'
import type { Spoken } from '../../platform/i18n/words.ts'
import type { ResourceKind } from '../resource.ts'

/** The words of the find page in one language. */
export interface FindText {
  readonly title: string
  readonly words: string
  readonly wordsHint: string
  readonly kind: string
  readonly kinds: Readonly<Record<ResourceKind, string>>
  readonly anyKind: string
  readonly facility: string
  readonly anyFacility: string
  readonly building: string
  readonly anyBuilding: string
  readonly when: string
  readonly date: string
  readonly from: string
  readonly until: string
  readonly length: string
  readonly mine: string
  readonly filters: string
  readonly find: string
  readonly clear: string
  readonly results: string
  readonly hourly: (price: string) => string
  readonly eachTime: (price: string) => string
  readonly next: (time: string) => string
  readonly freeFor: (range: string) => string
  readonly full: string
  readonly unavailable: string
  readonly draft: string
  readonly training: string
  readonly restricted: string
  readonly bySample: string
  readonly noPrice: string
  readonly more: string
  readonly nothing: string
  readonly nothingHint: string
  /** The same search without one of its conditions. */
  readonly loosen: Readonly<Record<'time' | 'facility' | 'mine' | 'kind' | 'words', string>>
}

const texts: Spoken<FindText> = {
  'zh-Hans': {
    title: '找仪器',
    words: '关键词',
    wordsHint: '名称、型号、技术或资产号',
    kind: '类型',
    kinds: { instrument: '仪器', space: '空间', expert: '专家' },
    anyKind: '全部类型',
    facility: '平台',
    anyFacility: '全部平台',
    building: '楼栋',
    anyBuilding: '全部楼栋',
    when: '什么时候有空',
    date: '日期',
    from: '从',
    until: '到',
    length: '连续',
    mine: '只看我能约的',
    filters: '更多条件',
    find: '找',
    clear: '清除条件',
    results: '结果',
    hourly: (price) => `${price} / 小时`,
    eachTime: (price) => `${price} / 次`,
    next: (time) => `${time} 起有空`,
    freeFor: (range) => `可约 ${range}`,
    full: '一周内已约满',
    unavailable: '停用检修中',
    draft: '尚未发布',
    training: '须先培训',
    restricted: '限指定单位',
    bySample: '按样品收费',
    noPrice: '价格未公布',
    more: '下一页',
    nothing: '没有找到合适的。',
    nothingHint: '放宽一个条件再试：',
    loosen: { time: '不限时间', facility: '所有平台', mine: '也看我还不能约的', kind: '所有类型', words: '不限关键词' },
  },
  'zh-Hant': {
    title: '找儀器',
    words: '關鍵字',
    wordsHint: '名稱、型號、技術或財產編號',
    kind: '類型',
    kinds: { instrument: '儀器', space: '空間', expert: '專家' },
    anyKind: '全部類型',
    facility: '平台',
    anyFacility: '全部平台',
    building: '樓棟',
    anyBuilding: '全部樓棟',
    when: '什麼時候有空',
    date: '日期',
    from: '從',
    until: '到',
    length: '連續',
    mine: '只看我能預約的',
    filters: '更多條件',
    find: '找',
    clear: '清除條件',
    results: '結果',
    hourly: (price) => `${price} / 小時`,
    eachTime: (price) => `${price} / 次`,
    next: (time) => `${time} 起有空`,
    freeFor: (range) => `可約 ${range}`,
    full: '一週內已約滿',
    unavailable: '停用檢修中',
    draft: '尚未公開',
    training: '須先受訓',
    restricted: '限指定單位',
    bySample: '按樣品收費',
    noPrice: '價格未公布',
    more: '下一頁',
    nothing: '找不到合適的。',
    nothingHint: '放寬一個條件再試：',
    loosen: {
      time: '不限時間',
      facility: '所有平台',
      mine: '也看我還不能預約的',
      kind: '所有類型',
      words: '不限關鍵字',
    },
  },
  en: {
    title: 'Find',
    words: 'Words',
    wordsHint: 'Name, model, technique or asset number',
    kind: 'Kind',
    kinds: { instrument: 'Instruments', space: 'Spaces', expert: 'Experts' },
    anyKind: 'All kinds',
    facility: 'Facility',
    anyFacility: 'All facilities',
    building: 'Building',
    anyBuilding: 'All buildings',
    when: 'When it is free',
    date: 'Date',
    from: 'From',
    until: 'Until',
    length: 'For',
    mine: 'Only what I may book',
    filters: 'More filters',
    find: 'Find',
    clear: 'Clear filters',
    results: 'Results',
    hourly: (price) => `${price} / h`,
    eachTime: (price) => `${price} a run`,
    next: (time) => `Free from ${time}`,
    freeFor: (range) => `Free ${range}`,
    full: 'Booked out for a week',
    unavailable: 'Out of service',
    draft: 'Not published yet',
    training: 'training needed',
    restricted: 'for certain firms',
    bySample: 'paid by sample',
    noPrice: 'no price published',
    more: 'Next page',
    nothing: 'Nothing fits.',
    nothingHint: 'Let go of one condition:',
    loosen: {
      time: 'At any time',
      facility: 'At every facility',
      mine: 'Also what I may not book yet',
      kind: 'Of every kind',
      words: 'Without these words',
    },
  },
}

/** The find page's words in the reader's language. */
export function findTextIn(locale: Locale): FindText {
  return texts[locale]
}
