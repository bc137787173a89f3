import { approverWords } from '../../approvals/approver-words.ts'
import { BookingLine } from './booking-line.tsx'
import type { RateTerms } from '../../billing/tariff.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { langOf } from '../../platform/i18n/script.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { FormKey } from '../../platform/ui/form-parts.tsx'
import type { OpeningHours } from '../../resources/opening-hours.ts'
import type { Policy } from '../../resources/resource.ts'
import { hoursOfSource, type MeantMachine } from '../reads/together-facts.ts'
import type { TogetherPreview } from '../reads/together-preview.ts'
import { reachText, type Together } from '../together.ts'
import { hoursInWords } from './hours-words.ts'
import { categoryNames } from './new.text.ts'
import { machinePath, togetherPath } from './paths.ts'
import { rulesText } from './rules.text.ts'
import { HiddenFields } from './together-bar.tsx'
import { togetherText } from './together.text.ts'

interface PreviewProps {
  readonly preview: TogetherPreview
  readonly change: Together
  /** The selection and the change, as the form carries them on. */
  readonly fields: Readonly<Record<string, string | readonly string[]>>
  readonly isOvertaken: boolean
  readonly formKey: string
  readonly back: string
  readonly voice: Voice
}

/** What would become of each machine, and who is affected, before it is said yes to. */
export function TogetherView(props: PreviewProps) {
  const { preview, change, isOvertaken, voice } = props
  const words = togetherText[voice.locale]
  const { reach, machines, bookings } = preview
  const { chosen, changed, affected } = reach
  return (
    <>
      <h1>{words.title(chosen)}</h1>
      {isOvertaken ? (
        <p class="notice bad" role="alert" id="overtaken">
          {words.overtaken}
        </p>
      ) : null}
      <p id="reach">
        {words.outcome(changed, chosen - changed)} {affected === 0 ? words.nobody : words.outside(affected)}
      </p>
      <SayYes {...props} />
      {bookings.length === 0 ? null : (
        <section aria-labelledby="affected-title" id="affected">
          <h2 id="affected-title">{words.bookingsTitle}</h2>
          {affected > bookings.length ? <p class="quiet">{words.firstOf(bookings.length, affected)}</p> : null}
          <ul class="rows pairs">
            {bookings.map((one) => (
              <BookingLine one={one} voice={voice} />
            ))}
          </ul>
        </section>
      )}
      <Changes machines={machines} preview={preview} change={change} voice={voice} />
    </>
  )
}

function SayYes({ preview: { reach }, fields, formKey, back, voice }: PreviewProps) {
  const words = togetherText[voice.locale]
  const { changed } = reach
  return changed === 0 ? null : (
    <form method="post" action={togetherPath} class="actions">
      <FormKey value={formKey} />
      <HiddenFields fields={fields} />
      <input type="hidden" name="seen" value={reachText(reach)} />
      <button class="button main" type="submit" id="apply">
        {words.apply(changed)}
      </button>
      <a class="button" href={back}>
        {words.back}
      </a>
    </form>
  )
}

type ChangesProps = Pick<PreviewProps, 'preview' | 'change' | 'voice'>

function Changes({ machines, preview, change, voice }: ChangesProps & { machines: readonly MeantMachine[] }) {
  const words = togetherText[voice.locale]
  return (
    <table class="machine-table before-after">
      <thead>
        <tr>
          <th scope="col">{words.machine}</th>
          <th scope="col">{words.before}</th>
          <th scope="col">{words.after}</th>
        </tr>
      </thead>
      <tbody>
        {machines.map((one) => {
          const name = nameIn(one, voice.locale)
          return (
            <tr>
              <th scope="row">
                <a class="what touch" href={machinePath(one.id)} lang={langOf(name, voice.locale)}>
                  {name}
                </a>
                <small>{one.assetNumber}</small>
              </th>
              <td>{beforeText(one, change, voice)}</td>
              <td>
                {one.changes === 1 ? afterText(one, preview, change, voice) : <span class="quiet">{words.same}</span>}
                {one.affected === 0 ? null : <strong class="fault">{words.bookings(one.affected)}</strong>}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function beforeText({ before }: MeantMachine, change: Together, voice: Voice): string {
  const held = JSON.parse(before) as unknown
  switch (change.kind) {
    case 'hours': {
      const [weekly, exceptions] = held as [OpeningHours['weekly'], OpeningHours['exceptions']]
      return hoursInWords({ weekly, exceptions }, voice.locale)
    }
    case 'rules':
      return rulesSaid(change.rules, held as Policy, voice)
    case 'tags':
      return tagsSaid(held as string[], voice)
    case 'rates':
      return ratesSaid(held as Rates, voice)
  }
}

function afterText(one: MeantMachine, { source }: TogetherPreview, change: Together, voice: Voice): string {
  switch (change.kind) {
    case 'hours':
      return source === null ? '' : hoursInWords(hoursOfSource(source), voice.locale)
    case 'rules':
      return rulesSaid(change.rules, { ...(JSON.parse(one.before) as Policy), ...change.rules }, voice)
    case 'tags': {
      const kept = (JSON.parse(one.before) as string[]).filter((tag) => !change.remove.includes(tag))
      return tagsSaid([...new Set([...kept, ...change.add])], voice)
    }
    case 'rates':
      return source === null ? '' : ratesSaid(JSON.parse(source.rates) as Rates, voice)
  }
}

/** The rules that are touched, as a policy has them. */
function rulesSaid(touched: Partial<Policy>, policy: Policy, voice: Voice): string {
  const words = rulesText[voice.locale]
  const said = (Object.keys(touched) as (keyof Policy)[]).map((name) => {
    if (name === 'freeCancellation') {
      const free = policy.freeCancellation
      const before = 'minutesBefore' in free ? voice.minutes(free.minutesBefore) : free.dayBeforeAt
      return words.free(before)
    }
    if (name === 'approvals') return `${words.consent} ${consentSaid(policy, voice)}`
    const label = { ...words.whole, ...words.choice }[name as keyof typeof words.whole]
    const choices = words.choices[name as keyof typeof words.choices] as Record<string, string> | undefined
    const value = String(policy[name])
    return `${label} ${choices?.[value] ?? value}`
  })
  return said.join(' · ')
}

function consentSaid({ approvals }: Policy, voice: Voice): string {
  if (approvals.length === 0) return rulesText[voice.locale].consentKinds.none
  const { names } = approverWords[voice.locale]
  return approvals.map(({ by, hours }) => `${names[by]} ${hours} h`).join(', ')
}

function tagsSaid(tags: readonly string[], voice: Voice): string {
  return tags.length === 0 ? togetherText[voice.locale].noTags : tags.join(' · ')
}

type Rates = [category: string, terms: RateTerms][]

function ratesSaid(rates: Rates, voice: Voice): string {
  if (rates.length === 0) return togetherText[voice.locale].noPrice
  const named = categoryNames[voice.locale]
  return rates
    .map(([category, { perHourMinor }]) => `${named[category] ?? category} ${voice.money(perHourMinor)}`)
    .join(' · ')
}
