import { z } from 'zod'
import { scopes } from '../../firms/policy.ts'
import { formatInstant } from '../../kernel/rfc3339.ts'
import type { Api } from '../../platform/http/api.ts'
import { idOf, instantText, plainText } from '../../platform/http/schemas.ts'
import { endSession } from '../commands/end-sessions.ts'
import { makeToken } from '../commands/make-token.ts'
import { readSignIns, type Device } from '../reads/sign-ins.ts'

const tag = 'Signing in'
const scope = z.enum(scopes).meta({ description: '`read`, `book`, `manage`, `finance`, `admin`, `account`' })
const params = z.strictObject({ id: idOf('ses') })
const times = { createdAt: instantText, lastUsedAt: instantText.nullable(), expiresAt: instantText }
const session = z
  .strictObject({ id: z.string(), method: z.string(), agent: z.string(), current: z.boolean(), ...times })
  .meta({ id: 'Session' })
const token = z
  .strictObject({ id: z.string(), name: z.string(), scopes: z.array(scope).nullable(), ...times })
  .meta({ id: 'Token' })
const ofAccount = { policy: 'signed-in', scope: 'account', tag } as const

/** Browsers that are signed in, and tokens that programs act with. */
export function sessionsApi(api: Api): void {
  sessionRoutes(api)
  tokenRoutes(api)
}

function sessionRoutes(api: Api): void {
  api.route(
    {
      ...ofAccount,
      method: 'get',
      path: '/sessions',
      summary: 'Browsers in which I am signed in',
      answers: { 200: { description: 'Newest first', schema: z.strictObject({ items: z.array(session) }) } },
    },
    async ({ c, deps, actor }) => {
      const { viewer, devices } = await readSignIns(deps, actor)
      const items = devices
        .filter(({ kind }) => kind === 'cookie')
        .map((one) => ({ id: one.id, method: one.method, agent: one.agent, ...timesOf(one) }))
      return c.json({ items: items.map((one) => ({ ...one, current: one.id === viewer.session.id })) })
    },
  )
  for (const path of ['/sessions/{id}', '/tokens/{id}']) endRoute(api, path)
}

function endRoute(api: Api, path: string): void {
  api.route(
    {
      ...ofAccount,
      method: 'delete',
      path,
      summary: 'End it for good',
      params,
      answers: { 204: { description: 'It opens nothing from the next request on' } },
    },
    async ({ c, deps, actor, params: { id } }) => {
      await endSession(deps, actor, id)
      return c.body(null, 204)
    },
  )
}

function tokenRoutes(api: Api): void {
  listTokensRoute(api)
  makeTokenRoute(api)
}

function listTokensRoute(api: Api): void {
  api.route(
    {
      ...ofAccount,
      method: 'get',
      path: '/tokens',
      summary: 'My access tokens',
      answers: { 200: { description: 'Newest first', schema: z.strictObject({ items: z.array(token) }) } },
    },
    async ({ c, deps, actor }) => {
      const { devices } = await readSignIns(deps, actor)
      const items = devices
        .filter(({ kind }) => kind === 'bearer')
        .map((one) => ({ id: one.id, name: one.label, scopes: scopesOf(one), ...timesOf(one) }))
      return c.json({ items })
    },
  )
}

function makeTokenRoute(api: Api): void {
  api.route(
    {
      ...ofAccount,
      method: 'post',
      path: '/tokens',
      summary: 'Make an access token; it is shown this once',
      body: z.strictObject({
        name: plainText(60).refine((text) => text !== '', { params: { kind: 'missing' } }),
        scopes: z.array(scope).min(1).max(scopes.length),
        days: z.int().min(1).max(365).default(90),
      }),
      answers: {
        201: {
          description: 'Send it as `Authorization: Bearer …`',
          schema: z.strictObject({ id: z.string(), token: z.string(), expiresAt: instantText }),
        },
      },
    },
    async ({ c, deps, actor, body }) => {
      const made = await makeToken(deps, actor, body)
      return c.json({ ...made, expiresAt: formatInstant(made.expiresAt) }, 201)
    },
  )
}

function scopesOf({ scopes: text }: Device): string[] | null {
  return text === null ? null : (JSON.parse(text) as string[])
}

function timesOf({ createdAt, lastUsedAt, expiresAt }: Device) {
  return {
    createdAt: formatInstant(createdAt),
    lastUsedAt: lastUsedAt === null ? null : formatInstant(lastUsedAt),
    expiresAt: formatInstant(expiresAt),
  }
}
