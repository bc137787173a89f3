/** A day of the calendar with its places in month and year. */
export interface DayOfYear {
  /** Days since 1970-01-01. */
  readonly day: number
  readonly year: number
  readonly month: number
  readonly monthDay: number
  readonly monthLength: number
  readonly yearDay: number
  readonly yearLength: number
  /** 1 = Monday … 7 = Sunday. */
  readonly weekday: number
}

interface Span {
  readonly firstDay: number
  readonly length: number
}

export function dayInYear(day: number): DayOfYear {
  const year = yearWith(day)
  const { firstDay, length: yearLength } = yearOf(year)
  const months = monthsOfYear(year)
  const at = months.findLastIndex((month) => month.firstDay <= day)
  const month = months[at] ?? { firstDay, length: 31 }
  return {
    day,
    year,
    month: at + 1,
    monthDay: day - month.firstDay + 1,
    monthLength: month.length,
    yearDay: day - firstDay + 1,
    yearLength,
    // 1970-01-01 was a Thursday.
    weekday: ((((day + 3) % 7) + 7) % 7) + 1,
  }
}

export function yearOf(year: number): Span {
  return { firstDay: firstDayOf(year), length: firstDayOf(year + 1) - firstDayOf(year) }
}

const kept = new Map<number, readonly Span[]>()
const mostKept = 1_000

export function monthsOfYear(year: number): readonly Span[] {
  const known = kept.get(year)
  if (known) return known
  const { firstDay, length: yearLength } = yearOf(year)
  let day = firstDay
  const months = [31, yearLength - 337, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].map((length) => {
    const month = { firstDay: day, length }
    day += length
    return month
  })
  if (kept.size === mostKept) kept.clear()
  kept.set(year, months)
  return months
}

function firstDayOf(year: number): number {
  const before = year - 1
  return before * 365 + Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400) - 719_162
}

function yearWith(day: number): number {
  const guess = 1970 + Math.floor(day / 365.2425)
  if (firstDayOf(guess) > day) return guess - 1
  return firstDayOf(guess + 1) <= day ? guess + 1 : guess
}
