import type { Names } from '../deps.ts'
import type { Instant, Interval } from '../kernel/interval.ts'
import { formatInstant } from '../kernel/rfc3339.ts'
import type { Locale } from '../platform/i18n/locale.ts'
import { nameIn } from '../platform/i18n/name-in.ts'
import type { Wish } from './wish.ts'

export interface WishShown {
  readonly wish: Wish
  readonly resource: Names
  readonly project: string
  readonly ahead: number
  readonly offer: (Interval & { readonly until: Instant }) | null
}

/** A wish as the API shows it: how many are before it, and never who. */
export function wishDocument({ wish, resource, project, ahead, offer }: WishShown, locale: Locale) {
  const { id, state, part, startsAt, endsAt, minutes, createdAt, version } = wish
  return {
    id,
    state,
    resource: { id: wish.resourceId, name: nameIn(resource, locale) },
    project: { id: wish.projectId, code: project },
    part,
    startsAt: formatInstant(startsAt),
    endsAt: formatInstant(endsAt),
    minutes,
    ahead,
    offer: offer && {
      bookingId: wish.bookingId,
      startsAt: formatInstant(offer.startsAt),
      endsAt: formatInstant(offer.endsAt),
      until: formatInstant(offer.until),
    },
    createdAt: formatInstant(createdAt),
    version,
  }
}
