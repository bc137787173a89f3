import { refuse, type Rule } from './rule.ts'

/** The interval is no shorter than the resource's minimum. */
export const longEnough: Rule = {
  name: 'long-enough',
  test: ({ asked: { resource }, wanted }) => {
    const minutes = (wanted.endsAt - wanted.startsAt) / 60
    return minutes >= resource.minMinutes
      ? null
      : refuse('too-short', resource.minMinutes, Math.floor(minutes), 'minutes')
  },
}
