import { textIn } from '../../bookings/web/text.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { timelineText } from './timeline.text.ts'

/** What the shapes mean. */
export function Legend({ voice }: { readonly voice: Voice }) {
  const words = timelineText[voice.locale]
  const { states } = textIn(voice.locale).booking
  const signs = [
    ['confirmed', states.confirmed],
    ['in-use', states['in-use']],
    ['pending', states.pending],
    ['completed', states.completed],
    ['no-show', states['no-show']],
    ['closure', words.closed],
    ['shut', words.shut],
  ] as const
  return (
    <ul class="signs" aria-label={words.legend}>
      {signs.map(([sign, text]) => (
        <li>
          <span class={`sign ${sign}`} />
          {text}
        </li>
      ))}
    </ul>
  )
}
