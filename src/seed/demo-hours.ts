import type { Instant } from '../kernel/interval.ts'
import { addDays, dayOf, windowStart } from '../kernel/wall-clock.ts'
import type { DayRange, OpeningHours } from '../resources/opening-hours.ts'

import { demoZone } from './demo-zone.ts'

export type HoursName = 'always' | 'day' | 'long' | 'staffed' | 'glp'

/**
 * The weeks that the demo park's resources share. The drill is on a Wednesday soon: an exception that a search meets.
 */
export function demoHours(drill: string): Readonly<Record<HoursName, OpeningHours>> {
  const exceptions = [{ date: drill, ranges: [{ from: '09:00', to: '12:00' }], note: '消防演练 · Fire drill' }]
  return {
    always: { weekly: week([all], [all], [all]), holidayRule: 'open-as-weekday', exceptions: [] },
    day: { weekly: week([day], [saturday], []), holidayRule: 'closed', staffed: week([glp], [], []), exceptions: [] },
    long: {
      weekly: week([long], [long], [long]),
      holidayRule: 'weekend-hours',
      staffed: week([morning, afternoon], [], []),
      exceptions: [],
    },
    staffed: { weekly: week([morning, afternoon], [], []), holidayRule: 'closed', exceptions },
    glp: { weekly: week([glp], [], []), holidayRule: 'closed', exceptions: [] },
  }
}

/** The day of the drill: the Wednesday of next week. */
export function drillDate(now: Instant): string {
  return addDays(windowStart(dayOf(now, demoZone).date, 'week'), 9)
}

const all = { from: '00:00', to: '24:00' }
const day = { from: '08:30', to: '21:00' }
const saturday = { from: '09:00', to: '17:00' }
const long = { from: '07:00', to: '23:00' }
const morning = { from: '09:00', to: '12:00' }
const afternoon = { from: '13:00', to: '17:30' }
const glp = { from: '08:30', to: '17:30' }

function week(weekday: DayRange[], sat: DayRange[], sun: DayRange[]): OpeningHours['weekly'] {
  return [weekday, weekday, weekday, weekday, weekday, sat, sun]
}
