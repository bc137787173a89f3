import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { Field, FormKey, Select } from '../../platform/ui/form-parts.tsx'
import { consequenceKinds, type ConductRule, type ConsequenceKind } from '../conduct.ts'
import type { ConductRules } from '../reads/conduct-rules.ts'
import { conductText, type ConductText } from './conduct.text.ts'

export interface RuleForm {
  readonly facility: string
  readonly count: string
  readonly days: string
  readonly consequence: ConsequenceKind
  readonly fee: string
  readonly suspension: string
}

interface RulesProps {
  readonly found: ConductRules
  readonly filled?: RuleForm
  readonly faults?: ReadonlySet<keyof ConductText['faults'] | 'many'>
  readonly voice: Voice
}

/** The rules in force, each with its end; and adding one. */
export function RulesView(props: RulesProps) {
  const { found, voice } = props
  const words = conductText[voice.locale]
  return (
    <>
      <h1>{words.rules}</h1>
      <p class="quiet">{words.rulesWhy}</p>
      {found.rules.length === 0 ? <p>{words.noRules}</p> : null}
      <ul class="rows">
        {found.rules.map((rule) => (
          <RuleRow rule={rule} found={found} voice={voice} />
        ))}
      </ul>
      <AddRule {...props} />
    </>
  )
}

function RuleRow({ rule, found, voice }: { rule: ConductRule; found: ConductRules; voice: Voice }) {
  const words = conductText[voice.locale]
  const facility = found.facilities.find(({ id }) => id === rule.facilityId)
  const text = words.rule(rule.afterCount, rule.withinDays, thenText(rule, voice))
  return (
    <li class="row">
      <span>
        <strong>{text}</strong>
        <small>{facility ? nameIn(facility, voice.locale) : null}</small>
      </span>
      <form method="post" action={`/m/conduct/${rule.id}/end`}>
        <FormKey value={found.formKey} />
        <button class="plain" type="submit" aria-label={`${words.end}: ${text}`}>
          {words.end}
        </button>
      </form>
    </li>
  )
}

function thenText({ consequence, feeMinor, suspensionDays }: ConductRule, voice: Voice): string {
  const words = conductText[voice.locale]
  if (consequence === 'fee') return words.thenFee(voice.money(feeMinor))
  return consequence === 'suspension' ? words.thenSuspension(suspensionDays) : words.kinds.warning
}

function AddRule({ found, filled, faults = new Set(), voice }: RulesProps) {
  const words = conductText[voice.locale]
  const fault = (name: keyof ConductText['faults']) => (faults.has(name) ? { fault: words.faults[name] } : {})
  const facilities = found.facilities.map((one) => ({ value: one.id, text: nameIn(one, voice.locale) }))
  const kinds = consequenceKinds.map((value) => ({ value, text: words.kinds[value] }))
  const text = (label: string, name: Exclude<keyof RuleForm, 'facility' | 'consequence'>, usual: string) => ({
    label,
    name,
    value: filled?.[name] ?? usual,
    maxlength: 12,
    ...fault(name),
  })
  return (
    <section>
      <h2>{words.add}</h2>
      {faults.has('many') ? (
        <p class="notice" role="alert">
          {words.tooMany}
        </p>
      ) : null}
      <form method="post" action="/m/conduct" class="fields">
        <FormKey value={found.formKey} />
        <Select label={words.facility} name="facility" value={filled?.facility ?? ''} options={facilities} />
        <Field {...text(words.count, 'count', '3')} inputmode="numeric" required />
        <Field {...text(words.days, 'days', '30')} inputmode="numeric" required />
        <Select label={words.consequence} name="consequence" value={filled?.consequence ?? 'warning'} options={kinds} />
        <Field {...text(words.feeAmount, 'fee', '')} hint={words.feeHint} />
        <Field {...text(words.suspensionDays, 'suspension', '')} hint={words.suspensionHint} inputmode="numeric" />
        <button class="button" type="submit">
          {words.save}
        </button>
      </form>
    </section>
  )
}
