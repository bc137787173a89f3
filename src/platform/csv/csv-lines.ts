import { stringify } from 'csv-stringify/browser/esm/sync'
import { decimalsOf } from '../i18n/format.ts'

/** What Excel needs to see that a file is UTF-8. */
export const byteOrderMark = '\uFEFF'

/** An amount as a row's number: as text, its minus sign would be taken for a formula. */
export function csvAmount(minor: number, currency: string): number {
  return minor / 10 ** decimalsOf(currency)
}

/**
 * Rows as CSV, ended with CR LF. Text that a spreadsheet would run as a formula is made harmless; numbers are money,
 * with the currency's decimals.
 */
export function csvLines(rows: readonly (readonly (string | number)[])[], decimals: number): string {
  const cast = { number: (value: number) => value.toFixed(decimals) }
  return stringify(rows as (string | number)[][], { escape_formulas: true, record_delimiter: 'windows', cast })
}
