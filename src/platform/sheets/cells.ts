import { clockOf, dayOf } from '../../kernel/wall-clock.ts'
import { decimalText } from '../i18n/format.ts'
import type { Cell } from './workbook.ts'

/** An amount of money, in its currency's decimals. */
export function amountCell(minor: number, currency: string): Cell {
  return { amount: decimalText(minor, currency) }
}

/** A moment by the clocks of a zone; nothing where there is none. */
export function momentCell(at: number | null, zone: string): Cell {
  if (at === null) return null
  const { date, minuteOfDay } = dayOf(at, zone)
  return { moment: `${date} ${clockOf(minuteOfDay)}` }
}

/** A cell as `csvLines` takes it: an amount is a number, so that its minus sign is not taken for a formula. */
export function csvCell(cell: Cell): string | number {
  if (cell === null) return ''
  if (typeof cell === 'string') return cell
  if ('number' in cell) return String(cell.number)
  if ('amount' in cell) return Number(cell.amount)
  return 'date' in cell ? cell.date : cell.moment
}
