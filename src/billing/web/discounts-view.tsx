import { inTierOrder, tierName } from '../../firms/tier-name.ts'
import { byName } from '../../platform/i18n/by-name.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { langOf } from '../../platform/i18n/script.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { Field, FormKey, Select } from '../../platform/ui/form-parts.tsx'
import type { Choice, ListedDiscount } from '../reads/price-lists.ts'
import { Facilities, Head, NameFields, Submit, type PriceListsProps } from './price-lists-view.tsx'
import { priceListsText } from './price-lists.text.ts'
import { lastText, momentText } from './rate-words.ts'

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
      <SubjectSearch {...props} />
      <DiscountForm {...props} />
    </>
  )
}

function DiscountRow({ one, lists, formKey, voice }: PriceListsProps & { readonly one: ListedDiscount }) {
  const words = priceListsText[voice.locale]
  const name = nameIn(one.names, voice.locale)
  const isOver = one.validUntil !== null && one.validUntil <= lists.now
  const said = [
    subjectOf(one, voice),
    one.facility === null ? null : nameIn(one.facility, voice.locale),
    one.resourceTag === '' ? null : one.resourceTag,
    one.window === null ? null : words.windows[one.window],
    words.since(momentText(one.validFrom, voice), one.validUntil === null ? null : lastText(one.validUntil, voice)),
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

function subjectOf({ subjectKind, subject, ...one }: ListedDiscount, voice: Voice): string {
  const words = priceListsText[voice.locale]
  const firm = one.firm === null ? '' : nameIn(one.firm, voice.locale)
  switch (subjectKind) {
    case 'everyone':
      return words.subjects.everyone
    case 'tier':
      return `${words.subjects.tier}: ${tierName(subject, voice.locale)}`
    case 'firm':
      return firm
    case 'project':
      return `${firm} ${subject}`
  }
}

function DiscountForm(props: PriceListsProps) {
  const { lists, filled, formKey, voice } = props
  const words = priceListsText[voice.locale]
  const of = (name: string) => filled[name] ?? ''
  return (
    <form method="post" action="/f/discounts" class="rate-form" id="add">
      <h2>{words.add}</h2>
      <FormKey value={formKey} />
      <input type="hidden" name="of" value={lists.search} />
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

/** One question for whom, so that nothing that can't be is chosen. */
function Subject({ lists, filled, voice }: PriceListsProps) {
  const words = priceListsText[voice.locale]
  const { locale } = voice
  return (
    <Select
      label={words.subject}
      name="whose"
      value={filled['whose'] ?? 'everyone'}
      hint={words.subjectHint}
      options={[{ value: 'everyone', text: words.subjects.everyone }]}
      groups={[
        {
          label: words.subjects.tier,
          options: inTierOrder(lists.tiers).map((tier) => ({ value: `tier:${tier}`, text: tierName(tier, locale) })),
        },
        { label: words.subjects.firm, options: byName(lists.firms, namesOfChoice, locale).map(optionIn(voice)) },
        ...byName(lists.projectsOf, namesOfChoice, locale).map((firm) => ({
          label: words.projectsOf(nameIn(firm.names, locale)),
          options: firm.projects.map(({ id, code, name }) => ({ value: id, text: `${code} ${name}` })),
        })),
      ]}
    />
  )
}

const namesOfChoice = ({ names }: Choice) => names

const optionIn = (voice: Voice) => (one: Choice) => ({ value: one.id, text: nameIn(one.names, voice.locale) })

/** Where a park has more firms and projects than a choice can hold: by name, without the rest of the form. */
function SubjectSearch({ lists, voice }: PriceListsProps) {
  const words = priceListsText[voice.locale]
  if (!lists.hasMore && lists.search === '') return null
  return (
    <form method="get" action="/f/discounts" class="fields" id="look">
      <Field label={words.look} name="of" type="search" value={lists.search} maxlength={80} />
      <button class="button quiet" type="submit">
        {words.lookFor}
      </button>
    </form>
  )
}
