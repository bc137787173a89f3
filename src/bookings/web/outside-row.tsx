import { personName } from '../../firms/person-name.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { langOf } from '../../platform/i18n/script.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import type { Outside } from '../reads/hours-preview.ts'
import { closeText } from './close.text.ts'
import { hoursText } from './hours.text.ts'
import { bookingPath, slotValue } from './paths.ts'

export type ForAll = 'keep' | 'move' | 'cancel'

interface OutsideProps {
  readonly outside: Outside
  /** What was chosen for it before, or for all. */
  readonly chosen: string | undefined
  readonly forAll: ForAll
  /** Several machines get the hours: which one is said. */
  readonly hasMachines: boolean
  readonly voice: Voice
}

/** Whose booking would stand outside, and what is to become of it. */
export function OutsideRow({ outside, chosen, forAll, hasMachines, voice }: OutsideProps) {
  const { booking, names } = outside.standing
  const person = personName(names.person, voice.locale)
  const id = `who-${booking.id}`
  return (
    <li class="row stack affected">
      <div id={id}>
        <a href={bookingPath(booking.id)}>
          <strong>{voice.near(booking)}</strong>
        </a>
        <small>
          {hasMachines ? `${nameIn(names.resource, voice.locale)} · ` : null}
          <span lang={langOf(person, voice.locale)}>{person}</span> · {nameIn(names.firm, voice.locale)}
          {outside.resource.units.length > 1 && !booking.whole ? ` · ${names.unit}` : null}
        </small>
      </div>
      {outside.inUse ? (
        <p>{hoursText[voice.locale].inUse}</p>
      ) : (
        <Choices outside={outside} chosen={chosen ?? forAll} label={id} voice={voice} />
      )}
    </li>
  )
}

interface ChoicesProps extends Pick<OutsideProps, 'outside' | 'voice'> {
  readonly chosen: string
  readonly label: string
}

function Choices({ outside: { standing, move, moveUnit }, chosen, label, voice }: ChoicesProps) {
  const words = hoursText[voice.locale]
  const closing = closeText[voice.locale]
  const { booking } = standing
  const to = move === null ? null : slotValue(move)
  const wish = chosen === 'keep' || chosen === 'cancel' ? chosen : to === null ? 'keep' : to
  const sameTime = moveUnit !== null && move?.startsAt === booking.startsAt
  const options = [
    { value: 'keep', text: words.keep },
    ...(move === null || to === null
      ? []
      : [{ value: to, text: sameTime ? closing.sameTime(moveUnit) : closing.move(voice.range(move), moveUnit) }]),
    { value: 'cancel', text: closing.cancel },
  ]
  return (
    <div class="choices" role="radiogroup" aria-labelledby={label}>
      {options.map(({ value, text }) => (
        <label class="slot">
          <input type="radio" name={`to_${booking.id}_${booking.version}`} value={value} checked={value === wish} />
          <span>{text}</span>
        </label>
      ))}
    </div>
  )
}
