import type { FacilityId, ResourceId, StationId, UnitId } from '../kernel/id.ts'
import type { Instant } from '../kernel/interval.ts'

/** A screen by the door, a power meter or a card reader. */
export const stationKinds = ['kiosk', 'sensor', 'card'] as const
export type StationKind = (typeof stationKinds)[number]

/** Something that speaks for machines without a person signed in. */
export interface Station {
  readonly id: StationId
  readonly facilityId: FacilityId
  readonly kind: StationKind
  readonly name: string
  /** Of a kiosk: it shows every machine whose place this is. */
  readonly room: string
  /** Of a meter or a reader. */
  readonly resourceId: ResourceId | null
  readonly unitId: UnitId | null
}

/** How sure it is that a machine was used, surest first. */
export const evidenceGrades = ['sensor', 'card', 'scan', 'manual'] as const
export type EvidenceGrade = (typeof evidenceGrades)[number]

/** A report may be so much older than its arrival: a meter that had no network. */
export const oldestSignalSeconds = 7 * 86_400
/** A meter's clock may be so much ahead. */
export const clockSlackSeconds = 60

/** What is heard of a machine. */
export interface Signal {
  readonly state: 'on' | 'off'
  readonly at: Instant
}

/** The part of a booking's number that people type: what follows its last dash. */
export function shortCodeOf(number: string): string {
  return number.slice(number.lastIndexOf('-') + 1)
}

/** As typed, in the form that numbers have: no case, no spaces, and the letters that Crockford reads as digits. */
export function typedCode(text: string): string {
  return text.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')
}
