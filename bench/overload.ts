import { grouped, median, type Figure } from './figures.ts'
import { dropPark, makePark, startHand, startServer, type Hand, type Server } from './ground.ts'
import type { LoadOrder, LoadReport } from './hands/load.ts'
import { loadOnce } from './load-once.ts'
import { forgetSlots, takeSlots, type Plan } from './plan.ts'

const times = 5
const clients = 64
const crowd = 1_000
const recoveryWindows = 10

/**
 * Five times as many bookings asked for as the server can make: how many are still made, what the others hear, and how
 * soon it is over.
 */
export async function* overload(plan: Plan): AsyncGenerator<Figure> {
  forgetSlots()
  const file = await makePark('crowded.db', 1_000)
  const server = await startServer(file)
  const load = startHand<LoadOrder, LoadReport>('load')
  const peak = await peakOf(load, server, plan)
  const seconds = plan.seconds * 2
  const perSecond = peak * times
  const firstSlot = takeSlots(Math.ceil(perSecond * seconds) + crowd)
  const report = await load.ask({ port: server.port, connections: crowd, seconds, firstSlot, perSecond })
  const recovered = await secondsToRecover(load, server, peak)
  await Promise.all([server.stop(), load.stop()])
  dropPark(file)
  const goodput = (report.statuses['201'] ?? 0) / report.seconds
  yield* [
    {
      measure: `bookings made while ${times} × as many are asked for`,
      result: `${grouped(goodput)}/s; ${statusesText(report, seconds)}`,
      beside: `peak, ${clients} clients: ${grouped(peak)}/s`,
      ratio: `**${(goodput / peak).toFixed(2)}**`,
    },
    { measure: 'back to nine tenths of the peak', result: recovered },
  ]
}

async function peakOf(load: Hand<LoadOrder, LoadReport>, { port }: Server, { rounds, seconds }: Plan): Promise<number> {
  const rates: number[] = []
  for (let round = 0; round <= rounds; round += 1) {
    const { perSecond } = await loadOnce(load, port, clients, seconds)
    if (round > 0) rates.push(perSecond)
  }
  return median(rates)
}

async function secondsToRecover(load: Hand<LoadOrder, LoadReport>, { port }: Server, peak: number): Promise<string> {
  for (let second = 1; second <= recoveryWindows; second += 1) {
    const { perSecond } = await loadOnce(load, port, clients, 1)
    if (perSecond >= 0.9 * peak) return `within ${second} s`
  }
  return `not within ${recoveryWindows} s`
}

function statusesText({ statuses, slotsUsed, unsent }: LoadReport, seconds: number): string {
  const offered = grouped((slotsUsed + unsent) / seconds)
  const answers = Object.entries(statuses).map(([status, count]) => `${grouped(count)} × ${status}`)
  return `offered ${offered}/s: ${answers.join(', ')}, ${grouped(unsent)} found no connection`
}
