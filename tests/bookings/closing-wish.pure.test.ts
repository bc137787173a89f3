import { describe, expect, test } from 'vitest'
import { closingTime, firstWish, wishAt, type ClosingWish } from '../../src/bookings/closing-wish.ts'

const shanghai = 'Asia/Shanghai'
/** Monday 23 November 2026, 10:00:20 in Shanghai. */
const now = Date.UTC(2026, 10, 23, 2) / 1000 + 20
const at = (text: string) => Date.parse(text) / 1000

describe('when a closure would be', () => {
  const cases: readonly [string, Partial<ClosingWish>, object][] = [
    ['from now for two hours', {}, { startsAt: now, endsAt: at('2026-11-23T12:01+08:00') }],
    ['from now to the end of the day', { length: 'day' }, { startsAt: now, endsAt: at('2026-11-24T00:00+08:00') }],
    ['until it is opened again', { length: 'open' }, { startsAt: now, endsAt: null }],
    [
      'a day ahead, to its end',
      { begin: 'at', date: '2026-11-24', time: '18:00', length: 'day' },
      { startsAt: at('2026-11-24T18:00+08:00'), endsAt: at('2026-11-25T00:00+08:00') },
    ],
    [
      'to a certain time',
      { length: 'until', untilDate: '2026-11-25', untilTime: '09:00' },
      { startsAt: now, endsAt: at('2026-11-25T09:00+08:00') },
    ],
    ['without a date', { begin: 'at', date: '' }, { of: 'start', fault: 'missing' }],
    ['in the past', { begin: 'at', date: '2026-11-23', time: '09:00' }, { of: 'start', fault: 'past' }],
    [
      'that ends before it begins',
      { length: 'until', untilDate: '2026-11-23', untilTime: '09:00' },
      { of: 'end', fault: 'order' },
    ],
  ]
  test.each(cases)('%s', (_, changes, expected) => {
    const wish = { ...firstWish(now, shanghai), ...changes }
    expect(closingTime(wish, now, shanghai)).toMatchObject(expected)
  })

  test('an hour that the clocks skip or repeat is asked again', () => {
    const newYork = 'America/New_York'
    const wish = (date: string) => ({ ...firstWish(now, newYork), begin: 'at' as const, date, time: '02:30' })
    expect(closingTime(wish('2027-03-14'), now, newYork)).toMatchObject({ of: 'start', fault: 'never' })
    expect(closingTime({ ...wish('2027-11-07'), time: '01:30' }, now, newYork)).toMatchObject({ fault: 'twice' })
  })

  test('a form that is shown again says the times that were reckoned', () => {
    const start = at('2026-11-24T09:00+08:00')
    const wish = wishAt(firstWish(now, shanghai), start, null, shanghai)
    expect(wish).toMatchObject({ begin: 'at', date: '2026-11-24', time: '09:00', length: 'open' })
    expect(closingTime(wish, now, shanghai)).toEqual({ kind: 'time', startsAt: start, endsAt: null })
  })
})
