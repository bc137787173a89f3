import type { Spoken } from '../../platform/i18n/words.ts'

export interface TogetherText {
  readonly title: (count: number) => string
  readonly and: (count: number) => string
  readonly nothingChosen: string
  readonly back: string
  readonly hours: string
  readonly rules: string
  readonly rulesHint: string
  readonly tags: string
  readonly tagsAdd: string
  readonly tagsRemove: string
  readonly tagsHint: string
  readonly prices: string
  readonly pricesNot: string
  readonly priceFrom: string
  readonly priceDay: string
  readonly preview: string
  readonly noSource: string
  readonly nothingSaid: string
  readonly pastDay: string
  readonly notNumber: (expected: string) => string
  readonly outcome: (changed: number, same: number) => string
  readonly outside: (count: number) => string
  readonly nobody: string
  readonly overtaken: string
  readonly apply: (count: number) => string
  readonly machine: string
  readonly before: string
  readonly after: string
  readonly same: string
  readonly bookings: (count: number) => string
  readonly bookingsTitle: string
  readonly firstOf: (shown: number, all: number) => string
  readonly noTags: string
  readonly noPrice: string
}

/** The words for what is changed of several machines at once. */
export const togetherText: Spoken<TogetherText> = {
  'zh-Hans': {
    title: (count) => `一起修改 ${count} 台`,
    and: (count) => `等 ${count} 台`,
    nothingChosen: '还没有选择设备。',
    back: '回到设备列表',
    hours: '开放时间',
    rules: '规则',
    rulesHint: '空着的保持不变。',
    tags: '标签',
    tagsAdd: '加上',
    tagsRemove: '去掉',
    tagsHint: '多个标签用逗号分开。',
    prices: '价格',
    pricesNot: '价格由园区财务发布。',
    priceFrom: '与这台设备相同（资产编号）',
    priceDay: '自此日起',
    preview: '预览',
    noSource: '没有这台设备，或不归您管理。',
    nothingSaid: '还没有说明要改什么。',
    pastDay: '不能早于今天。',
    notNumber: (expected) => `应为 ${expected}`,
    outcome: (changed, same) => (same === 0 ? `${changed} 台会改变。` : `${changed} 台会改变，${same} 台本来如此。`),
    outside: (count) => `${count} 个预约将不在新的开放时间内：预约保留并标记，会通知本人一次。`,
    nobody: '没有预约受影响。',
    overtaken: '刚才有了变化，请重新看一遍再确认。没有作任何修改。',
    apply: (count) => `修改这 ${count} 台`,
    machine: '设备',
    before: '现在',
    after: '改为',
    same: '不变',
    bookings: (count) => `${count} 个预约`,
    bookingsTitle: '受影响的预约',
    firstOf: (shown, all) => `只列出前 ${shown} 个，共 ${all} 个。`,
    noTags: '无标签',
    noPrice: '无价格',
  },
  'zh-Hant': {
    title: (count) => `一起修改 ${count} 台`,
    and: (count) => `等 ${count} 台`,
    nothingChosen: '還沒有選擇設備。',
    back: '回到設備列表',
    hours: '開放時間',
    rules: '規則',
    rulesHint: '留空的維持不變。',
    tags: '標籤',
    tagsAdd: '加上',
    tagsRemove: '移除',
    tagsHint: '多個標籤以逗號分開。',
    prices: '價格',
    pricesNot: '價格由園區財務發布。',
    priceFrom: '與這台設備相同（資產編號）',
    priceDay: '自此日起',
    preview: '預覽',
    noSource: '沒有這台設備，或不歸您管理。',
    nothingSaid: '還沒有說明要改什麼。',
    pastDay: '不能早於今天。',
    notNumber: (expected) => `應為 ${expected}`,
    outcome: (changed, same) => (same === 0 ? `${changed} 台會改變。` : `${changed} 台會改變，${same} 台本來如此。`),
    outside: (count) => `${count} 筆預約將不在新的開放時間內：預約保留並標記，會通知本人一次。`,
    nobody: '沒有預約受影響。',
    overtaken: '剛才有了變化，請重新看一遍再確認。沒有做任何修改。',
    apply: (count) => `修改這 ${count} 台`,
    machine: '設備',
    before: '現在',
    after: '改為',
    same: '不變',
    bookings: (count) => `${count} 筆預約`,
    bookingsTitle: '受影響的預約',
    firstOf: (shown, all) => `只列出前 ${shown} 筆，共 ${all} 筆。`,
    noTags: '無標籤',
    noPrice: '無價格',
  },
  en: {
    title: (count) => (count === 1 ? 'Change 1 machine' : `Change ${count.toLocaleString('en')} machines`),
    and: (count) => `and ${count.toLocaleString('en')} more`,
    nothingChosen: 'No machine is chosen yet.',
    back: 'Back to the machines',
    hours: 'Opening hours',
    rules: 'Rules',
    rulesHint: 'What is left empty stays as it is.',
    tags: 'Tags',
    tagsAdd: 'Add',
    tagsRemove: 'Remove',
    tagsHint: 'Several are told apart by commas.',
    prices: 'Prices',
    pricesNot: 'Prices are published by the park’s finance.',
    priceFrom: 'Those of the machine with this number',
    priceDay: 'From this day on',
    preview: 'Preview',
    noSource: 'There is no such machine that you manage.',
    nothingSaid: 'Nothing is said yet that would change.',
    pastDay: 'Not before today.',
    notNumber: (expected) => `One of ${expected}`,
    outcome: (changed, same) => {
      const those = changed === 1 ? '1 machine changes' : `${changed.toLocaleString('en')} machines change`
      return same === 0 ? `${those}.` : `${those}, ${same.toLocaleString('en')} are like that already.`
    },
    outside: (count) => {
      const those = count === 1 ? '1 booking comes' : `${count} bookings come`
      return `${those} to stand outside the new hours: kept and marked, and each owner told once.`
    },
    nobody: 'No booking is affected.',
    overtaken: 'Something has changed since: look once more, and say yes again. Nothing was done.',
    apply: (count) => (count === 1 ? 'Change this machine' : `Change these ${count.toLocaleString('en')}`),
    machine: 'Machine',
    before: 'Now',
    after: 'Then',
    same: 'Stays',
    bookings: (count) => (count === 1 ? '1 booking' : `${count} bookings`),
    bookingsTitle: 'Bookings affected',
    firstOf: (shown, all) => `The first ${shown} of ${all}.`,
    noTags: 'No tags',
    noPrice: 'No price',
  },
}
