import { aligned } from './aligned.ts'
import { answered } from './answered.ts'
import { enoughNotice } from './enough-notice.ts'
import { firmActive } from './firm-active.ts'
import { inGoodStanding } from './in-good-standing.ts'
import { longEnough } from './long-enough.ts'
import { lookedAfter } from './looked-after.ts'
import { notInThePast } from './not-in-the-past.ts'
import { permitted } from './permitted.ts'
import { personFree } from './person-free.ts'
import { projectOpen } from './project-open.ts'
import { published } from './published.ts'
import { qualified } from './qualified.ts'
import type { Rule } from './rule.ts'
import { shortEnough } from './short-enough.ts'
import { stillChangeable } from './still-changeable.ts'
import { unitFree } from './unit-free.ts'
import { withinHorizon } from './within-horizon.ts'
import { withinOpeningHours } from './within-opening-hours.ts'

/**
 * Every rule that a booking must keep, but for price and quota, which are reckoned together. A new rule is a file and
 * a line here.
 */
export const houseRules: readonly Rule[] = [
  published,
  permitted,
  qualified,
  lookedAfter,
  withinOpeningHours,
  aligned,
  longEnough,
  shortEnough,
  enoughNotice,
  stillChangeable,
  withinHorizon,
  notInThePast,
  unitFree,
  personFree,
  firmActive,
  inGoodStanding,
  projectOpen,
  answered,
]
