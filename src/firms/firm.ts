import type { Names } from '../deps.ts'
import type { ConsortiumId } from '../kernel/id.ts'

/** What sort of organisation pays. */
export const firmKinds = ['company', 'hospital', 'university', 'outside'] as const

export type FirmKind = (typeof firmKinds)[number]

/** What a firm is saved with. */
export interface WantedFirm {
  readonly names: Names
  readonly kind: FirmKind
  readonly priceCategory: string
  readonly tier: string
  readonly creditCode: string | null
  readonly consortiumId: ConsortiumId | null
  /** What its people's addresses end with. */
  readonly domains: readonly string[]
}
