import { expect, test } from 'vitest'
import { changedMoney, claimedAnew, givenBackAtEnd, settledQuota } from '../../src/bookings/quota-return.ts'
import type { Bill } from '../../src/bookings/settle.ts'
import type { Claim, Surroundings } from '../../src/bookings/surroundings.ts'
import type { QuotaId } from '../../src/kernel/id.ts'
import { epochDay } from '../../src/kernel/wall-clock.ts'
import { alone, bookingWith, claim, day, other, unit } from '../support/bookings.ts'
import { at, park } from '../support/facts.ts'

const seconds = claim({})
const peak = claim({ quotaId: 2 as QuotaId, band: 'peak' })
const count = claim({ quotaId: 3 as QuotaId, measure: 'bookings', amount: 1 })
const open = claim({ quotaId: 4 as QuotaId, measure: 'open-bookings', amount: 1 })
const budget = claim({ quotaId: 5 as QuotaId, kind: 'budget', measure: 'amount', amount: 24_000, counted: 30_000 })
const free = claim({ quotaId: 6 as QuotaId, kind: 'entitlement', amount: 3600 })
const everything = [seconds, peak, count, open, budget, free]

function around(claims: readonly Claim[], changes: Partial<Surroundings> = {}): Surroundings {
  return { ...alone, claims, ...changes }
}

function bill(totalMinor: number, kind: Bill['kind'] = 'usage'): Bill {
  return { kind, lines: [], totalMinor }
}

const brief = (shares: readonly { quotaId: number; bucket: number; amount: number }[]) =>
  shares.map(({ quotaId, bucket, amount }) => [quotaId, bucket, amount])

test('finishing early gives the unused time back, and its place among the open bookings', () => {
  const booking = bookingWith({ state: 'completed', checkedInAt: day('14:00'), checkedOutAt: day('15:00', 1) })
  expect(brief(givenBackAtEnd(booking, around(everything), park))).toEqual([
    [4, 0, 1],
    [1, 0, 3540],
    [2, 0, 3540],
  ])
})

test.each([
  ['a no-show', bookingWith({ state: 'no-show' })],
  ['a late cancellation', bookingWith({ state: 'cancelled', cancelledAt: day('13:00') })],
  ['a use until the end', bookingWith({ state: 'completed', checkedOutAt: day('16:10') })],
  ['a use that nobody ended', bookingWith({ state: 'completed', checkedOutAt: null })],
])('%s gives only its place among the open bookings back', (_, booking) => {
  expect(brief(givenBackAtEnd(booking, around(everything), park))).toEqual([[4, 0, 1]])
})

test('unused time goes back to the windows it was taken from, and never more than was taken', () => {
  const night = bookingWith({
    startsAt: at('2026-11-23 22:00'),
    endsAt: at('2026-11-24 04:00'),
    state: 'completed',
    checkedOutAt: at('2026-11-23 23:00'),
  })
  const monday = epochDay('2026-11-23')
  const daily = [
    claim({ window: 'day', bucket: monday, amount: 7200 }),
    claim({ window: 'day', bucket: monday + 1, amount: 600 }),
  ]
  expect(brief(givenBackAtEnd(night, around(daily), park))).toEqual([
    [1, monday, 3600],
    [1, monday + 1, 600],
  ])
})

test('whole-room use gives every unit’s time back', () => {
  const booking = bookingWith({ state: 'completed', whole: true, checkedOutAt: day('15:00') })
  const room = { ...booking, tariff: { ...booking.tariff, units: 6 } }
  expect(brief(givenBackAtEnd(room, around([claim({ amount: 43_200 })]), park))).toEqual([[1, 0, 21_600]])
})

test('the hold on a budget becomes what is owed, less or more', () => {
  const booking = bookingWith({ state: 'completed', checkedOutAt: day('16:00') })
  const settled = (totalMinor: number) => settledQuota(booking, [unit], around([budget]), bill(totalMinor), park)
  expect(settled(20_000)).toMatchObject({ givenBack: [{ quotaId: 5, amount: 4000 }], taken: [], passed: [] })
  expect(settled(24_000)).toEqual({ givenBack: [], taken: [], passed: [] })
  expect(settled(30_000)).toMatchObject({ givenBack: [], taken: [{ quotaId: 5, amount: 6000 }], passed: [] })
})

test('what passes a budget at settlement is posted all the same, and told', () => {
  const booking = bookingWith({ state: 'completed', checkedOutAt: day('16:00') })
  const tight = { ...budget, limit: 35_999 }
  expect(settledQuota(booking, [unit], around([tight]), bill(30_000), park)).toMatchObject({
    taken: [{ amount: 6000 }],
    passed: [5],
  })
  expect(settledQuota(booking, [unit], around([{ ...tight, limit: 36_000 }]), bill(30_000), park).passed).toEqual([])
})

test('a budget that a free request took nothing of counts what the booking costs in the end', () => {
  const booking = bookingWith({ state: 'completed', checkedOutAt: day('16:00') })
  const untouched = [{ id: 9 as QuotaId, window: 'day' as const }]
  const { taken } = settledQuota(booking, [unit], around([], { untouched }), bill(500), park)
  expect(brief(taken)).toEqual([[9, epochDay('2026-11-23'), 500]])
})

test('free machine time that the bill did not need comes back from the latest window first', () => {
  const booking = bookingWith({ state: 'completed', chargeBasis: 'used', checkedOutAt: day('15:00') })
  const early = { ...free, bucket: 1, amount: 1800 }
  const late = { ...free, bucket: 2, amount: 1800 }
  const needed = { kind: 'entitlement', minutes: 20, amountMinor: 0, taxBasisPoints: 0, taxMinor: 0 } as const
  const { givenBack } = settledQuota(booking, [unit], around([early, late]), { ...bill(0), lines: [needed] }, park)
  expect(brief(givenBack)).toEqual([
    [6, 2, 1800],
    [6, 1, 600],
  ])
})

test('a no-show keeps its free machine time and its quota', () => {
  const booking = bookingWith({ state: 'no-show' })
  const { givenBack } = settledQuota(booking, [unit], around([seconds, count, free]), bill(24_000, 'no-show'), park)
  expect(givenBack).toEqual([])
})

test('the refilled part of a late cancellation gives quota back; all of it, its place among the bookings too', () => {
  const booking = bookingWith({ state: 'cancelled' })
  const back = (to: string) =>
    brief(
      settledQuota(
        booking,
        [unit],
        around([seconds, count, free], { others: [other('14:00', to)] }),
        bill(0, 'late-cancellation'),
        park,
      ).givenBack,
    )
  expect(back('14:30')).toEqual([
    [1, 0, 1800],
    [6, 0, 1800],
  ])
  expect(back('16:00')).toEqual([
    [3, 0, 1],
    [1, 0, 7200],
    [6, 0, 3600],
  ])
})

test('a reversal gives budgets no more back than the booking took', () => {
  const booking = bookingWith({ state: 'completed' })
  expect(brief(changedMoney(booking, around([seconds, budget]), -50_000, park).givenBack)).toEqual([[5, 0, 24_000]])
  expect(brief(changedMoney(booking, around([seconds, budget]), 700, park).taken)).toEqual([[5, 0, 700]])
})

test('a booking moved by a closure takes the same quotas in its new windows', () => {
  const moved = bookingWith({ startsAt: at('2026-11-24 23:00'), endsAt: at('2026-11-25 01:00'), priceMinor: 20_000 })
  const daily = { ...seconds, window: 'day' as const, bucket: epochDay('2026-11-23') }
  const counted = { ...count, window: 'day' as const, bucket: epochDay('2026-11-23') }
  const tuesday = epochDay('2026-11-24')
  expect(brief(claimedAnew(moved, around([daily, counted, peak, budget]), park))).toEqual([
    [1, tuesday, 3600],
    [1, tuesday + 1, 3600],
    [3, tuesday, 1],
    [5, 0, 20_000],
  ])
})
