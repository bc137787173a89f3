import { expect, test } from 'vitest'
import type { RefusalName } from '../../src/bookings/refusal.ts'
import type { UnitId } from '../../src/kernel/id.ts'
import { epochDay } from '../../src/kernel/wall-clock.ts'
import { judgeBookings } from '../../src/bookings/judge-booking.ts'
import type { WantedBy } from '../../src/bookings/wanted.ts'
import {
  anyBooking,
  at,
  factsWith,
  held,
  judge,
  manager,
  quotaOf,
  resourceWith,
  self,
  type Case,
} from '../support/facts.ts'

const today = epochDay('2026-11-23')

test('set-up and clean-down belong to the allocation, not to the interval', () => {
  const resource = resourceWith({ setupMinutes: 15, cleanupMinutes: 30 })
  const taken = [held('2026-11-23 12:00', '2026-11-23 13:45'), held('2026-11-23 16:30', '2026-11-23 18:00')]
  expect(judge('2026-11-23 14:00', '2026-11-23 16:00', { resource, held: taken }).refusals).toEqual([])
  expect(judge('2026-11-23 14:00', '2026-11-23 16:15', { resource, held: taken }).refusals).toMatchObject([
    { rule: 'unit-taken' },
  ])
  expect(judge('2026-11-23 13:45', '2026-11-23 16:00', { resource, held: taken }).refusals).toMatchObject([
    { rule: 'unit-taken' },
  ])
})

test('of three equal units the free one is taken, and whole use needs all three', () => {
  const units = [1, 2, 3].map((id) => ({ id: id as UnitId, name: String(id), state: 'active' as const }))
  const given = {
    resource: resourceWith({ units }),
    held: [held('2026-11-23 14:00', '2026-11-23 16:00', 1), held('2026-11-23 15:00', '2026-11-23 17:00', 3)],
  }
  expect(judge('2026-11-23 14:00', '2026-11-23 16:00', given).units).toEqual([2])
  expect(judge('2026-11-23 14:00', '2026-11-23 16:00', given, { whole: true }).refusals).toMatchObject([
    { rule: 'unit-taken' },
  ])
  expect(judge('2026-11-23 18:00', '2026-11-23 20:00', given, { whole: true }).units).toEqual([1, 2, 3])
  expect(judge('2026-11-23 14:00', '2026-11-23 16:00', given, { unitId: 1 as UnitId }).refusals).toMatchObject([
    { rule: 'unit-taken' },
  ])
})

test('a lab manager sets notice, horizon, hours and quota aside with a reason; nobody sets a taken unit aside', () => {
  const rules: RefusalName[] = ['too-soon', 'beyond-horizon', 'outside-opening-hours', 'quota-exceeded', 'unit-taken']
  const by: WantedBy = { ...self, override: { rules, reason: 'beam time ends' } }
  const given: Case = {
    viewer: manager,
    resource: resourceWith({}, { leadMinutes: 1440 }),
    quotas: [quotaOf({ used: 4 * 3600, bucket: today })],
  }
  const verdict = judge('2026-11-23 20:00', '2026-11-23 23:00', given, {}, by)
  expect(verdict.refusals).toEqual([])
  expect(verdict.waived.toSorted()).toEqual(['outside-opening-hours', 'quota-exceeded', 'too-soon'])
  expect(verdict.claims).toEqual([{ quotaId: 1, countedId: '', bucket: today, amount: 3 * 3600, waived: 3 * 3600 }])
  const taken = { ...given, held: [held('2026-11-23 21:00', '2026-11-23 22:00')] }
  expect(judge('2026-11-23 20:00', '2026-11-23 23:00', taken, {}, by).refusals).toMatchObject([{ rule: 'unit-taken' }])
})

test("a researcher's override sets nothing aside", () => {
  const by: WantedBy = { ...self, override: { rules: ['too-soon'], reason: 'please' } }
  const resource = resourceWith({}, { leadMinutes: 1440 })
  expect(judge('2026-11-23 14:00', '2026-11-23 16:00', { resource }, {}, by).refusals).toMatchObject([
    { rule: 'too-soon' },
  ])
})

test('an overnight booking does not escape a daily limit', () => {
  const resource = resourceWith({
    hours: {
      weekly: Array.from({ length: 7 }, () => [{ from: '00:00', to: '24:00' }]),
      holidayRule: 'open-as-weekday',
      exceptions: [],
    },
  })
  const verdict = judge('2026-11-23 22:00', '2026-11-24 05:00', { resource, quotas: [quotaOf({})] })
  expect(verdict.claims).toEqual([
    { quotaId: 1, countedId: '', bucket: today, amount: 2 * 3600, waived: 0 },
    { quotaId: 1, countedId: '', bucket: today + 1, amount: 5 * 3600, waived: 0 },
  ])
  expect(verdict.refusals).toMatchObject([{ rule: 'quota-exceeded', facts: { resetsAt: at('2026-11-25 00:00') } }])
})

test('free machine time lowers the price, and only what is left of it', () => {
  const free = quotaOf({
    id: 7 as never,
    kind: 'entitlement',
    window: 'month',
    limit: 3600,
    used: 1800,
    bucket: epochDay('2026-11-01'),
  })
  const verdict = judge('2026-11-23 14:00', '2026-11-23 16:00', { quotas: [free] })
  expect(verdict.price?.totalMinor).toBe(18_000)
  expect(verdict.claims).toEqual([
    { quotaId: 7, countedId: '', bucket: epochDay('2026-11-01'), amount: 1800, waived: 0 },
  ])
})

test('free machine time of any seven days is taken from no week twice', () => {
  const free = quotaOf({
    id: 7 as never,
    kind: 'entitlement',
    window: 'rolling',
    windowDays: 7,
    limit: 3600,
    used: 2700,
    bucket: today - 6,
  })
  expect(judge('2026-11-23 14:00', '2026-11-23 16:00', { quotas: [free] }).claims).toMatchObject([{ amount: 900 }])
  expect(judge('2026-11-24 14:00', '2026-11-24 16:00', { quotas: [free] }).claims).toMatchObject([{ amount: 3600 }])
})

test('two bookings of one request share what is left of a quota and of the units', () => {
  const facts = factsWith({ quotas: [quotaOf({ limit: 3 * 3600 })] })
  const wanted = (from: string, to: string) => ({
    resourceId: resourceWith().id,
    unitId: null,
    whole: false,
    samples: 0,
    purpose: '',
    startsAt: at(`2026-11-23 ${from}`),
    endsAt: at(`2026-11-23 ${to}`),
  })
  const pair = [wanted('14:00', '16:00'), wanted('15:30', '17:30')]
  const [first, second] = judgeBookings(pair, self, facts, [anyBooking, anyBooking])
  expect(first?.refusals).toEqual([])
  expect(second?.refusals.map((refusal) => refusal.rule)).toEqual(['unit-taken', 'quota-exceeded'])
})
