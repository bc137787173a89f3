import type { FacilityId, ImportedCalendarId, PersonId, ResourceId, UnitId } from '../kernel/id.ts'
import type { Instant } from '../kernel/interval.ts'
import type { ReadingReport } from './reading-report.ts'

/** A calendar of another house that is kept as closures of a resource. */
export interface ImportedCalendar {
  readonly id: ImportedCalendarId
  readonly resourceId: ResourceId
  readonly facilityId: FacilityId
  /** Its address, or what its file is called. */
  readonly source: string
  readonly title: string
  /** Null for every unit in service. */
  readonly units: readonly UnitId[] | null
  readonly version: number
  readonly report: ReadingReport
  readonly createdBy: PersonId
  readonly readAt: Instant
  readonly appliedAt: Instant | null
  readonly fetchAt: Instant | null
  readonly etag: string
  readonly trouble: string
  readonly failures: number
  readonly endedAt: Instant | null
}

/** A calendar is read again so often. */
export const fetchEverySeconds = 3_600

export const longestSource = 500
