import { z } from 'zod'
import { readInstrumentPage } from '../../bookings/reads/instrument-page.ts'
import { keyOfForm } from '../../bookings/web/form-key.ts'
import { Obstacles } from '../../bookings/web/obstacles.tsx'
import { ResourceHead } from '../../bookings/web/resource-head.tsx'
import type { Refusal } from '../../bookings/refusal.ts'
import { usualLength } from '../../bookings/offered-slots.ts'
import type { Actor, Deps } from '../../deps.ts'
import { Frame } from '../../firms/web/frame.tsx'
import type { ResourceId } from '../../kernel/id.ts'
import { Conflict, Malformed } from '../../kernel/thrown.ts'
import { dayOf, spanOfDay } from '../../kernel/wall-clock.ts'
import type { DoorContext } from '../../platform/http/door.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { calendarDate, idOf, wholeNumber } from '../../platform/http/schemas.ts'
import { voiceOf } from '../../platform/i18n/voice.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { makeWish } from '../commands/make-wish.ts'
import { withdrawWish } from '../commands/withdraw-wish.ts'
import { dayParts, isWindow, windowOf, wishesPerPerson, type DayPart } from '../wish.ts'
import { waitlistText } from './waitlist.text.ts'
import { WishForm, type WishFilled } from './wish-form.tsx'

const params = z.object({ id: idOf('res') })
const wish = {
  project: idOf('prj').optional(),
  date: calendarDate,
  part: z.enum(dayParts),
  minutes: wholeNumber(1, 44_640),
}
const query = z.object({
  project: wish.project,
  date: calendarDate.optional().catch(undefined),
  part: z.enum(dayParts).optional().catch(undefined),
  minutes: wish.minutes.optional().catch(undefined),
})

/** Joining the queue for an instrument, and leaving it. */
export function waitlistPages(pages: Pages): void {
  pages.page({ method: 'get', path: '/i/:id/wait', policy: 'signed-in', params, query }, (call) => {
    const { project = '', date = '', part = 'day', minutes = 0 } = call.query
    return showForm(call.c, call.deps, call.actor, call.params.id, { project, date, part, minutes })
  })
  pages.page(
    { method: 'post', path: '/i/:id/wait', policy: 'signed-in', params, form: z.strictObject(wish) },
    async ({ c, deps, actor, params: { id }, form, request }) => {
      const { date, part, minutes, project } = form
      const window = windowOf(date, part, deps.park().timeZone)
      const filled = { ...form, project: project ?? '' }
      if (!isWindow(window, minutes)) return showForm(c, deps, actor, id, filled, { kind: 'too-long' })
      const wanted = { resourceId: id, part, window, minutes, projectId: project ?? null }
      const trouble = await makeWish(deps, actor, wanted, keyOfForm(request)).then(refusedIn, tooManyIn)
      return trouble ? showForm(c, deps, actor, id, filled, trouble) : c.redirect('/me#waitlist', 303)
    },
  )
  pages.page(
    { method: 'post', path: '/me/waitlist/:id/end', policy: 'signed-in', params: z.object({ id: idOf('wsh') }) },
    async ({ c, deps, actor, params: { id }, request }) => {
      // An offer that came meanwhile stands at the top of that page, to be answered.
      await withdrawWish(deps, actor, id, request).catch(ignoreConflict)
      return c.redirect('/me', 303)
    },
  )
}

type Trouble =
  | { readonly kind: 'too-long' | 'too-many' }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] }

function refusedIn(answer: Awaited<ReturnType<typeof makeWish>>): Trouble | null {
  return answer.kind === 'refused' ? answer : null
}

function tooManyIn(error: unknown): Trouble {
  if (error instanceof Conflict && error.kind === 'too-many') return { kind: 'too-many' }
  if (error instanceof Malformed) return { kind: 'too-long' }
  throw error
}

function ignoreConflict(error: unknown): void {
  if (!(error instanceof Conflict)) throw error
}

interface Asked {
  readonly project: string
  readonly date: string
  readonly part: DayPart
  readonly minutes: number
}

async function showForm(c: DoorContext, deps: Deps, actor: Actor, id: ResourceId, asked: Asked, trouble?: Trouble) {
  const zone = deps.park().timeZone
  const today = dayOf(deps.now(), zone).date
  const projectId = asked.project === '' ? null : (asked.project as never)
  const page = await readInstrumentPage(deps, actor, id, { projectId, window: spanOfDay(today, zone) })
  const { viewer, park, now } = page.facts
  const { resource } = page.asked
  const voice = voiceOf(viewer.locale, park, now)
  const words = waitlistText[voice.locale]
  const minutes = usualLength(asked.minutes > 0 ? asked.minutes : viewer.usualMinutes, resource)
  const filled: WishFilled = { ...asked, minutes, date: asked.date === '' ? today : asked.date }
  const fault = trouble?.kind === 'too-long' ? { fault: words.tooLong } : {}
  const whole = (
    <Frame viewer={viewer} locale={voice.locale} title={words.title} current="find">
      <ResourceHead page={page} voice={voice} link />
      {trouble?.kind === 'too-many' ? (
        <p class="notice bad" role="alert">
          {words.tooMany(wishesPerPerson)}
        </p>
      ) : null}
      {trouble?.kind === 'refused' ? (
        <Obstacles refusals={trouble.refusals} title={words.refused} voice={voice} />
      ) : null}
      <WishForm resource={resource} filled={filled} formKey={page.formKey} {...fault} voice={voice} />
    </Frame>
  )
  return pageAnswer(c, whole, trouble === undefined ? 200 : trouble.kind === 'too-many' ? 409 : 422)
}
