import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Instant } from '../../src/deps.ts'
import { formatInstant } from '../../src/kernel/rfc3339.ts'
import type { BookingId } from '../../src/kernel/id.ts'
import { people, resources, units } from '../support/cast.ts'
import { grounds, type RaceGround } from '../support/race-grounds.ts'
import { shot, type RacerAnswer } from '../support/racers.ts'
import { actShot, bookedIn, bookShot, statuses, type Booked } from '../support/shots.ts'
import { expectSound } from '../support/sound.ts'

const day = 86_400
const { helixResearcher, helixAdmin, orchidResearcher } = people

describe.each(grounds)('$ground', ({ open, ownClock }) => {
  let ground: RaceGround
  beforeAll(async () => {
    ground = await open()
  })
  afterAll(() => ground.close())
  let latest: Instant = 0
  afterEach(() => expectSound(ground.db, Math.max(latest, ground.now())))

  const midnight = (days: number) => (Math.floor(ground.now() / day) + days) * day
  const times = <T>(count: number, make: (index: number) => T): T[] =>
    Array.from({ length: count }, (_, index) => make(index))
  const one = async (shots: Parameters<RaceGround['race']>[0]) => {
    const [answer] = await ground.race(shots)
    if (answer === undefined || answer.status >= 300) throw new Error(`refused: ${answer?.body}`)
    return JSON.parse(answer.body) as Booked
  }
  const wish = (who: typeof helixResearcher, startsAt: Instant, minutes: number) => {
    const body = { resourceId: resources.benches, minutes, startsAt: formatInstant(startsAt) }
    const whole = { ...body, endsAt: formatInstant(startsAt + minutes * 60) }
    return shot(who, 'POST', '/api/v1/waitlist', whole, { 'idempotency-key': crypto.randomUUID() })
  }
  const rows = (where: string) =>
    ground.rows(`SELECT id, state, person_id AS personId FROM booking WHERE ${where} ORDER BY requested_at, id`)
  /** Waits until offers that follow an answer are made. */
  const offered = async (startsAt: Instant, count: number): Promise<BookingId[]> => {
    for (let look = 0; look < 600; look++) {
      const found = await rows(`state = 'offered' AND starts_at = ${startsAt}`)
      if (found.length >= count) return found.map(({ id }) => id as BookingId)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    throw new Error('nothing was offered')
  }
  const fill = async (startsAt: Instant) =>
    bookedIn(
      await ground.race(
        units.benches.map((unit) => bookShot(orchidResearcher, startsAt, { resource: 'benches', unit, minutes: 60 })),
      ),
    )
  const done = (answers: readonly RacerAnswer[]) => answers.filter(({ status }) => status === 200).length

  test('of accepting, declining and lapsing one happens to an offer, and its wish says the same', async () => {
    const startsAt = midnight(3)
    const booked = await fill(startsAt)
    await one([wish(helixResearcher, startsAt, 60)])
    await ground.race([actShot(orchidResearcher, booked[0]?.id as BookingId, 'cancellation')])
    const [id] = await offered(startsAt, 1)
    if (id === undefined) throw new Error('nothing was offered')
    const [held] = await ground.rows(`SELECT wake_at AS until FROM booking WHERE id = '${id}'`)
    const until = Number(held?.['until'])
    const lastMoment = ownClock ? until - 1 : undefined
    const shots = times(12, () => [
      actShot(helixResearcher, id, 'acceptance', {}, lastMoment),
      actShot(helixAdmin, id, 'cancellation', {}, lastMoment),
    ]).flat()
    latest = ownClock ? until : 0
    const looks = ownClock ? times(12, () => ({ kind: 'tick', at: until }) as const) : []
    const answers = await ground.race([...looks, ...shots])
    const [after] = await ground.rows(`SELECT b.state || ' ' || w.state AS outcome, w.version AS version
      FROM booking b JOIN wish w ON w.booking_id = b.id WHERE b.id = '${id}'`)
    const pairs = ['confirmed taken', 'cancelled taken', 'cancelled withdrawn', 'expired lapsed']
    const outcome = after?.['outcome']
    expect(pairs).toContain(outcome)
    expect(after?.['version']).toBe(3)
    // A confirmed booking may be cancelled after it was accepted: then two answers were good.
    expect(done(answers)).toBe(outcome === 'expired lapsed' ? 0 : outcome === 'cancelled taken' ? 2 : 1)
  })

  test('a place is freed while many book: the first in line is offered it, and nobody else has it', async () => {
    const startsAt = midnight(5)
    const booked = await fill(startsAt)
    await one([wish(helixResearcher, startsAt, 60)])
    const [leaving] = booked
    if (leaving === undefined) throw new Error('the benches were not booked')
    const answers = await ground.race([
      ...times(4, () => actShot(orchidResearcher, leaving.id, 'cancellation')),
      ...times(28, () => bookShot(helixAdmin, startsAt, { resource: 'benches', minutes: 60 })),
    ])
    expect(statuses(answers.slice(4))).toEqual({ 409: 28 })
    await offered(startsAt, 1)
    expect(await rows(`state = 'offered' AND starts_at = ${startsAt}`)).toMatchObject([
      { personId: helixResearcher.id },
    ])
  })

  test('two places are freed and three wait: the first two have them, wherever it is asked', async () => {
    const startsAt = midnight(7)
    const booked = await fill(startsAt)
    for (const who of [helixResearcher, helixAdmin, people.helixColleague]) await one([wish(who, startsAt, 60)])
    await ground.script(`UPDATE wish SET created_at = created_at + rowid WHERE starts_at = ${startsAt}`)
    await ground.race([
      ...booked.slice(0, 2).map(({ id }) => actShot(orchidResearcher, id, 'cancellation')),
      ...times(6, () => bookShot(orchidResearcher, startsAt, { resource: 'benches', minutes: 60 })),
    ])
    await offered(startsAt, 2)
    const found = await rows(`state = 'offered' AND starts_at = ${startsAt}`)
    expect(found).toHaveLength(2)
    expect(new Set(found.map(({ personId }) => personId))).toEqual(new Set([helixResearcher.id, helixAdmin.id]))
    expect(await ground.rows(`SELECT state FROM wish WHERE starts_at = ${startsAt} ORDER BY rowid`)).toEqual([
      { state: 'offered' },
      { state: 'offered' },
      { state: 'waiting' },
    ])
  })
})
