import type { BookingId } from '../../kernel/id.ts'
import { Malformed } from '../../kernel/thrown.ts'
import { idOf } from '../../platform/http/schemas.ts'
import type { AffectedChoice } from '../closing.ts'
import { slotOf } from './paths.ts'

/** What was chosen for a booking, by the name and value of its field. */
export interface Chosen {
  readonly bookingId: BookingId
  readonly version: number | undefined
  readonly choice: string
}

/** `to_<booking>` or `to_<booking>_<version>`; throws Malformed for any other field. */
export function chosenIn(name: string, choice: string): Chosen {
  const [, id, version] = /^to_(bkg_\w{26})(?:_(\d{1,9}))?$/.exec(name) ?? []
  if (id === undefined) throw new Malformed([{ pointer: `/${name}`, kind: 'unknown-key' }])
  return { bookingId: idOf('bkg').parse(id), version: version === undefined ? undefined : Number(version), choice }
}

/** `keep`, `cancel`, or the time to move to; throws Malformed for anything else. */
export function choiceOf({ bookingId, version, choice }: Chosen): AffectedChoice {
  if (choice === 'cancel' || choice === 'keep') return { bookingId, version, do: choice, to: null }
  const to = slotOf(choice)
  if (to === null) throw new Malformed([{ pointer: `/to_${bookingId}`, kind: 'format' }])
  return { bookingId, version, do: 'move', to: { ...to, unitId: null } }
}
