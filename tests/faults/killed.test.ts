import { expect, onTestFinished, test } from 'vitest'
import { tick } from '../../src/jobs.ts'
import { bookingDoing, doings, send, type Doing } from '../support/doings.ts'
import { dumpOf } from '../support/dump.ts'
import { labOf } from '../support/lab.ts'
import { Life } from '../support/life.ts'
import { openPark, type TestPark } from '../support/open-park.ts'
import { people } from '../support/cast.ts'
import { expectSound } from '../support/sound.ts'
import { expectStatedOnce, moneyOf } from '../support/statements.ts'

/** More awaits than any request has. */
const most = 12
/** More than one look of the clock has, at all its jobs. */
const mostOfClock = 160

test.each(Object.keys(doings))(
  '%s: killed at any of its waits, it is sent again and has happened once',
  async (name) => {
    const kinds = new Set<string>()
    let reached = true
    for (let wait = 0; reached && wait < most; wait++) {
      const life = new Life()
      const park = await openPark({ through: (db) => life.lived(db) })
      onTestFinished(park.close)
      const request = await (doings[name] ?? refuseName)(park)
      const before = await dumpOf(park)
      life.endAt(wait)
      const first = await send(park, request)
      reached = life.over
      if (reached) {
        kinds.add(life.last)
        expect(first.status).toBe(500)
        expect((await dumpOf(park)) === before).toBe(life.last !== 'after a write')
      } else expect(first.status).toBeLessThan(300)
      life.begin()
      await expectHappenedOnce(park, request)
    }
    expect(reached).toBe(false)
    expect(kinds).toEqual(new Set(['before a read', 'after a read', 'before a write', 'after a write']))
  },
)

test('the clock, killed at any of its waits, goes on where it was', async () => {
  let reached = true
  for (let wait = 0; reached && wait < mostOfClock; wait++) {
    const life = new Life()
    const park = await openPark({ through: (db) => life.lived(db) })
    onTestFinished(park.close)
    for (const date of ['2026-11-23', '2026-11-24', '2026-11-25']) {
      expect((await send(park, bookingDoing(`${date} 14:00`, `${date} 16:00`))).status).toBe(201)
    }
    park.clock.now += 7 * 86_400
    life.endAt(wait)
    await look(park)
    reached = life.over
    life.begin()
    await look(park)
    expect(await park.rows('SELECT DISTINCT state, settlement FROM booking')).toEqual([
      { state: 'no-show', settlement: 'settled' },
    ])
    expect(await park.rows('SELECT count(*) AS n FROM journal_entry')).toEqual([{ n: 3 }])
    await expectSound(park.db, park.clock.now)
  }
  expect(reached).toBe(false)
})

test('a month’s issuing, killed at any of its waits and repeated, states each line once, without a gap', async () => {
  const { helixResearcher, orchidResearcher } = people
  const stated = new Set<number>()
  let reached = true
  for (let wait = 0; reached && wait < mostOfClock; wait++) {
    const life = new Life()
    const park = await openPark({ through: (db) => life.lived(db) })
    onTestFinished(park.close)
    const lab = labOf(park)
    const money = moneyOf(park, lab)
    for (const day of ['2026-11-23', '2026-11-24']) await money.used(helixResearcher, day)
    await money.used(orchidResearcher, '2026-11-25')
    lab.clockAt('2026-12-01 09:00')
    life.endAt(wait)
    const killed = await money.issue('2026-11').then(
      () => false,
      () => true,
    )
    reached = life.over
    expect(killed).toBe(reached)
    life.begin()
    stated.add((await money.statements()).length)
    await money.issue('2026-11')
    expect((await money.statements()).map(({ lines }) => lines.length)).toEqual(expect.arrayContaining([1, 2]))
    await expectStatedOnce(park, 2)
    await expectSound(park.db, park.clock.now)
  }
  expect(reached).toBe(false)
  // It was killed before anything was stated and after all of it; whether the one firm's write still came through when
  // the other's was killed, is the engine's to say.
  expect([...stated]).toEqual(expect.arrayContaining([0, 2]))
})

async function look(park: TestPark): Promise<void> {
  await tick(park.deps, () => {})
}

async function expectHappenedOnce(park: TestPark, request: Doing): Promise<void> {
  const answer = await send(park, request)
  expect(answer.status).toBeLessThan(300)
  const after = await dumpOf(park)
  expect(await send(park, request)).toEqual(answer)
  expect(await dumpOf(park)).toBe(after)
  await expectSound(park.db, park.clock.now)
}

function refuseName(): never {
  throw new Error('nobody does this')
}
