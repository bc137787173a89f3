import type { Actor, Deps, Names } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { firmsInView } from '../../firms/money-in-view.sql.ts'
import { seesParkMoney, type Viewer } from '../../firms/viewer.ts'
import type { FirmId } from '../../kernel/id.ts'
import { NotFound } from '../../kernel/thrown.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Balance } from '../balance.ts'
import { dueMinor } from '../due.sql.ts'
import type { InvoiceTitle } from '../invoice.ts'
import type { Payment } from '../payment.ts'
import { titleOfFirmQuery } from './invoices.ts'
import { paymentColumns, paymentOf, type PaymentRow } from './payments.ts'

export interface Balances {
  readonly viewer: Viewer
  readonly isPark: boolean
  readonly balances: readonly Balance[]
  readonly next: BalancePlace | null
}

/** The firm that a page of the list ends with, by the name that its reader sees. */
export interface BalancePlace {
  readonly name: string
  readonly firm: FirmId
}

export interface BalancesWish {
  readonly search: string
  readonly after: BalancePlace | null
}

const mostFirms = 100

/** How firms stand, by name: of all to the park's finance people, else of the viewer's own. Throws Unauthenticated. */
export async function listBalances(deps: Deps, actor: Actor, { search, after }: BalancesWish): Promise<Balances> {
  const named = sql`instr(lower(f.name_hans || ' ' || f.name_hant || ' ' || f.name_en || ' '
    || ifnull(f.credit_code, '')), lower(${search})) > 0`
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, deps.now()),
    balances: balancesQuery(
      deps,
      sql`f.id IN (${firmsInView(actor)}) AND (${search} = '' OR ${named})
        AND ${after === null ? sql`1` : sql`(${nameTo(actor)}, f.id) > (${after.name}, ${after.firm})`}`,
      nameTo(actor),
    ),
  })
  const viewer = viewerOf(rows.viewer)
  const balances = rows.balances.slice(0, mostFirms).map(balanceOf)
  const last = balances.at(-1)
  const hasMore = rows.balances.length > mostFirms && last !== undefined
  return {
    viewer,
    isPark: seesParkMoney(viewer),
    balances,
    next: hasMore ? { name: nameIn(last.names, viewer.locale), firm: last.firmId } : null,
  }
}

/** The name of the firm `f` that the reader sees: by it the list is in order. */
function nameTo({ tokenHash, locale }: Actor): Query {
  return sql`CASE (SELECT coalesce(${locale ?? null}, p.locale) FROM session n JOIN person p ON p.id = n.person_id
    WHERE n.token_hash = ${tokenHash}) WHEN 'zh-Hans' THEN f.name_hans WHEN 'zh-Hant' THEN f.name_hant
    ELSE f.name_en END`
}

export interface FirmBalance {
  readonly viewer: Viewer
  readonly isPark: boolean
  readonly balance: Balance
  /** Of no statement: deposits, what was paid back, what was owed from before. Newest first. */
  readonly payments: readonly Payment[]
  readonly invoiceTitle: InvoiceTitle
}

/** One firm's. Throws Unauthenticated, and NotFound for a firm of others. */
export async function readBalance(deps: Deps, actor: Actor, firmId: FirmId): Promise<FirmBalance> {
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, deps.now()),
    balances: balancesQuery(deps, sql`f.id = ${firmId} AND f.id IN (${firmsInView(actor)})`),
    payments: sql<PaymentRow>`SELECT ${paymentColumns} FROM payment p WHERE p.firm_id = ${firmId}
      AND (p.statement_id IS NULL OR p.way = 'balance') ORDER BY p.recorded_at DESC, p.id DESC LIMIT 200`,
    titles: titleOfFirmQuery(firmId),
  })
  const viewer = viewerOf(rows.viewer)
  const [row] = rows.balances
  if (!row) throw new NotFound('firm')
  return {
    viewer,
    isPark: seesParkMoney(viewer),
    balance: balanceOf(row),
    payments: rows.payments.map(paymentOf),
    invoiceTitle: rows.titles[0] ?? { title: '', taxNumber: '', kind: 'special' },
  }
}

export type BalanceRow = Omit<Balance, 'names'> & Names

/** Of the firms `f` that fit. */
export function balancesQuery(deps: Deps, fits: Query, order: Query = sql`f.id`): Query<BalanceRow> {
  const { currency } = deps.park()
  return sql<BalanceRow>`SELECT f.id AS firmId, f.name_hans AS hans, f.name_hant AS hant, f.name_en AS en,
    f.state AS state,
    ifnull((SELECT amount_minor FROM prepaid_balance WHERE firm_id = f.id AND currency = ${currency}), 0)
      AS balanceMinor,
    (SELECT ifnull(sum(${dueMinor}), 0) FROM statement s WHERE s.firm_id = f.id) AS dueMinor,
    (SELECT ifnull(-sum(amount_minor), 0) FROM payment WHERE firm_id = f.id AND way = 'opening') AS openingMinor,
    (SELECT ifnull(sum(c.amount_minor), 0) FROM unstated_entry u JOIN charge c ON c.entry_id = u.entry_id
      WHERE u.firm_id = f.id) AS unstatedMinor,
    (SELECT sum(limit_value) FROM quota WHERE ${isLine}) AS creditMinor,
    (SELECT sum((SELECT limit_value FROM quota_room WHERE id = quota.id)
      - (SELECT ifnull(sum(u.used - u.waived), 0) FROM quota_use u WHERE u.quota_id = quota.id))
      FROM quota WHERE ${isLine}) AS availableMinor,
    (SELECT count(*) FROM booking b WHERE b.firm_id = f.id AND b.settlement IN ('held', 'due')) AS liveBookings,
    (SELECT count(*) FROM unstated_entry WHERE firm_id = f.id) AS unstatedEntries,
    (SELECT count(*) FROM statement s WHERE s.firm_id = f.id AND s.state = 'issued') AS openStatements,
    (SELECT count(*) FROM statement s JOIN objection o ON o.statement_id = s.id AND o.state = 'open'
      WHERE s.firm_id = f.id) AS openObjections
    FROM firm f WHERE ${fits} ORDER BY ${order}, f.id LIMIT ${mostFirms + 1}`
}

const isLine = sql`subject_kind = 'firm' AND subject_id = f.id AND scope_id = '' AND kind = 'credit'
  AND window = 'none'`

export function balanceOf({ hans, hant, en, ...row }: BalanceRow): Balance {
  return { ...row, names: { hans, hant, en } }
}
