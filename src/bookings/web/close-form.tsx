import type { Child } from 'hono/jsx'
import type { UnitId } from '../../kernel/id.ts'
import { unitIdText } from '../../kernel/id.ts'
import { dayOf } from '../../kernel/wall-clock.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { Field } from '../../platform/ui/form-parts.tsx'
import { closureKinds } from '../../resources/closure.ts'
import type { Resource } from '../../resources/resource.ts'
import { closingLengths, type ClosingTime, type ClosingWish } from '../closing-wish.ts'
import { closingRhythms, mostRepeats } from '../closing-repeats.ts'
import { closeText } from './close.text.ts'
import { closePath } from './paths.ts'

export interface CloseFormProps {
  readonly resource: Resource
  readonly wish: ClosingWish
  /** Which of its times cannot be. */
  readonly fault: Extract<ClosingTime, { kind: 'fault' }> | null
  readonly voice: Voice
}

/** When, which units and why. It only asks: what it would do is shown before it is done. */
export function CloseForm({ resource, wish, fault, voice }: CloseFormProps) {
  const words = closeText[voice.locale]
  const active = resource.units.filter((unit) => unit.state === 'active')
  const faultOf = (of: 'start' | 'end') => (fault?.of === of ? words.faults[fault.fault] : undefined)
  const lengths = closingLengths.map((value) => ({ value, text: words.lengths[value] }))
  const kinds = closureKinds.map((value) => ({ value, text: words.kinds[value] }))
  const begins = (['now', 'at'] as const).map((value) => ({ value, text: words[value] }))
  const rhythms = closingRhythms.map((value) => ({ value, text: words.rhythms[value] }))
  const today = dayOf(voice.now, voice.zone).date
  return (
    <form class="closing" method="get" action={closePath(resource.id)}>
      <input type="hidden" name="look" value="1" />
      <Chips legend={words.begin} name="begin" options={begins} value={wish.begin} fault={faultOf('start')}>
        <div class="fields only-at">
          <Field label={words.date} name="date" type="date" min={today} value={wish.date} />
          <Field label={words.time} name="time" type="time" value={wish.time} />
        </div>
      </Chips>
      <Chips legend={words.length} name="length" options={lengths} value={wish.length} fault={faultOf('end')}>
        <div class="fields only-until">
          <Field label={words.untilDate} name="untilDate" type="date" min={today} value={wish.untilDate} />
          <Field label={words.untilTime} name="untilTime" type="time" value={wish.untilTime} />
        </div>
      </Chips>
      <Chips legend={words.rhythm} name="rhythm" options={rhythms} value={wish.rhythm}>
        <div class="fields only-repeated">
          <Field label={words.times} name="times" type="number" min={2} max={mostRepeats} value={wish.times} />
        </div>
      </Chips>
      {active.length > 1 ? <Units units={active} chosen={wish.units} voice={voice} /> : null}
      <Chips legend={words.kind} name="kind" options={kinds} value={wish.kind} />
      <Field label={words.reason} name="reason" value={wish.reason} hint={words.reasonHint} maxlength={300} />
      <button class="button main wide" type="submit">
        {words.look}
      </button>
    </form>
  )
}

interface ChipsProps {
  readonly legend: string
  readonly name: string
  readonly options: readonly { readonly value: string; readonly text: string }[]
  readonly value: string
  readonly fault?: string | undefined
  readonly children?: Child
}

function Chips({ legend, name, options, value, fault, children }: ChipsProps) {
  return (
    <fieldset class="chips" aria-describedby={fault === undefined ? undefined : `${name}-fault`}>
      <legend>{legend}</legend>
      <div class="lengths">
        {options.map((option) => (
          <label class="chip">
            <input type="radio" name={name} value={option.value} checked={option.value === value} />
            <span>{option.text}</span>
          </label>
        ))}
      </div>
      {fault === undefined ? null : (
        <strong class="fault" id={`${name}-fault`} role="alert">
          {fault}
        </strong>
      )}
      {children}
    </fieldset>
  )
}

interface UnitsProps {
  readonly units: Resource['units']
  readonly chosen: readonly UnitId[]
  readonly voice: Voice
}

function Units({ units, chosen, voice }: UnitsProps) {
  const words = closeText[voice.locale]
  return (
    <fieldset class="chips">
      <legend>{words.units}</legend>
      <div class="lengths">
        {units.map((unit) => (
          <label class="chip">
            <input type="checkbox" name="unit" value={unitIdText(unit.id)} checked={chosen.includes(unit.id)} />
            <span>{unit.name}</span>
          </label>
        ))}
      </div>
      <span class="hint">{words.unitsHint}</span>
    </fieldset>
  )
}
