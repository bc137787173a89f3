import { bookingPath } from '../../bookings/web/paths.ts'
import type { ConsequenceId } from '../../kernel/id.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { langOf } from '../../platform/i18n/script.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { FormKey } from '../../platform/ui/form-parts.tsx'
import type { MyConduct, MyConsequence } from '../reads/my-conduct.ts'
import { conductText } from './conduct.text.ts'

interface MyConductProps {
  readonly conduct: MyConduct
  /** The one that was appealed without a reason. */
  readonly faulty?: ConsequenceId
  readonly voice: Voice
}

/** What followed of my no-shows, until when, and saying that it is wrong. */
export function MyConductView({ conduct: { consequences, formKey }, faulty, voice }: MyConductProps) {
  const words = conductText[voice.locale]
  return (
    <>
      <h1>{words.mine}</h1>
      {consequences.length === 0 ? <p class="quiet">{words.none}</p> : null}
      <ul class="rows">
        {consequences.map((one) => (
          <li class="row stack">
            <strong>{whatText(one, voice)}</strong>
            <small>
              {nameIn(one.facility, voice.locale)} · {voice.moment(one.appliedAt)} ·{' '}
              <a href={bookingPath(one.bookingId)}>{words.last}</a>
            </small>
            {one.appeal === '' ? (
              <AppealForm one={one} formKey={formKey} faulty={faulty === one.id} voice={voice} />
            ) : (
              <Appealed one={one} voice={voice} />
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

function whatText({ kind, missed, feeMinor, until }: MyConsequence, voice: Voice): string {
  const words = conductText[voice.locale]
  if (kind === 'warning') return words.warning(missed)
  return kind === 'fee' ? words.fee(missed, voice.money(feeMinor)) : words.suspension(missed, voice.moment(until ?? 0))
}

function Appealed({ one, voice }: { one: MyConsequence; voice: Voice }) {
  const words = conductText[voice.locale]
  return (
    <>
      <p>
        {words.yours}: <span lang={langOf(one.appeal, voice.locale)}>{one.appeal}</span>
      </p>
      <span class={`state ${one.decision === null ? 'pending' : one.decision === 'lifted' ? 'confirmed' : 'rejected'}`}>
        {one.decision === null ? words.waiting : words[one.decision]}
      </span>
      {one.answer === '' ? null : <p lang={langOf(one.answer, voice.locale)}>{one.answer}</p>}
    </>
  )
}

interface AppealFormProps {
  readonly one: MyConsequence
  readonly formKey: string
  readonly faulty: boolean
  readonly voice: Voice
}

function AppealForm({ one: { id }, formKey, faulty, voice }: AppealFormProps) {
  const words = conductText[voice.locale]
  return (
    <form method="post" action={`/me/conduct/${id}/appeal`}>
      <FormKey value={formKey} />
      <p class="field">
        <label for={`reason-${id}`}>{words.appeal}</label>
        <textarea id={`reason-${id}`} name="reason" rows={3} maxlength={500} aria-describedby={`hint-${id}`} />
        <span class="hint" id={`hint-${id}`}>
          {words.appealHint}
        </span>
        {faulty ? (
          <strong class="fault" role="alert">
            {words.missingReason}
          </strong>
        ) : null}
      </p>
      <button class="button" type="submit">
        {words.send}
      </button>
    </form>
  )
}
