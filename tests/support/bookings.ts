import type { Tariff } from '../../src/billing/tariff.ts'
import { price } from '../../src/billing/pricing.ts'
import type { Booking, Terms } from '../../src/bookings/booking.ts'
import type { Claim, Neighbour, OtherBooking, Surroundings } from '../../src/bookings/surroundings.ts'
import type { BookingId, PersonId, QuotaId, UnitId } from '../../src/kernel/id.ts'
import { firms, people, projects, resources } from './cast.ts'
import { at, hourly, zone } from './facts.ts'

export const unit = 1 as UnitId

/** A microscope at 120 yuan an hour, 14:00 to 16:00 on 23 November 2026, requested at 10:00 that day. */
export interface BookingCase extends Partial<Omit<Booking, 'terms' | 'tariff'>> {
  readonly from?: string
  readonly to?: string
  readonly terms?: Partial<Terms>
  readonly rate?: Partial<typeof hourly>
  readonly chargeBasis?: Tariff['chargeBasis']
  /** Free machine time that it took. */
  readonly entitledSeconds?: number
}

export function bookingWith(given: BookingCase = {}): Booking {
  const { from = '14:00', to = '16:00', terms, rate, chargeBasis = 'booked', entitledSeconds = 0, ...changes } = given
  const interval = { startsAt: day(from), endsAt: day(to) }
  const pieces = [{ from: 0, until: null, terms: { ...hourly, ...rate } }]
  const tariff: Tariff = { currency: 'CNY', category: 'resident', chargeBasis, zone, pieces }
  const priced = price(tariff, {
    booked: interval,
    samples: given.samples,
    entitledSeconds,
  })
  if (priced.kind === 'missing') throw new Error('the tariff of a test has no gap')
  return {
    ...interval,
    ...plain,
    consumables: [],
    assistedMinutes: 0,
    heldFrom: interval.startsAt,
    heldUntil: interval.endsAt,
    terms: { ...termsOf(interval.startsAt), ...terms },
    tariff,
    priceLines: priced.lines,
    priceMinor: priced.totalMinor,
    ...changes,
  }
}

/** `14:05` on 23 November 2026, and so many seconds. */
export function day(time: string, seconds = 0): number {
  return at(`2026-11-23 ${time}`) + seconds
}

export const alone: Surroundings = {
  before: [],
  after: [],
  others: [],
  closed: [],
  claims: [],
  untouched: [],
  funding: { programmes: [], granted: [], chargedMinor: 0, charged: [], provider: null },
}

/** Another booking of the unit; it was asked for at 11:00, an hour after the one of the case. */
export function other(from: string, to: string, changes: Partial<OtherBooking> = {}): OtherBooking {
  return {
    id: 'bkg_00000000000000000000000002' as BookingId,
    startsAt: day(from),
    endsAt: day(to),
    unitId: unit,
    whole: false,
    state: 'completed',
    requestedAt: day('11:00'),
    checkedInAt: day(from),
    checkedOutAt: day(to),
    chargeBasis: 'booked',
    givenUp: [],
    ...changes,
  }
}

/** Whoever was on the unit before, booked until 14:00. */
export function before(changes: Partial<Neighbour>): Surroundings {
  const neighbour: Neighbour = {
    startsAt: day('12:00'),
    endsAt: day('14:00'),
    state: 'completed',
    outcome: 'on-time',
    checkedOutAt: day('14:00'),
    overrunMinutes: 30,
    ...changes,
  }
  return { ...alone, before: [neighbour] }
}

export function claim(changes: Partial<Claim>): Claim {
  return {
    quotaId: 1 as QuotaId,
    countedId: '',
    bucket: 0,
    amount: 7200,
    waived: 0,
    kind: 'limit',
    measure: 'seconds',
    window: 'none',
    band: 'all',
    limit: 1_000_000,
    counted: 7200,
    ...changes,
  }
}

const plain = {
  id: 'bkg_00000000000000000000000001' as BookingId,
  number: '261123-0000-0000000',
  firmId: firms.helix,
  projectId: projects.helix,
  personId: people.helixResearcher.id as PersonId,
  bookedBy: people.helixResearcher.id as PersonId,
  resourceId: resources.confocal,
  unitId: unit,
  whole: false,
  groupId: null,
  state: 'confirmed',
  version: 1,
  requestedAt: day('10:00'),
  wakeAt: null,
  purpose: '',
  samples: 0,
  currency: 'CNY',
  checkedInAt: null,
  checkedOutAt: null,
  cancelledAt: null,
  outcome: null,
  settlement: 'held',
  waiver: null,
  awaits: [],
} as const satisfies Partial<Booking>

function termsOf(startsAt: number): Terms {
  return {
    cancelFreeUntil: startsAt - 86_400,
    changeUntil: startsAt,
    lateCancellationPercent: 50,
    noShowPercent: 100,
    checkIn: 'required',
    checkInFrom: startsAt - 900,
    noShowAt: startsAt + 1800,
    overrunMinutes: 30,
    cleanupMinutes: 0,
    givenUp: [],
  }
}
