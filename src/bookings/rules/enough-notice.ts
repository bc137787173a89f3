import { refuse, type Rule } from './rule.ts'

/** The request comes at least the lead time before the start. */
export const enoughNotice: Rule = {
  name: 'enough-notice',
  waivableBy: 'lab-manager',
  test: ({ asked: { resource }, facts: { now, replaces }, wanted }) => {
    const { leadMinutes } = resource.policy
    const isShifted = replaces !== null && (replaces.delayed || replaces.startsAt === wanted.startsAt)
    if (leadMinutes === 0 || wanted.startsAt < now || isShifted) return null
    const minutes = Math.floor((wanted.startsAt - now) / 60)
    return minutes >= leadMinutes ? null : refuse('too-soon', leadMinutes, minutes, 'minutes')
  },
}
