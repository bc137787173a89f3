import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { Field, FormKey, Select } from '../../platform/ui/form-parts.tsx'
import { addDays, dayOf } from '../../kernel/wall-clock.ts'
import { approverWords } from '../approver-words.ts'
import type { StandingPage } from '../reads/standing.ts'
import { giverText, subjectKinds } from '../standing.ts'
import { standingPath } from './paths.ts'
import { standingText, type StandingFault } from './standing.text.ts'

/** A form that could not be taken: which, why, and what was typed. */
export interface StandingFaulty {
  readonly form: 'delegate' | 'ahead' | 'safety'
  readonly faults: readonly StandingFault[]
  readonly typed: Readonly<Record<string, string>>
}

interface FormProps {
  readonly page: StandingPage
  readonly faulty: StandingFaulty | null
  readonly voice: Voice
}

export function DelegateForm({ page, faulty, voice }: FormProps) {
  const words = standingText[voice.locale]
  const { typed, fault } = stateOf('delegate', faulty, voice)
  const today = dayOf(voice.now, voice.zone).date
  return (
    <form method="post" action={`${standingPath}/delegates`}>
      <FormKey value={page.formKey} />
      <Field
        label={words.address}
        name="address"
        type="email"
        required
        maxlength={254}
        autocomplete="off"
        hint={words.addressHint}
        value={typed('address')}
        {...fault('address')}
      />
      <div class="inline">
        <Field label={words.from} name="from" type="date" required value={typed('from') || today} {...fault('dates')} />
        <Field
          label={words.until}
          name="to"
          type="date"
          required
          min={today}
          value={typed('to') || addDays(today, 7)}
        />
      </div>
      <button class="button" type="submit">
        {words.name}
      </button>
    </form>
  )
}

export function AheadForm({ page, faulty, voice }: FormProps) {
  const words = standingText[voice.locale]
  const state = stateOf('ahead', faulty, voice)
  const { typed, fault } = state
  const givers = page.givers.map(({ giver, of }) => ({
    value: giverText(giver),
    text: `${approverWords[voice.locale].names[giver.by]} · ${nameIn(of, voice.locale)}`,
  }))
  const kinds = subjectKinds.map((kind) => ({ value: kind, text: words.kinds[kind] }))
  return (
    <form method="post" action={`${standingPath}/ahead`}>
      <FormKey value={page.formKey} />
      <Select label={words.giver} name="giver" value={typed('giver')} options={givers} />
      <div class="inline">
        <Select label={words.kind} name="kind" value={typed('kind')} options={kinds} />
        <Field
          label={words.subject}
          name="subject"
          required
          maxlength={200}
          hint={words.subjectHint}
          value={typed('subject')}
          {...fault('subject')}
        />
      </div>
      <UseFields page={page} state={state} voice={voice} />
      <Field label={words.note} name="note" maxlength={300} value={typed('note')} />
      <button class="button" type="submit">
        {words.give}
      </button>
    </form>
  )
}

interface UseProps extends Pick<FormProps, 'page' | 'voice'> {
  readonly state: ReturnType<typeof stateOf>
}

/** Which use is consented to, how long at most and until when. */
function UseFields({ page, state: { typed, fault }, voice }: UseProps) {
  const words = standingText[voice.locale]
  const today = dayOf(voice.now, voice.zone).date
  const categories = page.categories.map(({ id, names }) => ({ value: id, text: nameIn(names, voice.locale) }))
  const options = [{ value: '', text: words.noCategory }, ...categories]
  const resource = { value: typed('resource'), ...fault('resource') }
  const hours = { value: typed('hours'), ...fault('hours') }
  const until = { value: typed('until') || addDays(today, 365), ...fault('until') }
  return (
    <>
      <div class="inline">
        <Field label={words.resource} name="resource" maxlength={100} hint={words.useHint} {...resource} />
        <Select label={words.category} name="category" value={typed('category')} options={options} />
      </div>
      <div class="inline">
        <Field
          label={words.maxHours}
          name="hours"
          type="number"
          min={1}
          max={8760}
          hint={words.maxHoursHint}
          {...hours}
        />
        <Field label={words.until} name="until" type="date" required min={today} {...until} />
      </div>
    </>
  )
}

export function SafetyForm({ page, faulty, voice }: FormProps) {
  const words = standingText[voice.locale]
  const { typed, fault } = stateOf('safety', faulty, voice)
  const facilities = page.facilities.map(({ id, names }) => ({ value: id, text: nameIn(names, voice.locale) }))
  const wrong = fault('address').fault
  return (
    <form method="post" action={`${standingPath}/safety`} class="inline">
      <FormKey value={page.formKey} />
      <Select label={words.facility} name="facility" value={typed('facility')} options={facilities} />
      <Field
        label={words.officer}
        name="officer"
        type="email"
        required
        maxlength={254}
        autocomplete="off"
        value={typed('officer')}
        {...(wrong === undefined ? {} : { fault: words.noSuchOfficer })}
      />
      <button class="button" type="submit">
        {words.nameOfficer}
      </button>
    </form>
  )
}

function stateOf(form: StandingFaulty['form'], faulty: StandingFaulty | null, voice: Voice) {
  const mine = faulty?.form === form ? faulty : null
  const words = standingText[voice.locale].faults
  return {
    typed: (name: string) => mine?.typed[name] ?? '',
    fault: (kind: StandingFault): { fault?: string } => (mine?.faults.includes(kind) ? { fault: words[kind] } : {}),
  }
}
