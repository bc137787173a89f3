import type { FacilityId, TrainingSessionId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { sql } from '../../platform/db/sql.ts'
import type { TrainingSession } from '../training-session.ts'

export interface SessionRow {
  id: TrainingSessionId
  kindId: string
  facilityId: FacilityId
  startsAt: Instant
  endsAt: Instant
  place: string
  trainer: string
  seats: number
  taken: number
  validMonths: number
  cancelledAt: Instant | null
  cancelReason: string
  /** `[hans, hant, en]`, as are the facility's. */
  kindNames: string
  facilityNames: string
}

/** What a session `s` says, of `sessionTables`. */
export const sessionColumns = sql`s.id AS id, s.kind_id AS kindId, s.facility_id AS facilityId,
  s.starts_at AS startsAt, s.ends_at AS endsAt, s.place AS place, s.trainer AS trainer, s.seats AS seats,
  (SELECT count(*) FROM training_seat c WHERE c.session_id = s.id) AS taken, s.valid_months AS validMonths,
  s.cancelled_at AS cancelledAt, s.cancel_reason AS cancelReason,
  json_array(k.name_hans, k.name_hant, k.name_en) AS kindNames,
  json_array(f.name_hans, f.name_hant, f.name_en) AS facilityNames`

export const sessionTables = sql`training_session s JOIN qualification_kind k ON k.id = s.kind_id
  JOIN facility f ON f.id = s.facility_id`

export function sessionOf({ kindNames, facilityNames, ...row }: SessionRow): TrainingSession {
  return { ...row, kind: namesIn(kindNames), facility: namesIn(facilityNames) }
}

function namesIn(text: string) {
  const [hans, hant, en] = JSON.parse(text) as [string, string, string]
  return { hans, hant, en }
}
