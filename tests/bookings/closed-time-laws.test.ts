import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { closedAt } from '../../src/bookings/rules/within-opening-hours.ts'
import type { AffectedChoice } from '../../src/bookings/closing.ts'
import { isMarkedOutside } from '../../src/bookings/outside-hours.ts'
import { bookingColumns, bookingOf, type BookingRow } from '../../src/bookings/reads/booking-row.ts'
import { readClosingPreview } from '../../src/bookings/reads/closing-preview.ts'
import type { BookingId } from '../../src/kernel/id.ts'
import { overlaps, type Interval } from '../../src/kernel/interval.ts'
import { sql } from '../../src/platform/db/sql.ts'
import { resourceOf, resourcesQuery } from '../../src/resources/reads/resource-query.ts'
import { people, resources } from '../support/cast.ts'
import { closingOf, service } from '../support/closing.ts'
import { at } from '../support/facts.ts'
import { everyDay, hoursOf } from '../support/hours.ts'
import { labOf } from '../support/lab.ts'
import { openPark, type TestPark } from '../support/open-park.ts'

const { helixResearcher, orchidResearcher, imagingManager } = people
const days = ['2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27'] as const
const hour = (of: number) => `${String(of).padStart(2, '0')}:00`

/** Something that a manager does over bookings; `choices` says what becomes of each that is affected, in turn. */
const deed = fc.record({
  kind: fc.constantFrom('hours', 'later-hours', 'closure', 'fault', 'repeated', 'retirement'),
  day: fc.constantFrom(...days),
  from: fc.integer({ min: 7, max: 14 }),
  length: fc.integer({ min: 2, max: 9 }),
  choices: fc.array(fc.constantFrom('move', 'keep', 'cancel'), { minLength: 3, maxLength: 3 }),
})
type Deed = typeof deed extends fc.Arbitrary<infer T> ? T : never
const wished = fc.record({
  day: fc.constantFrom(...days),
  from: fc.integer({ min: 8, max: 19 }),
  length: fc.integer({ min: 1, max: 3 }),
  isHelix: fc.boolean(),
})

test('nothing leaves a booking in closed time unmarked, loses one, or tells its person twice', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(wished, { minLength: 2, maxLength: 8 }),
      fc.array(deed, { minLength: 1, maxLength: 4 }),
      async (wishes, deeds) => {
        const park = await openPark()
        const lab = labOf(park)
        const booked = new Set<string>()
        for (const { day, from, length, isHelix } of wishes) {
          const who = isHelix ? helixResearcher : orchidResearcher
          const made = await lab.book(who, `${day} ${hour(from)}`, `${day} ${hour(from + length)}`).catch(() => null)
          if (made) booked.add(made.id)
        }
        for (const one of deeds) {
          const before = await bookings(park)
          await park.script('DELETE FROM outbox')
          if (!(await done(park, one))) continue
          await holds(park, before, booked)
        }
        await lab.isSound()
        await park.close()
      },
    ),
    { numRuns: 25 },
  )
}, 120_000)

/** What must hold after each deed. */
async function holds(park: TestPark, before: Map<string, ReturnType<typeof bookingOf>>, booked: ReadonlySet<string>) {
  const after = await bookings(park)
  expect([...after.keys()].toSorted()).toEqual([...booked].toSorted())
  const { rows } = await park.db.read({
    rows: resourcesQuery(sql`SELECT ${resources.confocal}`, sql`''`, sql`''`),
  })
  const [row] = rows
  if (!row) throw new Error('the microscope is gone')
  const resource = resourceOf(row)
  const closures = (await park.rows(`SELECT starts_at AS startsAt, ends_at AS endsAt FROM closure
    WHERE lifted_at IS NULL`)) as unknown as Interval[]
  const told = await park.rows(`SELECT body ->> '$.bookingId' AS id FROM outbox WHERE kind LIKE 'booking.%'`)
  for (const [id, booking] of after) {
    const isLive = booking.state === 'confirmed'
    if (isLive) {
      expect(
        closures.some((one) => overlaps(one, booking)),
        'nobody is inside a closure',
      ).toBe(false)
      if (closedAt(resource, park.deps.park(), booking)) expect(isMarkedOutside(booking), 'it is marked').toBe(true)
      expect(resource.state, 'nobody is on what is retired').toBe('published')
    }
    const was = before.get(id)
    // Only a mark that is taken away again is no news to anybody.
    const isTouched = was?.version !== booking.version && !(was && isMarkedOutside(was) && !isMarkedOutside(booking))
    const isMoved = was?.startsAt !== booking.startsAt
    expect(told.filter((one) => one['id'] === id)).toHaveLength(isTouched || isMoved ? 1 : 0)
  }
}

async function bookings(park: TestPark): Promise<Map<string, ReturnType<typeof bookingOf>>> {
  const { rows } = await park.db.read({ rows: sql<BookingRow>`SELECT ${bookingColumns} FROM booking b LIMIT 100` })
  return new Map(rows.map((row) => [row.id, bookingOf(row)]))
}

/** Does it with what was chosen for each affected booking; false where it cannot be. */
async function done(park: TestPark, one: Deed): Promise<boolean> {
  return one.kind === 'hours' || one.kind === 'later-hours' ? setHours(park, one) : close(park, one)
}

async function setHours(park: TestPark, { kind, day, from, length, choices }: Deed): Promise<boolean> {
  const hours = hoursOf(park)
  const week = everyDay(hour(from), hour(from + length))
  const changes = { from: kind === 'hours' ? null : day }
  const { affected } = await hours.preview(week, changes)
  const decided = affected.map(({ standing, move }, turn) => choiceOf(standing.booking.id, choices[turn % 3], move))
  return (await hours.answer(week, { ...changes, affected: decided })).kind === 'set'
}

async function close(park: TestPark, { kind, day, from, length, choices }: Deed): Promise<boolean> {
  const isOpen = kind === 'fault' || kind === 'retirement'
  const start = isOpen ? park.clock.now : at(`${day} ${hour(from)}`)
  const endsAt = isOpen ? null : start + length * 3600
  const repeats = kind === 'repeated' ? [{ startsAt: start + 86_400, endsAt: start + 86_400 + length * 3600 }] : []
  const times = { startsAt: start, endsAt, repeats }
  const manager = park.actor(imagingManager)
  const preview = await readClosingPreview(park.deps, manager, resources.confocal, { ...times, units: [] })
  const affected = preview.affected.map(({ standing, move }, turn) => {
    const choice = choices[turn % 3]
    return choiceOf(standing.booking.id, choice === 'keep' ? 'cancel' : choice, move)
  })
  const wanted = { ...service(`${day} ${hour(from)}`, null), ...times, affected, retire: kind === 'retirement' }
  const answer = await closingOf(park).answer(imagingManager, resources.confocal, wanted)
  return answer.kind === 'closed'
}

function choiceOf(bookingId: BookingId, choice: string | undefined, move: AffectedChoice['to']): AffectedChoice {
  if (choice === 'move' && move) return { bookingId, do: 'move', to: move }
  return { bookingId, do: choice === 'keep' ? 'keep' : 'cancel', to: null }
}
