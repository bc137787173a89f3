import type { Voice } from '../../platform/i18n/voice.ts'
import { mostRanges, type LineFault, type Typed, type WeekLayer } from '../../resources/hours-form.ts'
import { hoursText } from './hours.text.ts'

export interface Filled {
  readonly typed: Typed
  readonly faults: ReadonlyMap<string, LineFault>
  readonly voice: Voice
}

/** Seven rows of times; an empty row is a closed day. */
export function WeekEditor({
  layer,
  legend,
  ...filled
}: Filled & { readonly layer: WeekLayer; readonly legend: string }) {
  const words = hoursText[filled.voice.locale]
  return (
    <fieldset class="week">
      <legend>{legend}</legend>
      {words.days.map((day, at) => (
        <DayLine line={`${layer}_${at + 1}`} label={day} {...filled} />
      ))}
      <label class="check">
        <input type="checkbox" name={`same_${layer}`} value="1" />
        <span>{words.asMonday}</span>
      </label>
      <p class="hint">{words.midnight}</p>
    </fieldset>
  )
}

function DayLine({ line, label, ...filled }: Filled & { readonly line: string; readonly label: string }) {
  const fault = filled.faults.get(line)
  return (
    <div class="day-line" role="group" aria-label={label}>
      <span class="day-name" aria-hidden="true">
        {label}
      </span>
      <Ranges line={line} label={label} {...filled} />
      {fault === undefined ? null : <LineFaultText line={line} fault={fault} voice={filled.voice} />}
    </div>
  )
}

/** The first range in sight, the others behind a word: most days have one. */
export function Ranges({
  line,
  label,
  typed,
  faults,
  voice,
}: Filled & { readonly line: string; readonly label: string }) {
  const words = hoursText[voice.locale]
  const isFilled = (at: number) => Boolean(typed[`${line}_1_${at}`]) || Boolean(typed[`${line}_2_${at}`])
  const shown = isFilled(mostRanges) ? [2, 3, mostRanges] : [2, 3]
  const range = (at: number) => (
    <span class="range">
      <Time name={`${line}_1_${at}`} label={`${label} ${words.from}`} line={line} typed={typed} faults={faults} />
      <span aria-hidden="true">–</span>
      <Time name={`${line}_2_${at}`} label={`${label} ${words.to}`} line={line} typed={typed} faults={faults} />
    </span>
  )
  return (
    <div class="ranges">
      {range(1)}
      <details open={shown.some(isFilled)}>
        <summary>{words.more}</summary>
        {shown.map(range)}
      </details>
    </div>
  )
}

interface TimeProps extends Pick<Filled, 'typed' | 'faults'> {
  readonly name: string
  readonly label: string
  readonly line: string
}

function Time({ name, label, line, typed, faults }: TimeProps) {
  const wrong = faults.has(line) ? ({ 'aria-invalid': 'true', 'aria-describedby': `${line}-fault` } as const) : {}
  return <input type="time" name={name} value={typed[name] ?? ''} aria-label={label} {...wrong} />
}

export function LineFaultText({
  line,
  fault,
  voice,
}: {
  readonly line: string
  readonly fault: LineFault
  readonly voice: Voice
}) {
  return (
    <strong class="fault" id={`${line}-fault`}>
      {hoursText[voice.locale].faults[fault]}
    </strong>
  )
}
