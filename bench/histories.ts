import { copyFileSync, statfsSync } from 'node:fs'
import { freemem } from 'node:os'
import { join } from 'node:path'
import { grouped, microsText, ratioText, type Figure } from './figures.ts'
import { findFigures } from './find-figures.ts'
import { dropPark, folder, makePark, startHand, startServer } from './ground.ts'
import type { DeskOrder } from './hands/desk.ts'
import type { LoadOrder, LoadReport } from './hands/load.ts'
import { loadOnce } from './load-once.ts'
import { forgetSlots, takeSlots, type Plan } from './plan.ts'

/** What a booking costs with more and more of them on file, each beside the smallest park in the same minutes. */
export async function* histories({ rounds, histories: [least = 1_000, ...more] }: Plan): AsyncGenerator<Figure> {
  for (const bookings of more) {
    forgetSlots()
    const onFile = `${powerOf(bookings)} bookings on file`
    if (!hasRoom(bookings)) {
      yield { measure: onFile, result: 'left out: too little room for its file' }
      continue
    }
    const [small, large] = [await makePark('small.db', least), await makePark('large.db', bookings)]
    const besides = `with ${powerOf(least)}`
    yield costFigure(`booking by the command, ${onFile}`, besides, await inTurns(rounds, small, large, byCommand))
    yield costFigure(
      `booking through HTTP, 8 clients, ${onFile}`,
      besides,
      await inTurns(rounds, small, large, throughHttp),
    )
    yield* findFigures(large, bookings, rounds * 5)
    for (const file of [small, large]) dropPark(file)
  }
}

const bytesPerBooking = 1_150

function hasRoom(bookings: number): boolean {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize > bookings * bytesPerBooking + 1e9 && freemem() > 1e9
}

interface Pair {
  readonly small: number[]
  readonly large: number[]
}

type Measure = (file: string) => Promise<number>

/** Small, large, small, large …. The small one begins anew each time, or the bench itself would make it large. */
async function inTurns(rounds: number, small: string, large: string, measure: Measure): Promise<Pair> {
  const pair: Pair = { small: [], large: [] }
  const fresh = join(folder, 'fresh.db')
  for (let round = 0; round < rounds; round += 1) {
    copyFileSync(small, fresh)
    pair.small.push(await measure(fresh))
    dropPark(fresh)
    pair.large.push(await measure(large))
  }
  return pair
}

const bookingsEach = 1_000

async function byCommand(file: string): Promise<number> {
  const desk = startHand<DeskOrder, number>('desk', file)
  const book = () => desk.ask({ kind: 'book', firstSlot: takeSlots(bookingsEach), count: bookingsEach, atOnce: 1 })
  await book()
  const perSecond = await book()
  await desk.stop()
  return perSecond
}

async function throughHttp(file: string): Promise<number> {
  const server = await startServer(file)
  const load = startHand<LoadOrder, LoadReport>('load')
  await loadOnce(load, server.port, 8, 1)
  const { perSecond } = await loadOnce(load, server.port, 8, 1)
  await Promise.all([server.stop(), load.stop()])
  return perSecond
}

function costFigure(measure: string, besides: string, { small, large }: Pair): Figure {
  return {
    measure,
    result: `${microsText(large)} each`,
    beside: `${besides}: ${microsText(small)}`,
    ratio: ratioText(small.map((rate, round) => rate / (large[round] ?? Number.NaN))),
  }
}

function powerOf(bookings: number): string {
  const power = Math.log10(bookings)
  return Number.isInteger(power) ? `10^${power}` : grouped(bookings)
}
