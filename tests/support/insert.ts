/** One INSERT statement as text, for rows with the same columns: test parks are filled by script, outside the port. */
export function insert(table: string, rows: readonly Record<string, string | number | null>[]): string {
  const [first] = rows
  if (first === undefined) throw new Error(`no row to insert into ${table}`)
  const columns = Object.keys(first)
  const tuples = rows.map((row) => `(${columns.map((column) => literal(row[column])).join(', ')})`)
  return `INSERT INTO ${table} (${columns.join(', ')}) VALUES\n${tuples.join(',\n')};`
}

function literal(value: string | number | null | undefined): string {
  if (typeof value === 'number') return String(value)
  return value === null || value === undefined ? 'NULL' : `'${value.replaceAll("'", "''")}'`
}
