import type { Actor, Deps, Names } from '../../deps.ts'
import { isMoneyInView } from '../../firms/money-in-view.sql.ts'
import { rolesThatMay } from '../../firms/roles.sql.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { seesParkMoney, type Viewer } from '../../firms/viewer.ts'
import type { FirmId } from '../../kernel/id.ts'
import { NotFound } from '../../kernel/thrown.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import type { Invoice, InvoiceTitle } from '../../settlements/invoice.ts'
import type { Payment } from '../../settlements/payment.ts'
import { invoicesQuery, invoiceTitleQuery } from '../../settlements/reads/invoices.ts'
import { paymentOf, paymentsQuery } from '../../settlements/reads/payments.ts'
import type { Objection } from '../objection.ts'
import { thawed, type Statement, type StatementHead } from '../statement.ts'

/** Statements that wait for something. */
export const statementShows = ['unpaid', 'disputed', 'invoice'] as const

export type StatementShow = (typeof statementShows)[number]

export interface StatementsWish {
  readonly firmId: FirmId | null
  readonly period: string | null
  /** Which of them; null for all. */
  readonly show?: StatementShow | null
  /** The number that the page before ended with: newest first. */
  readonly after: { readonly number: string } | null
}

export interface StatementList {
  readonly viewer: Viewer
  readonly statements: readonly StatementHead[]
  readonly next: { readonly number: string } | null
}

type HeadRow = Omit<StatementHead, 'firm'> & Names
type ListRow = HeadRow & { readonly year: number; readonly seq: number }

/** Statements, newest first: of the viewer's firms, or of all to the park's finance people. Throws Unauthenticated. */
export async function listStatements(
  deps: Deps,
  actor: Actor,
  wish: StatementsWish,
  limit: number,
): Promise<StatementList> {
  const { firmId, period, show = null, after } = wish
  const [year, seq] = after === null ? [afterAll, 0] : [yearOf(after.number), seqOf(after.number)]
  const fits = sql`${firmId === null ? sql`1` : sql`s.firm_id = ${firmId}`}
    AND ${period === null ? sql`1` : sql`s.period = ${period}`} AND ${show === null ? sql`1` : waitsFor[show]}
    AND (s.year, s.seq) < (${year}, ${seq})`
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, deps.now()),
    statements: listQuery(actor, fits, limit + 1),
  })
  const viewer = viewerOf(rows.viewer)
  const statements = rows.statements.slice(0, limit).map(listedOf)
  const last = statements.at(-1)
  return { viewer, statements, next: rows.statements.length > limit && last ? { number: last.number } : null }
}

const waitsFor: Readonly<Record<StatementShow, Query>> = {
  unpaid: sql`s.state = 'issued'`,
  disputed: sql`EXISTS (SELECT 1 FROM objection o WHERE o.statement_id = s.id AND o.state = 'open')`,
  invoice: sql`EXISTS (SELECT 1 FROM invoice i WHERE i.statement_id = s.id AND i.state = 'asked')`,
}

/** No park is as old. */
const afterAll = 10_000

/** The park's read theirs from the newest on; a firm's have theirs picked out, however many the park has. */
function listQuery(actor: Actor, fits: Query, rows: number): Query<ListRow> {
  const roles = sql`SELECT r.role AS role, r.firm_id AS firm FROM role r
    WHERE r.person_id = (SELECT person_id FROM session WHERE token_hash = ${actor.tokenHash})`
  const isPark = sql`EXISTS (SELECT 1 FROM (${roles}) WHERE role IN (${rolesThatMay('see-park-money')}))`
  const own = sql`SELECT firm FROM (${roles}) WHERE role IN (${rolesThatMay('see-firm-money')})`
  const listed = sql`SELECT ${columns}, s.year AS year, s.seq AS seq FROM statement s JOIN firm f ON f.id = s.firm_id`
  return sql<ListRow>`${listed} WHERE ${isPark} AND ${fits}
    UNION ALL ${listed} WHERE NOT ${isPark} AND s.firm_id IN (${own}) AND ${fits}
    ORDER BY year DESC, seq DESC LIMIT ${rows}`
}

function yearOf(number: string): number {
  return Number(number.slice(0, 4))
}

function seqOf(number: string): number {
  return Number(number.slice(5))
}

export interface ReadStatement {
  readonly viewer: Viewer
  readonly isPark: boolean
  readonly head: StatementHead
  readonly statement: Statement
  /** By person: empty for one who was erased. */
  readonly names: ReadonlyMap<string, string>
  readonly objections: readonly Objection[]
  readonly payments: readonly Payment[]
  readonly invoices: readonly Invoice[]
  /** How the firm's next invoice would be made out. */
  readonly invoiceTitle: InvoiceTitle
}

/** One statement with all of its lines. Throws Unauthenticated, NotFound for another firm's too. */
export async function readStatement(deps: Deps, actor: Actor, number: string): Promise<ReadStatement> {
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, deps.now()),
    statements: sql`${headsWithText} WHERE s.number = ${number} AND ${isVisible(actor)} LIMIT 1` as Query<
      HeadRow & { document: string }
    >,
    people: sql<{ id: string; name: string }>`SELECT p.person_id AS id, p.name AS name FROM statement s
      JOIN statement_person p ON p.statement_id = s.id WHERE s.number = ${number} LIMIT 10000`,
    objections: objectionsQuery(number),
    payments: paymentsQuery(number),
    invoices: invoicesQuery(number),
    titles: invoiceTitleQuery(number),
  })
  const viewer = viewerOf(rows.viewer)
  const [row] = rows.statements
  if (!row) throw new NotFound('statement')
  const { document, ...head } = row
  return {
    viewer,
    isPark: seesParkMoney(viewer),
    head: headOf(head),
    statement: thawed(document),
    names: new Map(rows.people.map(({ id, name }) => [id, name])),
    objections: rows.objections,
    payments: rows.payments.map(paymentOf),
    invoices: rows.invoices,
    invoiceTitle: rows.titles[0] ?? { title: '', taxNumber: '', kind: 'special' },
  }
}

function objectionsQuery(number: string): Query<Objection> {
  return sql<Objection>`SELECT o.id AS id, o.line_no AS lineNo, o.reason AS reason, o.raised_at AS raisedAt,
    o.state AS state, o.answer AS answer, o.answered_at AS answeredAt, o.entry_id AS entryId,
    o.set_off_minor AS setOffMinor, (SELECT ifnull(-sum(c.amount_minor), 0) FROM charge c
      WHERE c.entry_id = o.entry_id) AS creditedMinor FROM statement s
    JOIN objection o ON o.statement_id = s.id WHERE s.number = ${number} ORDER BY o.raised_at, o.id LIMIT 5000`
}

const columns = sql`s.id AS id, s.number AS number, s.firm_id AS firmId, f.name_hans AS hans, f.name_hant AS hant,
  f.name_en AS en, s.period AS period, s.currency AS currency, s.total_minor AS totalMinor, s.tax_minor AS taxMinor,
  s.lines AS lines, s.hash AS hash, s.issued_at AS issuedAt, s.state AS state, s.paid_minor AS paidMinor,
  s.set_off_minor AS setOffMinor, s.carried_minor AS carriedMinor, s.disputed_minor AS disputedMinor,
  s.settled_at AS settledAt`
const headsWithText = sql`SELECT ${columns}, s.document AS document FROM statement s JOIN firm f ON f.id = s.firm_id`

/** True of a statement `s` that the viewer may see. */
export function isVisible(actor: Actor): Query {
  return isMoneyInView(actor, sql`s.firm_id`)
}

function listedOf(listed: ListRow): StatementHead {
  const { year: _, seq: _seq, ...row } = listed
  return headOf(row)
}

function headOf({ hans, hant, en, ...row }: HeadRow): StatementHead {
  return { ...row, firm: { hans, hant, en } }
}
