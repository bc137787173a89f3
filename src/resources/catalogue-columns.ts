import type { CatalogueEntry, EntryField } from './catalogue-entry.ts'
import { parseWeekly } from './hours-line.ts'
import { approvers, readApprovals } from './approval-rule.ts'
import type { CellFault, LineNote } from './import-report.ts'

/**
 * A column of our own catalogue file: which field it fills, and what its cell means; a fault is what the cell ought to
 * have been.
 */
export interface Column<Field extends EntryField = EntryField> {
  readonly field: Field
  readonly read: (cell: string) => CatalogueEntry[Field] | CellFault
}

/** How the columns of one kind of file become the columns of ours. */
export interface Dialect {
  readonly unknownColumns: readonly string[]
  /** The cells of a row under our own column names, and what a reader should know of them. */
  readonly ownCells: (cells: ReadonlyMap<string, string>) => { cells: ReadonlyMap<string, string>; notes: LineNote[] }
}

/** Units as a cell says them: a number of equal ones, or their names. The current names decide what a number means. */
export const unitsColumn = 'units'
/**
 * `per_hour_resident`: a price of an hour, in whole units of currency with decimals, for the category after the prefix.
 */
export const priceColumnPrefix = 'per_hour_'

/**
 * The columns of our own file that stand for one field each. `asset_number` is required; every other may be left out or
 * blank.
 */
export const catalogueColumns: Readonly<Record<string, Column>> = {
  asset_number: text('assetNumber', 60),
  kind: choice('kind', ['instrument', 'space', 'expert']),
  facility: text('facility', 40),
  category: text('category', 80),
  name_zh_hans: text('nameHans', 120),
  name_zh_hant: text('nameHant', 120),
  name_en: text('nameEn', 120),
  model: text('model', 120),
  location: text('location', 120),
  state: choice('state', ['draft', 'published', 'out-of-service', 'retired']),
  opening_hours: { field: 'weekly', read: (cell) => parseWeekly(cell) ?? { kind: 'hours' } },
  holidays: choice('holidayRule', ['closed', 'open-as-weekday', 'weekend-hours']),
  setup_minutes: whole('setupMinutes', 0, 720),
  cleanup_minutes: whole('cleanupMinutes', 0, 720),
  step_minutes: whole('stepMinutes', 1, 1440),
  min_minutes: whole('minMinutes', 1, 525_600),
  max_minutes: whole('maxMinutes', 1, 525_600),
  qualification: { field: 'qualification', read: (cell) => (cell === 'none' ? null : limited(cell, 80)) },
  restricted: yesNo('restricted'),
  tags: { field: 'tags', read: tagsOf },
  horizon_days: whole('horizonDays', 0, 730),
  lead_minutes: whole('leadMinutes', 0, 525_600),
  change_cutoff_minutes: whole('changeCutoffMinutes', 0, 525_600),
  free_cancellation: { field: 'freeCancellation', read: freeCancellation },
  late_cancellation_percent: whole('lateCancellationPercent', 0, 100),
  no_show_percent: whole('noShowPercent', 0, 100),
  check_in: choice('checkIn', ['required', 'optional', 'none']),
  approval: { field: 'approvals', read: approvals },
  charge_basis: choice('chargeBasis', ['booked', 'used', 'union']),
  bookings_per_person_day: whole('perPersonDay', 1, 1440),
}

const mostTags = 20
const longestTag = 40

export function isFault(value: unknown): value is CellFault {
  return typeof value === 'object' && value !== null && 'kind' in value
}

/** Money in a cell, `1,234.50`, as minor units (two decimals); null when it is not such a number. */
export function minorOf(cell: string): number | null {
  const match = /^(\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.(\d{1,2}))?$/.exec(cell)
  if (!match?.[1]) return null
  return Number(match[1].replaceAll(',', '')) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
}

/** A whole number of a cell between two bounds, or what it ought to be. */
export function wholeNumber(cell: string, from: number, to: number): number | CellFault {
  const value = /^\d{1,9}$/.test(cell) ? Number(cell) : Number.NaN
  return value >= from && value <= to ? value : { kind: 'number', from, to }
}

function text<Field extends EntryField>(field: Field, most: number): Column {
  return { field, read: (cell) => limited(cell, most) }
}

function limited(cell: string, most: number): string | CellFault {
  return cell.length <= most ? cell : { kind: 'too-long', most }
}

function choice<Field extends EntryField>(field: Field, choices: readonly CatalogueEntry[Field][]): Column {
  const read = (cell: string) => choices.find((one) => one === cell) ?? { kind: 'choice', choices: choices.map(String) }
  return { field, read } as Column
}

function whole(field: EntryField, from: number, to: number): Column {
  return { field, read: (cell) => wholeNumber(cell, from, to) }
}

function yesNo(field: EntryField): Column {
  return {
    field,
    read: (cell) => {
      if (/^(yes|true|1|是)$/i.test(cell)) return true
      return /^(no|false|0|否)$/i.test(cell) ? false : { kind: 'choice', choices: ['yes', 'no'] }
    },
  }
}

function approvals(cell: string): CatalogueEntry['approvals'] | CellFault {
  return readApprovals(cell) ?? { kind: 'choice', choices: ['none', ...approvers, 'lab-manager 24h; safety 48h'] }
}

function tagsOf(cell: string): readonly string[] | CellFault {
  const tags = [...new Set(cell.split('|').map((tag) => tag.trim()))].filter((tag) => tag !== '').toSorted()
  if (tags.length > mostTags) return { kind: 'number', from: 0, to: mostTags }
  return tags.every((tag) => tag.length <= longestTag) ? tags : { kind: 'too-long', most: longestTag }
}

function freeCancellation(cell: string): CatalogueEntry['freeCancellation'] | CellFault {
  const dayBefore = /^day-before (([01]\d|2[0-3]):[0-5]\d)$/.exec(cell)?.[1]
  if (dayBefore !== undefined) return { dayBeforeAt: dayBefore }
  const minutesBefore = wholeNumber(cell, 0, 525_600)
  return typeof minutesBefore === 'number' ? { minutesBefore } : { kind: 'cancellation' }
}
