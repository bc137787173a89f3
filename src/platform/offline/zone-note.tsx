import type { Voice } from '../i18n/voice.ts'
import { offlineText } from './offline.text.ts'

/** Uncovered by the page's island on a phone that lives by another clock than the park. */
export function ZoneNote({ voice }: { voice: Voice }) {
  const text = offlineText[voice.locale]
  return (
    <p id="zone" hidden class="notice news" data-zone={voice.zone}>
      {text.zone(voice.zone, voice.clock(voice.now))}
    </p>
  )
}
