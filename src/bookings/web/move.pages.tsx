import { z } from 'zod'
import type { Actor, Deps } from '../../deps.ts'
import { Frame } from '../../firms/web/frame.tsx'
import type { BookingId } from '../../kernel/id.ts'
import { Malformed } from '../../kernel/thrown.ts'
import { dayOf } from '../../kernel/wall-clock.ts'
import type { DoorContext } from '../../platform/http/door.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { calendarDate, idOf, wholeNumber } from '../../platform/http/schemas.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { voiceOf } from '../../platform/i18n/voice.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { moveBooking } from '../commands/move-booking.ts'
import { readMovePage } from '../reads/move-page.ts'
import type { Refusal } from '../refusal.ts'
import { isNear, stripStart, stripWindow } from '../time-choice.ts'
import { conflictText, showBooking } from './booking.pages.tsx'
import { keyOfForm } from './form-key.ts'
import { MoveView } from './move-view.tsx'
import { bookingPath, slotOf } from './paths.ts'
import { seriesText } from './series.text.ts'
import { timeChoice } from './time-choice-of.ts'

const params = z.object({ id: idOf('bkg') })

/** Another time for a booking that stands. */
export function movePages(pages: Pages): void {
  const wish = z.object({
    date: calendarDate.optional().catch(undefined),
    minutes: wholeNumber(1, 525_600).optional().catch(undefined),
  })
  pages.page(
    { method: 'get', path: '/b/:id/time', policy: 'signed-in', params, query: wish },
    ({ c, deps, actor, params: { id }, query }) => showMove(c, deps, actor, id, query, []),
  )
  const form = z.strictObject({ slot: z.string().max(60), version: wholeNumber(1, 1_000_000) })
  pages.page(
    { method: 'post', path: '/b/:id/time', policy: 'signed-in', params, form },
    async ({ c, deps, actor, params: { id }, form: { slot, version }, request }) => {
      const to = slotOf(slot)
      if (to === null) throw new Malformed([{ pointer: '/slot', kind: 'instant' }])
      const moved = await moveBooking(deps, actor, id, { ...to, unitId: null }, version, keyOfForm(request)).catch(
        conflictText,
      )
      if (typeof moved === 'function') return showBooking(c, deps, actor, id, moved)
      if (moved.kind === 'moved') return c.redirect(bookingPath(id), 303)
      const wanted = { date: dayOf(to.startsAt, deps.park().timeZone).date, minutes: (to.endsAt - to.startsAt) / 60 }
      return showMove(c, deps, actor, id, wanted, moved.verdict.refusals)
    },
  )
}

interface Wish {
  readonly date?: string | undefined
  readonly minutes?: number | undefined
}

async function showMove(
  c: DoorContext,
  deps: Deps,
  actor: Actor,
  id: BookingId,
  wish: Wish,
  lost: readonly Refusal[],
): Promise<Response> {
  const zone = deps.park().timeZone
  const today = dayOf(deps.now(), zone).date
  const date = wish.date && isNear(wish.date, today) ? wish.date : today
  const window = stripWindow(stripStart(date, today), zone)
  const move = await readMovePage(deps, actor, id, window)
  const { page, booking } = move
  const minutes = wish.minutes ?? (booking.endsAt - booking.startsAt) / 60
  const choice = timeChoice(page, { date, today, minutes, exact: null, window, samples: booking.samples })
  const voice = voiceOf(page.facts.viewer.locale, page.facts.park, page.facts.now)
  const title = `${seriesText(voice.locale).move} · ${nameIn(page.asked.resource.names, voice.locale)}`
  const whole = (
    <Frame viewer={page.facts.viewer} locale={voice.locale} title={title} current="mine">
      <MoveView move={move} {...choice} lost={lost} voice={voice} />
    </Frame>
  )
  return pageAnswer(c, whole, lost.length === 0 ? 200 : 409)
}
