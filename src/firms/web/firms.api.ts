import { z } from 'zod'
import type { Api } from '../../platform/http/api.ts'
import { cursorOf, placeOf } from '../../platform/http/cursor.ts'
import { idOf, listOf, listQuery, plainText } from '../../platform/http/schemas.ts'
import { saveFirm, suspendFirm } from '../commands/save-firm.ts'
import { suspendPerson } from '../commands/suspend-person.ts'
import { setRoles } from '../commands/set-roles.ts'
import { firmKinds } from '../firm.ts'
import { placeOfRole } from '../place.ts'
import { listFirms, readFirm, type FirmRow } from '../reads/firms.ts'
import { roleNames } from '../role-table.ts'
import { firmBody } from './firm-schemas.ts'

const tag = 'Firms and people'
const json = { 'content-type': 'application/json' } as const
const params = z.strictObject({ id: idOf('firm') })
const saved = z.strictObject({ id: z.string() })
const changed = z.strictObject({ id: z.string(), state: z.string() })
const names = z.strictObject({ hans: z.string(), hant: z.string(), en: z.string() })
const firm = z
  .strictObject({
    id: z.string(),
    names,
    state: z.enum(['active', 'suspended', 'departed']),
    suspensionReason: z.string(),
    kind: z.enum(firmKinds),
    priceCategory: z.string(),
    tier: z.string(),
    creditCode: z.string().nullable(),
    consortiumId: z.string().nullable(),
    domains: z.array(z.string()),
    members: z.int(),
  })
  .meta({ id: 'Firm' })
const placeSchema = z.strictObject({ name: z.string(), id: z.string() })

/** Firms and consortia, as the park's admins keep them; anybody else sees their own firms. */
export function firmsApi(api: Api): void {
  firmRoutes(api)
  saveRoutes(api)
  suspensionRoutes(api)
  personRoutes(api)
}

function firmRoutes(api: Api): void {
  api.route(
    {
      method: 'get',
      path: '/firms',
      policy: 'signed-in',
      summary: 'My firms; to the park’s admins, all',
      tag,
      query: z.strictObject({ q: plainText(80).optional(), ...listQuery }),
      answers: { 200: { description: 'By name', schema: listOf(firm) } },
    },
    async ({ c, deps, actor, query }) => {
      const after = placeOf(placeSchema, query.cursor)
      const { firms, next } = await listFirms(deps, actor, { like: query.q ?? '', after, limit: query.limit })
      return c.json({ items: firms.map(document), nextCursor: cursorOf(next) })
    },
  )
  api.route(
    {
      method: 'get',
      path: '/firms/{id}',
      policy: 'signed-in',
      summary: 'A firm of mine',
      tag,
      params,
      answers: { 200: { description: 'As the park keeps it', schema: firm } },
    },
    async ({ c, deps, actor, params: { id } }) => c.json(document((await readFirm(deps, actor, id)).firm)),
  )
}

function document({ hans, hant, en, domains, ...rest }: FirmRow) {
  return { ...rest, names: { hans, hant, en }, domains: domains === '' ? [] : domains.split(' ') }
}

function saveRoutes(api: Api): void {
  api.route(
    {
      method: 'post',
      path: '/firms',
      policy: 'park-admin',
      summary: 'Add a firm',
      tag,
      body: firmBody,
      answers: { 201: { description: 'Added', schema: saved } },
    },
    async ({ c, deps, actor, body, request }) =>
      c.body((await saveFirm(deps, actor, null, body, request)).body, 201, json),
  )
  api.route(
    {
      method: 'put',
      path: '/firms/{id}',
      policy: 'park-admin',
      summary: 'Change a firm; a new price category touches new bookings only',
      tag,
      params,
      body: firmBody,
      answers: { 200: { description: 'Changed', schema: saved } },
    },
    async ({ c, deps, actor, params: { id }, body, request }) =>
      c.body((await saveFirm(deps, actor, id, body, request)).body, 200, json),
  )
}

function suspensionRoutes(api: Api): void {
  api.route(
    {
      method: 'post',
      path: '/firms/{id}/suspension',
      policy: 'park-admin',
      summary: 'Stop a firm’s new bookings; those that exist are kept',
      tag,
      params,
      body: z.strictObject({
        reason: plainText(300).refine((text) => text !== '', { params: { kind: 'missing' } }),
      }),
      answers: { 200: { description: 'Its people are shown the reason', schema: changed } },
    },
    async ({ c, deps, actor, params: { id }, body, request }) =>
      c.body((await suspendFirm(deps, actor, id, body.reason, request)).body, 200, json),
  )
  api.route(
    {
      method: 'delete',
      path: '/firms/{id}/suspension',
      policy: 'park-admin',
      summary: 'Let a firm book again',
      tag,
      params,
      answers: { 200: { description: 'It may', schema: changed } },
    },
    async ({ c, deps, actor, params: { id }, request }) =>
      c.body((await suspendFirm(deps, actor, id, null, request)).body, 200, json),
  )
}

const person = z.strictObject({ id: idOf('usr') })

function personRoutes(api: Api): void {
  for (const [method, state, summary] of [
    ['post', 'suspended', 'Lock a person out, with their next request'],
    ['delete', 'active', 'Let a person in again'],
  ] as const)
    api.route(
      {
        method,
        path: '/people/{id}/suspension',
        policy: 'park-admin',
        summary,
        tag,
        params: person,
        answers: { 204: { description: 'Done' } },
      },
      async ({ c, deps, actor, params: { id } }) => {
        await suspendPerson(deps, actor, id, state)
        return c.body(null, 204)
      },
    )
  personRolesRoute(api)
}

function personRolesRoute(api: Api): void {
  api.route(
    {
      method: 'put',
      path: '/people/{id}/roles',
      policy: 'park-admin',
      summary: 'Say which roles a person holds in the park, or at one facility',
      tag,
      params: person,
      body: z.strictObject({
        facilityId: idOf('fac').nullable().default(null),
        roles: z.array(z.enum(roleNames)).max(7),
      }),
      answers: {
        200: {
          description: 'As set',
          schema: z.strictObject({ personId: z.string(), roles: z.array(z.string()) }),
        },
      },
    },
    async ({ c, deps, actor, params: { id }, body, request }) => {
      const wanted = { personId: id, place: placeOfRole(body.facilityId), roles: [...new Set(body.roles)] }
      return c.body((await setRoles(deps, actor, wanted, request)).body, 200, json)
    },
  )
}
