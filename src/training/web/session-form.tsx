import { addDays, dayOf } from '../../kernel/wall-clock.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { Field, FormKey, Select } from '../../platform/ui/form-parts.tsx'
import type { KindPage } from '../reads/kind-page.ts'
import { longestValidMonths, mostSeats } from '../training-session.ts'
import { kindPath } from './paths.ts'
import { trainingText, type TrainingWords } from './training.text.ts'

export interface FilledSession {
  readonly facility: string
  readonly date: string
  readonly from: string
  readonly to: string
  readonly place: string
  readonly trainer: string
  readonly seats: string
  readonly months: string
  /** Which sentence stands at which field. */
  readonly faults: { readonly [K in 'date' | 'from' | 'to']?: 'pastTime' | 'noSuchTime' | 'endsFirst' }
}

interface SessionFormProps {
  readonly page: KindPage
  readonly filled?: FilledSession
  readonly voice: Voice
}

/** A session to be offered. */
export function SessionForm({ page, filled, voice }: SessionFormProps) {
  const words = trainingText[voice.locale]
  const today = dayOf(voice.now, voice.zone).date
  const given = filled ?? emptyForm(page, addDays(today, 7))
  const fault = (name: 'date' | 'from' | 'to') => {
    const key = filled?.faults[name]
    return key === undefined ? {} : { fault: words[key] }
  }
  const facilities = page.facilities.map((one) => ({ value: one.id, text: nameIn(one, voice.locale) }))
  return (
    <form method="post" action={`${kindPath(page.kind.id)}/sessions`}>
      <FormKey value={page.formKey} />
      {facilities.length > 1 ? (
        <Select label={words.facility} name="facility" options={facilities} value={given.facility} required />
      ) : (
        <input type="hidden" name="facility" value={given.facility} />
      )}
      <Field label={words.date} name="date" type="date" min={today} value={given.date} required {...fault('date')} />
      <div class="fields">
        <Field label={words.from} name="from" type="time" value={given.from} required {...fault('from')} />
        <Field label={words.to} name="to" type="time" value={given.to} required {...fault('to')} />
      </div>
      <Field label={words.place} name="place" value={given.place} maxlength={100} required />
      <Field label={words.trainer} name="trainer" value={given.trainer} maxlength={100} required />
      <SeatFields given={given} words={words} />
      <button class="button main" type="submit">
        {words.offer}
      </button>
    </form>
  )
}

function SeatFields({ given, words }: { given: Pick<FilledSession, 'seats' | 'months'>; words: TrainingWords }) {
  return (
    <div class="fields">
      <Field label={words.seats} name="seats" type="number" min={1} max={mostSeats} value={given.seats} required />
      <Field
        label={words.months}
        name="months"
        type="number"
        min={1}
        max={longestValidMonths}
        value={given.months}
        hint={words.monthsHint}
        required
      />
    </div>
  )
}

function emptyForm({ facilities, viewer }: KindPage, date: string): Omit<FilledSession, 'faults'> {
  const [first] = facilities
  const times = { date, from: '14:00', to: '16:00' }
  return { facility: first?.id ?? '', ...times, place: '', trainer: viewer.name, seats: '6', months: '12' }
}
