import type { BookingId } from '../../src/kernel/id.ts'
import type { Instant } from '../../src/kernel/interval.ts'
import { formatInstant } from '../../src/kernel/rfc3339.ts'
import { people, resources, type CastPerson } from './cast.ts'
import { shot, type RacerAnswer, type Shot } from './racers.ts'

/** What a booking's shot asks for besides its time. */
export interface Aim {
  readonly resource: keyof typeof resources
  /** A certain unit, by its key. */
  readonly unit?: number
  readonly minutes: number
  readonly key?: string
}

/** A request for one booking. */
export function bookShot(who: CastPerson, startsAt: Instant, aim: Aim, at?: Instant): Shot {
  const body = {
    resourceId: resources[aim.resource],
    ...(aim.unit === undefined ? {} : { unitId: `unt_${aim.unit}` }),
    startsAt: formatInstant(startsAt),
    endsAt: formatInstant(startsAt + aim.minutes * 60),
  }
  return shot(who, 'POST', '/api/v1/bookings', body, { 'idempotency-key': aim.key ?? crypto.randomUUID() }, at)
}

/** A request to move a booking from the version that the caller has seen. */
export function moveShot(who: CastPerson, { id, version }: Booked, startsAt: Instant, aim: Aim): Shot {
  const { minutes, unit } = aim
  const to = { startsAt: formatInstant(startsAt), endsAt: formatInstant(startsAt + minutes * 60) }
  const body = unit === undefined ? to : { ...to, unitId: `unt_${unit}` }
  return shot(who, 'PUT', `/api/v1/bookings/${id}/interval`, body, { 'if-match': `"v${version}"` })
}

/** An action on a booking: a noun of its own. */
export function actShot(who: CastPerson, id: BookingId, noun: string, body: object = {}, at?: Instant): Shot {
  return shot(who, 'POST', `/api/v1/bookings/${id}/${noun}`, body, {}, at)
}

/** What a race must know of a booking that was made. */
export interface Booked {
  readonly id: BookingId
  readonly state: string
  readonly version: number
  readonly unit: { readonly id: string }
}

/** The bookings that were made, of many answers. */
export function bookedIn(answers: readonly RacerAnswer[]): Booked[] {
  return answers.filter((answer) => answer.status === 201).map((answer) => JSON.parse(answer.body) as Booked)
}

/** How many answers had each status: `{ 201: 1, 409: 99 }`. */
export function statuses(answers: readonly RacerAnswer[]): Record<number, number> {
  const counts: Record<number, number> = {}
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1
  return counts
}

interface Refused {
  readonly refusals?: readonly { readonly rule: string }[]
  readonly alternatives?: readonly unknown[]
}

/** The problem that a refused request was answered with. */
export function refusalOf(answer: RacerAnswer): { rules: string[]; alternatives: number } {
  const { refusals = [], alternatives = [] } = JSON.parse(answer.body) as Refused
  return { rules: refusals.map((refusal) => refusal.rule), alternatives: alternatives.length }
}

/** Several people of both firms, one after the other. */
export function everyone(index: number): CastPerson {
  const all = [
    people.helixResearcher,
    people.orchidResearcher,
    people.helixColleague,
    people.helixAdmin,
    people.orchidAdmin,
  ]
  return all[index % all.length] ?? people.helixResearcher
}
