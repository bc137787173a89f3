import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { grouped, median, perSecondText, ratioText, type Figure } from './figures.ts'
import { dropPark, folder, makePark, startHand, startServer, type Hand } from './ground.ts'
import type { BareOrder } from './hands/bare.ts'
import type { DeskOrder } from './hands/desk.ts'
import type { LoadOrder, LoadReport } from './hands/load.ts'
import { loadOnce, type Loaded } from './load-once.ts'
import { forgetSlots, takeSlots, type Plan } from './plan.ts'

type Ask = () => Promise<Pick<Loaded, 'perSecond'> & Partial<Loaded>>

/** Bookings a second, decided and written whole, beside the engine's own rate for the same rows. */
export async function* bookingRate(plan: Plan): AsyncGenerator<Figure> {
  forgetSlots()
  const pattern = await makePark('pattern.db', 1_000)
  const [served, looped, booked] = ['served.db', 'looped.db', 'booked.db'].map((name) => copyOf(pattern, name))
  const server = await startServer(served ?? '')
  const load = startHand<LoadOrder, LoadReport>('load')
  const bare = startHand<BareOrder, number>('bare', pattern, looped ?? '')
  const desk = startHand<DeskOrder, number>('desk', booked ?? '')
  const contenders: [string, Ask][] = [
    ...[1, 8, 64].map((clients): [string, Ask] => [
      `bookings through HTTP, ${clients} client${clients === 1 ? '' : 's'}`,
      () => loadOnce(load, server.port, clients, plan.seconds),
    ]),
    ['bookings by the command alone, one at a time', () => deskOnce(desk, plan.bookings, 1)],
    ['bookings by the command alone, 64 at once (group commit)', () => deskOnce(desk, plan.bookings, 64)],
  ]
  yield* await beside(bare, contenders, plan)
  await Promise.all([server.stop(), load.stop(), bare.stop(), desk.stop()])
  for (const file of [pattern, served, looped, booked]) dropPark(file ?? '')
}

function copyOf(pattern: string, name: string): string {
  const file = join(folder, name)
  copyFileSync(pattern, file)
  return file
}

async function deskOnce(desk: Hand<DeskOrder, number>, count: number, atOnce: number) {
  return { perSecond: await desk.ask({ kind: 'book', firstSlot: takeSlots(count), count, atOnce }) }
}

/** Bare, contender, bare, contender … so that each stands between two runs of what it is compared with. */
async function beside(bare: Hand<BareOrder, number>, contenders: [string, Ask][], plan: Plan): Promise<Figure[]> {
  const bareOnce = () => bare.ask({ firstSlot: takeSlots(plan.bookings), count: plan.bookings })
  const measured = contenders.map(([measure, ask]) => ({ measure, ask, runs: [] as Run[] }))
  for (const { ask } of measured) await ask()
  let before = await bareOnce()
  for (let round = 0; round < plan.rounds; round += 1) {
    for (const { ask, runs } of measured) {
      const loaded = await ask()
      const after = await bareOnce()
      runs.push({ ...loaded, bare: (before + after) / 2 })
      before = after
    }
  }
  return measured.map(figureOf)
}

type Run = Awaited<ReturnType<Ask>> & { readonly bare: number }

function figureOf({ measure, runs }: { measure: string; runs: readonly Run[] }): Figure {
  const turnedAway = runs.reduce((sum, run) => sum + (run.turnedAway ?? 0), 0)
  return {
    measure,
    result: [
      perSecondText(runs.map((run) => run.perSecond)),
      ...(runs[0]?.medianMs === undefined ? [] : [waitText(runs)]),
      ...(turnedAway === 0 ? [] : [`${grouped(turnedAway)} × 503`]),
    ].join('; '),
    beside: `bare loop, same rows: ${grouped(median(runs.map((run) => run.bare)))}/s`,
    ratio: ratioText(runs.map((run) => run.perSecond / run.bare)),
  }
}

function waitText(runs: readonly Run[]): string {
  const ms = (of: (run: Run) => number | undefined) => median(runs.map((run) => of(run) ?? Number.NaN)).toFixed(1)
  return `answered in ${ms((run) => run.medianMs)} ms, 99 % within ${ms((run) => run.p99Ms)} ms`
}
