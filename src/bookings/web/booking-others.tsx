import { dayOf } from '../../kernel/wall-clock.ts'
import { address } from '../../platform/http/address.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import type { BookingPage } from '../reads/booking-page.ts'
import { sameTimeAgain } from '../weekly.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { againText } from './again.text.ts'
import { priceText } from './slot-choice.tsx'
import { AgainForm } from './again-view.tsx'
import type { BookingActions } from './booking-actions.ts'
import { bookingPath, resourcePath, seriesPath, slotValue } from './paths.ts'
import { seriesText } from './series.text.ts'
import { textIn } from './text.ts'

interface OthersProps {
  readonly page: BookingPage
  readonly voice: Voice
}

/** The same again, each time with one press; where none is free soon, the way to the resource. */
export function AgainSection({ page: { again, booking, formKey, place }, voice }: OthersProps) {
  const words = textIn(voice.locale)
  const path = resourcePath(booking.resourceId, place.kind)
  const query = { minutes: (booking.endsAt - booking.startsAt) / 60, whole: booking.whole ? 1 : null }
  if (!again?.next && !again?.same)
    return (
      <p class="actions">
        <a class="button main" href={address(path, query)}>
          {words.booking.again}
        </a>
      </p>
    )
  return (
    <section class="again" aria-labelledby="again">
      <h2 id="again">{words.booking.again}</h2>
      <AgainForm asked={again.asked} choice={again} project={booking.projectId} formKey={formKey} voice={voice} />
      <p class="beside">
        <a href={address(`${path}/time`, query)}>{words.instrument.otherTime}</a>
      </p>
    </section>
  )
}

/** What does the same, at the very time that the house took back: one tap takes it. */
export function ElsewhereSection({ page: { elsewhere, booking, formKey, place }, voice }: OthersProps) {
  const words = againText(voice.locale)
  const [first] = elsewhere
  if (!first) return null
  const bookPath = ({ resourceId }: typeof first) => `${resourcePath(resourceId, place.kind)}/book`
  return (
    <section class="elsewhere" aria-labelledby="elsewhere">
      <h2 id="elsewhere">{words.elsewhere}</h2>
      <form method="post" action={bookPath(first)}>
        <input type="hidden" name="key" value={formKey} />
        <input type="hidden" name="project" value={booking.projectId} />
        {booking.whole ? <input type="hidden" name="whole" value="1" /> : null}
        <input type="hidden" name="samples" value={booking.samples} />
        <fieldset class="slots">
          <legend class="unseen">{words.elsewhere}</legend>
          {elsewhere.map((one) => (
            <button class="slot" name="slot" value={slotValue(one)} formaction={bookPath(one)}>
              <span class="when">
                {nameIn(one.names, voice.locale)} <span class="why">{voice.near(one)}</span>
              </span>
              <span class="price">{priceText(one, voice)}</span>
            </button>
          ))}
        </fieldset>
      </form>
    </section>
  )
}

/** Another time for this booking, the same time in more weeks, and the others of its series. */
export function OtherTimes({ page: { booking, place }, actions, voice }: OthersProps & { actions: BookingActions }) {
  const words = seriesText(voice.locale)
  const minutes = (booking.endsAt - booking.startsAt) / 60
  const { date } = dayOf(booking.startsAt, voice.zone)
  const weekLater = booking.state === 'confirmed' ? sameTimeAgain(booking, booking.startsAt, voice.zone) : null
  const repeat = weekLater && {
    slot: slotValue(weekLater),
    project: booking.projectId,
    whole: booking.whole ? 1 : null,
    samples: booking.samples,
  }
  return (
    <p class="beside">
      {actions.move ? <a href={address(`${bookingPath(booking.id)}/time`, { date, minutes })}>{words.move}</a> : null}
      {repeat ? (
        <a href={address(`${resourcePath(booking.resourceId, place.kind)}/repeat`, repeat)}>{words.repeat}</a>
      ) : null}
      {booking.groupId === null ? null : <a href={seriesPath(booking.groupId)}>{words.part}</a>}
    </p>
  )
}
