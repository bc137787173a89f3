import { z } from 'zod'
import { instantText, moneySchema } from '../../platform/http/schemas.ts'

export const paymentSchema = z
  .strictObject({
    id: z.string(),
    entryId: z.string(),
    way: z.enum(['bank', 'balance', 'deposit', 'opening']),
    amount: moneySchema,
    paidOn: z.string(),
    voucher: z.string(),
    note: z.string(),
    recordedAt: instantText,
    reverses: z.string().nullable(),
    reversed: z.boolean(),
  })
  .meta({ id: 'Payment' })
