import { z } from 'zod'
import type { Api } from '../../platform/http/api.ts'
import { idOf } from '../../platform/http/schemas.ts'
import { saveConsortium } from '../commands/save-consortium.ts'
import { listConsortia } from '../reads/firms.ts'
import { namesSchema } from './firm-schemas.ts'

const tag = 'Firms and people'
const json = { 'content-type': 'application/json' } as const
const saved = z.strictObject({ id: z.string() })
const names = z.strictObject({ hans: z.string(), hant: z.string(), en: z.string() })
const consortiumBody = z.strictObject({ names: namesSchema, firmIds: z.array(idOf('firm')).max(500).default([]) })
const consortium = z.strictObject({ id: z.string(), names, firmIds: z.array(z.string()) }).meta({ id: 'Consortium' })

/** Consortia and their firms. */
export function consortiaApi(api: Api): void {
  listConsortiaRoute(api)
  addConsortiumRoute(api)
  changeConsortiumRoute(api)
}

function listConsortiaRoute(api: Api): void {
  api.route(
    {
      method: 'get',
      path: '/consortia',
      policy: 'park-admin',
      summary: 'Consortia and their firms',
      tag,
      answers: { 200: { description: 'By name', schema: z.strictObject({ items: z.array(consortium) }) } },
    },
    async ({ c, deps, actor }) => {
      const { consortia } = await listConsortia(deps, actor)
      const items = consortia.map(({ id, firms, ...rest }) => ({
        id,
        names: rest,
        firmIds: JSON.parse(firms) as string[],
      }))
      return c.json({ items })
    },
  )
}

function addConsortiumRoute(api: Api): void {
  api.route(
    {
      method: 'post',
      path: '/consortia',
      policy: 'park-admin',
      summary: 'Add a consortium',
      tag,
      body: consortiumBody,
      answers: { 201: { description: 'Added', schema: saved } },
    },
    async ({ c, deps, actor, body: wanted, request }) =>
      c.body((await saveConsortium(deps, actor, null, wanted, request)).body, 201, json),
  )
}

function changeConsortiumRoute(api: Api): void {
  api.route(
    {
      method: 'put',
      path: '/consortia/{id}',
      policy: 'park-admin',
      summary: 'Change a consortium and who is in it',
      tag,
      params: z.strictObject({ id: idOf('con') }),
      body: consortiumBody,
      answers: { 200: { description: 'Changed', schema: saved } },
    },
    async ({ c, deps, actor, params: { id }, body: wanted, request }) =>
      c.body((await saveConsortium(deps, actor, id, wanted, request)).body, 200, json),
  )
}
