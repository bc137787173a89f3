import { z } from 'zod'
import { moveBooking, type MoveAnswer } from '../../bookings/commands/move-booking.ts'
import type { NewInterval } from '../../bookings/judge-move.ts'
import { readMovePreview } from '../../bookings/reads/move-preview.ts'
import { conflictText } from '../../bookings/web/booking.pages.tsx'
import { keyOfForm } from '../../bookings/web/form-key.ts'
import { slotOf } from '../../bookings/web/paths.ts'
import type { Actor, Deps } from '../../deps.ts'
import type { BookingId, UnitId } from '../../kernel/id.ts'
import { Malformed } from '../../kernel/thrown.ts'
import { clockOf, dayOf } from '../../kernel/wall-clock.ts'
import type { DoorContext } from '../../platform/http/door.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { idOf, unitId, wholeNumber } from '../../platform/http/schemas.ts'
import { voiceOf, type Voice } from '../../platform/i18n/voice.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { timesOf, type FieldTimes } from '../wall-fields.ts'
import { timelineAgain } from './paths.ts'
import { SheetPage } from './sheet-view.tsx'

const params = z.object({ id: idOf('bkg') })
const back = z.string().max(400).catch('').prefault('')
const wall = z.string().max(20).catch('').prefault('')

/** Another time for somebody else's booking: looked at first, then done, and told. */
export function sheetPages(pages: Pages): void {
  const query = z.object({ from: wall, until: wall, unit: unitId.optional().catch(undefined), back })
  pages.page(
    { policy: 'lab-manager', method: 'get', path: '/m/bookings/:id/time', params, query },
    ({ c, deps, actor, params: { id }, query: { from, until, unit = null, back: whence } }) => {
      const times = from === '' && until === '' ? null : timesOf(from, until, deps.park().timeZone)
      return showSheet(c, deps, actor, id, { typed: { from, until }, times, unit, back: whence, trouble: null })
    },
  )
  const version = wholeNumber(1, 1_000_000)
  const form = z.strictObject({ slot: z.string().max(60), unit: unitId.optional(), version, back })
  pages.page(
    { policy: 'lab-manager', method: 'post', path: '/m/bookings/:id/time', params, form },
    async ({ c, deps, actor, params: { id }, form: { slot, unit = null, version: seen, back: from }, request }) => {
      const to = slotOf(slot)
      if (to === null) throw new Malformed([{ pointer: '/slot', kind: 'instant' }])
      const asked = { ...to, unitId: unit }
      const answer = await moveBooking(deps, actor, id, asked, seen, keyOfForm(request)).catch(conflictText)
      if (typeof answer !== 'function' && answer.kind === 'moved') return c.redirect(timelineAgain(from, 'moved'), 303)
      const { timeZone } = deps.park()
      const typed = { from: wallText(to.startsAt, timeZone), until: wallText(to.endsAt, timeZone) }
      return showSheet(c, deps, actor, id, { typed, times: to, unit, back: from, trouble: answer })
    },
  )
}

interface Shown {
  readonly typed: { readonly from: string; readonly until: string }
  readonly times: FieldTimes | null
  readonly unit: UnitId | null
  readonly back: string
  /** What became of moving it, where it was not moved. */
  readonly trouble: MoveAnswer | ((voice: Voice) => string) | null
}

async function showSheet(c: DoorContext, deps: Deps, actor: Actor, id: BookingId, shown: Shown): Promise<Response> {
  const { typed, times, unit, back: from, trouble } = shown
  const to: NewInterval | null = times !== null && 'startsAt' in times ? { ...times, unitId: unit } : null
  const preview = await readMovePreview(deps, actor, id, to)
  const { timeZone: zone } = deps.park()
  const voice = voiceOf(preview.viewer.locale, deps.park(), preview.facts.now)
  const { booking } = preview
  const fields =
    times === null ? { from: wallText(booking.startsAt, zone), until: wallText(booking.endsAt, zone) } : typed
  const fault = times !== null && 'fault' in times ? times : null
  const said = typeof trouble === 'function' ? trouble(voice) : null
  const page = <SheetPage preview={preview} fields={fields} fault={fault} back={from} trouble={said} voice={voice} />
  return pageAnswer(c, page, statusOf(trouble, fault !== null))
}

function statusOf(trouble: Shown['trouble'], isFaulty: boolean): number {
  if (trouble === null) return isFaulty ? 422 : 200
  if (typeof trouble === 'function' || trouble.kind !== 'refused') return 409
  return trouble.verdict.refusals.some(({ rule }) => rule === 'unit-taken') ? 409 : 422
}

function wallText(at: number, zone: string): string {
  const { date, minuteOfDay } = dayOf(at, zone)
  return `${date}T${clockOf(minuteOfDay)}`
}
