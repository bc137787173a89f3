/** What a park brings along on its first day, a file of each. */
export const movingKinds = ['firms', 'people', 'projects'] as const

export type MovingKind = (typeof movingKinds)[number]

/** What a cell ought to be. */
export type CellWish = 'text' | 'choice' | 'credit-code' | 'domains' | 'address' | 'roles' | 'day' | 'money'

/** Why a line is refused. Facts, not prose: the sentence is made in the reader's language. */
export type MovingFault =
  | {
      readonly kind: 'cell'
      readonly column: string
      readonly value: string
      readonly wish: CellWish
      /** Of a choice. */
      readonly choices?: readonly string[]
    }
  | { readonly kind: 'cells'; readonly expected: number; readonly found: number }
  | { readonly kind: 'missing'; readonly column: string }
  | { readonly kind: 'repeated'; readonly line: number }
  | { readonly kind: 'unknown'; readonly column: string; readonly value: string }
  | { readonly kind: 'taken'; readonly column: string; readonly value: string }
  | { readonly kind: 'departed'; readonly value: string }
  | { readonly kind: 'role-misplaced'; readonly role: string; readonly column: string }
  | { readonly kind: 'no-role'; readonly column: string }
  | { readonly kind: 'not-member'; readonly value: string }
  | { readonly kind: 'days' }

/** One line of a file, read but not yet compared with the park. */
export interface ReadLine<Said> {
  readonly line: number
  /** What it is about, as the file says it. */
  readonly subject: string
  readonly said: Said
  readonly faults: readonly MovingFault[]
}

export type MovingOutcome = 'new' | 'changed' | 'unchanged' | 'refused'

/** One line, accounted for. */
export interface MovedLine {
  readonly line: number
  readonly subject: string
  readonly outcome: MovingOutcome
  /** Columns of a changed line, roles that a person gets. */
  readonly changes: readonly string[]
  /** Of a refused line; every fault, not only the first. */
  readonly faults: readonly MovingFault[]
}

/** A line, and what is written when it is taken: null where nothing is. */
export interface PlannedLine<Entry> {
  readonly moved: MovedLine
  readonly entry: Entry | null
}

/** What an import does, or would do. Every line of the file but the header and blank ones is in it once. */
export interface MovingReport {
  readonly kind: MovingKind
  readonly preview: boolean
  readonly lines: readonly MovedLine[]
  readonly counts: Readonly<Record<MovingOutcome, number>>
  readonly unknownColumns: readonly string[]
  /** A hash over all that would be written: the same only while the same would be. */
  readonly plan: string
}

/** How many lines had each outcome. */
export function countsOf(lines: readonly MovedLine[]): Record<MovingOutcome, number> {
  const counts = { new: 0, changed: 0, unchanged: 0, refused: 0 }
  for (const { outcome } of lines) counts[outcome]++
  return counts
}

/** The file as a whole can't be read. */
export class UnusableFile extends Error {
  override readonly name = 'UnusableFile'
  readonly fault: FileFault

  constructor(fault: FileFault) {
    super(fault.kind)
    this.fault = fault
  }
}

export type FileFault =
  | { readonly kind: 'not-utf8'; readonly line: number }
  | { readonly kind: 'not-csv'; readonly line: number }
  | { readonly kind: 'columns'; readonly missing: readonly string[] }
  | { readonly kind: 'empty' }
