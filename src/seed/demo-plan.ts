import type { ProjectId } from '../kernel/id.ts'
import { overlaps, subtract, type Instant, type Interval } from '../kernel/interval.ts'
import { addDays, atOrAfter, dayOf, epochDay, spanOfDay } from '../kernel/wall-clock.ts'
import { openSpans, type OpeningHours } from '../resources/opening-hours.ts'
import type { HolidayCalendar } from '../resources/holiday-calendar.ts'
import type { PlacedResource } from './demo-catalogue.ts'
import type { Chance } from './demo-chance.ts'
import { demoZone } from './demo-zone.ts'
import type { CastFirm, CastMember, DemoCast } from './demo-people.ts'

/** A booking that somebody will have wanted. */
export interface PlannedBooking extends Interval {
  readonly resource: PlacedResource
  /** Which of the resource's units, from 0. */
  readonly unit: number
  readonly member: CastMember
  readonly projectId: ProjectId
}

/** What the plan is made for. */
export interface PlanGround {
  readonly now: Instant
  readonly resources: readonly PlacedResource[]
  readonly hours: Readonly<Record<string, OpeningHours>>
  readonly calendar: HolidayCalendar
  readonly cast: DemoCast
  /** When a resource's first unit is closed. */
  readonly closed: (asset: string) => readonly Interval[]
  /** Of the plan, from today; the usual three weeks back and two ahead where it is not said. */
  readonly days?: { readonly first: number; readonly last: number }
}

const daysBefore = 21
const daysAfter = 14

/**
 * Who wants what, three weeks back and two ahead: unit by unit, as busy as its resource is. Nothing overlaps on a unit.
 */
export function plannedBookings(ground: PlanGround, chance: Chance): PlannedBooking[] {
  const busy = new BusyPeople()
  const planned = guidedTour(ground, busy)
  for (const resource of ground.resources) {
    const whoMay = ground.cast.firms.flatMap((firm) => membersFor(resource, firm, ground.cast))
    if (whoMay.length === 0) continue
    resource.units.forEach((_, unit) => {
      const taken = planned.filter((one) => one.resource === resource && one.unit === unit)
      planned.push(...unitPlan(resource, unit, ground, { whoMay, taken, busy, chance }))
    })
  }
  return planned
}

/**
 * The last week of the month that is over, thinly, where the three weeks do not reach it: a month to state. One unit of
 * every other resource.
 */
export function earlierBookings(ground: PlanGround, chance: Chance): PlannedBooking[] {
  const dayOfMonth = Number(dayOf(ground.now, demoZone).date.slice(8))
  if (dayOfMonth + 3 <= daysBefore) return []
  const days = { first: -(dayOfMonth + 5), last: -dayOfMonth } as const
  const busy = new BusyPeople()
  return ground.resources.flatMap((resource, at) => {
    const whoMay = at % 2 === 0 ? ground.cast.firms.flatMap((firm) => membersFor(resource, firm, ground.cast)) : []
    return whoMay.length === 0 ? [] : unitPlan(resource, 0, { ...ground, days }, { whoMay, taken: [], busy, chance })
  })
}

// What the first visitor finds: the researcher of Helix has been here, is here today, and comes again.
const tour = [
  ['IMG-0101', -15, '13:00', 120],
  ['FCM-0201', -8, '10:00', 120],
  ['IMG-0101', -6, '09:00', 120],
  ['CEL-0401', -5, '14:00', 90],
  ['IMG-0103', -1, '15:00', 120],
  ['FCM-0201', 2, '14:00', 120],
  ['IMG-0101', 5, '09:30', 180],
] as const

function guidedTour(ground: PlanGround, busy: BusyPeople): PlannedBooking[] {
  const today = dayOf(ground.now, demoZone).date
  // An hour from now, on the next half hour, whatever the time of day: the microscope is open day and night.
  const soon = Math.ceil((ground.now + 2700) / 1800) * 1800
  const times = tour.map(([asset, inDays, time, minutes]) => {
    const startsAt = atOrAfter({ date: addDays(today, inDays), time }, demoZone)
    return { asset, startsAt, endsAt: startsAt + minutes * 60 }
  })
  const wanted = [{ asset: 'IMG-0101', startsAt: soon, endsAt: soon + 7200 }, ...times]
  const firm = ground.cast.firms[0] as CastFirm
  const member = firm.members[0] as CastMember
  return wanted.flatMap(({ asset, startsAt, endsAt }) => {
    const resource = ground.resources.find((one) => one.asset === asset) as PlacedResource
    const isOpen = freeSpans(resource, 0, ground, []).some((span) => span.startsAt <= startsAt && endsAt <= span.endsAt)
    if (!isOpen || busy.isBusy(member, { startsAt, endsAt })) return []
    busy.add(member, { startsAt, endsAt })
    return [{ resource, unit: 0, member, projectId: firm.projectIds[0] as ProjectId, startsAt, endsAt }]
  })
}

interface Whom {
  readonly member: CastMember
  readonly firm: CastFirm
}

function membersFor({ qualification, admits }: PlacedResource, firm: CastFirm, _cast: DemoCast): Whom[] {
  const admitted = admits === null || admits.includes(firm.key) || (firm.inConsortium && admits.includes('celltherapy'))
  if (!admitted) return []
  const able = firm.members.filter(
    ({ role, qualified }) => role === 'researcher' && (qualification === null || qualified.has(qualification)),
  )
  return able.map((member) => ({ member, firm }))
}

interface UnitGround {
  readonly whoMay: readonly Whom[]
  readonly taken: readonly Interval[]
  readonly busy: BusyPeople
  readonly chance: Chance
}

function unitPlan(
  resource: PlacedResource,
  unit: number,
  ground: PlanGround,
  { whoMay, taken, busy, chance }: UnitGround,
) {
  const planned: PlannedBooking[] = []
  const idle = resource.usual[0] !== undefined && resource.usual[0] >= 720 ? 21_600 : 3600
  const buffers = (resource.setup + resource.cleanup) * 60
  const typical = (resource.usual.reduce((sum, minutes) => sum + minutes, 0) / resource.usual.length) * 60
  for (const span of freeSpans(resource, unit, ground, taken)) {
    let at = aligned(span.startsAt + resource.setup * 60, resource.step)
    while (at < span.endsAt) {
      const length = chance.pick(resource.usual) * 60
      const share = Math.min(0.85, resource.demand * eagerness(at, ground.now, resource))
      const begins = chance.happens((share * idle) / (typical * (1 - share) + share * idle))
      const booked = { startsAt: at, endsAt: at + length }
      const fits = booked.endsAt + resource.cleanup * 60 <= span.endsAt
      const whom = begins && fits ? someoneFree(whoMay, resource, booked, busy, chance) : null
      if (whom) planned.push({ ...booked, resource, unit, ...whom })
      at = aligned(whom ? booked.endsAt + buffers : at + chance.whole(idle / 2, idle), resource.step)
    }
  }
  return planned
}

/** How much of the usual demand there is at an hour of the week: the park fills up, and few book long before. */
function eagerness(at: Instant, now: Instant, { min, policy }: PlacedResource): number {
  const { minuteOfDay, weekday, date } = dayOf(at, demoZone)
  const daysAhead = epochDay(date) - epochDay(dayOf(now, demoZone).date)
  const known = daysAhead < -8 ? 0.22 : daysAhead < 3 ? 0.9 : daysAhead < 8 ? 0.4 : 0.15
  if (min >= 1440) return Math.min(1.4, known * 1.4)
  const hour = minuteOfDay / 60
  const hourly = hour < 8 ? 0.12 : hour < 9.5 ? 0.9 : hour < 18 ? 2 : hour < 21 ? 0.6 : 0.25
  // To a bench or a hood people mostly just walk.
  const usual = policy.checkIn === 'none' ? 0.75 : 1
  return Math.min(1.9, hourly * (weekday > 5 ? 0.3 : 1) * known * usual)
}

function someoneFree(
  whoMay: readonly Whom[],
  { policy }: PlacedResource,
  booked: Interval,
  busy: BusyPeople,
  chance: Chance,
): { member: CastMember; projectId: ProjectId } | null {
  // Nobody waits beside a run of half a day.
  const isThere = policy.checkIn !== 'none' && booked.endsAt - booked.startsAt <= 6 * 3600
  for (let tried = 0; tried < 8; tried++) {
    const { member, firm } = chance.pick(whoMay)
    if (isThere && busy.isBusy(member, booked)) continue
    if (isThere) busy.add(member, booked)
    return { member, projectId: chance.pick(firm.projectIds) }
  }
  return null
}

function freeSpans(
  { asset, hours }: PlacedResource,
  unit: number,
  ground: PlanGround,
  taken: readonly Interval[],
): Interval[] {
  const today = dayOf(ground.now, demoZone).date
  const window = {
    startsAt: spanOfDay(addDays(today, ground.days?.first ?? -daysBefore), demoZone).startsAt,
    endsAt: spanOfDay(addDays(today, ground.days?.last ?? daysAfter), demoZone).endsAt,
  }
  const open = openSpans(ground.hours[hours] as OpeningHours, ground.calendar, demoZone, window)
  const margin = 5400
  const holes = [...(unit === 0 ? ground.closed(asset) : []), ...taken]
  const kept = holes.map(({ startsAt, endsAt }) => ({ startsAt: startsAt - margin, endsAt: endsAt + margin }))
  return open.flatMap((span) => subtract(span, kept))
}

function aligned(at: Instant, step: number): Instant {
  const minute = Math.ceil(at / 60) * 60
  const past = dayOf(minute, demoZone).minuteOfDay % step
  return past === 0 ? minute : minute + (step - past) * 60
}

/** Nobody stands at two instruments at once. */
class BusyPeople {
  readonly #times = new Map<CastMember, Interval[]>()

  isBusy(member: CastMember, wanted: Interval): boolean {
    return (this.#times.get(member) ?? []).some((one) => overlaps(one, wanted))
  }

  add(member: CastMember, booked: Interval): void {
    const times = this.#times.get(member)
    if (times) times.push(booked)
    else this.#times.set(member, [booked])
  }
}
