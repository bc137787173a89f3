import type { Voice } from '../i18n/voice.ts'
import { offlineText } from './offline.text.ts'

export interface Keeping {
  /** Whose page it is: the service worker shows it to nobody else. */
  readonly who: string
  /** Other pages of theirs that should be at hand too. */
  readonly ahead: readonly string[]
  readonly voice: Voice
}

/**
 * Marks a page as one that is kept on the phone, and says there of what moment it is. The service worker uncovers the
 * line on a copy.
 */
export function KeptNote({ who, ahead, voice }: Keeping) {
  const text = offlineText[voice.locale]
  return (
    <p id="kept" hidden class="notice" role="status" data-who={who} data-ahead={ahead.join(' ')}>
      {text.asOf(voice.moment(voice.now))} <a href="">{text.again}</a>
    </p>
  )
}
