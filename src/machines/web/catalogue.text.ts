import type { Spoken } from '../../platform/i18n/words.ts'
import type { FileDraftWords } from '../../platform/ui/file-draft.tsx'
import type { ImportedLine } from '../../resources/import-report.ts'

export interface CatalogueText extends FileDraftWords<ImportedLine['outcome']> {
  readonly title: string
  readonly intro: string
  readonly went: (facility: string) => string
  readonly changes: (columns: string) => string
}

/** The words for the catalogue as a file. */
export const catalogueText: Spoken<CatalogueText> = {
  'zh-Hans': {
    title: '导入设备',
    intro: '先上传文件，看清每一行会怎样，再应用。导出的文件可以改好再导入；空着的格子保持不变。',
    save: '导出现有设备',
    fileHint: 'UTF-8，第一行为列名；也可用 NEMO 的设备表。最大 8 MB。',
    report: '预览：还没有改动',
    applied: '已应用',
    outcomes: { new: '新增', changed: '变更', unchanged: '不变', refused: '拒绝' },
    went: (facility) => `未写明平台的行归入 ${facility}。`,
    changes: (columns) => `改动 ${columns}`,
    apply: (count) => `应用 ${count} 行`,
    nothing: '没有可应用的行。',
  },
  'zh-Hant': {
    title: '匯入設備',
    intro: '先上傳檔案，看清每一列會怎樣，再套用。匯出的檔案可以改好再匯入；留空的欄位維持不變。',
    save: '匯出現有設備',
    fileHint: 'UTF-8，第一列為欄名；也可用 NEMO 的設備表。最大 8 MB。',
    report: '預覽：尚未變更',
    applied: '已套用',
    outcomes: { new: '新增', changed: '變更', unchanged: '不變', refused: '拒絕' },
    went: (facility) => `未寫明平台的列歸入 ${facility}。`,
    changes: (columns) => `變更 ${columns}`,
    apply: (count) => `套用 ${count} 列`,
    nothing: '沒有可套用的列。',
  },
  en: {
    title: 'Import machines',
    intro: 'Send a file, see what would become of each line, then apply it. An export can be edited and sent back.',
    save: 'Export the machines there are',
    fileHint:
      'UTF-8, columns named in its first line; blank cells stay as they are. At most 8 MB. NEMO’s tool list too.',
    report: 'Preview: nothing is changed yet',
    applied: 'Applied',
    outcomes: { new: 'new', changed: 'changed', unchanged: 'unchanged', refused: 'refused' },
    went: (facility) => `Lines that name no facility belong to ${facility}.`,
    changes: (columns) => `changes ${columns}`,
    apply: (count) => (count === 1 ? 'Apply 1 line' : `Apply ${count.toLocaleString('en')} lines`),
    nothing: 'There is no line to apply.',
  },
}
