import { z } from 'zod'
import type { ResourceId } from '../../kernel/id.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { idOf } from '../../platform/http/schemas.ts'
import { voiceOf } from '../../platform/i18n/voice.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { endSession } from '../../sign-in/commands/end-sessions.ts'
import { makeFeed } from '../commands/calendar-feed.ts'
import { readMyFeeds } from '../reads/my-feeds.ts'
import { CalendarPage } from './calendar-view.tsx'

const here = '/me/calendar'
const mine = { policy: 'signed-in', scope: 'account' } as const

/** My bookings in another program's calendar: making an address, and killing it. */
export function calendarPages(pages: Pages): void {
  const query = z.object({ resource: idOf('res').optional().catch(undefined) })
  pages.page({ ...mine, method: 'get', path: here, query }, async ({ c, deps, actor, query: { resource } }) => {
    const feeds = await readMyFeeds(deps, actor, resource ?? null)
    const voice = voiceOf(feeds.viewer.locale, deps.park(), deps.now())
    return pageAnswer(c, <CalendarPage {...feeds} voice={voice} made={null} />)
  })
  const form = z.strictObject({ resource: idOf('res').optional() })
  pages.page({ ...mine, method: 'post', path: here, form }, async ({ c, deps, actor, form: { resource } }) => {
    const resourceId: ResourceId | null = resource ?? null
    const { token } = await makeFeed(deps, actor, resourceId, c.get('visit').world.digest)
    const feeds = await readMyFeeds(deps, actor, resourceId)
    const voice = voiceOf(feeds.viewer.locale, deps.park(), deps.now())
    const url = `${deps.publicUrl}/api/v1/calendar/${token}`
    // No redirect: an address must not carry the token, and this page is the only one that ever shows it.
    return pageAnswer(c, <CalendarPage {...feeds} voice={voice} made={url} />, 201)
  })
  const params = z.object({ id: idOf('ses') })
  pages.page(
    { ...mine, method: 'post', path: `${here}/:id/end`, params },
    async ({ c, deps, actor, params: { id } }) => {
      await endSession(deps, actor, id)
      return c.redirect(here, 303)
    },
  )
}
