import { byteOrderMark, csvLines } from '../platform/csv/csv-lines.ts'
import { approvalText } from './approval-rule.ts'
import { priceColumnPrefix, unitsColumn } from './catalogue-columns.ts'
import type { CatalogueEntry } from './catalogue-entry.ts'
import { weeklyLine } from './hours-line.ts'

/** The catalogue as the file that `readCatalogue` reads: importing it again changes nothing. */
export function writeCatalogue(entries: readonly CatalogueEntry[]): string {
  const categories = [...new Set(entries.flatMap((entry) => Object.keys(entry.perHourMinor)))].toSorted()
  const header = [...Object.keys(columns), ...categories.map((category) => `${priceColumnPrefix}${category}`)]
  const rows = entries.map((entry) => [
    ...Object.values(columns).map((cellOf) => escapedAgain(cellOf(entry))),
    ...categories.map((category) => priceCell(entry.perHourMinor[category])),
  ])
  return byteOrderMark + csvLines([header, ...rows], 2)
}

/** A cell that a spreadsheet was kept from running, as it was. */
export function unescapedCell(cell: string): string {
  return cell.replace(/^'(?='*[=+\-@\t\r＝＋－＠])/, '')
}

/** A cell that looks like one that was kept from running: one apostrophe more, and it comes back as it was. */
function escapedAgain(cell: string): string {
  return /^'+[=+\-@\t\r＝＋－＠]/.test(cell) ? `'${cell}` : cell
}

type CellOf = (entry: CatalogueEntry) => string

const columns: Readonly<Record<string, CellOf>> = {
  asset_number: (entry) => entry.assetNumber,
  kind: (entry) => entry.kind,
  facility: (entry) => entry.facility,
  category: (entry) => entry.category,
  name_zh_hans: (entry) => entry.nameHans,
  name_zh_hant: (entry) => entry.nameHant,
  name_en: (entry) => entry.nameEn,
  model: (entry) => entry.model,
  location: (entry) => entry.location,
  state: (entry) => entry.state,
  [unitsColumn]: (entry) => unitsCell(entry.units),
  opening_hours: (entry) => weeklyLine(entry.weekly),
  holidays: (entry) => entry.holidayRule,
  setup_minutes: (entry) => `${entry.setupMinutes}`,
  cleanup_minutes: (entry) => `${entry.cleanupMinutes}`,
  step_minutes: (entry) => `${entry.stepMinutes}`,
  min_minutes: (entry) => `${entry.minMinutes}`,
  max_minutes: (entry) => `${entry.maxMinutes}`,
  qualification: (entry) => entry.qualification ?? 'none',
  restricted: (entry) => (entry.restricted ? 'yes' : 'no'),
  horizon_days: (entry) => `${entry.horizonDays}`,
  lead_minutes: (entry) => `${entry.leadMinutes}`,
  change_cutoff_minutes: (entry) => `${entry.changeCutoffMinutes}`,
  free_cancellation: ({ freeCancellation }) =>
    'minutesBefore' in freeCancellation
      ? `${freeCancellation.minutesBefore}`
      : `day-before ${freeCancellation.dayBeforeAt}`,
  late_cancellation_percent: (entry) => `${entry.lateCancellationPercent}`,
  no_show_percent: (entry) => `${entry.noShowPercent}`,
  check_in: (entry) => entry.checkIn,
  approval: (entry) => approvalText(entry.approvals),
  charge_basis: (entry) => entry.chargeBasis,
  tags: (entry) => entry.tags.join('|'),
  bookings_per_person_day: (entry) => (entry.perPersonDay === null ? '' : `${entry.perPersonDay}`),
}

function unitsCell(units: readonly string[]): string {
  const counted = units.every((unit, at) => unit === `${at + 1}`)
  if (counted) return `${units.length}`
  const names = units.map((unit) => unit.replaceAll(/[\\|]/g, String.raw`\$&`)).join('|')
  // A single unit called 3 is not three of them.
  return /^\d+$/.test(names) ? `${names}|` : names
}

function priceCell(minor: number | undefined): string {
  return minor === undefined ? '' : (minor / 100).toFixed(2)
}
