import type { Voice } from '../../platform/i18n/voice.ts'
import { Check, Select } from '../../platform/ui/form-parts.tsx'
import type { MachineFilter } from '../machine-filter.ts'
import type { HoursOnOffer, MachineList } from '../reads/machine-list.ts'
import { hoursInWords } from './hours-words.ts'
import { listText } from './list.text.ts'
import { queryOfFilter } from './paths.ts'

interface BarProps {
  readonly list: MachineList
  readonly filter: MachineFilter
  readonly voice: Voice
}

/** What is to become of the machines that are ticked, or of all that fit. */
export function TogetherBar({ list, filter, voice }: BarProps) {
  const words = listText[voice.locale]
  return (
    <section class="together" aria-labelledby="together-title">
      <h2 id="together-title">{words.together}</h2>
      <p class="hint" id="together-hint">
        {words.togetherHint}
      </p>
      <HiddenFields fields={queryOfFilter(filter)} />
      <Check label={words.all(list.count)} name="all" />
      <Select
        label={words.hoursOf}
        name="from"
        options={list.hours.map((one) => ({ value: one.id, text: hoursOption(one, voice) }))}
      />
      <p class="actions">
        <button class="button main" name="do" value="hours" type="submit">
          {words.previewHours}
        </button>
        <button class="button" name="do" value="choose" type="submit">
          {words.others}
        </button>
      </p>
    </section>
  )
}

/** Hours to choose, and whose they are. */
export function hoursOption({ hours, assetNumber, machines }: HoursOnOffer, voice: Voice): string {
  return `${hoursInWords(hours, voice.locale)} · ${listText[voice.locale].asOf(assetNumber, machines)}`
}

/** Fields that a form carries on; what is empty stays away. */
export function HiddenFields({ fields }: { readonly fields: Readonly<Record<string, string | readonly string[]>> }) {
  const pairs = Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => [name, one] as const))
  return (
    <>
      {pairs
        .filter(([, value]) => value !== '')
        .map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
    </>
  )
}
