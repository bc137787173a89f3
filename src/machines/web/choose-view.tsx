import type { Child } from 'hono/jsx'
import { seesParkMoney } from '../../firms/viewer.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { Field, Select } from '../../platform/ui/form-parts.tsx'
import type { TogetherChoices } from '../reads/together-preview.ts'
import type { Together } from '../together.ts'
import { saying, type Filled, type Say } from './new-form.tsx'
import { togetherPath } from './paths.ts'
import { RuleInputs } from './rule-inputs.tsx'
import { HiddenFields, hoursOption } from './together-bar.tsx'
import { togetherText } from './together.text.ts'

interface ChooseProps {
  readonly choices: TogetherChoices
  readonly filled: Filled
  readonly faults: Filled
  /** Which machines are meant, as the forms carry it on. */
  readonly selection: Readonly<Record<string, string | readonly string[]>>
  readonly back: string
  readonly voice: Voice
}

/** What may be changed of the machines that are chosen: one form for each. */
export function ChooseView(props: ChooseProps) {
  const { choices, back, voice } = props
  const words = togetherText[voice.locale]
  const { count, names } = choices
  const rest = count - names.length
  return (
    <>
      <h1>{words.title(count)}</h1>
      {count === 0 ? <p class="notice">{words.nothingChosen}</p> : null}
      <p id="meant">
        {names.map((one) => nameIn(one, voice.locale)).join(' · ')} {rest > 0 ? words.and(rest) : null}
      </p>
      <p>
        <a class="touch" href={back}>
          {words.back}
        </a>
      </p>
      {count === 0 ? null : <Parts {...props} />}
    </>
  )
}

function Parts({ choices, filled, faults, selection, voice }: ChooseProps) {
  const words = togetherText[voice.locale]
  const { tags, hours } = choices
  const say = saying(filled, faults)
  const part = { selection, voice }
  return (
    <>
      <Part {...part} what="hours" title={words.hours}>
        <Select
          label={words.hours}
          options={hours.map((one) => ({ value: one.id, text: hoursOption(one, voice) }))}
          {...say('from')}
        />
      </Part>
      <Part {...part} what="rules" title={words.rules}>
        <p class="hint">{words.rulesHint}</p>
        <RuleInputs say={say} mayStay voice={voice} />
      </Part>
      <Part {...part} what="tags" title={words.tags}>
        <TagInputs say={say} tags={tags} voice={voice} />
      </Part>
      <Prices choices={choices} say={say} selection={selection} voice={voice} />
    </>
  )
}

/** Prices are the business of whoever sees the park's money. */
function Prices({ choices, say, ...part }: Pick<ChooseProps, 'choices' | 'selection' | 'voice'> & { say: Say }) {
  const words = togetherText[part.voice.locale]
  return seesParkMoney(choices.viewer) ? (
    <Part {...part} what="rates" title={words.prices}>
      <div class="fields">
        <Field label={words.priceFrom} maxlength={60} {...say('number')} />
        <Field label={words.priceDay} type="date" {...say('day')} />
      </div>
    </Part>
  ) : (
    <section aria-labelledby="rates-title">
      <h2 id="rates-title">{words.prices}</h2>
      <p class="quiet">{words.pricesNot}</p>
    </section>
  )
}

interface PartProps {
  readonly what: Together['kind']
  readonly title: string
  readonly selection: ChooseProps['selection']
  readonly voice: Voice
  readonly children?: Child
}

function Part({ what, title, selection, voice, children }: PartProps) {
  return (
    <section aria-labelledby={`${what}-title`}>
      <h2 id={`${what}-title`}>{title}</h2>
      <form method="get" action={togetherPath} id={what}>
        <HiddenFields fields={selection} />
        {children}
        <p class="actions">
          <button class="button" name="do" value={what} type="submit">
            {togetherText[voice.locale].preview} <span class="unseen">{title}</span>
          </button>
        </p>
      </form>
    </section>
  )
}

function TagInputs({ say, tags, voice }: { readonly say: Say; readonly tags: readonly string[]; voice: Voice }) {
  const words = togetherText[voice.locale]
  return (
    <>
      <div class="fields">
        <Field label={words.tagsAdd} hint={words.tagsHint} maxlength={400} {...say('add')} />
        <Field label={words.tagsRemove} maxlength={400} {...say('remove')} />
      </div>
      {tags.length === 0 ? null : <p class="quiet">{tags.join(' · ')}</p>}
    </>
  )
}
