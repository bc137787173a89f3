import { z } from 'zod'
import { keyOfForm } from '../../bookings/web/form-key.ts'
import { mayChange } from '../../bookings/may-change.ts'
import { bookingPath } from '../../bookings/web/paths.ts'
import type { Actor, Deps } from '../../deps.ts'
import { managesFacility } from '../../firms/viewer.ts'
import { Frame } from '../../firms/web/frame.tsx'
import { newId, type BookingId } from '../../kernel/id.ts'
import { Conflict, Forbidden, Malformed } from '../../kernel/thrown.ts'
import type { DoorContext } from '../../platform/http/door.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { idOf, plainText } from '../../platform/http/schemas.ts'
import { voiceOf } from '../../platform/i18n/voice.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { reportExtras } from '../commands/report-extras.ts'
import { readExtras } from '../reads/extras.ts'
import { extrasText, type ExtrasText } from './extras.text.ts'
import { ExtrasView } from './extras-view.tsx'
import type { Filled } from './read-rate-form.ts'

const params = z.object({ id: idOf('bkg') })
const policy = 'signed-in'
const form = z
  .object({ assisted: z.string().max(10).prefault(''), reason: plainText(300).prefault('') })
  .catchall(z.string().max(10))

/** What was used up, and how long staff assisted. */
export function extrasPages(pages: Pages): void {
  pages.page({ method: 'get', path: '/b/:id/extras', policy, params }, ({ c, deps, actor, params: { id } }) =>
    show(c, deps, actor, id, {}),
  )
  pages.page({ method: 'post', path: '/b/:id/extras', policy, params, form }, async (call) => {
    const { c, deps, actor, params: at, form: sent, request } = call
    const { assisted, reason, ...counts } = sent
    const filled: Filled = { assisted, reason, ...(counts as Filled) }
    const quantities = new Map(Object.entries(counts as Filled).map(([id, typed]) => [id, wholeIn(typed)]))
    const extras = { quantities, assistedMinutes: wholeIn(assisted), reason }
    try {
      await reportExtras(deps, actor, at.id, extras, keyOfForm(request))
    } catch (error) {
      if (error instanceof Conflict) return show(c, deps, actor, at.id, { filled, fault: 'over' })
      if (!(error instanceof Malformed)) throw error
      const pointer = error.faults[0]?.pointer.slice(1) ?? ''
      const known = ['assisted', 'reason', 'nothing'] as const
      return show(c, deps, actor, at.id, { filled, fault: known.find((one) => one === pointer) ?? 'quantity' })
    }
    return c.redirect(bookingPath(at.id), 303)
  })
}

interface Shown {
  readonly filled?: Filled
  readonly fault?: keyof ExtrasText['faults']
}

async function show(c: DoorContext, deps: Deps, actor: Actor, id: BookingId, shown: Shown): Promise<Response> {
  const { facts } = await readExtras(deps, actor, id, { key: '', requestHash: '' })
  const { viewer, standing } = facts
  const isStaff = managesFacility(viewer, standing.facilityId)
  if (!isStaff && !mayChange(standing.booking, viewer)) throw new Forbidden()
  const voice = voiceOf(viewer.locale, deps.park(), facts.now)
  const { title } = extrasText[voice.locale]
  const { filled = {}, fault = null } = shown
  const formKey = newId('frm', deps.now() * 1000, deps.entropy)
  const page = (
    <Frame viewer={viewer} locale={voice.locale} title={title}>
      <ExtrasView facts={facts} isStaff={isStaff} filled={filled} fault={fault} formKey={formKey} voice={voice} />
    </Frame>
  )
  return pageAnswer(c, page, fault === null ? 200 : fault === 'over' ? 409 : 422)
}

function wholeIn(typed: string): number {
  if (typed.trim() === '') return 0
  return /^\d{1,6}$/.test(typed.trim()) ? Number(typed) : -1
}
