import { newId } from '../kernel/id.ts'
import type { Instant } from '../kernel/interval.ts'
import { addDays, atOrAfter, dayOf } from '../kernel/wall-clock.ts'
import { sql, type Query } from '../platform/db/sql.ts'
import { demoZone } from './demo-zone.ts'
import type { DemoCast } from './demo-people.ts'

/** Training, facility, days ahead, from, place, trainer, seats; and how many of other firms have signed up. */
const sessions = [
  ['electron', 'IMG', 3, '14:00', 'B3 · 101', '王雪', 4, 2],
  ['electron', 'IMG', 10, '09:30', 'B3 · 101', '王雪', 4, 0],
  ['confocal', 'IMG', 5, '10:00', 'B3 · 204', 'Dr. Lin', 6, 3],
] as const

/** Sessions ahead, some of their seats taken; and one training that lapses when it is not used. */
export function trainingRows(cast: DemoCast, now: Instant, entropy: (bytes: number) => Uint8Array): Query[] {
  const guests = cast.firms.flatMap(({ key, members }) => (key === 'orchid' || key === 'chenghu' ? members : []))
  const rows = sessions.flatMap(([kind, code, days, time, place, trainer, seats, taken]) => {
    const id = newId('trn', now * 1000, entropy)
    const startsAt = atOrAfter({ date: addDays(dayOf(now, demoZone).date, days), time }, demoZone)
    return [
      sql`INSERT INTO training_session (id, kind_id, facility_id, starts_at, ends_at, place, trainer, seats,
          valid_months, created_by, created_at)
        VALUES (${id}, ${kind}, ${cast.facilityIds.get(code) ?? ''}, ${startsAt}, ${startsAt + 2 * 3600}, ${place},
          ${trainer}, ${seats}, 12, ${cast.managerId}, ${now})`,
      ...guests
        .slice(0, taken)
        .map(
          (guest) =>
            sql`INSERT INTO training_seat (session_id, person_id, taken_at) VALUES (${id}, ${guest.id}, ${now})`,
        ),
    ]
  })
  return [...rows, sql`UPDATE qualification_kind SET lapse_months = 6 WHERE id = 'confocal'`]
}
