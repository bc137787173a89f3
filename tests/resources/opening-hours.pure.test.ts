import { describe, expect, test } from 'vitest'
import type { Interval } from '../../src/kernel/interval.ts'
import { formatInstant } from '../../src/kernel/rfc3339.ts'
import { addDays, atOrAfter, spanOfDay } from '../../src/kernel/wall-clock.ts'
import { chineseHolidays, holidayCalendar } from '../../src/resources/holiday-calendar.ts'
import { closedBy, openingDay, openSpans, type OpeningHours } from '../../src/resources/opening-hours.ts'

const SHANGHAI = 'Asia/Shanghai'
const calendar = chineseHolidays([])
const officeDay = [
  { from: '09:00', to: '12:00' },
  { from: '13:00', to: '18:00' },
]
const saturday = [{ from: '10:00', to: '12:00' }]
const office: OpeningHours = {
  weekly: [officeDay, officeDay, officeDay, officeDay, [{ from: '09:00', to: '15:00' }], saturday, []],
  holidayRule: 'closed',
  exceptions: [
    { date: '2026-11-24', ranges: [], note: '停电' },
    { date: '2026-10-02', ranges: [{ from: '09:00', to: '10:00' }], note: '值班' },
  ],
}
const always: OpeningHours = { ...office, weekly: week([{ from: '00:00', to: '24:00' }]), exceptions: [] }

describe('an ordinary day', () => {
  test('is open in its ranges and closed between them', () => {
    expect(shown(openSpans(office, calendar, SHANGHAI, day('2026-11-23')))).toEqual([
      '2026-11-23T01:00:00Z – 2026-11-23T04:00:00Z',
      '2026-11-23T05:00:00Z – 2026-11-23T10:00:00Z',
    ])
  })

  test.each([
    ['within a range', '09:00', '12:00', null],
    ['over lunch', '11:00', '14:00', { rule: 'weekly', date: '2026-11-23' }],
    ['a minute too early', '08:59', '10:00', { rule: 'weekly', date: '2026-11-23' }],
    ['a minute too late', '17:00', '18:01', { rule: 'weekly', date: '2026-11-23' }],
    ['in the evening', '20:00', '21:00', { rule: 'weekly', date: '2026-11-23' }],
  ])('takes a booking %s, or says that the week closes it', (_, from, to, closed) => {
    expect(closedBy(office, calendar, SHANGHAI, between('2026-11-23', from, to))).toEqual(closed)
  })

  test('has no booking of no length to refuse', () => {
    const noon = atOrAfter({ date: '2026-11-22', time: '12:00' }, SHANGHAI)
    expect(closedBy(office, calendar, SHANGHAI, { startsAt: noon, endsAt: noon })).toBeNull()
  })
})

describe('a lab that never closes', () => {
  test('is one span over midnight, month end and 29 February', () => {
    const weeks = {
      startsAt: spanOfDay('2028-02-20', SHANGHAI).startsAt,
      endsAt: spanOfDay('2028-03-10', SHANGHAI).endsAt,
    }
    const open = { ...always, holidayRule: 'open-as-weekday' as const }
    expect(openSpans(open, calendar, SHANGHAI, weeks)).toEqual([weeks])
  })

  test.each(['America/New_York', 'Australia/Lord_Howe', 'America/Santiago', 'Africa/Cairo', 'America/Havana'])(
    'is one span for a year in %s, whatever the clocks do at midnight',
    (zone) => {
      const year = { startsAt: spanOfDay('2027-01-01', zone).startsAt, endsAt: spanOfDay('2027-12-31', zone).endsAt }
      expect(openSpans(always, holidayCalendar([]), zone, year)).toEqual([year])
      expect(closedBy(always, holidayCalendar([]), zone, year)).toBeNull()
    },
  )

  test('that closes before midnight on Friday says so for a booking into Saturday', () => {
    const weekly = always.weekly.with(4, [{ from: '00:00', to: '23:00' }])
    const night = { startsAt: at('2026-11-27', '22:00'), endsAt: at('2026-11-28', '06:00') }
    expect(closedBy({ ...always, weekly }, calendar, SHANGHAI, night)).toEqual({ rule: 'weekly', date: '2026-11-27' })
  })
})

describe('a holiday', () => {
  test('is closed under its name', () => {
    expect(closedBy(office, calendar, SHANGHAI, between('2026-10-01', '09:00', '10:00'))).toEqual({
      rule: 'holiday',
      date: '2026-10-01',
      name: '国庆节',
    })
    expect(openingDay(office, calendar, '2026-10-01')).toEqual({
      rule: 'holiday',
      ranges: [],
      name: '国庆节',
      off: true,
      announced: true,
    })
  })

  test('has Sunday’s hours, or Saturday’s on a Saturday, where weekend hours apply', () => {
    const hours = { ...office, weekly: office.weekly.with(6, [{ from: '14:00', to: '16:00' }]) }
    const ranges = ['2026-10-01', '2026-10-03', '2026-10-04'].map(
      (date) => openingDay({ ...hours, holidayRule: 'weekend-hours' }, calendar, date).ranges,
    )
    expect(ranges).toEqual([hours.weekly[6], saturday, hours.weekly[6]])
  })

  test('is as any such weekday where the rule says so, and no Sunday is opened by it', () => {
    const hours = { ...office, holidayRule: 'open-as-weekday' as const }
    expect(openingDay(hours, calendar, '2026-10-01')).toMatchObject({
      rule: 'weekly',
      ranges: officeDay,
      name: '国庆节',
    })
    expect(openingDay(hours, calendar, '2026-10-04')).toMatchObject({ rule: 'weekly', ranges: [] })
  })

  test('closes a booking that runs into it from the evening before', () => {
    const night = { startsAt: at('2026-09-30', '20:00'), endsAt: at('2026-10-01', '02:00') }
    expect(closedBy(always, calendar, SHANGHAI, night)).toEqual({ rule: 'holiday', date: '2026-10-01', name: '国庆节' })
  })
})

describe('a make-up working day', () => {
  test.each(['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'])(
    '%s has Monday’s hours, not the weekend’s',
    (date) => {
      expect(openingDay(office, calendar, date)).toMatchObject({ rule: 'weekly', ranges: officeDay, off: false })
      expect(closedBy(office, calendar, SHANGHAI, between(date, '09:00', '12:00'))).toBeNull()
      expect(closedBy(office, calendar, SHANGHAI, between(date, '12:00', '13:00'))).toEqual({ rule: 'weekly', date })
    },
  )

  test('leaves the weekends around it alone', () => {
    for (const date of ['2026-10-11', '2026-01-11']) expect(openingDay(office, calendar, date).ranges).toEqual([])
  })

  test('that a park sets on a Friday keeps Friday’s hours', () => {
    const own = chineseHolidays([{ date: '2026-10-02', name: '值班', off: false }])
    const ranges = openingDay({ ...office, exceptions: [] }, own, '2026-10-02').ranges
    expect(ranges).toEqual([{ from: '09:00', to: '15:00' }])
  })
})

describe('a dated exception', () => {
  test('closes an ordinary day and says why', () => {
    expect(closedBy(office, calendar, SHANGHAI, between('2026-11-24', '09:00', '10:00'))).toEqual({
      rule: 'exception',
      date: '2026-11-24',
      note: '停电',
    })
  })

  test('comes before the holiday rule', () => {
    expect(closedBy(office, calendar, SHANGHAI, between('2026-10-02', '09:00', '10:00'))).toBeNull()
    expect(closedBy(office, calendar, SHANGHAI, between('2026-10-02', '09:00', '11:00'))).toEqual({
      rule: 'exception',
      date: '2026-10-02',
      note: '值班',
    })
  })
})

describe('a year whose notice is not out', () => {
  test('has the week’s hours, and says that they may change', () => {
    expect(openingDay(office, calendar, '2027-10-01')).toEqual({
      rule: 'weekly',
      ranges: [{ from: '09:00', to: '15:00' }],
      announced: false,
    })
    expect(openingDay(office, calendar, '2026-12-31')).toMatchObject({ announced: true })
  })
})

describe('where clocks move', () => {
  const nightly = { ...always, weekly: week([{ from: '01:30', to: '04:00' }]) }

  test('opening hours last as long as they really do', () => {
    const minutesOpen = ['2027-03-13', '2027-03-14', '2027-11-07'].map((date) => {
      const [open] = openSpans(nightly, holidayCalendar([]), 'America/New_York', spanOfDay(date, 'America/New_York'))
      return open && (open.endsAt - open.startsAt) / 60
    })
    expect(minutesOpen).toEqual([150, 90, 210])
  })

  test('a closing time that is skipped comes as much later, even if that is the next date', () => {
    const hours = { ...always, weekly: week([{ from: '20:00', to: '23:30' }]) }
    const sunday = spanOfDay('2027-03-28', 'America/Nuuk')
    expect(openSpans(hours, holidayCalendar([]), 'America/Nuuk', sunday)).toEqual([
      { startsAt: sunday.startsAt, endsAt: sunday.startsAt + 30 * 60 },
      { startsAt: sunday.startsAt + 20 * 3600, endsAt: sunday.startsAt + 23.5 * 3600 },
    ])
  })

  test('a range that is skipped whole opens nothing of the hours around it', () => {
    const hours = { ...always, weekly: week([{ from: '00:00', to: '01:00' }]) }
    const sunday = spanOfDay('2027-09-05', 'America/Santiago')
    const eve = spanOfDay(addDays('2027-09-05', -1), 'America/Santiago')
    expect(openSpans(hours, holidayCalendar([]), 'America/Santiago', sunday)).toEqual([])
    expect(openSpans(hours, holidayCalendar([]), 'America/Santiago', eve)).toHaveLength(1)
  })
})

function week(ranges: OpeningHours['weekly'][number]): OpeningHours['weekly'] {
  return Array.from({ length: 7 }, () => ranges)
}

function day(date: string): Interval {
  return spanOfDay(date, SHANGHAI)
}

function at(date: string, time: string): number {
  return atOrAfter({ date, time }, SHANGHAI)
}

function between(date: string, from: string, to: string): Interval {
  return { startsAt: at(date, from), endsAt: at(date, to) }
}

function shown(spans: readonly Interval[]): string[] {
  return spans.map(({ startsAt, endsAt }) => `${formatInstant(startsAt)} – ${formatInstant(endsAt)}`)
}
