import type { Voice } from '../../platform/i18n/voice.ts'
import type { Verdict } from '../judge-booking.ts'
import { slotValue } from './paths.ts'
import { textIn } from './text.ts'

/** At most so many different sums stand in the bar; the style sheet shows the one that belongs to the chosen slot. */
export const mostSums = 6

export interface SlotChoiceProps {
  readonly slots: readonly Verdict[]
  readonly legend: string
  readonly voice: Voice
  /** Which sum of the bar belongs to a slot. */
  readonly sumOf: (slot: Verdict) => number
  /** Small ones, several in a row, that show only their start. */
  readonly starts?: boolean
  /** With its price on each; where all cost the same, the bar says it once. */
  readonly priced?: boolean
  /** Which one is chosen already; the first, unless it is said. */
  readonly chosen?: Verdict | undefined
  /** What else there is to say of each, in small letters. */
  readonly note?: ((slot: Verdict) => string | null) | undefined
}

/** Times to choose from, one of them chosen already: native radios, so that arrow keys and a tap both work. */
export function SlotChoice({
  slots,
  legend,
  voice,
  sumOf,
  starts = false,
  priced = true,
  chosen = slots[0],
  note,
}: SlotChoiceProps) {
  return (
    <fieldset class={starts ? 'slots starts' : 'slots'}>
      <legend>{legend}</legend>
      <div class="choices">
        {slots.map((slot) => (
          <label class="slot">
            <input
              type="radio"
              name="slot"
              value={slotValue(slot.wanted)}
              class={`s${sumOf(slot)}`}
              checked={slot === chosen}
              required
            />
            <SlotTime slot={slot} voice={voice} starts={starts} note={note?.(slot) ?? null} />
            {priced ? <span class="price">{priceText(slot, voice)}</span> : null}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** What a slot costs; on a used basis it says that this is an estimate. */
export function priceText({ price }: Pick<Verdict, 'price'>, voice: Voice): string {
  if (!price) return ''
  const words = textIn(voice.locale).price
  const total = voice.money(price.totalMinor)
  return price.estimate ? `${words.estimate} ${total}` : total
}

function SlotTime({
  slot,
  voice,
  starts,
  note,
}: {
  slot: Verdict
  voice: Voice
  starts: boolean
  note: string | null
}) {
  return (
    <span class="when">
      {starts ? voice.clock(slot.wanted.startsAt) : voice.near(slot.wanted)}
      {note === null ? null : <span class="why">{note}</span>}
    </span>
  )
}
