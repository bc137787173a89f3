import { lineText } from '../billing/line-text.ts'
import { formatInstant } from '../kernel/rfc3339.ts'
import type { Locale } from '../platform/i18n/locale.ts'
import { nameIn } from '../platform/i18n/name-in.ts'
import { dueOf } from '../settlements/dues.ts'
import { invoiceDocument } from '../settlements/invoice-document.ts'
import type { Invoice } from '../settlements/invoice.ts'
import type { Payment } from '../settlements/payment.ts'
import { paymentDocument } from '../settlements/payment-document.ts'
import type { Objection } from './objection.ts'
import type { NamesById } from './sheet.ts'
import { columnsOf, type StatementLine } from './statement-line.ts'
import type { Statement, StatementHead } from './statement.ts'

/** A statement as the API lists it. */
export function headDocument(head: StatementHead, locale: Locale) {
  const { number, firmId, firm, period, state, totalMinor, taxMinor, currency, lines, hash, issuedAt } = head
  return {
    number,
    firm: { id: firmId, name: nameIn(firm, locale) },
    period,
    state,
    total: { amountMinor: totalMinor, currency },
    tax: { amountMinor: taxMinor, currency },
    credited: { amountMinor: head.setOffMinor, currency },
    carried: { amountMinor: head.carriedMinor, currency },
    disputed: { amountMinor: head.disputedMinor, currency },
    paid: { amountMinor: head.paidMinor, currency },
    due: { amountMinor: dueOf(head), currency },
    settledAt: head.settledAt === null ? null : formatInstant(head.settledAt),
    lineCount: lines,
    issuedAt: formatInstant(issuedAt),
    hash,
  }
}

/** A statement with what stands beside its frozen text. */
interface Stated {
  readonly head: StatementHead
  readonly statement: Statement
  readonly names: NamesById
  readonly objections: readonly Objection[]
  readonly payments: readonly Payment[]
  readonly invoices: readonly Invoice[]
}

/** The same with its lines and what was objected to. */
export function statementDocument({ head, statement, names, objections, payments, invoices }: Stated, locale: Locale) {
  return {
    ...headDocument(head, locale),
    lines: statement.lines.map((line) => lineDocument(line, head.currency, names, locale)),
    objections: objections.map(objectionDocument),
    payments: payments.map(paymentDocument),
    invoices: invoices.map(invoiceDocument),
  }
}

function lineDocument(line: StatementLine, currency: string, names: NamesById, locale: Locale) {
  const money = (amountMinor: number) => ({ amountMinor, currency })
  const time = (at: number | null) => (at === null ? null : formatInstant(at))
  const { machineTimeMinor, startFeeMinor, consumablesMinor, feesMinor, reductionsMinor } = columnsOf(line)
  return {
    line: line.no,
    entryId: line.entryId,
    kind: line.kind,
    date: line.date,
    resource: { name: nameIn(line.resource, locale), assetNumber: line.assetNumber },
    person: line.personId && { id: line.personId, name: names.get(line.personId) ?? '' },
    project: { code: line.projectCode, name: line.projectName },
    booking: line.bookingNumber,
    booked: { startsAt: time(line.startsAt), endsAt: time(line.endsAt) },
    used: { startsAt: time(line.usedFrom), endsAt: time(line.usedUntil) },
    minutes: line.minutes,
    late: line.late,
    reason: line.reason,
    priceCategory: line.priceCategory,
    machineTime: money(machineTimeMinor),
    startFee: money(startFeeMinor),
    consumables: money(consumablesMinor),
    fees: money(feesMinor),
    reductions: money(reductionsMinor),
    amount: money(line.amountMinor),
    tax: money(line.taxMinor),
    lines: line.charges.map((charge) => ({
      kind: charge.kind,
      description: lineText(charge, locale),
      amount: money(charge.amountMinor),
    })),
  }
}

function objectionDocument({ id, lineNo, reason, raisedAt, state, answer, answeredAt, entryId }: Objection) {
  return {
    id,
    line: lineNo,
    reason,
    raisedAt: formatInstant(raisedAt),
    state,
    answer,
    answeredAt: answeredAt === null ? null : formatInstant(answeredAt),
    entryId,
  }
}
