import { overlaps } from '../../kernel/interval.ts'
import { refuse, type Rule } from './rule.ts'

/** The booker is nowhere else then, where the facility allows one booking at a time. */
export const personFree: Rule = {
  name: 'person-free',
  test: ({ asked: { resource }, facts: { booker, replaces }, wanted }) => {
    if (!resource.oneBookingAtATime) return null
    const other = booker.busy.find((busy) => overlaps(busy, wanted) && busy.bookingId !== replaces?.bookingId)
    return other ? refuse('person-busy', null, other.endsAt, 'instant', { until: other.endsAt }) : null
  },
}
