import type { Instant } from '../../kernel/interval.ts'
import { sql } from '../../platform/db/sql.ts'
import { aroundSeconds, evidenceOf, type Evidence, type MeteredSignal } from '../evidence.ts'

export interface EvidenceRow {
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly checkedInAt: Instant | null
  readonly checkedOutAt: Instant | null
  readonly said: string | null
  /** `[at, state, grade][]`. */
  readonly signals: string
  readonly before: 'on' | 'off' | null
  readonly nextAt: Instant | null
}

const around = aroundSeconds

/** Of booking `b`: what was told of its use, and what its machine's meters said around it. */
export const evidenceColumns = sql`b.starts_at AS startsAt, b.ends_at AS endsAt, b.checked_in_at AS checkedInAt,
  b.checked_out_at AS checkedOutAt,
  (SELECT a.detail ->> '$.evidence' FROM audit a WHERE a.entity = b.id AND a.detail ->> '$.evidence' IS NOT NULL
    ORDER BY a.entity_version LIMIT 1) AS said,
  (SELECT json_group_array(json_array(at, state, kind)) FROM (SELECT s.at AS at, s.state AS state, t.kind AS kind
    FROM signal s JOIN station t ON t.id = s.station_id WHERE s.unit_id = b.unit_id
      AND s.at >= b.starts_at - ${around} AND s.at <= max(b.ends_at, ifnull(b.checked_out_at, 0)) + ${around}
    ORDER BY s.at LIMIT 100)) AS signals,
  (SELECT s.state FROM signal s WHERE s.unit_id = b.unit_id AND s.at < b.starts_at - ${around}
    ORDER BY s.at DESC LIMIT 1) AS before,
  (SELECT min(n.starts_at) FROM allocation n WHERE n.unit_id = b.unit_id AND n.starts_at >= b.ends_at) AS nextAt`

export function evidenceIn({ signals, before, nextAt, ...use }: EvidenceRow): Evidence {
  const heard = (JSON.parse(signals) as [Instant, 'on' | 'off', 'sensor' | 'card'][]).map(
    ([at, state, grade]): MeteredSignal => ({ at, state, grade }),
  )
  return evidenceOf(use, { signals: heard, before, nextAt })
}
