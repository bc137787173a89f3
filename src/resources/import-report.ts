import type { ResourceId } from '../kernel/id.ts'
import type { EntryField } from './catalogue-entry.ts'

/** What a cell ought to have been. */
export type CellFault =
  | { readonly kind: 'number'; readonly from: number; readonly to: number }
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  | { readonly kind: 'too-long'; readonly most: number }
  | { readonly kind: 'money' }
  | { readonly kind: 'hours' }
  | { readonly kind: 'cancellation' }

/** Why a line was refused. Facts, not prose: the sentence is made in the reader's language. */
export type LineFault =
  | { readonly kind: 'cell'; readonly column: string; readonly value: string; readonly fault: CellFault }
  | { readonly kind: 'cells'; readonly expected: number; readonly found: number }
  | { readonly kind: 'missing'; readonly column: string }
  | { readonly kind: 'repeated'; readonly line: number }
  | { readonly kind: 'facility-unknown'; readonly facility: string }
  | { readonly kind: 'asset-elsewhere' }
  | { readonly kind: 'price-not-yours' }
  | { readonly kind: 'lengths'; readonly minMinutes: number; readonly maxMinutes: number }
  | { readonly kind: 'fewer-units'; readonly expected: number; readonly found: number }

/** Something that a reader should know of a line that was taken all the same. */
export type LineNote =
  | { readonly kind: 'limit-never-binds'; readonly column: string; readonly value: number }
  | { readonly kind: 'no-price' }

/** One line of the file, accounted for. */
export interface ImportedLine {
  readonly line: number
  readonly assetNumber: string
  readonly outcome: 'new' | 'changed' | 'unchanged' | 'refused'
  readonly resourceId: ResourceId | null
  /** Of a changed line. */
  readonly changes: readonly EntryField[]
  /** Of a refused line; every fault, not only the first. */
  readonly faults: readonly LineFault[]
  readonly notes: readonly LineNote[]
}

/** What an import does, or would do. Every line of the file but the header and blank ones is in it once. */
export interface ImportReport {
  readonly preview: boolean
  readonly lines: readonly ImportedLine[]
  readonly counts: Readonly<Record<ImportedLine['outcome'], number>>
  /** Columns of the file that mean nothing to us; their cells were not read. */
  readonly unknownColumns: readonly string[]
  /** Where lines without a facility went; null when every line names one. */
  readonly usedFacility: string | null
}

/** The file as a whole cannot be taken: it is no CSV, or has none of the columns that it must have. */
export class UnusableFile extends Error {
  override readonly name = 'UnusableFile'
  readonly fault:
    | { readonly kind: 'not-csv'; readonly line: number }
    | { readonly kind: 'columns'; readonly missing: readonly string[] }

  constructor(fault: UnusableFile['fault']) {
    super(fault.kind === 'not-csv' ? `no CSV at line ${fault.line}` : `columns missing: ${fault.missing.join(', ')}`)
    this.fault = fault
  }
}
