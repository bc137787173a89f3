import { price, type Priced } from '../../billing/pricing.ts'
import { discountsAt } from '../../billing/discount.ts'
import { offersOf } from '../../billing/reads/discounts.sql.ts'
import { freezeTariff, type RateTerms } from '../../billing/tariff.ts'
import { firstSlot, type FirstSlot } from '../../bookings/first-slot.ts'
import type { Held, PublishedRate } from '../../bookings/facts.ts'
import type { Actor, Deps, Names, Park } from '../../deps.ts'
import { viewerOf, viewerQuery, type ViewerRow } from '../../firms/reads/viewer-query.ts'
import type { Viewer } from '../../firms/viewer.ts'
import type { ResourceId, UnitId } from '../../kernel/id.ts'
import { intersect, type Instant, type Interval } from '../../kernel/interval.ts'
import { dayOf, epochDay } from '../../kernel/wall-clock.ts'
import type { Resource } from '../resource.ts'
import { findQuery, type FindGap, type FindPlace, type FindWish, type FoundRow } from './find-query.ts'
import { dueOf, resourceOf } from './resource-query.ts'

/** A resource that fits, as the viewer stands to it. */
export interface FoundResource {
  readonly resource: Resource
  readonly facility: Names
  readonly category: Names
  readonly permitted: boolean
  readonly qualification: { readonly validFrom: Instant; readonly validUntil: Instant } | null
  /** The ordinary price of an hour, without bands; null when no rate covers the viewer. */
  readonly perHourMinor: number | null
  /** When free time was looked for: the first that fits, and what it costs the viewer. */
  readonly slot: (FirstSlot & { readonly price: Priced | null }) | null
}

export interface Found {
  readonly viewer: Viewer
  readonly resources: readonly FoundResource[]
  /** Where the next page begins; null when there is none. */
  readonly next: FindPlace | null
}

/**
 * Finds resources in one round trip. With a gap, only those that really have one are answered. Throws
 * Unauthenticated.
 */
export async function findResources(
  deps: Deps,
  actor: Actor,
  wish: Omit<FindWish, 'rows'>,
  limit: number,
): Promise<Found> {
  return foundOfRows(await deps.db.read(findQueries(deps, actor, wish, limit)), deps, wish, limit)
}

/** The queries of a page of findings, for a read that asks for more in the same trip. */
export function findQueries(deps: Deps, actor: Actor, wish: Omit<FindWish, 'rows'>, limit: number) {
  const now = deps.now()
  return {
    viewer: viewerQuery(actor, now),
    found: findQuery(actor, askedOf(wish, limit, now), { now, zone: deps.park().timeZone }),
  }
}

/** What `findQueries` found. Throws Unauthenticated. */
export function foundOfRows(
  rows: { readonly viewer: ViewerRow[]; readonly found: FoundRow[] },
  deps: Deps,
  wish: Omit<FindWish, 'rows'>,
  limit: number,
): Found {
  const now = deps.now()
  const asked = askedOf(wish, limit, now)
  const viewer = viewerOf(rows.viewer)
  const page = rows.found.slice(0, limit)
  const last = rows.found.length > limit ? page.at(-1) : undefined
  const resources = page.map((row) => foundOf(row, asked, deps.park(), now))
  return {
    viewer,
    resources: resources.filter((one) => one !== null),
    next: last ? { perHourMinor: last.perHourMinor, id: last.id as ResourceId } : null,
  }
}

function askedOf(wish: Omit<FindWish, 'rows'>, limit: number, now: Instant): FindWish {
  return { ...wish, gap: wish.gap && notPast(wish.gap, now), rows: limit + 1 }
}

function notPast(gap: FindGap, now: Instant): FindGap {
  return { ...gap, startsAt: Math.max(gap.startsAt, Math.ceil(now / 60) * 60) }
}

function foundOf(row: FoundRow, wish: FindWish, park: Park, now: Instant): FoundResource | null {
  const { qualifiedFrom, qualifiedUntil } = row
  const resource = resourceOf(row)
  const qualification =
    qualifiedFrom === null || qualifiedUntil === null ? null : { validFrom: qualifiedFrom, validUntil: qualifiedUntil }
  const found: FoundResource = {
    resource,
    facility: { hans: row.facilityHans, hant: row.facilityHant, en: row.facilityEn },
    category: { hans: row.categoryHans, hant: row.categoryHant, en: row.categoryEn },
    permitted: row.permitted === 1,
    qualification,
    perHourMinor: row.perHourMinor,
    slot: null,
  }
  if (wish.gap === null) return wish.glance ? glanced(found, wish.glance, row, park) : found
  const rates = ratesOf(row)
  const window = wish.bookableByMe ? bookableWindow(found, wish.gap, rates, now) : wish.gap
  const left = window && beforeDue(window, row)
  const slot = left && firstSlot({ resource, held: heldOf(row) }, left, park, wish.gap.minutes)
  if (!slot || (wish.bookableByMe && isBeyondHorizon(slot, resource, park, now))) return null
  const price = priceOf(slot, row, resource, park)
  return wish.bookableByMe && price === null ? null : { ...found, slot: { ...slot, price } }
}

/** With its next free time, of a length that the resource allows; null slot when there is none. */
function glanced(found: FoundResource, glance: FindGap, row: FoundRow, park: Park): FoundResource {
  const { resource } = found
  if (resource.state !== 'published') return found
  const minutes = Math.min(Math.max(glance.minutes, resource.minMinutes), resource.maxMinutes)
  const window = beforeDue(glance, row)
  const slot = window && firstSlot({ resource, held: heldOf(row) }, window, park, minutes)
  return slot ? { ...found, slot: { ...slot, price: priceOf(slot, row, resource, park) } } : found
}

/** The part of the window in which the machine need not be looked after first. */
function beforeDue(window: Interval, row: FoundRow): Interval | null {
  const due = dueOf(row)
  return due === null ? window : intersect(window, { startsAt: window.startsAt, endsAt: due.dueAt })
}

/** The part of the window that house rules leave to this person: training, lead time, and a published price. */
function bookableWindow(
  { resource, qualification }: FoundResource,
  gap: FindGap,
  rates: readonly PublishedRate[],
  now: Instant,
): Interval | null {
  const [first] = rates
  if (!first || (resource.qualificationId !== null && qualification === null)) return null
  const earliest = Math.max(gap.startsAt, first.validFrom, now + resource.policy.leadMinutes * 60)
  if (resource.qualificationId === null || qualification === null) {
    return intersect(gap, { startsAt: earliest, endsAt: gap.endsAt })
  }
  const { validFrom, validUntil } = qualification
  return intersect(gap, { startsAt: Math.max(earliest, validFrom), endsAt: validUntil })
}

function isBeyondHorizon(slot: Interval, { policy }: Resource, { timeZone }: Park, now: Instant): boolean {
  const days = epochDay(dayOf(slot.startsAt, timeZone).date) - epochDay(dayOf(now, timeZone).date)
  return days > policy.horizonDays
}

export function priceOf(
  slot: Interval,
  row: FoundRow,
  { policy }: Resource,
  { currency, timeZone }: Park,
  samples = 0,
): Priced | null {
  const category = row.payer
  if (category === null) return null
  const discounts = discountsAt(offersOf(row.discounts), slot.startsAt, timeZone)
  const frame = { currency, category, chargeBasis: policy.chargeBasis, zone: timeZone, discounts }
  const tariff = freezeTariff(ratesOf(row), slot, frame)
  const priced = tariff && price(tariff, { booked: { startsAt: slot.startsAt, endsAt: slot.endsAt }, samples })
  return priced?.kind === 'priced' ? priced : null
}

export function ratesOf({ rates }: FoundRow): PublishedRate[] {
  const newestFirst = JSON.parse(rates) as [Instant, RateTerms][]
  return newestFirst.map(([validFrom, terms]) => ({ validFrom, terms })).toReversed()
}

export function heldOf({ held }: FoundRow): Held[] {
  return (JSON.parse(held) as [UnitId, Instant, Instant, number][]).map(([unitId, startsAt, endsAt, lapsed]) => ({
    unitId,
    startsAt,
    endsAt,
    bookingId: null,
    closure: null,
    lapsed: lapsed === 1,
  }))
}
