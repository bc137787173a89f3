import { formatInstant } from '../kernel/rfc3339.ts'
import type { Invoice } from './invoice.ts'

/** An invoice as the API shows it. */
export function invoiceDocument({ amountMinor, currency, askedAt, madeAt, redAt, ...invoice }: Invoice) {
  const time = (at: number | null) => (at === null ? null : formatInstant(at))
  return {
    ...invoice,
    amount: { amountMinor, currency },
    askedAt: formatInstant(askedAt),
    madeAt: time(madeAt),
    redAt: time(redAt),
  }
}
