import type { Child } from 'hono/jsx'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { langOf } from '../../platform/i18n/script.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { FormKey, Select } from '../../platform/ui/form-parts.tsx'
import { ratesInTime, type HeldRate, type ResourceRates } from '../reads/resource-rates.ts'
import { chargeBases } from '../tariff.ts'
import { RateForm } from './rate-form.tsx'
import { ratePath, ratesPath } from './rate-paths.ts'
import { categoryName, lastText, momentText, termsInWords } from './rate-words.ts'
import { ratesText, type RatesText } from './rates.text.ts'
import type { Filled } from './read-rate-form.ts'

export interface ResourceRatesProps {
  readonly rates: ResourceRates
  readonly category: string
  readonly mayPublish: boolean
  readonly filled: Filled
  readonly faults: Filled
  /** Why nothing was published. */
  readonly refused: readonly string[]
  readonly done: keyof RatesText['done'] | null
  readonly formKeys: readonly string[]
  readonly voice: Voice
  /** The price tester. */
  readonly children?: Child
}

/** One resource's prices for one price category: in force, to come, before; publishing another; trying them. */
export function ResourceRatesView(props: ResourceRatesProps) {
  const { rates, category, mayPublish, refused, done, formKeys, voice, children } = props
  const words = ratesText[voice.locale]
  const name = nameIn(rates.names, voice.locale)
  return (
    <>
      <p class="over">
        <a href={ratesPath}>{words.title}</a>
      </p>
      <h1 lang={langOf(name, voice.locale)}>{name}</h1>
      <p class="quiet">
        {rates.assetNumber} · {nameIn(rates.facility, voice.locale)}
      </p>
      {done === null ? null : (
        <p class="notice good" id="done" role="status">
          {words.done[done]}
        </p>
      )}
      {refused.length === 0 ? null : (
        <div class="notice bad" id="refused" role="alert">
          <strong>{words.refused.head}</strong>
          {refused.map((sentence) => (
            <p>{sentence}</p>
          ))}
        </div>
      )}
      <Categories {...props} />
      <div class="rate-columns">
        <div>
          <Timeline {...props} />
          <Basis {...props} />
        </div>
        <div>{children}</div>
      </div>
      {mayPublish ? <RateForm {...props} formKey={formKeys[0] ?? ''} category={category} /> : null}
      {mayPublish ? null : <p class="quiet">{words.readOnly}</p>}
    </>
  )
}

function Categories({ rates, category, voice }: ResourceRatesProps) {
  return (
    <nav class="lengths" aria-label={ratesText[voice.locale].priceFor} id="categories">
      {rates.categories.map((one) => (
        <a
          class="chip"
          href={ratePath(rates.id, { category: one })}
          aria-current={one === category ? 'true' : undefined}
        >
          {categoryName(one, voice)}
        </a>
      ))}
    </nav>
  )
}

function Timeline(props: ResourceRatesProps) {
  const { rates, category, voice } = props
  const words = ratesText[voice.locale]
  const { inForce, coming, past } = ratesInTime(rates.rates.get(category) ?? [], rates.now)
  return (
    <>
      <section aria-labelledby="in-force-title" id="in-force">
        <h2 id="in-force-title">{words.inForce}</h2>
        {inForce === null ? <p class="notice">{words.noneInForce}</p> : <Rate rate={inForce} voice={voice} />}
      </section>
      {coming.length === 0 ? null : (
        <section aria-labelledby="coming-title" id="coming">
          <h2 id="coming-title">{words.coming}</h2>
          {coming.map((rate) => (
            <>
              <Rate rate={rate} voice={voice} />
              <ComingDeeds {...props} rate={rate} />
            </>
          ))}
        </section>
      )}
      {past.length === 0 ? null : (
        <details id="history">
          <summary>
            {words.history} ({past.length})
          </summary>
          {past.map((rate) => (
            <Rate rate={rate} voice={voice} />
          ))}
        </details>
      )}
    </>
  )
}

function Rate({ rate, voice }: { readonly rate: HeldRate; readonly voice: Voice }) {
  const words = ratesText[voice.locale]
  const [first, ...more] = termsInWords(rate.terms, voice)
  const from = momentText(rate.validFrom, voice)
  return (
    <div class="rate">
      <strong class="money">{first}</strong>
      <span class="quiet">
        {rate.validUntil === null
          ? (rate.validFrom > voice.now ? words.from : words.since)(from)
          : words.fromUntil(from, lastText(rate.validUntil, voice))}
      </span>
      <ul>
        {more.map((said) => (
          <li>{said}</li>
        ))}
      </ul>
    </div>
  )
}

function ComingDeeds({ rates, category, mayPublish, formKeys, voice, rate }: ResourceRatesProps & { rate: HeldRate }) {
  const words = ratesText[voice.locale]
  if (!mayPublish) return null
  return (
    <div class="verbs">
      <a class="button" href={`${ratePath(rates.id, { category, correct: String(rate.validFrom) })}#publish`}>
        {words.change}
      </a>
      <form method="post" action={`${ratePath(rates.id)}/withdrawal`}>
        <FormKey value={formKeys[1] ?? ''} />
        <input type="hidden" name="category" value={category} />
        <input type="hidden" name="from" value={String(rate.validFrom)} />
        <button class="button" type="submit">
          {words.withdraw}
        </button>
      </form>
    </div>
  )
}

function Basis({ rates, category, mayPublish, formKeys, voice }: ResourceRatesProps) {
  const words = ratesText[voice.locale]
  return (
    <section aria-labelledby="basis-title" id="basis">
      <h2 id="basis-title">{words.basis}</h2>
      {mayPublish ? (
        <form method="post" action={`${ratePath(rates.id)}/charge-basis`} class="fields">
          <FormKey value={formKeys[2] ?? ''} />
          <input type="hidden" name="category" value={category} />
          <Select
            label={<span class="unseen">{words.basis}</span>}
            name="basis"
            value={rates.chargeBasis}
            hint={words.basisNote}
            options={chargeBases.map((value) => ({ value, text: words.bases[value] }))}
          />
          <button class="button" type="submit">
            {words.setBasis}
          </button>
        </form>
      ) : (
        <p>{words.bases[rates.chargeBasis]}</p>
      )}
    </section>
  )
}
