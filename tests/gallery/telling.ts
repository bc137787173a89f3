import type { Instant } from '../../src/kernel/interval.ts'
import { formatInstant } from '../../src/kernel/rfc3339.ts'
import type { ActorName } from './actors.ts'
import type { OpenStage } from './open-stage.ts'

/** Wednesday, 25 November 2026, 14:20 in the park. */
export const galleryNow: Instant = Date.UTC(2026, 10, 25, 6, 20) / 1000

// Bookings begin at whole half hours: counted in minutes from 14:00.
const twoOClock: Instant = galleryNow - 20 * 60

/** A story while it is told. */
export interface Telling {
  readonly stage: OpenStage
  readonly tokens: ReadonlyMap<ActorName, string>
  readonly places: Map<string, string>
  /** Resources of which each booking has its own. */
  readonly used: Set<string>
}

/** The path of what stands there. Throws when nothing does. */
export function placed({ places }: Telling, place: string): string {
  const path = places.get(place)
  if (path === undefined) throw new Error(`the story has no ${place}; it has ${[...places.keys()].join(', ')}`)
  return path
}

export interface Wish {
  readonly approval?: boolean
  /** Everybody who must be able to book it. */
  readonly who?: readonly ActorName[]
  readonly mostUnits?: number
  /** By how much later it may begin. */
  readonly laterMinutes?: number
}

/** Books for the researcher whatever is free then; the place is named by what will become of it. */
export async function booked(telling: Telling, state: string, fromMinutes: number, minutes: number, wish: Wish = {}) {
  const { id, startsAt } = await freeResource(telling, fromMinutes, minutes, wish)
  const slot = { startsAt: formatInstant(startsAt), endsAt: formatInstant(startsAt + minutes * 60) }
  const made = await call(telling, 'researcher', 'POST', '/api/v1/bookings', { resourceId: id, ...slot })
  telling.places.set(`booking.${state}`, `/b/${(made as { id: string }).id}`)
}

/** A resource that is free then, or within the hours after, when it may be a little later. */
export async function freeResource(telling: Telling, fromMinutes: number, minutes: number, wish: Wish) {
  const reasons: string[] = []
  for (let later = 0; later <= (wish.laterMinutes ?? 0); later += 30) {
    const startsAt = twoOClock + (fromMinutes + later) * 60
    for (const id of await candidates(telling, wish)) {
      const slot = { startsAt: formatInstant(startsAt), endsAt: formatInstant(startsAt + minutes * 60) }
      const refused: { rule: string }[] = []
      for (const who of wish.who ?? (['researcher'] as const)) {
        const quote = await call(telling, who, 'POST', '/api/v1/quotes', { resourceId: id, ...slot })
        refused.push(...(quote as { refusals: { rule: string }[] }).refusals)
      }
      if (refused.length === 0) {
        telling.used.add(id)
        return { id, startsAt }
      }
      reasons.push(refused.map(({ rule }) => rule).join('+'))
    }
  }
  throw new Error(`the demo has nothing free ${fromMinutes} minutes from two o’clock: ${reasons.join(', ')}`)
}

async function candidates({ stage, used }: Telling, { approval = false, mostUnits = 99 }: Wish): Promise<string[]> {
  const rows = await stage.rows(`SELECT id FROM resource WHERE kind <> 'expert' AND state = 'published'
    AND policy ->> 'checkIn' = 'required' AND (json_array_length(policy, '$.approvals') > 0) = ${approval ? 1 : 0}
    AND (SELECT count(*) FROM unit WHERE resource_id = resource.id) <= ${mostUnits} ORDER BY asset_number`)
  return rows.map((row) => row['id'] as string).filter((id) => !used.has(id))
}

let sent = 0

type Fields = Readonly<Record<string, string | Blob>>

/** Sends a page's form: where it leads. Throws when it is refused. */
export async function sendForm({ stage, tokens }: Telling, who: ActorName, path: string, fields: Fields) {
  // Only a form that takes a file is sent in parts.
  const body = Object.values(fields).some((value) => value instanceof Blob) ? new FormData() : new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) (body as FormData).set(name, value)
  const headers = { cookie: `gongtai=${tokens.get(who)}`, origin: stage.url }
  const response = await stage.app.request(stage.url + path, { method: 'POST', headers, body })
  const onward = response.headers.get('location')
  if (onward === null) throw new Error(`POST ${path}: ${response.status} ${await response.text()}`)
  return onward
}

/** The id of a booking, by what became of it. */
export function idIn(telling: Telling, state: string): string {
  return placed(telling, `booking.${state}`).replace('/b/', '')
}

/** What the API answers somebody. Throws when it refuses. */
export async function call(
  { stage, tokens }: Telling,
  who: ActorName,
  method: string,
  path: string,
  body?: object | string,
) {
  const response = await stage.app.request(stage.url + path, {
    method,
    headers: {
      cookie: `gongtai=${tokens.get(who)}`,
      origin: stage.url,
      'content-type': typeof body === 'string' ? 'text/calendar' : 'application/json',
      'idempotency-key': `gallery-story-${++sent}`,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
  return text === '' ? null : (JSON.parse(text) as unknown)
}
