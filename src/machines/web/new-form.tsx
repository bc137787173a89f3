import type { Child } from 'hono/jsx'
import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { Field, FormKey, Select } from '../../platform/ui/form-parts.tsx'
import type { NewMachineChoices } from '../reads/new-machine.ts'
import { categoryNames, newText } from './new.text.ts'
import { newMachinePath } from './paths.ts'
import { hoursOption } from './together-bar.tsx'

export type Filled = Readonly<Record<string, string>>

export interface NewFormProps {
  readonly choices: NewMachineChoices
  /** What was typed; empty at first. */
  readonly filled: Filled
  /** Sentences by field. */
  readonly faults: Filled
  readonly formKey: string
  readonly voice: Voice
}

/** A machine with hours and a price, on one screen: six things to say, and the rest is usual. */
export function NewForm({ choices, filled, faults, formKey, voice }: NewFormProps) {
  const words = newText[voice.locale]
  const say = saying(filled, faults)
  return (
    <>
      <h1>{words.title}</h1>
      {Object.keys(faults).length === 0 ? null : (
        <p class="notice bad" role="alert">
          {words.faulty}
        </p>
      )}
      <form method="post" action={newMachinePath} id="new">
        <FormKey value={formKey} />
        <NameFields {...{ say, voice }} />
        <div class="fields">
          <Field label={words.number} maxlength={60} required {...say('number')} />
          <Field label={words.location} maxlength={120} {...say('location')} />
        </div>
        <Places {...{ choices, filled, voice }} />
        <HoursAndPrices {...{ choices, filled, say, voice }} />
        <More {...{ say, filled, faults, voice }} />
        <p class="actions">
          <button class="button main" name="state" value="published" type="submit">
            {words.publish}
          </button>
          <button class="button" name="state" value="draft" type="submit">
            {words.draft}
          </button>
        </p>
      </form>
    </>
  )
}

type TermsProps = Pick<NewFormProps, 'choices' | 'filled' | 'voice'> & { readonly say: Say }

function HoursAndPrices({ choices, filled, say, voice }: TermsProps) {
  const words = newText[voice.locale]
  return (
    <>
      <Select
        label={words.hours}
        name="from"
        hint={words.hoursHint}
        value={filled['from'] ?? ''}
        options={[
          ...choices.hours.map((one) => ({ value: one.id, text: hoursOption(one, voice) })),
          { value: '', text: words.usualHours },
        ]}
      />
      <div class="fields">
        {choices.priceCategories.map((category) => (
          <Field
            label={words.price(categoryNames[voice.locale][category] ?? category)}
            maxlength={20}
            {...say(`price_${category}`)}
          />
        ))}
      </div>
      <span class="hint">{words.priceHint}</span>
    </>
  )
}

export type Say = (name: string, usual?: string) => { name: string; value: string; fault?: string }

/** A field's name, what stands in it, and what is wrong with that. */
export function saying(filled: Filled, faults: Filled): Say {
  return (name, usual = '') => {
    const fault = faults[name]
    return { name, value: filled[name] ?? usual, ...(fault === undefined ? {} : { fault }) }
  }
}

/** The reader's own language comes first. */
export function NameFields({ say, voice }: { readonly say: Say; readonly voice: Voice }): Child {
  const words = newText[voice.locale]
  const ordered = {
    'zh-Hans': ['hans', 'hant', 'en'],
    'zh-Hant': ['hant', 'hans', 'en'],
    en: ['en', 'hans', 'hant'],
  } as const
  const labels = { hans: words.names[0], hant: words.names[1], en: words.names[2] }
  return (
    <fieldset>
      <legend class="unseen">{words.names[0]}</legend>
      <div class="fields">
        {ordered[voice.locale].map((name) => (
          <Field label={labels[name]} maxlength={120} {...say(name)} />
        ))}
      </div>
      <span class="hint">{words.namesHint}</span>
    </fieldset>
  )
}

function Places({ choices, filled, voice }: Pick<NewFormProps, 'choices' | 'filled' | 'voice'>) {
  const words = newText[voice.locale]
  const { facilities, categories } = choices
  const isThere = categories.some(({ id }) => id === 'other')
  const [only] = facilities
  return (
    <div class="fields">
      {facilities.length === 1 && only ? (
        <input type="hidden" name="facility" value={only.id} />
      ) : (
        <Select
          label={words.facility}
          name="facility"
          value={filled['facility'] ?? ''}
          options={facilities.map((one) => ({ value: one.id, text: nameIn(one, voice.locale) }))}
        />
      )}
      <Select
        label={words.category}
        name="category"
        value={filled['category'] ?? ''}
        options={[
          ...categories.map((one) => ({ value: one.id, text: nameIn(one, voice.locale) })),
          ...(isThere ? [] : [{ value: 'other', text: words.otherCategory }]),
        ]}
      />
    </div>
  )
}

function More({ say, filled, faults, voice }: { say: Say; filled: Filled; faults: Filled; voice: Voice }) {
  const words = newText[voice.locale]
  const fields = ['model', 'units', 'step', 'min', 'max']
  const whole = { type: 'number', min: 1 } as const
  return (
    <details open={fields.some((name) => faults[name] !== undefined)}>
      <summary>{words.more}</summary>
      <div class="fields">
        <Select
          label={words.kind}
          name="kind"
          value={filled['kind'] ?? 'instrument'}
          options={(['instrument', 'space', 'expert'] as const).map((kind) => ({
            value: kind,
            text: words.kinds[kind],
          }))}
        />
        <Field label={words.model} maxlength={120} {...say('model')} />
        <Field label={words.units} {...whole} max={500} {...say('units', '1')} />
      </div>
      <div class="fields">
        <Field label={words.step} {...whole} max={1440} {...say('step', '15')} />
        <Field label={words.min} {...whole} max={525_600} {...say('min', '15')} />
        <Field label={words.max} {...whole} max={525_600} {...say('max', '720')} />
      </div>
    </details>
  )
}
