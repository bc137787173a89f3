import type { Child } from 'hono/jsx'
import type { ResourceId } from '../../kernel/id.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { Field, Select } from '../../platform/ui/form-parts.tsx'
import { lineText } from '../line-text.ts'
import type { PriceLine } from '../price-line.ts'
import type { Priced } from '../pricing.ts'
import { extrasText } from './extras.text.ts'
import { ratePath } from './rate-paths.ts'
import { categoryName, momentText } from './rate-words.ts'
import { ratesText } from './rates.text.ts'
import type { Tried } from './read-tester.ts'

export interface TesterProps {
  readonly id: ResourceId
  readonly category: string
  readonly tried: Tried
  /** Which firm has which reductions is finance's to know. */
  readonly namesFirms: boolean
  readonly voice: Voice
}

/** Any case, and the very lines that it would be billed with. */
export function TesterView(props: TesterProps) {
  const { id, category, voice } = props
  const words = ratesText[voice.locale].tester
  return (
    <section aria-labelledby="tester-title" id="tester">
      <h2 id="tester-title">{words.title}</h2>
      <p class="quiet">{words.intro}</p>
      <price-tester>
        <form method="get" action={`${ratePath(id)}#tester`}>
          <input type="hidden" name="category" value={category} />
          <CaseFields {...props} />
          <p class="actions">
            <button class="button" type="submit">
              {words.reckon}
            </button>
          </p>
        </form>
        <div id="tested" aria-live="polite">
          <Outcome {...props} />
        </div>
      </price-tester>
    </section>
  )
}

function CaseFields(props: TesterProps) {
  const words = ratesText[props.voice.locale].tester
  return (
    <>
      {props.namesFirms ? <Payer {...props} /> : null}
      <div class="fields">
        <Typed {...props} name="from" label={words.from} type="datetime-local" />
        <Typed {...props} name="until" label={words.until} type="datetime-local" />
      </div>
      <div class="fields">
        <Typed {...props} name="samples" label={words.samples} type="number" />
        <Typed {...props} name="assisted" label={words.assisted} type="number" />
        <Typed {...props} name="free" label={words.free} type="number" />
      </div>
      <div class="fields">
        <Typed {...props} name="used_from" label={words.usedFrom} type="datetime-local" hint={words.usedHint} />
        <Typed {...props} name="used_until" label={words.usedUntil} type="datetime-local" />
      </div>
      <Consumables {...props} />
    </>
  )
}

function Payer(props: TesterProps) {
  const { tried, voice } = props
  const words = ratesText[voice.locale].tester
  const firms = tried.terms.firms.map(({ id, names }) => ({ value: id, text: nameIn(names, voice.locale) }))
  return (
    <div class="fields">
      <Select
        label={words.firm}
        name="firm"
        id="try-firm"
        value={tried.filled['firm'] ?? ''}
        hint={words.firmHint}
        options={[{ value: '', text: words.anyFirm }, ...firms]}
      />
      <Typed {...props} name="project" label={words.project} type="text" />
    </div>
  )
}

function Consumables(props: TesterProps) {
  const { tried, voice } = props
  if (tried.terms.offered.length === 0) return null
  return (
    <fieldset>
      <legend>{ratesText[voice.locale].tester.consumables}</legend>
      <div class="fields">
        {tried.terms.offered.map(({ id, names, unitMinor }) => (
          <Typed
            {...props}
            name={id}
            label={nameIn(names, voice.locale)}
            type="number"
            hint={extrasText[voice.locale].each(voice.money(unitMinor))}
          />
        ))}
      </div>
    </fieldset>
  )
}

interface TypedProps extends TesterProps {
  readonly name: string
  readonly label: string
  readonly type: 'datetime-local' | 'number' | 'text'
  readonly hint?: string
}

function Typed({ name, label, type, hint, tried, voice }: TypedProps): Child {
  const fault = tried.faults[name]
  return (
    <Field
      label={label}
      name={name}
      id={`try-${name}`}
      type={type}
      value={tried.filled[name] ?? ''}
      {...(type === 'number' ? { min: 0 } : {})}
      {...(hint === undefined ? {} : { hint })}
      {...(fault === undefined ? {} : { fault: ratesText[voice.locale].tester.faults[fault] })}
    />
  )
}

function Outcome({ tried: { price, terms }, category, voice }: TesterProps): Child {
  const words = ratesText[voice.locale].tester
  if (price === null) return null
  if (price.kind === 'missing') {
    return <p class="notice bad">{words.missing(momentText(price.from, voice), momentText(price.until, voice))}</p>
  }
  return (
    <>
      {price.lines.length === 0 ? <p>{words.nothing}</p> : <Lines price={price} voice={voice} />}
      {terms.priceCategory === null ? null : <p class="quiet">{words.forFirm(categoryName(category, voice))}</p>}
      {price.estimate ? <p class="quiet">{words.estimate}</p> : null}
    </>
  )
}

function Lines({ price, voice }: { readonly price: Priced; readonly voice: Voice }) {
  const words = ratesText[voice.locale].tester
  return (
    <table class="price-lines">
      <thead>
        <tr>
          <th scope="col">{words.line}</th>
          <th scope="col" class="number">
            {words.amount}
          </th>
        </tr>
      </thead>
      <tbody>
        {price.lines.map((line) => (
          <tr>
            <th scope="row">
              {lineText(line, voice.locale)}
              <small>{reckoning(line, voice)}</small>
            </th>
            <td class="number">{voice.money(line.amountMinor)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">
            {words.total}
            <small>{words.tax(voice.money(price.taxMinor))}</small>
          </th>
          <td class="number" id="total">
            {voice.money(price.totalMinor)}
          </td>
        </tr>
      </tfoot>
    </table>
  )
}

/** How a line came to its amount: the same figures, multiplied on the page. */
function reckoning(line: PriceLine, { money }: Voice): string {
  const { kind, minutes, quantity, perHourMinor, unitMinor, percent } = line
  if (line.amountMinor === 0) return ''
  if (minutes !== undefined && perHourMinor !== undefined) return `${minutes} × ${money(perHourMinor)} ÷ 60`
  if (percent !== undefined && unitMinor !== undefined) return `${money(unitMinor)} × ${percent}%`
  if (kind === 'minimum' && unitMinor !== undefined) {
    return `${money(unitMinor)} − ${money(unitMinor - line.amountMinor)}`
  }
  return quantity === undefined || unitMinor === undefined ? '' : `${quantity} × ${money(unitMinor)}`
}
