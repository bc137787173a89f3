import { applyCalendar } from '../../src/calendar-import/commands/apply-calendar.ts'
import { keepCalendar, type ReadCalendar } from '../../src/calendar-import/commands/keep-calendar.ts'
import { readCalendar } from '../../src/calendar-import/read-calendar.ts'
import { windowSeconds } from '../../src/calendar-import/wanted-times.ts'
import type { BookingId, ImportedCalendarId } from '../../src/kernel/id.ts'
import { people, resources, type CastPerson } from './cast.ts'
import { freshKey, type TestPark } from './open-park.ts'

export interface Applied {
  readonly id: ImportedCalendarId
  readonly version: number
  readonly counts: Readonly<Record<'new' | 'changed' | 'gone' | 'unchanged' | 'waiting', number>>
}

/** Keeping and applying calendars of the microscope in short words. */
export function importingOf(park: TestPark, who: CastPerson = people.imagingManager) {
  const keep = async (file: string, changes: Partial<ReadCalendar> = {}): Promise<ImportedCalendarId> => {
    const now = park.clock.now
    const reading = readCalendar(file, {
      zone: 'Asia/Shanghai',
      window: { startsAt: now, endsAt: now + windowSeconds },
    })
    const source = 'maintenance.ics'
    const read = {
      resourceId: resources.confocal,
      units: null,
      source,
      isFetched: false,
      etag: '',
      reading,
      ...changes,
    }
    const { body } = await keepCalendar(park.deps, park.actor(who), read, freshKey())
    return (JSON.parse(body) as { id: ImportedCalendarId }).id
  }
  const apply = async (id: ImportedCalendarId, cancel: readonly BookingId[] = [], version: number | null = null) => {
    const { body } = await applyCalendar(park.deps, park.actor(who), id, { version, cancel }, freshKey())
    return JSON.parse(body) as Applied
  }
  return {
    keep,
    apply,
    async end(id: ImportedCalendarId): Promise<Applied> {
      const wanted = { version: null, cancel: [], end: true }
      return JSON.parse((await applyCalendar(park.deps, park.actor(who), id, wanted, freshKey())).body) as Applied
    },
    /** Reads a file and applies it. */
    async take(file: string, cancel: readonly BookingId[] = []): Promise<Applied> {
      return apply(await keep(file), cancel)
    },
    /** Closures in force, as instants with their kind and reason. */
    async closures(): Promise<string[]> {
      const rows = await park.rows(`SELECT strftime('%Y-%m-%dT%H:%MZ', starts_at, 'unixepoch') || '/' ||
        strftime('%Y-%m-%dT%H:%MZ', ends_at, 'unixepoch') || ' ' || kind || ' ' || reason AS told
        FROM closure WHERE lifted_at IS NULL ORDER BY starts_at, id`)
      return rows.map(({ told }) => told as string)
    },
  }
}
