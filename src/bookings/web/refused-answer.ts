import type { Actor, Deps } from '../../deps.ts'
import { quotaIdText, unitIdText } from '../../kernel/id.ts'
import { formatInstant } from '../../kernel/rfc3339.ts'
import type { DoorContext } from '../../platform/http/door.ts'
import { problemAnswer } from '../../platform/http/problem.ts'
import type { Locale } from '../../platform/i18n/locale.ts'
import type { QuotaView } from '../../quotas/claims.ts'
import type { Alternative } from '../alternatives.ts'
import { priceDocument } from '../booking-document.ts'
import type { BookingFacts } from '../facts.ts'
import type { Verdict } from '../judge-booking.ts'
import { readAlternatives } from '../reads/alternatives.ts'
import { refusalText, type Telling } from '../refusal-text.ts'
import type { Refusal } from '../refusal.ts'
import type { WantedBy } from '../wanted.ts'

/** 409 when a unit was taken, 422 for every other refusal; with all refusals, and what could be had instead. */
export async function refusedAnswer(
  c: DoorContext,
  deps: Deps,
  actor: Actor,
  by: WantedBy,
  { verdicts, facts }: { verdicts: readonly Verdict[]; facts: BookingFacts },
): Promise<Response> {
  const refused = verdicts.filter((verdict) => verdict.refusals.length > 0)
  const [first] = refused
  const alternatives = first ? await readAlternatives(deps, actor, first, by, facts) : []
  const refusals = refused.flatMap((verdict) => verdict.refusals)
  return refusalsAnswer(c, refusals, facts, alternatives)
}

/** The same for refusals without a wish to find alternatives to. */
export function refusalsAnswer(
  c: DoorContext,
  refusals: readonly Refusal[],
  facts: Pick<BookingFacts, 'viewer' | 'park' | 'now'>,
  alternatives: readonly Alternative[],
): Response {
  const telling = tellingOf(facts)
  const taken = refusals.some((refusal) => refusal.rule === 'unit-taken')
  const documents = refusals.map((refusal) => refusalDocument(refusal, telling))
  const { currency } = facts.park
  return problemAnswer(c, {
    name: taken ? 'unit-taken' : 'booking-refused',
    status: taken ? 409 : 422,
    title: titles[telling.locale][taken ? 0 : 1],
    detail: documents.map((document) => document.detail).join(telling.locale === 'en' ? ' ' : ''),
    members: {
      refusals: documents,
      alternatives: alternatives.map((one) => alternativeDocument(one, currency, telling.locale)),
    },
  })
}

/** In whose language, and by which clock. */
export function tellingOf({ viewer, park, now }: Pick<BookingFacts, 'viewer' | 'park' | 'now'>): Telling {
  return { locale: viewer.locale, zone: park.timeZone, now, currency: park.currency }
}

/**
 * A refusal as answers show it: the rule, its limit and the value that passed it, in facts and in words. Machine time
 * in minutes.
 */
export function refusalDocument(refusal: Refusal, telling: Telling) {
  const { rule, measure, facts } = refusal
  const { until, resetsAt, used, asked, ...rest } = facts
  return {
    rule,
    limit: shown(refusal.limit, measure),
    actual: shown(refusal.actual, measure),
    measure: measure === 'seconds' ? 'minutes' : measure,
    ...refusalText(refusal, telling),
    ...rest,
    ...(used === undefined ? {} : { used: shown(used, measure) }),
    ...(asked === undefined ? {} : { asked: shown(asked, measure) }),
    ...(until === undefined ? {} : { until: formatInstant(until) }),
    ...(resetsAt === undefined ? {} : { resetsAt: resetsAt === null ? null : formatInstant(resetsAt) }),
  }
}

function shown(value: Refusal['limit'], measure: Refusal['measure']): Refusal['limit'] {
  if (typeof value !== 'number') return value
  return measure === 'instant' ? formatInstant(value) : measure === 'seconds' ? value / 60 : value
}

export function alternativeDocument(alternative: Alternative, currency: string, locale: Locale) {
  const { resourceId, unitId, startsAt, endsAt, price, reason } = alternative
  return {
    resourceId,
    unitId: unitIdText(unitId),
    startsAt: formatInstant(startsAt),
    endsAt: formatInstant(endsAt),
    price: { ...priceDocument(price.lines, price.totalMinor, currency, locale), estimate: price.estimate },
    reason,
  }
}

/** A quota beside what was asked of it; machine time in minutes, money in minor units. */
export function quotaDocument({ quota, used, asked, left, resetsAt }: QuotaView) {
  const { id, kind, subjectKind, scopeKind, measure, window, windowDays, band, limit } = quota
  const unit = measure === 'seconds' ? 60 : 1
  return {
    id: quotaIdText(id),
    kind,
    subject: subjectKind,
    scope: scopeKind,
    measure: measure === 'seconds' ? 'minutes' : measure,
    window,
    ...(window === 'rolling' ? { windowDays } : {}),
    band,
    limit: limit / unit,
    used: used / unit,
    asked: asked / unit,
    left: left / unit,
    resetsAt: resetsAt === null ? null : formatInstant(resetsAt),
  }
}

const titles: Readonly<Record<Locale, readonly [taken: string, refused: string]>> = {
  'zh-Hans': ['这个时段已被占用', '不能这样预约'],
  'zh-Hant': ['這個時段已被占用', '不能這樣預約'],
  en: ['That time is taken', 'This cannot be booked'],
}
