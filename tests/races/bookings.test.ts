import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { people, units } from '../support/cast.ts'
import { grounds, type RaceGround } from '../support/race-grounds.ts'
import { bookedIn, bookShot, everyone, moveShot, refusalOf, statuses } from '../support/shots.ts'
import { expectSound } from '../support/sound.ts'

const day = 86_400
const hour = 3_600

describe.each(grounds)('$ground', ({ open }) => {
  let ground: RaceGround
  beforeAll(async () => {
    ground = await open()
  })
  afterAll(() => ground.close())
  afterEach(() => expectSound(ground.db, ground.now()))

  /** Midnight so many days ahead: each race has days of its own. */
  const midnight = (days: number) => (Math.floor(ground.now() / day) + days) * day
  const rowsAt = (table: 'booking' | 'allocation', from: number, until: number) =>
    ground.rows(`SELECT * FROM ${table} WHERE starts_at >= ${from} AND starts_at < ${until}`)

  test('a hundred people racing for one slot book it once', async () => {
    const aim = { resource: 'centrifuge', unit: units.centrifuge[0] ?? 0, minutes: 60 } as const
    const answers = await ground.race(
      Array.from({ length: 100 }, (_, index) => bookShot(everyone(index), midnight(2), aim)),
    )
    expect(statuses(answers)).toEqual({ 201: 1, 409: 99 })
    const refused = answers.filter((answer) => answer.status === 409).map(refusalOf)
    expect(new Set(refused.flatMap(({ rules }) => rules))).toEqual(new Set(['unit-taken']))
    expect(Math.min(...refused.map(({ alternatives }) => alternatives))).toBeGreaterThanOrEqual(1)
    expect(await rowsAt('booking', midnight(2), midnight(3))).toHaveLength(1)
    expect(await rowsAt('allocation', midnight(2), midnight(3))).toHaveLength(1)
  })

  test('three equal centrifuges are booked three times', async () => {
    const aim = { resource: 'centrifuge', minutes: 60 } as const
    const answers = await ground.race(
      Array.from({ length: 60 }, (_, index) => bookShot(everyone(index), midnight(3), aim)),
    )
    expect(statuses(answers)).toEqual({ 201: 3, 409: 57 })
    expect(new Set(bookedIn(answers).map((booking) => booking.unit.id)).size).toBe(3)
  })

  test('slots that touch are all booked, each once', async () => {
    const aim = { resource: 'benches', unit: units.benches[0] ?? 0, minutes: 60 } as const
    const answers = await ground.race(
      Array.from({ length: 96 }, (_, index) => bookShot(everyone(index), midnight(4) + (index % 24) * hour, aim)),
    )
    expect(statuses(answers)).toEqual({ 201: 24, 409: 72 })
    const held = await ground.rows(`SELECT starts_at, ends_at FROM allocation
      WHERE starts_at >= ${midnight(4)} AND starts_at < ${midnight(5)} ORDER BY starts_at`)
    const hours = Array.from({ length: 24 }, (_, at) => midnight(4) + at * hour)
    expect(held).toEqual(hours.map((at) => ({ starts_at: at, ends_at: at + hour })))
  })

  test('of bookings that overlap at random no two hold one unit, and none is lost', async () => {
    const quarter = () => Math.floor(Math.random() * 48) * 900
    const answers = await ground.race(
      Array.from({ length: 120 }, (_, index) => {
        const minutes = 15 * (1 + Math.floor(Math.random() * 8))
        return bookShot(everyone(index), midnight(5) + quarter(), { resource: 'centrifuge', minutes })
      }),
    )
    const booked = bookedIn(answers)
    expect(Object.keys(statuses(answers))).toEqual(['201', '409'])
    expect(booked.length).toBeGreaterThan(10)
    const rows = await ground.rows(`SELECT b.id FROM booking b JOIN allocation a ON a.booking_id = b.id
      WHERE b.starts_at >= ${midnight(5)} AND b.starts_at < ${midnight(6)}`)
    expect(new Set(rows.map(({ id }) => id))).toEqual(new Set(booked.map(({ id }) => id)))
  })

  test('one request that arrives fifty times books once and is answered fifty times alike', async () => {
    const aim = { resource: 'centrifuge', minutes: 60, key: crypto.randomUUID() } as const
    const answers = await ground.race(
      Array.from({ length: 50 }, () => bookShot(people.helixResearcher, midnight(6), aim)),
    )
    expect(statuses(answers)).toEqual({ 201: 50 })
    expect(new Set(answers.map((answer) => answer.body)).size).toBe(1)
    expect(await rowsAt('booking', midnight(6), midnight(7))).toHaveLength(1)
  })

  test('bookings that move to where another one just was neither overlap nor get lost', async () => {
    const aim = { resource: 'benches', unit: units.benches[1] ?? 0, minutes: 60 } as const
    const start = midnight(7)
    const made = bookedIn(
      await ground.race(Array.from({ length: 12 }, (_, at) => bookShot(people.helixAdmin, start + at * hour, aim))),
    )
    expect(made).toHaveLength(12)
    // Neighbours change places, everybody steps one hour on, and all want the first free hour.
    const moves = made.flatMap((booking, at) => [
      moveShot(people.helixAdmin, booking, start + (at ^ 1) * hour, aim),
      moveShot(people.helixAdmin, booking, start + (at + 1) * hour, aim),
      moveShot(people.helixAdmin, booking, start + 12 * hour, aim),
    ])
    const answers = await ground.race(moves)
    const counts = statuses(answers)
    expect(Object.keys(counts).filter((status) => !['200', '409', '412'].includes(status))).toEqual([])
    expect(counts[200]).toBeGreaterThanOrEqual(1)
    const rows = await ground.rows(`SELECT b.id, b.version, b.starts_at AS at, a.starts_at AS held FROM booking b
      LEFT JOIN allocation a ON a.booking_id = b.id WHERE b.id IN (${made.map(({ id }) => `'${id}'`).join()})`)
    expect(rows).toHaveLength(12)
    expect(new Set(rows.map(({ held }) => held)).size).toBe(12)
    expect(rows.filter(({ at, held }) => at !== held)).toEqual([])
    expect(rows.reduce((moved, { version }) => moved + Number(version) - 1, 0)).toBe(counts[200])
  })
})
