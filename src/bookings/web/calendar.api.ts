import { z } from 'zod'
import type { Api } from '../../platform/http/api.ts'
import { NotFound } from '../../kernel/thrown.ts'
import { idOf } from '../../platform/http/schemas.ts'
import { makeFeed, revokeFeeds } from '../commands/calendar-feed.ts'
import { readFeed, type Feed } from '../reads/calendar-events.ts'
import { busyTimesFile, feedFile } from './calendar-file.ts'

const tag = 'Calendar'

/** The viewer's bookings as a calendar that other programs subscribe to, under a secret address. */
export function calendarApi(api: Api): void {
  api.route(
    {
      method: 'post',
      path: '/calendar-feeds',
      policy: 'signed-in',
      summary: 'A new secret address for my calendar, or for when a resource is taken; the earlier one stops working',
      tag,
      body: z.strictObject({ resourceId: idOf('res').optional() }),
      answers: { 201: { description: 'The address, shown this once', schema: z.strictObject({ url: z.string() }) } },
    },
    async ({ c, deps, actor, body }) => {
      const { token } = await makeFeed(deps, actor, body.resourceId ?? null, c.get('visit').world.digest)
      return c.json({ url: `${deps.publicUrl}/api/v1/calendar/${token}.ics` }, 201)
    },
  )
  api.route(
    {
      method: 'delete',
      path: '/calendar-feeds',
      policy: 'signed-in',
      summary: 'Kill my calendar addresses',
      tag,
      answers: { 204: { description: 'They answer 404 from now on' } },
    },
    async ({ c, deps, actor }) => {
      await revokeFeeds(deps, actor)
      return c.body(null, 204)
    },
  )
  feedRoute(api)
}

function feedRoute(api: Api): void {
  api.route(
    {
      method: 'get',
      path: '/calendar/{file}',
      policy: 'anyone',
      summary: 'The calendar behind a secret address, `{token}.ics`; busy times alone also as `{token}.ifb`',
      tag,
      params: z.strictObject({ file: z.string().max(200) }),
      answers: {
        200: {
          description: 'iCalendar',
          contentType: 'text/calendar',
          schema: z.string(),
          headers: { ETag: 'Of it all' },
        },
        304: { description: 'It is as `If-None-Match` says' },
      },
    },
    async ({ c, deps, params: { file } }) => {
      const { digest } = c.get('visit').world
      const tokenHash = await digest(file.replace(/\.(ics|ifb)$/, ''))
      const feed = await readFeed(deps, tokenHash)
      const name = `feed-${tokenHash.slice(0, 12)}`
      if (file.endsWith('.ifb') && feed.kind !== 'busy') throw new NotFound('feed')
      const text =
        file.endsWith('.ifb') && feed.kind === 'busy'
          ? busyTimesFile(feed, name)
          : feedFile(feed, deps.park().names, { publicUrl: deps.publicUrl, feed: name })
      const etag = `"${(await digest(text)).slice(0, 32)}"`
      const headers = { etag, 'cache-control': 'private, max-age=300' }
      if (isKnown(c.req.header('if-none-match'), etag)) return c.body(null, 304, headers)
      return c.body(text, 200, { ...headers, ...lastModified(feed), 'content-type': 'text/calendar; charset=utf-8' })
    },
  )
}

/** Whether a list of tags names this one; a proxy that packed the answer may have made it a weak one. */
function isKnown(known: string | undefined, etag: string): boolean {
  return known?.split(',').some((one) => one.trim().replace(/^W\//, '') === etag) ?? false
}

/** Only said of bookings: time that was given back leaves no trace in a list of busy times. */
function lastModified(feed: Feed): Record<string, string> {
  if (feed.kind === 'busy' || feed.events.length === 0) return {}
  const latest = Math.max(...feed.events.map(({ changedAt }) => changedAt))
  return { 'last-modified': new Date(latest * 1000).toUTCString() }
}
