import { closeResource, type ClosureAnswer, type ClosureWanted } from '../../src/bookings/commands/close-resource.ts'
import { reopenResource } from '../../src/bookings/commands/reopen-resource.ts'
import type { AffectedChoice, NewTime } from '../../src/bookings/closing.ts'
import type { ClosureId, ResourceId, UnitId } from '../../src/kernel/id.ts'
import { people, resources, type CastPerson } from './cast.ts'
import { at } from './facts.ts'
import type { Told } from './lab.ts'
import { freshKey, type TestPark } from './open-park.ts'

export interface ToldClosure {
  readonly id: ClosureId
  readonly startsAt: string
}

/** Service from one wall time to another, or until somebody opens again. */
export function service(from: string, to: string | null): ClosureWanted {
  const endsAt = to === null ? null : at(to)
  const rest = { kind: 'maintenance', reason: 'service', units: null, affected: [], preview: false } as const
  return { startsAt: at(from), endsAt, ...rest }
}

export function cancel({ id }: Told): AffectedChoice {
  return { bookingId: id, do: 'cancel', to: null }
}

export function move({ id }: Told, to: NewTime): AffectedChoice {
  return { bookingId: id, do: 'move', to }
}

export function newTime(from: string, to: string, unitId: number | null = null): NewTime {
  return { startsAt: at(from), endsAt: at(to), unitId: unitId as UnitId | null }
}

/** Closing and opening in short words; the microscope is closed by its own manager unless it is said. */
export function closingOf(park: TestPark) {
  const answer = (who: CastPerson, resource: ResourceId, wanted: ClosureWanted): Promise<ClosureAnswer> =>
    closeResource(park.deps, park.actor(who), resource, wanted, freshKey())
  const closeAs = async (who: CastPerson, resource: ResourceId, wanted: ClosureWanted): Promise<ToldClosure> => {
    const answered = await answer(who, resource, wanted)
    if (answered.kind === 'refused') throw new Error(JSON.stringify(answered.refused))
    return JSON.parse(answered.body) as ToldClosure
  }
  return {
    answer,
    closeAs,
    close: (from: string, to: string | null, changes: Partial<ClosureWanted> = {}) =>
      closeAs(people.imagingManager, resources.confocal, { ...service(from, to), ...changes }),
    reopen: (who: CastPerson, id: ClosureId) => reopenResource(park.deps, park.actor(who), id, freshKey()),
    /** What closures hold of a unit. */
    async closed(unit: number): Promise<number[][]> {
      const rows = await park.rows(`SELECT starts_at, ends_at FROM allocation WHERE unit_id = ${unit}
        AND closure_id IS NOT NULL ORDER BY starts_at`)
      return rows.map((row) => [Number(row.starts_at), Number(row.ends_at)])
    },
  }
}
