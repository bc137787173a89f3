import { randomUUID } from 'node:crypto'
import { answering } from '../answering.ts'
import { Connection, postOf } from '../connection.ts'
import { tokenOf } from '../park.ts'
import { bodyOf, slotOf } from '../slots.ts'

/** Bookings to post, each of another free slot. */
export interface LoadOrder {
  readonly port: number
  readonly connections: number
  readonly seconds: number
  readonly firstSlot: number
  /** So many a second, whatever comes back; null sends the next one on each connection when its answer is here. */
  readonly perSecond: number | null
}

export interface LoadReport {
  /** Answers by status, as `{ "201": 4000 }`. */
  readonly statuses: Record<string, number>
  readonly seconds: number
  readonly slotsUsed: number
  readonly medianMs: number
  readonly p99Ms: number
  /** Requests that were due and found every connection busy. */
  readonly unsent: number
}

answering<LoadOrder, LoadReport>(run)

async function run(order: LoadOrder): Promise<LoadReport> {
  const lines = await Promise.all(Array.from({ length: order.connections }, () => Connection.open(order.port)))
  const tally = new Tally(order.firstSlot)
  const startedAt = performance.now()
  const endsAt = startedAt + order.seconds * 1000
  if (order.perSecond === null) await Promise.all(lines.map((line) => inTurn(line, tally, endsAt)))
  else await paced(lines, tally, order.perSecond, startedAt, endsAt)
  const seconds = (performance.now() - startedAt) / 1000
  for (const line of lines) line.close()
  return tally.report(seconds)
}

async function inTurn(line: Connection, tally: Tally, endsAt: number): Promise<void> {
  while (performance.now() < endsAt) await tally.post(line)
}

/** Sends when a request is due, not when an answer came: a crowd does not slow down because the server does. */
async function paced(lines: Connection[], tally: Tally, perSecond: number, startedAt: number, endsAt: number) {
  const idle = [...lines]
  const underWay = new Set<Promise<void>>()
  let sent = 0
  for (let at = startedAt; at < endsAt; at = performance.now()) {
    for (const due = ((at - startedAt) / 1000) * perSecond; sent < due; sent += 1) {
      const line = idle.pop()
      if (line === undefined) {
        tally.unsent += 1
        continue
      }
      const answered: Promise<void> = tally.post(line).then(() => {
        idle.push(line)
        underWay.delete(answered)
      })
      underWay.add(answered)
    }
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  await Promise.all(underWay)
}

class Tally {
  unsent = 0
  readonly #firstSlot: number
  readonly #statuses = new Map<number, number>()
  readonly #tookMs: number[] = []
  readonly #now = Math.floor(Date.now() / 1000)
  #slot: number

  constructor(firstSlot: number) {
    this.#firstSlot = firstSlot
    this.#slot = firstSlot
  }

  /** Posts the next slot's booking on a line. */
  async post(line: Connection): Promise<void> {
    const slot = slotOf(this.#slot++, this.#now)
    const request = postOf('/api/v1/bookings', tokenOf(slot.person), randomUUID(), bodyOf(slot))
    const sentAt = performance.now()
    const status = await line.send(request)
    this.#tookMs.push(performance.now() - sentAt)
    this.#statuses.set(status, (this.#statuses.get(status) ?? 0) + 1)
  }

  report(seconds: number): LoadReport {
    const sorted = this.#tookMs.toSorted((one, other) => one - other)
    const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0
    return {
      statuses: Object.fromEntries(this.#statuses),
      seconds,
      slotsUsed: this.#slot - this.#firstSlot,
      medianMs: at(0.5),
      p99Ms: at(0.99),
      unsent: this.unsent,
    }
  }
}
