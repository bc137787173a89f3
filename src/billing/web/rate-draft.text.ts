import type { Spoken } from '../../platform/i18n/words.ts'
import type { PlannedRate } from '../plan-rates.ts'

export interface RateDraftText {
  readonly title: string
  readonly intro: string
  readonly file: string
  readonly fileHint: string
  readonly columns: string
  readonly look: string
  readonly save: string
  readonly faults: {
    readonly noFile: string
    readonly notText: string
    readonly notCsv: (line: number) => string
    readonly missing: (columns: string) => string
  }
  readonly report: string
  readonly applied: string
  readonly outcomes: Readonly<Record<PlannedRate['outcome'], string>>
  readonly unknown: (columns: string) => string
  readonly heads: readonly [line: string, resource: string, category: string, outcome: string, why: string]
  readonly lines: string
  readonly none: string
  readonly more: string
  readonly apply: (count: number) => string
  readonly nothing: string
  readonly replaced: string
  readonly changed: string
  readonly why: {
    readonly cell: (columns: string) => string
    readonly asset: string
    readonly category: string
    readonly unsaid: string
    readonly withOthers: (line: number) => string
  }
}

export const rateDraftText: Spoken<RateDraftText> = {
  'zh-Hans': {
    title: '用文件发布收费标准',
    intro: '先上传文件，看清每一行会怎样，再一次发布。导出的文件可以改好再上传。',
    file: 'CSV 文件',
    fileHint: 'UTF-8，第一行为列名，最多 20,000 行。',
    columns: '列',
    look: '预览',
    save: '导出现行标准',
    faults: {
      noFile: '请选择一个文件。',
      notText: '文件不是 UTF-8 文本。',
      notCsv: (line) => `从第 ${line} 行起不是 CSV。`,
      missing: (columns) => `缺少列：${columns}`,
    },
    report: '预览：还没有发布',
    applied: '已发布',
    outcomes: { new: '新标准', unchanged: '与现行相同', refused: '拒绝' },
    unknown: (columns) => `不认识的列，未读取：${columns}`,
    heads: ['行', '资源', '价格类别', '结果', '说明'],
    lines: '逐行结果',
    none: '没有这样的行。',
    more: '后面的行',
    apply: (count) => `发布 ${count} 条`,
    nothing: '没有可发布的行。',
    replaced: '这份文件已被后来上传的代替；下面是现在的这一份。',
    changed: '预览之后价格有变动，没有发布。下面是新的预览。',
    why: {
      cell: (columns) => `看不懂的格子：${columns}`,
      asset: '没有这个资产编号',
      category: '没有这个价格类别',
      unsaid: '没有现行标准可沿用，请补全各列',
      withOthers: (line) => `同一资源的第 ${line} 行被拒绝`,
    },
  },
  'zh-Hant': {
    title: '以檔案發布收費標準',
    intro: '先上傳檔案，看清每一列會怎樣，再一次發布。匯出的檔案可以改好再上傳。',
    file: 'CSV 檔案',
    fileHint: 'UTF-8，第一列為欄名，最多 20,000 列。',
    columns: '欄位',
    look: '預覽',
    save: '匯出現行標準',
    faults: {
      noFile: '請選擇一個檔案。',
      notText: '檔案不是 UTF-8 文字。',
      notCsv: (line) => `從第 ${line} 列起不是 CSV。`,
      missing: (columns) => `缺少欄位：${columns}`,
    },
    report: '預覽：尚未發布',
    applied: '已發布',
    outcomes: { new: '新標準', unchanged: '與現行相同', refused: '拒絕' },
    unknown: (columns) => `不認識的欄位，未讀取：${columns}`,
    heads: ['列', '資源', '價格類別', '結果', '說明'],
    lines: '逐列結果',
    none: '沒有這樣的列。',
    more: '後面的列',
    apply: (count) => `發布 ${count} 筆`,
    nothing: '沒有可發布的列。',
    replaced: '這份檔案已被後來上傳的取代；下面是現在的這一份。',
    changed: '預覽之後價格有變動，沒有發布。下面是新的預覽。',
    why: {
      cell: (columns) => `看不懂的欄位：${columns}`,
      asset: '沒有這個資產編號',
      category: '沒有這個價格類別',
      unsaid: '沒有現行標準可沿用，請補全各欄',
      withOthers: (line) => `同一資源的第 ${line} 列被拒絕`,
    },
  },
  en: {
    title: 'Publish rates from a file',
    intro:
      'Send the file, see what becomes of each line, then publish all at once. A saved file can be changed and sent.',
    file: 'CSV file',
    fileHint: 'UTF-8, with a header, at most 20,000 lines.',
    columns: 'Columns',
    look: 'Preview',
    save: 'Save today’s rates',
    faults: {
      noFile: 'Choose a file.',
      notText: 'The file is not UTF-8 text.',
      notCsv: (line) => `It is not CSV from line ${line} on.`,
      missing: (columns) => `Columns are missing: ${columns}`,
    },
    report: 'Preview: nothing is published yet',
    applied: 'Published',
    outcomes: { new: 'new', unchanged: 'as in force', refused: 'refused' },
    unknown: (columns) => `Unknown columns, not read: ${columns}`,
    heads: ['Line', 'Resource', 'Prices for', 'Outcome', 'Why'],
    lines: 'Line by line',
    none: 'There is no such line.',
    more: 'Further lines',
    apply: (count) => (count === 1 ? 'Publish 1 rate' : `Publish ${count} rates`),
    nothing: 'There is nothing to publish.',
    replaced: 'Another file was sent since; this is that one.',
    changed: 'Prices have changed since the preview; nothing was published. This is how it would come out now.',
    why: {
      cell: (columns) => `Cells that can’t be read: ${columns}`,
      asset: 'No resource has this asset number',
      category: 'No firm has this price category',
      unsaid: 'Nothing is in force to go on: fill every column',
      withOthers: (line) => `Line ${line} of the same resource is refused`,
    },
  },
}
