import type { FacilityId, ResourceId } from '../kernel/id.ts'
import type { ResourceState } from '../resources/resource.ts'

/** Which machines are meant; all that is said has to fit. */
export interface MachineFilter {
  /** Empty takes every facility that the viewer manages. */
  readonly facility: FacilityId | ''
  readonly category: string
  /** Empty takes all but those that are retired. */
  readonly state: ResourceState | ''
  readonly tag: string
  readonly words: string
}

/** Machines to be changed together: these, or all that fit. */
export interface Chosen {
  readonly ids: readonly ResourceId[] | 'all'
  readonly filter: MachineFilter
}

/** Machines on one page of the list. */
export const machinesAtOnce = 50

export const mostTags = 20
export const longestTag = 40
