import type { Child } from 'hono/jsx'
import { subjectOf } from '../../access/web/access-view.tsx'
import { bookingPath, closePath, resourcePath } from '../../bookings/web/paths.ts'
import { faultPath } from '../../fault-reports/web/paths.ts'
import { personName } from '../../firms/person-name.ts'
import { addDays, dayOf } from '../../kernel/wall-clock.ts'
import { address } from '../../platform/http/address.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { langOf } from '../../platform/i18n/script.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { FormKey } from '../../platform/ui/form-parts.tsx'
import type { OpenRequest } from '../../access/reads/open-requests.ts'
import { reviewOfPath } from '../../usage-review/web/paths.ts'
import type { NeedKind, NeedyBooking, OpenFault } from '../need.ts'
import type { Today } from '../reads/today.ts'
import { backOf, type TodayForm } from './paths.ts'
import { todayText } from './today.text.ts'

interface NeedsProps {
  readonly kind: NeedKind
  readonly most: number
  readonly today: Today
  readonly form: TodayForm
  readonly voice: Voice
}

/** What one row on the page knows of it. */
interface Around {
  readonly back: string
  readonly formKey: string
  readonly voice: Voice
}

/** One kind of need, each with the verb that handles it. */
export function NeedRows({ kind, most, today, form, voice }: NeedsProps) {
  const around = { back: backOf(form), formKey: today.formKey, voice }
  if (kind === 'fault')
    return today.faults.slice(0, most).map((fault) => <FaultRow fault={fault} {...around} />) as unknown as Child
  if (kind === 'access')
    return today.requests.slice(0, most).map((one) => <RequestRow request={one} {...around} />) as unknown as Child
  const bookings = today.bookings.filter((one) => one.kind === kind)
  return bookings.slice(0, most).map((one) => <BookingRow need={one} {...around} />) as unknown as Child
}

function BookingRow({ need, ...around }: Around & { need: NeedyBooking }) {
  const { voice } = around
  const words = todayText[voice.locale]
  const person = personName(need.person, voice.locale)
  return (
    <li class="row need-row" id={`need-${need.id}`}>
      <div>
        <a class="what" href={bookingPath(need.id)}>
          {nameIn(need.resource.names, voice.locale)}
          {need.unit === null ? null : ` · ${need.unit}`}
        </a>
        <small>
          <span lang={langOf(person, voice.locale)}>{person}</span> · {nameIn(need.firm, voice.locale)}
        </small>
        <small>{timeText(need, voice)}</small>
        {need.kind !== 'approval' || need.purpose === '' ? null : (
          <small lang={langOf(need.purpose, voice.locale)}>{need.purpose}</small>
        )}
      </div>
      <div class="verbs">
        {need.kind === 'late' ? <Verb need={need} act="check-in" text={words.checkIn} {...around} /> : null}
        {need.kind === 'overrun' ? <Verb need={need} act="check-out" text={words.checkOut} {...around} /> : null}
        {need.kind === 'approval' ? <Decide need={need} {...around} /> : null}
        {need.isToReview ? (
          <a class="button quiet" href={reviewOfPath(need.id)} aria-describedby={`need-${need.id}`}>
            {words.review}
          </a>
        ) : null}
      </div>
    </li>
  )
}

function timeText({ kind, startsAt, endsAt, until }: NeedyBooking, voice: Voice): string {
  const words = todayText[voice.locale]
  const last = voice.soon(until ?? endsAt)
  switch (kind) {
    case 'late':
      return words.late(voice.soon(startsAt), last)
    case 'overrun':
      return words.overrun(voice.soon(endsAt), last)
    case 'approval':
      return `${voice.near({ startsAt, endsAt })} · ${words.decideBy(last)}`
    case 'no-show':
      return `${voice.near({ startsAt, endsAt })} · ${words.noShow}`
  }
}

interface VerbProps extends Around {
  readonly need: NeedyBooking
  readonly act: 'check-in' | 'check-out'
  readonly text: string
}

function Verb({ need, act, text, back, formKey }: VerbProps) {
  return (
    <form method="post" action={`/m/bookings/${need.id}/${act}`}>
      <FormKey value={formKey} />
      <input type="hidden" name="back" value={back} />
      <button class="button" type="submit" aria-describedby={`need-${need.id}`}>
        {text}
      </button>
    </form>
  )
}

function Decide({ need, back, formKey, voice }: Around & { need: NeedyBooking }) {
  const words = todayText[voice.locale]
  const action = `/m/bookings/${need.id}/approval`
  const noteId = `note-${need.id}`
  return (
    <>
      <form method="post" action={action}>
        <FormKey value={formKey} />
        <input type="hidden" name="back" value={back} />
        <button class="button" name="decision" value="approve" aria-describedby={`need-${need.id}`}>
          {words.approve}
        </button>
      </form>
      <details id={`reject-${need.id}`}>
        <summary>{words.reject}</summary>
        <form method="post" action={action}>
          <FormKey value={formKey} />
          <input type="hidden" name="back" value={back} />
          <p class="field">
            <label for={noteId}>{words.rejectNote}</label>
            <input id={noteId} name="note" maxlength={300} required />
            <span class="hint">{words.noteHint}</span>
          </p>
          <button class="button" name="decision" value="reject">
            {words.reject}
          </button>
        </form>
      </details>
    </>
  )
}

function FaultRow({ fault, back, formKey, voice }: Around & { fault: OpenFault }) {
  const words = todayText[voice.locale]
  const person = personName(fault.person, voice.locale)
  const close = address(closePath(fault.resource.id), { kind: 'fault', length: 'open' })
  const mustClose = !fault.usable && !fault.isClosed
  const state = [fault.usable ? words.limping : words.broken, ...(fault.isClosed ? [words.closedNow] : [])]
  return (
    <li class="row need-row" id={`need-${fault.id}`}>
      <div>
        <a class="what" href={faultPath(fault.id)}>
          {nameIn(fault.resource.names, voice.locale)}
          {fault.unit === null ? null : ` · ${fault.unit}`}
        </a>
        <small>
          <b>{state.join(' · ')}</b> <span lang={langOf(fault.words, voice.locale)}>{fault.words}</span>
        </small>
        <small>
          {voice.moment(fault.reportedAt)} · <span lang={langOf(person, voice.locale)}>{person}</span>
        </small>
      </div>
      <div class="verbs">
        {mustClose ? (
          <a class="button" href={close} aria-describedby={`need-${fault.id}`}>
            {words.closeIt}
          </a>
        ) : null}
        <form method="post" action={`${faultPath(fault.id)}/closing`}>
          <FormKey value={formKey} />
          <input type="hidden" name="back" value={back} />
          <button class={mustClose ? 'plain' : 'button'} type="submit" aria-describedby={`need-${fault.id}`}>
            {words.fixed}
          </button>
        </form>
      </div>
    </li>
  )
}

function RequestRow({ request, back, formKey, voice }: Around & { request: OpenRequest }) {
  const words = todayText[voice.locale]
  const person = personName(request.person.name, voice.locale)
  const until = addDays(dayOf(voice.now, voice.zone).date, 365)
  const isTraining = request.kind === 'training'
  return (
    <li class="row need-row" id={`need-${request.id}`}>
      <div>
        <a class="what" href={resourcePath(request.resource.id, request.resource.kind)}>
          {subjectOf(request, voice)}
        </a>
        <small>
          <span lang={langOf(person, voice.locale)}>{person}</span> · {nameIn(request.firm, voice.locale)}
        </small>
        {request.note === '' ? null : <small lang={langOf(request.note, voice.locale)}>{request.note}</small>}
      </div>
      <div class="verbs">
        <form method="post" action={`/m/requests/${request.id}`}>
          <FormKey value={formKey} />
          <input type="hidden" name="back" value={back} />
          {isTraining ? <input type="hidden" name="until" value={until} /> : null}
          <button class="button" name="decision" value="granted" aria-describedby={`need-${request.id}`}>
            {isTraining ? words.grantUntil(voice.day(until)) : words.grant}
          </button>
        </form>
        <a href="/m/requests">{words.otherwise}</a>
      </div>
    </li>
  )
}
