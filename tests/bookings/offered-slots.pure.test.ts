import fc from 'fast-check'
import { expect, test } from 'vitest'
import { offeredSlots, usualLength, usualSamples, type OfferWanted } from '../../src/bookings/offered-slots.ts'
import { curedByAnotherTime } from '../../src/bookings/refusal.ts'
import type { ResourceFacts } from '../../src/bookings/facts.ts'
import type { Interval } from '../../src/kernel/interval.ts'
import { epochDay } from '../../src/kernel/wall-clock.ts'
import { at, factsWith, held, hourly, judge, now, quotaOf, resourceWith, self, type Case } from '../support/facts.ts'

const window = { startsAt: at('2026-11-23 00:00'), endsAt: at('2026-12-07 00:00') }
const always = Array.from({ length: 7 }, () => [{ from: '00:00', to: '24:00' }])
const dayAndNight = resourceWith({ hours: { weekly: always, holidayRule: 'open-as-weekday', exceptions: [] } })

test('the earliest time comes first, then tomorrow and the day after, at most two a day', () => {
  expect(starts(offer({}))).toEqual(times('11-23 10:15', '11-23 12:15', '11-24 08:00', '11-24 10:00'))
})

test('a machine that never closes is offered by day, but its very next time is offered at night too', () => {
  const given = { resource: dayAndNight, now: at('2026-11-23 21:50') }
  expect(starts(offer(given))).toEqual(times('11-23 22:00', '11-24 07:00', '11-24 09:00', '11-25 07:00'))
})

test('when there is too little by day, the rest is filled from wherever it is free', () => {
  const taken = held('2026-11-23 10:00', '2026-12-08 00:00')
  const gap = { ...taken, startsAt: at('2026-11-24 05:00') }
  const given = { resource: dayAndNight, held: [{ ...taken, endsAt: at('2026-11-23 23:00') }, gap] }
  expect(starts(offer(given))).toEqual(times('11-23 23:00', '11-24 01:00', '11-24 03:00'))
})

test('where one may be in one place only, time at another machine is passed over to the minute', () => {
  const busy = [{ startsAt: at('2026-11-23 09:00'), endsAt: at('2026-11-23 11:05'), bookingId: 'bkg_x' as never }]
  const given = { resource: resourceWith({ oneBookingAtATime: true }), booker: { busy } }
  expect(starts(offer(given))[0]).toBe(at('2026-11-23 11:15'))
})

test('time that is mine already is never offered again, though another unit is free', () => {
  const units = [1, 2].map((id) => ({ id: id as never, name: String(id), state: 'active' as const }))
  const mine = [{ startsAt: at('2026-11-23 10:00'), endsAt: at('2026-11-23 12:00') }]
  expect(starts(offer({ resource: resourceWith({ units }) }, { mine }))[0]).toBe(at('2026-11-23 12:00'))
})

test('a limit that is used up is waited for, however many free times lie before its reset', () => {
  const resource = { ...dayAndNight, stepMinutes: 1, minMinutes: 5 }
  const used = quotaOf({ used: 4 * 3600, bucket: epochDay('2026-11-23') })
  const found = offer({ resource, quotas: [used] }, { minutes: 5 })
  expect(starts(found)).toEqual(times('11-24 00:00', '11-24 07:00', '11-25 07:00', '11-25 07:05'))
})

test('what no time cures does not hide the times, and is said once', () => {
  const found = offer({ asked: { permitted: false } })
  expect(found.slots).toHaveLength(4)
  expect(found.obstacles.map(({ rule }) => rule)).toEqual(['not-permitted'])
})

test('when nothing is left, the reason of the earliest free time is told', () => {
  const none = offer({ held: [held('2026-11-01 00:00', '2027-11-01 00:00')] })
  expect(none).toEqual({ slots: [], obstacles: [], missed: [] })
  const beyond = offer({ resource: resourceWith({}, { horizonDays: 0 }), now: at('2026-11-23 21:30') })
  expect(beyond.slots).toEqual([])
  expect(beyond.missed.map(({ rule }) => rule)).toEqual(['beyond-horizon'])
})

test('whatever is held, an offer is free, apart from the others, and none earlier was left out', () => {
  fc.assert(
    fc.property(fc.array(span, { maxLength: 12 }), fc.constantFrom(30, 60, 120, 300), (holes, minutes) => {
      const taken = holes.map((hole) => held(wall(hole.startsAt), wall(hole.endsAt)))
      const { slots } = offer({ held: taken }, { minutes })
      for (const { refusals } of slots) expect(refusals.some(({ rule }) => curedByAnotherTime.has(rule))).toBe(false)
      const ordered = slots.map(({ wanted }) => wanted)
      ordered
        .slice(1)
        .forEach((slot, index) => expect(slot.startsAt).toBeGreaterThanOrEqual(ordered[index]?.endsAt ?? 0))
      const first = ordered[0]?.startsAt ?? window.endsAt
      for (let start = now + 900; start < first; start += 900) {
        const verdict = judge(wall(start), wall(start + minutes * 60), { held: taken })
        expect(verdict.refusals.length, wall(start)).toBeGreaterThan(0)
      }
    }),
    { numRuns: 60 },
  )
})

test('a project that ends tonight leaves what begins and ends today, and nothing that would be refused', () => {
  const payer = { projectEndsAt: at('2026-11-24 00:00') }
  const tonight = offer({ resource: dayAndNight, payer, now: at('2026-11-23 20:50') }, { startMinute: 10 * 60 })
  expect(starts(tonight)).toEqual(times('11-23 21:00'))
  expect(tonight.obstacles).toEqual([])
  const over = offer({ resource: dayAndNight, payer, now: at('2026-11-23 23:50') })
  expect(over.obstacles.map(({ rule }) => rule)).toEqual(['project-closed'])
})

test('a project that begins at midnight is waited for, although something is free before', () => {
  const now = at('2026-12-31 23:50')
  const window = { startsAt: at('2026-12-31 00:00'), endsAt: at('2027-01-14 00:00') }
  const payer = { projectStartsAt: at('2027-01-01 00:00') }
  const found = offer({ resource: { ...dayAndNight, stepMinutes: 5 }, payer, now }, { window })
  expect(found.slots.length).toBeGreaterThan(0)
  expect(found.slots.flatMap(({ refusals }) => refusals)).toEqual([])
})

test('whenever a project ends or begins, what is chosen already can be had if any of what is shown can', () => {
  fc.assert(
    fc.property(quarter, quarter, fc.integer({ min: 0, max: 23 }), (begin, end, hour) => {
      const payer = { projectStartsAt: begin, projectEndsAt: Math.max(end, begin + 3600) }
      const { slots, obstacles } = offer({ resource: dayAndNight, payer }, { startMinute: hour * 60 })
      if (slots.some(({ refusals }) => refusals.length === 0)) {
        expect(slots.flatMap(({ refusals }) => refusals)).toEqual([])
        expect(obstacles).toEqual([])
      }
    }),
    { numRuns: 60 },
  )
})

test('the time that a person came for is the best, whatever its length, until it is gone', () => {
  const hoped = { startsAt: at('2026-11-23 15:00'), endsAt: at('2026-11-23 17:00') }
  expect(starts(offer({}, { hoped, startMinute: 9 * 60 }))).toEqual(
    times('11-23 15:00', '11-23 10:15', '11-24 09:00', '11-25 09:00'),
  )
  expect(starts(offer({ held: [held('2026-11-23 16:00', '2026-11-23 18:00')] }, { hoped }))[0]).toBe(
    at('2026-11-23 10:15'),
  )
  expect(starts(offer({ now: at('2026-11-23 15:00') }, { hoped }))[0]).toBe(at('2026-11-23 15:15'))
  expect(starts(offer({}, { hoped: { ...hoped, startsAt: hoped.startsAt + 60 } }))[0]).toBe(at('2026-11-23 10:15'))
})

test('a usual length is brought to one that the resource allows', () => {
  const resource = { minMinutes: 30, maxMinutes: 480, stepMinutes: 30 }
  expect([null, 10, 50, 90, 1000].map((usual) => usualLength(usual, resource))).toEqual([60, 30, 60, 90, 480])
  expect(usualLength(null, { ...resource, minMinutes: 240 })).toBe(240)
})

test('where samples are paid for, one is expected', () => {
  expect(usualSamples({ rates: [{ validFrom: 0, terms: hourly }] })).toBe(0)
  const bySample = { ...hourly, perHourMinor: 0, perSampleMinor: 15_000 }
  const found = offer({ asked: { rates: [{ validFrom: 0, terms: bySample }] } })
  expect(found.slots[0]?.price).toMatchObject({ totalMinor: 15_000, estimate: true })
})

const quarter = fc.integer({ min: 0, max: 14 * 96 }).map((n) => window.startsAt + n * 900)
const span = fc
  .tuple(quarter, fc.integer({ min: 1, max: 96 }))
  .map(([startsAt, length]): Interval => ({ startsAt, endsAt: startsAt + length * 900 }))

function offer(given: Case, wish: Partial<OfferWanted> = {}) {
  const facts = factsWith(given)
  const [asked] = [...facts.resources.values()] as [ResourceFacts]
  return offeredSlots(asked, self, facts, { minutes: 120, window, count: 4, mine: [], ...wish })
}

function starts(found: ReturnType<typeof offer>): number[] {
  return found.slots.map(({ wanted }) => wanted.startsAt)
}

function times(...texts: string[]): number[] {
  return texts.map((text) => at(`2026-${text}`))
}

function wall(instant: number): string {
  return new Date((instant + 8 * 3600) * 1000).toISOString().slice(0, 16).replace('T', ' ')
}
