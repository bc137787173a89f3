import { z } from 'zod'
import { keyOfForm } from '../../bookings/web/form-key.ts'
import type { Actor, Deps } from '../../deps.ts'
import { Frame } from '../../firms/web/frame.tsx'
import type { BookingId } from '../../kernel/id.ts'
import { Conflict, Malformed } from '../../kernel/thrown.ts'
import type { DoorContext } from '../../platform/http/door.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { idOf, plainText } from '../../platform/http/schemas.ts'
import { readMoney } from '../../platform/i18n/read-money.ts'
import { voiceOf } from '../../platform/i18n/voice.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { decideAppeal } from '../commands/decide-appeal.ts'
import { decideReview, type Decided } from '../commands/decide-review.ts'
import { readOpenReviews } from '../reads/open-reviews.ts'
import { reviewPath } from './paths.ts'
import { reviewText } from './review.text.ts'
import { ReviewView, type ReviewFault, type ReviewForm } from './review-view.tsx'

const managers = { policy: 'lab-manager' } as const
const form = z.strictObject({
  decision: z.enum(['confirmed', 'corrected', 'waived']),
  minutes: z.string().max(10).prefault(''),
  amount: z.string().max(20).prefault(''),
  reason: plainText(300).prefault(''),
})

/** Uses that a lab manager should look at, with their evidence; each is handled in place, once. */
export function reviewPages(pages: Pages): void {
  const query = z.object({ done: z.literal('1').optional().catch(undefined) })
  pages.page({ ...managers, method: 'get', path: reviewPath, query }, ({ c, deps, actor, query: { done } }) =>
    show(c, deps, actor, { done: done === '1' }),
  )
  const params = z.object({ id: idOf('bkg') })
  pages.page({ ...managers, method: 'post', path: '/m/review/:id', params, form }, (call) => {
    const { c, deps, actor, params: at, form: filled, request } = call
    return handled(c, deps, actor, { id: at.id, filled }, () =>
      decideReview(deps, actor, at.id, decidedBy(filled, deps.park().currency), keyOfForm(request)),
    )
  })
  const answer = z.strictObject({ decision: z.enum(['upheld', 'lifted']), answer: plainText(300).prefault('') })
  const appeal = z.object({ id: idOf('csq') })
  pages.page(
    { ...managers, method: 'post', path: '/m/appeals/:id', params: appeal, form: answer },
    ({ c, deps, actor, params: { id }, form: decided, request }) =>
      handled(c, deps, actor, {}, () => decideAppeal(deps, actor, id, decided, keyOfForm(request))),
  )
}

function decidedBy({ decision, minutes, amount, reason }: ReviewForm, currency: string): Decided {
  if (decision !== 'corrected') return { decision, reason }
  if ((minutes === '') === (amount === '')) throw new Malformed([{ pointer: '/right', kind: 'value' }])
  if (amount === '') return { decision, reason, right: { minutes: /^\d{1,5}$/.test(minutes) ? Number(minutes) : -1 } }
  return { decision, reason, right: { amountMinor: readMoney(amount, currency) ?? -1 } }
}

/** Back to what is left; or, refused, the page as it stands by now with what was typed. */
async function handled(
  c: DoorContext,
  deps: Deps,
  actor: Actor,
  typed: { readonly id?: BookingId; readonly filled?: ReviewForm },
  act: () => Promise<unknown>,
): Promise<Response> {
  try {
    await act()
    return c.redirect(`${reviewPath}?done=1`, 303)
  } catch (error) {
    if (error instanceof Conflict) return show(c, deps, actor, { fault: 'over' })
    if (!(error instanceof Malformed)) throw error
    const pointer = error.faults[0]?.pointer
    const fault = pointer === '/minutes' ? 'minutes' : pointer === '/amountMinor' ? 'amount' : null
    return show(c, deps, actor, { ...typed, fault: fault ?? (pointer === '/right' ? 'right' : 'reason') })
  }
}

interface Shown {
  readonly done?: boolean
  readonly id?: BookingId
  readonly filled?: ReviewForm
  readonly fault?: ReviewFault
}

async function show(c: DoorContext, deps: Deps, actor: Actor, shown: Shown): Promise<Response> {
  const open = await readOpenReviews(deps, actor)
  const voice = voiceOf(open.viewer.locale, deps.park(), deps.now())
  const { title } = reviewText[voice.locale]
  const status = shown.fault === undefined ? 200 : shown.fault === 'over' ? 409 : 422
  return pageAnswer(
    c,
    <Frame viewer={open.viewer} locale={voice.locale} title={title} sheets={['manager.css']} wide>
      <ReviewView open={open} {...shown} voice={voice} />
    </Frame>,
    status,
  )
}
