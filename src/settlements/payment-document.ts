import { formatInstant } from '../kernel/rfc3339.ts'
import type { Payment } from './payment.ts'

/** A payment as the API shows it. */
export function paymentDocument(payment: Payment) {
  const { id, entryId, way, amountMinor, currency, paidOn, voucher, note, recordedAt, reverses, reversed } = payment
  return {
    id,
    entryId,
    way,
    amount: { amountMinor, currency },
    paidOn,
    voucher,
    note,
    recordedAt: formatInstant(recordedAt),
    reverses,
    reversed,
  }
}
