import { sha256Hex } from '../kernel/digest.ts'
import type { Instant } from '../kernel/interval.ts'
import type { Db } from '../platform/db/port.ts'
import { sql, type Query } from '../platform/db/sql.ts'
import { bookingInvariants } from './booking-invariants.ts'
import { moneyInvariants } from './money-invariants.ts'
import { subsidyInvariants } from './subsidy-invariants.ts'
import { settlementInvariants } from './settlement-invariants.ts'
import { statementInvariants } from './statement-invariants.ts'
import { recordInvariants } from './record-invariants.ts'
import { brokenLinks } from './seal.ts'

/** A row that contradicts an invariant: what it is about, and what was found there. */
export interface Breach {
  readonly entity: string
  readonly found: string
}

/** Something that always holds, as a statement that finds where it does not. */
export interface Invariant {
  /** `I1` … `I9`. */
  readonly name: string
  /** A short sentence that says what holds. */
  readonly says: string
  readonly query: (at: Instant, limit: number) => Query<Breach>
}

export interface Finding {
  readonly name: string
  readonly says: string
  /** At most as many as were asked for. */
  readonly breaches: readonly Breach[]
}

/** Every invariant that is one statement, in the order of their names. */
export const invariants: readonly Invariant[] = [
  ...bookingInvariants,
  ...moneyInvariants,
  ...statementInvariants,
  ...subsidyInvariants,
  ...settlementInvariants,
  ...recordInvariants,
].toSorted((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0))

/**
 * Runs all invariants over the whole park, each in a snapshot of its own, and names at most `limit` breaches of each.
 * It reads every booking: an operator's check and a nightly one, never part of a request.
 */
export async function checkPark(db: Db, at: Instant, limit = 20): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const { name, says, query } of invariants) {
    const { breaches } = await db.read({ breaches: query(at, limit) })
    findings.push({ name, says, breaches })
  }
  return [...findings, await hashFinding(db, limit), await chainFinding(db, limit)]
}

async function hashFinding(db: Db, limit: number): Promise<Finding> {
  const breaches: Breach[] = []
  for (let after = ''; breaches.length < limit;) {
    const { statements } = await db.read({
      statements: sql<{ number: string; document: string; hash: string }>`SELECT number, document, hash FROM statement
        WHERE number > ${after} ORDER BY number LIMIT 20`,
    })
    for (const { number, document, hash } of statements)
      if ((await sha256Hex(document)) !== hash) breaches.push({ entity: number, found: 'its text was changed' })
    const last = statements.at(-1)
    if (last === undefined) break
    after = last.number
  }
  return { name: 'I5', says: 'the hash of an issued statement still matches', breaches }
}

async function chainFinding(db: Db, limit: number): Promise<Finding> {
  const broken = await brokenLinks(db, limit)
  const breaches = broken.map(({ seq, fault }) => ({ entity: `audit ${seq}`, found: fault }))
  return { name: 'I9', says: 'the audit chain verifies', breaches }
}
