import { z } from 'zod'
import { readAvailability, type Availability } from '../../bookings/reads/availability.ts'
import { unitIdText } from '../../kernel/id.ts'
import type { Interval } from '../../kernel/interval.ts'
import { formatInstant } from '../../kernel/rfc3339.ts'
import { Malformed } from '../../kernel/thrown.ts'
import type { Api } from '../../platform/http/api.ts'
import { cursorOf, placeOf } from '../../platform/http/cursor.ts'
import { idOf, instant, listOf, listQuery, plainText, wholeNumber } from '../../platform/http/schemas.ts'
import { etag } from '../../platform/http/version.ts'
import type { FindGap } from '../reads/find-query.ts'
import { findResources } from '../reads/find-resources.ts'
import { readProfile } from '../reads/resource-profile.ts'
import { searchWords } from '../search-text.ts'
import { foundDocument, profileDocument } from './resource-document.ts'
import { availabilitySchema, foundSchema, profileSchema } from './resource-schemas.ts'

const tag = 'Resources'
const params = z.strictObject({ id: idOf('res') })
const longestDays = 62
const unknown = { description: 'No such resource, or none that is open to you' }

const findQuery = z.strictObject({
  q: plainText(200).optional().meta({ description: 'Words of its name in any language, model, asset number or place' }),
  kind: z.enum(['instrument', 'space', 'expert']).optional(),
  category: z.string().max(64).optional(),
  facility: idOf('fac').optional(),
  freeFrom: instant.optional(),
  freeTo: instant.optional(),
  minutes: wholeNumber(1, longestDays * 1440)
    .optional()
    .meta({ description: 'Left out: the whole of the window' }),
  bookable: z.enum(['me']).optional().meta({ description: 'Only what I may book' }),
  ...listQuery,
})

const findPlace = z.strictObject({ perHourMinor: z.int().min(0).nullable(), id: idOf('res') })

/** Finding resources, and looking at one. */
export function resourcesApi(api: Api): void {
  findRoute(api)
  profileRoute(api)
  availabilityRoute(api)
}

function findRoute(api: Api): void {
  api.route(
    {
      method: 'get',
      path: '/resources',
      policy: 'signed-in',
      summary: 'Find: by words, kind, place, and by when something is free, cheapest first',
      tag,
      query: findQuery,
      answers: { 200: { description: 'What fits', schema: listOf(foundSchema) } },
    },
    async ({ c, deps, actor, query }) => {
      const { q = '', kind = null, category = null, facility = null, bookable, limit, cursor } = query
      const wish = {
        words: searchWords(q),
        kind,
        categoryId: category,
        facilityId: facility,
        bookableByMe: bookable === 'me',
        gap: gapOf(query),
        after: placeOf(findPlace, cursor),
      }
      const { viewer, resources, next } = await findResources(deps, actor, wish, limit)
      const telling = { locale: viewer.locale, currency: deps.park().currency, now: deps.now() }
      return c.json({ items: resources.map((one) => foundDocument(one, telling)), nextCursor: cursorOf(next) })
    },
  )
}

/** The gap that is looked for, or null. Throws Malformed for half a window, or one that is too long or too short. */
function gapOf({ freeFrom, freeTo, minutes }: z.output<typeof findQuery>): FindGap | null {
  if (freeFrom === undefined && freeTo === undefined && minutes === undefined) return null
  if (freeFrom === undefined) throw new Malformed([{ pointer: '/query/freeFrom', kind: 'missing' }])
  if (freeTo === undefined) throw new Malformed([{ pointer: '/query/freeTo', kind: 'missing' }])
  assertWindow({ startsAt: freeFrom, endsAt: freeTo }, '/query/freeTo')
  const whole = Math.floor((freeTo - freeFrom) / 60)
  if ((minutes ?? whole) > whole) {
    throw new Malformed([{ pointer: '/query/minutes', kind: 'too-large', expected: String(whole) }])
  }
  return { startsAt: freeFrom, endsAt: freeTo, minutes: Math.max(1, minutes ?? whole) }
}

function assertWindow({ startsAt, endsAt }: Interval, pointer: string): void {
  if (endsAt > startsAt && endsAt - startsAt <= longestDays * 86_400) return
  throw new Malformed([{ pointer, kind: 'value' }])
}

function profileRoute(api: Api): void {
  api.route(
    {
      method: 'get',
      path: '/resources/{id}',
      policy: 'signed-in',
      summary: 'A resource: rules, units, opening hours, my qualification and my price',
      tag,
      params,
      answers: { 200: { description: 'The resource', schema: profileSchema }, 404: unknown },
    },
    async ({ c, deps, actor, params: { id } }) => {
      const profile = await readProfile(deps, actor, id)
      const document = profileDocument(profile, profile.viewer.locale)
      return c.json(document, 200, etag(profile.asked.resource.rulesVersion))
    },
  )
}

function availabilityRoute(api: Api): void {
  api.route(
    {
      method: 'get',
      path: '/resources/{id}/availability',
      policy: 'signed-in',
      summary: 'When a resource is free, busy, closed and open, over at most 62 days',
      tag,
      params,
      query: z.strictObject({ from: instant, to: instant }),
      answers: { 200: { description: 'Its time', schema: availabilitySchema }, 404: unknown },
    },
    async ({ c, deps, actor, params: { id }, query }) => {
      const window = { startsAt: query.from, endsAt: query.to }
      assertWindow(window, '/query/to')
      return c.json(availabilityDocument(await readAvailability(deps, actor, id, window)))
    },
  )
}

function availabilityDocument({ free, busy, closures, open }: Availability) {
  return {
    free: free.map((one) => ({ unitId: unitIdText(one.unitId), ...spanDocument(one) })),
    busy: busy.map(({ unitId, mine, bookingId, ...span }) => ({
      unitId: unitIdText(unitId),
      ...spanDocument(span),
      mine,
      ...(bookingId === null ? {} : { bookingId }),
    })),
    closures: closures.map(({ startsAt, endsAt, unitIds, ...closure }) => ({
      ...closure,
      startsAt: formatInstant(startsAt),
      endsAt: endsAt === null ? null : formatInstant(endsAt),
      unitIds: unitIds.map(unitIdText),
    })),
    openingHours: open.map(spanDocument),
  }
}

function spanDocument({ startsAt, endsAt }: Interval) {
  return { startsAt: formatInstant(startsAt), endsAt: formatInstant(endsAt) }
}
