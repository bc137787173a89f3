import type { CastPerson } from '../support/cast.ts'
import type { TestPark } from '../support/open-park.ts'
import type { Objects } from './stage.ts'

/** A use that waits for review, and what followed of a no-show: once appealed, once not. */
export async function conductOf(park: TestPark, objects: Objects, person: CastPerson): Promise<Objects> {
  const { facility = '', used = '' } = objects
  const end = person.id.slice(-20)
  const [rule, open, appealed] = [`cdr_000000${end}`, `csq_000000${end}`, `csq_000001${end}`]
  await park.script(`INSERT INTO usage_review (booking_id, facility_id, person_id, kind, starts_at, ends_at)
      SELECT id, '${facility}', person_id, 'interrupted', starts_at, ends_at FROM booking WHERE id = '${used}';
    INSERT INTO conduct_rule (id, facility_id, after_count, within_days, consequence, created_by, created_at)
      VALUES ('${rule}', '${facility}', 3, 30, 'warning', '${person.id}', 0),
        ('cdr_000001${end}', '${facility}', 3, 30, 'warning', '${person.id}', 0);
    INSERT INTO consequence (id, rule_id, facility_id, person_id, booking_id, kind, counted_to, missed, applied_at,
        appeal, appealed_at)
      VALUES ('${open}', '${rule}', '${facility}', '${person.id}', '${used}', 'warning', 0, 3,
          ${park.clock.now}, '', NULL),
        ('${appealed}', 'cdr_000001${end}', '${facility}', '${person.id}', '${used}', 'warning', 0, 3,
          ${park.clock.now}, 'Canary appeal', ${park.clock.now})`)
  return { reviewed: used, conductRule: rule, unappealed: open, consequence: appealed }
}
