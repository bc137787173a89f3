import { advance } from '../../bookings/advance.ts'
import { rounds, wrote } from '../../bookings/commands/change-booking.ts'
import { checkedIn } from '../../bookings/commands/check-in.ts'
import { checkedOut } from '../../bookings/commands/check-out.ts'
import type { Standing } from '../../bookings/reads/surroundings.ts'
import type { Deps, Names, Park, RequestKey } from '../../deps.ts'
import type { Instant } from '../../kernel/interval.ts'
import { Conflict, Forbidden } from '../../kernel/thrown.ts'
import type { Query } from '../../platform/db/sql.ts'
import { readAtStation } from '../reads/at-station.ts'
import { shortCodeOf, typedCode, type Station } from '../station.ts'
import { mayBegin } from './hear-signal.ts'

/** What the short code of a booking did at a kiosk. */
export type KioskAnswer =
  | { readonly kind: 'checked-in' | 'checked-out'; readonly resource: Names; readonly endsAt: Instant }
  /** No booking near here has the code. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'too-early'; readonly from: Instant }
  | { readonly kind: 'too-late' }

/**
 * Whoever types the short code of a booking at the screen of its room checks in to it, or, where it is in use, out of
 * it. Throws Unauthenticated, Forbidden for a station that is no kiosk, Conflict.
 */
export async function useKiosk(deps: Deps, tokenHash: string, typed: string, key: RequestKey): Promise<KioskAnswer> {
  for (let round = 1; round <= rounds; round++) {
    const now = deps.now()
    const { station, standings, stored, park } = await readAtStation(deps, tokenHash, now, key.key)
    if (station.kind !== 'kiosk') throw new Forbidden()
    // A second tap on the same form is the same request, not the way out again.
    if (stored !== null) return JSON.parse(stored) as KioskAnswer
    const code = typedCode(typed)
    const standing = standings.find(({ booking }) => shortCodeOf(booking.number) === code)
    if (standing === undefined) return { kind: 'unknown' }
    const answer = answerTo(standing, now)
    if (answer.kind !== 'checked-in' && answer.kind !== 'checked-out') return answer
    const statements = rowsOf(answer.kind, deps, standing, station, { now, park })
    const idempotency = { actor: station.id, ...key, status: 200, body: JSON.stringify(answer), at: now }
    if (await wrote(deps, statements, idempotency)) return answer
  }
  throw new Conflict('try-again')
}

function answerTo(standing: Standing, now: Instant): KioskAnswer {
  const { booking, around, names } = standing
  const said = { resource: names.resource, endsAt: booking.endsAt }
  if (booking.state === 'in-use')
    return advance(booking, around, now)?.kind === 'complete' ? { kind: 'too-late' } : { kind: 'checked-out', ...said }
  if (mayBegin(standing, now)) return { kind: 'checked-in', ...said }
  return now < booking.terms.checkInFrom ? { kind: 'too-early', from: booking.terms.checkInFrom } : { kind: 'too-late' }
}

function rowsOf(
  kind: 'checked-in' | 'checked-out',
  deps: Deps,
  standing: Standing,
  { id }: Station,
  at: { now: Instant; park: Park },
): readonly Query[] {
  if (kind === 'checked-in') return checkedIn(standing, id, at.now, { evidence: 'kiosk' }).statements
  return checkedOut(deps, { ...standing, ...at }, id, { samples: null, note: '' }).statements
}
