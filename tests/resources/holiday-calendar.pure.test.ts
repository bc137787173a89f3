import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { addDays, weekdayOf } from '../../src/kernel/wall-clock.ts'
import { chineseHolidays, holidayCalendar, publishedDays } from '../../src/resources/holiday-calendar.ts'

const NOTICES = join(import.meta.dirname, '../../../shared/data/holidays')

describe('the published holidays', () => {
  const { days, announcedYears } = chineseHolidays([])

  test('of 2026 make six weekend days working days', () => {
    expect([...days].filter(([date, { off }]) => date.startsWith('2026') && !off).map(([date]) => date)).toEqual([
      '2026-01-04',
      '2026-02-14',
      '2026-02-28',
      '2026-05-09',
      '2026-09-20',
      '2026-10-10',
    ])
  })

  test('of 2026 are 33 days under their names', () => {
    expect([...days].filter(([date, { off }]) => date.startsWith('2026') && off)).toHaveLength(33)
    expect(days.get('2026-02-17')).toEqual({ name: '春节', off: true })
    expect(days.get('2026-02-28')).toEqual({ name: '春节', off: false })
    expect(days.get('2026-10-01')).toEqual({ name: '国庆节', off: true })
  })

  test('end with 2026: the notice of 2027 is not out', () => {
    expect(announcedYears).toEqual(new Set(Array.from({ length: 23 }, (_, year) => 2004 + year)))
  })

  test('list each date once, in order', () => {
    const dates = publishedDays().map(({ date }) => date)
    expect(dates).toEqual([...new Set(dates)].toSorted())
  })
})

describe('a park’s own days', () => {
  test('stand over the published ones', () => {
    const { days } = chineseHolidays([
      { date: '2026-10-01', name: '值班', off: false },
      { date: '2026-11-23', name: '园区日', off: true },
    ])
    expect(days.get('2026-10-01')).toEqual({ name: '值班', off: false })
    expect(days.get('2026-11-23')).toEqual({ name: '园区日', off: true })
    expect(days.get('2026-10-02')).toEqual({ name: '国庆节', off: true })
  })

  test('do not announce a year by being in it', () => {
    const { announcedYears } = chineseHolidays([
      { date: '2027-01-01', name: '元旦', off: true },
      { date: '2027-05-20', name: '园区日', off: true },
    ])
    expect(announcedYears.has(2027)).toBe(false)
    expect(announcedYears.has(2026)).toBe(true)
  })

  test('announce a year when its whole notice is entered', () => {
    const notice = publishedDays()
      .filter(({ date }) => date.startsWith('2026'))
      .map((day) => ({ ...day, date: day.date.replace('2026', '2027') }))
    expect(chineseHolidays(notice).announcedYears.has(2027)).toBe(true)
    expect(holidayCalendar(notice).announcedYears).toEqual(new Set([2027]))
  })

  test('of next year’s notice that fall in this December do not announce this year', () => {
    const published = publishedDays().filter(({ date }) => date.startsWith('2026'))
    const leaking = Array.from({ length: 7 }, (_, day) => ({ date: `2025-12-${25 + day}`, name: '元旦', off: true }))
    expect(holidayCalendar([...leaking, ...published]).announcedYears).toEqual(new Set([2026]))
  })
})

describe.skipIf(!existsSync(NOTICES))(
  'the government notices in ../shared/data/holidays (skipped without them)',
  () => {
    const listed = readNotices()

    test('agree on every day of 2018 to 2026 that differs from its ordinary week', () => {
      const { days } = chineseHolidays([])
      for (let date = '2018-01-01'; date <= '2026-12-31'; date = addDays(date, 1)) {
        const ordinarilyOff = weekdayOf(date) > 5
        const isOff = listed.get(date)?.off ?? ordinarilyOff
        expect([date, days.get(date)?.off ?? ordinarilyOff]).toEqual([date, isOff])
      }
    })

    test('name the same festivals', () => {
      const { days } = chineseHolidays([])
      for (const [date, { name, off }] of listed) {
        if (off) expect([date, name]).toEqual([date, expect.stringContaining(days.get(date)?.name ?? 'not listed')])
      }
    })

    test('agree that 2027 is not announced, and, merged, that every year before is', () => {
      const { announcedYears } = holidayCalendar([...listed].map(([date, day]) => ({ date, ...day })))
      expect(announcedYears).toEqual(new Set([2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026]))
    })
  },
)

interface Notice {
  days: { name: string; date: string; isOffDay: boolean }[]
}

// Merged by date over all years: 31 December 2022 is listed with 2023.
function readNotices(): Map<string, { name: string; off: boolean }> {
  const files = existsSync(NOTICES) ? readdirSync(NOTICES).filter((file) => file.endsWith('.json')) : []
  const notices = files.map((file) => JSON.parse(readFileSync(join(NOTICES, file), 'utf8')) as Notice)
  return new Map(notices.flatMap(({ days }) => days.map(({ date, name, isOffDay }) => [date, { name, off: isOffDay }])))
}
