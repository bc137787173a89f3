import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatInstant, parseInstant } from '../../src/kernel/rfc3339.ts'

const NOON = Date.UTC(2026, 10, 23, 6) / 1000

describe('a time in a request', () => {
  test.each([
    ['2026-11-23T06:00:00Z', NOON],
    ['2026-11-23T14:00:00+08:00', NOON],
    ['2026-11-23T01:00:00-05:00', NOON],
    ['2026-11-22T15:30:00-14:30', NOON],
    ['2026-11-23t06:00:00z', NOON],
    ['2026-11-23T06:00:00-00:00', NOON],
    ['2026-11-23T06:00:00.000Z', NOON],
    ['1969-12-31T23:59:59Z', -1],
    ['2028-02-29T00:00:00Z', Date.UTC(2028, 1, 29) / 1000],
    ['0000-01-01T00:00:00Z', -62_167_219_200],
    ['9999-12-31T23:59:59Z', 253_402_300_799],
  ])('%s is %d', (text, at) => {
    expect(parseInstant(text)).toBe(at)
  })

  test.each([
    ['without an offset', '2026-11-23T06:00:00'],
    ['of a date alone', '2026-11-23'],
    ['on 30 February', '2026-02-30T06:00:00Z'],
    ['on 29 February of a common year', '2026-02-29T06:00:00Z'],
    ['in month 13', '2026-13-01T06:00:00Z'],
    ['on day 0', '2026-11-00T06:00:00Z'],
    ['at 24:00', '2026-11-23T24:00:00Z'],
    ['in minute 60', '2026-11-23T06:60:00Z'],
    ['in a leap second', '2026-06-30T23:59:60Z'],
    ['within a second', '2026-11-23T06:00:00.500Z'],
    ['without seconds', '2026-11-23T06:00Z'],
    ['with a space', '2026-11-23 06:00:00Z'],
    ['with an offset of a day', '2026-11-23T06:00:00+24:00'],
    ['with an offset without a colon', '2026-11-23T06:00:00+0800'],
    ['in a year of five figures', '12026-11-23T06:00:00Z'],
    ['before the year 0', '0000-01-01T00:00:00+00:01'],
    ['after the year 9999', '9999-12-31T23:59:59-00:01'],
    ['with a line after it', '2026-11-23T06:00:00Z\n'],
    ['in other digits', '２０２６-11-23T06:00:00Z'],
    ['that is empty', ''],
  ])('%s is refused', (_, text) => {
    expect(parseInstant(text)).toBeNull()
  })
})

test('an answer’s time reads back as the same second', () => {
  expect(formatInstant(NOON)).toBe('2026-11-23T06:00:00Z')
  fc.assert(
    fc.property(fc.integer({ min: -62_167_219_200, max: 253_402_300_799 }), (at) => {
      expect(parseInstant(formatInstant(at))).toBe(at)
    }),
  )
})
