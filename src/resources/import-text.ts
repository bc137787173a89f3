import type { Locale } from '../platform/i18n/locale.ts'
import type { CellFault, ImportReport, LineFault, LineNote } from './import-report.ts'

type Sentences<Fact extends { readonly kind: string }> = {
  readonly [Kind in Fact['kind']]: (fact: Extract<Fact, { kind: Kind }>) => string
}

/** Why a line was refused, in words. */
export function faultText(fault: LineFault, locale: Locale): string {
  return said(faults[locale], fault)
}

/** What a reader should know of a line that was taken, in words. */
export function noteText(note: LineNote, locale: Locale): string {
  return said(notes[locale], note)
}

/** One line that sums an import up. */
export function summaryText({ lines, counts, preview }: ImportReport, locale: Locale): string {
  return summaries[locale](lines.length, counts, preview)
}

// The compiler cannot see that a fact and its own kind's sentence fit; the mapped type above says that they do.
function said<Fact extends { readonly kind: string }>(sentences: Sentences<Fact>, fact: Fact): string {
  const sentence = sentences[fact.kind as Fact['kind']] as (one: Fact) => string
  return sentence(fact)
}

const cells: Readonly<Record<Locale, Sentences<CellFault>>> = {
  'zh-Hans': {
    number: ({ from, to }) => `应为 ${from} 到 ${to} 的整数`,
    choice: ({ choices }) => `应为 ${choices.join('、')} 之一`,
    'too-long': ({ most }) => `最多 ${most} 个字符`,
    money: () => '应为金额，如 1,234.50',
    hours: () => '应为开放时间，如 Mon-Fri 08:00-22:00; Sat 09:00-17:00',
    cancellation: () => '应为开始前的分钟数，或 day-before 18:00',
  },
  'zh-Hant': {
    number: ({ from, to }) => `應為 ${from} 到 ${to} 的整數`,
    choice: ({ choices }) => `應為 ${choices.join('、')} 之一`,
    'too-long': ({ most }) => `最多 ${most} 個字元`,
    money: () => '應為金額，如 1,234.50',
    hours: () => '應為開放時間，如 Mon-Fri 08:00-22:00; Sat 09:00-17:00',
    cancellation: () => '應為開始前的分鐘數，或 day-before 18:00',
  },
  en: {
    number: ({ from, to }) => `is a whole number from ${from} to ${to}`,
    choice: ({ choices }) => `is one of ${choices.join(', ')}`,
    'too-long': ({ most }) => `has at most ${most} characters`,
    money: () => 'is an amount, like 1,234.50',
    hours: () => 'is a week, like Mon-Fri 08:00-22:00; Sat 09:00-17:00',
    cancellation: () => 'is minutes before the start, or day-before 18:00',
  },
}

const faults: Readonly<Record<Locale, Sentences<LineFault>>> = {
  'zh-Hans': {
    cell: ({ column, value, fault }) => `${column} ${said(cells['zh-Hans'], fault)}，而不是“${value}”`,
    cells: ({ expected, found }) => `表头有 ${expected} 列，这一行有 ${found} 列`,
    missing: ({ column }) => `缺少 ${column}`,
    repeated: ({ line }) => `资产编号与第 ${line} 行重复`,
    'facility-unknown': ({ facility }) => `没有您管理的平台“${facility}”`,
    'asset-elsewhere': () => '该资产编号属于您不管理的平台',
    'price-not-yours': () => '已有资源的价格由园区财务发布',
    lengths: ({ minMinutes, maxMinutes }) => `最短 ${minMinutes} 分钟大于最长 ${maxMinutes} 分钟`,
    'fewer-units': ({ expected, found }) => `现有 ${expected} 台（位），文件只列出 ${found}；停用请逐台处理`,
  },
  'zh-Hant': {
    cell: ({ column, value, fault }) => `${column} ${said(cells['zh-Hant'], fault)}，而不是「${value}」`,
    cells: ({ expected, found }) => `表頭有 ${expected} 欄，這一列有 ${found} 欄`,
    missing: ({ column }) => `缺少 ${column}`,
    repeated: ({ line }) => `資產編號與第 ${line} 列重複`,
    'facility-unknown': ({ facility }) => `沒有您管理的平台「${facility}」`,
    'asset-elsewhere': () => '此資產編號屬於您不管理的平台',
    'price-not-yours': () => '既有資源的價格由園區財務發布',
    lengths: ({ minMinutes, maxMinutes }) => `最短 ${minMinutes} 分鐘大於最長 ${maxMinutes} 分鐘`,
    'fewer-units': ({ expected, found }) => `現有 ${expected} 台（位），檔案只列出 ${found}；停用請逐台處理`,
  },
  en: {
    cell: ({ column, value, fault }) => `${column} ${said(cells.en, fault)}, not “${value}”`,
    cells: ({ expected, found }) => `the header has ${expected} columns, this line has ${found}`,
    missing: ({ column }) => `${column} is missing`,
    repeated: ({ line }) => `the asset number is that of line ${line}`,
    'facility-unknown': ({ facility }) => `there is no facility “${facility}” that you manage`,
    'asset-elsewhere': () => 'the asset number belongs to a facility that you do not manage',
    'price-not-yours': () => 'the price of a resource that is there is published by the park’s finance',
    lengths: ({ minMinutes, maxMinutes }) =>
      `the shortest booking, ${minMinutes} min, is longer than the longest, ${maxMinutes}`,
    'fewer-units': ({ expected, found }) =>
      `there are ${expected} units and the file has ${found}: retire units one by one`,
  },
}

const notes: Readonly<Record<Locale, Sentences<LineNote>>> = {
  'zh-Hans': {
    'limit-never-binds': ({ column, value }) => `${column} 为 ${value}，一天内不可能达到，未采用`,
    'no-price': () => '没有收费标准，暂不可预约',
  },
  'zh-Hant': {
    'limit-never-binds': ({ column, value }) => `${column} 為 ${value}，一天內不可能達到，未採用`,
    'no-price': () => '沒有收費標準，暫不可預約',
  },
  en: {
    'limit-never-binds': ({ column, value }) => `${column} is ${value}, which no day has room for: not taken`,
    'no-price': () => 'it has no price, so nobody can book it yet',
  },
}

const summaries: Readonly<Record<Locale, (lines: number, counts: ImportReport['counts'], preview: boolean) => string>> =
  {
    'zh-Hans': (lines, c, preview) =>
      `${preview ? '预览，' : ''}共 ${lines} 行：新增 ${c.new}，变更 ${c.changed}，不变 ${c.unchanged}，拒绝 ${c.refused}`,
    'zh-Hant': (lines, c, preview) =>
      `${preview ? '預覽，' : ''}共 ${lines} 列：新增 ${c.new}，變更 ${c.changed}，不變 ${c.unchanged}，拒絕 ${c.refused}`,
    en: (lines, c, preview) =>
      `${lines} lines: ${c.new} new, ${c.changed} changed, ${c.unchanged} unchanged, ${c.refused} refused` +
      (preview ? ' (a preview: nothing was changed)' : ''),
  }
