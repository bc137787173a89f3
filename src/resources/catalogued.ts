import type { RateTerms } from '../billing/tariff.ts'
import type { FacilityId, ResourceId } from '../kernel/id.ts'
import type { CatalogueEntry } from './catalogue-entry.ts'
import type { OpeningHours } from './opening-hours.ts'
import type { Policy } from './resource.ts'

/** A thing with names in three languages and a short code of its own. */
export interface Named {
  readonly id: string
  readonly code: string
  readonly nameHans: string
  readonly nameHant: string
  readonly nameEn: string
}

/** A resource as the catalogue holds it now. */
export interface Catalogued {
  readonly id: ResourceId
  readonly facilityId: FacilityId
  readonly rulesVersion: number
  readonly entry: CatalogueEntry
  /** What of its hours is beside the ordinary week. */
  readonly beside: Omit<OpeningHours, 'weekly' | 'holidayRule'>
  readonly policy: Policy
  /** The rates in force, by price category. */
  readonly terms: Readonly<Record<string, RateTerms>>
}
