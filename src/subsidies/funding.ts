import type { Names } from '../deps.ts'
import type { FirmId, ProgrammeId } from '../kernel/id.ts'

/** Who else pays for a booking, and who else earns by it: read in the same snapshot as the booking. */
export interface Funding {
  /** Programmes that would pay part of its use, in the order in which they stack. */
  readonly programmes: readonly OpenProgramme[]
  /** What programmes pay of what was posted for it until now. */
  readonly granted: readonly Granted[]
  /** What was posted for it until now, on the firm's side. */
  readonly chargedMinor: number
  /** The same by tax rate, the price apart from what each programme pays of it, below zero. */
  readonly charged: readonly Charged[]
  readonly provider: ProviderTerms | null
}

/** A programme as one firm finds it. */
export interface OpenProgramme {
  readonly id: ProgrammeId
  readonly version: number
  readonly names: Names
  readonly percent: number
  readonly claimCapMinor: number | null
  readonly yearCapMinor: number | null
  readonly budgetMinor: number | null
  readonly budgetUsedMinor: number
  /** The firm, or whoever controls it where its firms share a cap. */
  readonly countedId: string
  readonly usedByYear: Readonly<Record<string, number>>
}

export interface Charged {
  /** Null: of the price itself. */
  readonly programmeId: ProgrammeId | null
  readonly taxBasisPoints: number
  readonly amountMinor: number
  readonly taxMinor: number
  /** How many charges that is. */
  readonly lines: number
}

export interface Granted {
  readonly programmeId: ProgrammeId
  readonly names: Names
  readonly amountMinor: number
}

/** Whose machine it is, what part of its income they get, and what of this booking's they got until now. */
export interface ProviderTerms {
  readonly firmId: FirmId
  readonly percent: number
  readonly baseMinor: number
  readonly amountMinor: number
}
