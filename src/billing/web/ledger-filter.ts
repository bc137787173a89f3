import { z } from 'zod'
import type { Instant } from '../../kernel/interval.ts'
import { parseId } from '../../kernel/id.ts'
import { dayOf, isDate, spanOfDay } from '../../kernel/wall-clock.ts'
import { periodOf } from '../period.ts'
import { entryKinds } from '../ledger-kinds.ts'
import { anyEntry, type LedgerPlace, type LedgerWish } from '../ledger-wish.ts'

const words = z.string().trim().max(120).optional().catch(undefined)
const day = z.string().refine(isDate).optional().catch(undefined)

/** The filter as an address carries it: what can't be read is not asked for. */
export const ledgerQuery = z.object({
  period: z
    .string()
    .regex(/^20\d\d-(0[1-9]|1[0-2])$/)
    .optional()
    .catch(undefined),
  from: day,
  to: day,
  firm: words,
  facility: words,
  resource: words,
  project: words,
  person: words,
  kind: z.enum(entryKinds).optional().catch(undefined),
  stated: z.enum(['yes', 'no']).optional().catch(undefined),
  late: z.enum(['yes', 'no']).optional().catch(undefined),
})

export type LedgerFilter = z.output<typeof ledgerQuery>

/** The filter with a time in any case: this month where none is asked for, so that no page reads the whole ledger. */
export function withTime(filter: LedgerFilter, now: Instant, zone: string): LedgerFilter {
  const { period, from, to } = filter
  return period || from || to ? filter : { ...filter, period: periodOf(now, zone) }
}

/** The one object that the page, its totals and its files are made of. */
export function ledgerWishOf(filter: LedgerFilter, zone: string, after: LedgerPlace | null): LedgerWish {
  const { period, from, to, firm, facility, resource, project, person, kind, stated, late } = filter
  return {
    ...anyEntry,
    period: period ?? null,
    // An entry is of the second before its end: one that ends at midnight belongs to the day that is over.
    from: from === undefined ? null : spanOfDay(from, zone).startsAt,
    to: to === undefined ? null : spanOfDay(to, zone).endsAt,
    firmId: firm ? (parseId('firm', firm) ?? nobody('firm')) : null,
    facilityId: facility ? (parseId('fac', facility) ?? nobody('fac')) : null,
    resource: resource || null,
    project: project || null,
    person: person || null,
    kind: kind ?? null,
    isStated: stated === undefined ? null : stated === 'yes',
    isLate: late === undefined ? null : late === 'yes',
    after,
  }
}

export const ledgerPath = '/f/ledger'

/** The address of the ledger, or of its file, under a filter. */
export function ledgerAddress(filter: LedgerFilter & { readonly cursor?: string }, end = ''): string {
  const pairs = Object.entries(filter).filter(([, value]) => value !== undefined && value !== '') as [string, string][]
  const query = new URLSearchParams(pairs).toString()
  return `${ledgerPath}${end}${query === '' ? '' : `?${query}`}`
}

export function entryPath(id: string): string {
  return `${ledgerPath}/${id}`
}

/** The park's day of an entry. */
export function dateOf(occurredAt: Instant, zone: string): string {
  return dayOf(occurredAt, zone).date
}

function nobody<P extends string>(prefix: P) {
  return `${prefix}_${'0'.repeat(26)}` as NonNullable<ReturnType<typeof parseId<P>>>
}
