import { personName } from '../../firms/person-name.ts'
import { addDays, dayOf } from '../../kernel/wall-clock.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { langOf } from '../../platform/i18n/script.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { FormKey } from '../../platform/ui/form-parts.tsx'
import type { OpenRequest } from '../reads/open-requests.ts'
import { subjectOf } from './access-view.tsx'
import { accessText } from './access.text.ts'

interface RequestsProps {
  readonly requests: readonly OpenRequest[]
  readonly formKey: string
  /** The request whose date could not be taken. */
  readonly faulty: string | undefined
  readonly voice: Voice
}

/** Who asks for training or access, and the two answers. */
export function AccessRequests({ requests, formKey, faulty, voice }: RequestsProps) {
  const words = accessText[voice.locale]
  if (requests.length === 0) return <p class="quiet">{words.noRequests}</p>
  return (
    <ul class="rows pairs">
      {requests.map((request) => (
        <li class="row stack">
          <Asker request={request} voice={voice} />
          <Answers request={request} formKey={formKey} faulty={faulty === request.id} voice={voice} />
        </li>
      ))}
    </ul>
  )
}

function Asker({ request, voice }: { request: OpenRequest; voice: Voice }) {
  const words = accessText[voice.locale]
  const { person, firm, facility, resource, training, note, createdAt } = request
  const name = personName(person.name, voice.locale)
  return (
    <div>
      <strong>{subjectOf(request, voice)}</strong>
      {training === null ? null : <small>{words.forWhat(nameIn(resource.names, voice.locale))}</small>}
      <small>{nameIn(facility, voice.locale)}</small>
      <small lang={langOf(name, voice.locale)}>
        {name} · {nameIn(firm, voice.locale)} · {person.email}
      </small>
      <small>{voice.moment(createdAt)}</small>
      {note === '' ? null : <p lang={langOf(note, voice.locale)}>{note}</p>}
    </div>
  )
}

interface AnswersProps {
  readonly request: OpenRequest
  readonly formKey: string
  readonly faulty: boolean
  readonly voice: Voice
}

function Answers({ request, formKey, faulty, voice }: AnswersProps) {
  const words = accessText[voice.locale]
  const action = `/m/requests/${request.id}`
  return (
    <>
      <form method="post" action={action}>
        <FormKey value={formKey} />
        <UntilField request={request} faulty={faulty} voice={voice} />
        <button class="button main" name="decision" value="granted">
          {words.grant}
        </button>
      </form>
      <details>
        <summary>{words.decline}</summary>
        <form method="post" action={action}>
          <FormKey value={formKey} />
          <p class="field">
            <label for={`reason-${request.id}`}>{words.reason}</label>
            <input id={`reason-${request.id}`} name="reason" maxlength={300} required />
            <span class="hint">{words.reasonHint}</span>
          </p>
          <button class="button" name="decision" value="declined">
            {words.decline}
          </button>
        </form>
      </details>
    </>
  )
}

/** A training for a year from today, access without end, unless somebody says otherwise. */
function UntilField({ request: { id, kind }, faulty, voice }: Omit<AnswersProps, 'formKey'>) {
  const words = accessText[voice.locale]
  const today = dayOf(voice.now, voice.zone).date
  return (
    <p class="field">
      <label for={`until-${id}`}>{words.until}</label>
      <input
        id={`until-${id}`}
        name="until"
        type="date"
        min={today}
        value={kind === 'access' ? '' : addDays(today, 365)}
        required={kind !== 'access'}
        aria-describedby={faulty ? `fault-${id}` : undefined}
      />
      {kind === 'access' ? <span class="hint">{words.untilOptional}</span> : null}
      {faulty ? (
        <strong class="fault" id={`fault-${id}`}>
          {words.past}
        </strong>
      ) : null}
    </p>
  )
}
