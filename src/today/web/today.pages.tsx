import { z } from 'zod'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { checkIn } from '../../bookings/commands/check-in.ts'
import { checkOut } from '../../bookings/commands/check-out.ts'
import { requestsText } from '../../approvals/web/requests.text.ts'
import { decideBooking } from '../../approvals/commands/decide-booking.ts'
import { refusalText } from '../../bookings/refusal-text.ts'
import { conflictText } from '../../bookings/web/booking.pages.tsx'
import { keyOfForm } from '../../bookings/web/form-key.ts'
import type { BookingId, FacilityId, ResourceId } from '../../kernel/id.ts'
import type { DoorContext } from '../../platform/http/door.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { idOf, plainText } from '../../platform/http/schemas.ts'
import { voiceOf, type Voice } from '../../platform/i18n/voice.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { needKinds } from '../need.ts'
import { readToday } from '../reads/today.ts'
import { formIn, todayAgain, type TodayForm } from './paths.ts'
import { deeds, type Deed } from './today.text.ts'
import { TodayPage } from './today-view.tsx'

const managers = { policy: 'lab-manager' } as const
const params = z.object({ id: idOf('bkg') })
const back = z.string().max(400).prefault('')

/** A lab manager's day: what needs them, each handled in place, and every machine now and next. */
export function todayPages(pages: Pages): void {
  const query = z.object({
    facility: z.string().max(64).catch('').prefault(''),
    q: plainText(100).catch('').prefault(''),
    show: z.enum(needKinds).optional().catch(undefined),
    after: idOf('res').optional().catch(undefined),
    done: z.enum(deeds).optional().catch(undefined),
  })
  pages.page(
    { ...managers, method: 'get', path: '/m', query },
    ({ c, deps, actor, query: { facility, q, show = null, after = null, done = null } }) =>
      showToday(c, deps, actor, { form: { facility, q, show }, after, done }),
  )
  handlePages(pages)
}

function handlePages(pages: Pages): void {
  const form = z.strictObject({ back })
  pages.page({ ...managers, method: 'post', path: '/m/bookings/:id/check-in', params, form }, (call) =>
    handle(call, 'check-in', async (key) => void (await checkIn(call.deps, call.actor, call.params.id, key))),
  )
  pages.page({ ...managers, method: 'post', path: '/m/bookings/:id/check-out', params, form }, (call) =>
    handle(call, 'check-out', async (key) => {
      await checkOut(call.deps, call.actor, call.params.id, { samples: null, note: '' }, key)
    }),
  )
  const answer = z.strictObject({ back, decision: z.enum(['approve', 'reject']), note: plainText(300).prefault('') })
  pages.page({ ...managers, method: 'post', path: '/m/bookings/:id/approval', params, form: answer }, (call) => {
    const { decision, note } = call.form
    return handle(call, decision === 'approve' ? 'approved' : 'rejected', async (key) => {
      if (decision === 'reject' && note === '') return (voice) => requestsText[voice.locale].noReason
      const decided = await decideBooking(call.deps, call.actor, call.params.id, { decision, note }, key)
      if (decided.kind === 'decided') return
      return (voice) => decided.refusals.map((refusal) => refusalText(refusal, voice).detail).join(' ')
    })
  })
}

interface Call {
  readonly c: DoorContext
  readonly deps: Deps
  readonly actor: Actor
  readonly params: { readonly id: BookingId }
  readonly form: { readonly back: string }
  readonly request: RequestKey
}

type Trouble = (voice: Voice) => string

/** Done: back to where it was done from. Not done: the same page as it stands by now, and why. */
async function handle(call: Call, deed: Deed, act: (key: RequestKey) => Promise<Trouble | void>): Promise<Response> {
  const { c, deps, actor, form, request } = call
  const trouble = await act(keyOfForm(request)).catch(conflictText)
  if (!trouble) return c.redirect(todayAgain(form.back, deed), 303)
  return showToday(c, deps, actor, { form: formIn(form.back), after: null, done: null, trouble })
}

interface Shown {
  readonly form: TodayForm
  readonly after: ResourceId | null
  readonly done: Deed | null
  readonly trouble?: Trouble
}

async function showToday(c: DoorContext, deps: Deps, actor: Actor, { form, after, done, trouble }: Shown) {
  const facilityId = (form.facility || null) as FacilityId | null
  const today = await readToday(deps, actor, { facilityId, words: form.q, after })
  const voice = voiceOf(today.viewer.locale, deps.park(), today.now)
  const page = <TodayPage today={today} form={form} done={done} trouble={trouble?.(voice) ?? null} voice={voice} />
  return pageAnswer(c, page, trouble === undefined ? 200 : 409)
}
