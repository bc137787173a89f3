import type { JSX } from 'hono/jsx/jsx-runtime'
import { categoryName } from '../../billing/web/rate-words.ts'
import { tierName } from '../../firms/tier-name.ts'
import type { Malformed } from '../../kernel/thrown.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { Checks, Field, FormKey, Select, TextField, type Option } from '../../platform/ui/form-parts.tsx'
import type { ProgrammeChoices } from '../reads/programmes.ts'
import { listed, type FilledProgramme } from './read-programme.ts'
import { subsidiesText } from './subsidies.text.ts'

interface FormProps {
  readonly action: string
  readonly filled: Partial<FilledProgramme>
  readonly fault: Malformed | null
  readonly formKey: string
  readonly submit: string
  readonly choices: ProgrammeChoices
  readonly voice: Voice
}

type FieldOf = (name: keyof FilledProgramme, label: string, pointer: string, more?: object) => JSX.Element

/** Everything that a programme says. */
export function ProgrammeForm(props: FormProps) {
  const { action, filled, formKey, submit, voice } = props
  const words = subsidiesText[voice.locale]
  const field = fieldOf(props)
  return (
    <form method="post" action={action} class="programme">
      <FormKey value={formKey} />
      <MoneyFields field={field} filled={filled} voice={voice} />
      <ScopeFields {...props} field={field} />
      <TextField
        label={words.evidence}
        name="evidence"
        value={filled.evidence ?? ''}
        hint={words.evidenceHint}
        rows={3}
        maxlength={2000}
      />
      <button class="button main" type="submit">
        {submit}
      </button>
    </form>
  )
}

/** What a field's value would have to be. */
const faultKinds: Readonly<Record<string, keyof (typeof subsidiesText)['en']['wrongs']>> = {
  '/names/hans': 'name',
  '/percent': 'percent',
  '/startsOn': 'day',
  '/endsOn': 'day',
  '/claimCap': 'amount',
  '/yearCap': 'amount',
  '/budget': 'amount',
}

function fieldOf({ filled, fault, voice }: FormProps): FieldOf {
  const words = subsidiesText[voice.locale]
  const told = (pointer: string) => {
    const found = fault?.faults.find((one) => one.pointer === pointer)
    if (!found) return {}
    if (pointer === '/scope') return { fault: words.notFound(found.expected ?? '') }
    const kind = faultKinds[pointer]
    return { fault: kind === undefined ? words.wrong : words.wrongs[kind] }
  }
  return (name, label, pointer, more = {}) => (
    <Field label={label} name={name} value={filled[name] ?? ''} {...told(pointer)} {...more} />
  )
}

function MoneyFields({ field, filled, voice }: Pick<FormProps, 'filled' | 'voice'> & { readonly field: FieldOf }) {
  const words = subsidiesText[voice.locale]
  const cap = { hint: words.capHint, inputmode: 'text' as const }
  const required = { required: true }
  return (
    <>
      {field('hans', words.names[0], '/names/hans', { hint: words.namesHint })}
      {field('hant', words.names[1], '')}
      {field('en', words.names[2], '')}
      {field('percent', words.percent, '/percent', { ...required, type: 'number', min: 1, max: 100 })}
      {field('rank', words.rank, '/rank', { hint: words.rankHint, type: 'number', min: 1, max: 9999 })}
      {field('startsOn', words.startsOn, '/startsOn', { ...required, type: 'date' })}
      {field('endsOn', words.endsOn, '/endsOn', { ...required, type: 'date' })}
      {field('claimCap', words.claimCap, '/claimCap', cap)}
      {field('yearCap', words.yearCap, '/yearCap', cap)}
      <Select
        label={words.yearCapOf}
        name="yearCapOf"
        value={filled.yearCapOf ?? 'firm'}
        options={[
          { value: 'firm', text: words.ofFirm },
          { value: 'controller', text: words.ofController },
        ]}
      />
      {field('budget', words.budget, '/budget', cap)}
    </>
  )
}

function ScopeFields({ field, filled, choices, voice }: FormProps & { readonly field: FieldOf }) {
  const words = subsidiesText[voice.locale]
  const few = { hint: words.listHint }
  const tiers = choices.tiers.map((value) => ({ value, text: tierName(value, voice.locale) }))
  const categories = choices.categories.map((value) => ({ value, text: categoryName(value, voice) }))
  const facilities = choices.facilities.map(({ code, ...names }) => {
    return { value: code, text: nameIn(names, voice.locale) }
  })
  return (
    <>
      {field('region', words.region, '/region', { hint: words.regionHint })}
      <Checks label={words.tiers} hint={words.tickHint} {...boxes('tiers', filled, tiers)} />
      <Checks label={words.priceCategories} hint={words.tickHint} {...boxes('priceCategories', filled, categories)} />
      <Checks label={words.facilities} hint={words.scopeHint} {...boxes('facilities', filled, facilities)} />
      {field('resources', words.resources, '/scope', few)}
      {field('categories', words.categories, '', few)}
      {field('tags', words.tags, '', few)}
    </>
  )
}

/** Boxes with those ticked that were; one that no firm or facility has any more stays to be seen. */
function boxes(
  name: 'tiers' | 'priceCategories' | 'facilities',
  filled: FormProps['filled'],
  options: readonly Option[],
) {
  const ticked = listed(filled[name] ?? '')
  const known = new Set(options.map(({ value }) => value))
  const gone = ticked.filter((value) => !known.has(value)).map((value) => ({ value, text: value }))
  return { name, ticked, options: [...options, ...gone] }
}
