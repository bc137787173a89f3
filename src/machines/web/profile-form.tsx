import type { Child } from 'hono/jsx'
import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { Check, Field, FormKey, Select } from '../../platform/ui/form-parts.tsx'
import type { Known, MachinePage } from '../reads/machine-page.ts'
import { machineText } from './machine.text.ts'
import { newText } from './new.text.ts'
import { NameFields, saying, type Filled, type Say } from './new-form.tsx'
import { machinePath } from './paths.ts'
import { rulesFilled } from './rule-fields.ts'
import { RuleInputs } from './rule-inputs.tsx'

export interface ProfileFormProps {
  readonly page: MachinePage
  /** What was typed; what is kept, where nothing was. */
  readonly filled: Filled
  readonly faults: Filled
  readonly formKey: string
  readonly voice: Voice
}

/** What is kept of a machine, as the form's fields have it. */
export function filledOf({ resource, tags, room, equivalents }: MachinePage): Record<string, string> {
  const { names, stepMinutes, minMinutes, maxMinutes, setupMinutes, cleanupMinutes } = resource
  const minutes = { stepMinutes, minMinutes, maxMinutes, setupMinutes, cleanupMinutes }
  return {
    ...names,
    ...rulesFilled(resource.policy),
    ...Object.fromEntries(Object.entries(minutes).map(([name, value]) => [name, String(value)])),
    version: String(resource.rulesVersion),
    model: resource.model,
    number: resource.assetNumber,
    location: resource.location,
    category: resource.categoryId,
    training: resource.qualificationId ?? '',
    restricted: resource.restricted ? '1' : '',
    tags: tags.join(', '),
    room: room?.id ?? '',
    equivalents: equivalents.map(({ assetNumber }) => assetNumber).join(', '),
  }
}

/** Everything that is saved at once. */
export function ProfileForm({ page, filled, faults, formKey, voice }: ProfileFormProps) {
  const words = machineText[voice.locale]
  const say = saying(filled, faults)
  return (
    <form method="post" action={machinePath(page.resource.id)} id="profile">
      <FormKey value={formKey} />
      <input type="hidden" name="version" value={filled['version'] ?? ''} />
      <fieldset>
        <legend>{words.where}</legend>
        <NameFields say={say} voice={voice} />
        <Places page={page} say={say} voice={voice} />
      </fieldset>
      <Lengths say={say} voice={voice} />
      <RuleInputs say={say} mayStay={false} voice={voice} />
      <fieldset>
        <legend>{words.who}</legend>
        <Select
          label={words.training}
          options={[{ value: '', text: words.noTraining }, ...named(page.trainings, voice)]}
          {...say('training')}
        />
        <Check label={words.restricted} name="restricted" checked={filled['restricted'] === '1'} />
      </fieldset>
      <p class="actions">
        <button class="button main" type="submit" id="save">
          {words.save}
        </button>
      </p>
    </form>
  )
}

function Places({ page, say, voice }: { readonly page: MachinePage; readonly say: Say; readonly voice: Voice }) {
  const words = machineText[voice.locale]
  const added = newText[voice.locale]
  const rooms = page.rooms.map((one) => ({ value: one.id, text: `${nameIn(one, voice.locale)} · ${one.assetNumber}` }))
  return (
    <>
      <div class="fields">
        <Field label={added.model} maxlength={120} {...say('model')} />
        <Field label={added.number} maxlength={60} required {...say('number')} />
      </div>
      <div class="fields">
        <Field label={added.location} maxlength={120} {...say('location')} />
        <Select label={added.category} options={named(page.categories, voice)} {...say('category')} />
      </div>
      {page.resource.kind === 'space' ? null : (
        <Select label={words.room} options={[{ value: '', text: words.noRoom }, ...rooms]} {...say('room')} />
      )}
      <Field label={words.tags} hint={words.tagsHint} maxlength={400} {...say('tags')} />
      <Field label={words.equivalents} hint={words.equivalentsHint} maxlength={400} {...say('equivalents')} />
    </>
  )
}

export const lengthFields = {
  stepMinutes: [1, 1440],
  minMinutes: [1, 525_600],
  maxMinutes: [1, 525_600],
  setupMinutes: [0, 720],
  cleanupMinutes: [0, 720],
} as const

function Lengths({ say, voice }: { readonly say: Say; readonly voice: Voice }): Child {
  const words = machineText[voice.locale]
  const labels = {
    stepMinutes: words.step,
    minMinutes: words.min,
    maxMinutes: words.max,
    setupMinutes: words.setup,
    cleanupMinutes: words.cleanup,
  }
  return (
    <fieldset>
      <legend>{words.lengths}</legend>
      <div class="fields">
        {(Object.keys(labels) as (keyof typeof labels)[]).map((name) => {
          const [min, max] = lengthFields[name]
          return <Field label={labels[name]} type="number" min={min} max={max} required {...say(name)} />
        })}
      </div>
    </fieldset>
  )
}

function named(all: readonly Known[], voice: Voice) {
  return all.map((one) => ({ value: one.id, text: nameIn(one, voice.locale) }))
}
