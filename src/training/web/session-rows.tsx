import { nameIn } from '../../platform/i18n/name-in.ts'
import { langOf } from '../../platform/i18n/script.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import type { TrainingSession } from '../training-session.ts'
import { sessionPath } from './paths.ts'
import { trainingText } from './training.text.ts'

interface SessionRowsProps {
  readonly sessions: readonly TrainingSession[]
  /** True where sessions of several trainings stand together. */
  readonly named?: boolean
  readonly voice: Voice
}

/** Sessions as those see them who hold them. */
export function SessionRows({ sessions, named = false, voice }: SessionRowsProps) {
  const words = trainingText[voice.locale]
  if (sessions.length === 0) return <p class="quiet">{words.noSessions}</p>
  return (
    <ul class="rows pairs">
      {sessions.map((session) => (
        <li>
          <a class="row stack" href={sessionPath(session.id)}>
            <strong>{voice.range(session)}</strong>
            {named ? <span>{nameIn(session.kind, voice.locale)}</span> : null}
            <span lang={langOf(session.place, voice.locale)}>{session.place}</span>
            <small class="quiet" lang={langOf(session.trainer, voice.locale)}>
              {words.ledBy(session.trainer)}
            </small>
            <span class={stateOf(session, voice).class}>{stateOf(session, voice).text}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}

function stateOf(session: TrainingSession, voice: Voice) {
  const words = trainingText[voice.locale]
  if (session.cancelledAt !== null) return { class: 'state cancelled', text: words.cancelled }
  const text = words.seatsTaken(session.taken, session.seats)
  if (session.endsAt <= voice.now) return { class: 'state completed', text: `${words.past} · ${text}` }
  return { class: session.taken < session.seats ? 'now free' : 'now taken', text }
}
