import { nameIn } from '../../platform/i18n/name-in.ts'
import { langOf } from '../../platform/i18n/script.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { FormKey } from '../../platform/ui/form-parts.tsx'
import type { OpenSession } from '../reads/open-sessions.ts'
import { seatPath } from './paths.ts'
import { trainingText } from './training.text.ts'

interface SeatRowProps {
  readonly session: OpenSession
  readonly formKey: string
  /** False for those who book for no firm. */
  readonly mayJoin: boolean
  /** True where the training is not named beside it. */
  readonly named?: boolean
  readonly voice: Voice
}

/** A session ahead: one tap takes a seat, one gives it back. */
export function SeatRow({ session, formKey, mayJoin, named = false, voice }: SeatRowProps) {
  const words = trainingText[voice.locale]
  const { place, trainer, seats, taken, mine, cancelledAt, cancelReason } = session
  const free = seats - taken
  return (
    <li class="row stack">
      <strong>{voice.range(session)}</strong>
      {named ? <span>{nameIn(session.kind, voice.locale)}</span> : null}
      <span class="meta" lang={langOf(place + trainer, voice.locale)}>
        {place} · {words.ledBy(trainer)}
      </span>
      {cancelledAt === null ? (
        <span class={mine ? 'state confirmed' : free > 0 ? 'now free' : 'now taken'}>
          {mine ? words.signedUp : free > 0 ? words.seatsFree(free) : words.full}
        </span>
      ) : (
        <span class="state cancelled">
          {words.cancelled}: {cancelReason}
        </span>
      )}
      {mine && cancelledAt === null ? (
        <a class="touch" href={`${seatPath(session.id)}.ics`}>
          {words.calendar}
        </a>
      ) : null}
      {cancelledAt === null && mayJoin && (mine || free > 0) ? (
        <SeatForm session={session} formKey={formKey} voice={voice} />
      ) : null}
    </li>
  )
}

function SeatForm({ session, formKey, voice }: Pick<SeatRowProps, 'session' | 'formKey' | 'voice'>) {
  const words = trainingText[voice.locale]
  const verb = session.mine ? words.leave : words.signUp
  return (
    <form method="post" action={seatPath(session.id)}>
      <FormKey value={formKey} />
      <button
        class={session.mine ? 'button quiet' : 'button main'}
        name="act"
        value={session.mine ? 'leave' : 'take'}
        aria-label={`${verb} · ${nameIn(session.kind, voice.locale)} · ${voice.range(session)}`}
      >
        {verb}
      </button>
    </form>
  )
}
