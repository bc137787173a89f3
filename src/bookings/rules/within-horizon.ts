import { dayOf, epochDay } from '../../kernel/wall-clock.ts'
import { refuse, type Rule } from './rule.ts'

/** The start is on a day that may be booked already: today and as many days after it as the horizon says. */
export const withinHorizon: Rule = {
  name: 'within-horizon',
  waivableBy: 'lab-manager',
  test: ({ asked: { resource }, facts: { now, park }, wanted }) => {
    const days = epochDay(dayOf(wanted.startsAt, park.timeZone).date) - epochDay(dayOf(now, park.timeZone).date)
    const { horizonDays } = resource.policy
    return days <= horizonDays ? null : refuse('beyond-horizon', horizonDays, days, 'days')
  },
}
