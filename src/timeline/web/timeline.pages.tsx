import { z } from 'zod'
import type { FacilityId } from '../../kernel/id.ts'
import { parseUnitId } from '../../kernel/id.ts'
import { dayOf, spanOfDay } from '../../kernel/wall-clock.ts'
import type { Actor, Deps } from '../../deps.ts'
import type { DoorContext } from '../../platform/http/door.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { calendarDate, plainText } from '../../platform/http/schemas.ts'
import { voiceOf } from '../../platform/i18n/voice.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { axisOf, datesOfView, views } from '../axis.ts'
import { readTimeline } from '../reads/timeline.ts'
import type { TimelineForm } from './paths.ts'
import { TimelinePage } from './timeline-view.tsx'

const short = z.string().max(64).catch('').prefault('')

/** What an address of the timeline says; what can't be read is left out. */
export const timelineQuery = z.object({
  date: calendarDate.optional().catch(undefined),
  view: z.enum(views).catch('day').prefault('day'),
  facility: short,
  category: short,
  q: plainText(100).catch('').prefault(''),
  booked: z.literal('1').optional().catch(undefined),
  after: short,
})

/** Machines through a day or a week. */
export function timelinePages(pages: Pages): void {
  const query = timelineQuery.extend({ done: z.literal('moved').optional().catch(undefined) })
  pages.page(
    { policy: 'lab-manager', method: 'get', path: '/m/timeline', query },
    ({ c, deps, actor, query: { done, booked, date = null, ...form } }) =>
      showTimeline(c, deps, actor, { ...form, date, booked: booked === '1' }, done === 'moved'),
  )
}

async function showTimeline(c: DoorContext, deps: Deps, actor: Actor, form: TimelineForm, moved: boolean) {
  const { timeZone: zone } = deps.park()
  const date = form.date ?? dayOf(deps.now(), zone).date
  const dates = datesOfView(date, form.view)
  const shown = {
    startsAt: spanOfDay(dates[0] ?? date, zone).startsAt,
    endsAt: spanOfDay(dates.at(-1) ?? date, zone).endsAt,
  }
  const wanted = {
    facilityId: (form.facility || null) as FacilityId | null,
    category: form.category || null,
    words: form.q,
    onlyBooked: form.booked,
    after: form.after === '' ? null : parseUnitId(form.after),
  }
  const timeline = await readTimeline(deps, actor, wanted, shown)
  const axis = axisOf(dates, timeline.lanes, shown, zone)
  const voice = voiceOf(timeline.viewer.locale, deps.park(), timeline.now)
  const page = <TimelinePage timeline={timeline} axis={axis} date={date} form={form} moved={moved} voice={voice} />
  return pageAnswer(c, page)
}
