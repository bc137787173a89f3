import { strToU8, Zip, ZipDeflate } from 'fflate'

/** What a cell holds: text, a number as it counts, an amount with two decimals, a date, or a moment of wall time. */
export type Cell =
  | string
  | { readonly number: number }
  | { readonly amount: string }
  | { readonly date: string }
  | { readonly moment: string }
  | null

export interface Sheet {
  readonly name: string
  /** The first is the head: bold, repeated on every printed page, and kept in view. */
  readonly rows: Iterable<readonly Cell[]>
  /** In characters, by column. */
  readonly widths: readonly number[]
}

/**
 * An XLSX file of the sheets, as it is made: real numbers, real dates, one string per text cell. Sheet names are cut to
 * what Excel takes, and told apart.
 */
export function workbook(sheets: readonly Sheet[]): ReadableStream<Uint8Array> {
  const names = sheetNames(sheets.map(({ name }) => name))
  return new ReadableStream<Uint8Array>({
    start: (out) => {
      const zip = new Zip((error, chunk, final) => {
        if (error) return out.error(error)
        out.enqueue(chunk)
        if (final) out.close()
      })
      for (const [path, text] of frameParts(names)) add(zip, path, [text])
      sheets.forEach((sheet, index) => add(zip, `xl/worksheets/sheet${index + 1}.xml`, sheetText(sheet)))
      zip.end()
    },
  })
}

function add(zip: Zip, path: string, parts: Iterable<string>): void {
  const file = new ZipDeflate(path, { level: 6 })
  // The time of a file in an archive is wall time without a zone: one that says nothing is the same everywhere.
  file.mtime = new Date(1980, 0, 1)
  zip.add(file)
  for (const part of parts) file.push(strToU8(part))
  file.push(new Uint8Array(0), true)
}

const rowsAtOnce = 500

function* sheetText({ rows, widths }: Sheet): Generator<string> {
  yield (
    `${xmlHead}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2"` +
    ` activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths
      .map((width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`)
      .join('')}</cols><sheetData>`
  )
  let held = ''
  let number = 0
  for (const row of rows) {
    number += 1
    held += rowText(row, number)
    if (number % rowsAtOnce > 0) continue
    yield held
    held = ''
  }
  yield `${held}</sheetData></worksheet>`
}

function rowText(cells: readonly Cell[], number: number): string {
  const texts = cells.map((cell, column) => cellText(cell, `${columnName(column)}${number}`, number === 1))
  return `<row r="${number}">${texts.join('')}</row>`
}

const styles = { plain: 0, head: 1, amount: 2, date: 3, moment: 4, number: 5 } as const

function cellText(cell: Cell, place: string, isHead: boolean): string {
  if (cell === null || cell === '') return ''
  if (typeof cell === 'string') {
    const style = isHead ? ` s="${styles.head}"` : ''
    return `<c r="${place}" t="inlineStr"${style}><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`
  }
  if ('number' in cell) return `<c r="${place}" s="${styles.number}"><v>${cell.number}</v></c>`
  if ('amount' in cell) return `<c r="${place}" s="${styles.amount}"><v>${cell.amount}</v></c>`
  if ('date' in cell) return `<c r="${place}" s="${styles.date}"><v>${serialOf(cell.date)}</v></c>`
  return `<c r="${place}" s="${styles.moment}"><v>${serialOf(cell.moment)}</v></c>`
}

/** Days since 30 December 1899, as spreadsheets count: of `2026-11-23` or `2026-11-23 14:30`. */
function serialOf(text: string): number {
  const [date = '', time = '00:00'] = text.split(' ')
  return (Date.parse(`${date}T${time}:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000
}

function columnName(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26))
  return column < 26 ? letter : columnName(Math.floor(column / 26) - 1) + letter
}

// XML takes no control characters at all, not even as references.
// oxlint-disable-next-line no-control-regex
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g

function escaped(text: string): string {
  return text
    .replaceAll(forbidden, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

const longestName = 31

function sheetNames(wanted: readonly string[]): string[] {
  const taken = new Set<string>()
  return wanted.map((name) => {
    const plain = name.replaceAll(/[\\/?*[\]:']/g, ' ').trim() || 'Sheet'
    let own = plain.slice(0, longestName)
    for (let next = 2; taken.has(own.toLowerCase()); next++) own = `${plain.slice(0, longestName - 5)} (${next})`
    taken.add(own.toLowerCase())
    return own
  })
}

const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

function frameParts(names: readonly string[]): [path: string, text: string][] {
  const numbers = names.map((_, index) => index + 1)
  const parts = numbers.map(
    (n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${type}.worksheet+xml"/>`,
  )
  const sheets = names.map(
    (name, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  )
  const titles = names.map(
    (name, index) =>
      `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">'${escaped(name)}'!$1:$1</definedName>`,
  )
  const links = numbers.map(
    (n) => `<Relationship Id="rId${n}" Type="${office}/worksheet" Target="worksheets/sheet${n}.xml"/>`,
  )
  const styleLink = `<Relationship Id="rId${names.length + 1}" Type="${office}/styles" Target="styles.xml"/>`
  return [
    [
      '[Content_Types].xml',
      `${xmlHead}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/>${parts.join('')}</Types>`,
    ],
    [
      '_rels/.rels',
      `${xmlHead}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `${xmlHead}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${sheets.join('')}</sheets><definedNames>${titles.join('')}</definedNames></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${xmlHead}<Relationships xmlns="${packages}/relationships">${links.join('')}${styleLink}</Relationships>`,
    ],
    ['xl/styles.xml', stylesText],
  ]
}

const stylesText =
  `${xmlHead}<styleSheet xmlns="${main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>` +
  '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts><fonts count="2"><font><sz val="11"/></font>' +
  '<font><b/><sz val="11"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills>' +
  '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="6">' +
  '<xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/><xf xfId="0" numFmtId="4" applyNumberFormat="1"/>' +
  '<xf xfId="0" numFmtId="164" applyNumberFormat="1"/><xf xfId="0" numFmtId="165" applyNumberFormat="1"/>' +
  '<xf xfId="0"/></cellXfs></styleSheet>'
