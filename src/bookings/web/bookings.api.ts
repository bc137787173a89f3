import { z } from 'zod'
import type { Api } from '../../platform/http/api.ts'
import { idOf, moneySchema } from '../../platform/http/schemas.ts'
import { etag, expectedVersion } from '../../platform/http/version.ts'
import { priceDocument } from '../booking-document.ts'
import { cancelBooking } from '../commands/cancel-booking.ts'
import type { Answer } from '../commands/change-booking.ts'
import { checkIn } from '../commands/check-in.ts'
import { checkOut } from '../commands/check-out.ts'
import { decideBooking } from '../../approvals/commands/decide-booking.ts'
import { moveBooking } from '../commands/move-booking.ts'
import { quoteBooking } from '../commands/quote-booking.ts'
import { requestBooking } from '../commands/request-booking.ts'
import {
  bookingBody,
  bookingSchema,
  cancellationBody,
  decisionBody,
  groupSchema,
  intervalBody,
  quoteBody,
  quoteSchema,
  refusedSchema,
  usageBody,
} from './booking-schemas.ts'
import { byOf, wantedOf, wantedOnce } from './wanted-of.ts'
import { refusedExample, unitTakenExample } from './refused-examples.ts'
import {
  alternativeDocument,
  quotaDocument,
  refusalDocument,
  refusalsAnswer,
  refusedAnswer,
  tellingOf,
} from './refused-answer.ts'

const tag = 'Bookings'
const params = z.strictObject({ id: idOf('bkg') })
const headers = { ETag: 'The version, to be sent in `If-Match`' }
const one = { description: 'The booking as it now stands', schema: bookingSchema, headers }
const refused = { description: 'A unit is taken, or the state does not allow it' }
const taken = { description: 'A unit is taken', schema: refusedSchema, example: unitTakenExample }
const broken = {
  description: 'House rules refuse it: `refusals[]`, and `alternatives[]` where another time helps',
  schema: refusedSchema,
  example: refusedExample,
}
const stale = { description: 'Somebody changed it meanwhile: `current`' }

/** Asking, booking, moving, cancelling, using and deciding. */
export function bookingsApi(api: Api): void {
  quoteRoute(api)
  bookRoute(api)
  moveRoute(api)
  cancelRoute(api)
  useRoutes(api)
  decideRoute(api)
}

function quoteRoute(api: Api): void {
  api.route(
    {
      method: 'post',
      path: '/quotes',
      policy: 'signed-in',
      summary: 'What a booking would cost, and whether it can be had: a dry run',
      tag,
      body: quoteBody,
      answers: { 200: { description: 'The decision, with its price', schema: quoteSchema } },
    },
    async ({ c, deps, actor, body }) => {
      const { verdict, alternatives, facts } = await quoteBooking(deps, actor, wantedOnce(body), byOf(body))
      const telling = tellingOf(facts)
      const { price, quotas, refusals, needs } = verdict
      const { currency } = telling
      return c.json({
        bookable: refusals.length === 0,
        price: price && {
          ...priceDocument(price.lines, price.totalMinor, currency, telling.locale),
          estimate: price.estimate,
        },
        quota: quotas.map(quotaDocument),
        refusals: refusals.map((refusal) => refusalDocument(refusal, telling)),
        alternatives: alternatives.map((alternative) => alternativeDocument(alternative, currency, telling.locale)),
        needs,
      })
    },
  )
}

function bookRoute(api: Api): void {
  const created = {
    description: 'Booked: one booking, or a group',
    schema: z.union([bookingSchema, groupSchema]),
    headers: { ...headers, Location: 'Where a single booking is found' },
  }
  api.route(
    {
      method: 'post',
      path: '/bookings',
      policy: 'signed-in',
      summary: 'Book',
      tag,
      body: bookingBody,
      key: 'required',
      answers: { 201: created, 409: taken, 422: broken },
    },
    async ({ c, deps, actor, body, request }) => {
      const by = byOf(body)
      const wanted = wantedOf(body, deps.park().timeZone)
      const answer = await requestBooking(deps, actor, { wanted, by, ifSomeRefused: body.ifSomeRefused }, request)
      if (answer.kind === 'refused') return refusedAnswer(c, deps, actor, by, answer)
      return c.body(answer.body, answer.status as 201, { ...json, ...locationOf(answer.body) })
    },
  )
}

function moveRoute(api: Api): void {
  api.route(
    {
      method: 'put',
      path: '/bookings/{id}/interval',
      policy: 'signed-in',
      summary: 'Move, stretch or shorten',
      tag,
      params,
      body: intervalBody,
      answers: { 200: one, 409: refused, 412: stale, 422: broken, 428: { description: '`If-Match` is missing' } },
    },
    async ({ c, deps, actor, params: { id }, body, request }) => {
      const to = { startsAt: body.startsAt, endsAt: body.endsAt, unitId: body.unitId ?? null }
      const answer = await moveBooking(deps, actor, id, to, expectedVersion(c), request)
      if (answer.kind === 'moved') return changed(c, answer)
      const by = { projectId: null, onBehalfOf: null, override: null }
      return refusedAnswer(c, deps, actor, by, { verdicts: [answer.verdict], facts: answer.facts })
    },
  )
}

function cancelRoute(api: Api): void {
  api.route(
    {
      method: 'post',
      path: '/bookings/{id}/cancellation',
      policy: 'signed-in',
      summary: 'Cancel; answers the fee',
      tag,
      params,
      body: cancellationBody,
      answers: { 200: { ...one, schema: bookingSchema.extend({ fee: moneySchema }) }, 409: refused },
    },
    async ({ c, deps, actor, params: { id }, body, request }) =>
      changed(c, await cancelBooking(deps, actor, id, body, request)),
  )
}

function useRoutes(api: Api): void {
  const route = { method: 'post', policy: 'signed-in', tag, params, answers: { 200: one, 409: refused } } as const
  api.route(
    { ...route, path: '/bookings/{id}/check-in', summary: 'Check in', body: usageBody },
    async ({ c, deps, actor, params: { id }, request }) => changed(c, await checkIn(deps, actor, id, request)),
  )
  api.route(
    { ...route, path: '/bookings/{id}/check-out', summary: 'Check out: the use is over, and billed', body: usageBody },
    async ({ c, deps, actor, params: { id }, body, request }) =>
      changed(c, await checkOut(deps, actor, id, { samples: body.samples ?? null, note: body.note }, request)),
  )
}

function decideRoute(api: Api): void {
  api.route(
    {
      method: 'post',
      path: '/bookings/{id}/approval',
      policy: 'signed-in',
      summary: 'Approve or reject a request',
      tag,
      params,
      body: decisionBody,
      answers: { 200: one, 409: refused, 422: broken },
    },
    async ({ c, deps, actor, params: { id }, body, request }) => {
      const answer = await decideBooking(deps, actor, id, body, request)
      return answer.kind === 'refused' ? refusalsAnswer(c, answer.refusals, answer.facts, []) : changed(c, answer)
    },
  )
}

type Context = Parameters<typeof refusedAnswer>[0]
const json = { 'content-type': 'application/json' }

function changed(c: Context, { status, body }: Answer): Response {
  return c.body(body, status as 200, { ...json, ...etag((JSON.parse(body) as { version: number }).version) })
}

/** Where a single new booking is found, and its version; a group has no address of its own. */
function locationOf(body: string): Record<string, string> {
  const { id, version } = JSON.parse(body) as { id?: string; version?: number }
  return id === undefined || version === undefined ? {} : { location: `/api/v1/bookings/${id}`, ...etag(version) }
}
