import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { KeptForm } from '../../platform/offline/kept-form.tsx'
import type { HomePage } from '../reads/home-page.ts'
import type { MyBooking } from '../reads/my-bookings.ts'
import { FinanceDesk, isAtDesk } from '../../statements/web/finance-desk.tsx'
import { Offers } from '../../waitlist/web/offer-card.tsx'
import { AgainList } from './again-view.tsx'
import { BookingRow } from './booking-row.tsx'
import { FreeNowList } from './free-now-view.tsx'
import { passText } from './pass.text.ts'
import { bookingPath } from './paths.ts'
import { textIn } from './text.ts'

export interface HomeViewProps {
  readonly home: HomePage
  readonly voice: Voice
}

export function HomeView({ home, voice }: HomeViewProps) {
  const words = textIn(voice.locale).home
  const [next, ...after] = home.upcoming
  const isNew = home.upcoming.length + home.offers.length + home.again.length === 0
  const isDesk = isNew && isAtDesk(home.viewer)
  return (
    <>
      <h1 class="unseen">{words.title}</h1>
      {isDesk ? <FinanceDesk viewer={home.viewer} voice={voice} /> : isNew ? <Welcome voice={voice} /> : null}
      <Offers offered={home.offers} voice={voice} />
      {next ? <Next mine={next} formKey={home.formKey} voice={voice} /> : null}
      {after.length === 0 ? null : (
        <section aria-labelledby="after">
          <h2 id="after">{words.after}</h2>
          <ul class="rows">
            {after.map((one) => (
              <BookingRow mine={one} voice={voice} />
            ))}
          </ul>
        </section>
      )}
      {isNew && !isDesk ? null : <Search voice={voice} />}
      <AgainList page={home} voice={voice} />
      {isDesk ? null : <FreeNowList home={home} voice={voice} />}
    </>
  )
}

interface NextProps {
  readonly mine: MyBooking
  readonly formKey: string
  readonly voice: Voice
}

/** The next booking with the one thing that is to be done with it. */
function Next({ mine: { booking, resource, location }, formKey, voice }: NextProps) {
  const words = textIn(voice.locale)
  const { state, terms } = booking
  const canCheckIn = state === 'confirmed' && terms.checkIn !== 'none' && terms.checkInFrom <= voice.now
  return (
    <section class="next" aria-labelledby="next">
      <h2 id="next">{words.home.next}</h2>
      <p class="when">{voice.near(booking)}</p>
      <p class="what">{nameIn(resource, voice.locale)}</p>
      <p class="quiet">
        {words.booking.states[state]}
        {location === '' ? null : ` · ${location}`}
      </p>
      {state === 'confirmed' && terms.checkIn === 'required' ? (
        <p class="quiet">
          {canCheckIn
            ? words.booking.checkInUntil(voice.soon(terms.noShowAt))
            : words.booking.checkInFrom(voice.soon(terms.checkInFrom))}
        </p>
      ) : null}
      {canCheckIn ? (
        <CheckInHere booking={booking} formKey={formKey} voice={voice} />
      ) : (
        <p>
          <a class={state === 'in-use' ? 'button main' : 'button'} href={bookingPath(booking.id)}>
            {state === 'in-use' ? words.booking.finish : words.home.open}
          </a>
        </p>
      )}
    </section>
  )
}

function CheckInHere({ booking, formKey, voice }: Omit<NextProps, 'mine'> & { booking: MyBooking['booking'] }) {
  const words = textIn(voice.locale)
  const pass = passText[voice.locale]
  const { terms, endsAt } = booking
  const until = terms.checkIn === 'required' ? Math.min(terms.noShowAt, endsAt) : endsAt
  return (
    <KeptForm onward={bookingPath(booking.id)} words={{ ...pass, kept: pass.kept(voice.soon(until)) }}>
      <form method="post" action={`${bookingPath(booking.id)}/check-in`}>
        <input type="hidden" name="key" value={formKey} />
        <button class="button main" type="submit">
          {words.booking.checkIn}
        </button>{' '}
        <a class="button" href={bookingPath(booking.id)}>
          {words.home.open}
        </a>
      </form>
    </KeptForm>
  )
}

function Search({ voice }: { voice: Voice }) {
  const words = textIn(voice.locale).home
  return (
    <form class="search" method="get" action="/find" role="search">
      <label for="q">{words.search}</label>
      <div class="search-line">
        <input id="q" name="q" type="search" maxlength={100} placeholder={words.searchLabel} />
        <button class="button" type="submit">
          {words.searchButton}
        </button>
      </div>
    </form>
  )
}

function Welcome({ voice }: { voice: Voice }) {
  const words = textIn(voice.locale).home
  return (
    <section class="welcome" aria-labelledby="welcome">
      <h2 id="welcome">{words.welcome}</h2>
      <p>{words.welcomeDetail}</p>
      <Search voice={voice} />
      <p>
        <a class="button main" href="/find">
          {words.welcomeFind}
        </a>
      </p>
    </section>
  )
}
