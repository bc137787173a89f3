import * as fc from 'fast-check'
import type { Interval } from '../../src/kernel/interval.ts'
import type { OpeningHours } from '../../src/resources/opening-hours.ts'
import type { FindGap } from '../../src/resources/reads/find-query.ts'
import { castNow } from './cast.ts'

const quarter = 900
const zones = ['Asia/Shanghai', 'America/New_York', 'Australia/Lord_Howe'] as const
/**
 * Monday evening; clocks change in New York on 8 March 2026 and at Lord Howe on 5 April, in the night after the
 * second one.
 */
const clocks = { usual: castNow, newYork: Date.UTC(2026, 2, 8, 1) / 1000, lordHowe: Date.UTC(2026, 3, 4, 6) / 1000 }

/** A park of a few resources with all that a search looks at. */
export interface Lab {
  readonly zone: (typeof zones)[number]
  readonly now: number
  readonly gap: FindGap
  readonly hours: readonly OpeningHours[]
  readonly resources: readonly LabResource[]
}

export interface LabResource {
  readonly hours: number
  readonly setup: number
  readonly cleanup: number
  readonly step: number
  readonly min: number
  readonly max: number
  readonly lead: number
  readonly state: 'published' | 'out-of-service'
  readonly trained: 'not needed' | 'yes' | 'no' | 'expires'
  readonly restricted: boolean
  readonly perHour: number | null
  readonly units: readonly { readonly active: boolean; readonly held: readonly Hold[] }[]
}

export interface Hold extends Interval {
  readonly lapsed: boolean
}

export const lab: fc.Arbitrary<Lab> = fc
  .record({
    place: fc.constantFrom(
      { zone: zones[0], now: clocks.usual },
      { zone: zones[1], now: clocks.newYork },
      { zone: zones[2], now: clocks.lordHowe },
    ),
    from: fc.integer({ min: -8, max: 60 }),
    length: fc.integer({ min: 2, max: 40 }),
    minutes: fc.constantFrom(15, 30, 45, 60, 90, 0, 0),
    hours: fc.array(openingHours(), { minLength: 1, maxLength: 3 }),
    resources: fc.array(labResource(), { minLength: 1, maxLength: 7 }),
  })
  .map(({ place: { zone, now }, from, length, minutes, hours, resources }) => {
    const startsAt = now + from * quarter
    const endsAt = startsAt + length * quarter
    const gap = { startsAt, endsAt, minutes: minutes === 0 ? length * 15 : Math.min(minutes, length * 15) }
    const placed = resources.map((one) => ({
      ...one,
      units: one.units.map((unit) => ({ ...unit, held: unit.held.map((hold) => later(hold, now)) })),
    }))
    return { zone, now, gap, hours, resources: placed }
  })

function later(hold: Hold, by: number): Hold {
  return { ...hold, startsAt: hold.startsAt + by, endsAt: hold.endsAt + by }
}

function openingHours(): fc.Arbitrary<OpeningHours> {
  const ranges = fc.constantFrom(
    [],
    [{ from: '00:00', to: '24:00' }],
    [
      { from: '08:00', to: '12:10' },
      { from: '13:00', to: '22:00' },
    ],
    [{ from: '01:20', to: '03:40' }],
  )
  return fc.record({
    weekly: fc.array(ranges, { minLength: 7, maxLength: 7 }),
    holidayRule: fc.constant('open-as-weekday' as const),
    exceptions: fc.constant([]),
  })
}

function labResource(): fc.Arbitrary<LabResource> {
  const minutes = fc.constantFrom(0, 15, 30)
  return fc.record({
    hours: fc.nat(2),
    setup: minutes,
    cleanup: minutes,
    step: fc.constantFrom(1, 15, 15, 15, 30, 50, 60),
    min: fc.constantFrom(15, 15, 60),
    max: fc.constantFrom(90, 1440),
    lead: fc.constantFrom(0, 0, 600),
    state: fc.constantFrom('published', 'published', 'published', 'out-of-service'),
    trained: fc.constantFrom('not needed', 'not needed', 'not needed', 'not needed', 'yes', 'no', 'expires'),
    restricted: fc.constantFrom(false, false, true),
    perHour: fc.option(fc.constantFrom(0, 100, 200, 300)),
    units: fc.array(fc.record({ active: fc.constantFrom(true, true, false), held: holds() }), {
      minLength: 1,
      maxLength: 3,
    }),
  })
}

/**
 * What holds one unit: stretches that never overlap, from two hours before the clock on; here and there by a request
 * that lapsed.
 */
function holds(): fc.Arbitrary<Hold[]> {
  const free = fc.constantFrom(0, 0, 15, 20, 30, 45, 60, 75, 90)
  const step = fc.record({ free, held: fc.constantFrom(15, 40, 60, 120, 300), lapsed: fc.boolean() })
  return fc.tuple(fc.array(step, { minLength: 8, maxLength: 24 }), fc.nat(9)).map(([steps, chance]) => {
    let at = -7_200
    return steps.map(({ free, held, lapsed }) => {
      const startsAt = at + free * 60
      at = startsAt + held * 60
      return { startsAt, endsAt: at, lapsed: lapsed && chance === 0 }
    })
  })
}
