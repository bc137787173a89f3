import { bookingPath } from '../../bookings/web/paths.ts'
import { maySee } from '../../bookings/may-change.ts'
import { personName } from '../../firms/person-name.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { langOf } from '../../platform/i18n/script.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { FormKey, Select } from '../../platform/ui/form-parts.tsx'
import { approvers } from '../../resources/approval-rule.ts'
import { approverNames, approverWords } from '../approver-words.ts'
import { mostAwaited, type AwaitedConsent, type AwaitedPage } from '../reads/awaited.ts'
import { requestsAddress, requestsPath, type RequestsForm } from './paths.ts'
import { requestsText } from './requests.text.ts'

/** What was sent and could not be taken. */
export interface Faulty {
  readonly picked: readonly string[]
  readonly reason: string
  readonly fault: 'nothing-picked' | 'no-reason'
}

export interface AwaitedProps {
  readonly page: AwaitedPage
  readonly form: RequestsForm
  readonly faulty: Faulty | null
  readonly voice: Voice
}

/** Bookings that wait for the viewer's consent: ticked, and decided together with one reason. */
export function AwaitedList(props: AwaitedProps) {
  const { page, form, voice } = props
  const words = requestsText[voice.locale]
  const isNarrow = form.by !== null || form.facility !== '' || form.words !== ''
  if (page.awaited.length === 0) {
    return (
      <>
        {isNarrow ? <Filter {...props} /> : null}
        <p class="quiet" id="nothing">
          {isNarrow ? words.noneSo : words.none}
        </p>
      </>
    )
  }
  return (
    <>
      <Filter {...props} />
      <form method="post" action={requestsPath(form.side)} class="deciding">
        <FormKey value={page.formKey} />
        <input type="hidden" name="back" value={requestsAddress({ ...form, all: false }).replace(/^[^?]*\??/, '')} />
        <p class="beside">
          <a href={requestsAddress({ ...form, all: !form.all })}>{form.all ? words.selectNone : words.selectAll}</a>
        </p>
        <ul class="rows">
          {page.awaited.map((one) => (
            <Row one={one} {...props} />
          ))}
        </ul>
        {page.hasMore ? <p class="quiet">{words.more(mostAwaited)}</p> : null}
        <DecideBar {...props} />
      </form>
    </>
  )
}

function Row({ one, page, form, faulty, voice }: AwaitedProps & { one: AwaitedConsent }) {
  const words = requestsText[voice.locale]
  const value = `${one.bookingId}:${one.by}`
  const person = personName(one.person, voice.locale)
  const ticked = faulty === null ? form.all && !one.isOwn : faulty.picked.includes(value)
  const seen = maySee(page.viewer, one.firmId, one.facilityId)
  return (
    <li class="row need-row" id={`ask-${value.replace(':', '-')}`}>
      <label class="check pick">
        <input type="checkbox" name="pick" value={value} checked={ticked} disabled={one.isOwn} />
        <span>
          <strong>
            {nameIn(one.resource.names, voice.locale)}
            {one.unit === null ? null : ` · ${one.unit}`}
          </strong>
          <small>
            {voice.near(one)} · {words.decideBy(voice.soon(Math.min(one.decideBy, one.startsAt)))}
          </small>
          <small>
            <span lang={langOf(person, voice.locale)}>{person}</span> · {nameIn(one.firm, voice.locale)} · {one.project}
          </small>
          {one.purpose === '' ? null : <small lang={langOf(one.purpose, voice.locale)}>{one.purpose}</small>}
          <small>
            {approverWords[voice.locale].names[one.by]}
            {one.others.length === 0 ? null : ` · ${words.alsoAwaits(approverNames(one.others, voice.locale))}`}
          </small>
          {one.isOwn ? <small class="own">{words.own}</small> : null}
        </span>
      </label>
      {seen ? (
        <a href={bookingPath(one.bookingId)} aria-describedby={`ask-${value.replace(':', '-')}`}>
          {words.open}
        </a>
      ) : null}
    </li>
  )
}

function DecideBar({ faulty, voice }: AwaitedProps) {
  const words = requestsText[voice.locale]
  const fault = faulty && (faulty.fault === 'no-reason' ? words.noReason : words.nothingPicked)
  return (
    <div class="decide-bar">
      {fault === null ? null : (
        <strong class="fault" id="decide-fault" role="alert">
          {fault}
        </strong>
      )}
      <p class="field">
        <label for="reason">{words.reason}</label>
        <input
          id="reason"
          name="reason"
          maxlength={300}
          value={faulty?.reason ?? ''}
          aria-describedby={fault === null ? 'reason-hint' : 'reason-hint decide-fault'}
          {...(faulty?.fault === 'no-reason' ? { 'aria-invalid': 'true' as const } : {})}
        />
        <span class="hint" id="reason-hint">
          {words.reasonHint}
        </span>
      </p>
      <div class="verbs">
        <button class="button main" name="decision" value="approve">
          {words.approve}
        </button>
        <button class="button" name="decision" value="reject">
          {words.reject}
        </button>
      </div>
    </div>
  )
}

function Filter({ page, form, voice }: AwaitedProps) {
  const words = requestsText[voice.locale]
  const lab = form.side === 'lab'
  const steps = approvers.map((by) => ({ value: by, text: approverWords[voice.locale].names[by] }))
  const places = page.facilities.map(({ id, names }) => ({ value: id, text: nameIn(names, voice.locale) }))
  return (
    <details class="filter" open={form.by !== null || form.facility !== '' || form.words !== ''}>
      <summary>{words.filter}</summary>
      <form method="get" action={requestsPath(form.side)} class="inline">
        {lab ? (
          <Select
            label={words.step}
            name="by"
            value={form.by ?? ''}
            options={[{ value: '', text: words.anyStep }, ...steps]}
          />
        ) : null}
        <Select
          label={words.facility}
          name="facility"
          value={form.facility}
          options={[{ value: '', text: words.anyFacility }, ...places]}
        />
        <p class="field">
          <label for="q">{words.words}</label>
          <input id="q" name="q" type="search" maxlength={100} value={form.words} />
        </p>
        <button class="button" type="submit">
          {words.show}
        </button>
      </form>
    </details>
  )
}
