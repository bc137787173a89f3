import { Hono } from 'hono'
import type { World } from '../../world.ts'
import { pageOfTrouble } from '../ui/trouble-page.tsx'
import { Api } from './api.ts'
import { apiDocs } from './api-docs.tsx'
import { declareDoor, type DoorContext, type DoorEnv } from './door.ts'
import { problemOfTrouble, troubleOf } from './error-edge.ts'
import type { Hall } from './hall.ts'
import { Pages } from './pages.ts'
import { RateGate } from './rate-gate.ts'
import { securityHeaders } from './security-headers.ts'
import { threshold } from './threshold.ts'
import { TurnedAway } from './turned-away.ts'

export type House = Hono<DoorEnv>

export interface Rooms extends Pick<Hall, 'scopeOf' | 'sessions'> {
  readonly api: (api: Api) => void
  readonly pages: (pages: Pages) => void
}

/**
 * The walls around all doors, from the outside in: security headers, the threshold, then the API before the pages.
 * Whatever is thrown inside comes out as a problem on the API and as a page elsewhere.
 */
export function openHouse(world: World, rooms: Rooms): House {
  const house: House = new Hono<DoorEnv>()
  house.use(securityHeaders())
  house.get('/healthz', declareDoor('anyone', healthy))
  house.use(threshold(world))
  const hall = { gate: new RateGate(world), scopeOf: rooms.scopeOf, sessions: rooms.sessions }
  house.route('/api', apiDoors(hall, rooms))
  house.route('/', pageDoors(hall, rooms))
  house.notFound((c) => trouble(c, world, new TurnedAway('not-found')))
  house.onError((error, c) => trouble(c, world, error))
  return house
}

function healthy(c: DoorContext): Response {
  return c.json({ status: 'ok' })
}

function apiDoors(hall: Hall, rooms: Rooms): House {
  const api = new Api(hall)
  rooms.api(api)
  const doors: House = new Hono<DoorEnv>()
  apiDocs(doors, api)
  doors.route('/v1', api.hono)
  // Closed behind the last route: no page may answer where a program asks.
  doors.all(
    '/*',
    declareDoor('anyone', (c: DoorContext) => nowhere(c, api)),
  )
  return doors
}

function pageDoors(hall: Hall, rooms: Rooms): House {
  const pages = new Pages(hall)
  rooms.pages(pages)
  return pages.hono
}

function nowhere(c: DoorContext, api: Api): never {
  const allowed = api.methodsAt(c.req.path.replace(/^\/api\/v1/, ''))
  if (allowed.length === 0) throw new TurnedAway('not-found')
  throw new TurnedAway('method-not-allowed', { allow: allowed.join(', ') })
}

function trouble(c: DoorContext, world: World, error: unknown): Response {
  const found = troubleOf(c, world, error)
  const forPrograms = c.req.path.startsWith('/api/') || c.req.path === '/readyz'
  return forPrograms ? problemOfTrouble(c, found) : pageOfTrouble(c, found)
}
