import { z } from 'zod'
import type { Api } from '../../platform/http/api.ts'
import { problemExample } from '../../platform/http/openapi-problems.ts'
import { idOf, instantText } from '../../platform/http/schemas.ts'
import { erasePerson } from '../commands/erase-person.ts'
import { exportAnswer } from './export.ts'

const tag = 'Me'
const erasedSchema = z.strictObject({ id: z.string(), erasedAt: instantText })
const body = z.strictObject({ address: z.string().min(1).max(320), cancelBookings: z.boolean().prefault(false) })
const answers = {
  200: { description: 'The account is deleted; its tokens are dead', schema: erasedSchema },
  409: {
    description: 'Bookings of theirs live, or they are the last admin of a firm or the park',
    example: problemExample('bookings-affected', { bookings: [] }),
  },
}

/** What the park holds about a person, and the end of it. */
export function recordApi(api: Api): void {
  exportRoute(api)
  ownErasureRoute(api)
  erasureRoute(api)
}

function exportRoute(api: Api): void {
  api.route(
    {
      method: 'get',
      path: '/me/export',
      policy: 'signed-in',
      scope: 'account',
      summary: 'Everything that the park holds about me, as one file',
      tag,
      answers: { 200: { description: 'A JSON file', schema: z.looseObject({}) } },
    },
    async ({ deps, actor }) => exportAnswer(deps, actor),
  )
}

function ownErasureRoute(api: Api): void {
  api.route(
    {
      method: 'delete',
      path: '/me',
      policy: 'signed-in',
      scope: 'account',
      summary: 'Delete my account; the address typed again confirms it. Needs a sign-in of the last 15 minutes',
      tag,
      body,
      answers,
    },
    async ({ c, deps, actor, body: given, request }) => {
      const answer = await erasePerson(deps, actor, { personId: null, ...given }, request)
      return c.body(answer.body, answer.status as 200, { 'content-type': 'application/json' })
    },
  )
}

function erasureRoute(api: Api): void {
  api.route(
    {
      method: 'post',
      path: '/people/{id}/erasure',
      policy: 'park-admin',
      scope: 'account',
      summary: "Delete a person's account at their request. Needs a sign-in of the last 15 minutes",
      tag: 'People',
      params: z.strictObject({ id: idOf('usr') }),
      body,
      answers,
    },
    async ({ c, deps, actor, params, body: given, request }) => {
      const answer = await erasePerson(deps, actor, { personId: params.id, ...given }, request)
      return c.body(answer.body, answer.status as 200, { 'content-type': 'application/json' })
    },
  )
}
