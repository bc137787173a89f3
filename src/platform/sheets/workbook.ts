import { strToU8, Zip, ZipDeflate } from 'fflate'
import { escaped } from './xml-text.ts'
import { frameParts, main, xmlHead } from './workbook-frame.ts'

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
  readonly rows: Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>
  /** In characters, by column. */
  readonly widths: readonly number[]
}

/**
 * An XLSX file of the sheets, made as it is read: no more of it is in memory than some hundred rows. Real numbers, real
 * dates, one string per text cell. Sheet names are cut to what Excel takes, and told apart.
 */
export function workbook(sheets: readonly Sheet[]): ReadableStream<Uint8Array> {
  const chunks = written(sheets)
  return new ReadableStream<Uint8Array>({
    pull: async (out) => {
      const { done, value } = await chunks.next()
      if (done) out.close()
      else out.enqueue(value)
    },
    cancel: async () => void (await chunks.return(undefined)),
  })
}

async function* written(sheets: readonly Sheet[]): AsyncGenerator<Uint8Array, undefined> {
  const made: Uint8Array[] = []
  const zip = new Zip((error, chunk) => {
    if (error) throw error
    made.push(chunk)
  })
  const names = sheetNames(sheets.map(({ name }) => name))
  for (const [path, text] of frameParts(names)) {
    const file = opened(zip, path)
    file.push(strToU8(text), true)
  }
  for (const [index, sheet] of sheets.entries()) {
    const file = opened(zip, `xl/worksheets/sheet${index + 1}.xml`)
    for await (const part of sheetText(sheet)) {
      file.push(strToU8(part))
      yield* made.splice(0)
    }
    file.push(new Uint8Array(0), true)
  }
  zip.end()
  yield* made.splice(0)
}

function opened(zip: Zip, path: string): ZipDeflate {
  const file = new ZipDeflate(path, { level: 6 })
  // The time of a file in an archive is wall time without a zone: one that says nothing is the same everywhere.
  file.mtime = new Date(1980, 0, 1)
  zip.add(file)
  return file
}

const rowsAtOnce = 500

async function* sheetText({ rows, widths }: Sheet): AsyncGenerator<string> {
  yield (
    `${xmlHead}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2"` +
    ` activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths
      .map((width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`)
      .join('')}</cols><sheetData>`
  )
  let held = ''
  let number = 0
  for await (const row of rows) {
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
