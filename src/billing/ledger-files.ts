import { dayOf } from '../kernel/wall-clock.ts'
import { byteOrderMark, csvLines } from '../platform/csv/csv-lines.ts'
import { decimalsOf } from '../platform/i18n/format.ts'
import type { Locale } from '../platform/i18n/locale.ts'
import { amountCell, momentCell } from '../platform/sheets/cells.ts'
import { workbook, type Cell } from '../platform/sheets/workbook.ts'
import { ledgerCells, ledgerDocument, ledgerHeads } from './ledger-document.ts'
import { ledgerTitle } from './ledger-kinds.ts'
import type { LedgerEntry } from './ledger-entry.ts'

/** How a file is told: its language, the park's clock and money. */
export interface Teller {
  readonly locale: Locale
  readonly zone: string
  readonly currency: string
}

type Pages = AsyncGenerator<readonly LedgerEntry[]>

export const ledgerFileKinds = ['csv', 'xlsx', 'json'] as const

export type LedgerFileKind = (typeof ledgerFileKinds)[number]

/** The ledger as a file, written while it is read: a page of it is in memory, however long it is. */
export function ledgerFile(kind: LedgerFileKind, pages: Pages, teller: Teller): ReadableStream<Uint8Array> {
  if (kind === 'xlsx') return ledgerWorkbook(pages, teller)
  return streamOf(kind === 'csv' ? csvParts(pages, teller) : jsonParts(pages, teller))
}

async function* csvParts(pages: Pages, { locale, zone, currency }: Teller): AsyncGenerator<string> {
  yield byteOrderMark + csvLines([ledgerHeads[locale]], 0)
  for await (const entries of pages) {
    const rows = entries.flatMap((entry) => ledgerCells(entry, locale, zone))
    if (rows.length > 0) yield csvLines(rows, decimalsOf(currency))
  }
}

async function* jsonParts(pages: Pages, { locale }: Teller): AsyncGenerator<string> {
  yield '{"items":['
  let isFirst = true
  for await (const entries of pages) {
    const texts = entries.map((entry) => JSON.stringify(ledgerDocument(entry, locale)))
    if (texts.length === 0) continue
    yield (isFirst ? '' : ',') + texts.join(',')
    isFirst = false
  }
  yield ']}\n'
}

function ledgerWorkbook(pages: Pages, { locale, zone }: Teller): ReadableStream<Uint8Array> {
  async function* rows(): AsyncGenerator<readonly Cell[]> {
    yield [...ledgerHeads[locale]]
    for await (const entries of pages) for (const entry of entries) yield* rowsOf(entry, locale, zone)
  }
  const widths = [11, 12, 26, 24, 12, 14, 17, 17, 12, 26, 12, 6, 9, 18, 10, 12, 8]
  return workbook([{ name: ledgerTitle[locale], rows: rows(), widths }])
}

/** The cells of the CSV, with dates and amounts as a spreadsheet has them. */
function rowsOf(entry: LedgerEntry, locale: Locale, zone: string): Cell[][] {
  const plain = ledgerCells(entry, locale, zone)
  return entry.lines.map((line, index) => {
    const cells: Cell[] = (plain[index] ?? []).map(String)
    cells[0] = { date: dayOf(entry.occurredAt, zone).date }
    cells[6] = momentCell(entry.startsAt, zone)
    cells[7] = momentCell(entry.endsAt, zone)
    cells[10] = amountCell(line.amountMinor, entry.currency)
    cells[14] = amountCell(line.taxMinor, entry.currency)
    return cells
  })
}

function streamOf(parts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream<Uint8Array>({
    pull: async (out) => {
      const { done, value } = await parts.next()
      if (done) out.close()
      else out.enqueue(encoder.encode(value))
    },
    cancel: async () => void (await parts.return(undefined)),
  })
}
