import { address } from '../../platform/http/address.ts'
import type { AwaitedWanted } from '../reads/awaited.ts'

/** What a list of requests shows, as its address says it. */
export interface RequestsForm extends Pick<AwaitedWanted, 'side' | 'by' | 'words'> {
  readonly facility: string
  /** Everything is ticked to begin with. */
  readonly all: boolean
}

export function requestsPath(side: AwaitedWanted['side']): string {
  return side === 'lab' ? '/m/requests' : '/me/firm/requests'
}

export function requestsAddress({ side, by, facility, words, all }: RequestsForm, told: string | null = null): string {
  return address(requestsPath(side), { by, facility, q: words, all: all ? '1' : null, told })
}

export const standingPath = '/me/approvals'
