import type { Hand } from './ground.ts'
import type { LoadOrder, LoadReport } from './hands/load.ts'
import { takeSlots } from './plan.ts'

export interface Loaded {
  readonly booked: number
  readonly perSecond: number
  /** Turned away with 503: told beside the rate. */
  readonly turnedAway: number
  readonly medianMs: number
  readonly p99Ms: number
}

/**
 * Posts bookings from so many clients; each waits for its answer before it asks again. Throws at any answer but 201
 * and 503.
 */
export async function loadOnce(
  load: Hand<LoadOrder, LoadReport>,
  port: number,
  connections: number,
  seconds: number,
): Promise<Loaded> {
  const firstSlot = takeSlots(Math.ceil(seconds * mostPerSecond))
  const report = await load.ask({ port, connections, seconds, firstSlot, perSecond: null })
  const { '201': booked = 0, '503': turnedAway = 0 } = report.statuses
  if (booked === 0 || booked + turnedAway < report.slotsUsed) {
    throw new Error(`not all were booked: ${JSON.stringify(report.statuses)}`)
  }
  return { ...report, booked, turnedAway, perSecond: booked / report.seconds }
}

/** More than any machine books. */
const mostPerSecond = 8_000
