import type { Names } from '../deps.ts'
import type { ProgrammeId } from '../kernel/id.ts'
import type { Instant } from '../kernel/interval.ts'
import { Malformed, type Fault } from '../kernel/thrown.ts'
import { addDays, dayOf, spanOfDay } from '../kernel/wall-clock.ts'

export const scopeKinds = ['resource', 'facility', 'category', 'tag'] as const

/** What a programme is for: a machine by its asset number, a facility by its code, a category, a tag. */
export type ScopePart = readonly [kind: (typeof scopeKinds)[number], code: string]

/** A subsidy programme as it is published. Money includes tax. */
export interface ProgrammeTerms {
  readonly names: Names
  /** Empty: firms of any region. */
  readonly region: string
  /** None: every resource. */
  readonly scope: readonly ScopePart[]
  /** None: firms of every tier. */
  readonly tiers: readonly string[]
  readonly priceCategories: readonly string[]
  readonly percent: number
  /** Programmes stack in this order. */
  readonly rank: number
  readonly claimCapMinor: number | null
  readonly yearCapMinor: number | null
  /** Whose year the cap is for: each firm's, or that of all firms of one actual controller together. */
  readonly yearCapOf: 'firm' | 'controller'
  readonly budgetMinor: number | null
  /** Both days count. */
  readonly startsOn: string
  readonly endsOn: string
  /** What has to be handed in with a claim. */
  readonly evidence: readonly string[]
}

export interface Programme extends ProgrammeTerms {
  readonly id: ProgrammeId
  readonly state: 'open' | 'closed'
  readonly version: number
  readonly claims: number
  /** Of its budget. */
  readonly usedMinor: number
  /** Of the viewer's firm, this year; zero for the park's people. */
  readonly ownMinor: number
}

export type ProgrammeRow = Omit<
  Programme,
  'names' | 'scope' | 'tiers' | 'priceCategories' | 'evidence' | 'startsOn' | 'endsOn'
> & {
  readonly hans: string
  readonly hant: string
  readonly en: string
  readonly scope: string
  readonly tiers: string
  readonly priceCategories: string
  readonly evidence: string
  readonly startsAt: Instant
  readonly endsAt: Instant
}

export function programmeOf(row: ProgrammeRow, zone: string): Programme {
  const { hans, hant, en, scope, tiers, priceCategories, evidence, startsAt, endsAt, ...rest } = row
  return {
    ...rest,
    names: { hans, hant, en },
    scope: JSON.parse(scope) as ScopePart[],
    tiers: JSON.parse(tiers) as string[],
    priceCategories: JSON.parse(priceCategories) as string[],
    evidence: JSON.parse(evidence) as string[],
    startsOn: dayOf(startsAt, zone).date,
    endsOn: addDays(dayOf(endsAt, zone).date, -1),
  }
}

/** From the first second of its first day to the end of its last, in the park's zone. */
export function spanOf({ startsOn, endsOn }: Pick<ProgrammeTerms, 'startsOn' | 'endsOn'>, zone: string) {
  return { startsAt: spanOfDay(startsOn, zone).startsAt, endsAt: spanOfDay(endsOn, zone).endsAt }
}

/** Throws Malformed with everything that is wrong with the terms. */
export function assertTerms(terms: ProgrammeTerms): void {
  const { names, percent, endsOn, startsOn, claimCapMinor, yearCapMinor, budgetMinor } = terms
  const faults: Fault[] = []
  for (const name of ['hans', 'hant', 'en'] as const) {
    if (names[name] === '') faults.push({ pointer: `/names/${name}`, kind: 'missing' })
  }
  if (!Number.isInteger(percent) || percent < 1 || percent > 100) faults.push({ pointer: '/percent', kind: 'value' })
  if (startsOn === '') faults.push({ pointer: '/startsOn', kind: 'value' })
  if (endsOn === '' || endsOn < startsOn) faults.push({ pointer: '/endsOn', kind: 'value' })
  for (const [pointer, cap] of [
    ['/claimCap', claimCapMinor],
    ['/yearCap', yearCapMinor],
    ['/budget', budgetMinor],
  ] as const) {
    if (cap !== null && !(Number.isSafeInteger(cap) && cap > 0)) faults.push({ pointer, kind: 'value' })
  }
  if (faults.length > 0) throw new Malformed(faults)
}
