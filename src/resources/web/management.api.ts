import { z } from 'zod'
import { rateTermsSchema } from '../../billing/tariff.ts'
import { mostRepeats } from '../../bookings/closing-repeats.ts'
import { closeResource } from '../../bookings/commands/close-resource.ts'
import { reopenResource } from '../../bookings/commands/reopen-resource.ts'
import { choiceIn, decided } from '../../bookings/web/decided-body.ts'
import { answerOf, hoursApi } from '../../bookings/web/hours.api.ts'
import { formatInstant } from '../../kernel/rfc3339.ts'
import { Malformed } from '../../kernel/thrown.ts'
import type { Api } from '../../platform/http/api.ts'
import { problemExample } from '../../platform/http/openapi-problems.ts'
import { importBodyBytes } from '../../platform/http/read-body.ts'
import { flag, idOf, instant, plainText, unitId } from '../../platform/http/schemas.ts'
import { closureKinds } from '../closure.ts'
import { importResources } from '../commands/import-resources.ts'
import { setPolicy } from '../commands/change-resource.ts'
import { publishRate } from '../commands/publish-rate.ts'
import { UnusableFile } from '../import-report.ts'
import { policySchema } from '../resource.ts'
import { closureAnswer, closurePreview, importAnswer, policyAnswer, rateAnswer } from './management-schemas.ts'

const tag = 'Managing resources'
const params = z.strictObject({ id: idOf('res') })
const json = { 'content-type': 'application/json' }
const minutes = (least: number, most: number) => z.int().min(least).max(most).optional()

const policyBody = z.strictObject({
  state: z.enum(['draft', 'published', 'out-of-service', 'retired']).optional(),
  setupMinutes: minutes(0, 720),
  cleanupMinutes: minutes(0, 720),
  stepMinutes: minutes(1, 1440),
  minMinutes: minutes(1, 525_600),
  maxMinutes: minutes(1, 525_600),
  restricted: z.boolean().optional(),
  policy: policySchema.partial().optional(),
})

const rateBody = z.strictObject({
  priceCategory: plainText(60).refine((text) => text !== '', { params: { kind: 'value' } }),
  validFrom: instant,
  terms: rateTermsSchema,
})

const closureBody = z.strictObject({
  startsAt: instant,
  endsAt: instant.optional().meta({ description: 'Left out: until somebody opens it again' }),
  repeats: z
    .array(z.strictObject({ startsAt: instant, endsAt: instant }))
    .max(mostRepeats - 1)
    .prefault([])
    .meta({ description: 'The same again at later times, in order' }),
  kind: z.enum(closureKinds).prefault('maintenance'),
  reason: plainText(500),
  units: z.array(unitId).min(1).max(1000).optional(),
  affected: decided(['move', 'cancel']),
})

/** Hours, rules, prices, closures and the catalogue, for lab managers and park finance. */
export function managementApi(api: Api): void {
  hoursApi(api)
  ruleRoutes(api)
  rateRoute(api)
  closeRoute(api)
  reopenRoute(api)
  importRoute(api)
}

function ruleRoutes(api: Api): void {
  api.route(
    {
      method: 'put',
      path: '/resources/{id}/policy',
      policy: 'signed-in',
      scope: 'manage',
      summary: 'Set rules',
      tag,
      params,
      body: policyBody,
      answers: { 200: { description: 'As it now stands', schema: policyAnswer } },
    },
    async ({ c, deps, actor, params: { id }, body, request }) =>
      c.body((await setPolicy(deps, actor, id, body, request)).body, 200, json),
  )
}

function rateRoute(api: Api): void {
  api.route(
    {
      method: 'put',
      path: '/resources/{id}/rates',
      policy: 'park-finance',
      summary: 'Publish a price for a price category, from a date',
      tag,
      params,
      body: rateBody,
      answers: {
        200: { description: 'As published', schema: rateAnswer },
        409: {
          description: 'It would leave a gap, overlap, or have two bands over the same hours; `faults` name the times',
          example: problemExample('rates-clash', {
            faults: [{ kind: 'gap', from: '2026-11-23T06:00:00Z', until: '2026-12-31T16:00:00Z' }],
          }),
        },
      },
    },
    async ({ c, deps, actor, params: { id }, body, request }) => {
      const answer = await publishRate(deps, actor, id, { ...body, mayReplace: true }, request)
      const shown = { ...(JSON.parse(answer.body) as object), validFrom: formatInstant(body.validFrom) }
      return c.json(shown)
    },
  )
}

function closeRoute(api: Api): void {
  api.route(
    {
      method: 'post',
      path: '/resources/{id}/closures',
      policy: 'signed-in',
      scope: 'manage',
      summary: 'Close for maintenance or a fault, saying what becomes of each booking in the way',
      tag,
      params,
      query: z.strictObject({ preview: flag }),
      body: closureBody,
      answers: {
        200: { description: 'With `?preview=1`: who is affected', schema: closurePreview },
        201: { description: 'Closed', schema: closureAnswer },
        409: {
          description: 'Bookings in the way that nobody decided: `bookings[]`',
          example: problemExample('bookings-affected', { bookings: [] }),
        },
        422: { description: 'A booking cannot move where it should: `refusals[]`' },
      },
    },
    async ({ c, deps, actor, params: { id }, query, body, request }) => {
      const affected = body.affected.map(choiceIn)
      const { startsAt, endsAt = null, repeats, kind, reason, units = null } = body
      const wanted = { startsAt, endsAt, repeats, kind, reason, units, affected, preview: query.preview }
      return answerOf(c, await closeResource(deps, actor, id, wanted, request))
    },
  )
}

function reopenRoute(api: Api): void {
  api.route(
    {
      method: 'delete',
      path: '/closures/{id}',
      policy: 'signed-in',
      scope: 'manage',
      summary: 'Open again',
      tag,
      params: z.strictObject({ id: idOf('clo') }),
      answers: { 204: { description: 'Open, but for what other closures still hold' } },
    },
    async ({ c, deps, actor, params: { id }, request }) => {
      await reopenResource(deps, actor, id, request)
      return c.body(null, 204)
    },
  )
}

function importRoute(api: Api): void {
  api.route(
    {
      method: 'post',
      path: '/imports/resources',
      policy: 'lab-manager',
      summary: 'Import resources from CSV; every line is accounted for. `?preview=1` changes nothing',
      tag,
      query: z.strictObject({ preview: flag }),
      body: z.string().max(importBodyBytes),
      bodyTypes: ['text/csv'],
      bodyBytes: importBodyBytes,
      answers: { 200: { description: 'What became, or would become, of every line', schema: importAnswer } },
    },
    async ({ c, deps, actor, query, body, request }) => {
      try {
        return c.json(await importResources(deps, actor, body, { preview: query.preview, request }))
      } catch (error) {
        if (error instanceof UnusableFile) throw new Malformed([{ pointer: '', kind: 'format' }])
        throw error
      }
    },
  )
}
