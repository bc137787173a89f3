import type { Voice } from '../../platform/i18n/voice.ts'
import { QrCode } from '../../platform/ui/qr-code.tsx'
import type { Booking } from '../booking.ts'
import { passText } from './pass.text.ts'
import { bookingPath } from './paths.ts'

/** What is shown at the lab: the booking's address as a QR code, and its number. */
export function BookingPass({ booking, site, voice }: { booking: Booking; site: string; voice: Voice }) {
  const words = passText[voice.locale]
  return (
    <section class="pass" aria-labelledby="pass">
      <QrCode text={site + bookingPath(booking.id)} label={words.qr(booking.number)} />
      <div>
        <h2 id="pass">{words.title}</h2>
        <p class="number">{booking.number}</p>
        <p class="quiet small">{words.hint}</p>
      </div>
    </section>
  )
}
