import { expect, test } from 'vitest'
import { habitsOf, type PastUse } from '../../src/bookings/habits.ts'
import { offeredSlots } from '../../src/bookings/offered-slots.ts'
import type { ResourceFacts } from '../../src/bookings/facts.ts'
import { resources } from '../support/cast.ts'
import { at, factsWith, held, self, zone, type Case } from '../support/facts.ts'

const here = { id: resources.confocal, categoryId: 'microscopes' }
const window = { startsAt: at('2026-11-23 00:00'), endsAt: at('2026-12-07 00:00') }

test.each<[what: string, past: PastUse[], habit: { minutes: number | null; startMinute: number | null }]>([
  ['nothing is known of a newcomer', [], { minutes: null, startMinute: null }],
  ['one run tells its length, but no hour', [use('14:00', 90)], { minutes: 90, startMinute: null }],
  [
    'three at about the same hour are a habit: the one in the middle',
    [use('14:00', 60), use('13:30', 120), use('14:15', 90)],
    { minutes: 90, startMinute: 14 * 60 },
  ],
  [
    'starts all over the day are none',
    [use('08:00', 60), use('13:00', 60), use('20:00', 60)],
    { minutes: 60, startMinute: null },
  ],
  [
    'where half are elsewhere in the day there is none either',
    [use('09:00', 60), use('09:00', 60), use('15:00', 60), use('15:00', 60)],
    { minutes: 60, startMinute: null },
  ],
  [
    'the hour is learned from other microscopes, the length is not',
    [use('14:00', 300, other), use('14:00', 300, other), use('14:00', 300, other)],
    { minutes: null, startMinute: 14 * 60 },
  ],
  [
    'and from anything at all where there are too few of those',
    [use('14:00', 60), use('09:00', 60, freezer), use('09:15', 60, freezer), use('09:00', 60, freezer)],
    { minutes: 60, startMinute: 9 * 60 },
  ],
  [
    'what was long ago no longer counts',
    [...Array.from({ length: 12 }, () => use('10:00', 60)), ...Array.from({ length: 40 }, () => use('18:00', 240))],
    { minutes: 60, startMinute: 10 * 60 },
  ],
])('%s', (_, past, habit) => {
  expect(habitsOf(past, here, zone)).toEqual(habit)
})

test.each<[what: string, startMinute: number | null, given: Case, best: string, others: string[]]>([
  ['without a habit the earliest is best', null, {}, '11-23 10:15', ['11-23 12:15', '11-24 08:00', '11-24 10:00']],
  [
    'the usual hour today, and the earliest beside it',
    14 * 60,
    {},
    '11-23 14:00',
    ['11-23 10:15', '11-24 14:00', '11-25 14:00'],
  ],
  [
    'the usual hour tomorrow, when today’s is over and it is not a day’s wait',
    9 * 60,
    {},
    '11-24 09:00',
    ['11-23 10:15', '11-25 09:00', '11-26 09:00'],
  ],
  [
    'taken at that hour: within an hour of it',
    14 * 60,
    { held: [held('2026-11-23 13:30', '2026-11-23 14:30')] },
    '11-23 14:30',
    ['11-23 10:15', '11-24 14:00', '11-25 14:00'],
  ],
  [
    'taken around that hour today and tomorrow: then the earliest',
    14 * 60,
    { held: [held('2026-11-23 13:00', '2026-11-24 17:00')] },
    '11-23 10:15',
    ['11-25 14:00', '11-26 14:00', '11-27 14:00'],
  ],
  [
    'the earliest is at the usual hour itself',
    10 * 60,
    {},
    '11-23 10:15',
    ['11-24 10:00', '11-25 10:00', '11-26 10:00'],
  ],
])('%s', (_, startMinute, given, best, others) => {
  const facts = factsWith(given)
  const [asked] = [...facts.resources.values()] as [ResourceFacts]
  const wish = { minutes: 120, window, count: 4, mine: [], startMinute }
  const times = offeredSlots(asked, self, facts, wish).slots.map(({ wanted }) => wanted.startsAt)
  expect(times).toEqual([best, ...others].map((time) => at(`2026-${time}`)))
  const [alone] = offeredSlots(asked, self, facts, { ...wish, count: 1 }).slots
  expect(alone?.wanted.startsAt).toBe(at(`2026-${best}`))
})

function other(use: PastUse): PastUse {
  return { ...use, resourceId: resources.centrifuge }
}

function freezer(use: PastUse): PastUse {
  return { ...use, resourceId: resources.benches, categoryId: 'freezers' }
}

function use(time: string, minutes: number, elsewhere = (one: PastUse) => one): PastUse {
  const startsAt = at(`2026-11-16 ${time}`)
  const one = { resourceId: resources.confocal, categoryId: 'microscopes', startsAt, endsAt: startsAt + minutes * 60 }
  return elsewhere(one)
}
