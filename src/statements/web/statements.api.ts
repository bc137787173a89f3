import { z } from 'zod'
import { noPeriod } from '../../billing/period.ts'
import type { Api } from '../../platform/http/api.ts'
import { cursorOf, placeOf } from '../../platform/http/cursor.ts'
import { keptAnswer } from '../../platform/http/kept-answer.ts'
import { problemExample } from '../../platform/http/openapi-problems.ts'
import { idOf, instantText, listOf, listQuery, moneySchema, plainText } from '../../platform/http/schemas.ts'
import { invoiceSchema, paymentSchema } from '../../settlements/web/payment-schema.ts'
import { answerObjection } from '../commands/answer-objection.ts'
import { objectToLine } from '../commands/object-to-line.ts'
import { listStatements, readStatement } from '../reads/statements.ts'
import { headDocument, statementDocument } from '../statement-document.ts'
import { fileAnswer } from './file-answer.ts'

const tag = 'Statements'
const month = /^20\d\d-(0[1-9]|1[0-2])$/
const monthText = z.string().regex(month).meta({ description: 'A month of the park, `2026-11`' })

/** Where a page of statements ended. */
export const statementPlace = z.strictObject({ number: z.string().regex(/^\d{4}-\d{5,10}$/) })

/** A month in a path: what can't be one is answered like one that there is not. */
export const periodInPath = z
  .string()
  .max(64)
  .meta({ description: 'A month of the park, `2026-11`' })
  .transform((text) => (month.test(text) ? text : noPeriod))

const headSchema = z
  .strictObject({
    number: z.string().meta({ example: '2026-00042' }),
    firm: z.strictObject({ id: z.string(), name: z.string() }),
    period: z.string(),
    state: z.enum(['issued', 'settled']),
    total: moneySchema,
    tax: moneySchema,
    credited: moneySchema.meta({ description: 'Credits for its lines that lowered what is due of it' }),
    carried: moneySchema.meta({ description: 'Credits that stand on it and lowered an earlier one already' }),
    disputed: moneySchema,
    paid: moneySchema,
    due: moneySchema,
    settledAt: instantText.nullable(),
    lineCount: z.int(),
    issuedAt: instantText,
    hash: z.string().meta({ description: 'SHA-256 of the text that was frozen' }),
  })
  .meta({ id: 'StatementHead' })

const span = z.strictObject({ startsAt: instantText.nullable(), endsAt: instantText.nullable() })
const lineSchema = z
  .strictObject({
    line: z.int(),
    entryId: z.string(),
    kind: z.string(),
    date: z.string(),
    resource: z.strictObject({ name: z.string(), assetNumber: z.string() }),
    person: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
    project: z.strictObject({ code: z.string(), name: z.string() }),
    booking: z.string().nullable(),
    booked: span,
    used: span,
    minutes: z.int(),
    late: z.boolean(),
    reason: z.string(),
    priceCategory: z.string(),
    machineTime: moneySchema,
    startFee: moneySchema,
    consumables: moneySchema,
    fees: moneySchema,
    reductions: moneySchema,
    amount: moneySchema,
    tax: moneySchema,
    lines: z.array(z.strictObject({ kind: z.string(), description: z.string(), amount: moneySchema })),
  })
  .meta({ id: 'StatementLine' })

const objectionSchema = z
  .strictObject({
    id: z.string(),
    line: z.int(),
    reason: z.string(),
    raisedAt: instantText,
    state: z.enum(['open', 'credited', 'declined']),
    answer: z.string(),
    answeredAt: instantText.nullable(),
    entryId: z.string().nullable(),
  })
  .meta({ id: 'Objection' })

const statementSchema = headSchema
  .extend({
    lines: z.array(lineSchema),
    objections: z.array(objectionSchema),
    payments: z.array(paymentSchema),
    invoices: z.array(invoiceSchema),
  })
  .meta({ id: 'Statement' })

/** Statements, as they were issued, and what firms object to. */
export function statementsApi(api: Api): void {
  listRoute(api)
  oneRoute(api)
  objectRoute(api)
  answerRoute(api)
}

function listRoute(api: Api): void {
  const query = z.strictObject({ ...listQuery, firmId: idOf('firm').optional(), period: monthText.optional() })
  api.route(
    {
      method: 'get',
      path: '/statements',
      policy: 'any-finance',
      summary: "Statements, newest first: my firms', or all to park finance",
      tag,
      query,
      answers: { 200: { description: 'Statements without their lines', schema: listOf(headSchema) } },
    },
    async ({ c, deps, actor, query: asked }) => {
      const { firmId = null, period = null, limit, cursor } = asked
      const after = placeOf(statementPlace, cursor)
      const { viewer, statements, next } = await listStatements(deps, actor, { firmId, period, after }, limit)
      return c.json({ items: statements.map((head) => headDocument(head, viewer.locale)), nextCursor: cursorOf(next) })
    },
  )
}

function oneRoute(api: Api): void {
  api.route(
    {
      method: 'get',
      path: '/statements/{number}',
      policy: 'any-finance',
      summary: 'One statement with its lines; `.csv` or `.xlsx` after the number gives the sheet as a file',
      tag,
      params: z.strictObject({ number: z.string().max(40) }),
      answers: { 200: { description: 'The statement', schema: statementSchema } },
    },
    async ({ c, deps, actor, params: { number } }) => {
      const [plain = '', kind] = number.split('.')
      const read = await readStatement(deps, actor, plain)
      const { locale } = read.viewer
      return fileAnswer(read, kind, locale) ?? c.json(statementDocument(read, locale))
    },
  )
}

function objectRoute(api: Api): void {
  api.route(
    {
      method: 'post',
      path: '/statements/{number}/objections',
      policy: 'firm-finance',
      summary: 'Object to a line; it is not payable until it is answered',
      tag,
      params: z.strictObject({ number: z.string().max(40) }),
      body: z.strictObject({ line: z.int().min(1).max(100_000), reason: plainText(500) }),
      answers: {
        201: { description: 'The objection' },
        409: { description: 'Too late, or objected to already', example: problemExample('too-late') },
      },
    },
    async ({ deps, actor, params: { number }, body, request }) =>
      keptAnswer(await objectToLine(deps, actor, number, body, request)),
  )
}

function answerRoute(api: Api): void {
  api.route(
    {
      method: 'post',
      path: '/objections/{id}/answer',
      policy: 'park-finance',
      summary: 'Answer an objection by a credit on the next statement, or by a reason alone (a credit of 0)',
      tag,
      params: z.strictObject({ id: idOf('obj') }),
      body: z.strictObject({ creditMinor: z.int().min(0).max(1_000_000_000), answer: plainText(500) }),
      answers: {
        201: { description: 'What was posted, or the reason' },
        409: { description: 'It was answered before', example: problemExample('state-forbids') },
      },
    },
    async ({ deps, actor, params: { id }, body, request }) =>
      keptAnswer(await answerObjection(deps, actor, id, body, request)),
  )
}
