import { formatInstant } from '../../src/kernel/rfc3339.ts'
import { people, resources, type CastPerson } from './cast.ts'
import { at } from './facts.ts'
import type { TestPark } from './open-park.ts'

/** A request that changes something, as a client keeps it to send it again. */
export interface Doing {
  readonly who: CastPerson
  readonly method: string
  readonly path: string
  readonly body: unknown
  readonly headers: Readonly<Record<string, string>>
}

/** What a client may do: makes what the request needs, and then the request, which succeeds in an undisturbed park. */
export const doings: Readonly<Record<string, (park: TestPark) => Promise<Doing>>> = {
  booking: async () => bookingDoing('2026-11-23 14:00', '2026-11-23 16:00'),
  'booking with a series': async () => {
    const { body, ...rest } = bookingDoing('2026-11-23 14:00', '2026-11-23 16:00')
    return { ...rest, body: { ...body, repeat: { weeks: 4 } } }
  },
  'booking over a request that lapsed': async (park) => {
    await made(park, bookingDoing('2026-11-25 14:00', '2026-11-25 16:00', resources.cleanroom))
    park.clock.now += 25 * 3_600
    return bookingDoing('2026-11-25 15:00', '2026-11-25 17:00', resources.cleanroom)
  },
  move: async (park) => {
    const id = await made(park, bookingDoing('2026-11-25 14:00', '2026-11-25 16:00'))
    const body = { startsAt: formatInstant(at('2026-11-26 09:00')), endsAt: formatInstant(at('2026-11-26 10:00')) }
    return doing(people.helixResearcher, 'PUT', `/api/v1/bookings/${id}/interval`, body, { 'if-match': '"v1"' })
  },
  cancellation: async (park) => {
    const id = await made(park, bookingDoing('2026-11-25 14:00', '2026-11-25 16:00'))
    return doing(people.helixResearcher, 'POST', `/api/v1/bookings/${id}/cancellation`, { reason: 'no sample' })
  },
  'late cancellation': async (park) => {
    const id = await made(park, bookingDoing('2026-11-23 14:00', '2026-11-23 16:00'))
    park.clock.now += 3_600
    return doing(people.helixResearcher, 'POST', `/api/v1/bookings/${id}/cancellation`, { reason: 'ill' })
  },
  'check-in': async (park) => {
    const id = await made(park, bookingDoing('2026-11-23 14:00', '2026-11-23 16:00'))
    park.clock.now = at('2026-11-23 13:55')
    return doing(people.helixResearcher, 'POST', `/api/v1/bookings/${id}/check-in`, {})
  },
  'check-out': async (park) => {
    const id = await made(park, bookingDoing('2026-11-23 14:00', '2026-11-23 16:00'))
    park.clock.now = at('2026-11-23 13:55')
    await made(park, doing(people.helixResearcher, 'POST', `/api/v1/bookings/${id}/check-in`, {}))
    park.clock.now = at('2026-11-23 15:10')
    return doing(people.helixResearcher, 'POST', `/api/v1/bookings/${id}/check-out`, { samples: 3 })
  },
  approval: async (park) => {
    const id = await made(park, bookingDoing('2026-11-25 14:00', '2026-11-25 16:00', resources.cleanroom))
    return doing(people.cellsManager, 'POST', `/api/v1/bookings/${id}/approval`, { decision: 'approve' })
  },
  'approval of many': async (park) => {
    const days = ['2026-11-25', '2026-11-26']
    const asked = days.map((day) => bookingDoing(`${day} 14:00`, `${day} 16:00`, resources.cleanroom))
    const choices: object[] = []
    for (const one of asked) choices.push({ bookingId: await made(park, one), by: 'lab-manager' })
    return doing(people.cellsManager, 'POST', '/api/v1/approvals', { decision: 'approve', choices })
  },
  closure: async (park) => {
    const id = await made(park, bookingDoing('2026-11-25 14:00', '2026-11-25 16:00'))
    const body = {
      startsAt: formatInstant(at('2026-11-25 13:00')),
      endsAt: formatInstant(at('2026-11-25 17:00')),
      reason: 'laser replaced',
      affected: [{ bookingId: id, do: 'cancel' }],
    }
    return doing(people.imagingManager, 'POST', `/api/v1/resources/${resources.confocal}/closures`, body)
  },
}

export function doing(
  who: CastPerson,
  method: string,
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Doing {
  return { who, method, path, body, headers: { ...headers, ...freshlyKeyed().headers } }
}

export function bookingDoing(from: string, until: string, resourceId: string = resources.confocal) {
  const body = { resourceId, startsAt: formatInstant(at(from)), endsAt: formatInstant(at(until)) }
  return { ...doing(people.helixResearcher, 'POST', '/api/v1/bookings', body), body }
}

/** Sends it; sent twice it is the same request. */
export async function send(park: TestPark, { who, method, path, body, headers }: Doing): Promise<Sent> {
  const answer = await park.call(who, method, path, body, { ...headers })
  const { status } = answer
  return { status, body: await answer.text(), retryAfter: answer.headers.get('retry-after') }
}

export interface Sent {
  readonly status: number
  readonly body: string
  readonly retryAfter: string | null
}

async function made(park: TestPark, first: Doing): Promise<string> {
  const { status, body } = await send(park, first)
  if (status >= 300) throw new Error(`what the test needs was refused: ${body}`)
  return (JSON.parse(body) as { id: string }).id
}

function freshlyKeyed(): Pick<Doing, 'headers'> {
  return { headers: { 'idempotency-key': crypto.randomUUID() } }
}
