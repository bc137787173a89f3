import { bookingPath } from '../../bookings/web/paths.ts'
import { textIn } from '../../bookings/web/text.ts'
import { parseInstant } from '../../kernel/rfc3339.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import type { Outcome } from '../outcome.ts'
import { approverNames } from '../approver-words.ts'
import { requestsText } from './requests.text.ts'

const done: ReadonlySet<Outcome['kind']> = new Set<Outcome['kind']>(['confirmed', 'approved', 'rejected'])

/** What became of each of the decisions that were just sent. */
export function OutcomeList({ outcomes, voice }: { outcomes: readonly Outcome[]; voice: Voice }) {
  const words = requestsText[voice.locale]
  const count = outcomes.filter(({ kind }) => done.has(kind)).length
  return (
    <section class={count === outcomes.length ? 'notice good' : 'notice'} id="told" role="status">
      <p>{words.told(count, outcomes.length)}</p>
      <ul>
        {outcomes.map((one) => (
          <li>
            <Subject one={one} voice={voice} /> <b>{words.outcomes[one.kind]}</b>
            <More one={one} voice={voice} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Subject({ one, voice }: { one: Outcome; voice: Voice }) {
  const [startsAt, endsAt] = [parseInstant(one.startsAt ?? ''), parseInstant(one.endsAt ?? '')]
  if (one.resource === undefined || startsAt === null || endsAt === null) return null
  return (
    <>
      <a class="touch" href={bookingPath(one.bookingId)}>
        {one.resource}
      </a>{' '}
      {voice.near({ startsAt, endsAt })}:
    </>
  )
}

function More({ one, voice }: { one: Outcome; voice: Voice }) {
  const { awaits = [], state } = one
  const words = requestsText[voice.locale]
  const { states } = textIn(voice.locale).booking
  if (awaits.length > 0) return <> · {words.stillAwaits(approverNames(awaits, voice.locale))}</>
  return state === undefined ? null : <> · {states[state]}</>
}
