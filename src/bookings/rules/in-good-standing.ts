import { refuse, type Rule } from './rule.ts'

/** The booker's new bookings at this facility are not suspended. What they hold already they may still move and use. */
export const inGoodStanding: Rule = {
  name: 'in-good-standing',
  waivableBy: 'lab-manager',
  test: ({ facts: { booker, replaces, now }, asked: { resource } }) => {
    const here = booker.suspensions.filter(({ facilityId }) => facilityId === resource.facilityId)
    const until = Math.max(0, ...here.map((one) => one.until))
    return replaces !== null || until <= now ? null : refuse('person-suspended', until, now, 'instant', { until })
  },
}
