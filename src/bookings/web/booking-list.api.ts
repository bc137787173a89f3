import { z } from 'zod'
import { Malformed } from '../../kernel/thrown.ts'
import type { Api } from '../../platform/http/api.ts'
import { approvers } from '../../resources/approval-rule.ts'
import { cursorOf, placeOf } from '../../platform/http/cursor.ts'
import { idOf, instant, instantText, listOf, listQuery } from '../../platform/http/schemas.ts'
import { etag } from '../../platform/http/version.ts'
import { bookingDocument } from '../booking-document.ts'
import { bookingStates, type BookingState } from '../booking.ts'
import { readBooking } from '../reads/booking-with-names.ts'
import { historyDocument } from '../reads/history.ts'
import { listBookings } from '../reads/list-bookings.ts'
import { bookingSchema } from './booking-schemas.ts'

const tag = 'Bookings'

const query = z.strictObject({
  resourceId: idOf('res').optional(),
  projectId: idOf('prj').optional(),
  from: instant.optional().meta({ description: 'Only what ends after this; then the earliest comes first' }),
  to: instant.optional().meta({ description: 'Only what begins before this' }),
  state: z
    .string()
    .max(120)
    .optional()
    .meta({ description: `One or more of ${bookingStates.join(', ')}, with commas between` }),
  person: z.enum(['me']).optional().meta({ description: 'Only my own' }),
  ...listQuery,
})

const place = z.strictObject({ startsAt: z.int(), id: idOf('bkg') })

const historySchema = z.strictObject({
  version: z.int(),
  at: instantText,
  action: z.string(),
  by: z
    .strictObject({ id: z.string(), name: z.string() })
    .nullable()
    .meta({ description: 'Null when the clock did it, or an approver' }),
  as: z.array(z.enum(approvers)).meta({ description: 'As which approver it was decided' }),
  reason: z.string().nullable(),
})

/** Looking at bookings: mine, and what my roles show. */
export function bookingListApi(api: Api): void {
  listRoute(api)
  oneRoute(api)
}

function listRoute(api: Api): void {
  api.route(
    {
      method: 'get',
      path: '/bookings',
      policy: 'signed-in',
      summary: 'Bookings of my firms, of the facilities that I manage, or of the whole park, as my roles show',
      tag,
      query,
      answers: {
        200: { description: 'The latest first, or with `from` the earliest', schema: listOf(bookingSchema) },
      },
    },
    async ({ c, deps, actor, query: asked }) => {
      const { resourceId = null, projectId = null, from = null, to = null, state, person, limit, cursor } = asked
      const wish = { resourceId, projectId, from, to, states: statesOf(state), mine: person === 'me' }
      const after = placeOf(place, cursor)
      const { viewer, bookings, next } = await listBookings(deps, actor, { ...wish, after }, limit)
      const now = deps.now()
      const items = bookings.map(({ booking, names }) => bookingDocument(booking, names, viewer.locale, now))
      return c.json({ items, nextCursor: cursorOf(next) })
    },
  )
}

function statesOf(text: string | undefined): BookingState[] | null {
  if (text === undefined) return null
  return text.split(',').map((word) => {
    const state = bookingStates.find((one) => one === word)
    if (state !== undefined) return state
    throw new Malformed([{ pointer: '/query/state', kind: 'choice', expected: bookingStates.join(', ') }])
  })
}

function oneRoute(api: Api): void {
  api.route(
    {
      method: 'get',
      path: '/bookings/{id}',
      policy: 'signed-in',
      summary: 'A booking with its price lines and its history',
      tag,
      params: z.strictObject({ id: idOf('bkg') }),
      answers: {
        200: { description: 'The booking', schema: bookingSchema.extend({ history: z.array(historySchema) }) },
        404: { description: 'No such booking, or none that is open to you' },
      },
    },
    async ({ c, deps, actor, params: { id } }) => {
      const { viewer, history, booking, names } = await readBooking(deps, actor, id)
      const document = bookingDocument(booking, names, viewer.locale, deps.now())
      return c.json({ ...document, history: historyDocument(history, viewer.locale) }, 200, etag(booking.version))
    },
  )
}
