import { z } from 'zod'
import { instantText, moneySchema } from '../../platform/http/schemas.ts'

export const paymentSchema = z
  .strictObject({
    id: z.string(),
    entryId: z.string(),
    way: z.enum(['bank', 'balance', 'deposit', 'opening', 'refund']),
    amount: moneySchema,
    paidOn: z.string(),
    voucher: z.string(),
    note: z.string(),
    recordedAt: instantText,
    reverses: z.string().nullable(),
    reversed: z.boolean(),
  })
  .meta({ id: 'Payment' })

export const invoiceSchema = z
  .strictObject({
    id: z.string(),
    title: z.string(),
    taxNumber: z.string(),
    kind: z.enum(['special', 'ordinary']),
    state: z.enum(['asked', 'made', 'reversed']),
    amount: moneySchema,
    askedAt: instantText,
    number: z.string().nullable(),
    madeAt: instantText.nullable(),
    redNumber: z.string().nullable(),
    redReason: z.string().nullable(),
    redAt: instantText.nullable(),
  })
  .meta({ id: 'Invoice' })
