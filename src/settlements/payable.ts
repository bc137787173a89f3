import type { FirmId, StatementId } from '../kernel/id.ts'
import type { Dues } from './dues.ts'
import type { ProjectShare } from './split.ts'

/** A statement as whoever records a payment finds it. */
export interface Payable extends Dues {
  readonly id: StatementId
  readonly number: string
  readonly firmId: FirmId
  readonly currency: string
  readonly version: number
  readonly shares: readonly ProjectShare[]
}
