import { auditRow } from '../audit/record.ts'
import { newId } from '../kernel/id.ts'
import type { Instant } from '../kernel/interval.ts'
import { addDays, atOrAfter, dayOf } from '../kernel/wall-clock.ts'
import { sql, type Query } from '../platform/db/sql.ts'
import type { CatalogueWrite } from '../resources/commands/resource-rows.ts'
import type { PlacedResource } from './demo-catalogue.ts'
import { demoZone } from './demo-zone.ts'
import type { DemoCast } from './demo-people.ts'

/** Asset, kind, reason, first day from today, its hour, days and hours that it lasts, and how many of its units. */
const closures = [
  ['MSO-0301', 'calibration', '质量轴校准', 3, '09:00', 1.3, 1],
  ['FCM-0211', 'fault', '鞘液泵异常，等待工程师', 0, '07:30', 2.4, 1],
  ['IMG-0105', 'maintenance', '激光器年度保养', 6, '08:30', 2.5, 1],
  ['CEL-0411', 'maintenance', '转子检定', 1, '13:00', 0.2, 1],
  ['SEQ-0501', 'maintenance', '流路清洗与升级', -6, '09:00', 1.1, 1],
  ['PUB-0714', 'event', '园区开放日', 8, '08:00', 0.45, 1],
] as const

/** What is closed, lately and soon. */
export function closureTimes(now: Instant): DemoClosure[] {
  const today = dayOf(now, demoZone).date
  return closures.map(([asset, kind, reason, inDays, time, days, unitCount]) => {
    const startsAt = atOrAfter({ date: addDays(today, inDays), time }, demoZone)
    return { asset, kind, reason, startsAt, endsAt: startsAt + Math.round(days * 24) * 3600, unitCount }
  })
}

/** Laid down before anything is booked, so that nothing is in its way. */
export function closureRows(resources: readonly PlacedResource[], cast: DemoCast, write: CatalogueWrite): Query[] {
  return closureTimes(write.at).flatMap((closure) => {
    const resource = resources.find((one) => one.asset === closure.asset)
    return resource ? closureOf(resource, closure, cast, write) : []
  })
}

interface DemoClosure {
  readonly asset: string
  readonly kind: string
  readonly reason: string
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly unitCount: number
}

function closureOf(
  resource: PlacedResource,
  closure: DemoClosure,
  cast: DemoCast,
  { at, entropy }: CatalogueWrite,
): Query[] {
  const { kind, reason, startsAt, endsAt, unitCount } = closure
  const id = newId('clo', at * 1000, entropy)
  const units = sql`(SELECT id FROM unit WHERE resource_id = ${resource.id} ORDER BY id LIMIT ${unitCount})`
  const createdAt = Math.min(at, startsAt)
  return [
    sql`INSERT INTO closure (id, resource_id, kind, reason, starts_at, ends_at, created_by, created_at)
      VALUES (${id}, ${resource.id}, ${kind}, ${reason}, ${startsAt}, ${endsAt}, ${cast.managerId}, ${createdAt})`,
    sql`INSERT INTO closure_unit (closure_id, unit_id) SELECT ${id}, id FROM ${units}`,
    sql`INSERT INTO allocation (unit_id, starts_at, ends_at, closure_id) SELECT id, ${startsAt}, ${endsAt}, ${id}
      FROM ${units}`,
    auditRow({
      at: createdAt,
      actorId: cast.managerId,
      action: 'closure.made',
      entity: id,
      entityVersion: 1,
      firmId: null,
      facilityId: cast.facilityIds.get(resource.facility) ?? null,
      detail: { resourceId: resource.id, kind, reason },
    }),
  ]
}
