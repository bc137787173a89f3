/** One line of the table. */
export interface Row {
  readonly measure: string
  readonly goal: string
  readonly never: string
  readonly reached: string
  readonly verdict: Verdict
}

/** `above never`: it may not be shipped. */
export type Verdict = 'reached' | 'not yet' | 'above never'

interface Limits {
  readonly goal: number
  readonly never: number
  readonly unit?: string
  readonly digits?: number
  /** What the figure is of. */
  readonly of?: string
}

/** The less the better. */
export function atMost(measure: string, figure: number, limits: Limits): Row {
  const verdict = figure <= limits.goal ? 'reached' : figure <= limits.never ? 'not yet' : 'above never'
  return rowOf(measure, figure, limits, '≤', verdict)
}

/** The more the better. */
export function atLeast(measure: string, figure: number, limits: Limits): Row {
  const verdict = figure >= limits.goal ? 'reached' : figure >= limits.never ? 'not yet' : 'above never'
  return rowOf(measure, figure, limits, '≥', verdict)
}

/** Whatever is found is one too many; the first findings are told. */
export function noneOf(measure: string, found: readonly string[], of: string): Row {
  for (const one of found.slice(0, 10)) console.error(`  ${measure}: ${one}`)
  return {
    measure,
    goal: 'none',
    never: 'any',
    reached: `${found.length} · ${of}`,
    verdict: found.length === 0 ? 'reached' : 'above never',
  }
}

function rowOf(measure: string, figure: number, limits: Limits, sign: string, verdict: Verdict): Row {
  const { goal, never, unit = '', digits = 0, of } = limits
  const said = (number: number) => `${number.toFixed(Number.isInteger(number) ? 0 : digits)}${unit && ` ${unit}`}`
  return {
    measure,
    goal: `${sign} ${said(goal)}`,
    never: said(never),
    reached: `${figure.toFixed(digits)}${unit && ` ${unit}`}${of === undefined ? '' : ` · ${of}`}`,
    verdict,
  }
}

/** The whole table, as it can stand in a README. */
export function tableOf(rows: readonly Row[]): string {
  const cells = rows.map(({ measure, goal, never, reached, verdict }) => [measure, goal, never, reached, verdict])
  const head = ['measure', 'goal', 'never ship', 'reached', 'verdict']
  const widths = head.map((title, column) => Math.max(title.length, ...cells.map((row) => row[column]?.length ?? 0)))
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  return [line(head), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...cells.map(line)].join('\n')
}
