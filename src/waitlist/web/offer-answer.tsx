import type { BookingPage } from '../../bookings/reads/booking-page.ts'
import { bookingPath } from '../../bookings/web/paths.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { FormKey } from '../../platform/ui/form-parts.tsx'
import { AcceptForm, HeldUntil } from './offer-card.tsx'
import { waitlistText } from './waitlist.text.ts'

/** Until when an offer holds, and the two answers to it. */
export function OfferAnswer({ page: { booking, formKey }, voice }: { page: BookingPage; voice: Voice }) {
  const words = waitlistText[voice.locale]
  return (
    <>
      <HeldUntil booking={booking} voice={voice} />
      <AcceptForm booking={booking} voice={voice} />
      <form method="post" action={`${bookingPath(booking.id)}/cancel`} class="accept">
        <FormKey value={formKey} />
        <button class="button" type="submit">
          {words.decline}
        </button>{' '}
        <span class="quiet">{words.declineDetail}</span>
      </form>
    </>
  )
}
