import { dayOf } from '../../kernel/wall-clock.ts'
import { refuse, type Rule } from './rule.ts'

/** The start lies on the resource's step of the park's clock, and both ends on whole minutes. */
export const aligned: Rule = {
  name: 'aligned',
  test: ({ asked: { resource }, facts: { park, replaces }, wanted }) => {
    if (wanted.startsAt % 60 !== 0) return refuse('misaligned', 1, wanted.startsAt, 'minutes')
    if (wanted.endsAt % 60 !== 0) return refuse('misaligned', 1, wanted.endsAt, 'minutes')
    if (replaces?.startsAt === wanted.startsAt) return null
    const past = dayOf(wanted.startsAt, park.timeZone).minuteOfDay % resource.stepMinutes
    return past === 0 ? null : refuse('misaligned', resource.stepMinutes, past, 'minutes')
  },
}
