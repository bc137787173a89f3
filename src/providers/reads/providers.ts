import type { Actor, Deps, Names } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { firmsInView } from '../../firms/money-in-view.sql.ts'
import { may, seesParkMoney, type Viewer } from '../../firms/viewer.ts'
import type { BookingId, FirmId, PayoutId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { NotFound } from '../../kernel/thrown.ts'
import { json, sql, type Query } from '../../platform/db/sql.ts'

/** A firm or hospital whose machines others use, with what it has earned by them. */
export interface Provider extends Names {
  readonly firmId: FirmId
  /** Of charges that the firms have paid: to be paid out. */
  readonly dueMinor: number
  /** Of charges that nobody has paid yet. */
  readonly waitingMinor: number
  readonly paidOutMinor: number
}

export interface SharedMachine {
  readonly firmId: FirmId
  readonly assetNumber: string
  readonly resource: Names
  readonly percent: number
}

/** A provider's part of one charge. Whose charge it is, is the park's to know. */
export interface Share {
  readonly entryId: string
  readonly occurredAt: Instant
  readonly kind: string
  readonly bookingId: BookingId
  readonly bookingNumber: string
  readonly assetNumber: string
  readonly resource: Names
  readonly percent: number
  readonly baseMinor: number
  readonly amountMinor: number
  readonly state: 'waiting' | 'due' | 'paid-out'
}

export interface Payout {
  readonly id: PayoutId
  readonly amountMinor: number
  readonly paidAt: Instant
  readonly voucher: string
}

export interface Providers {
  readonly viewer: Viewer
  readonly isPark: boolean
  readonly providers: readonly Provider[]
  readonly machines: readonly SharedMachine[]
  readonly firms: readonly (Names & { readonly id: FirmId })[]
}

/**
 * Providers and their machines: all of them for the park's finance people, their own for a firm's. Throws
 * Unauthenticated, Forbidden.
 */
export async function listProviders(deps: Deps, actor: Actor): Promise<Providers> {
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, deps.now()),
    providers: providersQuery(actor, null),
    machines: machinesQuery(actor, null),
    firms: sql<Names & { id: FirmId }>`SELECT id, name_hans AS hans, name_hant AS hant, name_en AS en FROM firm
      WHERE state <> 'departed' ORDER BY name_hans LIMIT 2000`,
  })
  const viewer = viewerOf(rows.viewer)
  const isPark = seesParkMoney(viewer)
  return {
    viewer,
    isPark,
    providers: rows.providers,
    machines: rows.machines.map(machineOf),
    firms: isPark ? rows.firms : [],
  }
}

export interface ProviderStatement {
  readonly viewer: Viewer
  readonly isPark: boolean
  readonly provider: Provider
  readonly machines: readonly SharedMachine[]
  readonly shares: readonly Share[]
  readonly payouts: readonly Payout[]
}

/** What one provider has earned, newest first. Throws Unauthenticated; NotFound for what is not the viewer's. */
export async function readProvider(deps: Deps, actor: Actor, id: FirmId): Promise<ProviderStatement> {
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, deps.now()),
    providers: providersQuery(actor, id),
    machines: machinesQuery(actor, id),
    shares: sharesQuery(id),
    payouts: sql<Payout>`SELECT id, amount_minor AS amountMinor, paid_at AS paidAt, voucher FROM provider_payout
      WHERE provider_id = ${id} ORDER BY paid_at DESC LIMIT 200`,
  })
  const viewer = viewerOf(rows.viewer)
  const isPark = seesParkMoney(viewer)
  const [provider] = rows.providers
  if (!provider || !(isPark || may(viewer, 'see-firm-money', { firmId: id }))) throw new NotFound('provider')
  const machines = rows.machines.map(machineOf)
  const shares = rows.shares.map(({ hans, hant, en, ...row }) => ({ ...row, resource: { hans, hant, en } }))
  return { viewer, isPark, provider, machines, shares, payouts: rows.payouts }
}

/**
 * When a share may be paid out: once the firm has paid, which is once the statement of its entry is settled. What is
 * taken back of a charge that was paid is taken back at once.
 */
export const shareState = sql`CASE WHEN s.payout_id IS NOT NULL THEN 'paid-out'
  WHEN EXISTS (SELECT 1 FROM statement_entry x JOIN statement t ON t.id = x.statement_id
    WHERE x.entry_id = s.entry_id AND t.state = 'settled')
  OR s.amount_minor < 0 AND EXISTS (SELECT 1 FROM provider_share o JOIN statement_entry x ON x.entry_id = o.entry_id
    JOIN statement t ON t.id = x.statement_id WHERE o.booking_id = s.booking_id AND t.state = 'settled')
  THEN 'due' ELSE 'waiting' END`

function providersQuery(actor: Actor, only: FirmId | null): Query<Provider> {
  const sum = (state: string) => sql`ifnull(sum(iif(${shareState} = ${state}, s.amount_minor, 0)), 0)`
  return sql<Provider>`SELECT f.id AS firmId, f.name_hans AS hans, f.name_hant AS hant, f.name_en AS en,
    ${sum('due')} AS dueMinor, ${sum('waiting')} AS waitingMinor, ${sum('paid-out')} AS paidOutMinor
    FROM (${firmsInView(actor)}) v CROSS JOIN firm f ON f.id = v.id LEFT JOIN provider_share s ON s.provider_id = f.id
    WHERE ${only === null ? sql`1` : sql`f.id = ${only}`}
      AND (EXISTS (SELECT 1 FROM resource_provider p WHERE p.firm_id = f.id)
        OR EXISTS (SELECT 1 FROM provider_share x WHERE x.provider_id = f.id))
    GROUP BY f.id ORDER BY f.name_hans LIMIT 500`
}

type MachineRow = Omit<SharedMachine, 'resource'> & Names

function machineOf({ hans, hant, en, ...row }: MachineRow): SharedMachine {
  return { ...row, resource: { hans, hant, en } }
}

function machinesQuery(actor: Actor, only: FirmId | null): Query<MachineRow> {
  return sql<MachineRow>`SELECT p.firm_id AS firmId, r.asset_number AS assetNumber, r.name_hans AS hans,
    r.name_hant AS hant, r.name_en AS en, p.share_percent AS percent
    FROM (${firmsInView(actor)}) v CROSS JOIN resource_provider p ON p.firm_id = v.id
    CROSS JOIN resource r ON r.id = p.resource_id WHERE ${only === null ? sql`1` : sql`p.firm_id = ${only}`}
    ORDER BY r.asset_number LIMIT 2000`
}

function sharesQuery(id: FirmId): Query<Omit<Share, 'resource'> & Names> {
  return sql<Omit<Share, 'resource'> & Names>`SELECT s.entry_id AS entryId, e.occurred_at AS occurredAt, e.kind AS kind,
    b.id AS bookingId, b.number AS bookingNumber, r.asset_number AS assetNumber, r.name_hans AS hans,
    r.name_hant AS hant, r.name_en AS en, s.share_percent AS percent, s.base_minor AS baseMinor,
    s.amount_minor AS amountMinor, ${shareState} AS state
    FROM provider_share s CROSS JOIN journal_entry e ON e.id = s.entry_id CROSS JOIN booking b ON b.id = s.booking_id
    CROSS JOIN resource r ON r.id = b.resource_id WHERE s.provider_id = ${id}
    ORDER BY e.occurred_at DESC, e.id DESC LIMIT 5000`
}

/** The shares that a payout would take now. */
export function dueQuery(id: FirmId): Query<{ entryId: string; amountMinor: number }> {
  return sql<{ entryId: string; amountMinor: number }>`SELECT s.entry_id AS entryId, s.amount_minor AS amountMinor
    FROM provider_share s WHERE s.provider_id = ${id} AND s.payout_id IS NULL AND ${shareState} = 'due' LIMIT 20000`
}

/** The ids of shares as one JSON array, so that what a payout pays is what was seen. */
export function idsOf(shares: readonly { readonly entryId: string }[]): string {
  return json(shares.map(({ entryId }) => entryId))
}
