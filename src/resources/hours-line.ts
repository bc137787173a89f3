import type { DayRange, OpeningHours } from './opening-hours.ts'

const dayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const

/**
 * Weekly hours in one cell: `Mon-Fri 08:00-12:00 13:00-18:00; Sat 09:00-17:00`, `always`, `never`. Null when the text
 * is not of this kind, or says two things of one day, or has ranges that overlap.
 */
export function parseWeekly(text: string): OpeningHours['weekly'] | null {
  if (/^always$/i.test(text)) return week(() => [{ from: '00:00', to: '24:00' }])
  if (/^never$/i.test(text)) return week(() => [])
  const said: (DayRange[] | undefined)[] = week(() => undefined)
  for (const part of text.split(';').map((one) => one.trim())) {
    const [days, ...times] = part.split(/\s+/)
    const ranges = times.map(parseRange)
    const indexes = parseDays(days ?? '')
    if (!indexes || ranges.length === 0 || !inOrder(ranges)) return null
    for (const index of indexes) {
      if (said[index]) return null
      said[index] = ranges
    }
  }
  return said.map((ranges) => ranges ?? [])
}

/** The same hours in the form that `parseWeekly` reads. */
export function weeklyLine(weekly: OpeningHours['weekly']): string {
  const days = weekly.map((ranges) => ranges.map(({ from, to }) => `${from}-${to}`).join(' '))
  if (days.every((day) => day === '00:00-24:00')) return 'always'
  if (days.every((day) => day === '')) return 'never'
  const parts: string[] = []
  for (let first = 0; first < 7;) {
    let last = first
    while (last < 6 && days[last + 1] === days[first]) last++
    const name = first === last ? dayNames[first] : `${dayNames[first]}-${dayNames[last]}`
    if (days[first] !== '') parts.push(`${name} ${days[first]}`)
    first = last + 1
  }
  return parts.join('; ')
}

function week<T>(ofDay: (day: number) => T): T[] {
  return Array.from({ length: 7 }, (_, day) => ofDay(day))
}

function parseDays(text: string): number[] | null {
  const [first, last] = text
    .split('-')
    .map((name) => dayNames.findIndex((day) => day.toLowerCase() === name.toLowerCase()))
  if (first === undefined || first < 0) return null
  if (last === undefined) return text.includes('-') ? null : [first]
  return last < first ? null : Array.from({ length: last - first + 1 }, (_, at) => first + at)
}

function parseRange(text: string): DayRange | null {
  const match = /^((?:[01]\d|2[0-3]):[0-5]\d)[-–]((?:[01]\d|2[0-3]):[0-5]\d|24:00)$/.exec(text)
  if (!match?.[1] || !match[2] || match[1] >= match[2]) return null
  return { from: match[1], to: match[2] }
}

function inOrder(ranges: readonly (DayRange | null)[]): ranges is DayRange[] {
  return ranges.every((range, at) => range !== null && (at === 0 || (ranges[at - 1]?.to ?? '') <= range.from))
}
