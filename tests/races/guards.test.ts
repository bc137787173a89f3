import { expect, onTestFinished, test } from 'vitest'
import { checkPark } from '../../src/audit/check.ts'
import { requestBooking, type BookingAnswer } from '../../src/bookings/commands/request-booking.ts'
import type { Answers, Db } from '../../src/platform/db/port.ts'
import type { Query } from '../../src/platform/db/sql.ts'
import { people, quotas, resources, units } from '../support/cast.ts'
import { at, self } from '../support/facts.ts'
import { freshKey, openPark, type TestPark } from '../support/open-park.ts'

// The races of this folder prove something only if they can be lost. Here everybody has read and decided before
// anybody writes, so that the last word is the database's: with its guard the park stays sound, without it it breaks.
const racers = 12

test.each([
  { guard: 'in force', drops: '', doubly: false },
  { guard: 'gone', drops: 'DROP TRIGGER allocation_excludes_insert;', doubly: true },
])('with the guard of the units $guard, one unit held twice is $doubly', async ({ drops, doubly }) => {
  const park = await openPark({ through: allReadBeforeAnyWrites })
  onTestFinished(park.close)
  await park.script(`${unlimited} ${drops} SELECT 1`)
  const answers = await Promise.all(
    // Starts a quarter of an hour apart: the same start would be refused by the key alone.
    Array.from({ length: racers }, (_, index) =>
      book(park, units.benches[0] ?? 0, at('2026-11-24 00:00') + index * 900),
    ),
  )
  const overlaps = (await checkPark(park.db, park.clock.now)).filter(({ says }) =>
    says.startsWith('no two allocations'),
  )
  expect(overlaps.some(({ breaches }) => breaches.length > 0)).toBe(doubly)
  // Hours that begin a quarter of an hour apart: in three hours and three quarters there is room for three at most.
  const booked = answers.filter((answer) => answer === 'booked').length
  if (doubly) expect(booked).toBe(racers)
  else expect([1, 2, 3]).toContain(booked)
})

test.each([
  { guard: 'in force', drops: '', passed: false },
  { guard: 'gone', drops: 'DROP TRIGGER quota_limit_insert; DROP TRIGGER quota_limit_update;', passed: true },
])(
  'with the guard of the quotas $guard, a limit of three hours that is passed is $passed',
  async ({ drops, passed }) => {
    const park = await openPark({ through: allReadBeforeAnyWrites })
    onTestFinished(park.close)
    await park.script(
      `${unlimited} UPDATE quota SET limit_value = 10800 WHERE id = ${quotas.helixMonth}; ${drops} SELECT 1`,
    )
    const answers = await Promise.all(
      Array.from({ length: racers }, (_, index) => {
        const unit = units.benches[index % units.benches.length] ?? 0
        return book(park, unit, at('2026-11-24 00:00') + Math.floor(index / units.benches.length) * 3_600)
      }),
    )
    const [use] = await park.rows(`SELECT sum(used) AS used FROM quota_use WHERE quota_id = ${quotas.helixMonth}`)
    expect(Number(use?.['used']) > 10_800).toBe(passed)
    expect(answers.filter((answer) => answer === 'booked')).toHaveLength(passed ? racers : 3)
  },
)

const unlimited = 'UPDATE quota SET limit_value = 1000000000;'

async function book(park: TestPark, unit: number, startsAt: number): Promise<BookingAnswer['kind'] | 'overtaken'> {
  const wanted = {
    resourceId: resources.benches,
    unitId: unit as never,
    whole: false,
    samples: 0,
    purpose: '',
    startsAt,
    endsAt: startsAt + 3_600,
  }
  const request = { wanted: [wanted], by: self, ifSomeRefused: 'book-none' } as const
  const answer = await requestBooking(park.deps, park.actor(people.helixResearcher), request, freshKey()).catch(
    (error: Error) => {
      if (error.message === 'try-again') return { kind: 'overtaken' } as const
      throw error
    },
  )
  return answer.kind
}

/** Holds every write back until as many reads as there are racers have been answered. */
function allReadBeforeAnyWrites(db: Db): Db {
  let left = racers
  let open = () => {}
  const opened = new Promise<void>((resolve) => (open = resolve))
  return {
    async read<Q extends Record<string, Query>>(queries: Q): Promise<Answers<Q>> {
      const answers = await db.read(queries)
      left -= 1
      if (left <= 0) open()
      return answers
    },
    async write(statements, options): Promise<void> {
      await opened
      return db.write(statements, options)
    },
  }
}
