import { resourcePath } from '../../bookings/web/paths.ts'
import { mayAnywhere } from '../../firms/viewer.ts'
import { Frame } from '../../firms/web/frame.tsx'
import { dayOf } from '../../kernel/wall-clock.ts'
import { CertificateForm } from '../../knowledge/web/certificate-view.tsx'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { langOf } from '../../platform/i18n/script.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { isWorthAsking, standingOf, type AccessRequest, type NamedResource } from '../access-request.ts'
import type { MyAccess, RestrictedResource, Training } from '../reads/my-access.ts'
import { accessText } from './access.text.ts'
import { AskForm } from './ask-form.tsx'
import { anchorOf, MySessions, Sessions } from './my-sessions.tsx'

interface AccessProps {
  readonly access: MyAccess
  /** What did not go as it was asked. */
  readonly trouble?: string
  readonly voice: Voice
}

/** What I am trained for and let in to, what each opens, and asking for the rest. */
export function AccessPage({ access, trouble, voice }: AccessProps) {
  const words = accessText[voice.locale]
  const { viewer, trainings, restricted, requests } = access
  const held = trainings.filter((one) => one.held !== null)
  const missing = trainings.filter((one) => one.held === null)
  return (
    <Frame viewer={viewer} locale={voice.locale} title={words.title}>
      <Top trouble={trouble} isNobody={!mayAnywhere(viewer, 'book')} voice={voice} />
      <MySessions access={access} voice={voice} />
      {requests.length === 0 ? null : <Asked access={access} voice={voice} />}
      <section aria-labelledby="training">
        <h2 id="training">{words.training}</h2>
        {held.length === 0 ? <p class="quiet">{words.noTraining}</p> : null}
        <TrainingRows trainings={held} access={access} voice={voice} />
      </section>
      {missing.length === 0 ? null : (
        <section aria-labelledby="missing">
          <h2 id="missing">{words.missing}</h2>
          <TrainingRows trainings={missing} access={access} voice={voice} />
        </section>
      )}
      {restricted.length === 0 ? null : (
        <section aria-labelledby="restricted">
          <h2 id="restricted">{words.restricted}</h2>
          <ul class="rows">
            {restricted.map((one) => (
              <RestrictedRow one={one} access={access} voice={voice} />
            ))}
          </ul>
        </section>
      )}
    </Frame>
  )
}

function Top({ trouble, isNobody, voice }: { trouble: string | undefined; isNobody: boolean; voice: Voice }) {
  const words = accessText[voice.locale]
  return (
    <>
      <h1>{words.title}</h1>
      <p>
        <a href="/me/conduct">{words.conduct}</a>
      </p>
      {isNobody ? <p class="notice">{words.nobody}</p> : null}
      {trouble === undefined ? null : (
        <p class="notice bad" role="alert">
          {trouble}
        </p>
      )}
    </>
  )
}

function Asked({ access: { requests, formKey }, voice }: AccessProps) {
  const words = accessText[voice.locale]
  return (
    <section aria-labelledby="asked">
      <h2 id="asked">{words.asked}</h2>
      <ul class="rows">
        {requests.map((request) => (
          <li class="row stack">
            <strong>{subjectOf(request, voice)}</strong>
            <span class="meta">{nameIn(request.facility, voice.locale)}</span>
            <span class={`state ${stateClass(request)}`}>{outcomeOf(request, voice)}</span>
            {request.reason === '' ? null : <span lang={langOf(request.reason, voice.locale)}>{request.reason}</span>}
            {request.decision === null ? (
              <form method="post" action={`/me/access/${request.id}/withdrawal`}>
                <input type="hidden" name="key" value={formKey} />
                <button class="button quiet" type="submit">
                  {words.takeBack}
                </button>
              </form>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The training by its name, or the resource that one asks to be let in to. */
export function subjectOf({ training, resource }: AccessRequest, voice: Voice): string {
  if (training !== null) return nameIn(training, voice.locale)
  return accessText[voice.locale].accessTo(nameIn(resource.names, voice.locale))
}

function stateClass({ decision }: AccessRequest): string {
  if (decision === null) return 'pending'
  return decision === 'granted' ? 'confirmed' : 'rejected'
}

function outcomeOf({ decision, createdAt, grantedUntil }: AccessRequest, voice: Voice): string {
  const words = accessText[voice.locale]
  if (decision === null) return words.waiting(dayText(createdAt, voice))
  if (decision !== 'granted') return words[decision]
  return grantedUntil === null ? words.granted : words.grantedUntil(lastDay(grantedUntil, voice))
}

function TrainingRows({ trainings, access, voice }: AccessProps & { trainings: readonly Training[] }) {
  return (
    <ul class="rows">
      {trainings.map((training) => (
        <TrainingRow training={training} access={access} voice={voice} />
      ))}
    </ul>
  )
}

function TrainingRow({ training, access, voice }: AccessProps & { training: Training }) {
  const words = accessText[voice.locale]
  const { names, held, opens } = training
  const name = nameIn(names, voice.locale)
  const [first] = opens?.resources ?? []
  const open = access.requests.find(
    (one) => one.decision === null && one.training?.en === names.en && one.facilityId === opens?.facilityId,
  )
  const worth = isWorthAsking(standingOf(held, voice.now)) && mayAnywhere(access.viewer, 'book')
  return (
    <li class="row stack" id={anchorOf(training, access)}>
      <strong>{name}</strong>
      <Standing training={training} voice={voice} />
      {opens === null ? <span class="quiet">{words.opensNothing}</span> : <Opens opens={opens} voice={voice} />}
      {held === null ? null : (
        <CertificateForm training={training.qualificationId} formKey={access.formKey} name={name} voice={voice} />
      )}
      {open ? <span class="state pending">{words.waitingShort}</span> : null}
      <Sessions training={training} access={access} voice={voice} />
      {worth && !open && first ? (
        <AskForm
          resourceId={first.id}
          kind="training"
          formKey={access.formKey}
          verb={held === null ? words.askTraining : words.askAgain}
          label={`${held === null ? words.askTraining : words.askAgain} · ${name}`}
          voice={voice}
        />
      ) : null}
    </li>
  )
}

/** By word and shape: solid ring while it holds, a diamond when it runs out, a full square when it is over. */
function Standing({ training: { held }, voice }: { training: Training; voice: Voice }) {
  const words = accessText[voice.locale]
  const standing = standingOf(held, voice.now)
  if (held === null || standing === 'missing') return <span class="now taken">{words.notTrained}</span>
  const until = lastDay(held.validUntil, voice)
  if (standing === 'over') return <span class="now taken">{words.over(until)}</span>
  if (standing === 'running-out') return <span class="now closed">{words.runsOut(until)}</span>
  if (standing === 'to-come') return <span class="now closed">{words.from(dayText(held.validFrom, voice))}</span>
  return <span class="now free">{words.validUntil(until)}</span>
}

function Opens({ opens, voice }: { opens: NonNullable<Training['opens']>; voice: Voice }) {
  const words = accessText[voice.locale]
  return (
    <>
      <span class="meta">{nameIn(opens.facility, voice.locale)}</span>
      <ul class="beside" aria-label={words.opens}>
        {opens.resources.map((one) => (
          <li>
            <ResourceLink one={one} voice={voice} />
          </li>
        ))}
        {opens.count > opens.resources.length ? <li class="quiet">{words.more(opens.count)}</li> : null}
      </ul>
    </>
  )
}

function RestrictedRow({ one, access, voice }: AccessProps & { one: RestrictedResource }) {
  const words = accessText[voice.locale]
  const name = nameIn(one.names, voice.locale)
  const open = access.requests.some(
    ({ decision, kind, resource }) => decision === null && kind === 'access' && resource.id === one.id,
  )
  const mayAsk = !one.admitted && !open && mayAnywhere(access.viewer, 'book')
  return (
    <li class="row stack">
      <ResourceLink one={one} voice={voice} />
      <span class="meta">{nameIn(one.facility, voice.locale)}</span>
      <span class={`now ${one.admitted ? 'free' : 'taken'}`}>{one.admitted ? words.admitted : words.notAdmitted}</span>
      {open ? <span class="state pending">{words.waitingShort}</span> : null}
      {mayAsk ? (
        <AskForm
          resourceId={one.id}
          kind="access"
          formKey={access.formKey}
          label={`${words.askAccess} · ${name}`}
          voice={voice}
        />
      ) : null}
    </li>
  )
}

function ResourceLink({ one, voice }: { one: NamedResource; voice: Voice }) {
  return (
    <a class="touch" href={resourcePath(one.id, one.kind)}>
      {nameIn(one.names, voice.locale)}
    </a>
  )
}

function dayText(at: number, voice: Voice): string {
  return voice.day(dayOf(at, voice.zone).date)
}

/** The day on which it still holds: an end at midnight belongs to the day before. */
export function lastDay(until: number, voice: Voice): string {
  return dayText(until - 1, voice)
}
