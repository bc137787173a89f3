import { lineText } from '../billing/line-text.ts'
import type { PriceLine } from '../billing/price-line.ts'
import type { Names } from '../deps.ts'
import { personName } from '../firms/person-name.ts'
import { unitIdText } from '../kernel/id.ts'
import type { Instant } from '../kernel/interval.ts'
import { formatInstant } from '../kernel/rfc3339.ts'
import type { Locale } from '../platform/i18n/locale.ts'
import { nameIn } from '../platform/i18n/name-in.ts'
import type { Booking } from './booking.ts'
import { feeNow, freeUntil } from './cancellation.ts'

/** What a booking's document names besides the booking: read in the same snapshot. */
export interface BookingNames {
  readonly resource: Names
  readonly unit: string
  readonly firm: Names
  readonly project: { readonly code: string; readonly name: string }
  readonly person: string
  readonly bookedBy: string
}

/** A booking as the API shows it. */
export type BookingDocument = ReturnType<typeof bookingDocument>

export function bookingDocument(booking: Booking, names: BookingNames, locale: Locale, now: Instant) {
  const { id, number, state, startsAt, endsAt, currency, version } = booking
  return {
    id,
    number,
    state,
    resource: { id: booking.resourceId, name: nameIn(names.resource, locale) },
    unit: { id: unitIdText(booking.unitId), name: names.unit },
    whole: booking.whole,
    startsAt: formatInstant(startsAt),
    endsAt: formatInstant(endsAt),
    firm: { id: booking.firmId, name: nameIn(names.firm, locale) },
    project: { id: booking.projectId, ...names.project },
    person: { id: booking.personId, name: personName(names.person, locale) },
    bookedBy: { id: booking.bookedBy, name: personName(names.bookedBy, locale) },
    purpose: booking.purpose,
    samples: booking.samples,
    groupId: booking.groupId,
    price: priceDocument(booking.priceLines, booking.priceMinor, currency, locale),
    needs: state === 'pending' ? booking.awaits.map(({ by }) => by) : [],
    cancellation: {
      freeUntil: formatInstant(freeUntil(booking)),
      feeNow: { amountMinor: feeNow(booking, now), currency },
    },
    checkIn: {
      kind: booking.terms.checkIn,
      from: formatInstant(booking.terms.checkInFrom),
      until: formatInstant(Math.min(booking.terms.noShowAt, endsAt)),
    },
    checkedInAt: instantOrNull(booking.checkedInAt),
    checkedOutAt: instantOrNull(booking.checkedOutAt),
    outcome: booking.outcome,
    settlement: booking.settlement,
    override: booking.waiver && { rules: booking.waiver.rules, reason: booking.waiver.reason },
    version,
  }
}

/** Price lines with their words; the lines add up to the total. */
export function priceDocument(lines: readonly PriceLine[], totalMinor: number, currency: string, locale: Locale) {
  return {
    total: { amountMinor: totalMinor, currency },
    lines: lines.map((line) => ({
      kind: line.kind,
      description: lineText(line, locale),
      ...(line.minutes === undefined ? {} : { minutes: line.minutes }),
      ...(line.quantity === undefined ? {} : { quantity: line.quantity }),
      ...rateOf(line, currency),
      amount: { amountMinor: line.amountMinor, currency },
    })),
  }
}

function rateOf({ perHourMinor, unitMinor }: PriceLine, currency: string) {
  const amountMinor = perHourMinor ?? unitMinor
  return amountMinor === undefined ? {} : { rate: { amountMinor, currency } }
}

function instantOrNull(at: Instant | null): string | null {
  return at === null ? null : formatInstant(at)
}
