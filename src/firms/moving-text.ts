import type { Locale } from '../platform/i18n/locale.ts'
import type { Spoken } from '../platform/i18n/words.ts'
import type { CellWish, FileFault, MovingFault, MovingReport } from './moving-in.ts'

type Sentences<Fact extends { readonly kind: string }> = {
  readonly [Kind in Fact['kind']]: (fact: Extract<Fact, { kind: Kind }>) => string
}

/** Why a line was refused, in words. */
export function movingFaultText(fault: MovingFault, locale: Locale): string {
  return said(faults[locale], fault)
}

/** Why a file can't be read at all, in words. */
export function fileFaultText(fault: FileFault, locale: Locale): string {
  return said(files[locale], fault)
}

/** One line that sums an import up. */
export function movingSummary({ lines, counts, preview }: MovingReport, locale: Locale): string {
  return summaries[locale](lines.length, counts, preview)
}

// The compiler cannot see that a fact and its own kind's sentence fit; the mapped type above says that they do.
function said<Fact extends { readonly kind: string }>(sentences: Sentences<Fact>, fact: Fact): string {
  const sentence = sentences[fact.kind as Fact['kind']] as (one: Fact) => string
  return sentence(fact)
}

const wishes: Spoken<Readonly<Record<CellWish, (choices: readonly string[]) => string>>> = {
  'zh-Hans': {
    text: () => '应为一行文字，不过长，不含看不见的字符',
    choice: (choices) => `应为 ${choices.join('、')} 之一`,
    'credit-code': () => '应为 18 位统一社会信用代码，校验位要对',
    domains: () => '应为邮箱域名，如 helix.example，多个用 | 分隔',
    address: () => '应为邮箱地址，多个用 | 分隔',
    roles: (choices) => `应为 ${choices.join('、')} 中的角色，多个用 | 分隔`,
    day: () => '应为日期，如 2027-01-31',
    money: () => '应为金额，如 120000 或 1,234.50',
  },
  'zh-Hant': {
    text: () => '應為一行文字，不過長，不含看不見的字元',
    choice: (choices) => `應為 ${choices.join('、')} 之一`,
    'credit-code': () => '應為 18 碼統一社會信用代碼，檢查碼要對',
    domains: () => '應為電子郵件網域，如 helix.example，多個以 | 分隔',
    address: () => '應為電子郵件地址，多個以 | 分隔',
    roles: (choices) => `應為 ${choices.join('、')} 中的角色，多個以 | 分隔`,
    day: () => '應為日期，如 2027-01-31',
    money: () => '應為金額，如 120000 或 1,234.50',
  },
  en: {
    text: () => 'is one line of words, not too long, without characters that nobody sees',
    choice: (choices) => `is one of ${choices.join(', ')}`,
    'credit-code': () => 'is a unified social credit code of 18 characters whose check character fits',
    domains: () => 'is an e-mail domain like helix.example, several with | between them',
    address: () => 'is an e-mail address, several with | between them',
    roles: (choices) => `is one or more of ${choices.join(', ')}, with | between them`,
    day: () => 'is a day like 2027-01-31',
    money: () => 'is an amount like 120000 or 1,234.50',
  },
}

const faults: Spoken<Sentences<MovingFault>> = {
  'zh-Hans': {
    cell: ({ column, value, wish, choices = [] }) => `${column} ${wishes['zh-Hans'][wish](choices)}，而不是“${value}”`,
    cells: ({ expected, found }) => `表头有 ${expected} 列，这一行有 ${found} 列`,
    missing: ({ column }) => `缺少 ${column}`,
    repeated: ({ line }) => `与第 ${line} 行重复`,
    unknown: ({ column, value }) => `${column}：没有“${value}”`,
    taken: ({ column, value }) => `${column}：“${value}”已属于另一家单位`,
    departed: ({ value }) => `“${value}”已离园`,
    'role-misplaced': ({ role, column }) => `角色 ${role} 需要填 ${column}`,
    'no-role': ({ column }) => (column === 'roles' ? '缺少角色' : `填了 ${column}，却没有它的角色`),
    'not-member': ({ value }) => `${value} 不是该单位的成员，请先导入人员`,
    days: () => '结束日期早于开始日期',
  },
  'zh-Hant': {
    cell: ({ column, value, wish, choices = [] }) =>
      `${column} ${wishes['zh-Hant'][wish](choices)}，而不是「${value}」`,
    cells: ({ expected, found }) => `表頭有 ${expected} 欄，這一列有 ${found} 欄`,
    missing: ({ column }) => `缺少 ${column}`,
    repeated: ({ line }) => `與第 ${line} 列重複`,
    unknown: ({ column, value }) => `${column}：沒有「${value}」`,
    taken: ({ column, value }) => `${column}：「${value}」已屬於另一個單位`,
    departed: ({ value }) => `「${value}」已離園`,
    'role-misplaced': ({ role, column }) => `角色 ${role} 需要填 ${column}`,
    'no-role': ({ column }) => (column === 'roles' ? '缺少角色' : `填了 ${column}，卻沒有它的角色`),
    'not-member': ({ value }) => `${value} 不是該單位的成員，請先匯入人員`,
    days: () => '結束日期早於開始日期',
  },
  en: {
    cell: ({ column, value, wish, choices = [] }) => `${column} ${wishes.en[wish](choices)}, not “${value}”`,
    cells: ({ expected, found }) => `the header has ${expected} columns, this line has ${found}`,
    missing: ({ column }) => `${column} is missing`,
    repeated: ({ line }) => `it repeats line ${line}`,
    unknown: ({ column, value }) => `${column}: there is no “${value}”`,
    taken: ({ column, value }) => `${column}: “${value}” belongs to another firm already`,
    departed: ({ value }) => `“${value}” has left the park`,
    'role-misplaced': ({ role, column }) => `the role ${role} needs a ${column}`,
    'no-role': ({ column }) => (column === 'roles' ? 'roles are missing' : `there is a ${column}, but no role for it`),
    'not-member': ({ value }) => `${value} is no member of the firm: import people first`,
    days: () => 'it ends before it starts',
  },
}

const files: Spoken<Sentences<FileFault>> = {
  'zh-Hans': {
    'not-utf8': ({ line }) => `第 ${line} 行不是 UTF-8 编码（可能是 GBK）。请在 Excel 中另存为“CSV UTF-8”。`,
    'not-csv': ({ line }) => `从第 ${line} 行起不是 CSV，或超过 20,000 行。`,
    columns: ({ missing }) => `表头缺少 ${missing.join('、')}。`,
    empty: () => '文件里除了表头没有内容。',
  },
  'zh-Hant': {
    'not-utf8': ({ line }) => `第 ${line} 列不是 UTF-8 編碼（可能是 Big5 或 GBK）。請在 Excel 中另存為「CSV UTF-8」。`,
    'not-csv': ({ line }) => `從第 ${line} 列起不是 CSV，或超過 20,000 列。`,
    columns: ({ missing }) => `表頭缺少 ${missing.join('、')}。`,
    empty: () => '檔案裡除了表頭沒有內容。',
  },
  en: {
    'not-utf8': ({ line }) => `Line ${line} is not UTF-8, but perhaps GBK. In Excel, save it as “CSV UTF-8”.`,
    'not-csv': ({ line }) => `From line ${line} on it is not CSV, or there are more than 20,000 lines.`,
    columns: ({ missing }) => `The header lacks ${missing.join(', ')}.`,
    empty: () => 'There is nothing in it but the header.',
  },
}

const summaries: Spoken<(lines: number, counts: MovingReport['counts'], preview: boolean) => string> = {
  'zh-Hans': (lines, c, preview) =>
    `${preview ? '预览，' : ''}共 ${lines} 行：新增 ${c.new}，变更 ${c.changed}，不变 ${c.unchanged}，拒绝 ${c.refused}`,
  'zh-Hant': (lines, c, preview) =>
    `${preview ? '預覽，' : ''}共 ${lines} 列：新增 ${c.new}，變更 ${c.changed}，不變 ${c.unchanged}，拒絕 ${c.refused}`,
  en: (lines, c, preview) =>
    `${lines} lines: ${c.new} new, ${c.changed} changed, ${c.unchanged} unchanged, ${c.refused} refused` +
    (preview ? ' (a preview: nothing was changed)' : ''),
}
