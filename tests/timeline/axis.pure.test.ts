import { expect, test } from 'vitest'
import { axisOf, datesOfView, placeOf, stepOf } from '../../src/timeline/axis.ts'
import type { Lane } from '../../src/timeline/lane.ts'
import { timesOf } from '../../src/timeline/wall-fields.ts'
import { at } from '../support/facts.ts'

const zone = 'Asia/Shanghai'
const date = '2026-11-23'
const shown = { startsAt: at(`${date} 00:00`), endsAt: at('2026-11-24 00:00') }
const span = (from: string, until: string) => ({ startsAt: at(from), endsAt: at(until) })

function lane(open: Lane['open'], ...booked: { startsAt: number; endsAt: number }[]): Lane {
  const blocks = booked.map((time) => ({ kind: 'booking', ...time }))
  return { open, blocks } as unknown as Lane
}

test('the hours are those that any lane is open or booked, in whole hours', () => {
  const morning = lane([span(`${date} 08:30`, `${date} 12:00`)])
  const late = lane([], span(`${date} 19:00`, `${date} 21:10`))
  expect(axisOf([date], [morning], shown, zone)).toEqual({ dates: [date], fromHour: 8, hours: 4 })
  expect(axisOf([date], [morning, late], shown, zone)).toEqual({ dates: [date], fromHour: 8, hours: 14 })
})

test('what is open day and night does not make the others’ hours narrow, and alone is drawn whole', () => {
  const always = lane([span('2026-11-01 00:00', '2026-12-01 00:00')], span('2026-11-22 10:00', '2026-11-25 10:00'))
  const office = lane([span(`${date} 09:00`, `${date} 18:00`)])
  expect(axisOf([date], [always, office], shown, zone)).toMatchObject({ fromHour: 9, hours: 9 })
  expect(axisOf([date], [always], shown, zone)).toMatchObject({ fromHour: 0, hours: 24 })
  expect(axisOf([date], [lane([])], shown, zone)).toMatchObject({ fromHour: 8, hours: 10 })
})

test('a booking widens the picture and never narrows it', () => {
  const booked = span(`${date} 10:00`, `${date} 11:00`)
  const always = lane([span('2026-11-01 00:00', '2026-12-01 00:00')], booked)
  expect(axisOf([date], [always], shown, zone)).toMatchObject({ fromHour: 0, hours: 24 })
  expect(axisOf([date], [lane([], booked)], shown, zone)).toMatchObject({ fromHour: 8, hours: 10 })
})

test('a place is a day, an hour and a twelfth of it; midnight ends the day before', () => {
  const axis = { dates: datesOfView('2026-11-25', 'week'), fromHour: 8, hours: 10 }
  expect(axis.dates[0]).toBe(date)
  expect(placeOf(at('2026-11-24 09:20'), axis, zone)).toEqual({ day: 1, hour: 9, twelfth: 4 })
  expect(placeOf(at('2026-11-24 05:00'), axis, zone)).toEqual({ day: 1, hour: 8, twelfth: 0 })
  expect(placeOf(at('2026-11-25 00:00'), axis, zone, true)).toEqual({ day: 1, hour: 18, twelfth: 0 })
  expect(placeOf(at('2026-11-20 12:00'), axis, zone)).toEqual({ day: 0, hour: 8, twelfth: 0 })
  expect(placeOf(at('2027-01-01 12:00'), axis, zone, true)).toEqual({ day: 6, hour: 18, twelfth: 0 })
  expect([stepOf(date, 'day', -1), stepOf(date, 'week', 1)]).toEqual(['2026-11-22', '2026-11-30'])
})

test('two fields say a time, or which of them cannot be and why', () => {
  expect(timesOf(`${date}T09:00`, `${date}T10:30`, zone)).toEqual(span(`${date} 09:00`, `${date} 10:30`))
  expect(timesOf('', `${date}T10:30`, zone)).toEqual({ of: 'from', fault: 'missing' })
  expect(timesOf(`${date}T09:00`, 'never', zone)).toEqual({ of: 'until', fault: 'missing' })
  expect(timesOf(`${date}T09:00`, `${date}T09:00`, zone)).toEqual({ of: 'until', fault: 'order' })
  expect(timesOf(`${date}T09:00`, '2029-01-01T09:00', zone)).toEqual({ of: 'until', fault: 'long' })
  const berlin = (from: string) => timesOf(from, '2026-11-01T00:00', 'Europe/Berlin')
  expect(berlin('2026-03-29T02:30')).toEqual({ of: 'from', fault: 'never' })
  expect(berlin('2026-10-25T02:30')).toEqual({ of: 'from', fault: 'twice' })
})
