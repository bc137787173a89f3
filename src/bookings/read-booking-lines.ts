import type { Instant } from '../kernel/interval.ts'
import { parseInstant } from '../kernel/rfc3339.ts'
import { readTable } from '../platform/csv/read-table.ts'

/** One line of a file of bookings, as it is read. */
export interface BookingLine {
  readonly line: number
  readonly key: string
  readonly assetNumber: string
  /** The unit's name, or empty for whichever is free. */
  readonly unit: string
  readonly email: string
  /** The project's code within one of the person's firms, or empty for their usual one. */
  readonly projectCode: string
  readonly startsAt: Instant
  readonly endsAt: Instant
  /** When it was asked for; a day before its start where the file does not say. */
  readonly requestedAt: Instant
  readonly purpose: string
}

export interface FaultyLine {
  readonly line: number
  readonly faults: readonly string[]
}

/** Columns that a file of bookings must have. Times are RFC 3339 with an offset. */
const bookingColumnsNeeded = ['asset_number', 'email', 'starts_at', 'ends_at'] as const

/** A file without a column that it must have. */
export class ColumnsMissing extends Error {
  override readonly name = 'ColumnsMissing'
  readonly columns: readonly string[]

  constructor(columns: readonly string[]) {
    super(`columns missing: ${columns.join(', ')}`)
    this.columns = columns
  }
}

/**
 * Reads a CSV file of bookings; every line is either a booking or named with all its faults. Throws UnreadableTable,
 * ColumnsMissing.
 */
export function readBookingLines(csvText: string): { lines: BookingLine[]; faulty: FaultyLine[] } {
  const { header, rows } = readTable(csvText)
  const missing = bookingColumnsNeeded.filter((column) => !header.includes(column))
  if (missing.length > 0) throw new ColumnsMissing(missing)
  const lines: BookingLine[] = []
  const faulty: FaultyLine[] = []
  for (const { line, cells } of rows) {
    const cell = (column: string) => cells[header.indexOf(column)] ?? ''
    const read = readLine(line, cell)
    if ('faults' in read) faulty.push(read)
    else lines.push(read)
  }
  return { lines, faulty }
}

function readLine(line: number, cell: (column: string) => string): BookingLine | FaultyLine {
  const startsAt = parseInstant(cell('starts_at'))
  const endsAt = parseInstant(cell('ends_at'))
  const requestedAt = cell('requested_at') === '' ? null : parseInstant(cell('requested_at'))
  const faults = [
    ...['asset_number', 'email'].filter((column) => cell(column) === '').map((column) => `${column}: empty`),
    ...(startsAt === null ? ['starts_at: not a time with an offset'] : []),
    ...(endsAt === null ? ['ends_at: not a time with an offset'] : []),
    ...(startsAt !== null && endsAt !== null && endsAt <= startsAt ? ['ends_at: not after starts_at'] : []),
    ...(cell('requested_at') !== '' && requestedAt === null ? ['requested_at: not a time with an offset'] : []),
  ]
  if (faults.length > 0 || startsAt === null || endsAt === null) return { line, faults }
  const same = [cell('asset_number'), cell('unit'), cell('email'), cell('starts_at'), cell('ends_at')].join('|')
  return {
    line,
    key: cell('key') || same,
    assetNumber: cell('asset_number'),
    unit: cell('unit'),
    email: cell('email').toLowerCase(),
    projectCode: cell('project_code'),
    startsAt,
    endsAt,
    requestedAt: requestedAt ?? startsAt - 86_400,
    purpose: cell('purpose').slice(0, 500),
  }
}
