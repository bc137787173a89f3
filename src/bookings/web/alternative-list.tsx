import type { Names } from '../../deps.ts'
import type { ResourceId } from '../../kernel/id.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import type { Alternative } from '../alternatives.ts'
import type { InstrumentPage } from '../reads/instrument-page.ts'
import { resourcePath, slotValue } from './paths.ts'
import { priceText } from './slot-choice.tsx'
import { textIn } from './text.ts'

export interface AlternativeListProps {
  readonly alternatives: readonly Alternative[]
  readonly page: InstrumentPage
  /** Of resources of the same kind. */
  readonly names: ReadonlyMap<ResourceId, Names>
  readonly voice: Voice
}

/** Each alternative is a button of the form around it: one tap takes it. */
export function AlternativeList({ alternatives, page, names, voice }: AlternativeListProps) {
  const words = textIn(voice.locale).lost
  const asked = page.asked.resource
  if (alternatives.length === 0) return <p class="notice">{words.nothing}</p>
  return (
    <fieldset class="slots">
      <legend>{words.instead}</legend>
      {alternatives.map((one) => {
        const other = one.resourceId === asked.id ? undefined : names.get(one.resourceId)
        return (
          <button
            class="slot"
            name="slot"
            value={slotValue(one)}
            formaction={`${resourcePath(one.resourceId, asked.kind)}/book`}
          >
            <span class="when">
              {voice.near(one)}{' '}
              <span class="why">
                {other ? nameIn(other, voice.locale) : words.reason[one.reason]}
                {one.consent && asked.policy.approvals.length === 0 ? ` · ${words.consent}` : null}
              </span>
            </span>
            <span class="price">{priceText(one, voice)}</span>
          </button>
        )
      })}
    </fieldset>
  )
}
