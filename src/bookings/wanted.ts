import type { PersonId, ProjectId, ResourceId, UnitId } from '../kernel/id.ts'
import type { Interval } from '../kernel/interval.ts'
import type { Given } from '../knowledge/question.ts'
import type { RefusalName } from './refusal.ts'

/** What a person asks for: one resource for one interval. A series or a bundle is several of these. */
export interface Wanted extends Interval {
  readonly resourceId: ResourceId
  /** A certain unit, or null for whichever is free. */
  readonly unitId: UnitId | null
  /** All units of a space at once. */
  readonly whole: boolean
  readonly samples: number
  readonly purpose: string
  /** Absent where nobody is there to be asked: what is only offered, moved or imported. */
  readonly answers?: Given
}

/** For whom and on whose money; the same for every booking of one request. */
export interface WantedBy {
  /** Null takes the booker's usual project. */
  readonly projectId: ProjectId | null
  /** Null books for the viewer. */
  readonly onBehalfOf: PersonId | null
  readonly override: Override | null
}

/** A lab manager sets chosen rules aside, and says why. */
export interface Override {
  readonly rules: readonly RefusalName[]
  readonly reason: string
}
