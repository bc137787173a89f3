import { z } from 'zod'
import { keyOfForm } from '../../bookings/web/form-key.ts'
import { Malformed } from '../../kernel/thrown.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { idOf, oneLine, plainText } from '../../platform/http/schemas.ts'
import { readMoney } from '../../platform/i18n/read-money.ts'
import { answered } from '../../statements/web/statement.pages.tsx'
import { recordPayment } from '../commands/record-payment.ts'
import { reversePayment } from '../commands/reverse-payment.ts'
import { answered as answeredOnBalance } from './balances.pages.tsx'

/** What is recorded of a statement's payments, on its page. */
export function paymentPages(pages: Pages): void {
  payForm(pages)
  takeBackForm(pages)
}

function payForm(pages: Pages): void {
  const form = z.strictObject({
    amount: z.string().max(20),
    paidOn: z.string().max(20),
    way: z.enum(['bank', 'balance']),
    voucher: oneLine(60),
    note: plainText(200),
    back: z.literal('1').optional(),
  })
  pages.page(
    {
      policy: 'park-finance',
      method: 'post',
      path: '/f/statements/:number/payments',
      params: z.object({ number: z.string().max(40) }),
      form,
    },
    async ({ c, deps, actor, params: { number }, form: { back, ...typed }, request }) => {
      const { amount, ...said } = typed
      const read = readMoney(amount, deps.park().currency)
      return answered(c, deps, actor, { number, to: 'payments' }, typed, async () => {
        if (read === null) throw new Malformed([{ pointer: '/amountMinor', kind: 'format' }])
        if (!z.iso.date().safeParse(said.paidOn).success) throw new Malformed([{ pointer: '/paidOn', kind: 'format' }])
        await recordPayment(deps, actor, number, { ...said, amountMinor: back ? -read : read }, keyOfForm(request))
      })
    },
  )
}

/** Back to where it stands: the statement, or the balance of its firm. */
function takeBackForm(pages: Pages): void {
  const form = z.strictObject({
    statement: z.string().max(40).default(''),
    firm: idOf('firm').optional(),
    wrong: plainText(200),
  })
  pages.page(
    {
      policy: 'park-finance',
      method: 'post',
      path: '/f/payments/:id/reversal',
      params: z.object({ id: idOf('pay') }),
      form,
    },
    async ({ c, deps, actor, params: { id }, form: { statement: number, firm, wrong }, request }) => {
      const said = { wrong, payment: id }
      const act = async () => {
        await reversePayment(deps, actor, id, wrong, keyOfForm(request))
      }
      return firm === undefined
        ? answered(c, deps, actor, { number, to: 'payments' }, said, act)
        : answeredOnBalance(c, deps, actor, { firm, to: 'history', form: said }, act)
    },
  )
}
