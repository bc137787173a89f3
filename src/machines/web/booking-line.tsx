import type { NamedBooking } from '../../bookings/reads/booking-with-names.ts'
import { bookingPath } from '../../bookings/web/paths.ts'
import { personName } from '../../firms/person-name.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { langOf } from '../../platform/i18n/script.ts'
import type { Voice } from '../../platform/i18n/voice.ts'

interface LineProps {
  readonly one: NamedBooking
  /** Why it is listed, where that is not said elsewhere. */
  readonly why?: string
  readonly voice: Voice
}

/** A booking that a change touches: when, of what, whose; and the way to it. */
export function BookingLine({ one: { booking, names }, why, voice }: LineProps) {
  const person = personName(names.person, voice.locale)
  return (
    <li>
      <a class="row" href={bookingPath(booking.id)}>
        <span>
          <strong>{voice.near(booking)}</strong>
          <small>
            {nameIn(names.resource, voice.locale)} · <span lang={langOf(person, voice.locale)}>{person}</span> ·{' '}
            {nameIn(names.firm, voice.locale)}
          </small>
          {why === undefined ? null : <small>{why}</small>}
        </span>
      </a>
    </li>
  )
}
