import fc from 'fast-check'
import { describe, expect, expectTypeOf, test } from 'vitest'
import {
  newId,
  parseId,
  parseQuotaId,
  parseUnitId,
  quotaIdText,
  unitIdText,
  type BookingId,
  type FirmId,
  type UnitId,
} from '../../src/kernel/id.ts'
import { BrokenBelief } from '../../src/kernel/invariant.ts'

const NOON = Date.UTC(2026, 10, 23, 12)
const zeros = (bytes: number) => new Uint8Array(bytes)
const ones = (bytes: number) => new Uint8Array(bytes).fill(255)

describe('a new id', () => {
  test('is its prefix and 26 characters that keep every bit', () => {
    expect(newId('bkg', 0, zeros)).toBe('bkg_00000000000000000000000000')
    expect(newId('firm', 2 ** 48 - 1, ones)).toBe('firm_7zzzzzzzzzzzzzzzzzzzzzzzzz')
    expect(newId('bkg', 32, (bytes) => Uint8Array.from({ length: bytes }, (_, place) => place))).toBe(
      'bkg_0000000010000g40r40m30e209',
    )
  })

  test('sorts after every id of an earlier millisecond', () => {
    const ms = fc.integer({ min: 0, max: 2 ** 48 - 2 })
    fc.assert(fc.property(ms, (earlier) => newId('bkg', earlier, ones) < newId('bkg', earlier + 1, zeros)))
  })

  test('differs whenever the random bytes do', () => {
    const bytes = fc.uint8Array({ minLength: 10, maxLength: 10 })
    fc.assert(
      fc.property(bytes, bytes, (a, b) => {
        const same = newId('bkg', NOON, () => a) === newId('bkg', NOON, () => b)
        expect(same).toBe(a.every((byte, place) => byte === b[place]))
      }),
    )
  })

  test.each([-1, 0.5, 2 ** 48, Number.NaN])('is not made at the time %d, nor from too few bytes', (nowMs) => {
    expect(() => newId('bkg', nowMs, zeros)).toThrow(BrokenBelief)
    expect(() => newId('bkg', NOON, () => new Uint8Array(9))).toThrow(BrokenBelief)
  })
})

describe('an id at the door', () => {
  test('is accepted as what it names, and as nothing else', () => {
    const id = newId('bkg', NOON, ones)
    expect(parseId('bkg', id)).toBe(id)
    expect(parseId('firm', id)).toBeNull()
    expectTypeOf(parseId('bkg', id)).toEqualTypeOf<BookingId | null>()
    expectTypeOf<BookingId>().not.toExtend<FirmId>()
    expectTypeOf<BookingId>().not.toExtend<UnitId>()
  })

  test.each([
    '',
    'bkg_',
    'bkg_0000000000000000000000000',
    'bkg_000000000000000000000000000',
    'bkg_80000000000000000000000000',
    'bkg_0000000000000000000000000u',
    'bkg_0000000000000000000000000A',
    ' bkg_00000000000000000000000000',
    'bkg_00000000000000000000000000\n',
  ])('is refused when it is %j', (text) => {
    expect(parseId('bkg', text)).toBeNull()
  })

  test('of a unit or a quota is a whole number behind its prefix', () => {
    const unit = parseUnitId('unt_7')
    expect(unit).toBe(7)
    expect(unit === null ? null : unitIdText(unit)).toBe('unt_7')
    const quota = parseQuotaId('quo_9007199254740991')
    expect(quota === null ? null : quotaIdText(quota)).toBe('quo_9007199254740991')
  })

  test.each([
    '7',
    'unt_',
    'unt_0',
    'unt_07',
    'unt_-1',
    'unt_1.5',
    'unt_1e3',
    'unt_9007199254740992',
    'quo_7',
    'unt_7\n',
  ])('of a unit is refused when it is %j', (text) => {
    expect(parseUnitId(text)).toBeNull()
  })
})
