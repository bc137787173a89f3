import { ConsentsSection } from '../../approvals/web/consents-view.tsx'
import { accessText } from '../../access/web/access.text.ts'
import { SessionsLink } from '../../access/web/ask-form.tsx'
import { ReportLink } from '../../fault-reports/web/fault-notice.tsx'
import { reportPath } from '../../fault-reports/web/paths.ts'
import { belongsTo, managesFacility } from '../../firms/viewer.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import type { BookingPage } from '../reads/booking-page.ts'
import { OfferAnswer } from '../../waitlist/web/offer-answer.tsx'
import { actionsOf, type BookingActions } from './booking-actions.ts'
import { BookingDetails } from './booking-details.tsx'
import { AgainSection, ElsewhereSection, OtherTimes } from './booking-others.tsx'
import { BookingPass } from './booking-pass.tsx'
import { CancelForm, CheckInForm, ExtendForm, FinishForm, UndoForm } from './booking-forms.tsx'
import { HistoryList, PriceTable } from './booking-records.tsx'
import { Obstacles } from './obstacles.tsx'
import { mayChange } from '../may-change.ts'
import { ExtrasLink } from '../../billing/web/extras-view.tsx'
import { BesideHours } from './beside-hours.tsx'
import { bookingPath, resourcePath } from './paths.ts'
import { textIn } from './text.ts'

export interface BookingViewProps {
  readonly page: BookingPage
  /** `https://host`. */
  readonly site: string
  /** Why the last thing that was tried did not happen. */
  readonly problem?: string
  readonly voice: Voice
}

type Parts = Pick<BookingViewProps, 'page' | 'voice'>

/** A booking: just made, under its seal; later its state, what can be done with it, and what it costs. */
export function BookingView({ page, site, problem, voice }: BookingViewProps) {
  const actions = actionsOf(page)
  const words = textIn(voice.locale).booking
  return (
    <>
      {problem === undefined ? null : (
        <p class="notice bad" role="alert">
          {problem}
        </p>
      )}
      {actions.undoUntil === null ? <StateHead page={page} voice={voice} /> : <SealHead page={page} voice={voice} />}
      <Uncovered page={page} voice={voice} />
      <BesideHours page={page} voice={voice} />
      {actions.isOffer ? <OfferAnswer page={page} voice={voice} /> : null}
      <Actions page={page} actions={actions} voice={voice} />
      {actions.ahead ? <BookingPass booking={page.booking} site={site} voice={voice} /> : null}
      <ConsentsSection consents={page.consents} voice={voice} />
      <BookingDetails page={page} voice={voice} />
      <p class="beside">
        <ReportLink href={reportPath(page.booking.resourceId, reported(page))} voice={voice} />{' '}
        {mayReportExtras(page) ? <ExtrasLink href={`${bookingPath(page.booking.id)}/extras`} voice={voice} /> : null}
      </p>
      <PriceTable page={page} actions={actions} voice={voice} />
      <section aria-labelledby="history">
        <h2 id="history">{words.history}</h2>
        <HistoryList history={page.history} voice={voice} />
      </section>
    </>
  )
}

/** A training that was withdrawn, or ends before: the booking stays, and says so. */
function Uncovered({ page: { uncovered }, voice }: Parts) {
  const [refusal] = uncovered
  if (!refusal) return null
  const { name: kindId = '' } = refusal.facts
  return (
    <>
      <Obstacles refusals={uncovered} title={accessText[voice.locale].uncovered} voice={voice} />
      <SessionsLink kindId={String(kindId)} voice={voice} />
    </>
  )
}

/** While it is used whoever uses it says what they use up; afterwards staff of the lab may add what was forgotten. */
function mayReportExtras({ booking, viewer, facilityId }: BookingPage): boolean {
  const isStaff = managesFacility(viewer, facilityId)
  if (booking.state === 'in-use') return isStaff || mayChange(booking, viewer)
  return isStaff && booking.settlement === 'settled' && booking.state === 'completed'
}

/** A fault in the course of this booking; who only looks at it reports of the resource. */
function reported({ booking, viewer, facilityId }: BookingPage) {
  const isTheirs = belongsTo(viewer, booking.firmId) || managesFacility(viewer, facilityId)
  return { unitId: booking.whole ? null : booking.unitId, ...(isTheirs ? { bookingId: booking.id } : {}) }
}

/** The seal appears only on what is confirmed; a request has none yet. */
function SealHead({ page: { booking, names, place }, voice }: Parts) {
  const words = textIn(voice.locale)
  const pending = booking.state === 'pending'
  return (
    <header class="sealed">
      {pending ? null : (
        <span class="seal" lang={voice.locale === 'zh-Hant' ? 'zh-Hant' : 'zh-Hans'} aria-hidden="true">
          {words.seal}
        </span>
      )}
      <h1>{pending ? words.booking.requested : words.booking.booked}</h1>
      <p class="what">
        <a href={resourcePath(booking.resourceId, place.kind)}>{nameIn(names.resource, voice.locale)}</a>
      </p>
      <p class="when">{voice.range(booking)}</p>
      <p class="quiet">
        {voice.money(booking.priceMinor)} · {words.booking.project} {names.project.code}
      </p>
      {pending && booking.wakeAt !== null ? <p>{words.booking.requestedDetail(voice.soon(booking.wakeAt))}</p> : null}
    </header>
  )
}

function StateHead({ page: { booking, names, place }, voice }: Parts) {
  const words = textIn(voice.locale).booking
  const outcome = booking.state === 'completed' && booking.outcome ? ` · ${words.outcomes[booking.outcome]}` : ''
  return (
    <header class="head">
      <p class="where">
        {nameIn(place.facility, voice.locale)}
        {place.location === '' ? null : ` · ${place.location}`}
      </p>
      <h1>
        <a href={resourcePath(booking.resourceId, place.kind)}>{nameIn(names.resource, voice.locale)}</a>
      </h1>
      <p class="when">{voice.near(booking)}</p>
      <p class={`state ${booking.state}`}>
        {words.states[booking.state]}
        {outcome}
      </p>
      {booking.state === 'pending' && booking.wakeAt !== null ? (
        <p class="quiet">{words.requestedDetail(voice.soon(booking.wakeAt))}</p>
      ) : null}
    </header>
  )
}

function Actions({ page, actions, voice }: Parts & { actions: BookingActions }) {
  const words = textIn(voice.locale).booking
  const { booking } = page
  const { checkIn, checkInUntil, undoUntil } = actions
  return (
    <>
      <div class={undoUntil === null ? 'actions' : 'actions centred'}>
        {checkIn === 'never' ? null : (
          <CheckInForm page={page} until={checkInUntil} away={checkIn === 'later'} voice={voice} />
        )}
        {actions.finish ? <FinishForm page={page} voice={voice} /> : null}
        {actions.ahead && booking.state !== 'in-use' ? (
          <a class="button" href={`${bookingPath(booking.id)}.ics`}>
            {words.calendar}
          </a>
        ) : null}
        {undoUntil === null ? null : <UndoForm page={page} until={undoUntil} voice={voice} />}
      </div>
      <ElsewhereSection page={page} voice={voice} />
      {actions.again ? <AgainSection page={page} voice={voice} /> : null}
      {checkIn === 'later' ? <p class="quiet">{words.checkInFrom(voice.soon(booking.terms.checkInFrom))}</p> : null}
      {checkIn === 'now' && booking.terms.checkIn === 'required' ? (
        <p class="quiet">{words.checkInUntil(voice.soon(checkInUntil))}</p>
      ) : null}
      <OtherTimes page={page} actions={actions} voice={voice} />
      {actions.extend ? <ExtendForm page={page} voice={voice} /> : null}
      {actions.cancel && undoUntil === null ? <CancelForm page={page} cancel={actions.cancel} voice={voice} /> : null}
    </>
  )
}
