import { auditRow } from '../../audit/record.ts'
import { noPeriod, periodEnd } from '../../billing/period.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import type { Viewer } from '../../firms/viewer.ts'
import { newId, type FirmId, type PersonId, type StatementId } from '../../kernel/id.ts'
import { Conflict, NotFound } from '../../kernel/thrown.ts'
import { dayOf } from '../../kernel/wall-clock.ts'
import { noticeRow } from '../../notices/outbox.sql.ts'
import { DbAbort } from '../../platform/db/port.ts'
import { json, sql, type Query } from '../../platform/db/sql.ts'
import {
  mostLines,
  payerOf,
  payersQuery,
  statableEntriesOf,
  statableEntriesQuery,
  type NamedEntries,
} from '../reads/statable-entries.ts'
import { frozen, statementOf, type Frozen, type Payer, type Statement } from '../statement.ts'

export interface Issued {
  /** Of this call. */
  readonly statements: number
  readonly lines: number
  readonly totalMinor: number
  /** Firms that still have entries on no statement: the next call goes on with them. */
  readonly firmsLeft: number
}

export interface IssueWish {
  readonly period: string
  /** One firm; null for all of them. */
  readonly firmId: FirmId | null
  /** No more statements than this in one call: a page must answer. */
  readonly atMost: number
  /** True for a firm that leaves while the period still runs. */
  readonly isFinal?: boolean
}

/**
 * Issues statements of everything that firms owe up to a period's end and that stands on none yet: one write per firm,
 * so that a run which was stopped is simply repeated. Issuing again issues nothing. What is settled while it runs waits
 * for the next one: a firm whose entries were all stated is not asked again.
 * Throws Unauthenticated, Forbidden, Conflict while the period still runs, DbUnavailable.
 */
export async function issueStatements(deps: Deps, actor: Actor, wish: IssueWish, key: RequestKey): Promise<Issued> {
  let issued: Issued = { statements: 0, lines: 0, totalMinor: 0, firmsLeft: 0 }
  const stated = new Set<FirmId>()
  for (let round = 0; round < mostRounds; round++) {
    const most = wish.atMost - issued.statements
    const { viewer, payers, firmsLeft } = await readPayers(deps, actor, wish, { most, stated: [...stated] })
    if (payers.length === 0) return { ...issued, firmsLeft }
    for (let from = 0; from < payers.length; from += firmsAtOnce) {
      const some = payers.slice(from, from + firmsAtOnce)
      const entries = await readEntries(deps, wish.period, some)
      const made = (await Promise.all(some.map((payer, at) => makeOne(deps, payer, entries[at], wish.period)))).filter(
        (one) => one !== null,
      )
      // All at once: the engine commits together what waits together, in the order that it was handed in.
      const written = await Promise.all(made.map((one) => issueOne(deps, viewer, one, key)))
      issued = written.reduce(added, issued)
      made.forEach(({ statement, isWhole }, at) => {
        if (isWhole && written[at]) stated.add(statement.payer.firmId)
      })
    }
  }
  throw new Conflict('try-again')
}

const firmsAtOnce = 8
/** Of those who were overtaken, and of firms with more than one statement holds. */
const mostRounds = 50

/** Firms with entries on no statement, no more than may still be stated in this call, without those it has stated. */
async function readPayers(
  deps: Deps,
  actor: Actor,
  { period, firmId, isFinal = false }: IssueWish,
  { most, stated }: { readonly most: number; readonly stated: readonly FirmId[] },
) {
  const now = deps.now()
  const firms = sql`SELECT f.id AS firm_id FROM firm f WHERE ${firmId === null ? sql`1` : sql`f.id = ${firmId}`}
    AND f.id NOT IN (SELECT value FROM json_each(${json(stated)}))
    AND EXISTS (SELECT 1 FROM unstated_entry w WHERE w.firm_id = f.id AND w.period <= ${period}) ORDER BY f.id`
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, now),
    payers: payersQuery(sql`${firms} LIMIT ${most}`),
    left: sql<{ firms: number }>`SELECT count(*) AS firms FROM (${firms} LIMIT 100000) LIMIT 1`,
  })
  const viewer = viewerOf(rows.viewer)
  if (period === noPeriod) throw new NotFound('period')
  if (!isFinal && periodEnd(period, deps.park().timeZone) > now) throw new Conflict('too-early', { period })
  return { viewer, payers: rows.payers.map(payerOf), firmsLeft: rows.left[0]?.firms ?? 0 }
}

async function makeOne(
  deps: Deps,
  payer: Payer,
  named: NamedEntries | undefined,
  period: string,
): Promise<Made | null> {
  if (!named || named.entries.length === 0) return null
  const statement = makeStatement(deps, payer, named, period)
  const found = named.entries.length
  const isWhole = statement.lines.length === found && found < mostLines
  return { statement, names: named.names, isWhole, ...(await frozen(statement)) }
}

function added(issued: Issued, statement: Statement | null): Issued {
  if (statement === null) return issued
  return {
    ...issued,
    statements: issued.statements + 1,
    lines: issued.lines + statement.lines.length,
    totalMinor: issued.totalMinor + statement.totalMinor,
  }
}

/** The entries of each payer, in their order. */
async function readEntries(deps: Deps, period: string, payers: readonly Payer[]): Promise<NamedEntries[]> {
  const queries = payers.map(({ firmId }, at) => [`${at}`, statableEntriesQuery(firmId, period)] as const)
  const rows = await deps.db.read(Object.fromEntries(queries))
  return payers.map((_, at) => statableEntriesOf(rows[`${at}`]))
}

interface Made extends Frozen {
  readonly statement: Statement
  /** By id, for the sheet. */
  readonly names: ReadonlyMap<string, string>
  /** True where nothing of the firm's was left for another one. */
  readonly isWhole: boolean
}

function makeStatement(deps: Deps, payer: Payer, { entries }: NamedEntries, period: string): Statement {
  const { names: park, timeZone } = deps.park()
  // Of one currency at a time: a park that changed its own leaves the other to the next statement.
  const currency = entries[0]?.currency ?? deps.park().currency
  const heading = { period, currency, issuedAt: deps.now(), park, timeZone, payer }
  return statementOf(
    heading,
    entries.filter((entry) => entry.currency === currency),
  )
}

/** Null when somebody else, who issues too, was quicker with one of the entries. */
async function issueOne(deps: Deps, viewer: Viewer, made: Made, key: RequestKey): Promise<Statement | null> {
  const { statement, hash } = made
  const { issuedAt, payer, timeZone, lines } = statement
  const id = newId('stm', deps.now() * 1000, deps.entropy)
  const actor = viewer.personId
  const year = Number(dayOf(issuedAt, timeZone).date.slice(0, 4))
  const rows = [
    sameViewerRow(viewer),
    ...statementRows({ id, year }, made, actor),
    issuedAudit(id, statement, hash, actor),
    noticeRow(deps, { kind: 'statement.issued', statementId: id }),
  ]
  const { requestHash } = key
  const ownKey = `${key.key}:${payer.firmId}:${lines[0]?.entryId ?? ''}`
  const idempotency = { actor, key: ownKey, requestHash, status: 201, body: '', at: issuedAt }
  try {
    await deps.db.write(rows, { idempotency })
    return statement
  } catch (error) {
    if (error instanceof DbAbort) return null
    throw error
  }
}

interface NewStatement {
  readonly id: StatementId
  readonly year: number
}

// The number is drawn by the write itself: whoever else issues at the same moment draws the next one.
function statementRows({ id, year }: NewStatement, made: Made, issuedBy: PersonId): Query[] {
  const { statement, names, document, hash } = made
  const { period, currency, issuedAt, payer, lines, totalMinor, taxMinor } = statement
  const people = [...new Set(lines.flatMap(({ personId }) => personId ?? []))]
  return [
    sql`INSERT INTO statement (id, year, seq, number, firm_id, period, currency, total_minor, tax_minor, lines,
      document, hash, issued_at, issued_by)
      SELECT ${id}, ${year}, seq, ${year} || '-' || printf('%05d', seq), ${payer.firmId}, ${period}, ${currency},
        ${totalMinor}, ${taxMinor}, ${lines.length}, ${document}, ${hash}, ${issuedAt}, ${issuedBy}
      FROM (SELECT 1 + ifnull(max(seq), 0) AS seq FROM statement WHERE year = ${year})`,
    sql`INSERT INTO statement_entry (entry_id, statement_id, firm_id, period)
      SELECT value ->> 0, ${id}, ${payer.firmId}, value ->> 1
      FROM json_each(${json(lines.map((line) => [line.entryId, line.period]))})`,
    sql`INSERT INTO statement_person (statement_id, person_id, name)
      SELECT ${id}, value ->> 0, value ->> 1
      FROM json_each(${json(people.map((person) => [person, names.get(person) ?? '']))})`,
  ]
}

function issuedAudit(id: StatementId, statement: Statement, hash: string, actorId: PersonId): Query {
  const { period, issuedAt, payer, lines, totalMinor } = statement
  return auditRow({
    at: issuedAt,
    actorId,
    action: 'statement.issued',
    entity: id,
    entityVersion: 1,
    firmId: payer.firmId,
    facilityId: null,
    detail: { period, lines: lines.length, totalMinor, hash },
  })
}
