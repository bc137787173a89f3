import { personName } from '../../firms/person-name.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { langOf } from '../../platform/i18n/script.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import type { Affected } from '../reads/closing-preview.ts'
import { closeText } from './close.text.ts'
import { bookingPath, slotValue } from './paths.ts'

interface AffectedProps {
  readonly affected: Affected
  readonly chosen: string | undefined
  /** The resource has several: which one is said. */
  readonly hasUnits: boolean
  readonly voice: Voice
}

/** Whose booking is in the way, and what is to become of it. */
export function AffectedRow({ affected, chosen, hasUnits, voice }: AffectedProps) {
  const { booking, names } = affected.standing
  const person = personName(names.person, voice.locale)
  const id = `who-${booking.id}`
  return (
    <li class="row stack affected">
      <div id={id}>
        <a href={bookingPath(booking.id)}>
          <strong>{voice.near(booking)}</strong>
        </a>
        <small>
          <span lang={langOf(person, voice.locale)}>{person}</span> · {nameIn(names.firm, voice.locale)}
          {hasUnits && !booking.whole ? ` · ${names.unit}` : null}
        </small>
      </div>
      <Fates affected={affected} chosen={chosen} label={id} voice={voice} />
    </li>
  )
}

function Fates({ affected, chosen, label, voice }: Omit<AffectedProps, 'hasUnits'> & { readonly label: string }) {
  const words = closeText[voice.locale]
  const { standing, fate, until, move } = affected
  const { booking } = standing
  if (fate === 'interrupt' || fate === 'shorten' || fate === 'end') {
    const text = fate === 'shorten' ? words.fates.shorten(voice.soon(until ?? booking.endsAt)) : words.fates[fate]
    return (
      <p>
        <input type="hidden" name={`to_${booking.id}`} value="cancel" />
        {text}
      </p>
    )
  }
  // With its version: one that has changed since was not the one that was decided about.
  const name = `to_${booking.id}_${booking.version}`
  const to = move === null ? null : slotValue(move)
  const cancels = to === null || chosen === 'cancel'
  return (
    <div class="choices" role="radiogroup" aria-labelledby={label}>
      {move === null || to === null ? null : (
        <label class="slot">
          <input type="radio" name={name} value={to} checked={!cancels} />
          <span>{moveText(affected, voice)}</span>
        </label>
      )}
      <label class="slot">
        <input type="radio" name={name} value="cancel" checked={cancels} />
        <span>
          {words.cancel}
          {move === null ? <small>{words.noMove}</small> : null}
        </span>
      </label>
    </div>
  )
}

function moveText({ standing: { booking }, move, moveUnit }: Affected, voice: Voice): string {
  const words = closeText[voice.locale]
  if (move === null) return ''
  if (moveUnit !== null && move.startsAt === booking.startsAt) return words.sameTime(moveUnit)
  return words.move(voice.range(move), moveUnit)
}
