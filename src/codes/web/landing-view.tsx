import { checkInWindow } from '../../bookings/check-in-window.ts'
import type { InstrumentPage } from '../../bookings/reads/instrument-page.ts'
import { MissingLeave } from '../../bookings/web/missing-leave.tsx'
import { Obstacles } from '../../bookings/web/obstacles.tsx'
import { bookingPath, resourcePath } from '../../bookings/web/paths.ts'
import { TermsTable } from '../../bookings/web/terms-table.tsx'
import { textIn } from '../../bookings/web/text.ts'
import { FaultNotice, ReportLink } from '../../fault-reports/web/fault-notice.tsx'
import { reportPath } from '../../fault-reports/web/paths.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { FormKey } from '../../platform/ui/form-parts.tsx'
import type { Unit } from '../../resources/resource.ts'
import type { Landing, MineHere } from '../landing.ts'
import { LandingHead } from './landing-head.tsx'
import { Elsewhen, NotNow } from './landing-later.tsx'
import { landingText } from './landing.text.ts'
import { BookNow } from './slot-form.tsx'

export interface LandingViewProps {
  readonly page: InstrumentPage
  readonly unit: Unit | null
  readonly mine: readonly MineHere[]
  readonly landing: Landing
  /** The address of this page. */
  readonly path: string
  readonly voice: Voice
}

/** Where somebody stands who has scanned a sticker: what is here, how it is, and the one thing to do. */
export function LandingView(props: LandingViewProps) {
  const { page, voice } = props
  return (
    <>
      <LandingHead {...props} />
      <FaultNotice fault={page.fault} voice={voice} />
      <Verb {...props} />
      <Upcoming {...props} />
      <p class="beside">
        <a href={resourcePath(page.asked.resource.id, page.asked.resource.kind)}>{landingText[voice.locale].all}</a>
        <ReportLink href={reportPath(page.asked.resource.id, { unitId: props.unit?.id ?? null })} voice={voice} />
      </p>
    </>
  )
}

function Verb(props: LandingViewProps) {
  const { landing, page, voice } = props
  switch (landing.kind) {
    case 'check-in':
      return <CheckIn page={page} landing={landing} voice={voice} />
    case 'in-use':
      return <Finish page={page} mine={landing.mine} voice={voice} />
    case 'free':
      return <BookNow {...props} slot={landing.slot} begins={landing.begins} />
    case 'barred':
      return (
        <>
          <Obstacles refusals={landing.refusals} title={textIn(voice.locale).instrument.cannot} voice={voice} />
          <MissingLeave page={page} refusals={landing.refusals} voice={voice} />
          <TermsTable page={page} slot={null} path={props.path} voice={voice} />
        </>
      )
    case 'not-now':
      return <NotNow page={page} landing={landing} voice={voice} />
    case 'taken':
    case 'closed':
    case 'shut':
      return <Elsewhen {...props} landing={landing} />
    case 'unavailable':
      return null
  }
}

type Of<K extends Landing['kind']> = Extract<Landing, { kind: K }>

interface PartProps {
  readonly page: InstrumentPage
  readonly voice: Voice
}

function CheckIn({ page, landing: { mine, until }, voice }: PartProps & { landing: Of<'check-in'> }) {
  const words = textIn(voice.locale).booking
  const { booking, unitName } = mine
  const isOther = page.asked.resource.units.length > 1 && !booking.whole
  return (
    <section class="next" aria-label={landingText[voice.locale].yours}>
      <p class="when">{voice.near(booking)}</p>
      {isOther ? <p class="quiet">{landingText[voice.locale].unit(unitName)}</p> : null}
      {booking.terms.checkIn === 'required' ? <p class="quiet">{words.checkInUntil(voice.soon(until))}</p> : null}
      <form method="post" action={`${bookingPath(booking.id)}/check-in`}>
        <FormKey value={page.formKey} />
        <input type="hidden" name="by" value="scan" />
        <button class="button main" type="submit">
          {words.checkIn}
        </button>
      </form>
    </section>
  )
}

function Finish({ page, mine: { booking }, voice }: PartProps & { mine: MineHere }) {
  const words = textIn(voice.locale).booking
  return (
    <section class="next" aria-label={landingText[voice.locale].inUse}>
      <p class="when">{voice.near(booking)}</p>
      <form method="post" action={`${bookingPath(booking.id)}/check-out`}>
        <FormKey value={page.formKey} />
        <button class="button main" type="submit">
          {words.finish}
        </button>{' '}
        <a class="button" href={bookingPath(booking.id)}>
          {landingText[voice.locale].open}
        </a>
      </form>
      <p class="hint">{words.finishDetail}</p>
    </section>
  )
}

/** What else the person has booked here, when it is not what the page is about. */
function Upcoming({ mine, landing, voice }: LandingViewProps) {
  const about = 'mine' in landing ? landing.mine.booking.id : null
  const next = mine.find(({ booking, around }) => {
    return (
      booking.id !== about && checkInWindow(booking, around, voice.now).opens !== 'now' && booking.endsAt > voice.now
    )
  })
  if (!next) return null
  return (
    <p>
      <a href={bookingPath(next.booking.id)}>{landingText[voice.locale].upcoming(voice.near(next.booking))}</a>
    </p>
  )
}
