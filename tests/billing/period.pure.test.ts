import { expect, test } from 'vitest'
import { lastSecond, periodOf, periodsFrom } from '../../src/billing/period.ts'
import { at, NEW_YORK, SHANGHAI } from './example-tariffs.ts'

test('a booking that ends on 1 February at 00:00 is January’s, on the park’s clock', () => {
  const january = lastSecond({ endsAt: at('2027-02-01 00:00') })
  expect(periodOf(january, SHANGHAI)).toBe('2027-01')
  expect(periodOf(lastSecond({ endsAt: at('2027-02-01 00:01') }), SHANGHAI)).toBe('2027-02')
  expect(periodOf(at('2027-02-01 00:00'), NEW_YORK)).toBe('2027-01')
})

test('a charge may go to its own period or any later one, best first', () => {
  const periods = periodsFrom(at('2026-11-30 12:00'), at('2027-02-10 12:00'), SHANGHAI)
  expect(periods.slice(0, 4)).toEqual(['2026-11', '2026-12', '2027-01', '2027-02'])
  expect(periods.at(-1)).toBe('2028-02')
})
