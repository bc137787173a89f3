import { refuse, type Ground, type Rule } from './rule.ts'

/** The project is open, and its dates hold the interval. */
export const projectOpen = {
  name: 'project-open',
  test: ({ facts: { payer }, wanted }: Ground) => {
    if (!payer) return null
    const { projectState, projectStartsAt, projectEndsAt } = payer
    if (projectState !== 'open') return refuse('project-closed', 'open', projectState, 'state')
    if (projectStartsAt !== null && wanted.startsAt < projectStartsAt)
      return refuse('project-closed', projectStartsAt, wanted.startsAt, 'instant')
    if (projectEndsAt !== null && wanted.endsAt > projectEndsAt)
      return refuse('project-closed', projectEndsAt, wanted.endsAt, 'instant')
    return null
  },
} satisfies Rule
