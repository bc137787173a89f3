import { resourcePath } from '../../bookings/web/paths.ts'
import type { InstrumentPage } from '../../bookings/reads/instrument-page.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { landingText, type LandingText } from './landing.text.ts'

/** A code that nobody gave: mistyped, most likely. */
export function UnknownCodeView({ words }: { readonly words: LandingText }) {
  return (
    <>
      <h1>{words.unknown}</h1>
      <p>{words.unknownDetail}</p>
      <p>
        <a class="button main" href="/find">
          {words.find}
        </a>
      </p>
    </>
  )
}

export interface OldCodeProps {
  readonly page: InstrumentPage
  /** The unit was retired; else the sticker was replaced. */
  readonly unitGone: boolean
  readonly voice: Voice
}

/** A sticker that is out of date still says what it was on. */
export function OldCodeView({ page, unitGone, voice }: OldCodeProps) {
  const words = landingText[voice.locale]
  const { resource } = page.asked
  return (
    <>
      <h1>{nameIn(resource.names, voice.locale)}</h1>
      <p class="notice">
        <strong>{unitGone ? words.unitGone : words.replaced}</strong>
        {unitGone ? null : ` ${words.replacedDetail}`}
      </p>
      <p>
        <a class="button main" href={resourcePath(resource.id, resource.kind)}>
          {words.toResource}
        </a>
      </p>
    </>
  )
}
