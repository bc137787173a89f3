import { refuse, type Ground, type Rule } from './rule.ts'

/** The booker is trained for the resource at the booking's time, whatever holds today. */
export const qualified = {
  name: 'qualified',
  test: ({ asked: { resource, qualification }, wanted }: Ground) => {
    if (resource.qualificationId === null) return null
    const name = resource.qualificationId
    if (!qualification || qualification.validFrom > wanted.startsAt)
      return refuse('qualification-missing', name, null, null, { name })
    if (qualification.validUntil >= wanted.endsAt) return null
    const until = qualification.validUntil
    return refuse('qualification-expired', until, wanted.endsAt, 'instant', { name, until })
  },
} satisfies Rule
