import { parseInstant, formatInstant } from '../kernel/rfc3339.ts'
import type { Instant } from '../kernel/interval.ts'
import { atOrAfter, dayOf, isDate } from '../kernel/wall-clock.ts'
import { byteOrderMark, csvLines } from '../platform/csv/csv-lines.ts'
import { readTable } from '../platform/csv/read-table.ts'
import { decimalsOf, decimalText } from '../platform/i18n/format.ts'
import { readMoney } from '../platform/i18n/read-money.ts'
import { bandsText, readBands } from './bands-text.ts'
import { readPercent } from './read-percent.ts'
import { rateTermsSchema, type RateTerms } from './tariff.ts'

const moneyColumns = {
  per_hour: 'perHourMinor',
  per_sample: 'perSampleMinor',
  per_run: 'perRunMinor',
  start_fee: 'startFeeMinor',
  minimum: 'minimumMinor',
  assistance_per_hour: 'assistancePerHourMinor',
} as const satisfies Record<string, keyof RateTerms>

const needed = ['asset_number', 'price_category', 'valid_from'] as const
const columns = [
  ...needed,
  'valid_until',
  ...Object.keys(moneyColumns),
  'increment_minutes',
  'tax_percent',
  'bands',
] as const

export interface RateFrame {
  readonly zone: string
  readonly currency: string
}

/** A rate as a line of a file. */
export interface RateLine {
  readonly assetNumber: string
  readonly priceCategory: string
  readonly validFrom: Instant
  readonly validUntil: Instant | null
  readonly terms: RateTerms
}

/** A line as it was read; what it does not say stays as it is in force then. */
export interface ReadRateLine extends Omit<RateLine, 'validFrom' | 'terms'> {
  readonly line: number
  /** `now` where nothing is said. */
  readonly validFrom: Instant | 'now'
  readonly terms: Partial<RateTerms>
  /** Columns whose cells can't be read. */
  readonly unreadable: readonly string[]
}

export interface ReadRates {
  readonly lines: readonly ReadRateLine[]
  /** Of the columns that a file must have, those that it has not. */
  readonly missing: readonly string[]
  readonly unknown: readonly string[]
}

/** Rates as a file that can be imported again. */
export function writeRateCsv(rates: readonly RateLine[], { zone, currency }: RateFrame): string {
  const money = (minor: number) => decimalText(minor, currency)
  const rows = rates.map(({ assetNumber, priceCategory, validFrom, validUntil, terms }) => [
    assetNumber,
    priceCategory,
    timeText(validFrom, zone),
    validUntil === null ? '' : timeText(validUntil, zone),
    ...Object.values(moneyColumns).map((member) => money(terms[member])),
    String(terms.incrementMinutes),
    String(terms.taxBasisPoints / 100),
    bandsText(terms.bands, money),
  ])
  return byteOrderMark + csvLines([columns, ...rows], decimalsOf(currency))
}

/** The lines of a file. Throws UnreadableTable. */
export function readRateCsv(text: string, frame: RateFrame): ReadRates {
  const { header, rows } = readTable(text)
  const names = header.map((name) => name.trim().toLowerCase())
  const repeated = columns.filter((column) => names.indexOf(column) !== names.lastIndexOf(column))
  const lines = rows.map(({ line, cells }) => {
    const said = new Map(names.flatMap((name, at) => (cells[at] === undefined ? [] : [[name, cells[at]] as const])))
    // An amount whose comma is not quoted is two cells, and each after it stands in another's place.
    const beyond = cells.slice(names.length).some((cell) => cell !== '') ? [`${names.length + 1}`] : []
    return readLine(line, said, frame, [...repeated, ...beyond])
  })
  return {
    lines,
    missing: needed.filter((name) => !names.includes(name)),
    unknown: names.filter((name) => name !== '' && !(columns as readonly string[]).includes(name)),
  }
}

function readLine(
  line: number,
  said: ReadonlyMap<string, string>,
  { zone, currency }: RateFrame,
  unclear: readonly string[],
): ReadRateLine {
  const unreadable = [...unclear]
  // What a spreadsheet would run as a formula was written with a mark before it.
  const of = (name: string) => (said.get(name) ?? '').replace(/^'(?=[=+\-@])/, '')
  const read = <T>(name: string, parse: (cell: string) => T | null): T | undefined => {
    if (!said.has(name)) return undefined
    const value = parse(of(name))
    if (value === null) unreadable.push(name)
    return value ?? undefined
  }
  const time = (cell: string) => (cell === '' ? ('none' as const) : readTime(cell, zone))
  const [from, until] = [read('valid_from', time) ?? 'none', read('valid_until', time) ?? 'none']
  const money = (cell: string) => (cell === '' ? 0 : readMoney(cell, currency))
  const terms = {
    ...Object.fromEntries(Object.entries(moneyColumns).map(([name, member]) => [member, read(name, money)])),
    incrementMinutes: read('increment_minutes', (cell) => (cell === '' ? 1 : wholeNumber(cell))),
    taxBasisPoints: read('tax_percent', readPercent),
    bands: read('bands', (cell) => readBands(cell, (amount) => readMoney(amount, currency))),
  }
  const given = Object.fromEntries(Object.entries(terms).filter(([, value]) => value !== undefined))
  const checked = rateTermsSchema.partial().safeParse(given)
  if (!checked.success) unreadable.push(...checked.error.issues.map((issue) => columnOf(String(issue.path[0]))))
  for (const name of ['asset_number', 'price_category'])
    if (of(name) === '' || of(name).length > 60) unreadable.push(name)
  return {
    line,
    assetNumber: of('asset_number'),
    priceCategory: of('price_category'),
    validFrom: from === 'none' ? 'now' : from,
    validUntil: until === 'none' ? null : until,
    terms: given as Partial<RateTerms>,
    unreadable: [...new Set(unreadable)],
  }
}

function columnOf(member: string): string {
  const found = Object.entries(moneyColumns).find(([, name]) => name === member)?.[0]
  return found ?? { incrementMinutes: 'increment_minutes', taxBasisPoints: 'tax_percent' }[member] ?? 'bands'
}

/** A midnight is its date; any other instant is said to the second. */
function timeText(at: Instant, zone: string): string {
  const { date } = dayOf(at, zone)
  return atOrAfter({ date, time: '00:00' }, zone) === at ? date : formatInstant(at)
}

function readTime(cell: string, zone: string): Instant | null {
  return isDate(cell) ? atOrAfter({ date: cell, time: '00:00' }, zone) : parseInstant(cell)
}

function wholeNumber(cell: string): number | null {
  return /^\d{1,7}$/.test(cell) ? Number(cell) : null
}
