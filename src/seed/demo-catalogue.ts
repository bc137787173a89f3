import type { RateTerms } from '../billing/tariff.ts'
import { usualTerms } from '../billing/usual-terms.ts'
import { newId, type ResourceId } from '../kernel/id.ts'
import { addDays, atOrAfter, dayOf, nextWindowStart, windowStart } from '../kernel/wall-clock.ts'
import { sql, type Query } from '../platform/db/sql.ts'
import {
  newResourceRows,
  rateRow,
  type CatalogueWrite,
  type ResourceProfile,
} from '../resources/commands/resource-rows.ts'
import { allHoursRows } from '../resources/open-span.sql.ts'
import { usualPolicy } from '../resources/resource.ts'
import type { DemoFirm } from './demo-firms.ts'
import { demoHours, drillDate } from './demo-hours.ts'
import { machineRows } from './demo-machines.ts'
import { categories, demoResources } from './demo-park.ts'
import { demoZone } from './demo-zone.ts'
import type { DemoCast } from './demo-people.ts'
import { priceListRows } from './demo-price-lists.ts'
import type { DemoPrice, DemoResource } from './demo-resource.ts'

/** A resource of the demo park with its id. */
export interface PlacedResource extends DemoResource {
  readonly id: ResourceId
}

/** Gives every resource its id. */
export function placedResources({ at, entropy }: Pick<CatalogueWrite, 'at' | 'entropy'>): PlacedResource[] {
  return demoResources.map((resource) => ({ ...resource, id: newId('res', at * 1000, entropy) }))
}

/** The catalogue: categories, hours, resources with their units, who is admitted, and prices. */
export function catalogueRows(resources: readonly PlacedResource[], cast: DemoCast, write: CatalogueWrite): Query[] {
  const today = dayOf(write.at, demoZone).date
  const hours = demoHours(drillDate(write.at))
  const profiles = resources.map((resource) => profileOf(resource, hours, cast))
  return [
    ...categories.map(
      ([id, hans, hant, en]) =>
        sql`INSERT INTO category (id, name_hans, name_hant, name_en) VALUES (${id}, ${hans}, ${hant}, ${en})`,
    ),
    ...allHoursRows(Object.values(hours), write.park, write.at),
    ...resources.flatMap((resource, at) =>
      newResourceRows(resource.id, profiles[at] as ResourceProfile, resource.units, write),
    ),
    ...resources.flatMap((resource) => grantRows(resource, cast)),
    ...resources.flatMap((resource) => rateRows(resource, today, write)),
    ...machineRows(resources),
    ...priceListRows(cast, write),
  ]
}

function profileOf(one: DemoResource, hours: ReturnType<typeof demoHours>, cast: DemoCast): ResourceProfile {
  return {
    facilityId: cast.facilityIds.get(one.facility) as ResourceProfile['facilityId'],
    categoryId: one.category,
    kind: one.kind,
    state: 'published',
    names: one.names,
    model: one.model,
    assetNumber: one.asset,
    location: one.room,
    hours: hours[one.hours],
    setupMinutes: one.setup,
    cleanupMinutes: one.cleanup,
    stepMinutes: one.step,
    minMinutes: one.min,
    maxMinutes: one.max,
    qualificationId: one.qualification,
    restricted: one.admits !== null,
    policy: { ...usualPolicy, ...one.policy },
  }
}

function grantRows({ id, admits }: PlacedResource, { firms, consortiumId }: DemoCast): Query[] {
  return (admits ?? []).map((key) => {
    const firm = firms.find((one) => one.key === key)
    const [kind, subject] = firm ? ['firm', firm.id] : ['consortium', consortiumId]
    return sql`INSERT INTO access_grant (resource_id, subject_kind, subject_id) VALUES (${id}, ${kind}, ${subject})`
  })
}

const priceCategories = ['resident', 'partner', 'consortium', 'external'] as const

function rateRows({ id, asset, price }: PlacedResource, today: string, write: CatalogueWrite): Query[] {
  const thisYear = atOrAfter({ date: windowStart(today, 'year'), time: '00:00' }, demoZone)
  const lastYear = atOrAfter(
    { date: windowStart(addDays(windowStart(today, 'year'), -1), 'year'), time: '00:00' },
    demoZone,
  )
  const nextMonth = atOrAfter({ date: nextWindowStart(today, 'month'), time: '00:00' }, demoZone)
  return priceCategories.flatMap((category) => {
    const rows = [rateRow(id, category, lastYear, termsOf(price, category), write)]
    // A few prices change: a booking across the edge is cut there.
    if (asset === 'FCM-0202')
      rows.push(rateRow(id, category, thisYear, termsOf({ ...price, hour: 150 }, category), write))
    if (asset === 'IMG-0102')
      rows.push(rateRow(id, category, nextMonth, termsOf({ ...price, hour: 560 }, category), write))
    return rows
  })
}

function termsOf(price: DemoPrice, category: DemoFirm['priceCategory']): RateTerms {
  const double = price.hour > 0 ? (price.external ?? price.hour * 2) / price.hour : 2
  const factor = { resident: 1, partner: 1.1, consortium: 0.8, external: double }[category]
  const minor = (yuan = 0) => Math.round(yuan * factor * 10) * 10
  const bands: RateTerms['bands'] = []
  const everyDay = [1, 2, 3, 4, 5, 6, 7]
  if (price.night)
    bands.push({ name: 'night', days: everyDay, from: '22:00', to: '08:00', perHourMinor: minor(price.night) })
  if (price.peak) {
    bands.push({ name: 'peak', days: [1, 2, 3, 4, 5], from: '13:00', to: '18:00', perHourMinor: minor(price.peak) })
  }
  return {
    ...usualTerms(minor(price.hour)),
    bands,
    perSampleMinor: minor(price.sample),
    perRunMinor: minor(price.run),
    startFeeMinor: minor(price.start),
    minimumMinor: minor(price.minimum),
    assistancePerHourMinor: minor(price.assistance),
    incrementMinutes: price.increment ?? 1,
  }
}
