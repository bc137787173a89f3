import { describe, expect, test } from 'vitest'
import { BrokenBelief } from '../../src/kernel/invariant.ts'
import { formatInstant, parseInstant } from '../../src/kernel/rfc3339.ts'
import {
  addDays,
  atOrAfter,
  datesOf,
  dayOf,
  instantOf,
  isDate,
  isTime,
  nextWindowStart,
  repeatWeekly,
  spanOfDay,
  windowStart,
  type WallReading,
} from '../../src/kernel/wall-clock.ts'

describe('a wall time that clocks skip', () => {
  test.each([
    ['America/New_York', '2027-03-14', '02:30', '2027-03-14T07:30:00Z'],
    ['Australia/Lord_Howe', '2027-10-03', '02:15', '2027-10-02T15:45:00Z'],
    ['America/Santiago', '2027-09-05', '00:00', '2027-09-05T04:00:00Z'],
    ['Africa/Cairo', '2027-04-30', '00:30', '2027-04-29T22:30:00Z'],
  ])('in %s on %s at %s never comes; a rule reads it as %s', (zone, date, time, moved) => {
    expect(instantOf({ date, time }, zone)).toEqual({ kind: 'never' })
    expect(formatInstant(atOrAfter({ date, time }, zone))).toBe(moved)
  })
})

describe('a wall time that clocks show twice', () => {
  test.each([
    ['America/New_York', '2027-11-07', '01:30', '2027-11-07T05:30:00Z', '2027-11-07T06:30:00Z'],
    ['Australia/Lord_Howe', '2027-04-04', '01:45', '2027-04-03T14:45:00Z', '2027-04-03T15:15:00Z'],
    ['America/Santiago', '2027-04-03', '23:30', '2027-04-04T02:30:00Z', '2027-04-04T03:30:00Z'],
    ['Africa/Cairo', '2027-10-28', '23:00', '2027-10-28T20:00:00Z', '2027-10-28T21:00:00Z'],
  ])('in %s on %s at %s is asked back; a rule takes the earlier', (zone, date, time, earlier, later) => {
    expect(shown(instantOf({ date, time }, zone))).toBe(`twice ${earlier} ${later}`)
    expect(formatInstant(atOrAfter({ date, time }, zone))).toBe(earlier)
  })
})

test('the minutes just outside a skipped or doubled time come once', () => {
  const readings = [
    { date: '2027-03-14', time: '01:59' },
    { date: '2027-03-14', time: '03:00' },
    { date: '2027-11-07', time: '00:59' },
    { date: '2027-11-07', time: '02:00' },
  ].map((wall) => shown(instantOf(wall, 'America/New_York')))
  expect(readings).toEqual([
    'once 2027-03-14T06:59:00Z',
    'once 2027-03-14T07:00:00Z',
    'once 2027-11-07T04:59:00Z',
    'once 2027-11-07T07:00:00Z',
  ])
})

describe('a weekly series', () => {
  test('at 09:00 in New York stays at 09:00 for 52 weeks, whatever the clocks do', () => {
    const weeks = repeatWeekly({ date: '2027-03-07', time: '09:00' }, 52, 'America/New_York')
    expect(weeks.slice(0, 3).map(({ reading }) => shown(reading))).toEqual([
      'once 2027-03-07T14:00:00Z',
      'once 2027-03-14T13:00:00Z',
      'once 2027-03-21T13:00:00Z',
    ])
    expect(weeks).toHaveLength(52)
    for (const [week, { wall, reading }] of weeks.entries()) {
      expect(wall).toEqual({ date: addDays('2027-03-07', 7 * week), time: '09:00' })
      expect(reading.kind).toBe('once')
      const day = reading.kind === 'once' && dayOf(reading.at, 'America/New_York')
      expect(day).toEqual({ date: wall.date, minuteOfDay: 9 * 60, weekday: 7 })
    }
  })

  test('says in which week its time is skipped and in which it comes twice', () => {
    const weeks = repeatWeekly({ date: '2027-03-07', time: '02:30' }, 52, 'America/New_York')
    expect(weeks.filter(({ reading }) => reading.kind !== 'once').map(({ wall }) => wall.date)).toEqual(['2027-03-14'])
    const nights = repeatWeekly({ date: '2027-03-07', time: '01:30' }, 52, 'America/New_York')
    expect(nights.filter(({ reading }) => reading.kind === 'twice').map(({ wall }) => wall.date)).toEqual([
      '2027-11-07',
    ])
  })
})

describe('a day', () => {
  test.each([
    ['Asia/Shanghai', '2026-11-23', '2026-11-22T16:00:00Z', 24],
    ['America/New_York', '2027-03-14', '2027-03-14T05:00:00Z', 23],
    ['America/New_York', '2027-11-07', '2027-11-07T04:00:00Z', 25],
    ['Australia/Lord_Howe', '2027-10-03', '2027-10-02T13:30:00Z', 23.5],
    ['Australia/Lord_Howe', '2027-04-04', '2027-04-03T13:00:00Z', 24.5],
    ['America/Santiago', '2027-09-05', '2027-09-05T04:00:00Z', 23],
    ['America/Santiago', '2027-04-03', '2027-04-03T03:00:00Z', 25],
    ['Africa/Cairo', '2027-04-30', '2027-04-29T22:00:00Z', 23],
    ['Africa/Cairo', '2027-10-28', '2027-10-27T21:00:00Z', 25],
    ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00:00Z', 0],
  ])('in %s, %s, begins at %s and has %d hours', (zone, date, startsAt, hours) => {
    const day = spanOfDay(date, zone)
    expect([formatInstant(day.startsAt), (day.endsAt - day.startsAt) / 3600]).toEqual([startsAt, hours])
    expect(spanOfDay(addDays(date, 1), zone).startsAt).toBe(day.endsAt)
    if (hours > 0) expect(dayOf(day.startsAt, zone).date).toBe(date)
    expect(dayOf(day.startsAt - 1, zone).date).toBe(addDays(date, -1))
  })

  test('begins at one o’clock on the wall where midnight does not exist', () => {
    expect(dayOf(spanOfDay('2027-09-05', 'America/Santiago').startsAt, 'America/Santiago')).toEqual({
      date: '2027-09-05',
      minuteOfDay: 60,
      weekday: 7,
    })
  })

  test('ends at 24:00, which is the next one’s midnight', () => {
    const end = atOrAfter({ date: '2028-02-29', time: '24:00' }, 'Asia/Shanghai')
    expect(end).toBe(atOrAfter({ date: '2028-03-01', time: '00:00' }, 'Asia/Shanghai'))
    expect(dayOf(end - 1, 'Asia/Shanghai')).toEqual({ date: '2028-02-29', minuteOfDay: 1439, weekday: 2 })
  })
})

describe('the dates of a booking', () => {
  test.each([
    ['over midnight', '2026-11-23T14:00:00Z', '2026-11-23T20:00:00Z', ['2026-11-23', '2026-11-24']],
    ['up to midnight', '2026-11-23T14:00:00Z', '2026-11-23T16:00:00Z', ['2026-11-23']],
    ['over month end', '2026-12-31T15:59:59Z', '2026-12-31T16:00:01Z', ['2026-12-31', '2027-01-01']],
    ['over 29 February', '2028-02-28T12:00:00Z', '2028-03-01T12:00:00Z', ['2028-02-28', '2028-02-29', '2028-03-01']],
    ['of no length', '2026-11-23T14:00:00Z', '2026-11-23T14:00:00Z', []],
  ])('%s are those that it touches in Shanghai', (_, startsAt, endsAt, dates) => {
    expect(datesOf({ startsAt: at(startsAt), endsAt: at(endsAt) }, 'Asia/Shanghai')).toEqual(dates)
  })

  test('leave out a date that the zone skipped', () => {
    const week = { startsAt: at('2011-12-29T20:00:00Z'), endsAt: at('2011-12-30T20:00:00Z') }
    expect(datesOf(week, 'Pacific/Apia')).toEqual(['2011-12-29', '2011-12-31'])
  })

  test('are at most ten years of them', () => {
    expect(() => datesOf({ startsAt: 0, endsAt: at('9999-12-31T00:00:00Z') }, 'UTC')).toThrow(BrokenBelief)
  })
})

describe('the window of a limit', () => {
  test.each([
    ['day', '2026-11-23', '2026-11-23', '2026-11-24'],
    ['week', '2026-11-23', '2026-11-23', '2026-11-30'],
    ['week', '2026-11-29', '2026-11-23', '2026-11-30'],
    ['week', '2027-01-01', '2026-12-28', '2027-01-04'],
    ['month', '2028-02-29', '2028-02-01', '2028-03-01'],
    ['month', '2026-12-31', '2026-12-01', '2027-01-01'],
    ['quarter', '2026-03-31', '2026-01-01', '2026-04-01'],
    ['quarter', '2026-08-15', '2026-07-01', '2026-10-01'],
    ['quarter', '2026-12-31', '2026-10-01', '2027-01-01'],
    ['year', '2028-12-31', '2028-01-01', '2029-01-01'],
    ['year', '2027-01-01', '2027-01-01', '2028-01-01'],
  ] as const)('%s, on %s, runs from %s until %s', (window, date, start, next) => {
    expect([windowStart(date, window), nextWindowStart(date, window)]).toEqual([start, next])
  })

  test('has every date exactly once, for four years', () => {
    for (const window of ['day', 'week', 'month', 'quarter', 'year'] as const) {
      for (let date = '2026-11-23'; date < '2030-11-23'; date = addDays(date, 1)) {
        const [start, next] = [windowStart(date, window), nextWindowStart(date, window)]
        expect(start <= date && date < next && windowStart(next, window) === next).toBe(true)
        expect(windowStart(addDays(next, -1), window)).toBe(start)
      }
    }
  })
})

describe('what is no date, time or zone', () => {
  test('is told from one that is', () => {
    expect(['2028-02-29', '2026-12-31', '0000-01-01'].filter(isDate)).toHaveLength(3)
    const wrong = [
      '2026-02-29',
      '2026-02-30',
      '2026-13-01',
      '2026-1-1',
      '2026-11-23T00:00Z',
      '+012026-01-01',
      '',
      'now',
    ]
    expect(wrong.filter(isDate)).toEqual([])
    expect(['00:00', '23:59'].filter(isTime)).toHaveLength(2)
    expect(['24:00', '9:00', '09:60', '09:00:00', '-1:00', ''].filter(isTime)).toEqual([])
  })

  test('breaks a belief when it has come past the door', () => {
    expect(() => atOrAfter({ date: '2026-02-30', time: '09:00' }, 'UTC')).toThrow(BrokenBelief)
    expect(() => instantOf({ date: '2026-02-28', time: '9:00' }, 'UTC')).toThrow(BrokenBelief)
    expect(() => dayOf(Number.NaN, 'UTC')).toThrow(BrokenBelief)
    expect(() => dayOf(0, 'Nowhere/Middle')).toThrow(RangeError)
    expect(() => dayOf(0, 'Nowhere/Middle')).toThrow(RangeError)
  })
})

function at(text: string): number {
  return parseInstant(text) ?? Number.NaN
}

function shown(reading: WallReading): string {
  switch (reading.kind) {
    case 'never':
      return 'never'
    case 'once':
      return `once ${formatInstant(reading.at)}`
    case 'twice':
      return `twice ${formatInstant(reading.earlier)} ${formatInstant(reading.later)}`
  }
}
