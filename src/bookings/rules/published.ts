import { refuse, type Rule } from './rule.ts'

/** The resource is published, and a unit of it is in service. */
export const published: Rule = {
  name: 'published',
  test: ({ asked: { resource }, wanted }) => {
    if (resource.state !== 'published') return refuse('resource-unavailable', 'published', resource.state, 'state')
    const units = resource.units.filter((unit) => wanted.unitId === null || unit.id === wanted.unitId)
    if (units.some((unit) => unit.state === 'active')) return null
    return refuse('resource-unavailable', 'active', 'retired', 'state')
  },
}
