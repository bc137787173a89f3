import { address } from '../../platform/http/address.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { langOf } from '../../platform/i18n/script.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { Field, Select } from '../../platform/ui/form-parts.tsx'
import type { RatedResource, RateFilter, RateList } from '../reads/rate-list.ts'
import { ratesInTime } from '../reads/resource-rates.ts'
import { queryOfRates, rateDraftPath, rateFilePath, ratePath, ratesPath } from './rate-paths.ts'
import { categoryName, momentText } from './rate-words.ts'
import { priceListsText } from './price-lists.text.ts'
import { ratesText } from './rates.text.ts'

export interface RateListProps {
  readonly list: RateList
  readonly filter: RateFilter
  readonly cursor: string | null
  readonly mayPublish: boolean
  readonly voice: Voice
}

/** What every resource costs whom, today and as it is to come. */
export function RateListView(props: RateListProps) {
  const { list, filter, cursor, mayPublish, voice } = props
  const words = ratesText[voice.locale]
  return (
    <>
      <h1>{words.title}</h1>
      {mayPublish ? (
        <p class="actions">
          <a class="button" href={rateDraftPath}>
            {words.byFile}
          </a>
          <a class="button" id="save" href={address(rateFilePath, queryOfRates(filter))}>
            {words.save}
          </a>
          <a class="button" href="/f/consumables">
            {priceListsText[voice.locale].consumables}
          </a>
          <a class="button" href="/f/discounts">
            {priceListsText[voice.locale].discounts}
          </a>
        </p>
      ) : (
        <p class="quiet">{words.readOnly}</p>
      )}
      <FilterForm {...props} />
      <p class="quiet" id="found">
        {list.count === 0 ? words.none : words.found(list.count)}
      </p>
      {list.resources.length === 0 ? null : <RateTable {...props} />}
      {cursor === null ? null : (
        <p>
          <a class="button" id="more" href={address(ratesPath, { ...queryOfRates(filter), cursor })}>
            {words.more}
          </a>
        </p>
      )}
    </>
  )
}

function FilterForm({ list, filter, voice }: RateListProps) {
  const words = ratesText[voice.locale]
  return (
    <form method="get" action={ratesPath} role="search" class="fields rate-filter">
      <Field label={words.words} name="q" type="search" value={filter.words} maxlength={100} />
      {list.facilities.length < 2 ? null : (
        <Select
          label={words.facility}
          name="facility"
          value={filter.facility}
          options={[
            { value: '', text: words.any },
            ...list.facilities.map((one) => ({ value: one.id, text: nameIn(one, voice.locale) })),
          ]}
        />
      )}
      <Select
        label={words.show}
        name="show"
        value={filter.show}
        options={(['', 'coming', 'missing'] as const).map((value) => ({ value, text: words.shows[value] }))}
      />
      <button class="button" type="submit">
        {words.find}
      </button>
    </form>
  )
}

function RateTable({ list, voice }: RateListProps) {
  const words = ratesText[voice.locale]
  return (
    <table class="rate-table">
      <thead>
        <tr>
          <th scope="col">{words.columns.resource}</th>
          {list.categories.map((category) => (
            <th scope="col" class="number">
              {categoryName(category, voice)}
            </th>
          ))}
          <th scope="col">{words.columns.coming}</th>
        </tr>
      </thead>
      <tbody>
        {list.resources.map((one) => (
          <Row one={one} list={list} voice={voice} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ one, list, voice }: { one: RatedResource; list: RateList; voice: Voice }) {
  const words = ratesText[voice.locale]
  const name = nameIn(one.names, voice.locale)
  const coming = list.categories.flatMap((category) => ratesInTime(one.rates.get(category) ?? [], list.now).coming)
  const first = coming.toSorted((a, b) => a.validFrom - b.validFrom)[0]
  return (
    <tr>
      <th scope="row">
        <a class="what touch" href={ratePath(one.id)} lang={langOf(name, voice.locale)}>
          {name}
        </a>
        <small>
          {one.assetNumber} · {nameIn(one.facility, voice.locale)}
        </small>
      </th>
      {list.categories.map((category) => (
        <td class="number" data-label={categoryName(category, voice)}>
          <Price one={one} category={category} list={list} voice={voice} />
        </td>
      ))}
      <td data-label={words.columns.coming} class={first === undefined ? 'empty' : undefined}>
        {first === undefined ? null : words.from(momentText(first.validFrom, voice))}
      </td>
    </tr>
  )
}

interface PriceProps {
  readonly one: RatedResource
  readonly category: string
  readonly list: RateList
  readonly voice: Voice
}

/** The price by which it is known: by the hour, unless only samples or runs are paid for. */
function Price({ one, category, list, voice }: PriceProps) {
  const words = ratesText[voice.locale]
  const { inForce } = ratesInTime(one.rates.get(category) ?? [], list.now)
  if (inForce === null) return <span class="amber">{words.noPrice}</span>
  const { perHourMinor, perSampleMinor, perRunMinor, bands } = inForce.terms
  const { terms } = words
  const said =
    perHourMinor > 0 || perSampleMinor + perRunMinor === 0
      ? terms.perHour(voice.money(perHourMinor))
      : perSampleMinor > 0
        ? terms.perSample(voice.money(perSampleMinor))
        : terms.perRun(voice.money(perRunMinor))
  return (
    <span>
      {said}
      {bands.length === 0 ? null : <small>{words.moreBands(bands.length)}</small>}
    </span>
  )
}
