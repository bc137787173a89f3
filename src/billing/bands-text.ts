import type { RateBand } from './tariff.ts'

const dayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** Bands in one cell of a file: `peak Mon-Fri 13:00-18:00 600.00; night Mon-Sun 22:00-08:00 300.00`. */
export function bandsText(bands: readonly RateBand[], money: (minor: number) => string): string {
  return bands
    .map(({ name, days, from, to, perHourMinor }) => `${name} ${daysText(days)} ${from}-${to} ${money(perHourMinor)}`)
    .join('; ')
}

/** The bands of a cell; null where it says anything else. */
export function readBands(text: string, money: (amount: string) => number | null): RateBand[] | null {
  if (text.trim() === '') return []
  const bands = text.split(';').map((part) => readBand(part.trim(), money))
  return bands.includes(null) ? null : bands.filter((band) => band !== null)
}

function readBand(text: string, money: (amount: string) => number | null): RateBand | null {
  const [, name = '', days = '', from = '', to = '', amount = ''] =
    /^(.{1,40}) ([A-Za-z,-]{3,40}) (\d\d:\d\d)-(\d\d:\d\d) ([\d.]{1,16})$/.exec(text) ?? []
  const [weekdays, perHourMinor] = [readDays(days), money(amount)]
  if (name === '' || weekdays === null || perHourMinor === null) return null
  return { name, days: weekdays, from, to, perHourMinor }
}

function daysText(days: readonly number[]): string {
  const sorted = days.toSorted((a, b) => a - b)
  const [first = 1] = sorted
  const last = sorted.at(-1) ?? first
  if (sorted.length > 2 && last - first === sorted.length - 1) return `${nameOf(first)}-${nameOf(last)}`
  return sorted.map(nameOf).join(',')
}

function readDays(text: string): number[] | null {
  const days = text.split(',').flatMap((part) => {
    const [from = '', to = from, ...more] = part.split('-')
    const [first, last] = [numberOf(from), numberOf(to)]
    if (more.length > 0 || first === 0 || last < first) return [0]
    return Array.from({ length: last - first + 1 }, (_, at) => first + at)
  })
  return days.includes(0) ? null : days
}

function nameOf(day: number): string {
  return dayNames[day - 1] ?? ''
}

function numberOf(name: string): number {
  return dayNames.findIndex((one) => one.toLowerCase() === name.toLowerCase()) + 1
}
