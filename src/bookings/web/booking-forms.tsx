import type { Instant } from '../../kernel/interval.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { KeptForm } from '../../platform/offline/kept-form.tsx'
import type { BookingPage } from '../reads/booking-page.ts'
import type { BookingActions } from './booking-actions.ts'
import { passText } from './pass.text.ts'
import { bookingPath } from './paths.ts'
import { textIn } from './text.ts'

interface FormProps {
  readonly page: BookingPage
  readonly voice: Voice
}

/** `away`: it is not the time yet, and by then there may be no network. */
export function CheckInForm({ page, until, away = false, voice }: FormProps & { until: Instant; away?: boolean }) {
  const { booking, formKey } = page
  const words = passText[voice.locale]
  return (
    <KeptForm onward={bookingPath(booking.id)} words={{ ...words, kept: words.kept(voice.soon(until)) }} away={away}>
      <form method="post" action={`${bookingPath(booking.id)}/check-in`}>
        <input type="hidden" name="key" value={formKey} />
        <button class="button main" type="submit">
          {textIn(voice.locale).booking.checkIn}
        </button>
      </form>
    </KeptForm>
  )
}

/** Samples are asked for where they are paid for. */
export function FinishForm({ page, voice }: FormProps) {
  const { booking } = page
  const words = textIn(voice.locale)
  const bySample = booking.tariff.pieces.some(({ terms }) => terms.perSampleMinor > 0)
  return (
    <form method="post" action={`${bookingPath(booking.id)}/check-out`} class="finish">
      <input type="hidden" name="key" value={page.formKey} />
      {bySample ? (
        <p class="field">
          <label for="samples">{words.instrument.samples}</label>
          <input
            id="samples"
            name="samples"
            type="number"
            min="0"
            max="9999"
            inputmode="numeric"
            value={booking.samples}
          />
        </p>
      ) : null}
      <button class="button main" type="submit">
        {words.booking.finish}
      </button>
      <p class="hint">{words.booking.finishDetail}</p>
    </form>
  )
}

/** One tap takes the booking back, for ten minutes. */
export function UndoForm({ page, until, voice }: FormProps & { until: Instant }) {
  return (
    <form method="post" action={`${bookingPath(page.booking.id)}/cancel`}>
      <input type="hidden" name="key" value={page.formKey} />
      <button class="button" type="submit">
        {textIn(voice.locale).booking.undoUntil(voice.clock(until))}
      </button>
    </form>
  )
}

/** The first tap shows what it costs, the second one does it. */
export function CancelForm({ page, cancel, voice }: FormProps & { cancel: NonNullable<BookingActions['cancel']> }) {
  const words = textIn(voice.locale).booking
  const { feeMinor, freeUntil } = cancel
  return (
    <details class="act" id="cancel">
      <summary>{words.cancel}</summary>
      <form method="post" action={`${bookingPath(page.booking.id)}/cancel`}>
        <input type="hidden" name="key" value={page.formKey} />
        <p>
          {feeMinor === 0 ? words.cancelFree : `${words.cancelFee(voice.money(feeMinor))} ${words.cancelFeeLess}`}{' '}
          {feeMinor === 0 && freeUntil !== null && freeUntil > page.now ? (
            <span class="quiet">{words.freeUntil(voice.soon(freeUntil))}</span>
          ) : null}
        </p>
        <button class="button danger" type="submit">
          {words.cancelConfirm}
        </button>
      </form>
    </details>
  )
}

/** The first tap shows how much longer it could be and what that costs, the second one does it. */
export function ExtendForm({ page, voice }: FormProps) {
  const words = textIn(voice.locale).booking
  const { booking, extensions } = page
  return (
    <details class="act" id="extend">
      <summary>{words.extend}</summary>
      <form method="post" action={`${bookingPath(booking.id)}/extend`} class="rows">
        <input type="hidden" name="key" value={page.formKey} />
        <input type="hidden" name="version" value={booking.version} />
        {extensions.map(({ minutes, addedMinor }) => (
          <button class="row" name="minutes" value={minutes}>
            {words.extendBy(voice.minutes(minutes), voice.money(addedMinor))}
            <span>{voice.clock(booking.endsAt + minutes * 60)}</span>
          </button>
        ))}
      </form>
    </details>
  )
}
