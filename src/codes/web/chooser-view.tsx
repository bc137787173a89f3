import type { Names } from '../../deps.ts'
import { locales, type Locale } from '../../platform/i18n/locale.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { ownNames } from '../../platform/ui/language-choice.tsx'
import { Check, Field, Select } from '../../platform/ui/form-parts.tsx'
import { labelSizes, mostStickers, type LabelSize, type Sticker } from '../label.ts'
import type { StickersFound } from '../reads/stickers.ts'
import { labelsText } from './labels.text.ts'

export interface ChooserViewProps {
  readonly found: StickersFound
  readonly form: ChooserForm
  readonly locale: Locale
}

/** What was looked for, as it stands in the address. */
export interface ChooserForm {
  readonly q: string
  readonly facility: string
  readonly category: string
  readonly wholes: boolean
}

/** Which resources get a label, and how large. */
export function ChooserView({ found, form, locale }: ChooserViewProps) {
  const words = labelsText[locale]
  const { stickers, more } = found
  return (
    <>
      <h1>{words.title}</h1>
      <p>{words.intro}</p>
      <FilterForm found={found} form={form} locale={locale} />
      {more ? <p class="notice">{words.tooMany(mostStickers)}</p> : null}
      {stickers.length === 0 ? (
        <p>{words.nothing}</p>
      ) : (
        <form method="get" action="/m/resources/qr/sheet">
          <fieldset>
            <legend>{words.found(stickers.length)}</legend>
            <ul class="rows pairs">
              {stickers.map((sticker) => (
                <StickerChoice sticker={sticker} locale={locale} />
              ))}
            </ul>
          </fieldset>
          <Looks locale={locale} />
          <p class="actions">
            <button class="button main" type="submit">
              {words.sheet}
            </button>
          </p>
        </form>
      )}
    </>
  )
}

function FilterForm({ found: { facilities, categories }, form, locale }: ChooserViewProps) {
  const words = labelsText[locale]
  const choices = (all: readonly (Names & { readonly id: string })[]) => [
    { value: '', text: words.any },
    ...all.map((one) => ({ value: one.id, text: nameIn(one, locale) })),
  ]
  return (
    <form method="get" action="/m/resources/qr" role="search">
      <Field label={words.words} name="q" type="search" value={form.q} maxlength={100} />
      <div class="fields">
        <Select label={words.facility} name="facility" value={form.facility} options={choices(facilities)} />
        <Select label={words.category} name="category" value={form.category} options={choices(categories)} />
      </div>
      <Check label={words.wholes} name="wholes" checked={form.wholes} />
      <button class="button" type="submit">
        {words.show}
      </button>
    </form>
  )
}

function StickerChoice({ sticker, locale }: { readonly sticker: Sticker; readonly locale: Locale }) {
  const words = labelsText[locale]
  const { code, names, unit, assetNumber, resourceId } = sticker
  return (
    <li class="row">
      <label class="check">
        <input type="checkbox" name="c" value={code} checked />
        <span>
          {nameIn(names, locale)}
          {unit === null ? null : ` · ${words.unit(unit)}`} <span class="quiet">{assetNumber}</span>
        </span>
      </label>
      <a
        class="button"
        href={`/m/resources/${encodeURIComponent(resourceId)}/codes`}
        aria-label={`${words.codes} ${code}`}
      >
        {code}
      </a>
    </li>
  )
}

function Looks({ locale }: { readonly locale: Locale }) {
  const words = labelsText[locale]
  const ordered = [locale, ...locales.filter((one) => one !== locale)]
  return (
    <>
      <fieldset>
        <legend>{words.size}</legend>
        {(Object.keys(labelSizes) as LabelSize[]).map((size) => (
          <label class="check">
            <input type="radio" name="size" value={size} checked={size === 'medium'} />
            <span>{words.sizes[size]}</span>
          </label>
        ))}
      </fieldset>
      <fieldset>
        <legend>{words.languages}</legend>
        {ordered.map((one, index) => (
          <label class="check">
            <input type="checkbox" name="lang" value={one} checked={index === 0} />
            <span lang={one}>{ownNames[one]}</span>
          </label>
        ))}
        <span class="hint">{words.languagesHint}</span>
      </fieldset>
    </>
  )
}
