import { nameIn } from '../../platform/i18n/name-in.ts'
import { Check, Field, Select } from '../../platform/ui/form-parts.tsx'
import { timelinePath } from './paths.ts'
import type { TimelineViewProps } from './timeline-view.tsx'
import { timelineText } from './timeline.text.ts'

/** What the timeline shows: a form whose address can be shared. */
export function Filter({ timeline, date, form, isFiltered, voice }: TimelineViewProps & { isFiltered: boolean }) {
  const words = timelineText[voice.locale]
  const { facilities, categories } = timeline
  const optionsOf = (all: string, list: typeof facilities | typeof categories) => [
    { value: '', text: all },
    ...list.map((one) => ({ value: one.id, text: nameIn(one, voice.locale) })),
  ]
  return (
    <details class="line-more" open={isFiltered}>
      <summary>{words.filter}</summary>
      <form class="line-filter" method="get" action="/m/timeline" role="search">
        {form.view === 'week' ? <input type="hidden" name="view" value="week" /> : null}
        <Field label={words.date} name="date" type="date" value={date} />
        {facilities.length < 2 ? null : (
          <Select
            label={words.facility}
            name="facility"
            value={form.facility}
            options={optionsOf(words.everyFacility, facilities)}
          />
        )}
        {categories.length < 2 ? null : (
          <Select
            label={words.category}
            name="category"
            value={form.category}
            options={optionsOf(words.everyCategory, categories)}
          />
        )}
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
