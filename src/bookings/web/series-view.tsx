import type { Interval } from '../../kernel/interval.ts'
import { sumMinor } from '../../kernel/money.ts'
import { dayOf } from '../../kernel/wall-clock.ts'
import { address } from '../../platform/http/address.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { undoSeconds } from '../booking.ts'
import { feeNow } from '../cancellation.ts'
import { mayChange } from '../may-change.ts'
import type { Missed, SeriesPage } from '../reads/series-page.ts'
import { bookingPath, resourcePath, seriesPath, slotValue } from './paths.ts'
import { seriesText } from './series.text.ts'
import { priceText } from './slot-choice.tsx'
import { textIn } from './text.ts'

export interface SeriesViewProps {
  readonly page: SeriesPage
  readonly voice: Voice
}

/** A series: just made, under its seal, with what was not had and what may be had instead; later, what is left. */
export function SeriesView({ page, voice }: SeriesViewProps) {
  const words = seriesText(voice.locale)
  const { bookings, now } = page
  const [first] = bookings
  if (!first) return null
  const { booking, names } = first
  const isNew = now <= booking.requestedAt + undoSeconds && bookings.some((one) => one.booking.state === 'confirmed')
  return (
    <>
      <header class={isNew ? 'sealed' : 'head'}>
        {isNew ? (
          <span class="seal" lang={voice.locale === 'zh-Hant' ? 'zh-Hant' : 'zh-Hans'} aria-hidden="true">
            {textIn(voice.locale).seal}
          </span>
        ) : null}
        <h1>{isNew ? words.booked(bookings.length) : words.title(bookings.length)}</h1>
        <p class="what">{nameIn(names.resource, voice.locale)}</p>
      </header>
      {page.missed.length === 0 ? null : <MissedWeeks page={page} voice={voice} />}
      <section aria-labelledby="bookings">
        <h2 id="bookings">{words.list}</h2>
        <ul class="rows">
          {bookings.map((one) => (
            <li>
              <a class="row booking-row" href={bookingPath(one.booking.id)}>
                <span class="when">{voice.near(one.booking)}</span>
                <span class={`state ${one.booking.state}`}>
                  {textIn(voice.locale).booking.states[one.booking.state]}
                </span>
              </a>
            </li>
          ))}
        </ul>
      </section>
      <CancelRest page={page} voice={voice} />
    </>
  )
}

function MissedWeeks({ page: { missed, bookings, formKey }, voice }: SeriesViewProps) {
  const words = seriesText(voice.locale)
  const [first] = bookings
  if (!first) return null
  const { resourceId, projectId, whole, samples, purpose } = first.booking
  const path = resourcePath(resourceId)
  return (
    <section class="notice" aria-labelledby="missed">
      <h2 id="missed">{words.missed}</h2>
      <p>{words.missedWhy}</p>
      <form method="post" action={`${path}/book`}>
        <input type="hidden" name="key" value={formKey} />
        <input type="hidden" name="project" value={projectId} />
        <input type="hidden" name="samples" value={samples} />
        <input type="hidden" name="purpose" value={purpose} />
        {whole ? <input type="hidden" name="whole" value="1" /> : null}
        <ul class="missed">
          {missed.map((time) => (
            <MissedWeek time={time} path={path} whole={whole} voice={voice} />
          ))}
        </ul>
      </form>
    </section>
  )
}

function MissedWeek({ time, path, whole, voice }: { time: Missed; path: string; whole: boolean; voice: Voice }) {
  return (
    <li>
      <p>
        <s>{voice.range(time)}</s> <a href={otherTimes(path, time, whole, voice)}>{seriesText(voice.locale).other}</a>
      </p>
      {time.alternatives.map((one) => (
        <button class="slot" name="slot" value={slotValue(one)}>
          <span class="when">{voice.range(one)}</span>
          <span class="price">{priceText(one, voice)}</span>
        </button>
      ))}
    </li>
  )
}

function otherTimes(path: string, { startsAt, endsAt }: Interval, whole: boolean, voice: Voice): string {
  const { date } = dayOf(startsAt, voice.zone)
  return address(`${path}/time`, { date, minutes: (endsAt - startsAt) / 60, whole: whole ? 1 : null })
}

/** The first press shows what it costs, the second one does it. */
function CancelRest({ page: { bookings, viewer, now, formKey }, voice }: SeriesViewProps) {
  const words = seriesText(voice.locale)
  const left = bookings
    .map(({ booking }) => booking)
    .filter((booking) => booking.endsAt > now && (booking.state === 'confirmed' || booking.state === 'pending'))
  const [first] = left
  const groupId = first?.groupId ?? null
  if (!first || groupId === null || !mayChange(first, viewer)) return null
  const fee = sumMinor(left.map((booking) => feeNow(booking, now)))
  return (
    <details class="act" id="cancel">
      <summary>{words.cancel}</summary>
      <form method="post" action={`${seriesPath(groupId)}/cancel`}>
        <input type="hidden" name="key" value={formKey} />
        <p>
          {words.cancelRest(left.length)} {fee === 0 ? words.cancelFree : words.cancelFee(voice.money(fee))}
        </p>
        <button class="button danger" type="submit">
          {words.cancelConfirm(left.length)}
        </button>
      </form>
    </details>
  )
}
