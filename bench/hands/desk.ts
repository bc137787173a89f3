import { answering } from '../answering.ts'
import { openDesk } from '../desk.ts'
import { findTimes, type FindTimes } from '../find-times.ts'

/** To book so many slots by the command, so many at once; or to look for free time. */
export type DeskOrder =
  | { readonly kind: 'book'; readonly firstSlot: number; readonly count: number; readonly atOnce: number }
  | { readonly kind: 'find'; readonly startsAt: number; readonly times: number }

const desk = await openDesk(process.argv[2] ?? '')

answering<DeskOrder, number | FindTimes>((order) =>
  order.kind === 'find' ? findTimes(desk.deps, order.startsAt, order.times) : bookingsPerSecond(order),
)

async function bookingsPerSecond({ firstSlot, count, atOnce }: Extract<DeskOrder, { kind: 'book' }>): Promise<number> {
  let next = firstSlot
  const startedAt = performance.now()
  const inTurn = async () => {
    while (next < firstSlot + count) await desk.book(next++)
  }
  await Promise.all(Array.from({ length: atOnce }, inTurn))
  return (count * 1000) / (performance.now() - startedAt)
}
