import { Frame } from '../../firms/web/frame.tsx'
import { personName } from '../../firms/person-name.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { FormKey } from '../../platform/ui/form-parts.tsx'
import { approverWords } from '../approver-words.ts'
import type { StandingPage as Page } from '../reads/standing.ts'
import type { Delegation, Preapproval, SafetyOfficer } from '../standing.ts'
import { standingPath } from './paths.ts'
import { AheadForm, DelegateForm, SafetyForm, type StandingFaulty } from './standing-forms.tsx'
import { standingText } from './standing.text.ts'

interface StandingProps {
  readonly page: Page
  readonly faulty: StandingFaulty | null
  readonly voice: Voice
}

/** Consent given ahead, who stands in while an approver is away, and who answers for safety. */
export function StandingPage(props: StandingProps) {
  const { page, faulty, voice } = props
  const words = standingText[voice.locale]
  return (
    <Frame viewer={page.viewer} locale={voice.locale} title={words.title} wide sheets={['manager.css']}>
      <h1>{words.title}</h1>
      <section aria-labelledby="ahead">
        <h2 id="ahead">{words.ahead}</h2>
        <p class="quiet">{words.aheadHint}</p>
        {page.preapprovals.length === 0 ? <p>{words.nothingAhead}</p> : null}
        <ul class="rows">
          {page.preapprovals.map((one) => (
            <AheadRow one={one} page={page} voice={voice} />
          ))}
        </ul>
        <details open={page.preapprovals.length === 0 || faulty?.form === 'ahead'}>
          <summary>{words.give}</summary>
          <AheadForm {...props} />
        </details>
      </section>
      <section aria-labelledby="away">
        <h2 id="away">{words.away}</h2>
        <p class="quiet">{words.awayHint}</p>
        {page.delegations.length === 0 ? <p>{words.nobodyAway}</p> : null}
        <ul class="rows">
          {page.delegations.map((one) => (
            <DelegationRow one={one} page={page} voice={voice} />
          ))}
        </ul>
        <details open={page.delegations.length === 0 || faulty?.form === 'delegate'}>
          <summary>{words.name}</summary>
          <DelegateForm {...props} />
        </details>
      </section>
      {page.namesSafety || page.officers.length > 0 ? <Safety {...props} /> : null}
    </Frame>
  )
}

function AheadRow({ one, page, voice }: { one: Preapproval; page: Page; voice: Voice }) {
  const words = standingText[voice.locale]
  const use = one.resource?.names ?? one.category
  const until = voice.moment(one.endsAt)
  const stands = one.withdrawnAt === null && one.endsAt > voice.now
  const state =
    one.withdrawnAt === null
      ? stands
        ? words.lapses(until)
        : words.lapsed(until)
      : words.withdrawnAt(voice.moment(one.withdrawnAt))
  return (
    <li class="row need-row" id={`ahead-${one.id}`}>
      <div>
        <strong>
          {one.subject} · {use === null ? '' : nameIn(use, voice.locale)}
        </strong>
        <small>
          {approverWords[voice.locale].names[one.by]} · {nameIn(one.of, voice.locale)}
          {one.maxMinutes === null ? null : ` · ${words.upTo(voice.minutes(one.maxMinutes))}`}
        </small>
        <small>{state}</small>
        {one.note === '' ? null : <small>{one.note}</small>}
      </div>
      {stands ? (
        <form method="post" action={`${standingPath}/ahead/${one.id}/end`}>
          <FormKey value={page.formKey} />
          <button class="button" type="submit" aria-describedby={`ahead-${one.id}`}>
            {words.withdraw}
          </button>
        </form>
      ) : null}
    </li>
  )
}

function DelegationRow({ one, page, voice }: { one: Delegation; page: Page; voice: Voice }) {
  const words = standingText[voice.locale]
  const said = one.isMine
    ? words.mine(personName(one.delegate, voice.locale))
    : words.theirs(personName(one.approver, voice.locale))
  return (
    <li class="row need-row" id={`away-${one.id}`}>
      <div>
        <strong>{said}</strong>
        <small>{voice.range(one)}</small>
      </div>
      <form method="post" action={`${standingPath}/delegates/${one.id}/end`}>
        <FormKey value={page.formKey} />
        <button class="button" type="submit" aria-describedby={`away-${one.id}`}>
          {words.end}
        </button>
      </form>
    </li>
  )
}

function Safety(props: StandingProps) {
  const { page, voice } = props
  const words = standingText[voice.locale]
  return (
    <section aria-labelledby="safety">
      <h2 id="safety">{words.safety}</h2>
      <p class="quiet">{words.safetyHint}</p>
      {page.officers.length === 0 ? <p>{words.noOfficer}</p> : null}
      <ul class="rows">
        {page.officers.map((one) => (
          <OfficerRow one={one} page={page} voice={voice} />
        ))}
      </ul>
      {page.namesSafety ? <SafetyForm {...props} /> : null}
    </section>
  )
}

function OfficerRow({ one, page, voice }: { one: SafetyOfficer; page: Page; voice: Voice }) {
  const words = standingText[voice.locale]
  const rowId = `safety-${one.facilityId}-${one.personId}`
  return (
    <li class="row need-row" id={rowId}>
      <div>
        <strong>{personName(one.name, voice.locale)}</strong>
        <small>
          {nameIn(one.facility, voice.locale)} · {one.address}
        </small>
      </div>
      {page.namesSafety ? (
        <form method="post" action={`${standingPath}/safety/${one.facilityId}/${one.personId}`}>
          <FormKey value={page.formKey} />
          <button class="button" type="submit" aria-describedby={rowId}>
            {words.withdraw}
          </button>
        </form>
      ) : null}
    </li>
  )
}
