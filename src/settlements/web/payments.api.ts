import { z } from 'zod'
import type { Api } from '../../platform/http/api.ts'
import { keptAnswer } from '../../platform/http/kept-answer.ts'
import { problemExample } from '../../platform/http/openapi-problems.ts'
import { idOf, oneLine, plainText } from '../../platform/http/schemas.ts'
import { recordPayment } from '../commands/record-payment.ts'
import { reversePayment } from '../commands/reverse-payment.ts'

const tag = 'Statements'

/** Payments of statements, for the park's finance people. */
export function paymentsApi(api: Api): void {
  payRoute(api)
  reverseRoute(api)
}

function payRoute(api: Api): void {
  const body = z.strictObject({
    amountMinor: z.int().min(-1_000_000_000_000).max(1_000_000_000_000).meta({
      description: 'No more than is payable; of a statement of less than nothing, what was paid back, as a negative',
    }),
    paidOn: z.iso.date(),
    voucher: oneLine(60).default(''),
    note: plainText(200).default(''),
    way: z.enum(['bank', 'balance']).default('bank').meta({ description: '`balance`: out of what was paid ahead' }),
  })
  api.route(
    {
      method: 'post',
      path: '/statements/{number}/payments',
      policy: 'park-finance',
      summary: 'Record a payment; the one that pays the last of it settles the statement',
      tag,
      params: z.strictObject({ number: z.string().max(40) }),
      body,
      answers: {
        201: { description: 'The payment' },
        409: { description: 'Nothing is due, or the voucher is known', example: problemExample('state-forbids') },
      },
    },
    async ({ deps, actor, params: { number }, body: wish, request }) =>
      keptAnswer(await recordPayment(deps, actor, number, wish, request)),
  )
}

function reverseRoute(api: Api): void {
  api.route(
    {
      method: 'post',
      path: '/payments/{id}/reversal',
      policy: 'park-finance',
      summary: 'Take a wrong payment back by one of the opposite amount',
      tag,
      params: z.strictObject({ id: idOf('pay') }),
      body: z.strictObject({ reason: plainText(200) }),
      answers: {
        201: { description: 'The payment that takes it back' },
        409: { description: 'It was taken back before', example: problemExample('already-reversed') },
      },
    },
    async ({ deps, actor, params: { id }, body: { reason }, request }) =>
      keptAnswer(await reversePayment(deps, actor, id, reason, request)),
  )
}
