import type { FirmId } from '../../kernel/id.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import type { Invoice, InvoiceTitle } from '../invoice.ts'

/** Invoices of a statement, in the order that they were asked for. */
export function invoicesQuery(number: string): Query<Invoice> {
  return sql<Invoice>`SELECT i.id AS id, i.title AS title, i.tax_number AS taxNumber, i.kind AS kind,
    i.amount_minor AS amountMinor, i.currency AS currency, i.state AS state, i.asked_at AS askedAt, i.number AS number,
    i.made_at AS madeAt, i.red_number AS redNumber, i.red_reason AS redReason, i.red_at AS redAt
    FROM statement s JOIN invoice i ON i.statement_id = s.id WHERE s.number = ${number} ORDER BY i.asked_at, i.id
    LIMIT 100`
}

/** How a firm's next invoice is made out: as it said, else by its own name and code. */
export function titleOfFirmQuery(firmId: FirmId): Query<InvoiceTitle> {
  return sql<InvoiceTitle>`SELECT ${titleColumns} FROM firm f LEFT JOIN invoice_title t ON t.firm_id = f.id
    WHERE f.id = ${firmId} LIMIT 1`
}

const titleColumns = sql`ifnull(t.title, f.name_hans) AS title,
  ifnull(t.tax_number, ifnull(f.credit_code, '')) AS taxNumber, ifnull(t.kind, 'special') AS kind`

/** How the firm of a statement had its last invoice made out; else by its own name and code. */
export function invoiceTitleQuery(number: string): Query<InvoiceTitle> {
  return sql<InvoiceTitle>`SELECT ${titleColumns}
    FROM statement s JOIN firm f ON f.id = s.firm_id LEFT JOIN invoice_title t ON t.firm_id = s.firm_id
    WHERE s.number = ${number} LIMIT 1`
}
