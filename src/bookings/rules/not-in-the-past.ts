import { refuse, type Rule } from './rule.ts'

/** The interval begins in this minute or later; a booking in use keeps its start and must end later than now. */
export const notInThePast: Rule = {
  name: 'not-in-the-past',
  test: ({ facts: { now, replaces }, wanted }) => {
    if (replaces?.inUse && replaces.startsAt === wanted.startsAt) {
      return wanted.endsAt > now ? null : refuse('in-the-past', now, wanted.endsAt, 'instant')
    }
    return wanted.startsAt >= now - (now % 60) ? null : refuse('in-the-past', now, wanted.startsAt, 'instant')
  },
}
