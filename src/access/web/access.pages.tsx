import { z } from 'zod'
import { keyOfForm } from '../../bookings/web/form-key.ts'
import { resourcePath } from '../../bookings/web/paths.ts'
import { certificatePages } from '../../knowledge/web/certificate.pages.tsx'
import { Malformed } from '../../kernel/thrown.ts'
import { addDays, isDate, spanOfDay } from '../../kernel/wall-clock.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { idOf, plainText } from '../../platform/http/schemas.ts'
import { voiceOf } from '../../platform/i18n/voice.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { showRequests, wholeOf } from '../../approvals/web/show-requests.tsx'
import { todayAgain } from '../../today/web/paths.ts'
import { askAccess } from '../commands/ask-access.ts'
import { decideAccess } from '../commands/decide-access.ts'
import { readMyAccess } from '../reads/my-access.ts'
import { AccessPage } from './access-view.tsx'

const params = z.object({ id: idOf('acr') })
const mine = { policy: 'signed-in' } as const
const managers = { policy: 'lab-manager' } as const

/** Training and access: what I have, asking for more, and the lab managers' answers. */
export function accessPages(pages: Pages): void {
  pages.page({ ...mine, method: 'get', path: '/me/access' }, async ({ c, deps, actor }) => {
    const access = await readMyAccess(deps, actor)
    const voice = voiceOf(access.viewer.locale, deps.park(), deps.now())
    return pageAnswer(c, <AccessPage access={access} voice={voice} />)
  })
  askPage(pages)
  certificatePages(pages)
  pages.page(
    { ...mine, method: 'post', path: '/me/access/:id/withdrawal', params },
    async ({ c, deps, actor, params: { id }, request }) => {
      await decideAccess(deps, actor, id, { decision: 'withdrawn' }, keyOfForm(request))
      return c.redirect('/me/access', 303)
    },
  )
  requestsPages(pages)
}

function askPage(pages: Pages): void {
  const form = z.strictObject({
    resource: idOf('res'),
    kind: z.enum(['training', 'access']),
    note: plainText(300).default(''),
    back: z.literal('1').optional(),
  })
  pages.page(
    { ...mine, method: 'post', path: '/me/access', form },
    async ({ c, deps, actor, form: { resource, kind, note, back }, request }) => {
      await askAccess(deps, actor, { resourceId: resource, kind, note }, keyOfForm(request))
      return c.redirect(back === '1' ? resourcePath(resource) : '/me/access', 303)
    },
  )
}

function requestsPages(pages: Pages): void {
  const form = z.strictObject({
    decision: z.enum(['granted', 'declined']),
    until: z.string().max(20).default(''),
    reason: plainText(300).default(''),
    back: z.string().max(400).optional(),
  })
  pages.page(
    { ...managers, method: 'post', path: '/m/requests/:id', params, form },
    async ({ c, deps, actor, params: { id }, form: { decision, until, reason, back }, request }) => {
      const decided =
        decision === 'declined' ? { decision, reason } : { decision, until: endOf(until, deps.park().timeZone) }
      try {
        await decideAccess(deps, actor, id, decided, keyOfForm(request))
      } catch (error) {
        if (!(error instanceof Malformed)) throw error
        return showRequests(c, deps, actor, { form: wholeOf('lab'), faultyAccess: id })
      }
      return c.redirect(back === undefined ? '/m/requests' : todayAgain(back, 'decided'), 303)
    },
  )
}

/** What is granted holds through the day that is named; what is no day is past. */
function endOf(date: string, zone: string): number | null {
  if (date === '') return null
  return isDate(date) ? spanOfDay(addDays(date, 1), zone).startsAt : 0
}
