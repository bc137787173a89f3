import type { Voice } from '../../platform/i18n/voice.ts'
import { refusalText } from '../refusal-text.ts'
import type { Refusal } from '../refusal.ts'

/** What stands in the way and what helps, said before anybody presses a button. */
export function Obstacles({ refusals, title, voice }: { refusals: readonly Refusal[]; title: string; voice: Voice }) {
  return (
    <section class="notice" aria-label={title}>
      <h2>{title}</h2>
      <ul>
        {refusals.map((refusal) => {
          const { detail, remedy } = refusalText(refusal, voice)
          return (
            <li>
              <strong>{detail}</strong> {remedy}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
