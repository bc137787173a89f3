import type { Child } from 'hono/jsx'
import type { Voice } from '../../platform/i18n/voice.ts'
import { Field, FormKey } from '../../platform/ui/form-parts.tsx'
import type { ResourceRates } from '../reads/resource-rates.ts'
import { ratePath } from './rate-paths.ts'
import { bandName, momentText } from './rate-words.ts'
import { ratesText, type FieldName } from './rates.text.ts'
import { bandsInForm, type Filled } from './read-rate-form.ts'

export interface RateFormProps {
  readonly rates: Pick<ResourceRates, 'id'>
  readonly category: string
  readonly filled: Filled
  /** What is wrong with fields, as sentences. */
  readonly faults: Filled
  readonly formKey: string
  readonly voice: Voice
}

/** A new rate from a date; or, with `replaces`, the same one once more before it begins. */
export function RateForm(props: RateFormProps) {
  const { rates, category, filled, formKey, voice } = props
  const words = ratesText[voice.locale]
  const replaces = filled['replaces'] ?? ''
  return (
    <form method="post" action={ratePath(rates.id)} id="publish" class="rate-form">
      <h3>{replaces === '' ? words.publish : words.correct(momentText(Number(replaces), voice))}</h3>
      <FormKey value={formKey} />
      <input type="hidden" name="category" value={category} />
      <input type="hidden" name="replaces" value={replaces} />
      <div class="fields">
        {replaces === '' ? (
          <Typed {...props} name="from" type="date" hint={words.hints.from} />
        ) : (
          <input type="hidden" name="from" value={filled['from'] ?? ''} />
        )}
        <Typed {...props} name="until" type="date" hint={words.hints.until} />
      </div>
      <Amounts {...props} />
      <p class="hint">{words.hints.money}</p>
      <fieldset>
        <legend>{words.bands}</legend>
        <p class="hint">{words.hints.bands}</p>
        {Array.from({ length: bandsInForm }, (_, at) => (
          <BandFields {...props} at={at + 1} />
        ))}
      </fieldset>
      <p class="actions">
        <button class="button main" type="submit">
          {words.publish}
        </button>
      </p>
    </form>
  )
}

function Amounts(props: RateFormProps) {
  return (
    <>
      <div class="fields">
        {(['per_hour', 'start_fee', 'minimum'] as const).map((name) => (
          <Typed {...props} name={name} />
        ))}
      </div>
      <div class="fields">
        {(['per_sample', 'per_run', 'assistance'] as const).map((name) => (
          <Typed {...props} name={name} />
        ))}
      </div>
      <div class="fields">
        <Typed {...props} name="increment" />
        <Typed {...props} name="tax" />
      </div>
    </>
  )
}

type TypedProps = RateFormProps & {
  readonly name: FieldName
  readonly type?: 'date'
  readonly hint?: string
}

function Typed({ name, type, hint, filled, faults, voice }: TypedProps): Child {
  const fault = faults[name]
  return (
    <Field
      label={ratesText[voice.locale].fields[name]}
      name={name}
      value={filled[name] ?? ''}
      maxlength={20}
      {...(type === undefined ? {} : { type })}
      {...(hint === undefined ? {} : { hint })}
      {...(fault === undefined ? {} : { fault })}
    />
  )
}

const usualBands = ['peak', 'night', 'weekend']

/** Those that are used stand open; an empty one opens when somebody wants it. */
function BandFields(props: RateFormProps & { readonly at: number }) {
  const { at, filled, faults, voice } = props
  const words = ratesText[voice.locale]
  const name = `band${at}`
  const chosen = filled[name] ?? ''
  return (
    <details class="band" open={chosen !== ''}>
      <summary>
        {words.bandNumber(at)}
        {chosen === '' ? null : ` · ${bandName(chosen, voice)}`}
      </summary>
      <div class="fields">
        <BandName {...props} />
        {(['from', 'to', 'price'] as const).map((part) => (
          <Field
            label={words.fields[`band_${part}`]}
            name={`${name}_${part}`}
            type={part === 'price' ? 'text' : 'time'}
            value={filled[`${name}_${part}`] ?? ''}
            {...faultOf(faults[`${name}_${part}`])}
          />
        ))}
      </div>
      <div class="week-days" role="group" aria-label={words.bandNumber(at)}>
        {words.days.map((day, place) => (
          <label class="check">
            <input
              type="checkbox"
              name={`${name}_${place + 1}`}
              value="1"
              checked={filled[`${name}_${place + 1}`] === '1'}
            />
            <span>{day}</span>
          </label>
        ))}
      </div>
    </details>
  )
}

function BandName({ at, filled, faults, voice }: RateFormProps & { readonly at: number }) {
  const words = ratesText[voice.locale]
  const name = `band${at}`
  const chosen = filled[name] ?? ''
  const names = ['', ...usualBands, ...(chosen === '' || usualBands.includes(chosen) ? [] : [chosen])]
  const said = faults[name]
  return (
    <div class="field">
      <label for={`field-${name}`}>{words.fields.band}</label>
      <select id={`field-${name}`} name={name}>
        {names.map((one) => (
          <option value={one} selected={one === chosen}>
            {one === '' ? words.noBand : bandName(one, voice)}
          </option>
        ))}
      </select>
      {said === undefined ? null : <strong class="fault">{said}</strong>}
    </div>
  )
}

function faultOf(fault: string | undefined) {
  return fault === undefined ? {} : { fault }
}
