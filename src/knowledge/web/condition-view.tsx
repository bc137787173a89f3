import type { Voice } from '../../platform/i18n/voice.ts'
import { conditionKinds, conditionRange, type Conditions } from '../condition.ts'
import { knowledgeText } from './knowledge.text.ts'

/** Which conditions a room has, in a line; nothing where none is known. */
export function ConditionLine({ conditions, voice }: { readonly conditions: Conditions; readonly voice: Voice }) {
  const words = knowledgeText[voice.locale]
  const known = conditionKinds.flatMap((kind) => {
    const grade = conditions[kind]
    return grade === undefined ? [] : [words.condition[kind](grade)]
  })
  return known.length === 0 ? null : (
    <p class="meta" id="conditions">
      {known.join(' · ')}
    </p>
  )
}

interface Wished {
  readonly clean?: number | undefined
  readonly biosafety?: number | undefined
  readonly ventilation?: number | undefined
  readonly power?: '1' | undefined
}

/** Conditions to search by. */
export function ConditionFields({ form, voice }: { readonly form: Wished; readonly voice: Voice }) {
  const words = knowledgeText[voice.locale]
  const [, mostAir] = conditionRange.ventilation
  return (
    <fieldset>
      <legend>{words.conditions}</legend>
      <div class="fields">
        {(['clean', 'biosafety'] as const).map((kind) => (
          <p class="field">
            <label for={kind}>{words.atLeast[kind]}</label>
            <select id={kind} name={kind}>
              <option value="">{words.any}</option>
              {gradesOf(kind).map((grade) => (
                <option value={grade} selected={form[kind] === grade}>
                  {words.condition[kind](grade)}
                </option>
              ))}
            </select>
          </p>
        ))}
        <p class="field">
          <label for="ventilation">{words.atLeast.ventilation}</label>
          <input
            id="ventilation"
            name="ventilation"
            type="number"
            min="1"
            max={mostAir}
            inputmode="numeric"
            value={form.ventilation ?? ''}
          />
        </p>
      </div>
      <label class="check">
        <input type="checkbox" name="power" value="1" checked={form.power === '1'} />
        {words.atLeast.power}
      </label>
    </fieldset>
  )
}

function gradesOf(kind: 'clean' | 'biosafety'): number[] {
  const [least, most] = conditionRange[kind]
  return Array.from({ length: most - least + 1 }, (_, index) => least + index)
}
