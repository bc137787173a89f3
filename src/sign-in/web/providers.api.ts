import { z } from 'zod'
import type { Api } from '../../platform/http/api.ts'
import { idOf, plainText } from '../../platform/http/schemas.ts'
import { addProvider, disableProvider } from '../commands/change-providers.ts'
import { readProviders } from '../reads/providers.ts'

const tag = 'Signing in'
const provider = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    issuer: z.string(),
    clientId: z.string(),
    firmId: z.string().nullable(),
  })
  .meta({ id: 'IdentityProvider' })

/** What a provider is added with: by the API and by the page. */
export const wantedProvider = {
  name: plainText(60).refine((text) => text !== '', { params: { kind: 'missing' } }),
  issuer: z.string().max(300),
  clientId: z.string().min(1).max(200),
  clientSecret: z.string().min(1).max(500),
}

const ofPark = { policy: 'sign-in-admin', tag } as const

/** OpenID Connect providers of the park and of its firms. */
export function providersApi(api: Api): void {
  listRoute(api)
  addRoute(api)
  endRoute(api)
}

function listRoute(api: Api): void {
  api.route(
    {
      ...ofPark,
      method: 'get',
      path: '/identity-providers',
      summary: 'Providers that people sign in with',
      answers: { 200: { description: 'Newest first', schema: z.strictObject({ items: z.array(provider) }) } },
    },
    async ({ c, deps, actor }) => c.json({ items: (await readProviders(deps, actor)).providers }),
  )
}

function addRoute(api: Api): void {
  api.route(
    {
      ...ofPark,
      method: 'post',
      path: '/identity-providers',
      summary: 'Add a provider',
      body: z.strictObject({ ...wantedProvider, firmId: idOf('firm').nullable().default(null) }),
      answers: { 201: { description: 'Without its secret', schema: provider } },
    },
    async ({ c, deps, actor, body, request }) => {
      const answer = await addProvider(deps, actor, body, request)
      return c.body(answer.body, 201, { 'content-type': 'application/json' })
    },
  )
}

function endRoute(api: Api): void {
  api.route(
    {
      ...ofPark,
      method: 'delete',
      path: '/identity-providers/{id}',
      summary: 'Switch a provider off',
      params: z.strictObject({ id: idOf('idp') }),
      answers: { 204: { description: 'Nobody signs in with it any more' } },
    },
    async ({ c, deps, actor, params: { id }, request }) => {
      await disableProvider(deps, actor, id, request)
      return c.body(null, 204)
    },
  )
}
