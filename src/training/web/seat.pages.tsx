import { z } from 'zod'
import { readMyAccess } from '../../access/reads/my-access.ts'
import { AccessPage } from '../../access/web/access-view.tsx'
import { calendarFile } from '../../bookings/icalendar.ts'
import { keyOfForm } from '../../bookings/web/form-key.ts'
import type { Actor, Deps } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import type { TrainingSessionId } from '../../kernel/id.ts'
import { NotFound } from '../../kernel/thrown.ts'
import type { DoorContext } from '../../platform/http/door.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { idOf } from '../../platform/http/schemas.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { voiceOf } from '../../platform/i18n/voice.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { viewerId } from '../../sign-in/viewer-id.sql.ts'
import { leaveSeat, takeSeat } from '../commands/take-seat.ts'
import { openSessionQuery, openSessionsOf } from '../reads/open-sessions.ts'
import { trainingText } from './training.text.ts'

const mine = { policy: 'signed-in' } as const
const sessionId = idOf('trn')
const path = '/me/access/sessions/:id'

/** Signing up for a session, giving the seat back, and the session in one's calendar. */
export function seatPages(pages: Pages): void {
  const file = z.object({ id: z.string().max(70) })
  pages.page({ ...mine, method: 'get', path, params: file }, ({ c, deps, actor, params: { id } }) =>
    showCalendar(c, deps, actor, sessionId.parse(id.replace(/\.ics$/, ''))),
  )
  const form = z.strictObject({ act: z.enum(['take', 'leave']) })
  const params = z.object({ id: sessionId })
  pages.page(
    { ...mine, method: 'post', path, params, form },
    async ({ c, deps, actor, params: { id }, form: { act }, request }) => {
      const key = keyOfForm(request)
      if (act === 'leave') await leaveSeat(deps, actor, id, key)
      else if ((await takeSeat(deps, actor, id, key)) === 'full') return showFull(c, deps, actor)
      return c.redirect('/me/access', 303)
    },
  )
}

async function showFull(c: DoorContext, deps: Deps, actor: Actor) {
  const access = await readMyAccess(deps, actor)
  const voice = voiceOf(access.viewer.locale, deps.park(), deps.now())
  return pageAnswer(
    c,
    <AccessPage access={access} trouble={trainingText[voice.locale].becameFull} voice={voice} />,
    409,
  )
}

async function showCalendar(c: DoorContext, deps: Deps, actor: Actor, id: TrainingSessionId) {
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, deps.now()),
    sessions: openSessionQuery(viewerId(actor), id),
  })
  const { locale } = viewerOf(rows.viewer)
  const [session] = openSessionsOf(rows.sessions)
  if (!session) throw new NotFound('training session')
  const title = nameIn(session.kind, locale)
  const event = {
    uid: `${session.id}@gongtai`,
    version: session.cancelledAt === null ? 1 : 2,
    changedAt: session.cancelledAt ?? deps.now(),
    startsAt: session.startsAt,
    endsAt: session.endsAt,
    status: session.cancelledAt === null ? ('CONFIRMED' as const) : ('CANCELLED' as const),
    title,
    place: [nameIn(session.facility, locale), session.place].join(' · '),
    notes: trainingText[locale].ledBy(session.trainer),
    url: `${deps.publicUrl}/me/access`,
  }
  return c.body(calendarFile(title, [event], { refreshMinutes: null }), 200, {
    'content-type': 'text/calendar; charset=utf-8',
    'content-disposition': `attachment; filename="${session.id}.ics"`,
  })
}
