import { expect, test } from 'vitest'
import { advance, lastCheckIn } from '../../src/bookings/advance.ts'
import type { Booking } from '../../src/bookings/booking.ts'
import { alone, before, bookingWith, day, type BookingCase } from '../support/bookings.ts'

function confirmed(given: BookingCase = {}): Booking {
  return bookingWith({ state: 'confirmed', wakeAt: day('14:30'), ...given })
}

function inUse(given: BookingCase = {}): Booking {
  return bookingWith({ state: 'in-use', checkedInAt: day('14:00'), wakeAt: day('16:00'), ...given })
}

test.each(['offered', 'pending'] as const)('a booking that is %s lapses at its deadline', (state) => {
  const booking = bookingWith({ state, wakeAt: day('12:00') })
  expect(advance(booking, alone, day('11:59', 59))).toBeNull()
  expect(advance(booking, alone, day('12:00'))).toEqual({ kind: 'expire' })
})

test.each([
  [day('14:30'), null],
  [day('14:30', 1), { kind: 'no-show' }],
  [day('23:00'), { kind: 'no-show' }],
])('nobody came: at %i', (now, step) => {
  expect(advance(confirmed(), alone, now)).toEqual(step)
})

test('a booking shorter than the grace is no no-show before the grace is over', () => {
  const short = confirmed({ to: '14:15' })
  expect(advance(short, alone, day('14:30'))).toBeNull()
  expect(advance(short, alone, day('14:30', 1))).toEqual({ kind: 'no-show' })
})

test('without check-in the clock begins and completes the booking', () => {
  const terms = { checkIn: 'none' } as const
  expect(advance(confirmed({ terms }), alone, day('13:59', 59))).toBeNull()
  expect(advance(confirmed({ terms }), alone, day('14:00'))).toEqual({ kind: 'start' })
  expect(advance(inUse({ terms }), alone, day('15:59', 59))).toBeNull()
  const completed = { kind: 'complete', outcome: 'on-time', checkedOutAt: day('16:00') }
  expect(advance(inUse({ terms }), alone, day('16:00'))).toEqual(completed)
})

test('with optional check-in nobody is absent: the booking is completed as booked', () => {
  const terms = { checkIn: 'optional' } as const
  expect(advance(confirmed({ terms }), alone, day('15:59'))).toBeNull()
  const completed = { kind: 'complete', outcome: 'on-time', checkedOutAt: null }
  expect(advance(confirmed({ terms }), alone, day('16:00'))).toEqual(completed)
})

test('use that nobody ends is held five minutes at a time, for half an hour, and then completed', () => {
  expect(advance(inUse(), alone, day('15:59', 59))).toBeNull()
  const first = { kind: 'hold', heldUntil: day('16:05'), wakeAt: day('16:05') }
  expect(advance(inUse(), alone, day('16:00'))).toEqual(first)
  const held = inUse({ heldUntil: day('16:05'), wakeAt: day('16:05') })
  expect(advance(held, alone, day('16:04', 59))).toBeNull()
  expect(advance(held, alone, day('16:05'))).toEqual({ kind: 'hold', heldUntil: day('16:10'), wakeAt: day('16:10') })
  const overrun = { kind: 'complete', outcome: 'overrun', checkedOutAt: null }
  expect(advance(inUse(), alone, day('16:30'))).toEqual(overrun)
  expect(advance(inUse(), alone, day('20:00'))).toEqual(overrun)
})

test('an overrun keeps its clean-down, and holds no more than the time until the next booking', () => {
  const cleaned = inUse({ heldUntil: day('16:15'), terms: { cleanupMinutes: 15 } })
  expect(advance(cleaned, alone, day('16:00'))).toMatchObject({ heldUntil: day('16:20') })
  const after = [{ heldFrom: day('16:03'), startsAt: day('16:03') }]
  const step = { kind: 'hold', heldUntil: day('16:03'), wakeAt: day('16:30') }
  expect(advance(inUse(), { ...alone, after }, day('16:00'))).toEqual(step)
  const full = inUse({ heldUntil: day('16:03'), wakeAt: day('16:30') })
  expect(advance(full, { ...alone, after }, day('16:10'))).toBeNull()
})

test('where no overrun is allowed, use ends with the booking', () => {
  const booking = inUse({ terms: { overrunMinutes: 0 } })
  expect(advance(booking, alone, day('16:00'))).toEqual({ kind: 'complete', outcome: 'overrun', checkedOutAt: null })
})

test.each([
  ['still there', { state: 'in-use', checkedOutAt: null, outcome: null }, day('14:40'), day('15:00')],
  ['gone at 14:10', { outcome: 'overrun', checkedOutAt: day('14:10') }, day('14:31'), day('14:40')],
  ['ended by the clock', { outcome: 'overrun', checkedOutAt: null }, day('14:31'), day('15:00')],
] as const)('the grace counts from when the one before was %s', (_, neighbour, now, until) => {
  const around = before(neighbour)
  expect(lastCheckIn(confirmed(), around, now)).toEqual({ at: until, because: 'previous-overran' })
  expect(advance(confirmed(), around, now)).toEqual({ kind: 'wait', wakeAt: until, because: 'previous-overran' })
  const waiting = confirmed({ wakeAt: until })
  expect(advance(waiting, around, until)).toBeNull()
  expect(advance(waiting, around, until + 1)).toEqual({ kind: 'no-show' })
})

test('while the one before is there the grace has not begun', () => {
  const there = before({ state: 'in-use', checkedOutAt: null, outcome: null, overrunMinutes: 120 })
  expect(advance(confirmed(), there, day('14:45'))).toEqual({
    kind: 'wait',
    wakeAt: day('15:15'),
    because: 'previous-overran',
  })
})

test('whoever could not have the unit until the end is excused', () => {
  const around = before({ outcome: 'overrun', checkedOutAt: day('14:20') })
  const short = confirmed({ to: '14:45' })
  expect(advance(short, around, day('14:40'))).toEqual({
    kind: 'wait',
    wakeAt: day('14:45'),
    because: 'previous-overran',
  })
  expect(advance({ ...short, wakeAt: day('14:45') }, around, day('14:44', 59))).toBeNull()
  expect(advance(short, around, day('14:45'))).toEqual({ kind: 'excuse', because: 'previous-overran' })
})

test('a closure over the start moves the grace to its end', () => {
  const closed = [{ startsAt: day('13:00'), endsAt: day('14:20') }]
  const around = { ...alone, closed }
  expect(advance(confirmed(), around, day('14:40'))).toEqual({ kind: 'wait', wakeAt: day('14:50'), because: 'closed' })
  expect(advance(confirmed({ wakeAt: day('14:50') }), around, day('14:50', 1))).toEqual({ kind: 'no-show' })
  const later = { ...alone, closed: [{ startsAt: day('15:00'), endsAt: day('15:30') }] }
  expect(advance(confirmed(), later, day('14:40'))).toEqual({ kind: 'no-show' })
})

test.each(['cancelled', 'no-show', 'completed'] as const)('a %s booking is assessed when its fee is due', (state) => {
  const booking = bookingWith({ state, settlement: 'due', wakeAt: day('16:00') })
  expect(advance(booking, alone, day('15:59', 59))).toBeNull()
  expect(advance(booking, alone, day('16:00'))).toEqual({ kind: 'assess' })
  expect(advance({ ...booking, settlement: 'settled', wakeAt: null }, alone, day('20:00'))).toBeNull()
})

test.each(['expired', 'rejected'] as const)('nothing more happens to a booking that is %s', (state) => {
  expect(advance(bookingWith({ state }), alone, day('20:00'))).toBeNull()
})
