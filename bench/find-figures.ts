import { findPage, tookMs, type FindTimes } from './find-times.ts'
import { grouped, median, type Figure } from './figures.ts'
import { startHand, startServer } from './ground.ts'
import type { DeskOrder } from './hands/desk.ts'
import { fullDay, midnightOf, scale, tokenOf } from './park.ts'

/**
 * “A free microscope, Tuesday 14–16”: an ordinary Tuesday, and a day on which all is taken, so that every unit is
 * looked at.
 */
export async function* findFigures(file: string, bookings: number, times: number): AsyncGenerator<Figure> {
  const days: [string, number][] = [
    ['free microscope, Tuesday 14–16', nextTuesday()],
    ['the same on a day when none is free', midnightOf(nowSeconds()) + fullDay * 86_400],
  ]
  const desk = startHand<DeskOrder, FindTimes>('desk', file)
  const server = await startServer(file)
  for (const [measure, midnight] of days) {
    const startsAt = midnight + 14 * 3600
    const { queryMs, readMs, found } = await desk.ask({ kind: 'find', startsAt, times })
    const httpMs = await throughHttp(server.url, startsAt, times)
    yield {
      measure: `${measure}, ${grouped(scale.units)} units, ${grouped(bookings)} bookings`,
      result: `${queryMs.toFixed(1)} ms in the database`,
      beside: `with prices ${readMs.toFixed(1)} ms, through HTTP ${httpMs.toFixed(1)} ms, ${found} found`,
    }
  }
  await Promise.all([desk.stop(), server.stop()])
}

function nowSeconds(): number {
  return Math.floor(Date.now() / 1000)
}

/** The midnight before the first Tuesday after today. */
function nextTuesday(): number {
  const midnight = midnightOf(nowSeconds())
  const days = Array.from({ length: 7 }, (_, ahead) => midnight + (ahead + 1) * 86_400)
  return days.find((day) => new Date((day + 8 * 3600) * 1000).getUTCDay() === 2) ?? midnight
}

async function throughHttp(url: string, startsAt: number, times: number): Promise<number> {
  const [freeFrom, freeTo] = [startsAt, startsAt + 7200].map((at) => new Date(at * 1000).toISOString())
  const query = new URLSearchParams({
    kind: 'instrument',
    category: 'microscopes',
    freeFrom: freeFrom ?? '',
    freeTo: freeTo ?? '',
    minutes: '120',
    bookable: 'me',
    limit: String(findPage),
  })
  const ask = async () => {
    const headers = { authorization: `Bearer ${tokenOf(1)}` }
    const answer = await fetch(`${url}/api/v1/resources?${query}`, { headers })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${answer.status} ${text.slice(0, 300)}`)
  }
  const took: number[] = []
  for (let time = 0; time < times; time += 1) took.push(await tookMs(ask))
  return median(took)
}
