import type { ResourceId } from '../../kernel/id.ts'
import { address } from '../../platform/http/address.ts'
import type { MachineFilter } from '../machine-filter.ts'

export const machinesPath = '/m/resources'
export const togetherPath = '/m/resources/together'
export const newMachinePath = '/m/resources/new'
export const cataloguePath = '/m/resources/catalogue.csv'
export const draftPath = '/m/resources/import'

/** A machine's profile and rules. */
export function machinePath(id: ResourceId): string {
  return `/m/resources/${encodeURIComponent(id)}`
}

/** What was looked for, as it stands in an address. */
export function queryOfFilter({ words, ...filter }: MachineFilter): Record<string, string> {
  return { q: words, ...filter }
}

/** The list of the machines that fit. */
export function listPath(filter: MachineFilter, more: Readonly<Record<string, string | null>> = {}): string {
  return address(machinesPath, { ...queryOfFilter(filter), ...more })
}
