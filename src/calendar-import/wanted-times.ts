import type { Interval } from '../kernel/interval.ts'
import type { ClosureKind } from '../resources/closure.ts'
import type { AccountedEvent, CalendarReading } from './calendar-reading.ts'

/** A time that a calendar wants closed. */
export interface WantedTime extends Interval {
  readonly uid: string
  readonly recurrenceId: string
  readonly kind: ClosureKind
  readonly reason: string
}

/** How far ahead a calendar is read. */
export const windowSeconds = 2 * 366 * 86_400

/** The times of a reading that are not over, in whole minutes, earliest first. */
export function wantedTimes(reading: CalendarReading): WantedTime[] {
  return reading.events.flatMap(timesOf).toSorted((a, b) => a.startsAt - b.startsAt)
}

function timesOf(event: AccountedEvent): WantedTime[] {
  if (event.outcome !== 'understood') return []
  const { uid, summary, categories, occurrences } = event
  const kind = kindOf([...categories, summary].join(' '))
  return occurrences.map(({ recurrenceId, startsAt, endsAt }) => ({
    uid,
    recurrenceId,
    startsAt: Math.floor(startsAt / 60) * 60,
    endsAt: Math.ceil(endsAt / 60) * 60,
    kind,
    reason: summary,
  }))
}

// The first that fits counts: "calibration after repair" is a calibration.
const signs: readonly (readonly [ClosureKind, RegExp])[] = [
  ['calibration', /calibrat|校准|校正|校準|标定|標定|检定|檢定/i],
  ['fault', /\bfault|broken|defect|out of order|故障|损坏|損壞|停机|停機/i],
  ['maintenance', /mainten|\bservic|repair|overhaul|维护|維護|维修|維修|保养|保養|检修|檢修/i],
]

/** What kind of closure an event is, by its categories and its title. */
export function kindOf(text: string): ClosureKind {
  return signs.find(([, sign]) => sign.test(text))?.[0] ?? 'event'
}
