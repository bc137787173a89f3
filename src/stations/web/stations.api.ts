import { z } from 'zod'
import { Unauthenticated } from '../../kernel/thrown.ts'
import type { Api } from '../../platform/http/api.ts'
import { idOf, instant, plainText, unitId } from '../../platform/http/schemas.ts'
import { hearSignal } from '../commands/hear-signal.ts'
import { endStation, setUpStation } from '../commands/set-up-station.ts'

const tag = 'Stations'
const managers = { policy: 'lab-manager' } as const

/** Meters, readers and screens: what they say, and setting them up. */
export function stationsApi(api: Api): void {
  signalRoute(api)
  setUpRoute(api)
  endRoute(api)
}

function signalRoute(api: Api): void {
  api.route(
    {
      method: 'post',
      path: '/signals',
      policy: 'anyone',
      summary: 'A meter or card reader says that its machine went on or off; its own token is the bearer',
      tag,
      body: z.strictObject({ state: z.enum(['on', 'off']), at: instant.optional() }),
      answers: {
        200: {
          description: 'Heard; a booking whose check-in window it fell into has begun',
          schema: z.strictObject({ checkedIn: z.string().nullable() }),
        },
        401: { description: 'No station has this token' },
      },
    },
    async ({ c, deps, actor, body: { state, at = deps.now() } }) => {
      if (actor === null) throw new Unauthenticated()
      return c.json(await hearSignal(deps, actor.tokenHash, { state, at }))
    },
  )
}

const made = z.strictObject({ id: z.string(), kind: z.string(), token: z.string() })

function setUpRoute(api: Api): void {
  api.route(
    {
      ...managers,
      method: 'post',
      path: '/stations',
      summary: 'Set up a meter or card reader at a unit; its token is shown this once',
      tag,
      body: z.strictObject({ kind: z.enum(['sensor', 'card']), name: plainText(60).pipe(z.string().min(1)), unitId }),
      answers: { 201: { description: 'The station with its token', schema: made } },
    },
    async ({ c, deps, actor, body, request }) => c.json(await setUpStation(deps, actor, body, request), 201),
  )
}

function endRoute(api: Api): void {
  api.route(
    {
      ...managers,
      method: 'delete',
      path: '/stations/{id}',
      summary: 'End a station: its token says nothing more',
      tag,
      params: z.strictObject({ id: idOf('stn') }),
      answers: { 204: { description: 'It is ended' } },
    },
    async ({ c, deps, actor, params: { id }, request }) => {
      await endStation(deps, actor, id, request)
      return c.body(null, 204)
    },
  )
}
