import { z } from 'zod'
import { priceSchema } from '../../bookings/web/booking-schemas.ts'
import type { Api } from '../../platform/http/api.ts'
import { keptAnswer } from '../../platform/http/kept-answer.ts'
import { problemExample } from '../../platform/http/openapi-problems.ts'
import { cursorOf, placeOf } from '../../platform/http/cursor.ts'
import { idOf, instant, instantText, listQuery, moneySchema, plainText } from '../../platform/http/schemas.ts'
import { adjustEntry } from '../commands/adjust-entry.ts'
import { reverseEntry } from '../commands/reverse-entry.ts'
import { ledgerDocument } from '../ledger-document.ts'
import { entryKinds } from '../ledger-kinds.ts'
import type { LedgerPlace, LedgerWish } from '../ledger-wish.ts'
import { readLedger } from '../reads/ledger.ts'
import { ledgerFileAnswer } from './ledger-file-answer.ts'

const tag = 'Ledger'
const named = z.strictObject({ id: z.string(), name: z.string() })

const entrySchema = z
  .strictObject({
    id: z.string(),
    kind: z.string(),
    firm: named,
    project: z.strictObject({ id: z.string(), code: z.string().nullable() }).nullable(),
    resource: named.extend({ assetNumber: z.string().nullable() }).nullable(),
    booking: z.strictObject({ id: z.string(), number: z.string().nullable() }).nullable(),
    occurredAt: instantText,
    postedAt: instantText,
    period: z.string(),
    late: z.boolean(),
    reason: z.string(),
    reverses: z.string().nullable(),
    statement: z.string().nullable().meta({ description: 'The number of the statement that it stands on' }),
    total: moneySchema,
    tax: moneySchema,
    lines: z.array(z.strictObject({ kind: z.string(), description: z.string(), amount: moneySchema })),
  })
  .meta({ id: 'LedgerEntry' })

const reversalSchema = priceSchema.omit({ estimate: true }).extend({
  id: z.string(),
  kind: z.string(),
  firmId: z.string(),
  bookingId: z.string().nullable(),
  reversesId: z.string().nullable(),
  reason: z.string(),
  postedAt: instantText,
})

const yesOrNo = z
  .enum(['true', 'false'])
  .transform((text) => text === 'true')
  .optional()

const query = z.strictObject({
  ...listQuery,
  firmId: idOf('firm').optional(),
  resourceId: idOf('res').optional(),
  from: instant.optional(),
  to: instant.optional(),
  period: z
    .string()
    .regex(/^20\d\d-(0[1-9]|1[0-2])$/)
    .optional()
    .meta({ description: '`2026-11`: the month that it was posted to' }),
  projectId: idOf('prj').optional(),
  personId: idOf('usr').optional(),
  facilityId: idOf('fac').optional(),
  kind: z.enum(entryKinds).optional(),
  stated: yesOrNo,
  late: yesOrNo,
})

type Query = z.output<typeof query>

function wishOf(asked: Query): LedgerWish {
  const { firmId = null, from = null, to = null, period = null, facilityId = null, kind = null } = asked
  return {
    firmId,
    from,
    to,
    period,
    facilityId,
    kind,
    resource: asked.resourceId ?? null,
    project: asked.projectId ?? null,
    person: asked.personId ?? null,
    isStated: asked.stated ?? null,
    isLate: asked.late ?? null,
    after: placeOf(placeSchema, asked.cursor) as LedgerPlace | null,
  }
}

const placeSchema = z.strictObject({ occurredAt: z.int(), id: z.string().max(64) })

/** What was billed, and taking a bill back. */
export function ledgerApi(api: Api): void {
  listRoute(api)
  reverseRoute(api)
  adjustRoute(api)
}

function listRoute(api: Api): void {
  const items = z.strictObject({ items: z.array(entrySchema), nextCursor: z.string().nullable() })
  api.route(
    {
      method: 'get',
      path: '/ledger',
      policy: 'any-finance',
      summary:
        "Posted entries, newest first: my firms', or all to park finance. By `Accept` as CSV or XLSX, all of them",
      tag,
      query,
      answers: { 200: { description: 'Entries with their lines', schema: items } },
    },
    async ({ c, deps, actor, query: asked }) => {
      const wish = wishOf(asked)
      const accepted = c.req.header('accept') ?? ''
      const kind = accepted.includes('text/csv') ? 'csv' : accepted.includes('spreadsheetml') ? 'xlsx' : null
      if (kind !== null) return ledgerFileAnswer(deps, actor, wish, kind)
      const { viewer, entries, next } = await readLedger(deps, actor, wish, asked.limit)
      return c.json({ items: entries.map((entry) => ledgerDocument(entry, viewer.locale)), nextCursor: cursorOf(next) })
    },
  )
}

function reverseRoute(api: Api): void {
  api.route(
    {
      method: 'post',
      path: '/ledger/{id}/reversal',
      policy: 'park-finance',
      summary: 'Take an entry back by posting its exact opposite',
      tag,
      params: z.strictObject({ id: idOf('ent') }),
      body: z.strictObject({ reason: plainText(500) }),
      answers: {
        201: { description: 'The entry that reverses it', schema: reversalSchema },
        409: { description: 'It was taken back before', example: problemExample('already-reversed') },
      },
    },
    async ({ deps, actor, params: { id }, body, request }) =>
      keptAnswer(await reverseEntry(deps, actor, id, body, request)),
  )
}

function adjustRoute(api: Api): void {
  api.route(
    {
      method: 'post',
      path: '/bookings/{id}/adjustments',
      policy: 'park-finance',
      summary: "Correct a settled booking's bill by a line of its own; a negative amount takes something off",
      tag,
      params: z.strictObject({ id: idOf('bkg') }),
      body: z.strictObject({ amountMinor: z.int().min(-1_000_000_000).max(1_000_000_000), reason: plainText(500) }),
      answers: {
        201: { description: 'The entry that was posted' },
        409: { description: 'The booking is not settled' },
      },
    },
    async ({ deps, actor, params: { id }, body, request }) =>
      keptAnswer(await adjustEntry(deps, actor, id, body, request)),
  )
}
