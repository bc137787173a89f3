import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayList, stateAt, type KnownBooking } from '../../src/bookings/day-list.ts'
import { overlaps, type Interval } from '../../src/kernel/interval.ts'
import { at, held, park, resourceWith } from '../support/facts.ts'

const monday = { startsAt: at('2026-11-23 00:00'), endsAt: at('2026-11-24 00:00') }
const units = [1, 2].map((id) => ({ id: id as never, name: String(id), state: 'active' as const }))

test('a day is what is free, taken by nobody in particular, closed for a reason, or mine', () => {
  const calibration = { id: 'clo_1' as never, kind: 'calibration', reason: 'laser' }
  const asked = {
    resource: resourceWith(),
    held: [
      held('2026-11-23 09:00', '2026-11-23 11:30'),
      held('2026-11-23 12:00', '2026-11-23 14:00', 1, calibration),
      { ...held('2026-11-23 16:30', '2026-11-23 17:30'), bookingId: 'bkg_mine' as never },
    ],
  }
  expect(listed(asked, [known('16:30', '17:30', 'bkg_mine')])).toEqual([
    '08:00–09:00 free',
    '09:00–11:30 taken',
    '11:30–12:00 free',
    '12:00–14:00 closed calibration laser',
    '14:00–16:30 free',
    '16:30–17:30 mine bkg_mine',
    '17:30–22:00 free',
  ])
})

test('time beside my own booking is set-up and clean-down, beside a stranger’s it is theirs', () => {
  const asked = {
    resource: resourceWith({ cleanupMinutes: 15 }),
    held: [
      { ...held('2026-11-23 09:00', '2026-11-23 10:15'), bookingId: 'bkg_mine' as never },
      held('2026-11-23 14:00', '2026-11-23 15:15'),
    ],
  }
  expect(listed(asked, [known('09:00', '10:00', 'bkg_mine')])).toEqual([
    '08:00–08:45 free',
    '08:45–09:00 buffer',
    '09:00–10:00 mine bkg_mine',
    '10:00–10:15 buffer',
    '10:15–13:45 free',
    '13:45–15:15 taken',
    '15:15–22:00 free',
  ])
})

test('a colleague at one of two units leaves the other one free; strangers at both leave none', () => {
  const asked = {
    resource: resourceWith({ units }),
    held: [
      { ...held('2026-11-23 09:00', '2026-11-23 12:00'), bookingId: 'bkg_ours' as never },
      held('2026-11-23 11:00', '2026-11-23 13:00', 2),
    ],
  }
  const colleague = { ...known('09:00', '12:00', 'bkg_ours'), mine: false, name: 'Chen' }
  expect(listed(asked, [colleague])).toEqual(['08:00–11:00 free', '09:00–12:00 ours bkg_ours Chen', '12:00–22:00 free'])
})

test('whatever is held: free is where some unit is, nothing open goes unsaid, and no stranger has a name', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(span, fc.constantFrom(1, 2)), { maxLength: 10 }), (holes) => {
      const asked = {
        resource: resourceWith({ units }),
        held: holes.map(([hole, unit]) => ({ ...held('2026-11-23 00:00', '2026-11-23 00:01', unit), ...hole })),
      }
      const list = dayList(asked, monday, [], park)
      for (let minute = at('2026-11-23 08:00'); minute < at('2026-11-23 22:00'); minute += 900) {
        const here = { startsAt: minute, endsAt: minute + 900 }
        const busy = new Set(asked.held.filter((one) => overlaps(one, here)).map((one) => one.unitId))
        const said = list.filter((entry) => overlaps(entry, here)).map((entry) => entry.kind)
        expect(said).toEqual([busy.size < 2 ? 'free' : 'taken'])
      }
      expect(JSON.stringify(list)).not.toContain('bkg_')
      expect(
        list.every((entry) => entry.startsAt >= at('2026-11-23 08:00') && entry.endsAt <= at('2026-11-23 22:00')),
      ).toBe(true)
    }),
  )
})

test('the state of a moment: free until, taken until, closed until, not open until', () => {
  const until = at('2026-11-30 00:00')
  const asked = { resource: resourceWith(), held: [held('2026-11-23 12:00', '2026-11-23 14:00')] }
  const state = (text: string) => stateAt(asked, at(text), until, park)
  expect(state('2026-11-23 10:00')).toEqual({ freeUntil: at('2026-11-23 12:00') })
  expect(state('2026-11-23 13:00')).toEqual({ freeFrom: at('2026-11-23 14:00'), why: 'taken' })
  expect(state('2026-11-23 23:00')).toEqual({ freeFrom: at('2026-11-24 08:00'), why: 'shut' })
  const fault = { id: 'clo_1' as never, kind: 'fault', reason: '' }
  const broken = { ...asked, held: [held('2026-11-23 09:00', '2027-11-23 09:00', 1, fault)] }
  expect(stateAt(broken, at('2026-11-23 10:00'), until, park)).toEqual({ freeFrom: null, why: 'closed' })
})

const quarter = fc.integer({ min: 0, max: 96 }).map((n) => monday.startsAt + n * 900)
const span = fc
  .tuple(quarter, fc.integer({ min: 1, max: 40 }))
  .map(([startsAt, length]): Interval => ({ startsAt, endsAt: startsAt + length * 900 }))

function known(from: string, until: string, bookingId: string): KnownBooking {
  const times = { startsAt: at(`2026-11-23 ${from}`), endsAt: at(`2026-11-23 ${until}`) }
  return { ...times, bookingId: bookingId as never, mine: true, name: 'me' }
}

function listed(asked: Parameters<typeof dayList>[0], bookings: readonly KnownBooking[]): string[] {
  return dayList(asked, monday, bookings, park).map(({ startsAt, endsAt, kind, ...more }) =>
    [`${clock(startsAt)}–${clock(endsAt)}`, kind, ...Object.values(more)].join(' '),
  )
}

function clock(instant: number): string {
  return new Date((instant + 8 * 3600) * 1000).toISOString().slice(11, 16)
}
