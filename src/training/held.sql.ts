import type { Instant } from '../kernel/interval.ts'
import { offsetSpanAt } from '../kernel/zone-offsets.ts'
import { sql, type Query } from '../platform/db/sql.ts'

/** The moment, and the zone in whose calendar months are counted. */
export interface Reckoned {
  readonly now: Instant
  readonly zone: string
}

/**
 * Qualifications as they hold, to be read like the table: `valid_until` is the end that somebody named, the
 * withdrawal, or the lapse by disuse, whichever comes first. A use that is over counts although no job has noted it.
 */
export function heldQualifications(reckoned: Reckoned): Query {
  return sql`(SELECT person_id, kind_id, valid_from, ${heldUntil(reckoned)} AS valid_until FROM qualification)`
}

const ownMonths = sql`(SELECT lapse_months FROM qualification_kind WHERE id = qualification.kind_id)`

/** Until when a row of `qualification` holds; by another setting of its kind, where `months` says so. */
export function heldUntil(reckoned: Reckoned, months: Query = ownMonths): Query {
  const { offsetSeconds } = offsetSpanAt(reckoned.now, reckoned.zone)
  const local = sql`${lastCounted(reckoned.now)} + ${offsetSeconds}`
  // Without months the modifier is null, and so is the lapse.
  return sql`min(valid_until, ifnull(withdrawn_at, valid_until), ifnull(CASE WHEN ${months} IS NULL THEN NULL
    ELSE unixepoch(${local}, 'unixepoch', '+' || ${months} || ' months') - ${offsetSeconds} END, valid_until))`
}

function lastCounted(now: Instant): Query {
  return sql`max(valid_from, counted_from, ifnull(used_at, 0), ifnull(${unnotedUse(now)}, 0))`
}

// As far back as a booking may have begun that the clock has not completed yet.
const unnotedSeconds = 35 * 86_400

/** The end of what is in use, or was by the clock alone, and is not noted as completed yet. */
function unnotedUse(now: Instant): Query {
  return sql`(SELECT max(min(u.ends_at, ${now})) FROM booking u
    JOIN resource ur ON ur.id = u.resource_id AND ur.qualification_id = qualification.kind_id
    WHERE u.person_id = qualification.person_id AND u.starts_at BETWEEN ${now - unnotedSeconds} AND ${now}
      AND (u.state = 'in-use' OR u.state = 'confirmed' AND u.terms ->> '$.checkIn' = 'none'))`
}
