import { createHash } from 'node:crypto'
import type { MigrationTarget } from '../../src/platform/db/migrate.ts'

/** A hash over every row of every table: equal before and after whatever must change nothing. */
export async function dumpOf(target: Pick<MigrationTarget, 'rows'>): Promise<string> {
  const tables = (await target.rows(tablesText)).map(({ name }) => name as string)
  const hash = createHash('sha256')
  for (const table of tables) {
    const rows = await target.rows(`SELECT * FROM "${table}" LIMIT 10000000`)
    const lines = rows.map((row) => JSON.stringify(row)).sort()
    hash.update(`${table}\n${lines.join('\n')}\n`)
  }
  return hash.digest('hex')
}

const tablesText = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name LIMIT 1000"
