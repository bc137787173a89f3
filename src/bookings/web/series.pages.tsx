import { z } from 'zod'
import type { Actor, Deps } from '../../deps.ts'
import { Frame } from '../../firms/web/frame.tsx'
import type { GroupId, ResourceId } from '../../kernel/id.ts'
import type { Interval } from '../../kernel/interval.ts'
import type { Given } from '../../knowledge/question.ts'
import { givenOf } from '../../knowledge/web/given.ts'
import { Conflict, Malformed } from '../../kernel/thrown.ts'
import type { DoorContext } from '../../platform/http/door.ts'
import { address } from '../../platform/http/address.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { idOf, plainText, wholeNumber } from '../../platform/http/schemas.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { voiceOf } from '../../platform/i18n/voice.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { cancelSeries } from '../commands/cancel-series.ts'
import { requestBooking } from '../commands/request-booking.ts'
import { judgeBookings, type Verdict } from '../judge-booking.ts'
import { nobody, usualSamples } from '../offered-slots.ts'
import { readInstrumentPage } from '../reads/instrument-page.ts'
import { readSeriesPage } from '../reads/series-page.ts'
import type { Wanted } from '../wanted.ts'
import { mostWeeks, weeklyFrom } from '../weekly.ts'
import { keyOfForm } from './form-key.ts'
import { bookingPath, seriesPath, slotOf, slotValue } from './paths.ts'
import { RepeatView } from './repeat-view.tsx'
import { seriesText } from './series.text.ts'
import { SeriesView } from './series-view.tsx'

const params = z.object({ id: idOf('res') })
const usualWeeks = 4
const series = z.object({
  slot: z.string().max(60),
  weeks: wholeNumber(2, mostWeeks).prefault(String(usualWeeks)),
  project: idOf('prj').optional(),
  whole: z.literal('1').optional().catch(undefined),
  samples: wholeNumber(0, 9999).optional().catch(undefined),
  purpose: plainText(200).optional().catch(undefined),
})

/** The same time every week: looked at, booked, seen as one, and what is left of it cancelled. */
export function seriesPages(pages: Pages): void {
  for (const room of ['/i', '/s'] as const) repeatPages(pages, room)
  const groupParams = z.object({ id: idOf('grp') })
  const seen = z.object({
    slot: z.string().max(60).optional().catch(undefined),
    missed: z
      .string()
      .regex(/^\d{1,2}(\.\d{1,2})*$/)
      .max(200)
      .optional()
      .catch(undefined),
    project: idOf('prj').optional().catch(undefined),
  })
  pages.page(
    { method: 'get', path: '/series/:id', policy: 'signed-in', params: groupParams, query: seen },
    ({ c, deps, actor, params: { id }, query }) => showSeries(c, deps, actor, id, query),
  )
  const from = z.strictObject({ from: wholeNumber(0, 9_999_999_999).optional() })
  pages.page(
    { method: 'post', path: '/series/:id/cancel', policy: 'signed-in', params: groupParams, form: from },
    async ({ c, deps, actor, params: { id }, form, request }) => {
      await cancelSeries(deps, actor, id, form.from ?? 0, keyOfForm(request)).catch(alreadyOver)
      return c.redirect(seriesPath(id), 303)
    },
  )
}

function repeatPages(pages: Pages, room: '/i' | '/s'): void {
  pages.page(
    { method: 'get', path: `${room}/:id/repeat`, policy: 'signed-in', params, query: series },
    ({ c, deps, actor, params: { id }, query }) => showRepeat(c, deps, actor, id, query, null),
  )
  const fields = series.extend({ some: z.enum(['none', 'rest']) })
  const known = [...Object.keys(fields.shape), 'key']
  const form = fields.loose()
  pages.page(
    { method: 'post', path: `${room}/:id/repeat`, policy: 'signed-in', params, form },
    async ({ c, deps, actor, params: { id }, form: filled, request }) => {
      const first = firstOf(filled.slot)
      const times = weeklyFrom(first, filled.weeks, deps.park().timeZone)
      const answers = givenOf(filled, known)
      const wanted = times.flatMap((time) => (time === null ? [] : [{ ...wantedOf(id, time, filled), answers }]))
      const by = { projectId: filled.project ?? null, onBehalfOf: null, override: null }
      const ifSomeRefused = filled.some === 'rest' ? 'book-the-rest' : 'book-none'
      const answer = await requestBooking(deps, actor, { wanted, by, ifSomeRefused }, keyOfForm(request))
      if (answer.kind === 'refused') return showRepeat(c, deps, actor, id, filled, answers)
      return c.redirect(seriesAddress(answer.body, times, wanted, filled), 303)
    },
  )
}

type Filled = z.output<typeof series>

function firstOf(slot: string): Interval {
  const first = slotOf(slot)
  if (first === null) throw new Malformed([{ pointer: '/slot', kind: 'instant' }])
  return first
}

function wantedOf(resourceId: ResourceId, time: Interval, { whole, samples = 0, purpose = '' }: Filled): Wanted {
  return { ...time, resourceId, unitId: null, whole: whole === '1', samples, purpose }
}

/** Where a series is seen, with the numbers of the weeks that were not booked. */
function seriesAddress(
  body: string,
  times: readonly (Interval | null)[],
  wanted: readonly Wanted[],
  { slot, project }: Filled,
): string {
  const booked = JSON.parse(body) as { id?: never; groupId: GroupId; refused: { index: number }[] }
  if (booked.id !== undefined) return bookingPath(booked.id)
  const lost = booked.refused.map(({ index }) => times.findIndex((time) => time?.startsAt === wanted[index]?.startsAt))
  const missed = lost.length === 0 ? null : lost.join('.')
  return address(seriesPath(booked.groupId), missed === null ? {} : { slot, missed, project })
}

async function showRepeat(
  c: DoorContext,
  deps: Deps,
  actor: Actor,
  id: ResourceId,
  filled: Filled,
  /** What was answered, when it could not be booked. */
  sent: Given | null,
): Promise<Response> {
  const first = firstOf(filled.slot)
  const times = weeklyFrom(first, filled.weeks, deps.park().timeZone)
  const known = times.filter((time) => time !== null)
  const wish = { projectId: filled.project ?? null, window: first, times: known, whole: filled.whole === '1' }
  const page = await readInstrumentPage(deps, actor, id, wish)
  const { facts } = page
  const samples = filled.samples ?? usualSamples(page.asked)
  const by = { projectId: wish.projectId, onBehalfOf: null, override: null }
  const wanted = known.map((time) => wantedOf(id, time, { ...filled, samples }))
  const judged = judgeBookings(
    wanted,
    by,
    facts,
    wanted.map(() => nobody),
  )
  const verdicts = times.map((time): Verdict | null => judged[time === null ? -1 : known.indexOf(time)] ?? null)
  const voice = voiceOf(facts.viewer.locale, facts.park, facts.now)
  const lost = sent !== null
  const kept = { samples, purpose: filled.purpose ?? '', ...(sent && { answers: sent }) }
  const carried = { slot: slotValue(first), weeks: filled.weeks, filled: kept }
  const whole = (
    <Frame viewer={facts.viewer} locale={voice.locale} title={seriesText(voice.locale).each} current="find">
      <RepeatView page={page} {...carried} verdicts={verdicts} lost={lost} voice={voice} />
    </Frame>
  )
  return pageAnswer(c, whole, lost ? 409 : 200)
}

interface Seen {
  readonly slot?: string | undefined
  readonly missed?: string | undefined
  readonly project?: Filled['project']
}

async function showSeries(c: DoorContext, deps: Deps, actor: Actor, id: GroupId, { slot, missed, project }: Seen) {
  const first = slot === undefined ? null : slotOf(slot)
  const times = first === null ? [] : weeklyFrom(first, mostWeeks, deps.park().timeZone)
  const lost = (missed ?? '').split('.').flatMap((week) => (week === '' ? [] : (times[Number(week)] ?? [])))
  const page = await readSeriesPage(deps, actor, id, { projectId: project ?? null, missed: lost })
  const voice = voiceOf(page.viewer.locale, deps.park(), page.now)
  const title = nameIn(page.bookings[0]?.names.resource ?? deps.park().names, voice.locale)
  return pageAnswer(
    c,
    <Frame viewer={page.viewer} locale={voice.locale} title={title} current="mine">
      <SeriesView page={page} voice={voice} />
    </Frame>,
  )
}

/** Nothing was left to cancel: its page says so. */
function alreadyOver(error: unknown): void {
  if (!(error instanceof Conflict)) throw error
}
