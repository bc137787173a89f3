import type { Booking } from '../../bookings/booking.ts'
import { bookingPath } from '../../bookings/web/paths.ts'
import type { Names } from '../../deps.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { FormKey } from '../../platform/ui/form-parts.tsx'
import { waitlistText } from './waitlist.text.ts'

export interface OfferedBooking {
  readonly booking: Booking
  readonly resource: Names
  readonly location: string
}

/** What is offered and not answered yet, before anything else on the page; nothing without an offer. */
export function Offers({ offered, voice }: { offered: readonly OfferedBooking[]; voice: Voice }) {
  const words = waitlistText[voice.locale]
  if (offered.length === 0) return null
  return (
    <section class="next offers" aria-labelledby="offers">
      <h2 id="offers">{words.offers}</h2>
      {offered.map((one) => (
        <OfferCard offer={one} voice={voice} />
      ))}
    </section>
  )
}

function OfferCard({ offer: { booking, resource, location }, voice }: { offer: OfferedBooking; voice: Voice }) {
  const words = waitlistText[voice.locale]
  return (
    <article>
      <p class="when">{voice.near(booking)}</p>
      <p class="what">{nameIn(resource, voice.locale)}</p>
      <p class="quiet">
        {voice.money(booking.priceMinor)}
        {location === '' ? null : ` · ${location}`}
      </p>
      <HeldUntil booking={booking} voice={voice} />
      <AcceptForm booking={booking} voice={voice}>
        <a class="button" href={bookingPath(booking.id)}>
          {words.look}
        </a>
      </AcceptForm>
    </article>
  )
}

export function HeldUntil({ booking: { wakeAt }, voice }: { booking: Booking; voice: Voice }) {
  return wakeAt === null ? null : <p class="held">{waitlistText[voice.locale].holds(voice.soon(wakeAt))}</p>
}

/** One tap. The key is the offer's own: tapped twice, or on two pages, it is accepted once. */
export function AcceptForm({ booking, voice, children }: { booking: Booking; voice: Voice; children?: unknown }) {
  return (
    <form method="post" action={`${bookingPath(booking.id)}/accept`} class="accept">
      <FormKey value={`accept-${booking.id}-${booking.version}`} />
      <button class="button main" type="submit">
        {waitlistText[voice.locale].accept}
      </button>{' '}
      {children}
    </form>
  )
}
