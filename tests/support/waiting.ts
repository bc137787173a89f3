import { acceptOffer } from '../../src/waitlist/commands/accept-offer.ts'
import { makeWish } from '../../src/waitlist/commands/make-wish.ts'
import { serveWaitlists } from '../../src/waitlist/commands/serve-waitlists.ts'
import { withdrawWish } from '../../src/waitlist/commands/withdraw-wish.ts'
import { windowOf, type DayPart } from '../../src/waitlist/wish.ts'
import type { BookingId, ResourceId, WishId } from '../../src/kernel/id.ts'
import type { Interval } from '../../src/kernel/interval.ts'
import { resources, type CastPerson } from './cast.ts'
import { at, zone } from './facts.ts'
import type { Told } from './lab.ts'
import { freshKey, type TestPark } from './open-park.ts'

export interface ToldWish {
  readonly id: WishId
  readonly state: string
  readonly ahead: number
}

/** Waiting, in short words: wall times of the park in, documents out. Refusals and problems are thrown. */
export function waitingOf(park: TestPark) {
  const wish = async (
    who: CastPerson,
    window: Interval,
    minutes: number,
    part: DayPart | 'exact',
    resourceId: ResourceId = resources.confocal,
  ): Promise<ToldWish> => {
    const wanted = { resourceId, part, window, minutes, projectId: null }
    const answer = await makeWish(park.deps, park.actor(who), wanted, freshKey())
    if (answer.kind === 'refused') throw new Error(JSON.stringify(answer.refusals))
    return JSON.parse(answer.body) as ToldWish
  }
  return {
    /** A wish for a part of a day. */
    waits: (who: CastPerson, date: string, part: DayPart, minutes: number, resourceId?: ResourceId) =>
      wish(who, windowOf(date, part, zone), minutes, part, resourceId),
    /** A wish for an exact time. */
    waitsFor: (who: CastPerson, from: string, to: string, minutes: number, resourceId?: ResourceId) =>
      wish(who, { startsAt: at(from), endsAt: at(to) }, minutes, 'exact', resourceId),
    /** The same between two instants; `isNew` is false for a wish that waits already. */
    async waitsBetween(
      who: CastPerson,
      [from, to]: readonly [number, number],
      minutes: number,
      resourceId: ResourceId,
    ) {
      const [row] = await park.rows('SELECT count(*) AS wishes FROM wish')
      const told = await wish(who, { startsAt: from, endsAt: to }, minutes, 'exact', resourceId)
      const [after] = await park.rows('SELECT count(*) AS wishes FROM wish')
      return { ...told, isNew: row?.['wishes'] !== after?.['wishes'] }
    },
    withdraw: (who: CastPerson, { id }: ToldWish) => withdrawWish(park.deps, park.actor(who), id, freshKey()),
    async accept(who: CastPerson, id: BookingId): Promise<Told> {
      const answer = await acceptOffer(park.deps, park.actor(who), id, freshKey())
      if (answer.kind === 'refused') throw new Error(JSON.stringify(answer.refusals))
      return JSON.parse(answer.body) as Told
    },
    /** The clock's look at the queues. */
    serve: () => serveWaitlists(park.deps),
    /** What is offered and not answered: who, from when, until when; in the order of the offers. */
    async offers(): Promise<{ id: BookingId; personId: string; startsAt: number; endsAt: number; wakeAt: number }[]> {
      await park.settled()
      const rows = await park.rows(`SELECT id, person_id AS personId, starts_at AS startsAt, ends_at AS endsAt,
        wake_at AS wakeAt FROM booking WHERE state = 'offered' ORDER BY rowid`)
      return rows as never
    },
    async states(): Promise<string[]> {
      await park.settled()
      const rows = await park.rows('SELECT state FROM wish ORDER BY rowid')
      return rows.map(({ state }) => state as string)
    },
  }
}

export type Waiting = ReturnType<typeof waitingOf>
