/** A line of the file as it was meant: folded ones joined, under the number of the first. */
export interface ContentLine {
  /** Counted from 1. */
  readonly line: number
  readonly text: string
}

/** The lines of a calendar. Blank ones mean nothing; any of the three line ends is taken. */
export function contentLines(file: string): ContentLine[] {
  const lines: { line: number; parts: string[] }[] = []
  let number = 0
  for (const raw of file.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)) {
    number++
    const last = lines.at(-1)
    if (last && (raw.startsWith(' ') || raw.startsWith('\t'))) last.parts.push(raw.slice(1))
    else if (raw.trim() !== '') lines.push({ line: number, parts: [raw] })
  }
  return lines.map(({ line, parts }) => ({ line, text: parts.join('') }))
}
