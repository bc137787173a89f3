import { priceDocument } from '../../bookings/booking-document.ts'
import { unitIdText } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { formatInstant } from '../../kernel/rfc3339.ts'
import type { Locale } from '../../platform/i18n/locale.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import type { FoundResource } from '../reads/find-resources.ts'
import type { ResourceProfile } from '../reads/resource-profile.ts'
import type { Resource } from '../resource.ts'

/** In whose language, in which money, and by which clock. */
export interface Telling {
  readonly locale: Locale
  readonly currency: string
  readonly now: Instant
}

/** A resource as a search answers it. */
export function foundDocument(found: FoundResource, { locale, currency, now }: Telling) {
  const { resource, facility, category, permitted, qualification, perHourMinor, slot } = found
  return {
    ...resourceDocument(resource, locale),
    facility: { id: resource.facilityId, name: nameIn(facility, locale) },
    category: { id: resource.categoryId, name: nameIn(category, locale) },
    permitted,
    qualification: qualificationDocument(resource, qualification, now),
    units: resource.units.filter((unit) => unit.state === 'active').length,
    pricePerHour: perHourMinor === null ? null : { amountMinor: perHourMinor, currency },
    ...(slot === null ? {} : { firstFree: slotDocument(slot, currency, locale) }),
  }
}

/** A resource with its rules. */
export function profileDocument(profile: ResourceProfile, locale: Locale) {
  const { asked, park, now, facility, category, training, rate, priceCategory } = profile
  const { resource, permitted, qualification } = asked
  const required = qualificationDocument(resource, qualification, now)
  return {
    ...resourceDocument(resource, locale),
    facility: { id: facility.id, name: nameIn(facility.names, locale), building: facility.building },
    category: { id: resource.categoryId, name: nameIn(category, locale) },
    units: resource.units.map(({ id, name, state }) => ({ id: unitIdText(id), name, state })),
    setupMinutes: resource.setupMinutes,
    cleanupMinutes: resource.cleanupMinutes,
    restricted: resource.restricted,
    rules: resource.policy,
    openingHours: resource.hours,
    permitted,
    qualification: required && training ? { ...required, name: nameIn(training, locale) } : required,
    price:
      rate && priceCategory !== null
        ? {
            category: priceCategory,
            currency: park.currency,
            validFrom: formatInstant(rate.validFrom),
            terms: rate.terms,
          }
        : null,
    version: resource.rulesVersion,
  }
}

function resourceDocument(resource: Resource, locale: Locale) {
  const { id, kind, state, names, model, assetNumber, location, stepMinutes, minMinutes, maxMinutes } = resource
  return {
    id,
    kind,
    state,
    name: nameIn(names, locale),
    model,
    assetNumber,
    location,
    stepMinutes,
    minMinutes,
    maxMinutes,
  }
}

function qualificationDocument({ qualificationId }: Resource, held: FoundResource['qualification'], now: Instant) {
  if (qualificationId === null) return null
  return {
    required: qualificationId,
    held: held !== null && held.validFrom <= now && now < held.validUntil,
    validUntil: held && formatInstant(held.validUntil),
  }
}

function slotDocument(slot: NonNullable<FoundResource['slot']>, currency: string, locale: Locale) {
  const { unitId, startsAt, endsAt, freeUntil, price } = slot
  return {
    unitId: unitIdText(unitId),
    startsAt: formatInstant(startsAt),
    endsAt: formatInstant(endsAt),
    freeUntil: formatInstant(freeUntil),
    price: price && { ...priceDocument(price.lines, price.totalMinor, currency, locale), estimate: price.estimate },
  }
}
