import type { Spoken } from '../../platform/i18n/words.ts'
import type { FileDraftWords } from '../../platform/ui/file-draft.tsx'
import type { PlannedRate } from '../plan-rates.ts'

export interface RateDraftText extends FileDraftWords<PlannedRate['outcome']> {
  readonly title: string
  readonly intro: string
  readonly heads: readonly [resource: string, category: string]
  readonly changed: string
  readonly faults: {
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
    fileHint: 'UTF-8，第一行为列名，最多 20,000 行。',
    save: '导出现行标准',
    report: '预览：还没有发布',
    applied: '已发布',
    outcomes: { new: '新标准', unchanged: '与现行相同', refused: '拒绝' },
    heads: ['资源', '价格类别'],
    apply: (count) => `发布 ${count} 条`,
    nothing: '没有可发布的行。',
    changed: '预览之后价格有变动，没有发布。下面是新的预览。',
    faults: {
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
    fileHint: 'UTF-8，第一列為欄名，最多 20,000 列。',
    save: '匯出現行標準',
    report: '預覽：尚未發布',
    applied: '已發布',
    outcomes: { new: '新標準', unchanged: '與現行相同', refused: '拒絕' },
    heads: ['資源', '價格類別'],
    apply: (count) => `發布 ${count} 筆`,
    nothing: '沒有可發布的列。',
    changed: '預覽之後價格有變動，沒有發布。下面是新的預覽。',
    faults: {
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
    fileHint: 'UTF-8, with a header, at most 20,000 lines.',
    save: 'Save today’s rates',
    report: 'Preview: nothing is published yet',
    applied: 'Published',
    outcomes: { new: 'new', unchanged: 'as in force', refused: 'refused' },
    heads: ['Resource', 'Prices for'],
    apply: (count) => (count === 1 ? 'Publish 1 rate' : `Publish ${count} rates`),
    nothing: 'There is nothing to publish.',
    changed: 'Prices have changed since the preview; nothing was published. This is how it would come out now.',
    faults: {
      cell: (columns) => `Cells that can’t be read: ${columns}`,
      asset: 'No resource has this asset number',
      category: 'No firm has this price category',
      unsaid: 'Nothing is in force to go on: fill every column',
      withOthers: (line) => `Line ${line} of the same resource is refused`,
    },
  },
}
