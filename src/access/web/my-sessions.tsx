import { mayAnywhere } from '../../firms/viewer.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { SeatRow } from '../../training/web/seat-row.tsx'
import { trainingText } from '../../training/web/training.text.ts'
import { isWorthAsking, standingOf } from '../access-request.ts'
import type { MyAccess, Training } from '../reads/my-access.ts'

interface SessionsProps {
  readonly access: MyAccess
  readonly voice: Voice
}

/** The sessions that the person has a seat in. */
export function MySessions({ access, voice }: SessionsProps) {
  const mine = access.sessions.filter((session) => session.mine)
  if (mine.length === 0) return null
  const mayJoin = mayAnywhere(access.viewer, 'book')
  return (
    <section aria-labelledby="my-sessions">
      <h2 id="my-sessions">{trainingText[voice.locale].mySession}</h2>
      <ul class="rows">
        {mine.map((session) => (
          <SeatRow session={session} formKey={access.formKey} mayJoin={mayJoin} named voice={voice} />
        ))}
      </ul>
    </section>
  )
}

/** Sessions ahead of a training that is missing or runs out, where it is named first. */
export function Sessions({ training, access, voice }: SessionsProps & { readonly training: Training }) {
  const { qualificationId, held } = training
  const first = access.trainings.find((one) => one.qualificationId === qualificationId)
  if (first !== training || !isWorthAsking(standingOf(held, voice.now))) return null
  const sessions = access.sessions.filter(({ kindId, mine }) => kindId === qualificationId && !mine)
  if (sessions.length === 0) return null
  const mayJoin = mayAnywhere(access.viewer, 'book')
  return (
    <ul class="rows sessions">
      {sessions.map((session) => (
        <SeatRow session={session} formKey={access.formKey} mayJoin={mayJoin} voice={voice} />
      ))}
    </ul>
  )
}

/** Where an instrument's refusal leads: the first row of its training. */
export function anchorOf(training: Training, { trainings }: MyAccess): string | undefined {
  const { qualificationId } = training
  return trainings.find((one) => one.qualificationId === qualificationId) === training
    ? `training-${qualificationId}`
    : undefined
}
