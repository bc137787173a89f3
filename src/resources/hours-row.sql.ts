import { sql } from '../platform/db/sql.ts'
import type { OpeningHours } from './opening-hours.ts'

/** Opening hours as their row comes from the database. */
export interface HoursRow {
  readonly weekly: string
  readonly holidayRule: OpeningHours['holidayRule']
  readonly exceptions: string
  readonly staffed: string | null
  readonly later: string
}

/** Every column of a row `h` of opening hours that says when it is open. */
export const hoursColumns = sql`h.weekly AS weekly, h.holiday_rule AS holidayRule, h.exceptions AS exceptions,
  h.staffed AS staffed, h.later AS later`

/** The hours of a row. */
export function hoursOfRow(
  { weekly, holidayRule, exceptions, staffed, later }: HoursRow,
  parse: <T>(text: string) => T = (text) => JSON.parse(text),
): OpeningHours {
  return {
    weekly: parse<OpeningHours['weekly']>(weekly),
    holidayRule,
    exceptions: parse<OpeningHours['exceptions']>(exceptions),
    ...(staffed === null ? {} : { staffed: parse<OpeningHours['weekly']>(staffed) }),
    ...(later === '[]' ? {} : { later: parse<NonNullable<OpeningHours['later']>>(later) }),
  }
}
