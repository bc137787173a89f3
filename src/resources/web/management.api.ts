import { z } from 'zod'
import type { Actor, Deps } from '../../deps.ts'
import type { ResourceId } from '../../kernel/id.ts'
import { bookingDocument } from '../../bookings/booking-document.ts'
import { mostRepeats } from '../../bookings/closing-repeats.ts'
import type { AffectedChoice } from '../../bookings/closing.ts'
import { rateTermsSchema } from '../../billing/tariff.ts'
import { closeResource, type ClosureAnswer } from '../../bookings/commands/close-resource.ts'
import { reopenResource } from '../../bookings/commands/reopen-resource.ts'
import { setHours, type HoursAnswer } from '../../bookings/commands/set-hours.ts'
import { readHoursPreview } from '../../bookings/reads/hours-preview.ts'
import { intervalBody } from '../../bookings/web/booking-schemas.ts'
import { refusalsAnswer } from '../../bookings/web/refused-answer.ts'
import { formatInstant } from '../../kernel/rfc3339.ts'
import { Conflict, Malformed } from '../../kernel/thrown.ts'
import type { Api } from '../../platform/http/api.ts'
import { problemExample } from '../../platform/http/openapi-problems.ts'
import { importBodyBytes } from '../../platform/http/read-body.ts'
import { flag, idOf, instant, plainText, unitId } from '../../platform/http/schemas.ts'
import { closureKinds } from '../closure.ts'
import { importResources } from '../commands/import-resources.ts'
import { publishRate, setPolicy } from '../commands/change-resource.ts'
import { openingHoursSchema } from '../hours-schema.ts'
import type { HoursWish } from '../hours-wish.ts'
import { UnusableFile } from '../import-report.ts'
import { policySchema } from '../resource.ts'
import {
  closureAnswer,
  closurePreview,
  hoursAnswer,
  importAnswer,
  policyAnswer,
  rateAnswer,
} from './management-schemas.ts'

const tag = 'Managing resources'
const params = z.strictObject({ id: idOf('res') })
const json = { 'content-type': 'application/json' }
const minutes = (least: number, most: number) => z.int().min(least).max(most).optional()

const decided = (fates: readonly ('move' | 'cancel' | 'keep')[]) =>
  z
    .array(z.strictObject({ bookingId: idOf('bkg'), do: z.enum(fates), to: intervalBody.optional() }))
    .max(500)
    .prefault([])

const hoursBody = openingHoursSchema.partial({ exceptions: true, holidayRule: true }).extend({
  reason: plainText(300).prefault(''),
  affected: decided(['move', 'cancel', 'keep']).meta({
    description: 'What becomes of bookings that stand outside; any other is kept, marked, and its person told',
  }),
})

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
  hoursRoute(api)
  ruleRoutes(api)
  closeRoute(api)
  reopenRoute(api)
  importRoute(api)
}

function hoursRoute(api: Api): void {
  api.route(
    {
      method: 'put',
      path: '/resources/{id}/opening-hours',
      policy: 'signed-in',
      scope: 'manage',
      summary: 'Set opening hours; `?preview=1` lists the bookings that would stand outside',
      tag,
      params,
      query: z.strictObject({ preview: flag }),
      body: hoursBody,
      answers: { 200: { description: 'The hours as set, or `affected`', schema: hoursAnswer } },
    },
    async ({ c, deps, actor, params: { id }, query, body, request }) => {
      const { affected, reason, exceptions = [], later = [], holidayRule = 'closed', weekly, staffed } = body
      const wish = { from: null, week: { weekly, holidayRule, staffed }, exceptions, later }
      if (query.preview) return c.json(await previewOf(deps, actor, id, wish))
      const choices = affected.map(choiceOf)
      const wanted = { wish, scope: 'this', reason, affected: choices, undecided: 'keep', seen: null } as const
      const answer = await setHours(deps, actor, id, wanted, request)
      if (answer.kind === 'overtaken') throw new Conflict('try-again')
      return answerOf(c, answer)
    },
  )
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
  api.route(
    {
      method: 'put',
      path: '/resources/{id}/rates',
      policy: 'park-finance',
      summary: 'Publish a price for a price category, from a date',
      tag,
      params,
      body: rateBody,
      answers: { 200: { description: 'As published', schema: rateAnswer } },
    },
    async ({ c, deps, actor, params: { id }, body, request }) => {
      const answer = await publishRate(deps, actor, id, body, request)
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
      const affected = body.affected.map(choiceOf)
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

type Context = Parameters<typeof refusalsAnswer>[0]

function choiceOf({ bookingId, do: fate, to }: z.output<typeof hoursBody>['affected'][number]): AffectedChoice {
  return {
    bookingId,
    do: fate,
    to: to ? { startsAt: to.startsAt, endsAt: to.endsAt, unitId: to.unitId ?? null } : null,
  }
}

async function previewOf(deps: Deps, actor: Actor, id: ResourceId, wish: HoursWish) {
  const { facts, affected, hours } = await readHoursPreview(deps, actor, { resourceId: id, scope: 'this', wish })
  const { viewer, now } = facts
  return {
    openingHours: hours,
    affected: affected.map(({ standing: { booking, names } }) => bookingDocument(booking, names, viewer.locale, now)),
  }
}

function answerOf(c: Context, answer: ClosureAnswer | Exclude<HoursAnswer, { kind: 'overtaken' }>): Response {
  if (answer.kind !== 'refused') return c.body(answer.body, answer.status as 201, json)
  const refusals = answer.refused.flatMap((one) => one.refusals)
  return refusalsAnswer(c, refusals, answer.facts, [])
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
