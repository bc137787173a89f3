import type { Actor, Deps, Names } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import type { Viewer } from '../../firms/viewer.ts'
import type { FirmId, StatementId } from '../../kernel/id.ts'
import { NotFound } from '../../kernel/thrown.ts'
import { sql } from '../../platform/db/sql.ts'
import type { Named } from '../files.ts'
import { thawed } from '../statement.ts'
import { isVisible } from './statements.ts'

/** A statement of a period as its summary says it: payer and amounts as they were frozen. */
export interface IssuedHead {
  readonly id: StatementId
  readonly number: string
  readonly firmId: FirmId
  readonly payer: Names
  readonly creditCode: string | null
  readonly period: string
  readonly lines: number
  readonly totalMinor: number
  readonly taxMinor: number
  readonly currency: string
}

export interface PeriodStatements {
  readonly viewer: Viewer
  readonly heads: readonly IssuedHead[]
  /** A statement's lines, read when they are wanted; ask in the order of the heads. */
  readonly lines: (head: IssuedHead) => Promise<Named>
}

/** Everything that was issued for a period. Throws Unauthenticated; NotFound where nothing was. */
export async function readPeriodStatements(deps: Deps, actor: Actor, period: string): Promise<PeriodStatements> {
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, deps.now()),
    heads: sql<Omit<IssuedHead, 'payer'> & Names>`SELECT s.id AS id, s.number AS number, s.firm_id AS firmId,
      s.document ->> '$.payer.names.hans' AS hans, s.document ->> '$.payer.names.hant' AS hant,
      s.document ->> '$.payer.names.en' AS en, s.document ->> '$.payer.creditCode' AS creditCode, s.period AS period,
      s.lines AS lines, s.total_minor AS totalMinor, s.tax_minor AS taxMinor, s.currency AS currency
      FROM statement s WHERE s.period = ${period} AND ${isVisible(actor)} ORDER BY s.year, s.seq LIMIT 5000`,
  })
  const viewer = viewerOf(rows.viewer)
  if (rows.heads.length === 0) throw new NotFound('period')
  const heads = rows.heads.map(({ hans, hant, en, ...head }) => ({ ...head, payer: { hans, hant, en } }))
  return { viewer, heads, lines: reader(deps, actor, heads) }
}

const atOnce = 8

/** Reads a few statements ahead, and lets go of those that were asked for. */
function reader(deps: Deps, actor: Actor, heads: readonly IssuedHead[]): PeriodStatements['lines'] {
  const held = new Map<StatementId, Named>()
  return async ({ id }) => {
    if (!held.has(id)) {
      held.clear()
      const from = heads.findIndex((head) => head.id === id)
      for (const [key, named] of await readSome(deps, actor, heads.slice(from, from + atOnce))) held.set(key, named)
    }
    const named = held.get(id)
    if (named === undefined) throw new NotFound('statement')
    return named
  }
}

async function readSome(deps: Deps, actor: Actor, heads: readonly IssuedHead[]): Promise<[StatementId, Named][]> {
  const ids = JSON.stringify(heads.map(({ id }) => id))
  const { documents, people } = await deps.db.read({
    documents: sql<{ id: StatementId; number: string; document: string }>`SELECT s.id AS id, s.number AS number,
      s.document AS document FROM json_each(${ids}) w CROSS JOIN statement s ON s.id = w.value
      WHERE ${isVisible(actor)} LIMIT ${atOnce}`,
    people: sql<{ statement: string; id: string; name: string }>`SELECT p.statement_id AS statement, p.person_id AS id,
      p.name AS name
      FROM json_each(${ids}) w CROSS JOIN statement_person p ON p.statement_id = w.value LIMIT 20000`,
  })
  // By statement: a name is that of the day on which it was issued.
  const named = Map.groupBy(people, ({ statement }) => statement)
  return documents.map(({ id, number, document }) => {
    const names = new Map((named.get(id) ?? []).map((person) => [person.id, person.name]))
    return [id, { number, statement: thawed(document), names }]
  })
}
