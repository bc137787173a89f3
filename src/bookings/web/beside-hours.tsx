import type { Voice } from '../../platform/i18n/voice.ts'
import type { BookingPage } from '../reads/booking-page.ts'
import { hoursText } from './hours.text.ts'

/** To its person and the managers alike: that a booking stands outside opening hours, or that nobody will be there. */
export function BesideHours({ page, voice }: { readonly page: BookingPage; readonly voice: Voice }) {
  const words = hoursText[voice.locale]
  return (
    <>
      {page.outside ? (
        <p class="notice news outside">
          <strong>
            {words.outside}
            {words.stop}
          </strong>{' '}
          {words.outsideDetail}
        </p>
      ) : null}
      {page.unstaffed.length === 0 ? null : (
        <p class="quiet">{words.unstaffed(page.unstaffed.map((span) => voice.clocks(span)).join(words.and))}</p>
      )}
    </>
  )
}
