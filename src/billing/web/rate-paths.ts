import type { ResourceId } from '../../kernel/id.ts'
import { address } from '../../platform/http/address.ts'
import type { RateFilter } from '../reads/rate-list.ts'

export const ratesPath = '/f/rates'
export const rateFilePath = '/f/rates/prices.csv'
export const rateDraftPath = '/f/rates/import'

/** The prices of a resource, for one price category where it is said. */
export function ratePath(id: ResourceId, query: Readonly<Record<string, string | null>> = {}): string {
  return address(`${ratesPath}/${encodeURIComponent(id)}`, query)
}

/** What is looked for, as it stands in an address. */
export function queryOfRates({ words, facility, show }: RateFilter): Record<string, string> {
  return { q: words, facility, show }
}
