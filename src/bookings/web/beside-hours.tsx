import type { Voice } from '../../platform/i18n/voice.ts'
import type { BookingPage } from '../reads/booking-page.ts'
import { outsideText } from './outside.text.ts'
import { hoursText } from './hours.text.ts'

/** To its person and the managers alike: that a booking stands outside opening hours, or that nobody will be there. */
export function BesideHours({ page, voice }: { readonly page: BookingPage; readonly voice: Voice }) {
  const words = hoursText[voice.locale]
  return (
    <>
      {page.outside === null ? null : (
        <p class="notice news" id="outside">
          {page.outside === 'hours' ? (
            <strong>
              {words.outside}
              {words.stop}{' '}
            </strong>
          ) : null}
          {page.kept ? words.outsideDetail : outsideText[voice.locale][page.outside]}
        </p>
      )}
      {page.unstaffed.length === 0 ? null : (
        <p class="quiet">{words.unstaffed(page.unstaffed.map((span) => voice.clocks(span)).join(words.and))}</p>
      )}
    </>
  )
}
