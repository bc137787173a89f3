import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Instant } from '../../src/deps.ts'
import { formatInstant } from '../../src/kernel/rfc3339.ts'
import { firms, people, resources, units } from '../support/cast.ts'
import { grounds, type RaceGround } from '../support/race-grounds.ts'
import { shot } from '../support/racers.ts'
import { actShot, bookedIn, bookShot, refusalOf, statuses, type Booked } from '../support/shots.ts'
import { expectSound } from '../support/sound.ts'

const day = 86_400
const hour = 3_600
const manager = people.cellsManager

describe.each(grounds)('$ground', ({ open, ownClock }) => {
  let ground: RaceGround
  beforeAll(async () => {
    ground = await open()
  })
  afterAll(() => ground.close())
  // What the clock's job looked at last is the present.
  let latest: Instant = 0
  afterEach(() => expectSound(ground.db, Math.max(latest, ground.now())))
  const look = (at: Instant) => {
    latest = Math.max(latest, at)
    return { kind: 'tick', at } as const
  }

  const midnight = (days: number) => (Math.floor(ground.now() / day) + days) * day
  const times = <T>(count: number, make: (index: number) => T): T[] =>
    Array.from({ length: count }, (_, at) => make(at))
  const found = async ({ id }: Booked) => {
    const [row] = await ground.rows(`SELECT state, version, settlement, starts_at AS startsAt,
      (SELECT count(*) FROM audit WHERE entity = booking.id) AS changes,
      (SELECT count(*) FROM journal_entry WHERE booking_id = booking.id) AS entries FROM booking WHERE id = '${id}'`)
    return row
  }
  const bookOne = async (startsAt: Instant, aim: Parameters<typeof bookShot>[2]) => {
    const [booking] = bookedIn(await ground.race([bookShot(people.helixResearcher, startsAt, aim)]))
    if (booking === undefined) throw new Error('the booking to race for was refused')
    return booking
  }

  test('a request that two managers decide at once is decided once', async () => {
    const pending = await bookOne(midnight(3), { resource: 'cleanroom', minutes: 60 })
    expect(pending.state).toBe('pending')
    const answers = await ground.race(
      times(40, (at) =>
        actShot(manager, pending.id, 'approval', { decision: at % 2 ? 'approve' : 'reject', note: 'no gas' }),
      ),
    )
    expect(statuses(answers)).toEqual({ 200: 1, 409: 39 })
    const won = answers.find((answer) => answer.status === 200)?.body ?? '{}'
    expect(await found(pending)).toMatchObject({ state: (JSON.parse(won) as Booked).state, version: 2, changes: 2 })
  })

  test('of cancelling, checking in and being absent one happens, and it is paid once', async () => {
    // Where the clock is real, the booking begins with the next quarter of an hour, so that it can be checked in now.
    const startsAt = (Math.floor(ground.now() / 900) + 1) * 900
    const booking = await bookOne(startsAt, { resource: 'centrifuge', minutes: 60 })
    const lastMoment = ownClock ? { in: startsAt + 1_799, absent: startsAt + 1_801 } : null
    const shots = times(15, () => [
      actShot(people.helixResearcher, booking.id, 'cancellation', {}, lastMoment?.in),
      actShot(people.helixColleague, booking.id, 'check-in', {}, lastMoment?.in),
      actShot(people.helixAdmin, booking.id, 'check-in', {}, lastMoment?.in),
    ]).flat()
    const looks = lastMoment ? times(15, () => look(lastMoment.absent)) : []
    const [answers] = await Promise.all([ground.race([...looks, ...shots]), ...times(5, () => ground.tick())])
    const { 200: won = 0 } = statuses(answers)
    const after = await found(booking)
    expect(after).toMatchObject({ version: 2, changes: 2 })
    expect(['cancelled', 'in-use', 'no-show']).toContain(after?.['state'])
    expect(won).toBe(after?.['state'] === 'no-show' ? 0 : 1)
    if (!ownClock) return
    const late = startsAt + day
    await ground.race(times(12, () => look(late)))
    expect(await found(booking)).toMatchObject({ settlement: 'settled', entries: 1 })
  })

  test('a closure and the bookings for its time: none is inside it, or the manager was told', async () => {
    const path = `/api/v1/resources/${resources.benches}/closures`
    const [from, until] = [midnight(5) + 2 * hour, midnight(5) + 6 * hour]
    const body = { startsAt: formatInstant(from), endsAt: formatInstant(until), reason: 'the floor is waxed' }
    const keyed = () => ({ 'idempotency-key': crypto.randomUUID() })
    const answers = await ground.race([
      ...times(4, () => shot(manager, 'POST', path, { ...body, affected: [] }, keyed())),
      ...times(32, (at) =>
        bookShot(people.helixResearcher, midnight(5) + (at % 8) * hour, { resource: 'benches', minutes: 60 }),
      ),
    ])
    const closing = answers.slice(0, 4)
    expect(closing.filter(({ status }) => ![201, 409].includes(status))).toEqual([])
    const inside = await ground.rows(`SELECT id FROM booking WHERE resource_id = '${resources.benches}'
      AND state NOT IN ('cancelled', 'expired', 'rejected') AND starts_at < ${until} AND ends_at > ${from}`)
    if (closing.some(({ status }) => status === 201)) expect(inside).toEqual([])
    else expect(inside.length).toBeGreaterThan(0)
    const outside = answers.slice(4).filter((_, at) => at % 8 < 2 || at % 8 >= 6)
    expect(statuses(outside)).toEqual({ 201: 16 })
  })

  test('a firm with four hours left for the day books four of sixty hours, however they arrive', async () => {
    await ground.script(`INSERT INTO quota (id, kind, subject_kind, subject_id, scope_kind, scope_id, measure, window,
      limit_value) VALUES (77, 'limit', 'firm', '${firms.orchid}', 'resource', '${resources.benches}', 'seconds', 'day',
      ${4 * hour})`)
    const noon = midnight(8) - 4 * hour
    const answers = await ground.race(
      times(60, (at) => {
        const unit = units.benches[at % units.benches.length] ?? 0
        const startsAt = noon + Math.floor(at / units.benches.length) * hour
        return bookShot(people.orchidResearcher, startsAt, { resource: 'benches', unit, minutes: 60 })
      }),
    )
    expect(statuses(answers)).toEqual({ 201: 4, 422: 56 })
    const rules = answers.filter(({ status }) => status === 422).flatMap((answer) => refusalOf(answer).rules)
    expect(new Set(rules)).toEqual(new Set(['quota-exceeded']))
    expect(await ground.rows('SELECT used, waived FROM quota_use WHERE quota_id = 77')).toEqual([
      { used: 4 * hour, waived: 0 },
    ])
  })

  if (!ownClock) return
  test('four clocks that look at once bill every booking once', async () => {
    const aim = (at: number) => ({ resource: 'benches', unit: units.benches[at % 6] ?? 0, minutes: 60 }) as const
    const shots = times(48, (at) => bookShot(people.helixResearcher, midnight(10) + Math.floor(at / 6) * hour, aim(at)))
    const made = bookedIn(await ground.race(shots))
    expect(made).toHaveLength(48)
    await ground.race(times(16, () => look(midnight(12))))
    const ids = made.map(({ id }) => `'${id}'`).join()
    expect(
      await ground.rows(`SELECT b.state, b.settlement, b.version, count(e.id) AS entries FROM booking b
        LEFT JOIN journal_entry e ON e.booking_id = b.id WHERE b.id IN (${ids}) GROUP BY b.id`),
    ).toEqual(times(48, () => ({ state: 'completed', settlement: 'settled', version: 3, entries: 1 })))
  })
})
