import type { JSX } from 'hono/jsx/jsx-runtime'
import type { Malformed } from '../../kernel/thrown.ts'
import { isDate } from '../../kernel/wall-clock.ts'
import { z } from 'zod'
import { categoryName } from '../../billing/web/rate-words.ts'
import type { Names } from '../../deps.ts'
import { tierName } from '../../firms/tier-name.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { readMoney } from '../../platform/i18n/read-money.ts'
import { plainText } from '../../platform/http/schemas.ts'
import { Checks, Field, FormKey, Select, TextField, type Option } from '../../platform/ui/form-parts.tsx'
import { decimalText } from '../../platform/i18n/format.ts'
import type { Programme, ProgrammeTerms, ScopePart } from '../programme.ts'
import type { ProgrammeChoices } from '../reads/programmes.ts'
import { subsidiesText } from './subsidies.text.ts'

const text = (most: number) => plainText(most).default('')
/** Ticked boxes of one name, or codes with commas between. */
const codes = z
  .union([plainText(400), z.array(plainText(80)).max(200)])
  .default('')
  .transform((ticked) => [ticked].flat().join(', '))

/** What the form sends; whatever it says, it can be shown again. */
export const programmeForm = z.strictObject({
  hans: text(120),
  hant: text(120),
  en: text(120),
  region: text(80),
  resources: text(2000),
  facilities: codes,
  categories: text(400),
  tags: text(400),
  tiers: codes,
  priceCategories: codes,
  percent: text(10),
  rank: text(10),
  claimCap: text(20),
  yearCap: text(20),
  yearCapOf: z.enum(['firm', 'controller']).default('firm'),
  budget: text(20),
  startsOn: text(20),
  endsOn: text(20),
  evidence: z.string().max(2000).default(''),
})

export type FilledProgramme = z.output<typeof programmeForm>

/** The terms that a form says; what is no number or day becomes one that is refused, and told. */
export function termsOf(form: FilledProgramme, currency: string): ProgrammeTerms {
  const money = (typed: string) => (typed === '' ? null : (readMoney(typed, currency) ?? -1))
  const day = (typed: string) => (isDate(typed) ? typed : '')
  const scope: ScopePart[] = (
    [
      ['resource', form.resources],
      ['facility', form.facilities],
      ['category', form.categories],
      ['tag', form.tags],
    ] as const
  ).flatMap(([kind, typed]) => listed(typed).map((code): ScopePart => [kind, code]))
  return {
    names: namesOf(form),
    region: form.region,
    scope,
    tiers: listed(form.tiers),
    priceCategories: listed(form.priceCategories),
    percent: /^\d{1,3}$/.test(form.percent) ? Number(form.percent) : 0,
    rank: /^\d{1,4}$/.test(form.rank) ? Number(form.rank) : 1,
    claimCapMinor: money(form.claimCap),
    yearCapMinor: money(form.yearCap),
    yearCapOf: form.yearCapOf,
    budgetMinor: money(form.budget),
    startsOn: day(form.startsOn),
    endsOn: day(form.endsOn),
    evidence: form.evidence
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  }
}

/** A name that is left empty takes one that is filled. */
function namesOf({ hans, hant, en }: FilledProgramme): Names {
  const any = hans || hant || en
  return { hans: hans || any, hant: hant || any, en: en || any }
}

/** The form of a programme as it stands. */
export function filledBy(programme: Programme, currency: string): FilledProgramme {
  const money = (minor: number | null) => (minor === null ? '' : decimalText(minor, currency))
  const codes = (kind: string) => programme.scope.filter((part) => part[0] === kind).map((part) => part[1])
  return {
    ...programme.names,
    region: programme.region,
    resources: codes('resource').join(', '),
    facilities: codes('facility').join(', '),
    categories: codes('category').join(', '),
    tags: codes('tag').join(', '),
    tiers: programme.tiers.join(', '),
    priceCategories: programme.priceCategories.join(', '),
    percent: String(programme.percent),
    rank: String(programme.rank),
    claimCap: money(programme.claimCapMinor),
    yearCap: money(programme.yearCapMinor),
    yearCapOf: programme.yearCapOf,
    budget: money(programme.budgetMinor),
    startsOn: programme.startsOn,
    endsOn: programme.endsOn,
    evidence: programme.evidence.join('\n'),
  }
}

function listed(typed: string): string[] {
  return [...new Set(typed.split(/[,，、;；\n]+/).map((part) => part.trim()))].filter((part) => part !== '')
}

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

function fieldOf({ filled, fault, voice }: FormProps): FieldOf {
  const words = subsidiesText[voice.locale]
  const told = (pointer: string) => {
    const found = fault?.faults.find((one) => one.pointer === pointer)
    if (!found) return {}
    return { fault: pointer === '/scope' ? words.notFound(found.expected ?? '') : words.wrong }
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
