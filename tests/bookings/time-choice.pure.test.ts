import { expect, test } from 'vitest'
import type { ResourceFacts } from '../../src/bookings/facts.ts'
import { exactTime, lengthsFor, startsOn, stripOf, stripStart } from '../../src/bookings/time-choice.ts'
import { at, factsWith, held, resourceWith, type Case } from '../support/facts.ts'

test('starts lie on the step, where all of the length is free, and not before the lead time', () => {
  const given = {
    resource: resourceWith({ stepMinutes: 30 }, { leadMinutes: 120 }),
    held: [held('2026-11-23 15:00', '2026-11-23 20:00')],
  }
  const starts = ask(given, (asked, facts) => startsOn(asked, facts, '2026-11-23', 60))
  expect(starts.map(({ startsAt }) => startsAt)).toEqual(
    ['12:30', '13:00', '13:30', '14:00', '20:00', '20:30', '21:00'].map((time) => at(`2026-11-23 ${time}`)),
  )
})

test('a day of many starts is thinned to what a page can show', () => {
  const week = Array.from({ length: 7 }, () => [{ from: '00:00', to: '24:00' }])
  const hours = { weekly: week, holidayRule: 'open-as-weekday' as const, exceptions: [] }
  const starts = ask({ resource: resourceWith({ hours, stepMinutes: 5 }) }, (asked, facts) =>
    startsOn(asked, facts, '2026-11-25', 120),
  )
  expect(starts).toHaveLength(48)
  expect(starts.at(-1)?.startsAt).toBe(at('2026-11-25 23:30'))
})

test('the strip shows two weeks from today, or from the Monday of a later one, as far as may be booked', () => {
  expect(stripStart('2026-11-30', '2026-11-23')).toBe('2026-11-23')
  expect(stripStart('2026-12-10', '2026-11-23')).toBe('2026-12-07')
  const given = { resource: resourceWith({}, { horizonDays: 3 }), held: [held('2026-11-24 00:00', '2026-11-25 00:00')] }
  const strip = ask(given, (asked, facts) => stripOf(asked, facts, '2026-11-23', 60))
  expect(strip.filter((day) => day.free).map((day) => day.date)).toEqual(['2026-11-23', '2026-11-25', '2026-11-26'])
  expect(strip).toHaveLength(14)
})

test('lengths are the usual ones that the resource allows, with the chosen one among them', () => {
  expect(lengthsFor(resourceWith({ minMinutes: 60, maxMinutes: 240 }), 75)).toEqual([60, 75, 90, 120, 180, 240])
})

test('a typed time may go over midnight; one that the clocks skip or show twice is not guessed', () => {
  const york = 'America/New_York'
  expect(exactTime('2026-11-23', '22:00', '06:00', 'Asia/Shanghai')).toEqual({
    kind: 'exact',
    interval: { startsAt: at('2026-11-23 22:00'), endsAt: at('2026-11-24 06:00') },
  })
  expect(exactTime('2027-03-14', '02:30', '05:00', york)).toEqual({ kind: 'never' })
  expect(exactTime('2027-11-07', '01:30', '05:00', york)).toMatchObject({ kind: 'twice' })
  expect(exactTime('2027-11-06', '20:00', '01:30', york)).toMatchObject({ kind: 'twice' })
})

function ask<T>(given: Case, question: (asked: ResourceFacts, facts: ReturnType<typeof factsWith>) => T): T {
  const facts = factsWith(given)
  const [asked] = [...facts.resources.values()] as [ResourceFacts]
  return question(asked, facts)
}
