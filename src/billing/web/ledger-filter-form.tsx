import type { Locale } from '../../platform/i18n/locale.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { Field, Select } from '../../platform/ui/form-parts.tsx'
import { entryKinds, kindWord } from '../ledger-kinds.ts'
import type { Choice, LedgerSheet } from '../reads/ledger.ts'
import { ledgerPath, type LedgerFilter } from './ledger-filter.ts'
import { ledgerText } from './ledger.text.ts'

export interface FilterFormProps {
  readonly sheet: LedgerSheet
  readonly filter: LedgerFilter
  readonly isPark: boolean
  readonly locale: Locale
}

/** What the ledger is asked for, as a form whose answer is an address that can be kept and shared. */
export function FilterForm({ sheet, filter, isPark, locale }: FilterFormProps) {
  const text = ledgerText[locale]
  const { period, from, to } = filter
  return (
    <form method="get" action={ledgerPath} class="ledger-filter">
      <div class="filter-row">
        <Field label={text.period} name="period" type="month" value={period ?? ''} />
        <Field label={text.from} name="from" type="date" value={from ?? ''} />
        <Field label={text.to} name="to" type="date" value={to ?? ''} />
      </div>
      <More sheet={sheet} filter={filter} isPark={isPark} locale={locale} />
      <div class="actions">
        <button class="button" type="submit">
          {text.show}
        </button>
        <a class="button quiet" href={ledgerPath}>
          {text.clear}
        </a>
      </div>
    </form>
  )
}

/** Everything but the time: open where some of it is asked for. */
function More({ sheet, filter, isPark, locale }: FilterFormProps) {
  const text = ledgerText[locale]
  const { period: _, from: __, to: ___, ...others } = filter
  const asked = Object.values(others).some((value) => value !== undefined && value !== '')
  const kinds = entryKinds.map((kind) => ({ value: kind, text: kindWord(kind, locale) }))
  return (
    <details open={asked}>
      <summary>{text.filter}</summary>
      <div class="filter-row">
        {isPark ? <Chosen label={text.firm} name="firm" among={sheet.firms} filter={filter} locale={locale} /> : null}
        <Chosen label={text.facility} name="facility" among={sheet.facilities} filter={filter} locale={locale} />
        <Typed label={text.resource} hint={text.resourceHint} name="resource" filter={filter} />
        <Typed label={text.project} hint={text.projectHint} name="project" filter={filter} />
        <Typed label={text.person} hint={text.personHint} name="person" filter={filter} />
        <Select
          label={text.kind}
          name="kind"
          value={filter.kind ?? ''}
          options={[{ value: '', text: text.any }, ...kinds]}
        />
        <YesOrNo label={text.stated} name="stated" words={[text.any, text.onStatement, text.onNone]} filter={filter} />
        <YesOrNo label={text.late} name="late" words={[text.any, text.lateOnly, text.inTime]} filter={filter} />
      </div>
    </details>
  )
}

interface ChosenProps extends Pick<FilterFormProps, 'filter' | 'locale'> {
  readonly label: string
  readonly name: 'firm' | 'facility'
  readonly among: readonly Choice[]
}

function Chosen({ label, name, among, filter, locale }: ChosenProps) {
  const choices = among.map(({ id, ...names }) => ({ value: id, text: nameIn(names, locale) }))
  const value = filter[name] ?? ''
  const isThere = value === '' || choices.some((choice) => choice.value === value)
  const options = [
    { value: '', text: ledgerText[locale].any },
    ...choices,
    ...(isThere ? [] : [{ value, text: value }]),
  ]
  return <Select label={label} name={name} value={value} options={options} />
}

interface TypedProps {
  readonly label: string
  readonly hint: string
  readonly name: 'resource' | 'project' | 'person'
  readonly filter: LedgerFilter
}

function Typed({ label, hint, name, filter }: TypedProps) {
  return <Field label={label} hint={hint} name={name} value={filter[name] ?? ''} maxlength={120} />
}

interface YesOrNoProps {
  readonly label: string
  readonly name: 'stated' | 'late'
  readonly words: readonly [any: string, yes: string, no: string]
  readonly filter: LedgerFilter
}

function YesOrNo({ label, name, words: [any, yes, no], filter }: YesOrNoProps) {
  const options = [
    { value: '', text: any },
    { value: 'yes', text: yes },
    { value: 'no', text: no },
  ]
  return <Select label={label} name={name} value={filter[name] ?? ''} options={options} />
}
