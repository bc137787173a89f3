import { z } from 'zod'
import { keyOfForm } from '../../bookings/web/form-key.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { idOf, oneLine, plainText } from '../../platform/http/schemas.ts'
import { answered } from '../../statements/web/statement.pages.tsx'
import { recordInvoice } from '../commands/record-invoice.ts'
import { requestInvoice } from '../commands/request-invoice.ts'
import { invoiceKinds } from '../invoice.ts'

const to = 'invoices'

/** Invoices, on the page of their statement. */
export function invoicePages(pages: Pages): void {
  const wish = z.strictObject({ title: oneLine(100), taxNumber: oneLine(30), kind: z.enum(invoiceKinds) })
  const params = z.object({ number: z.string().max(40) })
  pages.page(
    { policy: 'firm-finance', method: 'post', path: '/f/statements/:number/invoices', params, form: wish },
    async ({ c, deps, actor, params: { number }, form, request }) =>
      answered(c, deps, actor, { number, to }, form, async () => {
        await requestInvoice(deps, actor, number, form, keyOfForm(request))
      }),
  )
  stepPages(pages)
}

function stepPages(pages: Pages): void {
  const params = z.object({ id: idOf('ivc') })
  const made = z.strictObject({ statement: z.string().max(40), number: oneLine(40) })
  pages.page(
    { policy: 'park-finance', method: 'post', path: '/f/invoices/:id/number', params, form: made },
    async ({ c, deps, actor, params: { id }, form: { statement, number }, request }) =>
      answered(c, deps, actor, { number: statement, to }, { number }, async () => {
        await recordInvoice(deps, actor, id, { to: 'made', number }, keyOfForm(request))
      }),
  )
  const red = z.strictObject({
    statement: z.string().max(40),
    redNumber: oneLine(40),
    redReason: plainText(200),
  })
  pages.page(
    { policy: 'park-finance', method: 'post', path: '/f/invoices/:id/reversal', params, form: red },
    async ({ c, deps, actor, params: { id }, form: { statement, redNumber, redReason: reason }, request }) =>
      answered(c, deps, actor, { number: statement, to }, { redNumber, redReason: reason }, async () => {
        await recordInvoice(deps, actor, id, { to: 'reversed', redNumber, reason }, keyOfForm(request))
      }),
  )
}
