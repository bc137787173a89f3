import type { BookingFacts, ResourceFacts } from '../facts.ts'
import { refuse, type Rule } from './rule.ts'

interface StandingHere {
  readonly facts: Pick<BookingFacts, 'replaces' | 'now'> & {
    readonly booker: Pick<BookingFacts['booker'], 'suspensions'>
  }
  readonly asked: { readonly resource: Pick<ResourceFacts['resource'], 'facilityId'> }
}

/** The booker's new bookings at this facility are not suspended. What they hold already they may still move and use. */
export const inGoodStanding = {
  name: 'in-good-standing',
  waivableBy: 'lab-manager',
  test: ({ facts: { booker, replaces, now }, asked: { resource } }: StandingHere) => {
    const here = booker.suspensions.filter(({ facilityId }) => facilityId === resource.facilityId)
    const until = Math.max(0, ...here.map((one) => one.until))
    return replaces !== null || until <= now ? null : refuse('person-suspended', until, now, 'instant', { until })
  },
} satisfies Rule
