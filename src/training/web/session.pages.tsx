import { z } from 'zod'
import { keyOfForm } from '../../bookings/web/form-key.ts'
import type { Actor, Deps } from '../../deps.ts'
import type { TrainingSessionId } from '../../kernel/id.ts'
import { Malformed } from '../../kernel/thrown.ts'
import { instantOf, isDate, isTime } from '../../kernel/wall-clock.ts'
import type { DoorContext } from '../../platform/http/door.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { idOf, plainText, wholeNumber } from '../../platform/http/schemas.ts'
import { voiceOf } from '../../platform/i18n/voice.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { cancelSession } from '../commands/cancel-session.ts'
import { holdSession } from '../commands/hold-session.ts'
import { takeAttendance } from '../commands/take-attendance.ts'
import { readSessionPage } from '../reads/session-page.ts'
import { longestValidMonths, mostSeats } from '../training-session.ts'
import { sessionPath, trainingPath } from './paths.ts'
import type { FilledSession } from './session-form.tsx'
import { SessionView } from './session-view.tsx'
import { kindParam, showKind } from './training.pages.tsx'
import { trainingText } from './training.text.ts'

const managers = { policy: 'lab-manager' } as const
const params = z.object({ id: idOf('trn') })

/** Sessions as those keep them who hold them. */
export function sessionPages(pages: Pages): void {
  holdPage(pages)
  const query = z.object({ done: z.literal('1').optional().catch(undefined) })
  pages.page(
    { ...managers, method: 'get', path: '/m/sessions/:id', params, query },
    ({ c, deps, actor, params: { id }, query: { done } }) => showSession(c, deps, actor, id, { isNews: done === '1' }),
  )
  const present = z.union([idOf('usr').transform((id) => [id]), z.array(idOf('usr')).max(mostSeats)]).prefault([])
  pages.page(
    { ...managers, method: 'post', path: '/m/sessions/:id/attendance', params, form: z.strictObject({ present }) },
    async ({ c, deps, actor, params: { id }, form, request }) => {
      await takeAttendance(deps, actor, id, form.present, keyOfForm(request))
      return c.redirect(`${sessionPath(id)}?done=1`, 303)
    },
  )
  const reason = z.strictObject({ reason: plainText(300).default('') })
  pages.page(
    { ...managers, method: 'post', path: '/m/sessions/:id/cancellation', params, form: reason },
    async ({ c, deps, actor, params: { id }, form, request }) => {
      try {
        await cancelSession(deps, actor, id, form.reason, keyOfForm(request))
      } catch (error) {
        if (!(error instanceof Malformed)) throw error
        return showSession(c, deps, actor, id, { isFaulty: true })
      }
      return c.redirect(sessionPath(id), 303)
    },
  )
}

async function showSession(
  c: DoorContext,
  deps: Deps,
  actor: Actor,
  id: TrainingSessionId,
  { isNews = false, isFaulty = false }: { readonly isNews?: boolean; readonly isFaulty?: boolean },
) {
  const page = await readSessionPage(deps, actor, id)
  const voice = voiceOf(page.viewer.locale, deps.park(), deps.now())
  const words = trainingText[voice.locale]
  const more = { ...(isNews ? { news: words.taken } : {}), ...(isFaulty ? { fault: words.needsReason } : {}) }
  return pageAnswer(c, <SessionView page={page} {...more} voice={voice} />, isFaulty ? 422 : 200)
}

const form = z.strictObject({
  facility: idOf('fac'),
  date: z.string().max(20),
  from: z.string().max(8),
  to: z.string().max(8),
  place: plainText(100).pipe(z.string().min(1)),
  trainer: plainText(100).pipe(z.string().min(1)),
  seats: wholeNumber(1, mostSeats),
  months: wholeNumber(1, longestValidMonths),
})

function holdPage(pages: Pages): void {
  const ofKind = z.object({ kind: kindParam })
  pages.page(
    { ...managers, method: 'post', path: `${trainingPath}/:kind/sessions`, params: ofKind, form },
    async ({ c, deps, actor, params: { kind }, form: filled, request }) => {
      const again = (faults: FilledSession['faults']) => {
        const session = { ...filled, seats: String(filled.seats), months: String(filled.months), faults }
        return showKind(c, deps, actor, kind, { session, status: 422 })
      }
      const times = timesOf(filled, deps.park().timeZone)
      if ('faults' in times) return again(times.faults)
      const { facility, place, trainer, seats, months } = filled
      const wanted = { ...times, facilityId: facility, place, trainer, seats, validMonths: months }
      try {
        const id = await holdSession(deps, actor, kind, wanted, keyOfForm(request))
        return c.redirect(sessionPath(id), 303)
      } catch (error) {
        if (!(error instanceof Malformed) || error.faults[0]?.pointer === '/facility') throw error
        return again(error.faults[0]?.pointer === '/to' ? { to: 'endsFirst' } : { date: 'pastTime' })
      }
    },
  )
}

function timesOf(
  { date, from, to }: { readonly date: string; readonly from: string; readonly to: string },
  zone: string,
): { startsAt: number; endsAt: number } | { faults: FilledSession['faults'] } {
  if (!isDate(date)) return { faults: { date: 'pastTime' } }
  if (!isTime(from)) return { faults: { from: 'noSuchTime' } }
  if (!isTime(to)) return { faults: { to: 'noSuchTime' } }
  const [starts, ends] = [instantOf({ date, time: from }, zone), instantOf({ date, time: to }, zone)]
  if (starts.kind !== 'once') return { faults: { from: 'noSuchTime' } }
  if (ends.kind !== 'once') return { faults: { to: 'noSuchTime' } }
  return { startsAt: starts.at, endsAt: ends.at }
}
