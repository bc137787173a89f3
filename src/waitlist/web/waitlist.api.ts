import { z } from 'zod'
import { bookingSchema, refusedSchema } from '../../bookings/web/booking-schemas.ts'
import { refusalsAnswer } from '../../bookings/web/refused-answer.ts'
import { Malformed } from '../../kernel/thrown.ts'
import type { Api } from '../../platform/http/api.ts'
import { calendarDate, idOf, instant, instantText, listOf } from '../../platform/http/schemas.ts'
import { etag } from '../../platform/http/version.ts'
import { acceptOffer } from '../commands/accept-offer.ts'
import { makeWish } from '../commands/make-wish.ts'
import { withdrawWish } from '../commands/withdraw-wish.ts'
import { readMyWishes } from '../reads/my-wishes.ts'
import { wishDocument } from '../wish-document.ts'
import { dayParts, windowOf, wishStates } from '../wish.ts'

const tag = 'Waitlist'
const json = { 'content-type': 'application/json' }

const wishSchema = z
  .strictObject({
    id: z.string(),
    state: z.enum(wishStates),
    resource: z.strictObject({ id: z.string(), name: z.string() }),
    project: z.strictObject({ id: z.string(), code: z.string() }),
    part: z.enum([...dayParts, 'exact']),
    startsAt: instantText,
    endsAt: instantText,
    minutes: z.int(),
    ahead: z.int().meta({ description: 'How many wait longer for a time that touches this one' }),
    offer: z
      .strictObject({
        bookingId: z.string().nullable(),
        startsAt: instantText,
        endsAt: instantText,
        until: instantText,
      })
      .nullable(),
    createdAt: instantText,
    version: z.int(),
  })
  .meta({ id: 'Wish' })

const wishBody = z.strictObject({
  resourceId: idOf('res'),
  minutes: z.int().min(1).max(44_640),
  projectId: idOf('prj').optional(),
  date: calendarDate.optional().meta({ description: 'With `part`; or else `startsAt` and `endsAt`' }),
  part: z.enum(dayParts).optional(),
  startsAt: instant.optional(),
  endsAt: instant.optional(),
})

/** A part of a date, or a time between two others: one of the two, and the whole of it. */
function whenOf({ date, part, startsAt, endsAt }: z.output<typeof wishBody>, zone: string) {
  const exact = startsAt !== undefined || endsAt !== undefined
  if (exact) {
    if (date !== undefined || part !== undefined) throw new Malformed([{ pointer: '/date', kind: 'unknown-key' }])
    if (startsAt === undefined) throw new Malformed([{ pointer: '/startsAt', kind: 'missing' }])
    if (endsAt === undefined) throw new Malformed([{ pointer: '/endsAt', kind: 'missing' }])
    if (endsAt <= startsAt) throw new Malformed([{ pointer: '/endsAt', kind: 'value' }])
    return { part: 'exact', window: { startsAt, endsAt } } as const
  }
  if (date === undefined) throw new Malformed([{ pointer: '/date', kind: 'missing' }])
  if (part === undefined) throw new Malformed([{ pointer: '/part', kind: 'missing' }])
  return { part, window: windowOf(date, part, zone) }
}

/** Waiting for what is taken, and taking up what is offered. */
export function waitlistApi(api: Api): void {
  listRoute(api)
  wishRoute(api)
  withdrawRoute(api)
  acceptRoute(api)
}

function listRoute(api: Api): void {
  api.route(
    {
      method: 'get',
      path: '/waitlist',
      policy: 'signed-in',
      summary: 'What I wait for, and what is offered to me',
      tag,
      answers: { 200: { description: 'Soonest first: all of them', schema: listOf(wishSchema) } },
    },
    async ({ c, deps, actor }) => {
      const { viewer, wishes } = await readMyWishes(deps, actor)
      return c.json({ items: wishes.map((one) => wishDocument(one, viewer.locale)), nextCursor: null })
    },
  )
}

function wishRoute(api: Api): void {
  api.route(
    {
      method: 'post',
      path: '/waitlist',
      policy: 'signed-in',
      summary: 'Wait for a time that is taken: so many minutes, on a part of a day or between two times',
      tag,
      body: wishBody,
      answers: {
        200: { description: 'You wait for it already', schema: wishSchema },
        201: { description: 'You wait for it', schema: wishSchema },
        409: { description: 'You wait for too much, or too many wait for it' },
        422: { description: 'Rules stand against it that no other time cures', schema: refusedSchema },
      },
    },
    async ({ c, deps, actor, body, request }) => {
      const { resourceId, minutes, projectId = null } = body
      const when = whenOf(body, deps.park().timeZone)
      const answer = await makeWish(deps, actor, { resourceId, minutes, projectId, ...when }, request)
      if (answer.kind === 'refused') return refusalsAnswer(c, answer.refusals, answer.facts, [])
      return c.body(answer.body, answer.status as 201, json)
    },
  )
}

function withdrawRoute(api: Api): void {
  api.route(
    {
      method: 'delete',
      path: '/waitlist/{id}',
      policy: 'signed-in',
      summary: 'Wait no longer',
      tag,
      params: z.strictObject({ id: idOf('wsh') }),
      answers: {
        204: { description: 'You do not wait for it any more' },
        409: { description: 'Something is offered to you: accept it, or cancel it' },
      },
    },
    async ({ c, deps, actor, params: { id }, request }) => {
      await withdrawWish(deps, actor, id, request)
      return c.body(null, 204)
    },
  )
}

function acceptRoute(api: Api): void {
  api.route(
    {
      method: 'post',
      path: '/bookings/{id}/acceptance',
      policy: 'signed-in',
      summary: 'Accept an offer of the waitlist; cancelling it declines it',
      tag,
      params: z.strictObject({ id: idOf('bkg') }),
      body: z.strictObject({}),
      answers: {
        200: { description: 'Confirmed, or waiting for consent', schema: bookingSchema },
        409: { description: 'The offer is over' },
        422: { description: 'House rules refuse it', schema: refusedSchema },
      },
    },
    async ({ c, deps, actor, params: { id }, request }) => {
      const answer = await acceptOffer(deps, actor, id, request)
      if (answer.kind === 'refused') return refusalsAnswer(c, answer.refusals, answer.facts, [])
      const { version } = JSON.parse(answer.body) as { version: number }
      return c.body(answer.body, answer.status as 200, { ...json, ...etag(version) })
    },
  )
}
