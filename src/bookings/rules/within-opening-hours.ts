import type { Park } from '../../deps.ts'
import type { Interval } from '../../kernel/interval.ts'
import { closedBy } from '../../resources/opening-hours.ts'
import type { Resource } from '../../resources/resource.ts'
import type { Refusal } from '../refusal.ts'
import { refuse, type Rule } from './rule.ts'

/** Every minute of the interval lies in the opening hours. The refusal says which rule closed it. */
export const withinOpeningHours: Rule = {
  name: 'within-opening-hours',
  waivableBy: 'lab-manager',
  test: ({ asked: { resource }, facts: { park }, wanted }) => closedAt(resource, park, wanted),
}

/** What closes a part of the interval, or null when the resource is open for all of it. */
export function closedAt(resource: Resource, park: Park, interval: Interval): Refusal | null {
  const closed = closedBy(resource.hours, park.calendar, park.timeZone, interval)
  if (!closed) return null
  const { rule: closedByRule, date, name, note } = closed
  const facts = {
    closedBy: closedByRule,
    date,
    ...(name === undefined ? {} : { name }),
    ...(note === undefined ? {} : { note }),
  }
  return refuse(closedByRule === 'weekly' ? 'outside-opening-hours' : 'closed', null, null, null, facts)
}
