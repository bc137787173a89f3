import { expect, test } from 'vitest'
import { mostRepeats, overlapThemselves, repeatedClosure } from '../../src/bookings/closing-repeats.ts'

const shanghai = 'Asia/Shanghai'
const at = (text: string) => Date.parse(text) / 1000
const monday = { startsAt: at('2026-11-23T09:00+08:00'), endsAt: at('2026-11-23T11:00+08:00') }
const starts = (times: readonly { startsAt: number }[]) =>
  times.map(({ startsAt }) => new Date((startsAt + 8 * 3600) * 1000).toISOString().slice(0, 16))

test('each week, every other week, and on the same weekday of each month', () => {
  expect(starts(repeatedClosure(monday, 'once', 9, shanghai))).toEqual(['2026-11-23T09:00'])
  expect(starts(repeatedClosure(monday, 'weekly', 3, shanghai))).toEqual([
    '2026-11-23T09:00',
    '2026-11-30T09:00',
    '2026-12-07T09:00',
  ])
  expect(starts(repeatedClosure(monday, 'fortnightly', 2, shanghai))).toEqual(['2026-11-23T09:00', '2026-12-07T09:00'])
  // 23 November is the fourth Monday; 30 November the fifth, which is the last.
  expect(starts(repeatedClosure(monday, 'monthly', 3, shanghai))).toEqual([
    '2026-11-23T09:00',
    '2026-12-28T09:00',
    '2027-01-25T09:00',
  ])
  const last = { startsAt: monday.startsAt + 7 * 86_400, endsAt: monday.endsAt + 7 * 86_400 }
  expect(starts(repeatedClosure(last, 'monthly', 2, shanghai))).toEqual(['2026-11-30T09:00', '2026-12-28T09:00'])
})

test('it keeps its wall time when the clocks change, and its length', () => {
  const before = { startsAt: at('2026-10-26T09:00-04:00'), endsAt: at('2026-10-26T11:00-04:00') }
  const [, , later] = repeatedClosure(before, 'weekly', 3, 'America/New_York')
  expect(later).toEqual({ startsAt: at('2026-11-09T09:00-05:00'), endsAt: at('2026-11-09T11:00-05:00') })
})

test('a form cannot ask for thousands, and a closure of eight days cannot come each week', () => {
  expect(repeatedClosure(monday, 'weekly', 10_000, shanghai)).toHaveLength(mostRepeats)
  const long = { ...monday, endsAt: monday.startsAt + 8 * 86_400 }
  expect(overlapThemselves(repeatedClosure(long, 'weekly', 3, shanghai))).toBe(true)
  expect(overlapThemselves(repeatedClosure(long, 'fortnightly', 3, shanghai))).toBe(false)
})
