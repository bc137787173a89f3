import { unitIdText } from '../../kernel/id.ts'
import { address } from '../../platform/http/address.ts'
import { bookingPath, closePath, resourcePath } from '../../bookings/web/paths.ts'
import { Row } from '../../bookings/web/terms-table.tsx'
import { personName } from '../../firms/person-name.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { FormKey, TextField } from '../../platform/ui/form-parts.tsx'
import { mostWords, type Fault } from '../fault.ts'
import { faultsText } from './faults.text.ts'
import { faultPath } from './paths.ts'

export interface FaultViewProps {
  readonly fault: Fault
  readonly isManager: boolean
  readonly formKey: string
  /** True when closing it came too late. */
  readonly overtaken: boolean
  readonly voice: Voice
}

/** One report: to whoever wrote it, that it is known; to the lab manager, everything about it and a way to close it. */
export function FaultView({ fault, isManager, formKey, overtaken, voice }: FaultViewProps) {
  const words = faultsText[voice.locale]
  return (
    <>
      <p class="over">
        <a href={resourcePath(fault.resourceId)}>{nameIn(fault.resource, voice.locale)}</a>
        {fault.unit === null ? null : ` · ${fault.unit}`}
      </p>
      <h1>{isManager ? words.list : fault.state === 'closed' ? words.seenTo : words.thanks}</h1>
      {overtaken ? (
        <p class="notice bad" role="alert">
          {words.overtaken}
        </p>
      ) : null}
      {isManager || fault.state === 'closed' ? null : <p>{words.thanksDetail}</p>}
      <p class={`state ${fault.state === 'open' ? 'pending' : 'completed'}`}>{words[fault.state]}</p>
      <FaultBody fault={fault} voice={voice} />
      {isManager ? <FaultDetails fault={fault} voice={voice} /> : null}
      {isManager && fault.state === 'open' ? <CloseAtOnce fault={fault} voice={voice} /> : null}
      {isManager && fault.state === 'open' ? (
        <form method="post" action={`${faultPath(fault.id)}/closing`}>
          <FormKey value={formKey} />
          <TextField label={words.answer} name="answer" hint={words.answerHint} maxlength={mostWords} />
          <button class="button main" type="submit">
            {words.close}
          </button>
        </form>
      ) : null}
    </>
  )
}

/** To the closing of the machine from now on, filled in: there is shown whom it hits. */
function CloseAtOnce({ fault, voice }: Pick<FaultViewProps, 'fault' | 'voice'>) {
  const unit = fault.unitId === null ? null : unitIdText(fault.unitId)
  const closing = { look: 1, begin: 'now', length: 'open', kind: 'fault', reason: beginning(fault.words), unit }
  return (
    <p class="actions">
      <a class={fault.usable ? 'button' : 'button main'} href={address(closePath(fault.resourceId), closing)}>
        {faultsText[voice.locale].closeMachine}
      </a>
    </p>
  )
}

function FaultBody({ fault, voice }: Pick<FaultViewProps, 'fault' | 'voice'>) {
  const words = faultsText[voice.locale]
  const lines = fault.words.split('\n')
  return (
    <>
      <p>
        <strong>{fault.usable ? words.usable : words.notUsable}</strong>
      </p>
      {fault.words === '' ? <p class="quiet">{words.erased}</p> : lines.map((line) => <p>{line}</p>)}
      {fault.photoKey === null ? null : (
        <p>
          <a href={`${faultPath(fault.id)}/photo`}>
            <img class="photo" src={`${faultPath(fault.id)}/photo`} alt={words.photo} />
          </a>
        </p>
      )}
      <p class="quiet">{words.reported(voice.moment(fault.reportedAt))}</p>
      {fault.closedAt === null ? null : <p class="quiet">{words.closedAt(voice.moment(fault.closedAt))}</p>}
      {fault.answer === '' ? null : <p class="notice good">{fault.answer}</p>}
    </>
  )
}

function FaultDetails({ fault, voice }: Pick<FaultViewProps, 'fault' | 'voice'>) {
  const words = faultsText[voice.locale]
  return (
    <dl class="terms">
      <Row label={words.by}>{personName(fault.person, voice.locale)}</Row>
      {fault.firm === null ? null : <Row label={words.firm}>{nameIn(fault.firm, voice.locale)}</Row>}
      {fault.bookingId === null ? null : (
        <Row label={words.booking}>
          <a href={bookingPath(fault.bookingId)}>{words.booking}</a>
        </Row>
      )}
    </dl>
  )
}

/** As much of the words as a row has room for. */
function beginning(words: string): string {
  return words.length > mostOfWords ? `${words.slice(0, mostOfWords).trimEnd()}…` : words
}

const mostOfWords = 160

/** Reports as rows to open, latest first. */
export function FaultRows({ faults, voice }: { readonly faults: readonly Fault[]; readonly voice: Voice }) {
  const words = faultsText[voice.locale]
  if (faults.length === 0) return <p>{words.nothing}</p>
  return (
    <ul class="rows pairs">
      {faults.map((fault) => (
        <li>
          <a class="row stack" href={faultPath(fault.id)}>
            <strong>
              {nameIn(fault.resource, voice.locale)}
              {fault.unit === null ? null : ` · ${fault.unit}`}
            </strong>
            <span>
              {fault.usable ? words.usable : words.notUsable}
              {fault.words === '' ? null : ` · ${beginning(fault.words)}`}
            </span>
            <span class="quiet">
              {fault.state === 'open' ? null : `${words.closed} · `}
              {words.reported(voice.moment(fault.reportedAt))} · {personName(fault.person, voice.locale)}
            </span>
          </a>
        </li>
      ))}
    </ul>
  )
}
