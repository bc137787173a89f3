import { refuse, type Rule } from './rule.ts'

/**
 * A booking may be moved until its cut-off; its end may be changed after that too, and so may all of it when whoever
 * came before was still there.
 */
export const stillChangeable: Rule = {
  name: 'still-changeable',
  test: ({ facts: { now, replaces }, wanted }) => {
    if (!replaces || replaces.delayed || now <= replaces.changeUntil || replaces.startsAt === wanted.startsAt)
      return null
    return refuse('too-late-to-change', replaces.changeUntil, now, 'instant', { until: replaces.changeUntil })
  },
}
