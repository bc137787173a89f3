import { hexOf } from '../../kernel/hex.ts'
import type { Instant } from '../../kernel/interval.ts'
import type { Row } from './transport.ts'

/** One numbered file: `0001_park.sql`. Immutable once it has been applied anywhere. */
export interface Migration {
  readonly name: string
  readonly text: string
}

/** A database as its operator sees it: whole scripts, outside the port. */
export interface MigrationTarget {
  rows(text: string): Promise<Row[]>
  /** Runs a script with its own BEGIN and COMMIT; a failure leaves nothing of it. */
  script(text: string): Promise<void>
}

/**
 * Applies what is missing, in order, one transaction a file; returns the names applied. Throws if history was
 * changed.
 */
export async function migrate(
  target: MigrationTarget,
  migrations: readonly Migration[],
  at: Instant,
): Promise<string[]> {
  await target.script(journal)
  const applied: string[] = []
  const done = await appliedSums(target)
  for (const { name, text, sum } of await checked(migrations, done)) {
    if (done.has(name)) continue
    if (await applyOnce(target, name, sum, text, at)) applied.push(name)
  }
  return applied
}

const journal = `CREATE TABLE IF NOT EXISTS migration (
  name TEXT PRIMARY KEY, sum TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT, WITHOUT ROWID`

interface SummedMigration extends Migration {
  readonly sum: string
}

async function checked(migrations: readonly Migration[], done: Map<string, string>): Promise<SummedMigration[]> {
  const summed = await Promise.all(migrations.map(async (file) => ({ ...file, sum: await sumOf(file.text) })))
  summed.sort((one, other) => (one.name < other.name ? -1 : 1))
  for (const { name, sum } of summed) {
    if (!/^\d{4}_[a-z0-9_]+\.sql$/.test(name)) throw new Error(`migration ${name}: a name is like 0001_park.sql`)
    if (done.has(name) && done.get(name) !== sum) throw new Error(`migration ${name} was changed after it was applied`)
  }
  const strange = [...done.keys()].find((name) => !summed.some((migration) => migration.name === name))
  if (strange !== undefined) throw new Error(`the database has migration ${strange}, which this program does not know`)
  return summed
}

async function appliedSums(target: MigrationTarget): Promise<Map<string, string>> {
  const rows = await target.rows('SELECT name, sum FROM migration ORDER BY name LIMIT 10000')
  return new Map((rows as { name: string; sum: string }[]).map(({ name, sum }) => [name, sum]))
}

// The journal's row comes first: of two deployments at once, the second one fails on its primary key before any table
// is touched.
async function applyOnce(
  target: MigrationTarget,
  name: string,
  sum: string,
  text: string,
  at: Instant,
): Promise<boolean> {
  const row = `INSERT INTO migration (name, sum, applied_at) VALUES ('${name}', '${sum}', ${Math.trunc(at)})`
  try {
    await target.script(`BEGIN IMMEDIATE;\n${row};\n${text}\n;COMMIT;`)
    return true
  } catch (error) {
    if ((await appliedSums(target)).get(name) === sum) return false
    throw new Error(`migration ${name} failed`, { cause: error })
  }
}

// Line ends are normalised, so that a checkout on Windows is no changed history.
async function sumOf(text: string): Promise<string> {
  const bytes = new TextEncoder().encode(text.replaceAll('\r\n', '\n'))
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return hexOf(digest)
}
