import { checkedIn, lastMoment } from '../../bookings/commands/check-in.ts'
import { rounds, wrote } from '../../bookings/commands/change-booking.ts'
import type { Standing } from '../../bookings/reads/surroundings.ts'
import type { Deps } from '../../deps.ts'
import type { BookingId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { Conflict, Forbidden, Malformed } from '../../kernel/thrown.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { readAtStation } from '../reads/at-station.ts'
import { clockSlackSeconds, oldestSignalSeconds, type Signal, type Station } from '../station.ts'

/** What became of a signal. */
export interface Heard {
  /** The booking that it began, if it did. */
  readonly checkedIn: BookingId | null
}

/**
 * Takes what a meter or a reader says of its machine: kept as evidence; and a machine that goes on within somebody's
 * check-in window begins their booking, as if they had checked in. Going off ends nothing: people pause. The same
 * signal again changes nothing. Throws Unauthenticated, Forbidden for a kiosk, Malformed for an impossible time.
 */
export async function hearSignal(deps: Deps, tokenHash: string, signal: Signal): Promise<Heard> {
  for (let round = 1; round <= rounds; round++) {
    const now = deps.now()
    assertTime(signal, now)
    const { station, standings } = await readAtStation(deps, tokenHash, now)
    if (station.kind === 'kiosk' || station.unitId === null) throw new Forbidden()
    const begins = signal.state === 'on' && now - signal.at <= freshSeconds ? beginning(standings, now) : null
    const statements = [...signalRows(station, signal, now), ...(begins ? beginRows(begins, station, now) : [])]
    const key = `signal:${station.unitId}:${signal.at}:${signal.state}`
    const idempotency = { actor: station.id, key, requestHash: '', status: 200, body: '', at: now }
    if (await wrote(deps, statements, idempotency)) return { checkedIn: begins?.booking.id ?? null }
    if (await wasHeard(deps, station, signal)) return { checkedIn: null }
  }
  throw new Conflict('try-again')
}

/** A report older than this is evidence, and begins nothing. */
const freshSeconds = 300

function assertTime({ at }: Signal, now: Instant): void {
  if (at <= now + clockSlackSeconds && at >= now - oldestSignalSeconds) return
  throw new Malformed([{ pointer: '/at', kind: at > now ? 'too-large' : 'too-small' }])
}

/** The one booking that a person could check in to now; none where somebody is still at the machine. */
function beginning(standings: readonly Standing[], now: Instant): Standing | null {
  if (standings.some(({ booking }) => booking.state === 'in-use')) return null
  return standings.find((standing) => mayBegin(standing, now)) ?? null
}

/** Whether a check-in would count at this moment. */
export function mayBegin({ booking, around }: Standing, now: Instant): boolean {
  const { state, terms, endsAt } = booking
  if (state !== 'confirmed' || terms.checkIn === 'none') return false
  return now >= terms.checkInFrom && now <= lastMoment({ booking, around, now }) && now < endsAt
}

function beginRows(standing: Standing, station: Station, now: Instant): readonly Query[] {
  return checkedIn(standing, station.id, now, { evidence: station.kind }).statements
}

function signalRows({ id, unitId }: Station, { state, at }: Signal, now: Instant): Query[] {
  return [
    sql`INSERT INTO signal (station_id, unit_id, at, state, heard_at)
      VALUES (${id}, ${unitId}, ${at}, ${state}, ${now})`,
    sql`UPDATE station SET heard_at = ${now} WHERE id = ${id}`,
  ]
}

async function wasHeard(deps: Deps, { id, unitId }: Station, { state, at }: Signal): Promise<boolean> {
  const { heard } = await deps.db.read({
    heard: sql<{ n: number }>`SELECT 1 AS n FROM signal WHERE unit_id = ${unitId} AND at = ${at}
      AND station_id = ${id} AND state = ${state} LIMIT 1`,
  })
  return heard.length > 0
}
