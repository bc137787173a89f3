import type { Instant } from '../kernel/interval.ts'
import type { MigrationTarget } from '../platform/db/migrate.ts'
import type { Db } from '../platform/db/port.ts'
import { Query } from '../platform/db/sql.ts'

const rowsAtOnce = 400
const bytesAtOnce = 250_000

/**
 * Copies every row of a park into a migrated, empty database, in as few round trips as may be: the copy of a park that
 * was made beside the engine costs seconds where its story, told over a network, takes minutes. The park's own row
 * comes last: until then there is none.
 */
export async function copyPark(from: Pick<MigrationTarget, 'rows'>, to: Db, at: Instant): Promise<void> {
  for (const table of await tablesInOrder(from)) {
    const columns = await columnsOf(from, table)
    const rows = await from.rows(
      `SELECT json_array(${columns.map(quoted).join(', ')}) AS row FROM ${quoted(table)} LIMIT 10000000`,
    )
    const texts = rows.map((row) => row['row'] as string)
    for (const [part, some] of inParts(texts).entries()) {
      const key = `seed:copy:${table}:${part}`
      const idempotency = { actor: 'operator', key, requestHash: '', status: 200, body: '', at }
      await to.write([insertRows(table, columns, some)], { idempotency })
    }
  }
}

/**
 * Parents before children, and the park itself at the end. Tables that hold nothing across a write, and those that
 * triggers fill, are left out.
 */
async function tablesInOrder(from: Pick<MigrationTarget, 'rows'>): Promise<string[]> {
  const found =
    await from.rows(`SELECT t.name AS name, (SELECT json_group_array(f."table") FROM pragma_foreign_key_list(t.name) f)
    AS parents FROM sqlite_schema t WHERE t.type = 'table' AND t.name NOT GLOB 'sqlite_*' AND t.name NOT GLOB 'assert_*'
      AND t.name NOT IN ('migration', 'park', 'unstated_entry') ORDER BY t.name LIMIT 1000`)
  const waiting = new Map(found.map((row) => [row['name'] as string, JSON.parse(row['parents'] as string) as string[]]))
  const ordered: string[] = []
  while (waiting.size > 0) {
    const ready = [...waiting].filter(
      ([name, parents]) => !parents.some((parent) => parent !== name && waiting.has(parent)),
    )
    if (ready.length === 0) throw new Error(`tables refer to each other in a ring: ${[...waiting.keys()].join(', ')}`)
    for (const [name] of ready) {
      ordered.push(name)
      waiting.delete(name)
    }
  }
  return [...ordered, 'park']
}

async function columnsOf(from: Pick<MigrationTarget, 'rows'>, table: string): Promise<string[]> {
  const rows = await from.rows(
    `SELECT name FROM pragma_table_xinfo('${table}') WHERE hidden = 0 ORDER BY cid LIMIT 200`,
  )
  return rows.map((row) => row['name'] as string)
}

function insertRows(table: string, columns: readonly string[], rows: readonly string[]): Query {
  const values = columns.map((_, at) => `value ->> ${at}`).join(', ')
  const into = `${quoted(table)} (${columns.map(quoted).join(', ')})`
  return new Query(`INSERT INTO ${into} SELECT ${values} FROM json_each(?)`, [`[${rows.join(',')}]`])
}

function inParts(rows: readonly string[]): string[][] {
  const parts: string[][] = []
  let bytes = Infinity
  for (const row of rows) {
    const last = parts.at(-1)
    if (last && last.length < rowsAtOnce && bytes + row.length <= bytesAtOnce) last.push(row)
    else parts.push([row])
    bytes = last === parts.at(-1) ? bytes + row.length : row.length
  }
  return parts
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
