import { dayOf } from '../../kernel/wall-clock.ts'
import { ConditionFields } from '../../knowledge/web/condition-view.tsx'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { findTextIn } from './find-text.ts'
import type { FindForm, FindViewProps } from './find-view.tsx'

const kinds = ['instrument', 'space', 'expert'] as const
const lengths = [30, 60, 90, 120, 180, 240, 360, 480]

/** A form of GET: every search is an address that can be shared. */
export function FindFormView({ found, form, voice }: FindViewProps) {
  const words = findTextIn(voice.locale)
  const { category, mine } = form
  const filtered = isFiltered(form)
  return (
    <form class="find" method="get" action="/find" role="search">
      <div class="search">
        <label for="q">{words.words}</label>
        <div class="search-line">
          <input id="q" name="q" type="search" maxlength={100} placeholder={words.wordsHint} value={form.q} />
          <button class="button main" type="submit">
            {words.find}
          </button>
        </div>
      </div>
      {category ? <input type="hidden" name="category" value={category} /> : null}
      <details class="filters" open={filtered}>
        <summary>{words.filters}</summary>
        <div class="fields">
          <Kinds form={form} voice={voice} />
          <Facilities found={found} form={form} voice={voice} />
          <Buildings found={found} form={form} voice={voice} />
        </div>
        <Times form={form} voice={voice} />
        <ConditionFields form={form} voice={voice} />
        <label class="check">
          <input type="checkbox" name="mine" value="1" checked={mine === '1'} />
          {words.mine}
        </label>
        {filtered || form.q !== '' ? (
          <p class="beside">
            <a href="/find">{words.clear}</a>
          </p>
        ) : null}
      </details>
    </form>
  )
}

function isFiltered(form: FindForm): boolean {
  const { q: _, minutes: __, ...conditions } = form
  return Object.values(conditions).some(Boolean)
}

function Kinds({ form, voice }: Omit<FindViewProps, 'found'>) {
  const words = findTextIn(voice.locale)
  return (
    <p class="field">
      <label for="kind">{words.kind}</label>
      <select id="kind" name="kind">
        <option value="">{words.anyKind}</option>
        {kinds.map((kind) => (
          <option value={kind} selected={kind === form.kind}>
            {words.kinds[kind]}
          </option>
        ))}
      </select>
    </p>
  )
}

function Facilities({ found, form, voice }: FindViewProps) {
  const words = findTextIn(voice.locale)
  return (
    <p class="field">
      <label for="facility">{words.facility}</label>
      <select id="facility" name="facility">
        <option value="">{words.anyFacility}</option>
        {found.facilities.map(({ id, names }) => (
          <option value={id} selected={id === form.facility}>
            {nameIn(names, voice.locale)}
          </option>
        ))}
      </select>
    </p>
  )
}

/** Where to walk to; nothing to choose from in a park of one building. */
function Buildings({ found, form, voice }: FindViewProps) {
  const words = findTextIn(voice.locale)
  const named = new Set(found.facilities.map(({ building }) => building).filter(Boolean))
  const buildings = [...named].toSorted((a, b) => a.localeCompare(b, voice.locale, { numeric: true }))
  if (buildings.length < 2 && !form.building) return null
  return (
    <p class="field">
      <label for="building">{words.building}</label>
      <select id="building" name="building">
        <option value="">{words.anyBuilding}</option>
        {buildings.map((building) => (
          <option value={building} selected={building === form.building}>
            {building}
          </option>
        ))}
      </select>
    </p>
  )
}

function Times({ form, voice }: Omit<FindViewProps, 'found'>) {
  const words = findTextIn(voice.locale)
  const today = dayOf(voice.now, voice.zone).date
  return (
    <fieldset>
      <legend>{words.when}</legend>
      <div class="fields">
        <p class="field">
          <label for="date">{words.date}</label>
          <input id="date" name="date" type="date" min={today} value={form.date ?? ''} />
        </p>
        <p class="field">
          <label for="from">{words.from}</label>
          <input id="from" name="from" type="time" value={form.from ?? ''} />
        </p>
        <p class="field">
          <label for="until">{words.until}</label>
          <input id="until" name="until" type="time" value={form.until ?? ''} />
        </p>
        <p class="field">
          <label for="minutes">{words.length}</label>
          <select id="minutes" name="minutes">
            {[...new Set([...lengths, form.minutes])]
              .toSorted((a, b) => a - b)
              .map((minutes) => (
                <option value={minutes} selected={minutes === form.minutes}>
                  {voice.minutes(minutes)}
                </option>
              ))}
          </select>
        </p>
      </div>
    </fieldset>
  )
}
