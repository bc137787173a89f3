import { z } from 'zod'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { Frame } from '../../firms/web/frame.tsx'
import type { BookingId } from '../../kernel/id.ts'
import { Conflict, Stale } from '../../kernel/thrown.ts'
import type { DoorContext } from '../../platform/http/door.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { idOf, wholeNumber } from '../../platform/http/schemas.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { voiceOf, type Voice } from '../../platform/i18n/voice.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { cancelBooking } from '../commands/cancel-booking.ts'
import { checkIn, lateArrivalIn } from '../commands/check-in.ts'
import { checkOut } from '../commands/check-out.ts'
import { moveBooking } from '../commands/move-booking.ts'
import { readBookingPage } from '../reads/booking-page.ts'
import { acceptOffer } from '../../waitlist/commands/accept-offer.ts'
import { waitlistText } from '../../waitlist/web/waitlist.text.ts'
import { calendarFile } from '../icalendar.ts'
import { refusalText } from '../refusal-text.ts'
import { eventOf } from './calendar-file.ts'
import { BookingView } from './booking-view.tsx'
import { keyOfForm } from './form-key.ts'
import { passText } from './pass.text.ts'
import { bookingPath } from './paths.ts'
import { textIn } from './text.ts'

const bookingId = idOf('bkg')
const params = z.object({ id: bookingId })
// One route for both: a second pattern at this place would put the whole house on hono's slower router.
const fileParams = z.object({ id: z.string().max(70) })

/** One booking, and what can be done with it. */
export function bookingPages(pages: Pages): void {
  pages.page(
    { method: 'get', path: '/b/:id', policy: 'signed-in', params: fileParams },
    ({ c, deps, actor, params }) => {
      const id = bookingId.parse(params.id.replace(/\.ics$/, ''))
      return params.id.endsWith('.ics') ? showCalendar(c, deps, actor, id) : showBooking(c, deps, actor, id)
    },
  )
  const by = z.object({ by: z.literal('scan').optional().catch(undefined) })
  pages.page({ method: 'post', path: '/b/:id/check-in', policy: 'signed-in', params, form: by }, (call) =>
    changeBy(call, async (key) => {
      const { c, deps, actor, params, form } = call
      const late = lateArrivalIn(await checkIn(deps, actor, params.id, key, keptSecondsOf(c), form.by ?? null))
      return late && ((voice) => lateText(late, voice))
    }),
  )
  const usage = z.strictObject({ samples: wholeNumber(0, 9999).optional() })
  pages.page({ method: 'post', path: '/b/:id/check-out', policy: 'signed-in', params, form: usage }, (call) =>
    changeBy(call, async (key) => {
      const report = { samples: call.form.samples ?? null, note: '' }
      await checkOut(call.deps, call.actor, call.params.id, report, key)
    }),
  )
  pages.page({ method: 'post', path: '/b/:id/cancel', policy: 'signed-in', params }, (call) =>
    changeBy(call, async (key) => {
      await cancelBooking(call.deps, call.actor, call.params.id, { reason: '', free: false }, key)
    }),
  )
  pages.page({ method: 'post', path: '/b/:id/accept', policy: 'signed-in', params }, (call) =>
    changeBy(call, (key) => accept(call, key)),
  )
  const longer = z.strictObject({ minutes: wholeNumber(1, 1440), version: wholeNumber(1, 1_000_000) })
  pages.page({ method: 'post', path: '/b/:id/extend', policy: 'signed-in', params, form: longer }, (call) =>
    changeBy(call, (key) => extend(call.deps, call.actor, call.params.id, call.form, key)),
  )
}

interface Call {
  readonly c: DoorContext
  readonly deps: Deps
  readonly actor: Actor
  readonly params: { readonly id: BookingId }
  readonly request: RequestKey
}

async function showCalendar(c: DoorContext, deps: Deps, actor: Actor, id: BookingId): Promise<Response> {
  const { booking, names, place, history, viewer } = await readBookingPage(deps, actor, id)
  const { locale } = viewer
  const { facility, location } = place
  const changedAt = history.at(-1)?.at ?? booking.requestedAt
  const at = { facilityHans: facility.hans, facilityHant: facility.hant, facilityEn: facility.en, location }
  const event = eventOf({ ...booking, ...names.resource, ...at, changedAt }, locale, deps.publicUrl)
  return c.body(calendarFile(event.title, [event], { refreshMinutes: null }), 200, {
    'content-type': 'text/calendar; charset=utf-8',
    'content-disposition': `attachment; filename="${booking.number}.ics"`,
  })
}

/** The page of a booking; with a trouble, as the answer to what could not be done. */
export async function showBooking(c: DoorContext, deps: Deps, actor: Actor, id: BookingId, trouble?: Trouble) {
  const page = await readBookingPage(deps, actor, id)
  const { viewer, booking, names, now } = page
  const voice = voiceOf(viewer.locale, deps.park(), now)
  const problem = trouble?.(voice)
  const title = nameIn(names.resource, voice.locale)
  const own = booking.personId === viewer.personId || booking.bookedBy === viewer.personId
  const keeping = own ? { keeping: { who: viewer.personId, ahead: ['/'], voice } } : {}
  const whole = (
    <Frame viewer={viewer} locale={voice.locale} title={title} current="mine" {...keeping}>
      <BookingView page={page} site={deps.publicUrl} {...(problem === undefined ? {} : { problem })} voice={voice} />
    </Frame>
  )
  return pageAnswer(c, whole, problem === undefined ? 200 : 409)
}

type Trouble = (voice: Voice) => string

/** Done: back to the booking. Not done: the booking as it stands, and why. */
async function changeBy({ c, deps, actor, params: { id }, request }: Call, change: Change): Promise<Response> {
  const trouble = await change(keyOfForm(request)).catch(conflictText)
  return trouble ? showBooking(c, deps, actor, id, trouble) : c.redirect(bookingPath(id), 303)
}

type Change = (key: RequestKey) => Promise<Trouble | null | void>

/** Why a booking's state did not allow the change; anything else is thrown on. */
export function conflictText(error: unknown): Trouble {
  if (!(error instanceof Conflict || error instanceof Stale)) throw error
  const kind = error instanceof Conflict ? error.kind : 'stale'
  return ({ locale }) => {
    const { conflict } = textIn(locale).booking
    return kind === 'too-early' || kind === 'too-late' || kind === 'unit-busy' ? conflict[kind] : conflict.other
  }
}

function lateText(late: NonNullable<ReturnType<typeof lateArrivalIn>>, voice: Voice): string {
  const { said, arrived, until } = late
  const times = { said: voice.soon(said), arrived: voice.soon(arrived), until: voice.soon(until) }
  return passText[voice.locale].late(times)
}

// How long a phone without a network held a form back, by its own account; a week at most.
function keptSecondsOf(c: DoorContext): number {
  return keptSeconds.parse(c.req.header('kept-seconds'))
}

const keptSeconds = z.coerce.number().int().min(0).max(604_800).catch(0)

/** Takes up an offer of the waitlist; one that is over, or that a rule forbids by now, says so. */
async function accept({ deps, actor, params: { id } }: Call, key: RequestKey): Promise<Trouble | null> {
  try {
    const answer = await acceptOffer(deps, actor, id, key)
    if (answer.kind === 'accepted') return null
    return (voice) => answer.refusals.map((refusal) => refusalText(refusal, voice).detail).join(' ')
  } catch (error) {
    if (!(error instanceof Conflict) || error.kind === 'try-again') throw error
    return ({ locale }) => waitlistText[locale].over
  }
}

async function extend(
  deps: Deps,
  actor: Actor,
  id: BookingId,
  { minutes, version }: { minutes: number; version: number },
  key: RequestKey,
): Promise<Trouble | null> {
  const { booking } = await readBookingPage(deps, actor, id)
  const to = { startsAt: booking.startsAt, endsAt: booking.endsAt + minutes * 60, unitId: null }
  const moved = await moveBooking(deps, actor, id, to, version, key)
  if (moved.kind !== 'refused') return null
  const { refusals } = moved.verdict
  return (voice) => refusals.map((refusal) => refusalText(refusal, voice).detail).join(' ')
}
