import { nameIn } from '../../platform/i18n/name-in.ts'
import { langOf } from '../../platform/i18n/script.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { Field, FormKey, Select } from '../../platform/ui/form-parts.tsx'
import type { Choice, ListedConsumable, PriceLists } from '../reads/price-lists.ts'
import { ratesPath } from './rate-paths.ts'
import { ratesText } from './rates.text.ts'
import { priceListsText, type PriceListFault } from './price-lists.text.ts'
import type { Filled } from './read-rate-form.ts'

export interface PriceListsProps {
  readonly lists: PriceLists
  readonly filled: Filled
  readonly fault: PriceListFault | null
  readonly formKey: string
  readonly voice: Voice
}

/** What facilities sell with a use. */
export function ConsumablesView(props: PriceListsProps) {
  const { lists, filled, formKey, voice } = props
  const words = priceListsText[voice.locale]
  return (
    <>
      <Head title={words.consumables} intro={words.consumablesIntro} {...props} />
      {lists.consumables.length === 0 ? <p>{words.none}</p> : null}
      <ul class="rows" id="consumables">
        {lists.consumables.map((one) => (
          <ConsumableRow one={one} {...props} />
        ))}
      </ul>
      <form method="post" action="/f/consumables" class="rate-form" id="add">
        <h2>{words.add}</h2>
        <FormKey value={formKey} />
        <NameFields {...props} />
        <div class="fields">
          <Facilities choices={lists.facilities} filled={filled} voice={voice} />
          <Field label={words.asset} name="asset" value={filled['asset'] ?? ''} hint={words.assetHint} maxlength={60} />
        </div>
        <div class="fields">
          <Field label={words.price} name="price" value={filled['price'] ?? ''} maxlength={20} required />
          <Field label={words.tax} name="tax" value={filled['tax'] ?? '13'} maxlength={6} />
        </div>
        <Submit text={words.add} />
      </form>
    </>
  )
}

function ConsumableRow({ one, formKey, voice }: PriceListsProps & { readonly one: ListedConsumable }) {
  const words = priceListsText[voice.locale]
  const name = nameIn(one.names, voice.locale)
  return (
    <li class="row">
      <span>
        <strong lang={langOf(name, voice.locale)}>{name}</strong>
        <small>
          {nameIn(one.facility, voice.locale)} · {one.assetNumber ?? words.anyResource} ·{' '}
          {ratesText[voice.locale].terms.tax(String(one.taxBasisPoints / 100))}
        </small>
      </span>
      <b>{voice.money(one.unitMinor)}</b>
      <form method="post" action={`/f/consumables/${one.id}/retirement`}>
        <FormKey value={formKey} />
        <button class="button" type="submit">
          {words.retire}
        </button>
      </form>
    </li>
  )
}

export interface HeadProps extends PriceListsProps {
  readonly title: string
  readonly intro: string
}

export function Head({ title, intro, fault, voice }: HeadProps) {
  return (
    <>
      <p class="over">
        <a href={ratesPath}>{ratesText[voice.locale].title}</a>
      </p>
      <h1>{title}</h1>
      <p>{intro}</p>
      {fault === null ? null : (
        <p class="notice bad" id="refused" role="alert">
          {priceListsText[voice.locale].faults[fault]}
        </p>
      )}
    </>
  )
}

export function NameFields({ filled, voice }: PriceListsProps) {
  const words = priceListsText[voice.locale]
  const names = ['hans', 'hant', 'en'] as const
  return (
    <>
      <div class="fields">
        {names.map((name, at) => (
          <Field label={words.names[at] ?? ''} name={name} value={filled[name] ?? ''} maxlength={80} />
        ))}
      </div>
      <p class="hint">{words.namesHint}</p>
    </>
  )
}

export interface FacilitiesProps {
  readonly choices: readonly Choice[]
  readonly filled: Filled
  readonly voice: Voice
  readonly all?: boolean
}

export function Facilities({ choices, filled, voice, all = false }: FacilitiesProps) {
  const words = priceListsText[voice.locale]
  return (
    <Select
      label={words.facility}
      name="facility"
      value={filled['facility'] ?? ''}
      options={[
        ...(all ? [{ value: '', text: words.everyFacility }] : []),
        ...choices.map((one) => optionOf(one, voice)),
      ]}
    />
  )
}

function optionOf({ id, names }: Choice, { locale }: Voice) {
  return { value: id, text: nameIn(names, locale) }
}

export function Submit({ text }: { readonly text: string }) {
  return (
    <p class="actions">
      <button class="button main" type="submit">
        {text}
      </button>
    </p>
  )
}
