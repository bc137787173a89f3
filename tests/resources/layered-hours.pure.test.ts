import { describe, expect, test } from 'vitest'
import { chineseHolidays } from '../../src/resources/holiday-calendar.ts'
import { hoursAfter, type HoursWish } from '../../src/resources/hours-wish.ts'
import { openSpans, staffedDay, unstaffedSpans, type OpeningHours } from '../../src/resources/opening-hours.ts'

const zone = 'Asia/Shanghai'
const calendar = chineseHolidays([])
const range = (from: string, to: string) => ({ from, to })
const week = (from: string, to: string) => {
  const day = [range(from, to)]
  return [day, day, day, day, day, [], []]
}
const at = (text: string) => Date.parse(`${text}:00+08:00`) / 1000
const span = (from: string, to: string) => ({ startsAt: at(from), endsAt: at(to) })

describe('weeks that begin on a date', () => {
  const hours: OpeningHours = {
    weekly: week('08:00', '20:00'),
    holidayRule: 'closed',
    exceptions: [{ date: '2026-12-02', ranges: [range('10:00', '11:00')], note: '' }],
    later: [{ from: '2026-12-01', weekly: week('09:00', '12:00'), holidayRule: 'closed' }],
  }
  test('before it the old week holds, from it the new one, and an exception before both', () => {
    expect(openSpans(hours, calendar, zone, span('2026-11-30T00:00', '2026-12-03T00:00'))).toEqual([
      span('2026-11-30T08:00', '2026-11-30T20:00'),
      span('2026-12-01T09:00', '2026-12-01T12:00'),
      span('2026-12-02T10:00', '2026-12-02T11:00'),
    ])
  })

  const wish = (changes: Partial<HoursWish>): HoursWish => ({
    from: null,
    week: { weekly: week('07:00', '23:00'), holidayRule: 'closed' },
    exceptions: [],
    later: [],
    ...changes,
  })

  test('a week from a date lets what is before it be, and takes the place of one from that date', () => {
    const next = hoursAfter(hours, wish({ from: '2026-12-01' }), '2026-11-23')
    expect(next).toMatchObject({ weekly: hours.weekly, exceptions: [], later: [{ from: '2026-12-01' }] })
    expect(next.later?.[0]?.weekly).toEqual(week('07:00', '23:00'))
    const before = [{ date: '2026-11-25', ranges: [], note: '' }]
    expect(hoursAfter({ ...hours, exceptions: before }, wish({ from: '2026-12-01' }), '2026-11-23').exceptions).toEqual(
      before,
    )
  })

  test('a date that has come is now, and a week like the one before it is none', () => {
    const now = wish({ later: [{ from: '2026-11-23', weekly: week('06:00', '07:00'), holidayRule: 'closed' }] })
    expect(hoursAfter(hours, now, '2026-11-23')).toEqual({
      weekly: week('06:00', '07:00'),
      holidayRule: 'closed',
      exceptions: [],
    })
    const same = wish({ from: '2026-12-24', week: { weekly: hours.weekly, holidayRule: 'closed' } })
    expect(hoursAfter({ ...hours, later: [] }, same, '2026-11-23').later).toBeUndefined()
  })
})

describe('staffed hours', () => {
  const hours: OpeningHours = {
    weekly: Array.from({ length: 7 }, () => [range('08:00', '22:00')]),
    holidayRule: 'weekend-hours',
    staffed: week('09:00', '17:00'),
    exceptions: [{ date: '2026-09-22', ranges: [range('12:00', '20:00')], note: '' }],
  }
  test.each([
    ['on a weekday as the week says', '2026-09-21', [range('09:00', '17:00')]],
    ['on a Sunday nobody', '2026-09-27', []],
    ['on a make-up Sunday as on a Monday', '2026-09-20', [range('09:00', '17:00')]],
    ['on a holiday with weekend hours nobody', '2026-10-01', []],
    ['on a date of its own only while it is open', '2026-09-22', [range('12:00', '17:00')]],
  ])('%s', (_, date, ranges) => {
    expect(staffedDay(hours, calendar, date)).toEqual(ranges)
  })

  test('what of a booking is unstaffed, and nothing where the two are not told apart', () => {
    const evening = span('2026-09-21T16:00', '2026-09-21T21:00')
    expect(unstaffedSpans(hours, calendar, zone, evening)).toEqual([span('2026-09-21T17:00', '2026-09-21T21:00')])
    const { staffed: _, ...plain } = hours
    expect(unstaffedSpans(plain, calendar, zone, evening)).toEqual([])
    expect(staffedDay(plain, calendar, '2026-09-21')).toBeNull()
  })
})
