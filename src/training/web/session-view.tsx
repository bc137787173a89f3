import { Frame } from '../../firms/web/frame.tsx'
import { personName } from '../../firms/person-name.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { langOf } from '../../platform/i18n/script.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { Field, FormKey } from '../../platform/ui/form-parts.tsx'
import type { Attendee, SessionPage } from '../reads/session-page.ts'
import { kindPath, sessionPath } from './paths.ts'
import { trainingText } from './training.text.ts'

interface SessionViewProps {
  readonly page: SessionPage
  readonly news?: string
  /** Why it can't be cancelled as it was asked. */
  readonly fault?: string
  readonly voice: Voice
}

/** A session for those who hold it: who comes, who came, and calling it off. */
export function SessionView(props: SessionViewProps) {
  const { page, news, voice } = props
  const { session } = page
  const words = trainingText[voice.locale]
  const title = voice.range(session)
  return (
    <Frame viewer={page.viewer} locale={voice.locale} title={title} wide sheets={['manager.css']}>
      <p class="over">
        <a href={kindPath(session.kindId)}>{nameIn(session.kind, voice.locale)}</a>
      </p>
      <h1>{title}</h1>
      <p lang={langOf(session.place, voice.locale)}>
        {session.place} · {nameIn(session.facility, voice.locale)}
      </p>
      <p class="quiet" lang={langOf(session.trainer, voice.locale)}>
        {words.ledBy(session.trainer)} · {words.seatsTaken(session.taken, session.seats)} ·{' '}
        {words.qualifies(session.validMonths)}
      </p>
      {news === undefined ? null : (
        <p class="notice good" role="status">
          {news}
        </p>
      )}
      {session.cancelledAt === null ? null : (
        <p class="notice bad">
          <strong>{words.cancelled}</strong> {session.cancelReason}
        </p>
      )}
      <div class="training">
        <Attendance {...props} />
        {session.cancelledAt === null && session.startsAt > voice.now ? <Cancelling {...props} /> : null}
      </div>
    </Frame>
  )
}

function Attendance({ page: { session, attendees, formKey }, voice }: SessionViewProps) {
  const words = trainingText[voice.locale]
  const isOpen = session.cancelledAt === null && session.startsAt <= voice.now
  const undecided = attendees.some(({ attended }) => attended !== true)
  return (
    <section aria-labelledby="attendance">
      <h2 id="attendance">{words.attendance}</h2>
      {attendees.length === 0 ? <p class="quiet">{words.nobody}</p> : null}
      {isOpen && undecided ? <p class="quiet">{words.attendanceHint}</p> : null}
      {isOpen || session.cancelledAt !== null ? null : (
        <p class="quiet">{words.tooEarly(voice.moment(session.startsAt))}</p>
      )}
      <form method="post" action={`${sessionPath(session.id)}/attendance`}>
        <FormKey value={formKey} />
        <ul class="rows">
          {attendees.map((one) => (
            <AttendeeRow one={one} isOpen={isOpen} voice={voice} />
          ))}
        </ul>
        {isOpen && undecided ? (
          <button class="button main" type="submit">
            {words.take}
          </button>
        ) : null}
      </form>
    </section>
  )
}

function AttendeeRow({ one, isOpen, voice }: { one: Attendee; isOpen: boolean; voice: Voice }) {
  const words = trainingText[voice.locale]
  const name = personName(one.name, voice.locale)
  const who = (
    <span lang={langOf(name, voice.locale)}>
      <strong>{name}</strong> <span class="who">{one.email}</span>
    </span>
  )
  if (one.attended === true || !isOpen)
    return (
      <li class="row">
        {who}
        {one.attended === null ? null : (
          <span class={one.attended ? 'state completed' : 'state no-show'}>
            {one.attended ? words.attended : words.absent}
          </span>
        )}
      </li>
    )
  return (
    <li class="row">
      <label class="check">
        <input type="checkbox" name="present" value={one.personId} checked={one.attended === null} />
        {who}
      </label>
      {one.attended === false ? <span class="state no-show">{words.absent}</span> : null}
    </li>
  )
}

function Cancelling({ page: { session, formKey }, fault, voice }: SessionViewProps) {
  const words = trainingText[voice.locale]
  return (
    <section aria-labelledby="cancel">
      <h2 id="cancel">{words.cancelSession}</h2>
      <form method="post" action={`${sessionPath(session.id)}/cancellation`}>
        <FormKey value={formKey} />
        <Field
          label={words.reason}
          name="reason"
          maxlength={300}
          hint={words.cancelHint}
          required
          {...(fault === undefined ? {} : { fault })}
        />
        <button class="button danger" type="submit">
          {words.cancelSession}
        </button>
      </form>
    </section>
  )
}
