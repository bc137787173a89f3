import { refuse, type Rule } from './rule.ts'

/** The interval is no longer than the resource's maximum. */
export const shortEnough: Rule = {
  name: 'short-enough',
  test: ({ asked: { resource }, wanted }) => {
    const minutes = (wanted.endsAt - wanted.startsAt) / 60
    return minutes <= resource.maxMinutes
      ? null
      : refuse('too-long', resource.maxMinutes, Math.ceil(minutes), 'minutes')
  },
}
