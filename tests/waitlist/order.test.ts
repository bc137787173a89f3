import fc from 'fast-check'
import { expect, test } from 'vitest'
import { people, resources, units } from '../support/cast.ts'
import { castScript } from '../support/cast-script.ts'
import { at } from '../support/facts.ts'
import { labOf, type Told } from '../support/lab.ts'
import { openPark } from '../support/open-park.ts'
import { waitingOf } from '../support/waiting.ts'

const midnight = at('2026-11-26 00:00')
const hour = 3_600
const waiters = [people.helixResearcher, people.helixColleague, people.helixAdmin, people.orchidAdmin] as const

const doing = fc.oneof(
  fc.record({
    kind: fc.constant('wish' as const),
    who: fc.nat({ max: waiters.length - 1 }),
    from: fc.nat({ max: 5 }),
    hours: fc.integer({ min: 1, max: 4 }),
    slack: fc.nat({ max: 2 }),
  }),
  fc.record({ kind: fc.constant('free' as const), which: fc.nat({ max: 7 }) }),
)

/** What the lab's clerk would do with paper and pencil: goes down the list, and gives each what fits first. */
interface Clerk {
  readonly free: Set<number>
  readonly list: { from: number; to: number; hours: number; got: number | null }[]
}

function serve({ free, list }: Clerk): void {
  for (const wish of list) {
    if (wish.got !== null) continue
    for (let start = wish.from; start + wish.hours <= wish.to; start++) {
      const slot = Array.from({ length: wish.hours }, (_, hourOfIt) => start + hourOfIt)
      if (!slot.every((one) => free.has(one))) continue
      wish.got = start
      for (const one of slot) free.delete(one)
      break
    }
  }
}

test('whatever is freed, the oldest wish that fits gets it, as a clerk with a list would do', async () => {
  const wide = `${castScript} UPDATE quota SET limit_value = 1000000000;
    UPDATE unit SET state = 'retired' WHERE resource_id = '${resources.benches}' AND id > ${units.benches[0]};`
  await fc.assert(
    fc.asyncProperty(fc.array(doing, { minLength: 4, maxLength: 14 }), async (doings) => {
      const park = await openPark({ script: wide })
      const [lab, waiting] = [labOf(park), waitingOf(park)]
      const clerk: Clerk = { free: new Set(), list: [] }
      const booked = new Map<number, Told>()
      for (let index = 0; index < 8; index++) {
        const interval = { startsAt: midnight + index * hour, endsAt: midnight + (index + 1) * hour }
        const wanted = { resourceId: resources.benches, ...interval }
        booked.set(index, await lab.book(people.orchidResearcher, '2026-11-26 00:00', '2026-11-26 01:00', wanted))
      }
      for (const one of doings) {
        if (one.kind === 'free') {
          const booking = booked.get(one.which)
          if (booking === undefined) continue
          booked.delete(one.which)
          await lab.cancel(people.orchidResearcher, booking)
          clerk.free.add(one.which)
        } else {
          const to = Math.min(one.from + one.hours + one.slack, 8)
          const who = waiters[one.who]
          if (to - one.from < one.hours || who === undefined) continue
          const window = [midnight + one.from * hour, midnight + to * hour] as const
          const told = await waiting.waitsBetween(who, window, one.hours * 60, resources.benches).catch(() => null)
          if (told?.state !== 'waiting' || told.isNew === false) continue
          clerk.list.push({ from: one.from, to, hours: one.hours, got: null })
        }
        await park.settled()
        serve(clerk)
      }
      const got = await park.rows(`SELECT (b.starts_at - ${midnight}) / ${hour} AS got FROM wish w
        LEFT JOIN booking b ON b.id = w.booking_id ORDER BY w.rowid`)
      expect(got.map((row) => row['got'])).toEqual(clerk.list.map((wish) => wish.got))
      await lab.isSound()
      await park.close()
    }),
    { numRuns: 25 },
  )
}, 120_000)
