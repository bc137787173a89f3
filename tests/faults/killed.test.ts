import { expect, onTestFinished, test } from 'vitest'
import { tick } from '../../src/jobs.ts'
import { bookingDoing, doings, send, type Doing } from '../support/doings.ts'
import { dumpOf } from '../support/dump.ts'
import type { Answers, Db } from '../../src/platform/db/port.ts'
import type { Query } from '../../src/platform/db/sql.ts'
import { openPark, type TestPark } from '../support/open-park.ts'
import { expectSound } from '../support/sound.ts'

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

class Killed extends Error {}

/** The life of a process that waits for its database: at one of its waits it ends, and nothing answers any more. */
class Life {
  over = false
  last = ''
  #waitsLeft = Number.POSITIVE_INFINITY

  endAt(wait: number): void {
    this.#waitsLeft = wait
  }

  /** Another process, that is not killed. */
  begin(): void {
    this.over = false
    this.#waitsLeft = Number.POSITIVE_INFINITY
  }

  lived(db: Db): Db {
    const wait = (moment: string) => this.#wait(moment)
    return {
      async read<Q extends Record<string, Query>>(queries: Q): Promise<Answers<Q>> {
        wait('before a read')
        const answers = await db.read(queries)
        wait('after a read')
        return answers
      },
      async write(statements, options): Promise<void> {
        wait('before a write')
        await db.write(statements, options)
        wait('after a write')
      },
    }
  }

  #wait(moment: string): void {
    if (!this.over && this.#waitsLeft-- > 0) return
    if (!this.over) this.last = moment
    this.over = true
    throw new Killed(moment)
  }
}

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
