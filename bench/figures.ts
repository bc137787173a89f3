/** One line of the table. */
export interface Figure {
  readonly measure: string
  readonly result: string
  /** What stood beside it in the same run. */
  readonly beside?: string
  readonly ratio?: string
}

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

/** `0.71 (0.66–0.78)`: the median of the rounds, and the lowest and highest. */
export function ratioText(ratios: readonly number[]): string {
  const two = (number: number) => number.toFixed(2)
  return `**${two(median(ratios))}** (${two(Math.min(...ratios))}–${two(Math.max(...ratios))})`
}

export function perSecondText(rates: readonly number[]): string {
  return `${grouped(median(rates))}/s`
}

export function microsText(rates: readonly number[]): string {
  return `${grouped(1e6 / median(rates))} µs`
}

export function grouped(number: number): string {
  return Math.round(number).toLocaleString('en-US')
}

/** The whole table, as it can stand in a README. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map(({ measure, result, beside = '', ratio = '' }) => [measure, result, beside, ratio])
  const head = ['measure', 'result', 'beside it', 'ratio']
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  return [line(head), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...rows.map(line)].join('\n')
}
