import type { Names } from '../../deps.ts'
import { unitIdText, type BookingId, type UnitId } from '../../kernel/id.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Locale } from '../../platform/i18n/locale.ts'
import { Field, FormKey, Select, TextField } from '../../platform/ui/form-parts.tsx'
import type { Unit } from '../../resources/resource.ts'
import { mostWords } from '../fault.ts'
import { faultsText } from './faults.text.ts'

export interface ReportViewProps {
  readonly names: Names
  readonly units: readonly Unit[]
  readonly filled: FilledReport
  /** False where photos have nowhere to lie. */
  readonly takesPhotos: boolean
  readonly faults?: { readonly words?: string; readonly photo?: string }
  readonly formKey: string
  /** Where the form goes. */
  readonly path: string
  readonly locale: Locale
}

export interface FilledReport {
  readonly unitId: UnitId | null
  readonly bookingId: BookingId | null
  readonly usable: boolean | null
  readonly words: string
}

/** What is wrong, in words, and a photo where they are taken. */
export function ReportView(props: ReportViewProps) {
  const { names, units, filled, takesPhotos, faults = {}, formKey, path, locale } = props
  const words = faultsText[locale]
  return (
    <>
      <p class="over">{nameIn(names, locale)}</p>
      <h1>{words.title}</h1>
      <form method="post" action={path} enctype={takesPhotos ? 'multipart/form-data' : undefined}>
        <FormKey value={formKey} />
        {filled.bookingId === null ? null : <input type="hidden" name="booking" value={filled.bookingId} />}
        <Which units={units} filled={filled} locale={locale} />
        <TextField
          label={words.words}
          name="words"
          value={filled.words}
          hint={words.wordsHint}
          maxlength={mostWords}
          required
          {...(faults.words === undefined ? {} : { fault: faults.words })}
        />
        {takesPhotos ? (
          <Field
            label={words.photo}
            name="photo"
            type="file"
            accept="image/jpeg,image/png,image/webp"
            hint={words.photoHint}
            {...(faults.photo === undefined ? {} : { fault: faults.photo })}
          />
        ) : null}
        <p class="actions">
          <button class="button main" type="submit">
            {words.send}
          </button>
        </p>
      </form>
    </>
  )
}

/** Whether it still works, and which unit it is where there are several. */
function Which({ units, filled, locale }: Pick<ReportViewProps, 'units' | 'filled' | 'locale'>) {
  const words = faultsText[locale]
  const active = units.filter(({ state }) => state === 'active')
  return (
    <>
      <fieldset class="slots">
        <legend>{words.how}</legend>
        <div class="choices">
          <Usable value="0" text={words.notUsable} checked={filled.usable === false} />
          <Usable value="1" text={words.usable} checked={filled.usable === true} />
        </div>
      </fieldset>
      {active.length < 2 ? null : (
        <Select
          label={words.unit}
          name="unit"
          value={filled.unitId === null ? '' : unitIdText(filled.unitId)}
          options={[
            { value: '', text: words.anyUnit },
            ...active.map(({ id, name }) => ({ value: unitIdText(id), text: name })),
          ]}
        />
      )}
    </>
  )
}

function Usable({ value, text, checked }: { value: '0' | '1'; text: string; checked: boolean }) {
  return (
    <label class="slot">
      <input type="radio" name="usable" value={value} checked={checked} required />
      <span class="when">{text}</span>
    </label>
  )
}
