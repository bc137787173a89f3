import type { Names } from '../deps.ts'
import { sha256Hex } from '../kernel/digest.ts'
import type { FirmId, StatementId } from '../kernel/id.ts'
import type { Instant } from '../kernel/interval.ts'
import { invariant } from '../kernel/invariant.ts'
import { sumMinor } from '../kernel/money.ts'
import { dayOf } from '../kernel/wall-clock.ts'
import type { Dues } from '../settlements/dues.ts'
import { lineOf, type StatableEntry, type StatementLine } from './statement-line.ts'

/** Who pays, as the statement was made out. */
export interface Payer {
  readonly firmId: FirmId
  readonly names: Names
  readonly creditCode: string | null
}

/** A statement as it was issued: all of this is frozen and hashed; its number, drawn as it was kept, stands beside. */
export interface Statement {
  readonly period: string
  readonly currency: string
  readonly issuedAt: Instant
  readonly park: Names
  readonly timeZone: string
  readonly payer: Payer
  readonly lines: readonly StatementLine[]
  readonly totalMinor: number
  readonly taxMinor: number
}

/** Its text and that text's hash, as they are kept. */
export interface Frozen {
  readonly document: string
  readonly hash: string
}

export type StatementState = 'issued' | 'settled'

export interface StatementHead extends Dues {
  readonly id: StatementId
  /** `2026-00042`: the year that it was issued in, and its place there. */
  readonly number: string
  readonly firmId: FirmId
  readonly firm: Names
  readonly period: string
  readonly currency: string
  readonly taxMinor: number
  readonly lines: number
  readonly hash: string
  readonly issuedAt: Instant
  readonly state: StatementState
}

export type StatementHeading = Omit<Statement, 'lines' | 'totalMinor' | 'taxMinor'>

/** The statement of entries, in the order of their time: a draft shows just this, and issuing keeps it. */
export function statementOf(heading: StatementHeading, entries: readonly StatableEntry[]): Statement {
  invariant(
    entries.every(({ currency }) => currency === heading.currency),
    'a statement adds up one currency',
  )
  const inOrder = entries.toSorted((a, b) => a.occurredAt - b.occurredAt || (a.entryId < b.entryId ? -1 : 1))
  const lines = inOrder.map((entry, index) => lineOf(entry, index + 1, dayOf(entry.occurredAt, heading.timeZone).date))
  return {
    ...heading,
    lines,
    totalMinor: sumMinor(lines.map((line) => line.amountMinor)),
    taxMinor: sumMinor(lines.map((line) => line.taxMinor)),
  }
}

/** The text to keep, with its hash. */
export async function frozen(statement: Statement): Promise<Frozen> {
  const document = JSON.stringify(statement)
  return { document, hash: await sha256Hex(document) }
}

/** The statement that a kept text is. */
export function thawed(document: string): Statement {
  return JSON.parse(document) as Statement
}
