import type { DatedHours, LaterWeek, OpeningHours, WeekRules } from './opening-hours.ts'

/** New opening hours as somebody wants them, for one resource or for many. */
export interface HoursWish {
  /** The first date on which they hold; null is from now on. */
  readonly from: string | null
  readonly week: WeekRules
  readonly exceptions: readonly DatedHours[]
  /** Weeks that were planned before and stay so. */
  readonly later: readonly LaterWeek[]
}

/** At most so many weeks may be planned one after another. */
export const mostLaterWeeks = 12

/** What a resource's hours become. Before the date from which the new ones hold, it keeps those it has. Pure. */
export function hoursAfter(current: OpeningHours, wish: HoursWish, today: string): OpeningHours {
  const { from, week, exceptions, later } = wish
  if (from === null || from <= today) return settled({ ...week, exceptions: ordered(exceptions), later }, today)
  const before = (current.later ?? []).filter((one) => one.from < from)
  const after = later.filter((one) => one.from > from)
  return settled(
    {
      ...weekOf(current),
      exceptions: ordered([
        ...current.exceptions.filter(({ date }) => date < from),
        ...exceptions.filter(({ date }) => date >= from),
      ]),
      later: [...before, { ...weekOf(week), from }, ...after],
    },
    today,
  )
}

/** Only what tells a week from another. */
export function weekOf({ weekly, holidayRule, staffed }: WeekRules): WeekRules {
  return { weekly, holidayRule, ...(staffed === undefined ? {} : { staffed }) }
}

/** Weeks whose date has come take the place of the first, and one that changes nothing is left out. */
function settled(hours: OpeningHours, today: string): OpeningHours {
  let base = weekOf(hours)
  const later: LaterWeek[] = []
  for (const one of (hours.later ?? []).toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const week = weekOf(one)
    if (one.from <= today) base = week
    else if (!isSame(week, later.at(-1) ?? base)) later.push({ ...week, from: one.from })
  }
  const { exceptions } = hours
  return { ...base, exceptions, ...(later.length === 0 ? {} : { later }) }
}

function isSame(a: WeekRules, b: WeekRules): boolean {
  return JSON.stringify(weekOf(a)) === JSON.stringify(weekOf(b))
}

function ordered(exceptions: readonly DatedHours[]): DatedHours[] {
  return exceptions.toSorted((a, b) => (a.date < b.date ? -1 : 1))
}
