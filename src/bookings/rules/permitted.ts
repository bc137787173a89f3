import { managesFacility, may, mayBookFor } from '../../firms/viewer.ts'
import type { BookingFacts } from '../facts.ts'
import { refuse, type Rule } from './rule.ts'

/** The booker works for the firm that pays, resource and project admit them, and whoever books for them may. */
export const permitted: Rule = {
  name: 'permitted',
  test: ({ facts, asked, by, wanted }) => {
    const { payer, booker } = facts
    if (booker.state !== 'active' || !payer || !mayBookFor(booker, payer.firmId)) return refuse('not-permitted')
    if (!asked.permitted || !payer.admitsBooker) return refuse('not-permitted')
    // Access is asked for the booking's time, as training is.
    if (asked.permittedUntil !== undefined && asked.permittedUntil < wanted.endsAt) return refuse('not-permitted')
    if (by.onBehalfOf !== null && !mayBookForOthers(facts, asked.resource.facilityId)) return refuse('not-permitted')
    return null
  },
}

function mayBookForOthers({ viewer, booker, payer }: BookingFacts, facilityId: Parameters<typeof managesFacility>[1]) {
  if (viewer.personId === booker.personId || managesFacility(viewer, facilityId)) return true
  return payer !== null && may(viewer, 'book-for-colleagues', { firmId: payer.firmId })
}
