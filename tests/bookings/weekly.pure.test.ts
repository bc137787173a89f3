import { expect, test } from 'vitest'
import { sameTimeAgain, weeklyFrom } from '../../src/bookings/weekly.ts'
import { atOrAfter, dayOf } from '../../src/kernel/wall-clock.ts'
import { at, zone } from '../support/facts.ts'

const newYork = 'America/New_York'

test('a series keeps its wall time over a change of the clock, and its length in elapsed time', () => {
  const startsAt = atOrAfter({ date: '2027-03-07', time: '09:00' }, newYork)
  const weeks = weeklyFrom({ startsAt, endsAt: startsAt + 7200 }, 52, newYork)
  expect(weeks).toHaveLength(52)
  for (const week of weeks) {
    expect(week && dayOf(week.startsAt, newYork).minuteOfDay).toBe(9 * 60)
    expect(week && week.endsAt - week.startsAt).toBe(7200)
  }
})

test('a week whose clock skips the time has none', () => {
  const startsAt = atOrAfter({ date: '2027-03-07', time: '02:30' }, newYork)
  expect(weeklyFrom({ startsAt, endsAt: startsAt + 3600 }, 3, newYork).map((week) => week !== null)).toEqual([
    true,
    false,
    true,
  ])
  expect(sameTimeAgain({ startsAt, endsAt: startsAt + 3600 }, startsAt, newYork)?.startsAt).toBe(
    atOrAfter({ date: '2027-03-21', time: '02:30' }, newYork),
  )
})

test.each([
  ['last week’s', '2026-11-18 14:00', '2026-11-25 14:00'],
  ['the one of three weeks ago', '2026-11-04 14:00', '2026-11-25 14:00'],
  ['this morning’s', '2026-11-23 08:00', '2026-11-30 08:00'],
  ['today’s, still to come', '2026-11-23 14:00', '2026-11-30 14:00'],
  ['one that lies ahead', '2026-11-27 14:00', '2026-12-04 14:00'],
  ['that which begins at this moment', '2026-11-16 10:00', '2026-11-30 10:00'],
])('the same time again, of %s', (_, last, again) => {
  const startsAt = at(last)
  expect(sameTimeAgain({ startsAt, endsAt: startsAt + 5400 }, at('2026-11-23 10:00'), zone)).toEqual({
    startsAt: at(again),
    endsAt: at(again) + 5400,
  })
})

test('what was years ago is nobody’s habit any more', () => {
  const startsAt = at('2022-11-23 10:00')
  expect(sameTimeAgain({ startsAt, endsAt: startsAt + 3600 }, at('2026-11-23 10:00'), zone)).toBeNull()
})
