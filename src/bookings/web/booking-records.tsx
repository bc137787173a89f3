import { approverNames } from '../../approvals/approver-words.ts'
import { personName } from '../../firms/person-name.ts'
import { lineText } from '../../billing/line-text.ts'
import { sumMinor } from '../../kernel/money.ts'
import { formatInstant } from '../../kernel/rfc3339.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Subsidiser } from '../../subsidies/reads/funding.ts'
import type { BookingPage } from '../reads/booking-page.ts'
import type { HistoryEntry } from '../reads/history.ts'
import type { BookingActions } from './booking-actions.ts'
import { textIn } from './text.ts'

/** What was billed, or what will be: line by line, and the sum. */
export function PriceTable({ page, actions, voice }: { page: BookingPage; actions: BookingActions; voice: Voice }) {
  const { booking, charged } = page
  const words = textIn(voice.locale)
  const lines = linesOf(page)
  const estimate = booking.tariff.chargeBasis !== 'booked' && charged.length === 0
  const owed = booking.settlement === 'due' && actions.owedMinor > 0 && booking.state === 'cancelled'
  return (
    <section aria-labelledby="price">
      <h2 id="price">
        {words.booking.price} <small>{words.booking.settlement[booking.settlement]}</small>
      </h2>
      {lines.length === 0 ? null : (
        <table class="prices">
          <tbody>
            {lines.map(({ line, amountMinor }) => (
              <tr>
                <th scope="row">{lineText(line, voice.locale)}</th>
                <td class="number">{voice.money(amountMinor)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{words.booking.total}</th>
              <td class="number">{voice.money(sumMinor(lines.map((line) => line.amountMinor)))}</td>
            </tr>
          </tfoot>
        </table>
      )}
      {charged.length === 0 && lines.length > 0 && page.subsidies.length > 0 ? (
        <p class="quiet">{words.price.beforeSubsidies(page.subsidies.map((one) => subsidyText(one, voice)))}</p>
      ) : null}
      {estimate && lines.length > 0 ? <p class="quiet">{words.price.estimateNote}</p> : null}
      {owed ? <p class="quiet">{words.booking.owed(voice.money(actions.owedMinor))}</p> : null}
    </section>
  )
}

function subsidyText({ percent, ...names }: Subsidiser, { locale }: Voice): string {
  return `${nameIn(names, locale)} ${percent}%`
}

/** Billed lines once there are any; before that the price it was booked at, and nothing of what was given back. */
function linesOf({ booking, charged }: BookingPage): BookingPage['charged'] {
  if (charged.length > 0) return charged
  const given = booking.settlement === 'void' || booking.state === 'cancelled'
  return given ? [] : booking.priceLines.map((line) => ({ line, amountMinor: line.amountMinor }))
}

export function HistoryList({ history, voice }: { history: readonly HistoryEntry[]; voice: Voice }) {
  const words = textIn(voice.locale).booking
  return (
    <ol class="history">
      {history.map(({ version, at, action, by, as, reason }) => (
        <li>
          <time datetime={formatInstant(at)}>{voice.moment(at)}</time>
          <span>
            {words.events[eventOf(action, version)] ?? action} ·{' '}
            {by === null ? roleOrClock(as, voice) : personName(by.name, voice.locale)}
            {reason === null || reason === '' ? null : ` · ${reason}`}
          </span>
        </li>
      ))}
    </ol>
  )
}

/** Whoever consented is named by role: they may be of another house. */
function roleOrClock(as: HistoryEntry['as'], voice: Voice): string {
  return as.length > 0 ? approverNames(as, voice.locale) : textIn(voice.locale).booking.clock
}

/** Confirmed at once is booked; confirmed later was approved. */
function eventOf(action: string, version: number): string {
  return action === 'booking.confirmed' && version > 1 ? 'booking.approved' : action
}
