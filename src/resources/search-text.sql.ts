import { sql, type Query } from '../platform/db/sql.ts'

/**
 * True where what is said of resource `r` has the word. Model numbers are written with and without hyphens and spaces:
 * "lsm880" is in "LSM 880", and "lsm-880" in "LSM880". Short words stay as they are: joined, any text would have them.
 */
export function hasWord(word: string): Query {
  const plain = sql`r.search_text LIKE ${pattern(word)} ESCAPE '\\'`
  const joint = word.replaceAll(/[-_./]/g, '')
  if (!/^[a-z0-9]{4,}$/.test(joint)) return plain
  return sql`(${plain} OR instr(${bare}, ${joint}) > 0)`
}

const bare = sql`replace(replace(replace(replace(replace(r.search_text,
  ' ', ''), '-', ''), '_', ''), '.', ''), '/', '')`

/** `%` and `_` in a word are letters like any other. */
function pattern(word: string): string {
  return `%${word.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
}
