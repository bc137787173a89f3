import { Temporal } from 'temporal-polyfill/implementation'
import { describe, expect, test } from 'vitest'
import { offsetSpanAt } from '../../src/kernel/zone-offsets.ts'

const HALF_A_YEAR = 182 * 86_400
const MIDSUMMER = Date.UTC(2026, 5, 21) / 1000

describe('the offset of a zone', () => {
  test('is right in one of ten zones that the platform knows, in summer and in winter', () => {
    for (const zone of Intl.supportedValuesOf('timeZone').filter((_, place) => place % 10 === 0)) {
      for (const at of [MIDSUMMER, MIDSUMMER + HALF_A_YEAR])
        expect([zone, offset(at, zone)]).toEqual([zone, asked(at, zone)])
    }
  })

  test('is right over more seasons than are remembered, forwards and backwards', () => {
    const seasons = Array.from({ length: 160 }, (_, half) => MIDSUMMER + (half - 100) * HALF_A_YEAR)
    for (const at of [...seasons, ...seasons.toReversed()]) {
      expect([at, offset(at, 'Europe/Dublin')]).toEqual([at, asked(at, 'Europe/Dublin')])
    }
  })

  test('holds from one change of the clocks to the next', () => {
    expect(offsetSpanAt(MIDSUMMER, 'America/New_York')).toEqual({
      from: Date.UTC(2026, 2, 8, 7) / 1000,
      until: Date.UTC(2026, 10, 1, 6) / 1000,
      offsetSeconds: -4 * 3600,
    })
    expect(offsetSpanAt(MIDSUMMER, 'Asia/Shanghai')).toEqual({
      from: Date.UTC(1991, 8, 14, 17) / 1000,
      until: Number.POSITIVE_INFINITY,
      offsetSeconds: 8 * 3600,
    })
  })

  test('changes at the very second at which the clocks do', () => {
    const changed = Date.UTC(2027, 2, 14, 7) / 1000
    expect([changed - 1, changed].map((at) => offset(at, 'America/New_York') / 3600)).toEqual([-5, -4])
  })
})

function offset(at: number, zone: string): number {
  return offsetSpanAt(at, zone).offsetSeconds
}

function asked(at: number, zone: string): number {
  return Temporal.Instant.fromEpochMilliseconds(at * 1000).toZonedDateTimeISO(zone).offsetNanoseconds / 1e9
}
