import { z } from 'zod'
import { formatInstant } from '../../kernel/rfc3339.ts'
import type { Api } from '../../platform/http/api.ts'
import { idOf, instantText, plainText } from '../../platform/http/schemas.ts'
import { askToJoin, decideJoin } from '../commands/join-requests.ts'
import { readFirmDoor } from '../reads/firm-people.ts'
import { roleNames } from '../role-table.ts'
import { creditCodeSchema } from './firm-schemas.ts'

const tag = 'Firms and people'
const role = z.enum(roleNames)
const params = z.strictObject({ id: idOf('firm') })
const joinRequest = z
  .strictObject({ id: z.string(), name: z.string(), email: z.string(), note: z.string(), createdAt: instantText })
  .meta({ id: 'JoinRequest' })

/** Asking a firm to be let in. */
export function joiningApi(api: Api): void {
  listRequestsRoute(api)
  askRoute(api)
  decideRoute(api)
}

function listRequestsRoute(api: Api): void {
  api.route(
    {
      method: 'get',
      path: '/firms/{id}/join-requests',
      policy: 'members-admin',
      summary: 'Who asks to be let in',
      tag,
      params,
      answers: { 200: { description: 'Oldest first', schema: z.strictObject({ items: z.array(joinRequest) }) } },
    },
    async ({ c, deps, actor, params: { id } }) => {
      const { requests } = await readFirmDoor(deps, actor, id)
      return c.json({ items: requests.map((one) => ({ ...one, createdAt: formatInstant(one.createdAt) })) })
    },
  )
}

function askRoute(api: Api): void {
  api.route(
    {
      method: 'post',
      path: '/join-requests',
      policy: 'signed-in',
      scope: 'account',
      summary: 'Ask a firm to be let in; whether there is such a firm is not told',
      tag,
      body: z.strictObject({ creditCode: creditCodeSchema.nullable().default(null), note: plainText(300).default('') }),
      answers: { 202: { description: 'If there is such a firm, its admins know', schema: z.strictObject({}) } },
    },
    async ({ c, deps, actor, body, request }) => {
      await askToJoin(deps, actor, body, request)
      return c.json({}, 202)
    },
  )
}

function decideRoute(api: Api): void {
  api.route(
    {
      method: 'post',
      path: '/join-requests/{id}/decision',
      policy: 'signed-in',
      scope: 'admin',
      summary: 'Let somebody in, or not; take my own back',
      tag,
      params: z.strictObject({ id: idOf('joi') }),
      body: z.strictObject({
        decision: z.enum(['accepted', 'declined', 'withdrawn']),
        role: role.default('researcher'),
      }),
      answers: { 200: { description: 'Decided', schema: z.strictObject({ decision: z.string() }) } },
    },
    async ({ c, deps, actor, params: { id }, body }) => {
      await decideJoin(deps, actor, id, body)
      return c.json({ decision: body.decision })
    },
  )
}
