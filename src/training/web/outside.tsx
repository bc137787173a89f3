import { personName } from '../../firms/person-name.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { langOf } from '../../platform/i18n/script.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { bookingPath } from '../../bookings/web/paths.ts'
import type { AffectedBooking } from '../reads/affected.ts'
import { trainingText } from './training.text.ts'

interface OutsideProps {
  readonly affected: readonly AffectedBooking[]
  readonly voice: Voice
}

/** Bookings that a change would leave uncovered; inside its form, so that the change says which were seen. */
export function Outside({ affected, voice }: OutsideProps) {
  const words = trainingText[voice.locale]
  return (
    <div class="notice bad" role="alert" id="outside">
      <p>
        <strong>{words.outside(affected.length)}</strong>
      </p>
      <p>{words.outsideWhy}</p>
      <AheadList affected={affected} voice={voice} />
    </div>
  )
}

export function AheadList({ affected, voice }: OutsideProps) {
  return (
    <ul>
      {affected.map((booking) => {
        const name = personName(booking.person, voice.locale)
        return (
          <li>
            <input type="hidden" name="seen" value={booking.id} />
            <a class="touch" href={bookingPath(booking.id)}>
              {voice.range(booking)} · {nameIn(booking.resource, voice.locale)}
            </a>{' '}
            <span lang={langOf(name, voice.locale)}>{name}</span>
          </li>
        )
      })}
    </ul>
  )
}
