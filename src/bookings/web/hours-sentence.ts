import type { Locale } from '../../platform/i18n/locale.ts'
import type { DayRanges, OpeningHours, WeekRules } from '../../resources/opening-hours.ts'
import { hoursText, type HoursText } from './hours.text.ts'

/** What a week editor means, in plain sentences. */
export function weekSentences(week: WeekRules, locale: Locale): string[] {
  const words = hoursText[locale]
  const open = whenText(week.weekly, words, true)
  return [
    `${open.charAt(0).toUpperCase()}${open.slice(1)}${words.stop}`,
    `${words.holidays[week.holidayRule]}${locale === 'en' ? ' ' : ''}${words.makeUp}`,
    ...(week.staffed ? [staffSentence(week.staffed, locale)] : []),
  ]
}

/** `09:00–12:00 and 13:00–18:00`. */
export function rangesText(ranges: DayRanges, locale: Locale): string {
  const words = hoursText[locale]
  return ranges.length === 0 ? words.closed : ranges.map(({ from, to }) => `${from}–${to}`).join(words.and)
}

/** When somebody is there to assist. */
export function staffSentence(staffed: OpeningHours['weekly'], locale: Locale): string {
  const words = hoursText[locale]
  return staffed.every((ranges) => ranges.length === 0)
    ? words.neverStaffed
    : words.staffed(whenText(staffed, words, false))
}

function whenText(weekly: OpeningHours['weekly'], words: HoursText, withClosed: boolean): string {
  const days = weekly.map((ranges) => ranges.map(({ from, to }) => `${from}–${to}`).join(words.and))
  if (days.every((day) => day === '')) return words.never
  if (days.every((day) => day === '00:00–24:00')) return words.always
  const parts = runsOf(days).map(({ first, last }) => ({
    names: namesOf(first, last, words),
    ranges: days[first] ?? '',
  }))
  const open = parts.filter(({ ranges }) => ranges !== '')
  const closed = parts.filter(({ ranges }) => ranges === '').map(({ names }) => names)
  return [
    ...open.map(({ names, ranges }) => (withClosed ? words.open(names, ranges) : `${names} ${ranges}`)),
    ...(withClosed && closed.length > 0 ? [words.closedOn(closed.join(words.and))] : []),
  ].join(words.between)
}

/** Days one after another that are alike. */
function runsOf(days: readonly string[]): { first: number; last: number }[] {
  const runs: { first: number; last: number }[] = []
  for (const [day, text] of days.entries()) {
    const run = runs.at(-1)
    if (run && days[run.first] === text) run.last = day
    else runs.push({ first: day, last: day })
  }
  return runs
}

function namesOf(first: number, last: number, words: HoursText): string {
  const [from = '', until = ''] = [words.days[first], words.days[last]]
  if (first === last) return from
  return last === first + 1 ? `${from}${words.and}${until}` : words.daysTo(from, until)
}
