import { NotUnderstood } from './calendar-reading.ts'
import { writtenTime, type WrittenTime } from './local-time.ts'
import { badValue, type Property } from './property.ts'

/** How an event repeats. An empty list sets no condition. */
export interface RepeatRule {
  readonly freq: 'daily' | 'weekly' | 'monthly' | 'yearly'
  readonly interval: number
  readonly count: number | null
  readonly until: WrittenTime | null
  readonly months: readonly number[]
  readonly weeks: readonly number[]
  readonly yearDays: readonly number[]
  readonly monthDays: readonly number[]
  readonly weekdays: readonly NthWeekday[]
  readonly hours: readonly number[]
  readonly minutes: readonly number[]
  readonly seconds: readonly number[]
  readonly positions: readonly number[]
  /** 1 = Monday … 7 = Sunday. */
  readonly weekStart: number
}

/** A weekday; with an ordinal, which one of the month or the year, counted from its end when negative. */
export interface NthWeekday {
  readonly weekday: number
  readonly nth: number | null
}

const frequencies = new Map([
  ['DAILY', 'daily'],
  ['WEEKLY', 'weekly'],
  ['MONTHLY', 'monthly'],
  ['YEARLY', 'yearly'],
] as const)
const weekdayNames = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const tooFrequent = new Set<unknown>(['HOURLY', 'MINUTELY', 'SECONDLY'])
// What a maker adds under a name of its own changes no times.
const knownPart =
  /^(freq|interval|count|until|by(month|weekno|yearday|monthday|day|hour|minute|second|setpos)|wkst|x-.*)$/
const mostTimesPerDay = 96

/** Throws NotUnderstood: for what is no rule, and for rules that this house does not follow. */
export function repeatRule(property: Property): RepeatRule {
  const [said] = property.values as [Record<string, unknown>]
  if (typeof said !== 'object' || said === null) throw badValue(property)
  if (tooFrequent.has(said['freq'])) throw new NotUnderstood({ kind: 'too-frequent' }, property.line)
  if ('rscale' in said) throw new NotUnderstood({ kind: 'unsupported', what: 'RSCALE' }, property.line)
  const freq = frequencies.get(said['freq'] as 'DAILY')
  if (freq === undefined || Object.keys(said).some((part) => !knownPart.test(part))) throw badValue(property)
  const list = (name: string) => [said[name] ?? []].flat().map(Number)
  const rule: RepeatRule = {
    freq,
    interval: Number(said['interval'] ?? 1),
    count: said['count'] === undefined ? null : Number(said['count']),
    until: said['until'] === undefined ? null : writtenTime(property, `${said['until'] as string}`),
    months: list('bymonth'),
    weeks: list('byweekno'),
    yearDays: list('byyearday'),
    monthDays: list('bymonthday'),
    weekdays: [said['byday'] ?? []].flat().map((text) => nthWeekday(property, text as string)),
    hours: list('byhour'),
    minutes: list('byminute'),
    seconds: list('bysecond').map((second) => Math.min(second, 59)),
    positions: list('bysetpos'),
    // The library counts from Sunday, which is 1 there.
    weekStart: said['wkst'] === undefined ? 1 : ((Number(said['wkst']) + 5) % 7) + 1,
  }
  assertSound(rule, property)
  return rule
}

function nthWeekday(property: Property, text: string): NthWeekday {
  const match = /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(text)
  const weekday = weekdayNames.indexOf(match?.[2] ?? '') + 1
  const nth = match?.[1] === undefined ? null : Number(match[1])
  if (weekday === 0 || nth === 0) throw badValue(property)
  return { weekday, nth }
}

function assertSound(rule: RepeatRule, property: Property): void {
  const { freq, months, weeks, yearDays, monthDays, weekdays, hours, minutes, seconds, positions } = rule
  const isNth = weekdays.some(({ nth }) => nth !== null)
  const others = [months, weeks, yearDays, monthDays, weekdays, hours, minutes, seconds]
  const sound = [
    Number.isInteger(rule.interval) && rule.interval >= 1 && rule.interval <= 1_000,
    rule.count === null || (Number.isInteger(rule.count) && rule.count >= 1),
    rule.count === null || rule.until === null,
    within(months, 1, 12),
    within(hours, 0, 23) && within(minutes, 0, 59) && within(seconds, 0, 59),
    within(weeks, -53, 53) && !weeks.includes(0) && (weeks.length === 0 || freq === 'yearly'),
    within(yearDays, -366, 366) && !yearDays.includes(0) && (yearDays.length === 0 || freq === 'yearly'),
    within(monthDays, -31, 31) && !monthDays.includes(0) && (monthDays.length === 0 || freq !== 'weekly'),
    !isNth || freq === 'monthly' || (freq === 'yearly' && weeks.length === 0),
    within(positions, -366, 366) && !positions.includes(0),
    positions.length === 0 || others.some((list) => list.length > 0),
  ]
  if (!sound.every(Boolean)) throw badValue(property)
  const perDay = [hours, minutes, seconds].reduce((product, list) => product * Math.max(new Set(list).size, 1), 1)
  if (perDay > mostTimesPerDay) throw new NotUnderstood({ kind: 'too-frequent' }, property.line)
}

function within(values: readonly number[], least: number, most: number): boolean {
  return values.every((value) => Number.isInteger(value) && value >= least && value <= most)
}
