import { z } from 'zod'
import type { Actor, Deps } from '../../deps.ts'
import { Frame } from '../../firms/web/frame.tsx'
import type { ProjectId, ResourceId, UnitId } from '../../kernel/id.ts'
import type { Interval } from '../../kernel/interval.ts'
import { givenOf } from '../../knowledge/web/given.ts'
import { Malformed } from '../../kernel/thrown.ts'
import { dayOf, spanOfDay } from '../../kernel/wall-clock.ts'
import type { DoorContext } from '../../platform/http/door.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { calendarDate, idOf, plainText, unitId, wholeNumber } from '../../platform/http/schemas.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { voiceOf, type Voice } from '../../platform/i18n/voice.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { requestBooking, type BookingAnswer } from '../commands/request-booking.ts'
import { offeredSlots, usualLength } from '../offered-slots.ts'
import { readAlternatives } from '../reads/alternatives.ts'
import { readInstrumentPage, type InstrumentPage } from '../reads/instrument-page.ts'
import { isNear, stripStart, stripWindow } from '../time-choice.ts'
import type { Wanted, WantedBy } from '../wanted.ts'
import { dayToShow } from './day-list-view.tsx'
import { InstrumentView, RetiredView } from './instrument-view.tsx'
import { LostView } from './lost-view.tsx'
import { keyOfForm } from './form-key.ts'
import { bookingPath, resourcePath, slotOf } from './paths.ts'
import { timeChoice, usualMinutes } from './time-choice-of.ts'
import { TimeView } from './time-view.tsx'

const params = z.object({ id: idOf('res') })
const project = idOf('prj').optional()
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const aheadDays = 14
const slotsOffered = 4
const whole = z.literal('1').optional().catch(undefined)

/** One instrument, space or expert: what it costs and when it is free, any other time, and booking it. */
export function instrumentPages(pages: Pages): void {
  for (const room of ['/i', '/s'] as const) {
    lookPages(pages, room)
    bookPage(pages, room)
  }
}

function lookPages(pages: Pages, room: '/i' | '/s'): void {
  const wish = z.object({
    project,
    whole,
    minutes: wholeNumber(1, 525_600).optional().catch(undefined),
    // A time that another page has shown: what is gone or can't be read only counts as not asked.
    slot: z.string().max(60).optional().catch(undefined),
  })
  pages.page(
    { method: 'get', path: `${room}/:id`, policy: 'signed-in', params, query: wish },
    ({ c, deps, actor, params: { id }, query }) => showInstrument(c, deps, actor, id, query),
  )
  const time = z.object({
    project,
    whole,
    date: calendarDate.optional().catch(undefined),
    minutes: wholeNumber(1, 525_600).optional().catch(undefined),
    from: clockTime.optional().catch(undefined),
    until: clockTime.optional().catch(undefined),
  })
  pages.page(
    { method: 'get', path: `${room}/:id/time`, policy: 'signed-in', params, query: time },
    ({ c, deps, actor, params: { id }, query }) => showTimes(c, deps, actor, id, query),
  )
}

function bookPage(pages: Pages, room: '/i' | '/s'): void {
  const fields = {
    whole: z.literal('1').optional(),
    slot: z.string().max(60),
    project: idOf('prj').optional(),
    purpose: plainText(200).prefault(''),
    samples: wholeNumber(0, 9999).prefault('0'),
    unit: unitId.optional(),
    // Sent by whoever stands there, unless they say that they come back.
    begin: z.literal('1').optional(),
    later: z.literal('1').optional(),
    // Sent by who books the same again: former answers are then offered for what must be answered.
    again: z.literal('1').optional(),
  }
  const known = [...Object.keys(fields), 'key']
  const form = z.looseObject(fields)
  pages.page(
    { method: 'post', path: `${room}/:id/book`, policy: 'signed-in', params, form },
    async ({ c, deps, actor, params: { id }, form: filled, request }) => {
      const answers = givenOf(filled, known)
      const wanted = { ...wantedOf(id, filled), answers }
      const by: WantedBy = { projectId: filled.project ?? null, onBehalfOf: null, override: null }
      const begin = filled.begin !== undefined && filled.later === undefined
      const wish = { wanted: [wanted], by, ifSomeRefused: 'book-none', begin } as const
      const answer = await requestBooking(deps, actor, wish, keyOfForm(request))
      if (answer.kind === 'refused')
        return showLost(c, deps, actor, wanted, by, { ...answer, isAgain: filled.again === '1' })
      const { id: bookingId } = JSON.parse(answer.body) as { id: Parameters<typeof bookingPath>[0] }
      return c.redirect(bookingPath(bookingId), 303)
    },
  )
}

interface Wish {
  readonly project?: ProjectId | undefined
  readonly minutes?: number | undefined
  readonly whole?: '1' | undefined
}

type Look = Wish & { readonly slot?: string | undefined }

async function showInstrument(c: DoorContext, deps: Deps, actor: Actor, id: ResourceId, query: Look) {
  const projectId = query.project ?? null
  const zone = deps.park().timeZone
  const today = spanOfDay(dayOf(deps.now(), zone).date, zone)
  const window = { startsAt: today.startsAt, endsAt: today.startsAt + aheadDays * 86_400 }
  const page = await readInstrumentPage(deps, actor, id, { projectId, window, whole: query.whole === '1' })
  const elsewhere = properAddress(c, page)
  if (elsewhere !== null) return c.redirect(elsewhere)
  const { asked, facts } = page
  const voice = voiceFor(page)
  const title = nameIn(asked.resource.names, voice.locale)
  if (asked.resource.state === 'retired') {
    const gone = (
      <Frame viewer={facts.viewer} locale={voice.locale} title={title}>
        <RetiredView page={page} voice={voice} />
      </Frame>
    )
    return pageAnswer(c, gone, 410)
  }
  const offer = offerOf(page, window, query)
  const { minutes } = offer
  return pageAnswer(
    c,
    <Frame viewer={facts.viewer} locale={voice.locale} title={title} current="find">
      <InstrumentView page={page} offer={offer} minutes={minutes} date={dayToShow(page, voice)} voice={voice} />
    </Frame>,
  )
}

/** The times to choose from, and the length that they have. */
function offerOf({ asked, facts, known, habits, whole }: InstrumentPage, window: Interval, query: Look) {
  const { startMinute } = habits
  const hoped = query.slot === undefined ? null : slotOf(query.slot)
  const wished = hoped ? (hoped.endsAt - hoped.startsAt) / 60 : query.minutes
  const minutes = usualLength(wished ?? usualMinutes({ facts, habits }), asked.resource)
  const mine = known.filter((booking) => booking.mine)
  const by = { projectId: query.project ?? null, onBehalfOf: null, override: null }
  const wish = { minutes, window, count: slotsOffered, mine, whole, startMinute, hoped }
  return { ...offeredSlots(asked, by, facts, wish), minutes }
}

interface TimeQuery extends Wish {
  readonly date?: string | undefined
  readonly from?: string | undefined
  readonly until?: string | undefined
}

async function showTimes(c: DoorContext, deps: Deps, actor: Actor, id: ResourceId, query: TimeQuery) {
  const zone = deps.park().timeZone
  const today = dayOf(deps.now(), zone).date
  const date = query.date && isNear(query.date, today) ? query.date : today
  const window = stripWindow(stripStart(date, today), zone)
  const wish = { projectId: query.project ?? null, window, whole: query.whole === '1' }
  const page = await readInstrumentPage(deps, actor, id, wish)
  const elsewhere = properAddress(c, page)
  if (elsewhere !== null) return c.redirect(elsewhere)
  const voice = voiceFor(page)
  const exact = query.from && query.until ? { from: query.from, until: query.until } : null
  const choice = timeChoice(page, { date, today, minutes: query.minutes ?? null, exact, window })
  return pageAnswer(
    c,
    <Frame
      viewer={page.facts.viewer}
      locale={voice.locale}
      title={nameIn(page.asked.resource.names, voice.locale)}
      current="find"
    >
      <TimeView page={page} {...choice} voice={voice} />
    </Frame>,
  )
}

/** Where the page stands, when it was asked for at the other kind's address. */
function properAddress(c: DoorContext, { asked: { resource } }: InstrumentPage): string | null {
  const { pathname, search } = new URL(c.req.url)
  const proper = pathname.replace(/^\/[is]\/[^/]+/, resourcePath(resource.id, resource.kind))
  return proper === pathname ? null : proper + search
}

interface FilledForm {
  readonly slot: string
  readonly unit?: UnitId | undefined
  readonly whole?: '1' | undefined
  readonly purpose: string
  readonly samples: number
}

function wantedOf(resourceId: ResourceId, filled: FilledForm): Wanted {
  const slot = slotOf(filled.slot)
  if (slot === null) throw new Malformed([{ pointer: '/slot', kind: 'instant' }])
  const { unit: unitId = null, whole: all, samples, purpose } = filled
  return { ...slot, resourceId, unitId, whole: all === '1', samples, purpose: purpose.trim() }
}

async function showLost(
  c: DoorContext,
  deps: Deps,
  actor: Actor,
  wanted: Wanted,
  by: WantedBy,
  { verdicts, facts, isAgain }: Extract<BookingAnswer, { kind: 'refused' }> & { readonly isAgain: boolean },
) {
  const [verdict] = verdicts
  if (!verdict) throw new Malformed([{ pointer: '/slot', kind: 'missing' }])
  const alternatives = await readAlternatives(deps, actor, verdict, by, facts)
  const zone = facts.park.timeZone
  const { startsAt } = spanOfDay(dayOf(deps.now(), zone).date, zone)
  const page = await readInstrumentPage(deps, actor, wanted.resourceId, {
    projectId: by.projectId,
    window: { startsAt, endsAt: startsAt + aheadDays * 86_400 },
    whole: wanted.whole,
    alsoNamed: alternatives.map((one) => one.resourceId),
  })
  const voice = voiceFor(page)
  const taken = verdict.refusals.some((refusal) => refusal.rule === 'unit-taken')
  const lost = (
    <Frame viewer={facts.viewer} locale={voice.locale} title={nameIn(page.asked.resource.names, voice.locale)}>
      <LostView
        page={page}
        verdict={verdict}
        alternatives={alternatives}
        names={page.named}
        filled={{
          purpose: wanted.purpose,
          samples: wanted.samples,
          answers: isAgain ? page.former : (wanted.answers ?? {}),
        }}
        voice={voice}
      />
    </Frame>
  )
  return pageAnswer(c, lost, taken ? 409 : 422)
}

function voiceFor({ facts }: InstrumentPage): Voice {
  return voiceOf(facts.viewer.locale, facts.park, facts.now)
}
