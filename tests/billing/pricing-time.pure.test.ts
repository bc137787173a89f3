import { describe, expect, test } from 'vitest'
import type { RateBand } from '../../src/billing/tariff.ts'
import { between, brief, frozen, NEW_YORK, priced, tariffOf, workdays } from './example-tariffs.ts'

const peak: RateBand = { name: 'peak', days: workdays, from: '09:00', to: '18:00', perHourMinor: 20_000 }
const night: RateBand = { name: 'night', days: [5], from: '22:00', to: '06:00', perHourMinor: 3000 }
const weekend: RateBand = { name: 'weekend', days: [6, 7], from: '00:00', to: '24:00', perHourMinor: 9000 }
const everyDay = [1, 2, 3, 4, 5, 6, 7]
const twoHours = between('2026-03-04 10:00', '2026-03-04 12:00')

describe('time at its price', () => {
  test('a night over a month end and a rate change is one line per rate, each rounded once', () => {
    const booked = between('2026-01-31 22:30', '2026-02-01 01:10')
    const rates = [
      { from: '2025-01-01 00:00', terms: { perHourMinor: 10_000 } },
      { from: '2026-02-01 00:00', terms: { perHourMinor: 13_300 } },
    ]
    const { lines, totalMinor } = priced(frozen(rates, booked), { booked })
    expect(brief(lines)).toEqual(['time 90 15000', 'time 70 15517'])
    expect(totalMinor).toBe(30_517)
  })

  test('a minute in which the rate changes costs what it cost when it began', () => {
    const booked = between('2026-02-02 10:00', '2026-02-02 12:00')
    const rates = [
      { from: '2025-01-01 00:00', terms: { perHourMinor: 6_000 } },
      { from: '2026-02-02 11:00', terms: { perHourMinor: 12_000 } },
    ]
    const { pieces, ...rest } = frozen(rates, booked)
    const shifted = pieces.map(({ from, until, ...piece }, at) => ({
      ...piece,
      from: at === 1 ? from + 37 : from,
      until: at === 0 && until !== null ? until + 37 : until,
    }))
    expect(brief(priced({ ...rest, pieces: shifted }, { booked }).lines)).toEqual(['time 61 6100', 'time 59 11800'])
  })

  test('a Friday afternoon is cut at the end of peak hours', () => {
    const tariff = tariffOf({ perHourMinor: 8000, bands: [peak] })
    const { lines, totalMinor } = priced(tariff, { booked: between('2026-03-06 17:20', '2026-03-06 19:10') })
    expect(brief(lines)).toEqual(['time peak 40 13333', 'time 70 9333'])
    expect(totalMinor).toBe(22_666)
  })

  test('a booking that only touches peak hours pays none of them', () => {
    const tariff = tariffOf({ perHourMinor: 8000, bands: [peak] })
    expect(brief(priced(tariff, { booked: between('2026-03-06 08:00', '2026-03-06 09:00') }).lines)).toEqual([
      'time 60 8000',
    ])
    expect(brief(priced(tariff, { booked: between('2026-03-06 18:00', '2026-03-06 18:30') }).lines)).toEqual([
      'time 30 4000',
    ])
  })

  test('a night band belongs to the evening on which it begins', () => {
    const tariff = tariffOf({ bands: [night] })
    const friday = priced(tariff, { booked: between('2026-03-06 21:00', '2026-03-07 07:00') })
    expect(brief(friday.lines)).toEqual(['time 120 24000', 'time night 480 24000'])
    const saturday = priced(tariff, { booked: between('2026-03-07 22:00', '2026-03-08 06:00') })
    expect(brief(saturday.lines)).toEqual(['time 480 96000'])
  })

  test('a night band of Sunday reaches into Monday, the first day of the week', () => {
    const tariff = tariffOf({ bands: [{ ...night, days: [7] }] })
    const { lines } = priced(tariff, { booked: between('2026-03-08 23:00', '2026-03-09 07:00') })
    expect(brief(lines)).toEqual(['time night 420 21000', 'time 60 12000'])
  })

  test('a weekend of bookings over 29 February is priced by the wall clock', () => {
    const tariff = tariffOf({ bands: [weekend] })
    const { lines } = priced(tariff, { booked: between('2028-02-25 23:30', '2028-02-28 00:30') })
    expect(brief(lines)).toEqual(['time 60 12000', 'time weekend 2880 432000'])
    const leapDay = priced(tariff, { booked: between('2028-02-28 12:00', '2028-03-01 12:00') })
    expect(brief(leapDay.lines)).toEqual(['time 2880 576000'])
  })

  test('where two bands hold a minute, the first one prices it', () => {
    const lunch: RateBand = { ...peak, name: 'lunch', from: '12:00', to: '13:00', perHourMinor: 6000 }
    const booked = between('2026-03-06 11:30', '2026-03-06 13:30')
    expect(brief(priced(tariffOf({ bands: [lunch, peak] }), { booked }).lines)).toEqual([
      'time peak 60 20000',
      'time lunch 60 6000',
    ])
    expect(brief(priced(tariffOf({ bands: [peak, lunch] }), { booked }).lines)).toEqual(['time peak 120 40000'])
  })

  test('half a fen is rounded up, once per line', () => {
    const booked = between('2026-03-04 10:00', '2026-03-04 10:01')
    expect(priced(tariffOf({ perHourMinor: 30 }), { booked }).totalMinor).toBe(1)
    expect(priced(tariffOf({ perHourMinor: 29 }), { booked }).totalMinor).toBe(0)
  })

  test('time without a price keeps its line, so that the statement shows the machine time', () => {
    expect(brief(priced(tariffOf({ perHourMinor: 0 }), { booked: twoHours }).lines)).toEqual(['time 120 0'])
  })
})

describe('nights on which New York changes its clocks', () => {
  test.each([
    ['spring forward', '2026-03-08', 3],
    ['an ordinary night', '2026-03-09', 4],
    ['fall back', '2026-11-01', 5],
    ['spring forward a year later', '2027-03-14', 3],
    ['fall back a year later', '2027-11-07', 5],
  ])('%s: 00:00–04:00 on %s bills %i hours', (_, date, hours) => {
    const booked = between(`${date} 00:00`, `${date} 04:00`, NEW_YORK)
    const { lines } = priced(tariffOf({}, 'booked', NEW_YORK), { booked })
    expect(brief(lines)).toEqual([`time ${hours * 60} ${hours * 12_000}`])
  })

  test.each([
    ['2026-03-08', ['time 120 24000', 'time late 60 3000']],
    ['2026-03-09', ['time 120 24000', 'time late 120 6000']],
    ['2026-11-01', ['time 120 24000', 'time late 180 9000']],
  ])('a band 01:00–03:00 on %s holds the minutes at which the clock reads it', (date, expected) => {
    const late = { name: 'late', days: everyDay, from: '01:00', to: '03:00', perHourMinor: 3000 }
    const booked = between(`${date} 00:00`, `${date} 04:00`, NEW_YORK)
    expect(brief(priced(tariffOf({ bands: [late] }, 'booked', NEW_YORK), { booked }).lines)).toEqual(expected)
  })

  test('a band that ends inside the repeated hour is entered twice', () => {
    const late = { name: 'late', days: everyDay, from: '00:00', to: '01:30', perHourMinor: 3000 }
    const booked = between('2026-11-01 00:00', '2026-11-01 04:00', NEW_YORK)
    const { lines } = priced(tariffOf({ bands: [late] }, 'booked', NEW_YORK), { booked })
    expect(brief(lines)).toEqual(['time late 120 6000', 'time 180 36000'])
  })
})

describe('the billing increment', () => {
  const halfHours = tariffOf({ incrementMinutes: 30 }, 'used')

  test.each([
    [0, 0],
    [1, 30],
    [30 * 60, 30],
    [30 * 60 + 1, 60],
    [95 * 60, 120],
  ])('%i seconds of use bill %i minutes by the half hour', (seconds, minutes) => {
    const used = { startsAt: twoHours.startsAt, endsAt: twoHours.startsAt + seconds }
    expect(priced(halfHours, { booked: twoHours, used }).totalMinor).toBe(minutes * 200)
  })

  test('is rounded once for the whole use, as if it had run on', () => {
    const tariff = tariffOf({ perHourMinor: 8000, bands: [peak], incrementMinutes: 60 })
    const { lines } = priced(tariff, { booked: between('2026-03-06 17:10', '2026-03-06 17:40') })
    expect(brief(lines)).toEqual(['time peak 50 16667', 'time 10 1333'])
  })

  test('use that began within a minute is cut at whole minutes', () => {
    const tariff = tariffOf({ perHourMinor: 8000, bands: [peak] }, 'used')
    const booked = between('2026-03-06 17:00', '2026-03-06 19:00')
    const used = { startsAt: booked.startsAt + 1799, endsAt: booked.startsAt + 5401 }
    expect(brief(priced(tariff, { booked, used }).lines)).toEqual(['time peak 31 10333', 'time 30 4000'])
  })

  test('use keeps its length to the second wherever in a minute it began', () => {
    const used = { startsAt: twoHours.startsAt + 59, endsAt: twoHours.startsAt + 59 + 600 }
    expect(brief(priced(tariffOf({}, 'used'), { booked: twoHours, used }).lines)).toEqual(['time 10 2000'])
    const longer = { ...used, endsAt: used.endsAt + 1 }
    expect(brief(priced(tariffOf({}, 'used'), { booked: twoHours, used: longer }).lines)).toEqual(['time 11 2200'])
  })
})

describe('free machine time', () => {
  const hour = 3600

  test('half used up, pays the first half', () => {
    const { lines, totalMinor, entitledSecondsTaken } = priced(tariffOf({}), {
      booked: twoHours,
      entitledSeconds: hour,
    })
    expect(brief(lines)).toEqual(['time 60 12000', 'entitlement 60 0'])
    expect([totalMinor, entitledSecondsTaken]).toEqual([12_000, hour])
  })

  test('is taken from the earliest minutes, dear or cheap', () => {
    const tariff = tariffOf({ perHourMinor: 8000, bands: [peak] })
    const booked = between('2026-03-06 17:00', '2026-03-06 19:00')
    expect(brief(priced(tariff, { booked, entitledSeconds: 90 * 60 }).lines)).toEqual([
      'time 30 4000',
      'entitlement 90 0',
    ])
  })

  test('is not spent on time that costs nothing', () => {
    const tariff = tariffOf({ bands: [{ ...weekend, perHourMinor: 0 }] })
    const booked = between('2026-03-08 23:00', '2026-03-09 01:00')
    const { lines, entitledSecondsTaken } = priced(tariff, { booked, entitledSeconds: hour / 2 })
    expect(brief(lines)).toEqual(['time weekend 60 0', 'time 30 6000', 'entitlement 30 0'])
    expect(entitledSecondsTaken).toBe(hour / 2)
  })

  test('counts billed minutes, after rounding up', () => {
    const { entitledSecondsTaken } = priced(tariffOf({ incrementMinutes: 60 }), {
      booked: between('2026-03-04 10:00', '2026-03-04 10:20'),
      entitledSeconds: 100 * hour,
    })
    expect(entitledSecondsTaken).toBe(hour)
  })

  test('gives whole minutes only', () => {
    const { entitledSecondsTaken } = priced(tariffOf({}), { booked: twoHours, entitledSeconds: 119 })
    expect(entitledSecondsTaken).toBe(60)
  })
})

describe('the minimum charge', () => {
  const tariff = tariffOf({ minimumMinor: 10_000, startFeeMinor: 500 })
  const booked = between('2026-03-04 10:00', '2026-03-04 10:20')

  test('tops up the price of the time, before any fee', () => {
    const { lines, totalMinor } = priced(tariff, { booked })
    expect(brief(lines)).toEqual(['time 20 4000', 'minimum 6000', 'start-fee 1 500'])
    expect(totalMinor).toBe(10_500)
  })

  test('is not felt by a booking that reaches it', () => {
    const exactly = between('2026-03-04 10:00', '2026-03-04 10:50')
    expect(brief(priced(tariff, { booked: exactly }).lines)).toEqual(['time 50 10000', 'start-fee 1 500'])
  })

  test('falls on the rest when free time covers a part, and on nothing when it covers all', () => {
    expect(brief(priced(tariff, { booked, entitledSeconds: 600 }).lines)).toEqual([
      'time 10 2000',
      'entitlement 10 0',
      'minimum 8000',
      'start-fee 1 500',
    ])
    expect(brief(priced(tariff, { booked, entitledSeconds: 1200 }).lines)).toEqual([
      'entitlement 20 0',
      'start-fee 1 500',
    ])
  })

  test('as a flat price of an instrument without hourly price, is not waived by free hours', () => {
    const flat = tariffOf({ perHourMinor: 0, minimumMinor: 10_000 })
    expect(priced(flat, { booked, entitledSeconds: 36_000 })).toMatchObject({
      totalMinor: 10_000,
      entitledSecondsTaken: 0,
    })
  })
})
