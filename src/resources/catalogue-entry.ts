import type { OpeningHours } from './opening-hours.ts'
import { usualPolicy, type Policy, type ResourceKind, type ResourceState } from './resource.ts'

/** A resource as a catalogue file says it. Lengths are minutes; codes and ids instead of what they stand for. */
export interface CatalogueEntry {
  readonly assetNumber: string
  /** Its facility's code. */
  readonly facility: string
  /** Its category's id. */
  readonly category: string
  readonly kind: ResourceKind
  readonly state: ResourceState
  readonly nameHans: string
  readonly nameHant: string
  readonly nameEn: string
  readonly model: string
  readonly location: string
  readonly units: readonly string[]
  readonly weekly: OpeningHours['weekly']
  readonly holidayRule: OpeningHours['holidayRule']
  readonly setupMinutes: number
  readonly cleanupMinutes: number
  readonly stepMinutes: number
  readonly minMinutes: number
  readonly maxMinutes: number
  readonly qualification: string | null
  readonly restricted: boolean
  readonly tags: readonly string[]
  readonly horizonDays: number
  readonly leadMinutes: number
  readonly changeCutoffMinutes: number
  readonly freeCancellation: Policy['freeCancellation']
  readonly lateCancellationPercent: number
  readonly noShowPercent: number
  readonly checkIn: Policy['checkIn']
  readonly approvals: Policy['approvals']
  readonly chargeBasis: Policy['chargeBasis']
  /** How many bookings one person may begin on it in a day; null for any number. */
  readonly perPersonDay: number | null
  /** Price of an hour by price category, in minor units. */
  readonly perHourMinor: Readonly<Record<string, number>>
}

export type EntryField = keyof CatalogueEntry

/** What a line says of a resource; what it leaves blank stays as it is. */
export type SaidEntry = Partial<CatalogueEntry> & Pick<CatalogueEntry, 'assetNumber'>

/** What a new resource has of everything that its line leaves blank. */
export const usualEntry: Omit<CatalogueEntry, 'assetNumber' | 'facility' | 'nameHans' | 'nameHant' | 'nameEn'> = {
  category: 'other',
  kind: 'instrument',
  state: 'published',
  model: '',
  location: '',
  units: ['1'],
  weekly: [1, 2, 3, 4, 5, 6, 7].map((day) => (day < 6 ? [{ from: '08:00', to: '22:00' }] : [])),
  holidayRule: 'closed',
  setupMinutes: 0,
  cleanupMinutes: 0,
  stepMinutes: 15,
  minMinutes: 15,
  maxMinutes: 720,
  qualification: null,
  restricted: false,
  tags: [],
  horizonDays: usualPolicy.horizonDays,
  leadMinutes: usualPolicy.leadMinutes,
  changeCutoffMinutes: usualPolicy.changeCutoffMinutes,
  freeCancellation: usualPolicy.freeCancellation,
  lateCancellationPercent: usualPolicy.lateCancellationPercent,
  noShowPercent: usualPolicy.noShowPercent,
  checkIn: usualPolicy.checkIn,
  approvals: usualPolicy.approvals,
  chargeBasis: usualPolicy.chargeBasis,
  perPersonDay: null,
  perHourMinor: {},
}

/** Which fields of a resource a line would change. */
export function changedFields(said: SaidEntry, current: CatalogueEntry): EntryField[] {
  return (Object.keys(said) as EntryField[]).filter((field) => {
    const wanted = said[field]
    if (wanted === undefined) return false
    if (field === 'perHourMinor') {
      return Object.entries(said.perHourMinor ?? {}).some(
        ([category, price]) => current.perHourMinor[category] !== price,
      )
    }
    return JSON.stringify(wanted) !== JSON.stringify(current[field])
  })
}

/** The policy of an entry; what a catalogue file does not know stays as in `before`. */
export function policyOf(entry: CatalogueEntry, before: Policy): Policy {
  return {
    ...before,
    leadMinutes: entry.leadMinutes,
    horizonDays: entry.horizonDays,
    changeCutoffMinutes: entry.changeCutoffMinutes,
    freeCancellation: entry.freeCancellation,
    lateCancellationPercent: entry.lateCancellationPercent,
    noShowPercent: entry.noShowPercent,
    checkIn: entry.checkIn,
    approvals: entry.approvals,
    chargeBasis: entry.chargeBasis,
  }
}
