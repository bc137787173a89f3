import { z } from 'zod'
import type { Api } from '../../platform/http/api.ts'
import { keptAnswer } from '../../platform/http/kept-answer.ts'
import { problemExample } from '../../platform/http/openapi-problems.ts'
import { idOf, moneySchema, oneLine, plainText } from '../../platform/http/schemas.ts'
import { endStay, issueFinalStatement } from '../commands/end-stay.ts'
import { recordDeposit } from '../commands/record-deposit.ts'
import { paymentDocument } from '../payment-document.ts'
import { readBalance } from '../reads/balances.ts'
import { paymentSchema } from './payment-schema.ts'

const tag = 'Statements'
const params = z.strictObject({ id: idOf('firm') })

const balanceSchema = z
  .strictObject({
    firmId: z.string(),
    balance: moneySchema,
    due: moneySchema.meta({ description: 'Of its statements' }),
    opening: moneySchema.meta({ description: 'Owed from before the park kept this book' }),
    unstated: moneySchema,
    credit: z.strictObject({ line: moneySchema, available: moneySchema }).nullable(),
    payments: z.array(paymentSchema),
  })
  .meta({ id: 'FirmBalance' })

/** What firms paid ahead. */
export function balancesApi(api: Api): void {
  readRoute(api)
  depositRoute(api)
  finalStatementRoute(api)
  departureRoute(api)
}

function readRoute(api: Api): void {
  api.route(
    {
      method: 'get',
      path: '/firms/{id}/balance',
      policy: 'any-finance',
      summary: 'What a firm paid ahead, owes, and may book on credit',
      tag,
      params,
      answers: { 200: { description: 'How the firm stands', schema: balanceSchema } },
    },
    async ({ c, deps, actor, params: { id } }) => {
      const { balance, payments } = await readBalance(deps, actor, id)
      const money = (amountMinor: number) => ({ amountMinor, currency: deps.park().currency })
      const { creditMinor, availableMinor } = balance
      return c.json({
        firmId: id,
        balance: money(balance.balanceMinor),
        due: money(balance.dueMinor),
        opening: money(balance.openingMinor),
        unstated: money(balance.unstatedMinor),
        credit:
          creditMinor === null || availableMinor === null
            ? null
            : { line: money(creditMinor), available: money(availableMinor) },
        payments: payments.map(paymentDocument),
      })
    },
  )
}

function depositRoute(api: Api): void {
  const body = z.strictObject({
    amountMinor: z.int().min(1).max(1_000_000_000_000),
    paidOn: z.iso.date(),
    voucher: oneLine(60),
    note: plainText(200).default(''),
    purpose: z.enum(['balance', 'opening']).default('balance').meta({
      description: '`opening`: of what it owed before the park kept this book',
    }),
  })
  api.route(
    {
      method: 'post',
      path: '/firms/{id}/deposits',
      policy: 'park-finance',
      summary: 'Record money that a firm paid ahead',
      tag,
      params,
      body,
      answers: {
        201: { description: 'The payment' },
        409: { description: 'The voucher is known', example: problemExample('state-forbids') },
      },
    },
    async ({ deps, actor, params: { id }, body: wish, request }) =>
      keptAnswer(await recordDeposit(deps, actor, id, wish, request)),
  )
}

function finalStatementRoute(api: Api): void {
  const schema = z.strictObject({ statements: z.int(), lines: z.int(), total: moneySchema })
  api.route(
    {
      method: 'post',
      path: '/firms/{id}/final-statement',
      policy: 'park-finance',
      summary: 'Issue everything that a leaving firm owes until now, also of the month that still runs',
      tag,
      params,
      answers: {
        200: { description: 'What was issued', schema },
        409: { description: 'Bookings may still cost something', example: problemExample('state-forbids') },
      },
    },
    async ({ c, deps, actor, params: { id }, request }) => {
      const { statements, lines, totalMinor } = await issueFinalStatement(deps, actor, id, request)
      return c.json({ statements, lines, total: { amountMinor: totalMinor, currency: deps.park().currency } })
    },
  )
}

function departureRoute(api: Api): void {
  const body = z.strictObject({
    paidOn: z.iso.date(),
    voucher: oneLine(60).default('').meta({ description: 'Needed where a balance is paid back' }),
    note: plainText(200).default(''),
  })
  api.route(
    {
      method: 'post',
      path: '/firms/{id}/departure',
      policy: 'park-finance',
      summary: 'End a firm’s stay, its balance recorded as paid back; refused while anything is open',
      tag,
      params,
      body,
      answers: {
        201: { description: 'What was paid back' },
        409: { description: 'Bookings, entries or dues are open', example: problemExample('state-forbids') },
      },
    },
    async ({ deps, actor, params: { id }, body: wish, request }) =>
      keptAnswer(await endStay(deps, actor, id, wish, request)),
  )
}
