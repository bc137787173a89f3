import { unitIdText, type UnitId } from '../../kernel/id.ts'
import type { Interval } from '../../kernel/interval.ts'
import { invariant } from '../../kernel/invariant.ts'
import { formatInstant } from '../../kernel/rfc3339.ts'
import { openEnd } from '../../resources/closure.ts'
import { bookingDocument } from '../booking-document.ts'
import type { Booking } from '../booking.ts'
import type { Fate } from '../closing.ts'
import type { ClosingFacts } from '../reads/closing-facts.ts'
import type { NamedBooking } from '../reads/booking-with-names.ts'
import type { Standing } from '../reads/surroundings.ts'
import type { NewClosure } from './closure-rows.ts'

interface Told {
  readonly standing: Standing
  readonly fate: Fate
}

/** A booking as it will be, on the unit that it will have. */
export function documentOf({ names }: NamedBooking, next: Booking, { viewer, now, resource }: ClosingFacts) {
  const unit = resource.units.find((one) => one.id === next.unitId)?.name ?? names.unit
  return bookingDocument(next, { ...names, unit }, viewer.locale, now)
}

/** Who would be affected. */
export function previewBody(
  closed: readonly Interval[],
  units: readonly UnitId[],
  fates: readonly Told[],
  facts: ClosingFacts,
): string {
  const inTheWay = fates.filter(({ fate }) => fate.kind !== 'trim')
  const affected = inTheWay.map(({ standing }) => documentOf(standing, standing.booking, facts))
  return JSON.stringify({ ...timesDocument(closed), units: units.map(unitIdText), affected })
}

/** The closure as it was made, with what became of whom. */
export function closureBody(
  closures: readonly NewClosure[],
  affected: readonly (Told & { readonly next: Booking })[],
  facts: ClosingFacts,
): string {
  const [first] = closures
  invariant(first, 'a closure is at least once')
  const { id, kind, reason, units } = first
  const told = affected.filter(({ fate }) => fate.kind !== 'trim')
  return JSON.stringify({
    id,
    resourceId: facts.resource.id,
    kind,
    reason,
    ...timesDocument(closures),
    units: units.map(unitIdText),
    affected: told.map(({ standing, next }) => documentOf(standing, next, facts)),
  })
}

/** The first time, and the others where there are any. */
function timesDocument([first = { startsAt: 0, endsAt: 0 }, ...repeats]: readonly Interval[]) {
  return { ...timeDocument(first), ...(repeats.length === 0 ? {} : { repeats: repeats.map(timeDocument) }) }
}

function timeDocument({ startsAt, endsAt }: Interval) {
  return { startsAt: formatInstant(startsAt), endsAt: endsAt === openEnd ? null : formatInstant(endsAt) }
}
