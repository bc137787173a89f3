import type { Resource } from '../../resources/resource.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { Bar } from '../../platform/ui/bar.tsx'
import type { Verdict } from '../judge-booking.ts'
import { cancelRule } from './rule-sentences.ts'
import { mostSums, priceText } from './slot-choice.tsx'
import { textIn } from './text.ts'

/** What the bar says of a slot. Slots that say the same share one. */
export interface Sum {
  readonly price: string
  readonly notes: readonly string[]
}

/** The different sums of these slots, and which of them belongs to which slot. */
export function sumsOf(slots: readonly Verdict[], resource: Resource, voice: Voice) {
  const sums: Sum[] = []
  const places = new Map<Verdict, number>()
  for (const slot of slots) {
    const sum = sumOf(slot, resource, voice)
    const known = sums.findIndex((one) => one.price === sum.price && one.notes.join() === sum.notes.join())
    if (known < 0) sums.push(sum)
    places.set(slot, (known < 0 ? sums.length - 1 : known) + 1)
  }
  return { sums: sums.slice(0, mostSums), placeOf: (slot: Verdict) => places.get(slot) ?? 0 }
}

export interface ConfirmBarProps {
  readonly sums: readonly Sum[]
  readonly verb: string
  readonly disabled?: boolean
  readonly voice: Voice
}

/** At the thumb: the total, the cancellation rule, and one verb. */
export function ConfirmBar({ sums, verb, disabled = false, voice }: ConfirmBarProps) {
  const words = textIn(voice.locale).instrument
  return (
    <Bar>
      <div class="sums">
        {sums.map(({ price, notes }, index) => (
          <p class={`sum s${index + 1}${sums.length === 1 ? ' only' : ''}`}>
            <strong>
              <span class="quiet">{words.total} </span>
              {price}
            </strong>
            {notes.map((note) => (
              <span class="note">{note}</span>
            ))}
          </p>
        ))}
      </div>
      <button class="button main" type="submit" disabled={disabled}>
        {verb}
      </button>
    </Bar>
  )
}

function sumOf(slot: Verdict, resource: Resource, voice: Voice): Sum {
  const { price } = textIn(voice.locale)
  const freeSeconds = slot.price?.entitledSecondsTaken ?? 0
  const notes = [
    freeSeconds > 0 ? price.freeTime(voice.minutes(freeSeconds / 60)) : null,
    slot.price?.estimate ? price.estimateNote : null,
    cancelRule(slot, resource, voice),
  ]
  return { price: priceText(slot, voice), notes: notes.filter((note) => note !== null) }
}
