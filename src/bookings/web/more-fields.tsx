import { usualSamples } from '../offered-slots.ts'
import type { Given } from '../../knowledge/question.ts'
import { Asked } from '../../knowledge/web/asked.tsx'
import type { Voice } from '../../platform/i18n/voice.ts'
import type { InstrumentPage } from '../reads/instrument-page.ts'
import { textIn } from './text.ts'

export interface Filled {
  readonly purpose: string
  readonly samples: number
  readonly answers?: Given
}

export interface MoreFieldsProps {
  readonly page: InstrumentPage
  readonly filled?: Filled
  readonly voice: Voice
}

/** How many samples, where they are paid for; and what may be added and need not be, out of the way until wanted. */
export function MoreFields({ page, filled, voice }: MoreFieldsProps) {
  const words = textIn(voice.locale).instrument
  const samples = filled?.samples ?? usualSamples(page.asked)
  return (
    <>
      {usualSamples(page.asked) === 0 ? null : (
        <p class="field samples">
          <label for="samples">{words.samples}</label>
          <input id="samples" name="samples" type="number" min="0" max="9999" inputmode="numeric" value={samples} />
        </p>
      )}
      <Asked
        questions={page.asked.questions}
        given={filled?.answers}
        sent={filled?.answers !== undefined}
        voice={voice}
      />
      <details class="more-fields" open={filled !== undefined && filled.purpose !== ''}>
        <summary>{words.purpose}</summary>
        <p>
          <label for="purpose">{words.purpose}</label>
          <input
            id="purpose"
            name="purpose"
            maxlength={200}
            value={filled?.purpose ?? ''}
            aria-describedby="purpose-hint"
          />
          <span id="purpose-hint" class="hint">
            {words.purposeHint}
          </span>
        </p>
      </details>
    </>
  )
}
