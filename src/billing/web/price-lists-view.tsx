import { nameIn } from '../../platform/i18n/name-in.ts'
import { langOf } from '../../platform/i18n/script.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { Field, FormKey, Select } from '../../platform/ui/form-parts.tsx'
import { discountSubjects } from '../commands/set-discount.ts'
import type { Choice, ListedConsumable, ListedDiscount, PriceLists } from '../reads/price-lists.ts'
import { ratesPath } from './rate-paths.ts'
import { momentText } from './rate-words.ts'
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

/** Reductions, with their dates. */
export function DiscountsView(props: PriceListsProps) {
  const { lists, voice } = props
  const words = priceListsText[voice.locale]
  return (
    <>
      <Head title={words.discounts} intro={words.discountsIntro} {...props} />
      {lists.discounts.length === 0 ? <p>{words.none}</p> : null}
      <ul class="rows" id="discounts">
        {lists.discounts.map((one) => (
          <DiscountRow one={one} {...props} />
        ))}
      </ul>
      <DiscountForm {...props} />
    </>
  )
}

function DiscountRow({ one, lists, formKey, voice }: PriceListsProps & { readonly one: ListedDiscount }) {
  const words = priceListsText[voice.locale]
  const name = nameIn(one.names, voice.locale)
  const isOver = one.validUntil !== null && one.validUntil <= lists.now
  const said = [
    one.subjectKind === 'everyone' ? words.subjects.everyone : one.subject,
    one.facility === null ? null : nameIn(one.facility, voice.locale),
    one.resourceTag === '' ? null : one.resourceTag,
    one.window === null ? null : words.windows[one.window],
    words.since(momentText(one.validFrom, voice), one.validUntil === null ? null : momentText(one.validUntil, voice)),
  ]
  const tiers = one.tiers.map(([hours, percent]) =>
    one.window === null ? words.off(percent) : words.tierSaid(hours, percent),
  )
  return (
    <li class="row">
      <span>
        <strong lang={langOf(name, voice.locale)}>{name}</strong>
        <small>{said.filter((text) => text !== null).join(' · ')}</small>
      </span>
      <b>{isOver ? words.ended : tiers.join('; ')}</b>
      {isOver ? null : (
        <form method="post" action={`/f/discounts/${one.id}/end`}>
          <FormKey value={formKey} />
          <button class="button" type="submit">
            {words.end}
          </button>
        </form>
      )}
    </li>
  )
}

function DiscountForm(props: PriceListsProps) {
  const { lists, filled, formKey, voice } = props
  const words = priceListsText[voice.locale]
  const of = (name: string) => filled[name] ?? ''
  return (
    <form method="post" action="/f/discounts" class="rate-form" id="add">
      <h2>{words.add}</h2>
      <FormKey value={formKey} />
      <NameFields {...props} />
      <Subject {...props} />
      <div class="fields">
        <Facilities choices={lists.facilities} filled={filled} voice={voice} all />
        <Field label={words.tag} name="tag" value={of('tag')} maxlength={40} />
      </div>
      <div class="fields">
        <Select
          label={words.window}
          name="window"
          value={of('window')}
          options={(['none', 'month', 'year'] as const).map((value) => ({ value, text: words.windows[value] }))}
        />
        <Field label={words.tiers} name="tiers" value={of('tiers')} hint={words.tiersHint} maxlength={120} required />
      </div>
      <div class="fields">
        <Field label={words.from} name="from" type="date" value={of('from')} />
        <Field label={words.until} name="until" type="date" value={of('until')} />
      </div>
      <Submit text={words.add} />
    </form>
  )
}

function Subject({ lists, filled, voice }: PriceListsProps) {
  const words = priceListsText[voice.locale]
  return (
    <div class="fields">
      <Select
        label={words.subject}
        name="subject"
        value={filled['subject'] ?? ''}
        options={discountSubjects.map((value) => ({ value, text: words.subjects[value] }))}
      />
      <Select
        label={words.firm}
        name="firm"
        value={filled['firm'] ?? ''}
        options={[{ value: '', text: '—' }, ...lists.firms.map((one) => optionOf(one, voice))]}
      />
      <Field label={words.code} name="code" value={filled['code'] ?? ''} hint={words.codeHint} maxlength={64} />
    </div>
  )
}

interface HeadProps extends PriceListsProps {
  readonly title: string
  readonly intro: string
}

function Head({ title, intro, fault, voice }: HeadProps) {
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

function NameFields({ filled, voice }: PriceListsProps) {
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

interface FacilitiesProps {
  readonly choices: readonly Choice[]
  readonly filled: Filled
  readonly voice: Voice
  readonly all?: boolean
}

function Facilities({ choices, filled, voice, all = false }: FacilitiesProps) {
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

function Submit({ text }: { readonly text: string }) {
  return (
    <p class="actions">
      <button class="button main" type="submit">
        {text}
      </button>
    </p>
  )
}
