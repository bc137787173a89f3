import { z } from 'zod'
import { viewerOf, viewerQuery } from '../../../src/firms/reads/viewer-query.ts'
import { Conflict, KeyReused, NotFound, Stale } from '../../../src/kernel/thrown.ts'
import { DbAbort, DbUnavailable } from '../../../src/platform/db/port.ts'
import { openHouse, type House } from '../../../src/platform/http/house.ts'
import { etag, expectedVersion } from '../../../src/platform/http/version.ts'
import { idOf, instant, wholeNumber } from '../../../src/platform/http/schemas.ts'
import type { World } from '../../../src/world.ts'

const answers = { 200: { description: 'What was understood' } }
const about = { summary: 'A probe', tag: 'Probe', answers }

const thrown: Record<string, () => Error> = {
  'not-found': () => new NotFound('thing'),
  stale: () => new Stale({ version: 3 }),
  conflict: () => new Conflict('state-forbids', { state: 'completed' }),
  'key-reused': () => new KeyReused(),
  unavailable: () => new DbUnavailable('not-applied', 2),
  unknown: () => new DbUnavailable('unknown', 2),
  abort: () => new DbAbort('STALE_RULES'),
  'other-constraint': () => new DbAbort('OTHER_CONSTRAINT'),
  crash: () => new Error('SELECT secret FROM person WHERE email = researcher@helix.example'),
}

export const noteBody = z.strictObject({
  text: z.string().min(1).max(20),
  minutes: z.int().min(1).max(600).optional(),
  startsAt: instant.optional(),
  place: z.strictObject({ room: z.string() }).optional(),
})

/** A house with doors of every kind and nothing behind them but what came through. */
export function probeHouse(world: World): House {
  return openHouse(world, {
    scopeOf: () => 'read',
    sessions: { touch: async () => {}, renew: async () => null },
    api(api) {
      const get = { method: 'get', policy: 'signed-in', ...about } as const
      const put = { ...get, method: 'put' } as const
      const post = { ...get, method: 'post' } as const
      api.route({ ...get, path: '/open', policy: 'anyone' }, ({ c, actor }) => c.json({ signedIn: actor !== null }))
      api.route({ ...get, path: '/viewer' }, async ({ c, deps, actor }) => {
        const { viewer } = await deps.db.read({ viewer: viewerQuery(actor, deps.now()) })
        return c.json({ locale: viewerOf(viewer).locale })
      })
      api.route(
        {
          ...get,
          path: '/query',
          query: z.strictObject({ limit: wholeNumber(1, 200).optional(), from: instant.optional() }),
        },
        (call) => call.c.json(call.query),
      )
      api.route({ ...get, path: '/things/{id}', params: z.object({ id: idOf('res') }) }, ({ c, params }) =>
        c.json(params),
      )
      api.route({ ...post, path: '/notes', body: noteBody }, ({ c, body, request }) => c.json({ body, request }))
      api.route({ ...post, path: '/keyed-notes', body: noteBody, key: 'required' }, ({ c, request }) => c.json(request))
      api.route(
        { ...post, path: '/lines', body: z.string(), bodyTypes: ['text/csv'], bodyBytes: 1000 },
        ({ c, body }) => c.json({ length: body.length }),
      )
      api.route({ ...put, path: '/versions', body: noteBody }, ({ c }) =>
        c.json({ version: expectedVersion(c) }, 200, etag(7)),
      )
      api.route({ ...get, path: '/throw/{kind}', params: z.object({ kind: z.string() }) }, ({ params }) => {
        throw thrown[params.kind]?.() ?? new Error(params.kind)
      })
    },
    pages(pages) {
      pages.page({ method: 'get', path: '/page', policy: 'signed-in' }, ({ c }) => c.html('<p>page</p>'))
      pages.page({ method: 'get', path: '/crash', policy: 'anyone' }, () => {
        throw new Error('at night')
      })
      pages.page(
        { method: 'post', path: '/form', policy: 'signed-in', form: z.strictObject({ text: z.string().max(20) }) },
        (call) => call.c.json({ form: call.form, request: call.request }),
      )
    },
  })
}
