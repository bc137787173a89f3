import type { Instant } from '../../src/deps.ts'
import type { Db } from '../../src/platform/db/port.ts'
import type { Row } from '../../src/platform/db/transport.ts'
import { castScript } from './cast-script.ts'
import { castNow } from './cast.ts'
import { openPark } from './open-park.ts'
import { startRacers, type RacerAnswer, type Shot } from './racers.ts'
import { startServer } from './server-process.ts'
import { startSqldPark, startWorker } from './worker-process.ts'

/** A park that several processes race for, through one kind of door. */
export interface RaceGround {
  /** What the application's clock says: a test's own, or the real one. */
  readonly now: () => Instant
  /** All shots at once, from four processes. */
  race(shots: readonly Shot[]): Promise<RacerAnswer[]>
  /** A look of the clock's job where the shots can't have one, while they fly. */
  tick(): Promise<void>
  readonly db: Db
  rows(text: string): Promise<Row[]>
  script(text: string): Promise<void>
  close(): Promise<void>
}

/** Every race runs on each of these. */
export const grounds = [
  { ground: 'four processes on one embedded file', open: openFileGround, ownClock: true },
  { ground: 'the Node server', open: openServerGround, ownClock: false },
  { ground: 'the Worker in workerd on sqld', open: openWorkerGround, ownClock: false },
] as const

// The real clock is behind two of the grounds, whatever the year: nobody's sign-in has run out, and the cast's quotas
// are wide, since only races about quotas are meant to meet one.
const script = `${castScript}
UPDATE session SET expires_at = 32503680000;
UPDATE quota SET limit_value = 1000000000;`

async function openFileGround(): Promise<RaceGround> {
  const park = await openPark({ script })
  const racers = await startRacers({ kind: 'file', file: park.file ?? '', now: castNow })
  return {
    now: () => castNow,
    race: (shots) => racers.race(shots),
    tick: async () => {},
    db: park.db,
    rows: (text) => park.rows(text),
    script: (text) => park.script(text),
    close: async () => {
      racers.stop()
      await park.close()
    },
  }
}

async function openServerGround(): Promise<RaceGround> {
  const park = await openPark({ script })
  const server = await startServer({ file: park.file ?? '' })
  const racers = await startRacers({ kind: 'http', url: server.url })
  return {
    now: realNow,
    race: (shots) => racers.race(shots),
    tick: async () => {},
    db: park.db,
    rows: (text) => park.rows(text),
    script: (text) => park.script(text),
    close: async () => {
      racers.stop()
      await server.stop()
      await park.close()
    },
  }
}

async function openWorkerGround(): Promise<RaceGround> {
  const park = await startSqldPark(script)
  const worker = await startWorker(park.url)
  const racers = await startRacers({ kind: 'http', url: worker.url })
  return {
    now: realNow,
    race: (shots) => racers.race(shots),
    tick: () => worker.tick(),
    db: park.db,
    rows: (text) => park.rows(text),
    script: (text) => park.script(text),
    close: async () => {
      racers.stop()
      await worker.stop()
      await park.stop()
    },
  }
}

function realNow(): Instant {
  return Math.floor(Date.now() / 1000)
}
