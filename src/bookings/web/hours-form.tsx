import type { Child } from 'hono/jsx'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { dayOf } from '../../kernel/wall-clock.ts'
import { Field } from '../../platform/ui/form-parts.tsx'
import { dayLines, holidayRules, mostDays } from '../../resources/hours-form.ts'
import type { OpeningHours } from '../../resources/opening-hours.ts'
import type { Resource } from '../../resources/resource.ts'
import type { Neighbours } from '../reads/neighbours.ts'
import { hoursText } from './hours.text.ts'
import { LineFaultText, Ranges, WeekEditor, type Filled } from './hours-week.tsx'
import { hoursPath } from './paths.ts'

export interface HoursFormProps extends Filled {
  readonly resource: Resource
  /** Weeks that are planned, which this form lets be. */
  readonly later: OpeningHours['later']
  /** Dates that it has no lines for. */
  readonly rest: OpeningHours['exceptions']
  readonly scope: string
  readonly also: readonly string[]
  readonly neighbours: Neighbours
}

/** A week, holidays, single dates, from when and where. It only asks: who is affected is shown before it is done. */
export function HoursForm(props: HoursFormProps) {
  const { resource, later = [], rest, typed, faults, voice } = props
  const words = hoursText[voice.locale]
  return (
    <form class="hours" method="get" action={hoursPath(resource.id)}>
      <input type="hidden" name="look" value="1" />
      {later.length === 0 ? null : <input type="hidden" name="plan" value={JSON.stringify(later)} />}
      {rest.length === 0 ? null : <input type="hidden" name="rest" value={JSON.stringify(rest)} />}
      {faults.size === 0 ? null : (
        <p class="notice bad" role="alert">
          {words.faulty}
        </p>
      )}
      <WeekEditor layer="open" legend={words.week} typed={typed} faults={faults} voice={voice} />
      <details class="act" open={[...faults.keys()].some((line) => line.startsWith('staff_'))}>
        <summary>{words.staff}</summary>
        <label class="check">
          <input type="checkbox" name="told" value="1" checked={typed['told'] === '1'} />
          <span>{words.told}</span>
        </label>
        <p class="hint">{words.toldHint}</p>
        <WeekEditor layer="staff" legend={words.staff} typed={typed} faults={faults} voice={voice} />
      </details>
      <Radios
        legend={words.holidayLegend}
        name="holidays"
        value={typed['holidays'] ?? 'closed'}
        options={holidayRules.map((value) => ({ value, text: words.holidayRules[value] }))}
      />
      <Dates typed={typed} faults={faults} voice={voice} />
      <Begin typed={typed} faults={faults} voice={voice} />
      <Scope {...props} />
      <button class="button main wide" type="submit">
        {words.look}
      </button>
    </form>
  )
}

interface RadiosProps {
  readonly legend: string
  readonly name: string
  readonly value: string
  readonly options: readonly { readonly value: string; readonly text: string }[]
  readonly children?: Child
}

function Radios({ legend, name, value, options, children }: RadiosProps) {
  return (
    <fieldset class="chips">
      <legend>{legend}</legend>
      <div class="lengths">
        {options.map((option) => (
          <label class="chip">
            <input type="radio" name={name} value={option.value} checked={option.value === value} />
            <span>{option.text}</span>
          </label>
        ))}
      </div>
      {children}
    </fieldset>
  )
}

function Dates({ typed, faults, voice }: Filled) {
  const words = hoursText[voice.locale]
  const filled = dayLines(typed)
  const lines = Array.from({ length: Math.min(mostDays, filled + 2) }, (_, at) => at + 1)
  const isWrong = [...faults.keys()].some((line) => line.startsWith('day_'))
  return (
    <details class="act" open={isWrong}>
      <summary>
        {words.exceptions}
        {filled === 0 ? null : ` (${filled})`}
      </summary>
      <p class="hint">{words.exceptionsHint}</p>
      {lines.map((at) => (
        <DateLine at={at} typed={typed} faults={faults} voice={voice} />
      ))}
    </details>
  )
}

function DateLine({ at, typed, faults, voice }: Filled & { readonly at: number }) {
  const words = hoursText[voice.locale]
  const line = `day_${at}`
  const fault = faults.get(line)
  const kept = typed[`kept_${at}`]
  return (
    <div class="date-line" role="group" aria-label={`${words.exceptions} ${at}`}>
      {kept === undefined ? null : <input type="hidden" name={`kept_${at}`} value={kept} />}
      <Field label={words.date} name={line} type="date" value={typed[line] ?? ''} />
      <Ranges line={line} label={`${words.exceptions} ${at}`} typed={typed} faults={faults} voice={voice} />
      <Field label={words.note} name={`note_${at}`} value={typed[`note_${at}`] ?? ''} maxlength={200} />
      {fault === undefined ? null : <LineFaultText line={line} fault={fault} voice={voice} />}
    </div>
  )
}

function Begin({ typed, faults, voice }: Filled) {
  const words = hoursText[voice.locale]
  const fault = faults.get('from')
  const begins = (['now', 'at'] as const).map((value) => ({ value, text: words[value] }))
  const today = dayOf(voice.now, voice.zone).date
  return (
    <Radios legend={words.begin} name="begin" value={typed['begin'] === 'at' ? 'at' : 'now'} options={begins}>
      <div class="fields only-at">
        <Field
          label={words.firstDay}
          name="from"
          type="date"
          min={today}
          value={typed['from'] ?? ''}
          {...(fault === undefined ? {} : { fault: words.faults[fault] })}
        />
      </div>
    </Radios>
  )
}

function Scope({ scope, also, neighbours, voice }: HoursFormProps) {
  const words = hoursText[voice.locale]
  const { others, alike } = neighbours
  if (others.length === 0) return null
  const options = [
    { value: 'this', text: words.scopes.this },
    ...(alike > 0 ? [{ value: 'category', text: `${words.scopes.category} (${alike + 1})` }] : []),
    { value: 'facility', text: `${words.scopes.facility} (${others.length + 1})` },
    { value: 'chosen', text: words.scopes.chosen },
  ]
  return (
    <Radios legend={words.also} name="scope" value={scope} options={options}>
      <details class="only-chosen" open={also.length > 0}>
        <summary>{words.chosen}</summary>
        <div class="ticks">
          {others.map((one) => (
            <label class="check">
              <input type="checkbox" name="also" value={one.id} checked={also.includes(one.id)} />
              <span>{nameIn(one.names, voice.locale)}</span>
            </label>
          ))}
        </div>
      </details>
    </Radios>
  )
}
