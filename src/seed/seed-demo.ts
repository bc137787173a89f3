import type { Instant, Park } from '../deps.ts'
import type { Db } from '../platform/db/port.ts'
import { json, sql, type Query } from '../platform/db/sql.ts'
import { holidayCalendar, publishedDays } from '../resources/holiday-calendar.ts'
import { bytesBy, chanceFrom } from './demo-chance.ts'
import { catalogueRows, placedResources } from './demo-catalogue.ts'
import { liveThrough } from './demo-bookings.ts'
import { closureRows, closureTimes } from './demo-closures.ts'
import { eventsOf } from './demo-events.ts'
import { demoHours, drillDate } from './demo-hours.ts'
import { limitRows } from './demo-limits.ts'
import { parkNames, peakHours } from './demo-park.ts'
import { demoCurrency, demoZone } from './demo-zone.ts'
import { stateLastMonth } from './demo-statements.ts'
import { demoCast, peopleRows, seedLabel } from './demo-people.ts'
import { trainingRows } from './demo-training.ts'
import { earlierBookings, plannedBookings } from './demo-plan.ts'

/**
 * Makes the demo park in a migrated, empty database: one write for everything but the bookings, so that a park is there
 * whole or not at all, then some weeks of bookings around `now`. The same entropy makes the same park.
 */
export async function seedDemo(db: Db, now: Instant, entropy: (bytes: number) => Uint8Array): Promise<void> {
  const { ground, events, cast, bytes } = demoStory(now, entropy)
  await db.write(ground, { idempotency: { ...operator, key: 'seed:park', at: now } })
  await liveThrough(db, events, { now, entropy: bytes, cast })
  await stateLastMonth(db, now, bytes)
  // After the bookings: a rule of disuse is none of those that they were judged by.
  await db.write([...farewellRows(), ...trainingRows(cast, now, bytes)], {
    idempotency: { ...operator, key: 'seed:bookings', at: now },
  })
}

/**
 * All that the demo park is made of: the statements of its ground, and what its people do until now. Pure, but for
 * entropy.
 */
export function demoStory(now: Instant, entropy: (bytes: number) => Uint8Array) {
  const chance = chanceFrom(entropy)
  const bytes = bytesBy(chance)
  const days = publishedDays()
  const park = { timeZone: demoZone, calendar: holidayCalendar(days) } satisfies Partial<Park>
  const write = { actorId: 'operator', at: now, park, entropy: bytes }
  const cast = demoCast(now, bytes, chance)
  const resources = placedResources(write)
  const ground = [
    ...parkRows(days),
    ...peopleRows(cast, now, bytes, chance),
    ...catalogueRows(resources, cast, write),
    ...limitRows(cast),
    ...closureRows(resources, cast, write),
  ]
  const closed = (asset: string) => closureTimes(now).filter((one) => one.asset === asset)
  const hours = demoHours(drillDate(now))
  const stage = { now, resources, hours, calendar: park.calendar, cast, closed }
  const plan = plannedBookings(stage, chance)
  const events = plan.flatMap((booking) => eventsOf(booking, now, chance))
  // Drawn last, so that the weeks around now are the same with it and without.
  const earlier = earlierBookings(stage, chance).flatMap((booking) => eventsOf(booking, now, chance))
  return { ground, events: [...earlier, ...events], cast, bytes }
}

const operator = { actor: 'operator', requestHash: '', status: 200, body: '' } as const

/** Nobody is told of what happened before anybody was there, and nobody stays signed in. */
function farewellRows(): Query[] {
  return [
    sql`UPDATE outbox SET delivered_at = created_at WHERE delivered_at IS NULL`,
    sql`DELETE FROM session WHERE label = ${seedLabel}`,
  ]
}

function parkRows(days: ReturnType<typeof publishedDays>): Query[] {
  const { hans, hant, en } = parkNames
  return [
    sql`INSERT INTO park (id, name_hans, name_hant, name_en, time_zone, currency, peak, demo)
      VALUES (1, ${hans}, ${hant}, ${en}, ${demoZone}, ${demoCurrency}, ${json(peakHours)}, 1)`,
    sql`INSERT INTO holiday (date, name, off) SELECT value ->> 'date', value ->> 'name', value ->> 'off'
      FROM json_each(${json(days.map(({ date, name, off }) => ({ date, name, off: off ? 1 : 0 })))})`,
  ]
}
