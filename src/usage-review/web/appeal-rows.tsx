import { personName } from '../../firms/person-name.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { langOf } from '../../platform/i18n/script.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { FormKey } from '../../platform/ui/form-parts.tsx'
import type { Appeal } from '../reads/appeals.ts'
import { conductText } from './conduct.text.ts'

interface AppealsProps {
  readonly appeals: readonly Appeal[]
  readonly formKey: string
  readonly voice: Voice
}

/** Who does not agree, with what, and the two answers. */
export function AppealRows({ appeals, formKey, voice }: AppealsProps) {
  const words = conductText[voice.locale]
  if (appeals.length === 0) return null
  return (
    <section aria-labelledby="appeals">
      <h2 id="appeals">{words.appeals}</h2>
      <ul class="rows">
        {appeals.map((one) => (
          <AppealRow one={one} formKey={formKey} voice={voice} />
        ))}
      </ul>
    </section>
  )
}

function AppealRow({ one, formKey, voice }: { one: Appeal; formKey: string; voice: Voice }) {
  const words = conductText[voice.locale]
  const person = personName(one.person, voice.locale)
  return (
    <li class="row stack">
      <strong lang={langOf(person, voice.locale)}>{person}</strong>
      <small>
        {nameIn(one.facility, voice.locale)} · {words.kinds[one.kind]}
        {one.until === null ? null : ` · ${voice.moment(one.until)}`}
      </small>
      <p lang={langOf(one.appeal, voice.locale)}>{one.appeal}</p>
      <form method="post" action={`/m/appeals/${one.id}`}>
        <FormKey value={formKey} />
        <p class="field">
          <label for={`answer-${one.id}`}>{words.answer}</label>
          <input id={`answer-${one.id}`} name="answer" maxlength={300} required />
        </p>
        <div class="verbs">
          <button class="button" name="decision" value="lifted">
            {words.lift}
          </button>
          <button class="button quiet" name="decision" value="upheld">
            {words.uphold}
          </button>
        </div>
      </form>
    </li>
  )
}
