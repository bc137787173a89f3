import type { DoorContext } from './door.ts'
import { TurnedAway } from './turned-away.ts'

/**
 * Stops what another site made a browser send. A form of ours names our origin, or the browser vouches for it.
 * Throws TurnedAway.
 */
export function demandOwnOrigin(c: DoorContext): void {
  const origin = c.req.header('origin')
  const ours = origin !== undefined && origin === c.get('visit').deps.publicUrl
  if (!ours && c.req.header('sec-fetch-site') !== 'same-origin') throw new TurnedAway('cross-site')
}
