import type { Spoken } from '../../platform/i18n/words.ts'
import type { ImportedLine } from '../../resources/import-report.ts'

type Outcome = ImportedLine['outcome']

export interface CatalogueText {
  readonly title: string
  readonly intro: string
  readonly save: string
  readonly file: string
  readonly fileHint: string
  readonly look: string
  readonly noFile: string
  readonly notCsv: (line: number) => string
  readonly missing: (columns: string) => string
  readonly notText: string
  readonly report: string
  readonly applied: string
  readonly outcomes: Readonly<Record<Outcome, string>>
  readonly all: string
  readonly unknown: (columns: string) => string
  readonly went: (facility: string) => string
  readonly line: string
  readonly lines: string
  readonly outcome: string
  readonly why: string
  readonly changes: (columns: string) => string
  readonly none: string
  readonly more: string
  readonly apply: (count: number) => string
  readonly nothing: string
  readonly replaced: string
}

/** The words for the catalogue as a file. */
export const catalogueText: Spoken<CatalogueText> = {
  'zh-Hans': {
    title: '导入设备',
    intro: '先上传文件，看清每一行会怎样，再应用。导出的文件可以改好再导入；空着的格子保持不变。',
    save: '导出现有设备',
    file: 'CSV 文件',
    fileHint: 'UTF-8，第一行为列名；也可用 NEMO 的设备表。最大 8 MB。',
    look: '预览',
    noFile: '请选择一个文件。',
    notCsv: (line) => `从第 ${line} 行起不是 CSV。`,
    missing: (columns) => `缺少列：${columns}`,
    notText: '文件不是 UTF-8 文本。',
    report: '预览：还没有改动',
    applied: '已应用',
    outcomes: { new: '新增', changed: '变更', unchanged: '不变', refused: '拒绝' },
    all: '全部',
    unknown: (columns) => `不认识的列，未读取：${columns}`,
    went: (facility) => `未写明平台的行归入 ${facility}。`,
    line: '行',
    lines: '逐行结果',
    outcome: '结果',
    why: '说明',
    changes: (columns) => `改动 ${columns}`,
    none: '没有这样的行。',
    more: '后面的行',
    apply: (count) => `应用 ${count} 行`,
    nothing: '没有可应用的行。',
    replaced: '这份文件已被后来上传的代替；下面是现在的这一份。',
  },
  'zh-Hant': {
    title: '匯入設備',
    intro: '先上傳檔案，看清每一列會怎樣，再套用。匯出的檔案可以改好再匯入；留空的欄位維持不變。',
    save: '匯出現有設備',
    file: 'CSV 檔案',
    fileHint: 'UTF-8，第一列為欄名；也可用 NEMO 的設備表。最大 8 MB。',
    look: '預覽',
    noFile: '請選擇一個檔案。',
    notCsv: (line) => `從第 ${line} 列起不是 CSV。`,
    missing: (columns) => `缺少欄位：${columns}`,
    notText: '檔案不是 UTF-8 文字。',
    report: '預覽：尚未變更',
    applied: '已套用',
    outcomes: { new: '新增', changed: '變更', unchanged: '不變', refused: '拒絕' },
    all: '全部',
    unknown: (columns) => `不認得的欄位，未讀取：${columns}`,
    went: (facility) => `未寫明平台的列歸入 ${facility}。`,
    line: '列',
    lines: '逐列結果',
    outcome: '結果',
    why: '說明',
    changes: (columns) => `變更 ${columns}`,
    none: '沒有這樣的列。',
    more: '後面的列',
    apply: (count) => `套用 ${count} 列`,
    nothing: '沒有可套用的列。',
    replaced: '這份檔案已被後來上傳的取代；下面是現在的這一份。',
  },
  en: {
    title: 'Import machines',
    intro: 'Send a file, see what would become of each line, then apply it. An export can be edited and sent back.',
    save: 'Export the machines there are',
    file: 'CSV file',
    fileHint:
      'UTF-8, columns named in its first line; blank cells stay as they are. At most 8 MB. NEMO’s tool list too.',
    look: 'Preview',
    noFile: 'Choose a file.',
    notCsv: (line) => `It is no CSV from line ${line} on.`,
    missing: (columns) => `Columns are missing: ${columns}`,
    notText: 'It is no text in UTF-8.',
    report: 'Preview: nothing is changed yet',
    applied: 'Applied',
    outcomes: { new: 'new', changed: 'changed', unchanged: 'unchanged', refused: 'refused' },
    all: 'All',
    unknown: (columns) => `Columns that mean nothing here, and were not read: ${columns}`,
    went: (facility) => `Lines that name no facility belong to ${facility}.`,
    line: 'Line',
    lines: 'Line by line',
    outcome: 'Outcome',
    why: 'Why',
    changes: (columns) => `changes ${columns}`,
    none: 'There is no such line.',
    more: 'Lines after these',
    apply: (count) => (count === 1 ? 'Apply 1 line' : `Apply ${count.toLocaleString('en')} lines`),
    nothing: 'There is no line to apply.',
    replaced: 'That file was replaced by a later one: this is it.',
  },
}
