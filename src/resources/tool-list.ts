import type { Dialect } from './catalogue-columns.ts'
import type { LineNote } from './import-report.ts'

// NEMO's words for a tool. A blank horizon or block there means that there is no such limit.
const columns = {
  name: 'name',
  category: 'category',
  location: 'location',
  horizonDays: 'horizon_days',
  minBlock: 'min_block_min',
  maxBlock: 'max_block_min',
  perDay: 'max_per_day',
  operational: 'operational',
  area: 'training_or_area',
} as const
const required = [columns.name, columns.category, columns.horizonDays, columns.minBlock, columns.maxBlock]

const stepMinutes = 15
const longestHorizonDays = 730
const longestBlockMinutes = 7 * 1440

/** Whether a header is that of a list of tools as NEMO keeps it. */
export function isToolList(header: readonly string[]): boolean {
  return required.every((column) => header.includes(column))
}

/**
 * Such a list under our own column names. A tool has no asset number there: its name, which NEMO keeps unique, stands
 * for it.
 */
export function fromToolList(header: readonly string[]): Dialect {
  const known = new Set<string>(Object.values(columns))
  return { unknownColumns: header.filter((column) => !known.has(column)), ownCells }
}

function ownCells(tool: ReadonlyMap<string, string>): ReturnType<Dialect['ownCells']> {
  const cell = (column: string) => tool.get(column) ?? ''
  const least = cell(columns.minBlock) || `${stepMinutes}`
  const { perDay, notes } = perPersonDay(cell(columns.perDay), Number(least))
  const area = cell(columns.area)
  const operational = cell(columns.operational)
  const own: [string, string][] = [
    ['asset_number', cell(columns.name)],
    ['name_en', cell(columns.name)],
    ['category', cell(columns.category)],
    ['location', cell(columns.location)],
    ['state', operational === '' || /^true$/i.test(operational) ? 'published' : 'out-of-service'],
    ['opening_hours', 'always'],
    ['holidays', 'open-as-weekday'],
    ['step_minutes', `${stepMinutes}`],
    ['min_minutes', least],
    ['max_minutes', cell(columns.maxBlock) || `${longestBlockMinutes}`],
    ['horizon_days', cell(columns.horizonDays) || `${longestHorizonDays}`],
    ['bookings_per_person_day', perDay],
    ['qualification', area === '' ? '' : `area-${area}`],
  ]
  return { cells: new Map(own), notes }
}

/**
 * NEMO's "maximum reservations per day" counts one person's reservations of the tool in a day. A number that no day has
 * room for, like the 240 of a tool whose blocks are 240 minutes, was meant for another column: it can never bind, so it
 * is named and not taken.
 */
function perPersonDay(cell: string, leastMinutes: number): { perDay: string; notes: LineNote[] } {
  const value = /^\d+$/.test(cell) ? Number(cell) : 0
  const room = Math.floor(1440 / Math.max(leastMinutes, 1))
  if (value < room || value === 0) return { perDay: cell, notes: [] }
  return { perDay: '', notes: [{ kind: 'limit-never-binds', column: columns.perDay, value }] }
}
