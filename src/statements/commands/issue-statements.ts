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
import { payerOf, payersQuery, statableEntriesQuery, statableOf, type StatableRow } from '../reads/statable-entries.ts'
import { frozen, numberOf, statementOf, type Frozen, type Payer, type Statement } from '../statement.ts'

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
}

/**
 * Issues statements of everything that firms owe up to a period's end and that stands on none yet: one write per firm,
 * so that a run which was stopped is simply repeated. Issuing again issues nothing. Throws Unauthenticated, Forbidden,
 * Conflict while the period still runs, DbUnavailable.
 */
export async function issueStatements(deps: Deps, actor: Actor, wish: IssueWish, key: RequestKey): Promise<Issued> {
  let issued: Issued = { statements: 0, lines: 0, totalMinor: 0, firmsLeft: 0 }
  for (let round = 0; round < wish.atMost + mostOvertaken; round++) {
    const batch = await readBatch(deps, actor, wish)
    const done = batch.payers.length === 0 || issued.statements >= wish.atMost
    if (done) return { ...issued, firmsLeft: batch.firmsLeft }
    issued = await issueBatch(deps, batch, wish, key, issued)
  }
  throw new Conflict('try-again')
}

const firmsAtOnce = 8
const mostOvertaken = 50

interface Batch {
  readonly viewer: Viewer
  readonly payers: readonly Payer[]
  readonly entries: ReadonlyMap<FirmId, readonly StatableRow[]>
  readonly year: number
  readonly nextSeq: number
  readonly firmsLeft: number
}

async function readBatch(deps: Deps, actor: Actor, { period, firmId }: IssueWish): Promise<Batch> {
  const now = deps.now()
  const { timeZone } = deps.park()
  const year = Number(dayOf(now, timeZone).date.slice(0, 4))
  const firms = firmsQuery(period, firmId)
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, now),
    payers: payersQuery(sql`${firms} LIMIT ${firmsAtOnce}`),
    entries: statableEntriesQuery(sql`${firms} LIMIT ${firmsAtOnce}`, period),
    place: sql<{ seq: number }>`SELECT ifnull(max(seq), 0) AS seq FROM statement WHERE year = ${year} LIMIT 1`,
    left: sql<{ firms: number }>`SELECT count(*) AS firms FROM (${firms} LIMIT 100000) LIMIT 1`,
  })
  const viewer = viewerOf(rows.viewer)
  if (period === noPeriod) throw new NotFound('period')
  if (periodEnd(period, timeZone) > now) throw new Conflict('too-early', { period })
  return {
    viewer,
    payers: rows.payers.map(payerOf),
    entries: Map.groupBy(rows.entries, (row) => row.firmId),
    year,
    nextSeq: (rows.place[0]?.seq ?? 0) + 1,
    firmsLeft: rows.left[0]?.firms ?? 0,
  }
}

/** Firms with entries on no statement, each found by one step of the index. */
function firmsQuery(period: string, firmId: FirmId | null): Query {
  return sql`SELECT f.id AS firm_id FROM firm f WHERE ${firmId === null ? sql`1` : sql`f.id = ${firmId}`} AND EXISTS
    (SELECT 1 FROM unstated_entry w WHERE w.firm_id = f.id AND w.period <= ${period}) ORDER BY f.id`
}

async function issueBatch(deps: Deps, batch: Batch, { period }: IssueWish, key: RequestKey, before: Issued) {
  let issued = before
  let seq = batch.nextSeq
  for (const payer of batch.payers) {
    const made = makeStatement(deps, batch, payer, { period, seq })
    try {
      await writeStatement(deps, batch.viewer, made, key)
    } catch (error) {
      // Somebody else issues too: what they took is read again, without it.
      if (error instanceof DbAbort) return issued
      throw error
    }
    seq += 1
    issued = {
      ...issued,
      statements: issued.statements + 1,
      lines: issued.lines + made.statement.lines.length,
      totalMinor: issued.totalMinor + made.statement.totalMinor,
    }
  }
  return issued
}

interface Made {
  readonly statement: Statement
  /** By id, for the sheet. */
  readonly names: Readonly<Record<string, string>>
  readonly year: number
  readonly seq: number
}

function makeStatement(deps: Deps, batch: Batch, payer: Payer, { period, seq }: { period: string; seq: number }): Made {
  const { names: park, timeZone } = deps.park()
  const rows = batch.entries.get(payer.firmId) ?? []
  const entries = rows.map(statableOf)
  // Of one currency at a time: a park that changed its own leaves the other to the next statement.
  const currency = entries[0]?.currency ?? deps.park().currency
  const number = numberOf(batch.year, seq)
  const heading = { number, period, currency, issuedAt: deps.now(), park, timeZone, payer }
  const statement = statementOf(
    heading,
    entries.filter((entry) => entry.currency === currency),
  )
  const names = Object.fromEntries(rows.map(({ personId, person }) => [personId ?? '', person]))
  return { statement, names, year: batch.year, seq }
}

async function writeStatement(deps: Deps, viewer: Viewer, made: Made, key: RequestKey): Promise<void> {
  const { number, issuedAt } = made.statement
  const { document, hash } = await frozen(made.statement)
  const id = newId('stm', deps.now() * 1000, deps.entropy)
  const actor = viewer.personId
  const statements = [
    sameViewerRow(viewer),
    ...statementRows({ id, document, hash }, made, actor),
    issuedAudit(id, made.statement, hash, actor),
    noticeRow(deps, { kind: 'statement.issued', statementId: id }),
  ]
  const { requestHash } = key
  const idempotency = { actor, key: `${key.key}:${number}`, requestHash, status: 201, body: '', at: issuedAt }
  await deps.db.write(statements, { idempotency })
}

function statementRows({ id, document, hash }: Frozen & { id: StatementId }, made: Made, issuedBy: PersonId): Query[] {
  const { statement, names, year, seq } = made
  const { number, period, currency, issuedAt, payer, lines, totalMinor, taxMinor } = statement
  const people = [...new Set(lines.flatMap(({ personId }) => personId ?? []))]
  return [
    sql`INSERT INTO statement (id, year, seq, number, firm_id, period, currency, total_minor, tax_minor, lines,
      document, hash, issued_at, issued_by)
      VALUES (${id}, ${year}, ${seq}, ${number}, ${payer.firmId}, ${period}, ${currency}, ${totalMinor}, ${taxMinor},
        ${lines.length}, ${document}, ${hash}, ${issuedAt}, ${issuedBy})`,
    sql`INSERT INTO statement_entry (entry_id, statement_id, firm_id)
      SELECT value, ${id}, ${payer.firmId} FROM json_each(${json(lines.map((line) => line.entryId))})`,
    sql`INSERT INTO statement_person (statement_id, person_id, name)
      SELECT ${id}, value ->> 0, value ->> 1
      FROM json_each(${json(people.map((person) => [person, names[person] ?? '']))})`,
  ]
}

function issuedAudit(id: StatementId, statement: Statement, hash: string, actorId: PersonId): Query {
  const { number, period, issuedAt, payer, lines, totalMinor } = statement
  return auditRow({
    at: issuedAt,
    actorId,
    action: 'statement.issued',
    entity: id,
    entityVersion: 1,
    firmId: payer.firmId,
    facilityId: null,
    detail: { number, period, lines: lines.length, totalMinor, hash },
  })
}
