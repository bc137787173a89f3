import { z } from 'zod'
import { Frame } from '../../firms/web/frame.tsx'
import type { Instant, Interval } from '../../kernel/interval.ts'
import type { Conditions } from '../../knowledge/condition.ts'
import { addDays, atOrAfter, dayOf, spanOfDay } from '../../kernel/wall-clock.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { calendarDate, idOf, wholeNumber } from '../../platform/http/schemas.ts'
import { voiceOf } from '../../platform/i18n/voice.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { readFindPage } from '../reads/find-page.ts'
import type { FindPlace, FindWish } from '../reads/find-query.ts'
import { searchWords } from '../search-text.ts'
import { findTextIn } from './find-text.ts'
import { FindView, type FindForm } from './find-view.tsx'

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

// What can't be read counts as not asked: a search is an address that people shorten, share and mistype.
const query = z.object({
  q: z.string().max(100).catch('').prefault(''),
  kind: z.enum(['instrument', 'space', 'expert']).optional().catch(undefined),
  facility: z.string().max(64).optional().catch(undefined),
  building: z.string().max(80).optional().catch(undefined),
  category: z.string().max(64).optional().catch(undefined),
  date: calendarDate.optional().catch(undefined),
  from: clockTime.optional().catch(undefined),
  until: clockTime.optional().catch(undefined),
  minutes: wholeNumber(1, 1440).catch(60).prefault('60'),
  clean: wholeNumber(1, 9).optional().catch(undefined),
  biosafety: wholeNumber(1, 4).optional().catch(undefined),
  ventilation: wholeNumber(1, 999).optional().catch(undefined),
  power: z.literal('1').optional().catch(undefined),
  mine: z.literal('1').optional().catch(undefined),
  after: z.string().max(80).optional().catch(undefined),
})

const perPage = 20
const glanceDays = 7

/** Finding: by words, kind and facility, by when it is free, and only what I may book. */
export function findPages(pages: Pages): void {
  pages.page({ method: 'get', path: '/find', policy: 'signed-in', query }, async ({ c, deps, actor, query: form }) => {
    const now = deps.now()
    const wish = wishOf(form, deps.park().timeZone, now)
    const found = await readFindPage(deps, actor, wish, perPage)
    const voice = voiceOf(found.viewer.locale, deps.park(), now)
    return pageAnswer(
      c,
      <Frame viewer={found.viewer} locale={voice.locale} title={findTextIn(voice.locale).title} current="find">
        <FindView found={found} form={form} voice={voice} />
      </Frame>,
    )
  })
}

const facilityId = idOf('fac')

function wishOf(
  form: FindForm & { readonly after?: string | undefined },
  zone: string,
  now: Instant,
): Omit<FindWish, 'rows'> {
  const { q, kind, facility, building, category, mine, minutes, after } = form
  const window = windowOf(form, zone, now)
  return {
    words: searchWords(q),
    kind: kind ?? null,
    facilityId: facility ? facilityId.parse(facility) : null,
    building: building || null,
    categoryId: category || null,
    conditions: conditionsAsked(form),
    bookableByMe: mine === '1',
    gap: window && { ...window, minutes },
    glance: { startsAt: now, endsAt: now + glanceDays * 86_400, minutes },
    after: after === undefined ? null : placeOf(after),
  }
}

function conditionsAsked({ clean, biosafety, ventilation, power }: FindForm): Conditions {
  return {
    ...(clean && { clean }),
    ...(biosafety && { biosafety }),
    ...(ventilation && { ventilation }),
    ...(power && { power: 1 }),
  }
}

/** The part of a day that was asked for; null when no day was, or when it is over. */
function windowOf({ date, from, until }: FindForm, zone: string, now: Instant): Interval | null {
  if (date === undefined && from === undefined) return null
  const day = date ?? dayOf(now, zone).date
  const whole = spanOfDay(day, zone)
  const startsAt = from === undefined ? whole.startsAt : atOrAfter({ date: day, time: from }, zone)
  const lastDay = until !== undefined && from !== undefined && until <= from ? addDays(day, 1) : day
  const endsAt = until === undefined ? whole.endsAt : atOrAfter({ date: lastDay, time: until }, zone)
  return endsAt > startsAt && endsAt > now ? { startsAt, endsAt } : null
}

/** `12000.res_…`, `-.res_…`: where a page ended. What can't be read begins at the beginning. */
function placeOf(text: string): FindPlace | null {
  const [, price, id] = /^(-|\d{1,12})\.(res_\w{26})$/.exec(text) ?? []
  if (price === undefined || id === undefined) return null
  return { perHourMinor: price === '-' ? null : Number(price), id: id as FindPlace['id'] }
}
