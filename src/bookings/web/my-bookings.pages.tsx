import { z } from 'zod'
import { Frame } from '../../firms/web/frame.tsx'
import type { Pages } from '../../platform/http/pages.ts'
import { voiceOf, type Voice } from '../../platform/i18n/voice.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { readMyBookings, type MyBookings, type PastCursor } from '../reads/my-bookings.ts'
import { Offers } from '../../waitlist/web/offer-card.tsx'
import { WaitlistSection } from '../../waitlist/web/waitlist-section.tsx'
import { AgainList } from './again-view.tsx'
import { BookingRow } from './booking-row.tsx'
import { address } from '../../platform/http/address.ts'
import { calendarText } from './calendar.text.ts'
import { bookingPath, keptAhead } from './paths.ts'
import { textIn } from './text.ts'

const query = z.object({ before: z.string().max(80).optional().catch(undefined) })

/** What I have booked: ahead, and behind. */
export function myBookingsPages(pages: Pages): void {
  pages.page(
    { method: 'get', path: '/me', policy: 'signed-in', query },
    async ({ c, deps, actor, query: { before } }) => {
      const mine = await readMyBookings(deps, actor, before === undefined ? null : cursorOf(before))
      const voice = voiceOf(mine.viewer.locale, deps.park(), deps.now())
      const ahead = mine.upcoming.slice(0, keptAhead).map(({ booking }) => bookingPath(booking.id))
      const keeping = before === undefined ? { keeping: { who: mine.viewer.personId, ahead, voice } } : {}
      const title = textIn(voice.locale).mine.title
      return pageAnswer(
        c,
        <Frame viewer={mine.viewer} locale={voice.locale} title={title} current="mine" {...keeping}>
          <MyBookingsView mine={mine} first={before === undefined} voice={voice} />
        </Frame>,
      )
    },
  )
}

function MyBookingsView({ mine, first, voice }: { mine: MyBookings; first: boolean; voice: Voice }) {
  const words = textIn(voice.locale).mine
  const { upcoming, again, past, next, offers, wishes } = mine
  return (
    <>
      <h1>{words.title}</h1>
      {first ? <Offers offered={offers} voice={voice} /> : null}
      {first ? (
        <section aria-labelledby="upcoming">
          <h2 id="upcoming">{words.upcoming}</h2>
          {upcoming.length === 0 ? <Nothing voice={voice} /> : <Rows bookings={upcoming} voice={voice} />}
          <p class="beside">
            <a href="/me/calendar">{calendarText(voice.locale).link}</a>
          </p>
        </section>
      ) : null}
      {first ? <WaitlistSection wishes={wishes} voice={voice} /> : null}
      {first && again ? <AgainList page={again} voice={voice} /> : null}
      <section aria-labelledby="past">
        <h2 id="past">{words.past}</h2>
        {past.length === 0 ? <p class="quiet">{words.nothingPast}</p> : <Rows bookings={past} voice={voice} />}
        {next === null ? null : (
          <p class="beside">
            <a href={address('/me', { before: cursorText(next) })}>{words.older}</a>
          </p>
        )}
      </section>
    </>
  )
}

function Nothing({ voice }: { voice: Voice }) {
  const words = textIn(voice.locale).mine
  return (
    <>
      <p class="quiet">{words.nothing}</p>
      <p>
        <a class="button" href="/find">
          {words.find}
        </a>
      </p>
    </>
  )
}

function Rows({ bookings, voice }: { bookings: MyBookings['past']; voice: Voice }) {
  return (
    <ul class="rows">
      {bookings.map((one) => (
        <BookingRow mine={one} voice={voice} />
      ))}
    </ul>
  )
}

function cursorText({ startsAt, id }: PastCursor): string {
  return `${startsAt}.${id}`
}

/** A cursor that can't be read begins at the beginning. */
function cursorOf(text: string): PastCursor | null {
  const [, at, id] = /^(\d{1,12})\.(bkg_\w{26})$/.exec(text) ?? []
  return at === undefined || id === undefined ? null : { startsAt: Number(at), id }
}
