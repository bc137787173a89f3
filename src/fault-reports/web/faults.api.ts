import { z } from 'zod'
import { idOf, instantText, listOf, listQuery, plainText, unitId } from '../../platform/http/schemas.ts'
import type { Api } from '../../platform/http/api.ts'
import { cursorOf, placeOf } from '../../platform/http/cursor.ts'
import { problemExample } from '../../platform/http/openapi-problems.ts'
import { closeFault } from '../commands/close-fault.ts'
import { reportFault } from '../commands/report-fault.ts'
import { faultDocument } from '../fault-document.ts'
import { mostWords } from '../fault.ts'
import { readFaults } from '../reads/fault-query.ts'

const tag = 'Faults'
const ofResource = z.strictObject({ id: idOf('res') })
const json = { 'content-type': 'application/json' }
const named = z.strictObject({ id: z.string(), name: z.string() })

const faultSchema = z
  .strictObject({
    id: z.string(),
    resource: named,
    unit: named.nullable(),
    bookingId: z.string().nullable(),
    usable: z.boolean(),
    words: z.string(),
    hasPhoto: z.boolean(),
    state: z.enum(['open', 'closed']),
    reportedAt: instantText,
    closedAt: instantText.nullable(),
    answer: z.string(),
    mine: z.boolean(),
    reportedBy: named.nullable(),
    firm: named.nullable(),
    version: z.int(),
  })
  .meta({ id: 'Fault' })

const newFault = z.strictObject({
  usable: z.boolean().meta({ description: 'False when nobody can work with it' }),
  words: plainText(mostWords).refine((text) => text !== '', { params: { kind: 'value' } }),
  unitId: unitId.optional(),
  bookingId: idOf('bkg').optional(),
})

/** Reports of faults. Photos are taken on the pages only. */
export function faultsApi(api: Api): void {
  const answers = { 201: { description: 'Reported; the lab managers are told', schema: faultSchema } }
  api.route(
    {
      method: 'post',
      path: '/resources/{id}/faults',
      policy: 'signed-in',
      summary: 'Report what is wrong with a resource',
      tag,
      params: ofResource,
      body: newFault,
      answers,
    },
    async ({ c, deps, actor, params: { id }, body, request }) => {
      const { unitId: unit = null, bookingId = null, usable, words } = body
      const wanted = { resourceId: id, unitId: unit, bookingId, usable, words }
      const answer = await reportFault(deps, actor, wanted, null, request)
      return c.body(answer.body, 201, json)
    },
  )
  listRoute(api)
  closeRoute(api)
}

function listRoute(api: Api): void {
  api.route(
    {
      method: 'get',
      path: '/resources/{id}/faults',
      policy: 'signed-in',
      summary: 'Reports of a resource: all of them for its lab managers, else one’s own; latest first',
      tag,
      params: ofResource,
      query: z.strictObject({ ...listQuery, state: z.enum(['open', 'closed']).optional() }),
      answers: { 200: { description: 'Reports', schema: listOf(faultSchema) } },
    },
    async ({ c, deps, actor, params: { id }, query }) => {
      const after = placeOf(z.strictObject({ id: idOf('flt') }), query.cursor)?.id ?? null
      const wanted = { resourceId: id, state: query.state ?? null, after, limit: Number(query.limit) }
      const { viewer, faults, more } = await readFaults(deps, actor, wanted)
      const last = faults.at(-1)
      return c.json({
        items: faults.map((fault) => faultDocument(fault, viewer)),
        nextCursor: cursorOf(more && last ? { id: last.id } : null),
      })
    },
  )
}

function closeRoute(api: Api): void {
  api.route(
    {
      method: 'post',
      path: '/faults/{id}/closing',
      policy: 'lab-manager',
      summary: 'Close a report that was seen to; whoever wrote it is told',
      tag,
      params: z.strictObject({ id: idOf('flt') }),
      body: z.strictObject({ answer: plainText(mostWords).prefault('') }),
      answers: {
        200: { description: 'As it now stands', schema: faultSchema },
        409: { description: 'It is closed already', example: problemExample('state-forbids', { state: 'closed' }) },
      },
    },
    async ({ c, deps, actor, params: { id }, body, request }) => {
      const answer = await closeFault(deps, actor, id, body.answer, request)
      return c.body(answer.body, 200, json)
    },
  )
}
