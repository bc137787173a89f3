import { Frame } from '../../firms/web/frame.tsx'
import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import type { TrainingKinds } from '../reads/kinds.ts'
import { kindPath } from './paths.ts'
import { SessionRows } from './session-rows.tsx'
import { trainingText } from './training.text.ts'

/** The trainings that a lab manager looks after, and the sessions ahead. */
export function TrainingView({ found, voice }: { readonly found: TrainingKinds; readonly voice: Voice }) {
  const words = trainingText[voice.locale]
  return (
    <Frame viewer={found.viewer} locale={voice.locale} title={words.title} wide sheets={['manager.css']}>
      <h1>{words.title}</h1>
      <p class="quiet">{found.kinds.length === 0 ? words.none : words.intro}</p>
      <ul class="rows pairs">
        {found.kinds.map(({ id, names, holders, ending, lapseMonths, remindDays }) => (
          <li>
            <a class="row stack" href={kindPath(id)}>
              <strong>{nameIn(names, voice.locale)}</strong>
              <span>
                {words.holders(holders)}
                {ending === 0 ? null : <em class="now closed"> {words.ending(ending)}</em>}
              </span>
              <small class="quiet">{words.settingSays(lapseMonths, remindDays)}</small>
            </a>
          </li>
        ))}
      </ul>
      <section aria-labelledby="sessions">
        <h2 id="sessions">{words.sessions}</h2>
        <SessionRows sessions={found.sessions} voice={voice} named />
      </section>
    </Frame>
  )
}
