import { z } from 'zod'
import type { Actor, Deps } from '../../deps.ts'
import { priceSchema } from '../../bookings/web/booking-schemas.ts'
import { byteOrderMark, csvLines } from '../../platform/csv/csv-lines.ts'
import type { Api } from '../../platform/http/api.ts'
import { problemExample } from '../../platform/http/openapi-problems.ts'
import { decimalsOf } from '../../platform/i18n/format.ts'
import { cursorOf, placeOf } from '../../platform/http/cursor.ts'
import { idOf, instant, instantText, listQuery, moneySchema, plainText } from '../../platform/http/schemas.ts'
import { adjustEntry } from '../commands/adjust-entry.ts'
import { reverseEntry } from '../commands/reverse-entry.ts'
import { ledgerCells, ledgerDocument, ledgerHeads } from '../ledger-document.ts'
import { readLedger, type LedgerWish } from '../reads/ledger.ts'

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

const query = z.strictObject({
  ...listQuery,
  firmId: idOf('firm').optional(),
  resourceId: idOf('res').optional(),
  from: instant.optional(),
  to: instant.optional(),
})

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
      summary: "Posted entries, newest first: my firms', or all to park finance. `Accept: text/csv` streams them all",
      tag,
      query,
      answers: { 200: { description: 'Entries with their lines', schema: items } },
    },
    async ({ c, deps, actor, query: asked }) => {
      const { firmId = null, resourceId = null, from = null, to = null } = asked
      const after = placeOf(placeSchema, asked.cursor) as LedgerWish['after']
      const wish = { firmId, resourceId, from, to, after }
      if (c.req.header('accept')?.includes('text/csv')) return csvAnswer(deps, actor, wish)
      const { viewer, entries, next } = await readLedger(deps, actor, wish, asked.limit)
      return c.json({ items: entries.map((entry) => ledgerDocument(entry, viewer.locale)), nextCursor: cursorOf(next) })
    },
  )
}

const pageRows = 200
const mostPages = 5_000

/**
 * The whole list as CSV, a page at a time: the first is read before the answer begins, so that who may not see it is
 * told so.
 */
async function csvAnswer(deps: Deps, actor: Actor, wish: LedgerWish): Promise<Response> {
  const first = await readLedger(deps, actor, wish, pageRows)
  const { locale } = first.viewer
  const { timeZone: zone, currency } = deps.park()
  const decimals = decimalsOf(currency)
  const encoder = new TextEncoder()
  let page = first
  let pages = 0
  const body = new ReadableStream<Uint8Array>({
    start: (out) => out.enqueue(encoder.encode(byteOrderMark + csvLines([ledgerHeads[locale]], 0))),
    pull: async (out) => {
      const rows = page.entries.flatMap((entry) => ledgerCells(entry, locale, zone))
      if (rows.length > 0) out.enqueue(encoder.encode(csvLines(rows, decimals)))
      if (page.next === null || ++pages >= mostPages) return out.close()
      page = await readLedger(deps, actor, { ...wish, after: page.next }, pageRows)
    },
  })
  const headers = {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="ledger.csv"',
  }
  return new Response(body, { headers })
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
    async ({ c, deps, actor, params: { id }, body, request }) => {
      const answer = await reverseEntry(deps, actor, id, body, request)
      return c.body(answer.body, answer.status as 201, { 'content-type': 'application/json' })
    },
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
    async ({ c, deps, actor, params: { id }, body, request }) => {
      const answer = await adjustEntry(deps, actor, id, body, request)
      return c.body(answer.body, answer.status as 201, { 'content-type': 'application/json' })
    },
  )
}
