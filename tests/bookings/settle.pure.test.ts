import { expect, test } from 'vitest'
import fc from 'fast-check'
import type { Booking } from '../../src/bookings/booking.ts'
import { settle } from '../../src/bookings/settle.ts'
import type { Surroundings } from '../../src/bookings/surroundings.ts'
import type { UnitId } from '../../src/kernel/id.ts'
import { alone, before, bookingWith, day, other, unit, type BookingCase } from '../support/bookings.ts'
import { brief } from '../billing/example-tariffs.ts'

const late = day('23:59')

function used(from: string, to: string | null, given: BookingCase = {}): Booking {
  const checkedOutAt = to === null ? null : day(to)
  return bookingWith({ state: 'completed', checkedInAt: day(from), checkedOutAt, ...given })
}

function noShow(given: BookingCase = {}): Booking {
  return bookingWith({ state: 'no-show', ...given })
}

function cancelled(given: BookingCase = {}): Booking {
  const booking = bookingWith({ state: 'cancelled', cancelledAt: day('12:00'), ...given })
  const { startsAt, endsAt, terms } = booking
  return { ...booking, terms: { ...terms, givenUp: [...terms.givenUp, { startsAt, endsAt }] } }
}

function bill(booking: Booking, around: Surroundings = alone, units: UnitId[] = [unit]): string[] {
  const settled = settle(booking, units, around, late)
  if (settled.kind === 'due') throw new Error(`due at ${settled.dueAt}`)
  return brief(settled.bill.lines)
}

test('on the booked basis a completed booking costs exactly what it was shown to cost', () => {
  for (const [from, to] of [
    ['13:50', '15:00'],
    ['14:20', '16:00'],
    ['14:00', '16:20'],
    ['13:50', '13:55'],
  ] as const) {
    const booking = used(from, to, { rate: { startFeeMinor: 500, minimumMinor: 3000 } })
    expect(bill(booking)).toEqual(brief(booking.priceLines))
  }
})

test('whoever is completed by the clock pays to the booked end, for there is no evidence of more', () => {
  expect(bill(used('14:00', null, { outcome: 'overrun', chargeBasis: 'used' }))).toEqual(['time 120 24000'])
  expect(bill(used('14:10', null, { outcome: 'overrun', chargeBasis: 'used' }))).toEqual(['time 110 22000'])
})

test('on the used basis a check-out after the end is evidence of more', () => {
  expect(bill(used('14:00', '16:10', { outcome: 'overrun', chargeBasis: 'used' }))).toEqual(['time 130 26000'])
  expect(bill(used('14:10', '16:10', { outcome: 'overrun', chargeBasis: 'union' }))).toEqual(['time 130 26000'])
})

test('used time is billed to the second and rounded up to the increment', () => {
  const booking = bookingWith({
    state: 'completed',
    chargeBasis: 'used',
    rate: { incrementMinutes: 15 },
    checkedInAt: day('14:00', 1),
    checkedOutAt: day('15:00', 2),
  })
  expect(bill(booking)).toEqual(['time 75 15000'])
})

test('samples are billed as counted, not as booked', () => {
  const booking = { ...used('14:00', '16:00', { samples: 3, rate: { perSampleMinor: 250 } }), samples: 5 }
  expect(bill(booking)).toEqual(['time 120 24000', 'samples 5 1250'])
})

test('an interrupted use costs its used time only, without a minimum', () => {
  const booking = used('14:00', '14:30', { outcome: 'interrupted', rate: { minimumMinor: 20_000 } })
  expect(bill(booking)).toEqual(['time 30 6000', 'interruption 90 0'])
})

test('an optional check-in that nobody made is billed as booked', () => {
  expect(bill(bookingWith({ state: 'completed', chargeBasis: 'used' }))).toEqual(['time 120 24000'])
})

test('free machine time stays free: what was shown is what is owed', () => {
  expect(bill(used('14:00', '16:00', { entitledSeconds: 3600 }))).toEqual(['time 60 12000', 'entitlement 60 0'])
})

test('a no-show pays the whole booked price, whatever the basis, with its fees', () => {
  const rate = { startFeeMinor: 500, minimumMinor: 30_000 }
  expect(bill(noShow({ chargeBasis: 'used', rate }))).toEqual(['no-show 1 30500'])
  expect(bill(noShow({ terms: { noShowPercent: 40 } }))).toEqual(['no-show 1 9600'])
  expect(bill(noShow({ terms: { noShowPercent: 0 } }))).toEqual([])
})

test('a no-show is known when the original time is over, not a second before', () => {
  expect(settle(noShow(), [unit], alone, day('15:59', 59))).toEqual({ kind: 'due', dueAt: day('16:00') })
  expect(settle(noShow(), [unit], alone, day('16:00'))).toMatchObject({ kind: 'billed', bill: { totalMinor: 24_000 } })
})

test('a no-show does not pay for minutes that somebody else was charged for', () => {
  expect(bill(noShow(), { ...alone, others: [other('14:30', '15:30')] })).toEqual(['no-show 1 12000'])
  expect(bill(noShow({ rate: { startFeeMinor: 100 } }), { ...alone, others: [other('14:00', '16:00')] })).toEqual([])
})

test('refilled minutes of a no-show count at their own price', () => {
  const bands = [{ name: 'peak', days: [1, 2, 3, 4, 5], from: '14:00', to: '15:00', perHourMinor: 36_000 }]
  const booking = noShow({ rate: { bands } })
  expect(bill(booking)).toEqual(['no-show 1 48000'])
  expect(bill(booking, { ...alone, others: [other('14:00', '15:00')] })).toEqual(['no-show 1 12000'])
})

test('a late cancellation costs a share of the minutes that nobody else was charged for', () => {
  expect(bill(cancelled())).toEqual(['late-cancellation 120 12000'])
  expect(bill(cancelled(), { ...alone, others: [other('13:00', '15:00')] })).toEqual(['late-cancellation 60 6000'])
  expect(bill(cancelled(), { ...alone, others: [other('13:00', '17:00')] })).toEqual([])
})

test.each([
  ['confirmed', 0],
  ['in-use', 0],
  ['no-show', 0],
  ['completed', 0],
  ['cancelled', 12_000],
] as const)('a refill that is %s leaves %i fen of the fee', (state, fee) => {
  const settled = settle(cancelled(), [unit], { ...alone, others: [other('14:00', '16:00', { state })] }, late)
  expect(settled).toMatchObject({ kind: 'billed', bill: { kind: 'late-cancellation', totalMinor: fee } })
})

test('a refill on the used basis was charged for what it used', () => {
  const refill = other('14:00', '16:00', { chargeBasis: 'used', checkedInAt: day('14:30'), checkedOutAt: day('15:00') })
  expect(bill(cancelled(), { ...alone, others: [refill] })).toEqual(['late-cancellation 90 9000'])
})

test('of two who gave up the same minutes, the one that asked for them later pays', () => {
  const givenUp = [{ startsAt: day('14:00'), endsAt: day('16:00') }]
  const gone = { state: 'cancelled', givenUp } as const
  expect(bill(cancelled(), { ...alone, others: [other('14:00', '16:00', gone)] })).toEqual([])
  const asked = { ...gone, requestedAt: day('09:00') }
  expect(bill(cancelled(), { ...alone, others: [other('14:00', '16:00', asked)] })).toEqual([
    'late-cancellation 120 12000',
  ])
})

test.each([
  ['no-show', 'no-show'],
  ['no-show', 'cancelled'],
  ['cancelled', 'no-show'],
  ['cancelled', 'cancelled'],
] as const)('when one is %s and the next is %s, the minutes that both lost are paid for once', (state, nextState) => {
  const lost = (of: string) => (of === 'cancelled' ? [{ startsAt: day('14:00'), endsAt: day('16:00') }] : [])
  const first = state === 'cancelled' ? cancelled() : noShow()
  const asked = { state: nextState, requestedAt: day('13:00') } as const
  const next = nextState === 'cancelled' ? cancelled(asked) : noShow(asked)
  const refill = other('14:00', '16:00', { ...asked, givenUp: lost(nextState) })
  const before = other('14:00', '16:00', { state, requestedAt: first.requestedAt, givenUp: lost(state) })
  expect(bill(first, { ...alone, others: [refill] })).toEqual([])
  expect(bill(next, { ...alone, others: [before] })).toEqual(bill(next))
  expect(bill(next)).toHaveLength(1)
})

test('a booking of another unit refills nothing; of a whole space every unit must be refilled', () => {
  const second = 2 as UnitId
  const both = [unit, second]
  expect(bill(cancelled(), { ...alone, others: [other('14:00', '16:00', { unitId: second })] })).toEqual([
    'late-cancellation 120 12000',
  ])
  const half = { ...alone, others: [other('14:00', '16:00')] }
  expect(bill(cancelled({ whole: true }), half, both)).toEqual(['late-cancellation 120 12000'])
  const all = { ...alone, others: [other('14:00', '15:00'), other('14:00', '16:00', { unitId: second })] }
  expect(bill(cancelled({ whole: true }), all, both)).toEqual(['late-cancellation 60 6000'])
})

test('time given up late waits for its end and stands beside the use', () => {
  const givenUp = [{ startsAt: day('16:00'), endsAt: day('17:00') }]
  const booking = used('14:00', '16:00', { terms: { givenUp } })
  expect(settle(booking, [unit], alone, day('16:30'))).toEqual({ kind: 'due', dueAt: day('17:00') })
  expect(bill(booking)).toEqual(['time 120 24000', 'late-cancellation 60 6000'])
})

test('free machine time pays for what the booking kept, not again for what it gave up', () => {
  const givenUp = [{ startsAt: day('16:00'), endsAt: day('17:00') }]
  const booking = used('14:00', '16:00', { terms: { givenUp }, entitledSeconds: 7200 })
  expect(bill(booking)).toEqual(['entitlement 120 0', 'late-cancellation 60 6000'])
  expect(bill(cancelled({ entitledSeconds: 3600 }))).toEqual(['late-cancellation 60 6000'])
})

test('who overran pays for the minutes taken, and the next user does not', () => {
  const overrun = used('12:00', '14:06', { from: '12:00', to: '14:00', outcome: 'overrun' })
  const after = [{ heldFrom: day('14:00'), startsAt: day('14:00') }]
  expect(bill(overrun, { ...alone, after })).toEqual(['time 120 24000', 'time 6 1200'])
  const next = used('14:08', '16:00')
  const taken = before({ outcome: 'overrun', checkedOutAt: day('14:06') })
  expect(bill(next, taken)).toEqual(['time 114 22800'])
  expect(bill(used('14:02', '16:00', { chargeBasis: 'used' }), taken)).toEqual(['time 114 22800'])
})

test('whoever could not use a minute of their booking pays for none', () => {
  const taken = before({ outcome: 'overrun', checkedOutAt: day('14:20') })
  expect(bill(used('14:05', null, { to: '14:15' }), taken)).toEqual([])
})

test('an overrun that took nothing from anybody stays at the price shown', () => {
  const booking = used('12:00', '14:06', { from: '12:00', to: '14:00', outcome: 'overrun' })
  const after = [
    { heldFrom: day('14:15'), startsAt: day('14:30') },
    { heldFrom: day('14:00'), startsAt: null },
  ]
  expect(bill(booking, { ...alone, after })).toEqual(['time 120 24000'])
})

test('a neighbour who left by their booked end takes nothing from the next one', () => {
  expect(bill(used('14:00', '16:00'), before({ checkedOutAt: day('13:30'), outcome: 'early' }))).toEqual([
    'time 120 24000',
  ])
  expect(bill(used('14:00', '16:00'), before({ checkedOutAt: null, outcome: 'overrun' }))).toEqual(['time 120 24000'])
})

const minute = fc.integer({ min: 0, max: 300 })
const others = fc.array(fc.tuple(minute, minute), { maxLength: 5 })

test('whoever refills, a fee is never negative, never more than the whole, and less the more is refilled', () => {
  fc.assert(
    fc.property(others, fc.constantFrom('no-show', 'cancelled'), (spans, state) => {
      const booking = state === 'no-show' ? noShow({ rate: { startFeeMinor: 700 } }) : cancelled()
      const start = day('13:00')
      const refills = spans.map(([a, b]) => {
        const time = { startsAt: start + Math.min(a, b) * 60, endsAt: start + Math.max(a, b) * 60 }
        return { ...other('14:00', '15:00'), ...time }
      })
      const totals = refills.map((_, count) => totalOf(booking, refills.slice(0, count)))
      const whole = totalOf(booking, [])
      for (const [index, total] of totals.entries()) {
        expect(total).toBeGreaterThanOrEqual(0)
        expect(total).toBeLessThanOrEqual(index === 0 ? whole : (totals[index - 1] ?? 0))
      }
    }),
  )
})

function totalOf(booking: Booking, refills: Surroundings['others']): number {
  const settled = settle(booking, [unit], { ...alone, others: refills }, late)
  return settled.kind === 'billed' ? settled.bill.totalMinor : -1
}
