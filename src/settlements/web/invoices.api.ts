import { z } from 'zod'
import type { Api } from '../../platform/http/api.ts'
import { keptAnswer } from '../../platform/http/kept-answer.ts'
import { problemExample } from '../../platform/http/openapi-problems.ts'
import { idOf, oneLine, plainText } from '../../platform/http/schemas.ts'
import { recordInvoice } from '../commands/record-invoice.ts'
import { requestInvoice } from '../commands/request-invoice.ts'
import { invoiceKinds } from '../invoice.ts'

const tag = 'Statements'
const conflict = { description: 'Not at this point', example: problemExample('state-forbids') }

/** Invoices of statements: asked for by the firm, made out and taken back by the park. */
export function invoicesApi(api: Api): void {
  api.route(
    {
      method: 'post',
      path: '/statements/{number}/invoices',
      policy: 'firm-finance',
      summary: 'Ask for the invoice of a statement; its title is kept for the next',
      tag,
      params: z.strictObject({ number: z.string().max(40) }),
      body: z.strictObject({ title: oneLine(100), taxNumber: oneLine(30), kind: z.enum(invoiceKinds) }),
      answers: { 201: { description: 'What was asked for' }, 409: conflict },
    },
    async ({ deps, actor, params: { number }, body, request }) =>
      keptAnswer(await requestInvoice(deps, actor, number, body, request)),
  )
  stepRoutes(api)
}

function stepRoutes(api: Api): void {
  const step = { method: 'post', policy: 'park-finance', tag, params: z.strictObject({ id: idOf('ivc') }) } as const
  const answers = { 201: { description: 'What was recorded' }, 409: conflict }
  api.route(
    {
      ...step,
      path: '/invoices/{id}/number',
      summary: 'Record the number of an invoice that was made out',
      body: z.strictObject({ number: oneLine(40) }),
      answers,
    },
    async ({ deps, actor, params: { id }, body: { number }, request }) =>
      keptAnswer(await recordInvoice(deps, actor, id, { to: 'made', number }, request)),
  )
  api.route(
    {
      ...step,
      path: '/invoices/{id}/reversal',
      summary: 'Record the red-letter invoice that takes one back',
      body: z.strictObject({ number: oneLine(40).default(''), reason: plainText(200) }),
      answers,
    },
    async ({ deps, actor, params: { id }, body: { number: redNumber, reason }, request }) =>
      keptAnswer(await recordInvoice(deps, actor, id, { to: 'reversed', redNumber, reason }, request)),
  )
}
