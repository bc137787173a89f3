import { dayInYear, monthsOfYear, yearOf, type DayOfYear } from './day-of-year.ts'
import { daySeconds, type LocalSeconds } from './local-time.ts'
import type { RepeatRule } from './repeat-rule.ts'

/** How many days may still be looked at; one allowance serves a whole file. */
export interface Allowance {
  days: number
}

/** Takes from the allowance. Throws TooLong when it is spent. */
export function spend(allowance: Allowance, days: number): void {
  allowance.days -= days
  if (allowance.days < 0) throw new TooLong()
}

/** The allowance is spent. */
export class TooLong extends Error {
  override readonly name = 'TooLong'
}

export interface Expansion {
  readonly start: LocalSeconds
  /** No time of the rule after this is wanted. */
  readonly until: LocalSeconds
  /** None before this either; a rule with a count has to be followed from its start all the same. */
  readonly from: LocalSeconds
  readonly most: number
}

/**
 * The wall times of a rule, earliest first, with the start itself as its first; one more than `most` where there are
 * more. Every day that is looked at is taken from the allowance, so that no rule runs without end. Throws TooLong.
 */
export function expandRule(rule: RepeatRule, wanted: Expansion, allowance: Allowance): LocalSeconds[] {
  const { start, until, from, most } = wanted
  const asked = withDefaults(rule, start)
  const times = timesOfDay(asked, start)
  const found: LocalSeconds[] = start >= from && start <= until ? [start] : []
  let counted = 1
  for (let period = firstPeriod(asked, start, from); ; period += 1) {
    const { days, startsAt } = daysOfPeriod(asked, start, period)
    if (startsAt > until) return found
    spend(allowance, days.length + 1)
    const all = days.filter((day) => matches(asked, day)).flatMap((day) => times.map((at) => day.day * daySeconds + at))
    for (const at of atPositions(all, rule.positions)) {
      if (at <= start) continue
      counted++
      if (at > until || (rule.count !== null && counted > rule.count)) return found
      if (at >= from) found.push(at)
      if (found.length > most) return found
    }
  }
}

/** What a rule leaves unsaid is as it is at its start. */
function withDefaults(rule: RepeatRule, start: LocalSeconds): RepeatRule {
  const { month, monthDay, weekday } = dayInYear(Math.floor(start / daySeconds))
  const { freq, weeks, yearDays, monthDays, weekdays, months } = rule
  if (yearDays.length + monthDays.length + weekdays.length > 0 || freq === 'daily') return rule
  if (freq === 'weekly' || weeks.length > 0) return { ...rule, weekdays: [{ weekday, nth: null }] }
  if (freq === 'monthly' || months.length > 0) return { ...rule, monthDays: [monthDay] }
  return { ...rule, months: [month], monthDays: [monthDay] }
}

function timesOfDay({ hours, minutes, seconds }: RepeatRule, start: LocalSeconds): number[] {
  const time = start - Math.floor(start / daySeconds) * daySeconds
  const or = (said: readonly number[], usual: number) => (said.length > 0 ? [...new Set(said)] : [usual])
  return or(hours, Math.floor(time / 3600))
    .flatMap((hour) => or(minutes, Math.floor(time / 60) % 60).map((minute) => hour * 60 + minute))
    .flatMap((minute) => or(seconds, time % 60).map((second) => minute * 60 + second))
    .toSorted((a, b) => a - b)
}

/** Without a count nothing before the window matters, so the first period is the last one that begins before it. */
function firstPeriod({ freq, interval, count, weekStart }: RepeatRule, start: LocalSeconds, from: LocalSeconds) {
  if (count !== null || from <= start) return 0
  const [first, last] = [Math.floor(start / daySeconds), Math.floor(from / daySeconds)]
  const passed = {
    daily: () => last - first,
    weekly: () => (startOfWeek(last, weekStart) - startOfWeek(first, weekStart)) / 7,
    monthly: () => monthNumber(last) - monthNumber(first),
    yearly: () => dayInYear(last).year - dayInYear(first).year - 1,
  }[freq]()
  return Math.max(0, Math.floor(passed / interval))
}

interface Period {
  readonly startsAt: LocalSeconds
  readonly days: readonly DayOfYear[]
}

function daysOfPeriod(rule: RepeatRule, start: LocalSeconds, period: number): Period {
  const first = Math.floor(start / daySeconds)
  const step = period * rule.interval
  const span = (from: number, length: number): Period => ({
    startsAt: from * daySeconds,
    days: Array.from({ length }, (_, at) => dayInYear(from + at)),
  })
  if (rule.freq === 'daily') return span(first + step, 1)
  if (rule.freq === 'weekly') return span(startOfWeek(first, rule.weekStart) + step * 7, 7)
  if (rule.freq === 'monthly') {
    const month = monthNumber(first) + step
    const found = monthsOfYear(Math.floor(month / 12))[month % 12]
    return found === undefined ? span(first, 0) : span(found.firstDay, found.length)
  }
  return daysOfYear(rule, dayInYear(first).year + step)
}

/** Of a year only the months that the rule is about; numbered weeks reach into its neighbours. */
function daysOfYear({ months, weeks, weekStart }: RepeatRule, year: number): Period {
  const { firstDay, length } = yearOf(year)
  const startsAt = firstDay * daySeconds
  if (weeks.length > 0) {
    const from = firstWeek(year, weekStart)
    const numbered = Array.from({ length: firstWeek(year + 1, weekStart) - from }, (_, at) => dayInYear(from + at))
    const total = numbered.length / 7
    const isAsked = (at: number) => weeks.includes(at + 1) || weeks.includes(at - total)
    return { startsAt: from * daySeconds, days: numbered.filter((_, at) => isAsked(Math.floor(at / 7))) }
  }
  if (months.length === 0) {
    return { startsAt, days: Array.from({ length }, (_, at) => dayInYear(firstDay + at)) }
  }
  const asked = monthsOfYear(year).filter((_, at) => months.includes(at + 1))
  const days = asked.flatMap((one) => Array.from({ length: one.length }, (_, at) => dayInYear(one.firstDay + at)))
  return { startsAt, days }
}

function matches({ freq, months, yearDays, monthDays, weekdays }: RepeatRule, day: DayOfYear): boolean {
  if (months.length > 0 && !months.includes(day.month)) return false
  if (yearDays.length > 0 && !counts(yearDays, day.yearDay, day.yearLength)) return false
  if (monthDays.length > 0 && !counts(monthDays, day.monthDay, day.monthLength)) return false
  if (weekdays.length === 0) return true
  const inMonth = freq === 'monthly' || months.length > 0
  const [place, length] = inMonth ? [day.monthDay, day.monthLength] : [day.yearDay, day.yearLength]
  return weekdays.some(({ weekday, nth }) => {
    if (weekday !== day.weekday) return false
    return nth === null || nth === Math.ceil(place / 7) || nth === -Math.ceil((length - place + 1) / 7)
  })
}

/** Whether a list that may count from the end names this place. */
function counts(list: readonly number[], place: number, length: number): boolean {
  return list.includes(place) || list.includes(place - length - 1)
}

function atPositions(all: readonly LocalSeconds[], positions: readonly number[]): LocalSeconds[] {
  if (positions.length === 0) return [...all]
  const places = new Set(positions.map((position) => (position > 0 ? position - 1 : all.length + position)))
  return all.filter((_, at) => places.has(at))
}

function startOfWeek(day: number, weekStart: number): number {
  return day - ((dayInYear(day).weekday - weekStart + 7) % 7)
}

/** The first numbered week of a year is the first with four days or more in it. */
function firstWeek(year: number, weekStart: number): number {
  return startOfWeek(yearOf(year).firstDay + 3, weekStart)
}

function monthNumber(day: number): number {
  const { year, month } = dayInYear(day)
  return year * 12 + month - 1
}
