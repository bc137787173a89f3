import { expect, test } from 'vitest'
import { landingOf, type Landing, type LandingFacts, type MineHere } from '../../src/codes/landing.ts'
import type { UnitId } from '../../src/kernel/id.ts'
import { invariant } from '../../src/kernel/invariant.ts'
import type { Resource } from '../../src/resources/resource.ts'
import { alone, bookingWith, type BookingCase } from '../support/bookings.ts'
import { at, factsWith, held, quotaOf, resourceWith, type Case } from '../support/facts.ts'
import { resources } from '../support/cast.ts'

const two = [1, 2].map((id) => ({ id: id as UnitId, name: `U${id}`, state: 'active' as const }))

/** Scans the microscope at a wall time of Monday; `unit` is the one whose sticker it is. */
function scan(time: string, given: Case & { mine?: readonly BookingCase[]; unit?: number } = {}): Landing {
  const facts = factsWith({ ...given, now: at(`2026-11-23 ${time}`) })
  const asked = facts.resources.get(given.resource?.id ?? resources.confocal)
  invariant(asked, 'the resource is among the facts')
  const known: LandingFacts = {
    asked,
    facts,
    unit: asked.resource.units.find(({ id }) => id === given.unit) ?? null,
    mine: (given.mine ?? []).map(mineHere),
    projectId: null,
    window: { startsAt: at('2026-11-23 00:00'), endsAt: at('2026-12-07 00:00') },
  }
  return landingOf(known)
}

function mineHere(given: BookingCase): MineHere {
  const booking = bookingWith(given)
  return { booking, around: alone, unitName: `U${booking.unitId}` }
}

const confirmed: BookingCase = { state: 'confirmed' }
const using: BookingCase = { state: 'in-use', checkedInAt: at('2026-11-23 14:00') }
const fault = { id: 'clo_1' as never, kind: 'fault', reason: 'lamp' }
const small = (changes: Partial<Resource>): Case => ({ resource: resourceWith(changes) })

test.each<[string, string, Parameters<typeof scan>[1], Landing['kind']]>([
  ['free', '10:00', {}, 'free'],
  ['mine, before its check-in opens', '13:40', { mine: [confirmed], held: [mineHeld()] }, 'not-now'],
  ['mine, check-in open early', '13:45', { mine: [confirmed], held: [mineHeld()] }, 'check-in'],
  ['mine, check-in open', '14:20', { mine: [confirmed], held: [mineHeld()] }, 'check-in'],
  ['mine, too late to check in', '14:31', { mine: [confirmed], held: [mineHeld()] }, 'taken'],
  ['mine, in use', '15:00', { mine: [using], held: [mineHeld()] }, 'in-use'],
  ['mine, in use beyond its end', '16:10', { mine: [using] }, 'in-use'],
  ['somebody else’s', '15:00', { held: [mineHeld()] }, 'taken'],
  ['closed', '15:00', { held: [held('2026-11-23 14:00', '2026-11-23 16:00', 1, fault)] }, 'closed'],
  ['before it opens', '07:00', {}, 'shut'],
  ['the next booking comes too soon', '13:40', { held: [mineHeld()] }, 'not-now'],
  ['not published', '10:00', small({ state: 'out-of-service' }), 'unavailable'],
  ['not trained', '10:00', small({ qualificationId: 'laser' }), 'barred'],
  ['firm suspended', '10:00', { payer: { firmState: 'suspended' } }, 'barred'],
  ['no project to book on', '10:00', { payer: null }, 'barred'],
  ['quota used up', '10:00', { quotas: [quotaOf({ limit: 0 })] }, 'not-now'],
  ['booking a day ahead is the rule', '10:00', { resource: resourceWith({}, { leadMinutes: 1440 }) }, 'not-now'],
])('%s, at %s', (_name, time, given, kind) => {
  expect(scan(time, given).kind).toBe(kind)
})

test('what is free is booked from the next step, for the usual length or as long as it is free', () => {
  const whole = scan('10:00')
  expect(whole).toMatchObject({
    slot: { wanted: { startsAt: at('2026-11-23 10:15'), endsAt: at('2026-11-23 11:15') } },
  })
  const cut = scan('13:10', { held: [mineHeld()] })
  expect(cut).toMatchObject({ slot: { wanted: { startsAt: at('2026-11-23 13:15'), endsAt: at('2026-11-23 14:00') } } })
})

test('use begins with the tap where check-in is open, and nobody else must agree', () => {
  const beginning = (policy: Parameters<typeof resourceWith>[1], changes: Partial<Resource> = {}) =>
    scan('10:00', { resource: resourceWith(changes, policy) })
  expect(beginning({})).toMatchObject({ begins: true })
  expect(beginning({ checkIn: 'none' })).toMatchObject({ begins: false })
  expect(beginning({ approvals: [{ by: 'lab-manager', hours: 24 }] })).toMatchObject({ begins: false })
  expect(beginning({ checkInEarlyMinutes: 0 })).toMatchObject({ begins: false })
  expect(beginning({}, { stepMinutes: 60, minMinutes: 60 })).toMatchObject({ begins: false })
})

test('at a unit’s own sticker that unit is meant: it alone is booked, and another is named when it is taken', () => {
  const resource = resourceWith({ units: two })
  expect(scan('10:00', { resource, unit: 2 })).toMatchObject({ kind: 'free', slot: { wanted: { unitId: 2 } } })
  const taken = held('2026-11-23 09:00', '2026-11-23 12:00', 2)
  expect(scan('10:00', { resource, unit: 2, held: [taken] })).toMatchObject({
    kind: 'taken',
    from: at('2026-11-23 12:00'),
    sister: { wanted: { unitId: 1 } },
  })
  expect(scan('10:00', { resource, held: [taken] })).toMatchObject({ kind: 'free', slot: { wanted: { unitId: 1 } } })
  const both = [taken, held('2026-11-23 09:00', '2026-11-23 11:00', 1)]
  expect(scan('10:00', { resource, unit: 2, held: both })).toMatchObject({ kind: 'taken', sister: null })
})

test('my booking is found at any unit of its kind; my use only where it is', () => {
  const resource = resourceWith({ units: two })
  expect(scan('14:00', { resource, unit: 2, mine: [confirmed] }).kind).toBe('check-in')
  expect(scan('15:00', { resource, unit: 2, mine: [using], held: [mineHeld()] }).kind).toBe('free')
  expect(scan('15:00', { resource, unit: 1, mine: [using], held: [mineHeld()] }).kind).toBe('in-use')
})

/** The time of the booking of these tests, on the first unit. */
function mineHeld() {
  return held('2026-11-23 14:00', '2026-11-23 16:00')
}
