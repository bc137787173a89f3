import type { Spoken } from '../../platform/i18n/words.ts'

export interface JudgedFileText {
  readonly look: string
  readonly line: string
  readonly lines: string
  readonly result: string
  readonly nothing: string
  readonly again: string
  readonly noFile: string
  readonly notUtf8: string
  readonly empty: string
  readonly tooMany: string
  readonly notCsv: (line: number) => string
  readonly missing: (columns: string) => string
  readonly repeated: (columns: string) => string
}

/** What is said of every file that is looked at line by line before anything of it is recorded. */
export const judgedFileText: Spoken<JudgedFileText> = {
  'zh-Hans': {
    look: '核对',
    line: '行',
    lines: '逐行结果',
    result: '结果',
    nothing: '没有可以登记的行。',
    again: '刚才有人同时在登记，请再核对一次。',
    noFile: '请选择文件。',
    notUtf8: '文件不是 UTF-8 编码。请在 Excel 中另存为“CSV UTF-8”。',
    empty: '文件里除列名外没有内容。',
    tooMany: '超过 500 行，请分成几个文件。',
    notCsv: (line) => `第 ${line} 行不是 CSV。`,
    missing: (columns) => `缺少列：${columns}。`,
    repeated: (columns) => `有几列都可能是：${columns}。请每样只留一列。`,
  },
  'zh-Hant': {
    look: '核對',
    line: '行',
    lines: '逐行結果',
    result: '結果',
    nothing: '沒有可以登記的行。',
    again: '剛才有人同時在登記，請再核對一次。',
    noFile: '請選擇檔案。',
    notUtf8: '檔案不是 UTF-8 編碼。請在 Excel 中另存為「CSV UTF-8」。',
    empty: '檔案裡除欄名外沒有內容。',
    tooMany: '超過 500 行，請分成幾個檔案。',
    notCsv: (line) => `第 ${line} 行不是 CSV。`,
    missing: (columns) => `缺少欄位：${columns}。`,
    repeated: (columns) => `有幾欄都可能是：${columns}。請每樣只留一欄。`,
  },
  en: {
    look: 'Compare',
    line: 'Line',
    lines: 'Line by line',
    result: 'Result',
    nothing: 'No line can be recorded.',
    again: 'Somebody else was recording at the same time. Please compare once more.',
    noFile: 'Choose a file.',
    notUtf8: 'The file is not UTF-8. In Excel, save it as “CSV UTF-8”.',
    empty: 'The file holds nothing below its header.',
    tooMany: 'More than 500 lines: please split the file.',
    notCsv: (line) => `Line ${line} is not CSV.`,
    missing: (columns) => `Columns are missing: ${columns}.`,
    repeated: (columns) => `More than one column may be meant by: ${columns}. Please keep one of each.`,
  },
}
