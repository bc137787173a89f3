import { expect, test } from 'vitest'
import { alternativesTo } from '../../src/bookings/alternatives.ts'
import { nobody } from '../../src/bookings/offered-slots.ts'
import type { ResourceFacts } from '../../src/bookings/facts.ts'
import { at, factsWith, held, resourceWith, self } from '../support/facts.ts'

test('what can be booked comes before what can only be asked for, and the latter says so', () => {
  const facts = factsWith({ held: [held('2026-11-23 14:00', '2026-11-23 16:00')] })
  const [asked] = [...facts.resources.values()] as [ResourceFacts]
  const strict = {
    ...resourceWith({}, { approvals: [{ by: 'lab-manager', hours: 24 }] }),
    id: 'res_00000000000000000000000009' as never,
  }
  const resources = new Map([...facts.resources, [strict.id, { ...asked, resource: strict, held: [] }] as const])
  const time = { startsAt: at('2026-11-23 14:00'), endsAt: at('2026-11-23 16:00') }
  const wanted = { ...time, resourceId: asked.resource.id, unitId: null, whole: false, samples: 0, purpose: '' }
  const window = { startsAt: at('2026-11-23 10:15'), endsAt: at('2026-11-26 00:00') }
  const found = alternativesTo(wanted, self, { ...facts, resources }, window, nobody)
  expect(found.map(({ consent }) => consent)).toEqual([false, false, false, false, true])
  expect(found.at(-1)).toMatchObject({ resourceId: strict.id, reason: 'equivalent', ...time })
})
