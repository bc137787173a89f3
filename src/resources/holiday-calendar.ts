import chineseDays from 'chinese-days/dist/chinese-days.json' with { type: 'json' }

/** The days on which the ordinary week does not hold, by date. */
export interface HolidayCalendar {
  readonly days: ReadonlyMap<string, NamedDay>
  /** Years whose notice is out; in another year a day that is not listed may yet become a holiday. */
  readonly announcedYears: ReadonlySet<number>
}

export interface NamedDay {
  readonly name: string
  /** True for a holiday, false for a make-up working day (调休). */
  readonly off: boolean
}

export interface DatedDay extends NamedDay {
  readonly date: string
}

/** Holidays and make-up working days of mainland China, with a park's own days over them. */
export function chineseHolidays(overrides: readonly DatedDay[]): HolidayCalendar {
  return holidayCalendar([...publishedDays(), ...overrides])
}

/** A calendar of the days of any years, merged by date: the later one of a date stands. */
export function holidayCalendar(days: readonly DatedDay[]): HolidayCalendar {
  const byDate = new Map(days.map(({ date, name, off }) => [date, { name, off }]))
  return { days: byDate, announcedYears: announcedYears([...byDate.keys()]) }
}

/** Every day of the published notices for mainland China, 2004 to 2026, in order. */
export function publishedDays(): DatedDay[] {
  const { holidays, workdays } = chineseDays
  return [...named(holidays, true), ...named(workdays, false)].toSorted((a, b) => (a.date < b.date ? -1 : 1))
}

const LEAST_DAYS_OF_A_NOTICE = 7

// One listed day is not a notice: a park enters days of its own, and next year's notice may list this 31 December.
function announcedYears(dates: readonly string[]): Set<number> {
  const daysByYear = new Map<number, number>()
  for (const date of dates) daysByYear.set(yearOf(date), (daysByYear.get(yearOf(date)) ?? 0) + 1)
  const newYears = dates.filter((date) => date.endsWith('-01-01')).map(yearOf)
  return new Set(newYears.filter((year) => (daysByYear.get(year) ?? 0) >= LEAST_DAYS_OF_A_NOTICE))
}

function yearOf(date: string): number {
  return Number(date.slice(0, 4))
}

// The package writes `Spring Festival,春节,4`: English name, Chinese name, days of the festival itself.
function named(days: Readonly<Record<string, string>>, off: boolean): DatedDay[] {
  return Object.entries(days).map(([date, text]) => ({ date, name: text.split(',')[1] ?? text, off }))
}
