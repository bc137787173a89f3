import type { Names } from '../../deps.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { Check, Field, Select } from '../../platform/ui/form-parts.tsx'
import { timelinePath } from './paths.ts'
import type { TimelineViewProps } from './timeline-view.tsx'
import { timelineText } from './timeline.text.ts'

/** What the timeline shows: a form whose address can be shared. */
export function Filter({ timeline, date, form, isFiltered, voice }: TimelineViewProps & { isFiltered: boolean }) {
  const words = timelineText[voice.locale]
  const { facilities, categories } = timeline
  return (
    <details class="line-more" open={isFiltered}>
      <summary>{words.filter}</summary>
      <form class="line-filter" method="get" action="/m/timeline" role="search">
        {form.view === 'week' ? <input type="hidden" name="view" value="week" /> : null}
        <Field label={words.date} name="date" type="date" value={date} />
        <Choice
          label={words.facility}
          name="facility"
          value={form.facility}
          all={words.everyFacility}
          list={facilities}
          voice={voice}
        />
        <Choice
          label={words.category}
          name="category"
          value={form.category}
          all={words.everyCategory}
          list={categories}
          voice={voice}
        />
        <Field label={words.words} name="q" type="search" maxlength={100} value={form.q} />
        <Check label={words.onlyBooked} name="booked" checked={form.booked} />
        <button class="button" type="submit">
          {words.show}
        </button>
        {isFiltered ? (
          <a class="touch" href={timelinePath({ date: form.date, view: form.view })}>
            {words.clear}
          </a>
        ) : null}
      </form>
    </details>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly name: string
  readonly value: string
  readonly all: string
  readonly list: readonly (Names & { readonly id: string })[]
  readonly voice: Voice
}

/** One of several, or all of them; with one there is nothing to choose. */
function Choice({ label, name, value, all, list, voice }: ChoiceProps) {
  if (list.length < 2) return null
  const options = [{ value: '', text: all }, ...list.map((one) => ({ value: one.id, text: nameIn(one, voice.locale) }))]
  return <Select label={label} name={name} value={value} options={options} />
}
