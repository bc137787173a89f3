import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import type { MyBooking } from '../reads/my-bookings.ts'
import { isMarkedOutside } from '../outside-hours.ts'
import { hoursText } from './hours.text.ts'
import { bookingPath } from './paths.ts'
import { textIn } from './text.ts'

function isAhead({ state }: MyBooking['booking']): boolean {
  return state === 'offered' || state === 'pending' || state === 'confirmed' || state === 'in-use'
}

/** A booking as a line of a list: when, what, where, and how it stands. */
export function BookingRow({ mine, voice }: { mine: MyBooking; voice: Voice }) {
  const { booking, resource, location } = mine
  const words = textIn(voice.locale).booking
  return (
    <li>
      <a class="row booking-row" href={bookingPath(booking.id)}>
        <span class="when">{voice.near(booking)}</span>
        <span class={`state ${booking.state}`}>{words.states[booking.state]}</span>
        <span class="what">
          {nameIn(resource, voice.locale)}
          {isAhead(booking) && isMarkedOutside(booking) ? (
            <span class="quiet"> · {hoursText[voice.locale].outside}</span>
          ) : null}
          {location === '' ? null : <span class="quiet"> · {location}</span>}
        </span>
      </a>
    </li>
  )
}
