import { refuse, type Rule } from './rule.ts'

/** The machine has been calibrated and looked after for all of the booking's time, where its managers insist. */
export const lookedAfter: Rule = {
  name: 'looked-after',
  test: ({ asked: { due }, wanted }) => {
    if (due === null || wanted.endsAt <= due.dueAt) return null
    return refuse('past-due', due.dueAt, wanted.endsAt, 'instant', { name: due.kind, until: due.dueAt })
  },
}
