import { expect, test } from 'vitest'
import { curedByAnotherTime, refusalNames, type RefusalName } from '../../src/bookings/refusal.ts'
import type { ClosureId, FacilityId } from '../../src/kernel/id.ts'
import { epochDay } from '../../src/kernel/wall-clock.ts'
import { firms } from '../support/cast.ts'
import { anyBooking, at, held, hourly, judge, now, quotaOf, resourceWith, type Case } from '../support/facts.ts'

const today = epochDay('2026-11-23')
const trained = resourceWith({ qualificationId: 'confocal' })
const trainedUntil = (until: string): Case => ({
  resource: trained,
  asked: { qualification: { validFrom: 0, validUntil: at(until) } },
})
const closure = { id: 'clo_1' as ClosureId, kind: 'maintenance', reason: 'laser' }
const money = (kind: 'budget' | 'credit', limit: number): Case => ({
  quotas: [quotaOf({ kind, measure: 'amount', window: 'none', limit, used: 0 })],
})
const suspended = { facilityId: resourceWith().facilityId, until: now + 60 }
const elsewhere = { ...suspended, facilityId: 'fac_elsewhere' as FacilityId }
const hours = { from: '14:00', to: '16:00' }
type Edge = [RefusalName, string, Judged, Judged]
type Judged = [from: string, to: string, given?: Case, wanted?: object]
const sample = { hans: '样品', hant: '樣品', en: 'Sample' }
const question = { id: 'qst_1', version: 1, kind: 'text', words: sample, choices: [], required: true } as const
const asking: Case = { asked: { questions: [question] } }

// Each line: the rule, in words, the last request that passes it, and the first that does not.
const edges: Edge[] = [
  [
    'resource-unavailable',
    'a retired resource is not booked',
    day(hours),
    day(hours, { resource: resourceWith({ state: 'retired' }) }),
  ],
  ['not-permitted', 'a restricted resource admits by grant', day(hours), day(hours, { asked: { permitted: false } })],
  [
    'qualification-missing',
    'training comes before booking',
    day(hours, trainedUntil('2027-01-01 00:00')),
    day(hours, { resource: trained }),
  ],
  [
    'qualification-expired',
    'training must last to the end of the booking',
    day(hours, trainedUntil('2026-11-23 16:00')),
    day(hours, trainedUntil('2026-11-23 15:59')),
  ],
  [
    'outside-opening-hours',
    'the last minute is inside',
    ['2026-11-23 20:00', '2026-11-23 22:00'],
    ['2026-11-23 20:00', '2026-11-23 22:15'],
  ],
  [
    'closed',
    'a closure that ends when the booking begins is not in the way',
    day(hours, { held: [held('2026-11-23 12:00', '2026-11-23 14:00', 1, closure)] }),
    day(hours, { held: [held('2026-11-23 12:00', '2026-11-23 14:01', 1, closure)] }),
  ],
  [
    'misaligned',
    'a start lies on the step',
    ['2026-11-23 14:15', '2026-11-23 15:15'],
    ['2026-11-23 14:20', '2026-11-23 15:20'],
  ],
  [
    'too-short',
    'half an hour at least',
    ['2026-11-23 14:00', '2026-11-23 14:30'],
    ['2026-11-23 14:00', '2026-11-23 14:29'],
  ],
  [
    'too-long',
    'eight hours at most',
    ['2026-11-23 12:00', '2026-11-23 20:00'],
    ['2026-11-23 12:00', '2026-11-23 20:01'],
  ],
  [
    'too-soon',
    'four hours of notice',
    ['2026-11-23 14:00', '2026-11-23 15:00', { resource: resourceWith({}, { leadMinutes: 240 }) }],
    ['2026-11-23 13:45', '2026-11-23 15:00', { resource: resourceWith({}, { leadMinutes: 240 }) }],
  ],
  [
    'beyond-horizon',
    'four days ahead and no further',
    ['2026-11-27 14:00', '2026-11-27 15:00', { resource: resourceWith({}, { horizonDays: 4 }) }],
    ['2026-11-30 14:00', '2026-11-30 15:00', { resource: resourceWith({}, { horizonDays: 6 }) }],
  ],
  [
    'in-the-past',
    'this minute may still be booked',
    ['2026-11-23 10:00', '2026-11-23 11:00'],
    ['2026-11-23 09:45', '2026-11-23 11:00'],
  ],
  [
    'unit-taken',
    'touching is allowed',
    day(hours, { held: [held('2026-11-23 12:00', '2026-11-23 14:00'), held('2026-11-23 16:00', '2026-11-23 17:00')] }),
    day(hours, { held: [held('2026-11-23 12:00', '2026-11-23 14:01')] }),
  ],
  [
    'person-busy',
    'a person is at one bench at a time, where the facility says so',
    day(hours, { resource: resourceWith({ oneBookingAtATime: true }), booker: { busy: [busy('12:00', '14:00')] } }),
    day(hours, { resource: resourceWith({ oneBookingAtATime: true }), booker: { busy: [busy('15:00', '17:00')] } }),
  ],
  [
    'person-suspended',
    'after no-shows nobody books where they are suspended; what is over, or of elsewhere, stands in nobody’s way',
    day(hours, { booker: { suspensions: [elsewhere, { ...suspended, until: now }] } }),
    day(hours, { booker: { suspensions: [suspended] } }),
  ],
  [
    'quota-exceeded',
    'the last two hours of four may be taken',
    day(hours, { quotas: [quotaOf({ used: 2 * 3600, bucket: today })] }),
    day(hours, { quotas: [quotaOf({ used: 2 * 3600 + 60, bucket: today })] }),
  ],
  [
    'budget-exceeded',
    'the budget holds the price exactly',
    day(hours, money('budget', 24_000)),
    day(hours, money('budget', 23_999)),
  ],
  [
    'credit-exceeded',
    'the credit line holds the price exactly',
    day(hours, money('credit', 24_000)),
    day(hours, money('credit', 23_999)),
  ],
  ['firm-suspended', 'a suspended firm books nothing', day(hours), day(hours, { payer: { firmState: 'suspended' } })],
  [
    'project-closed',
    'a project pays until its last instant',
    day(hours, { payer: { projectEndsAt: at('2026-11-23 16:00') } }),
    day(hours, { payer: { projectEndsAt: at('2026-11-23 15:59') } }),
  ],
  [
    'price-missing',
    'a rate must be in force at the start',
    day(hours, { asked: { rates: [{ validFrom: at('2026-11-23 14:00'), terms: hourly }] } }),
    day(hours, { asked: { rates: [{ validFrom: at('2026-11-23 14:01'), terms: hourly }] } }),
  ],
  [
    'too-late-to-change',
    'a booking moves until its cut-off',
    day(hours, { replaces: replaced(now) }),
    day(hours, { replaces: replaced(now - 1) }),
  ],
  [
    'past-due',
    'calibration must last to the end of the booking',
    day(hours, { asked: { due: { kind: 'calibration', dueAt: at('2026-11-23 16:00') } } }),
    day(hours, { asked: { due: { kind: 'calibration', dueAt: at('2026-11-23 15:59') } } }),
  ],
  [
    'unanswered',
    'a required question is answered, where somebody is there to be asked',
    ['2026-11-23 14:00', '2026-11-23 16:00', asking, { answers: { qst_1: 'HeLa' } }],
    ['2026-11-23 14:00', '2026-11-23 16:00', asking, { answers: { qst_1: ' ' } }],
  ],
]

test('whoever found the unit still in use may be shifted after the cut-off, and needs no notice', () => {
  const resource = resourceWith({}, { leadMinutes: 1440 })
  const late = replaced(now - 1)
  expect(rulesOf(day(hours, { resource, replaces: late }))).toEqual(['too-soon', 'too-late-to-change'])
  expect(rulesOf(day(hours, { resource, replaces: { ...late, delayed: true } }))).toEqual([])
})

test.each(edges)('%s: %s', (rule, _, passing, failing) => {
  expect(rulesOf(passing)).toEqual([])
  expect(rulesOf(failing)).toEqual([rule])
})

test('every refusal that a request can meet is tried on both sides of its edge', () => {
  expect(new Set(edges.map(([rule]) => rule))).toEqual(new Set(refusalNames))
})

test('every rule that fails is reported, not only the first', () => {
  const given = {
    resource: trained,
    payer: { firmState: 'suspended' as const },
    held: [held('2026-11-21 08:00', '2026-11-21 12:00')],
  }
  expect(rulesOf(['2026-11-21 08:10', '2026-11-21 08:20', given])).toEqual([
    'qualification-missing',
    'outside-opening-hours',
    'misaligned',
    'too-short',
    'in-the-past',
    'unit-taken',
    'firm-suspended',
  ])
})

test('a public holiday closes, and the refusal names it; a make-up Saturday is open', () => {
  const in2026 = { now: at('2026-09-15 10:00'), resource: resourceWith({}, { horizonDays: 90 }) }
  const [refusal] = judge('2026-10-01 14:00', '2026-10-01 16:00', in2026).refusals
  expect(refusal).toMatchObject({ rule: 'closed', facts: { closedBy: 'holiday', date: '2026-10-01' } })
  expect(judge('2026-10-10 14:00', '2026-10-10 16:00', in2026).refusals).toEqual([])
  expect(judge('2026-10-17 14:00', '2026-10-17 16:00', in2026).refusals).toMatchObject([
    { rule: 'outside-opening-hours' },
  ])
})

test('a refusal carries its limit and the value that passed it', () => {
  expect(judge('2026-11-23 14:00', '2026-11-23 14:15').refusals).toMatchObject([
    { rule: 'too-short', limit: 30, actual: 15, measure: 'minutes' },
  ])
})

test('rules about time and units say that another time may cure them', () => {
  expect(curedByAnotherTime.has('unit-taken') && curedByAnotherTime.has('outside-opening-hours')).toBe(true)
  expect(curedByAnotherTime.has('firm-suspended') || curedByAnotherTime.has('project-closed')).toBe(false)
})

test('a colleague without a role in the paying firm may not be booked for', () => {
  const roles = [{ role: 'researcher' as const, firmId: firms.orchid, facilityId: null }]
  expect(rulesOf(day(hours, { booker: { roles } }))).toEqual(['not-permitted'])
})

function rulesOf([from, to, given = {}, wanted = {}]: Judged): RefusalName[] {
  return judge(from, to, given, wanted).refusals.map((refusal) => refusal.rule)
}

function day({ from, to }: { from: string; to: string }, given: Case = {}): Judged {
  return [`2026-11-23 ${from}`, `2026-11-23 ${to}`, given]
}

function busy(from: string, to: string) {
  return { startsAt: at(`2026-11-23 ${from}`), endsAt: at(`2026-11-23 ${to}`), bookingId: anyBooking }
}

function replaced(changeUntil: number): NonNullable<Case['replaces']> {
  const verdict = judge('2026-11-24 14:00', '2026-11-24 16:00')
  if (!verdict.tariff) throw new Error('the sample has a tariff')
  return {
    startsAt: at('2026-11-24 14:00'),
    endsAt: at('2026-11-24 16:00'),
    bookingId: anyBooking,
    inUse: false,
    delayed: false,
    tariff: verdict.tariff,
    changeUntil,
    requestedAt: now - 3600,
    claims: [],
  }
}
