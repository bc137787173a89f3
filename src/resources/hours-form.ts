import { isDate, isTime, minuteOf } from '../kernel/wall-clock.ts'
import type { HoursWish } from './hours-wish.ts'
import type { DatedHours, DayRange, DayRanges, OpeningHours, WeekRules } from './opening-hours.ts'

/** A form's fields, by name, as they were typed. */
export type Typed = Readonly<Record<string, string>>

/** Why what was typed in a line cannot be. */
export type RangeFault = 'half' | 'format' | 'overnight' | 'inverted' | 'overlap'
export type LineFault = RangeFault | 'date' | 'passed' | 'twice' | 'too-early'

export type ReadHours =
  | { readonly kind: 'wish'; readonly wish: HoursWish }
  /** By the line that has it: `open_1` to `open_7`, `staff_1` …, `day_1` …, `from`. */
  | { readonly kind: 'faults'; readonly faults: ReadonlyMap<string, LineFault> }

// The editor has three; a fourth that a program has set is kept.
export const mostRanges = 4
/** So many dated exceptions are in the form at most. */
export const mostDays = 60
export const holidayRules = ['closed', 'weekend-hours', 'open-as-weekday'] as const

export type WeekLayer = 'open' | 'staff'

/** Reads a week editor. A range that ends at 00:00 ends with its day: a native time input knows no 24:00. Pure. */
export function readHours(typed: Typed, today: string): ReadHours {
  const faults = new Map<string, LineFault>()
  const weekly = readWeek('open', typed, faults)
  const staffed = typed['told'] === '1' ? readWeek('staff', typed, faults) : undefined
  const from = readFrom(typed, today, faults)
  const exceptions = readDays(typed, today, from, faults)
  if (faults.size > 0) return { kind: 'faults', faults }
  const holidayRule = holidayRules.find((rule) => rule === typed['holidays']) ?? 'closed'
  const week: WeekRules = { weekly, holidayRule, ...(staffed === undefined ? {} : { staffed }) }
  return { kind: 'wish', wish: { from, week, exceptions, later: [] } }
}

/** Hours as the form shows them. Exceptions that have passed are left out: nobody edits yesterday. */
export function typedOf(week: WeekRules, exceptions: readonly DatedHours[], today: string): Typed {
  const coming = exceptions.filter(({ date }) => date >= today).slice(0, mostDays)
  return {
    ...typedWeek('open', week.weekly),
    ...(week.staffed ? { told: '1', ...typedWeek('staff', week.staffed) } : {}),
    holidays: week.holidayRule,
    ...Object.assign({}, ...coming.map((day, at) => typedDay(at + 1, day))),
  }
}

/** The same fields with Monday’s hours on the other days of work. */
export function copiedToWeekdays(typed: Typed, layer: WeekLayer): Typed {
  const copied = Object.entries(typed).flatMap(([name, value]) => {
    const [, end, range] = new RegExp(`^${layer}_1_([12])_(\\d)$`).exec(name) ?? []
    return range === undefined ? [] : [2, 3, 4, 5].map((day) => [`${layer}_${day}_${end}_${range}`, value])
  })
  return { ...typed, ...Object.fromEntries(copied) }
}

/** How many lines for exceptions the fields have, empty ones among them. */
export function dayLines(typed: Typed): number {
  const numbers = Object.keys(typed).map((name) => Number(/^day_(\d{1,2})$/.exec(name)?.[1] ?? 0))
  return Math.min(mostDays, Math.max(0, ...numbers))
}

function readWeek(layer: WeekLayer, typed: Typed, faults: Map<string, LineFault>): OpeningHours['weekly'] {
  return [1, 2, 3, 4, 5, 6, 7].map((day) => readRanges(`${layer}_${day}`, typed, faults))
}

function readRanges(line: string, typed: Typed, faults: Map<string, LineFault>): DayRanges {
  const read = Array.from({ length: mostRanges }, (_, at) =>
    readRange(typed[`${line}_1_${at + 1}`] ?? '', typed[`${line}_2_${at + 1}`] ?? ''),
  )
  const ranges: DayRange[] = []
  for (const range of read) {
    if (typeof range === 'string') faults.set(line, range)
    else if (range !== null) ranges.push(range)
  }
  ranges.sort((a, b) => (a.from < b.from ? -1 : 1))
  if (ranges.some(({ from }, at) => at > 0 && from < (ranges[at - 1]?.to ?? ''))) faults.set(line, 'overlap')
  return joined(ranges)
}

function readRange(from: string, until: string): DayRange | RangeFault | null {
  if (from === '' && until === '') return null
  if (from === '' || until === '') return 'half'
  const to = until === '00:00' ? '24:00' : until
  if (!isTime(from) || !(isTime(to) || to === '24:00')) return 'format'
  if (from < to) return { from, to }
  return minuteOf(to) + 1440 - minuteOf(from) <= longestNight ? 'overnight' : 'inverted'
}

// Twelve hours over midnight are a night; more is a mistake.
const longestNight = 720

/** Ranges that touch are one. */
function joined(ranges: readonly DayRange[]): DayRange[] {
  const whole: DayRange[] = []
  for (const range of ranges) {
    const last = whole.at(-1)
    if (last && last.to === range.from) whole[whole.length - 1] = { from: last.from, to: range.to }
    else whole.push(range)
  }
  return whole
}

function readFrom(typed: Typed, today: string, faults: Map<string, LineFault>): string | null {
  if (typed['begin'] !== 'at') return null
  const date = typed['from'] ?? ''
  if (!isDate(date)) faults.set('from', 'date')
  else if (date < today) faults.set('from', 'passed')
  return date > today ? date : null
}

function readDays(typed: Typed, today: string, from: string | null, faults: Map<string, LineFault>): DatedHours[] {
  const days: DatedHours[] = []
  for (let at = 1; at <= dayLines(typed); at++) {
    const line = `day_${at}`
    const date = typed[line] ?? ''
    const ranges = readRanges(line, typed, faults)
    const note = (typed[`note_${at}`] ?? '').normalize('NFC').trim().slice(0, 200)
    if (date === '' && ranges.length === 0 && note === '') continue
    if (!isDate(date)) faults.set(line, 'date')
    else if (date < today) faults.set(line, 'passed')
    else if (days.some((one) => one.date === date)) faults.set(line, 'twice')
    else days.push({ date, ranges, note })
    if (from !== null && date < from && typed[`kept_${at}`] !== date) faults.set(line, 'too-early')
  }
  return days
}

function typedWeek(layer: WeekLayer, weekly: OpeningHours['weekly']): Typed {
  return Object.assign({}, ...weekly.map((ranges, day) => typedRanges(`${layer}_${day + 1}`, ranges))) as Typed
}

function typedRanges(line: string, ranges: DayRanges): Typed {
  const fields = ranges.slice(0, mostRanges).flatMap(({ from, to }, at) => [
    [`${line}_1_${at + 1}`, from],
    [`${line}_2_${at + 1}`, to === '24:00' ? '00:00' : to],
  ])
  return Object.fromEntries(fields)
}

function typedDay(at: number, { date, ranges, note }: DatedHours): Typed {
  return { [`day_${at}`]: date, [`kept_${at}`]: date, [`note_${at}`]: note, ...typedRanges(`day_${at}`, ranges) }
}
