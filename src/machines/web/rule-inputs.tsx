import { approverWords } from '../../approvals/approver-words.ts'
import { approvers } from '../../resources/approval-rule.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { Field, Select } from '../../platform/ui/form-parts.tsx'
import type { Say } from './new-form.tsx'
import { choiceRules, consentField, consentKinds, wholeRules, type ChoiceRule, type WholeRule } from './rule-fields.ts'
import { rulesText } from './rules.text.ts'

interface InputsProps {
  readonly say: Say
  /** Whether a rule may be left as it is. */
  readonly mayStay: boolean
  readonly voice: Voice
}

/** The rules of one machine, or of several at once. */
export function RuleInputs({ say, mayStay, voice }: InputsProps) {
  const words = rulesText[voice.locale]
  const whole = (names: readonly WholeRule[]) => names.map((name) => <Whole name={name} say={say} voice={voice} />)
  const choice = (names: readonly ChoiceRule[]) =>
    names.map((name) => <Choice name={name} say={say} mayStay={mayStay} voice={voice} />)
  return (
    <>
      <fieldset>
        <legend>{words.limits}</legend>
        <div class="fields">{whole(['leadMinutes', 'horizonDays', 'changeCutoffMinutes'])}</div>
      </fieldset>
      <fieldset>
        <legend>{words.cancelling}</legend>
        <FreeInputs say={say} mayStay={mayStay} voice={voice} />
        <div class="fields">{whole(['lateCancellationPercent', 'noShowPercent'])}</div>
      </fieldset>
      <fieldset>
        <legend>{words.using}</legend>
        <div class="fields">
          {choice(['checkIn'])}
          {whole(['checkInEarlyMinutes', 'graceMinutes'])}
        </div>
        <div class="fields">{choice(['chargeBasis'])}</div>
        <ConsentInputs say={say} mayStay={mayStay} voice={voice} />
      </fieldset>
    </>
  )
}

function Whole({ name, say, voice }: { name: WholeRule; say: Say; voice: Voice }) {
  const [min, max] = wholeRules[name]
  return <Field label={rulesText[voice.locale].whole[name]} type="number" min={min} max={max} {...say(name)} />
}

function Choice({ name, say, mayStay, voice }: InputsProps & { readonly name: ChoiceRule }) {
  const words = rulesText[voice.locale]
  const texts = words.choices[name] as Readonly<Record<string, string>>
  return (
    <Select
      label={words.choice[name]}
      options={[
        ...(mayStay ? [{ value: '', text: words.stays }] : []),
        ...choiceRules[name].map((value) => ({ value, text: texts[value] ?? value })),
      ]}
      {...say(name)}
    />
  )
}

/** Whose consent is asked, each within so many hours. */
function ConsentInputs({ say, mayStay, voice }: InputsProps) {
  const words = rulesText[voice.locale]
  return (
    <div class="fields">
      <Select
        label={words.consent}
        options={[
          ...(mayStay ? [{ value: '', text: words.stays }] : []),
          ...consentKinds.map((value) => ({ value, text: words.consentKinds[value] })),
        ]}
        {...say('consent')}
      />
      {approvers.map((by) => (
        <Field
          label={words.within(approverWords[voice.locale].names[by])}
          type="number"
          min={1}
          max={720}
          {...say(consentField(by))}
        />
      ))}
    </div>
  )
}

function FreeInputs({ say, mayStay, voice }: InputsProps) {
  const words = rulesText[voice.locale]
  return (
    <div class="fields">
      <Select
        label={words.freeKind}
        options={[
          ...(mayStay ? [{ value: '', text: words.stays }] : []),
          ...(['minutes', 'day-before'] as const).map((value) => ({ value, text: words.freeKinds[value] })),
        ]}
        {...say('freeKind')}
      />
      <Field label={words.freeMinutes} type="number" min={0} max={525_600} {...say('freeMinutes')} />
      <Field label={words.freeAt} type="time" {...say('freeAt')} />
    </div>
  )
}
