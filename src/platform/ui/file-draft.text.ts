import type { Spoken } from '../i18n/words.ts'

export interface FileDraftText {
  readonly file: string
  readonly look: string
  readonly noFile: string
  readonly notText: string
  readonly notCsv: (line: number) => string
  readonly missing: (columns: string) => string
  readonly unknown: (columns: string) => string
  readonly line: string
  readonly lines: string
  readonly outcome: string
  readonly why: string
  readonly none: string
  readonly more: string
  readonly replaced: string
}

/** What is said of every file that is looked at line by line before it is applied. */
export const fileDraftText: Spoken<FileDraftText> = {
  'zh-Hans': {
    file: 'CSV 文件',
    look: '预览',
    noFile: '请选择一个文件。',
    notText: '文件不是 UTF-8 文本。',
    notCsv: (line) => `从第 ${line} 行起不是 CSV。`,
    missing: (columns) => `缺少列：${columns}`,
    unknown: (columns) => `不认识的列，未读取：${columns}`,
    line: '行',
    lines: '逐行结果',
    outcome: '结果',
    why: '说明',
    none: '没有这样的行。',
    more: '后面的行',
    replaced: '这份文件已被后来上传的代替；下面是现在的这一份。',
  },
  'zh-Hant': {
    file: 'CSV 檔案',
    look: '預覽',
    noFile: '請選擇一個檔案。',
    notText: '檔案不是 UTF-8 文字。',
    notCsv: (line) => `從第 ${line} 列起不是 CSV。`,
    missing: (columns) => `缺少欄位：${columns}`,
    unknown: (columns) => `不認識的欄位，未讀取：${columns}`,
    line: '列',
    lines: '逐列結果',
    outcome: '結果',
    why: '說明',
    none: '沒有這樣的列。',
    more: '後面的列',
    replaced: '這份檔案已被後來上傳的取代；下面是現在的這一份。',
  },
  en: {
    file: 'CSV file',
    look: 'Preview',
    noFile: 'Choose a file.',
    notText: 'The file is not UTF-8 text.',
    notCsv: (line) => `It is not CSV from line ${line} on.`,
    missing: (columns) => `Columns are missing: ${columns}`,
    unknown: (columns) => `Unknown columns, not read: ${columns}`,
    line: 'Line',
    lines: 'Line by line',
    outcome: 'Outcome',
    why: 'Why',
    none: 'There is no such line.',
    more: 'Further lines',
    replaced: 'Another file was sent since; this is that one.',
  },
}
