import type { Names } from '../deps.ts'
import type { Policy, ResourceKind } from '../resources/resource.ts'
import type { HoursName } from './demo-hours.ts'

/** A resource of the demo park, as its facility's file writes it. Money is in whole yuan, lengths are in minutes. */
export interface DemoResource {
  readonly asset: string
  readonly facility: string
  readonly kind: ResourceKind
  readonly names: Names
  readonly model: string
  readonly category: string
  readonly room: string
  readonly units: readonly string[]
  readonly hours: HoursName
  readonly step: number
  readonly min: number
  readonly max: number
  readonly setup: number
  readonly cleanup: number
  readonly qualification: string | null
  /** Keys of the firms and consortia that may book it; everybody may when it is null. */
  readonly admits: readonly string[] | null
  readonly policy: Partial<Policy>
  readonly price: DemoPrice
  /** Which share of its open hours is booked, and for how long at a time. */
  readonly demand: number
  readonly usual: readonly number[]
}

/** What residents pay. Outside firms pay `external`, or double. */
export interface DemoPrice {
  readonly hour: number
  readonly external?: number
  /** From 22:00 to 08:00. */
  readonly night?: number
  /** Weekday afternoons. */
  readonly peak?: number
  readonly sample?: number
  readonly run?: number
  readonly start?: number
  readonly minimum?: number
  readonly assistance?: number
  readonly increment?: number
}

/** What a facility's file says of a resource; the rest is as usual. */
export type Traits = Partial<Omit<DemoResource, 'asset' | 'names' | 'model' | 'facility'>> & {
  readonly category: string
  readonly price: DemoPrice
}

type Three = readonly [hans: string, hant: string, en: string]

/** Instruments of one facility: staffed hours, training not needed, one unit. */
export function inFacility(facility: string, building: string) {
  return (asset: string, [hans, hant, en]: Three, model: string, traits: Traits): DemoResource => ({
    asset,
    facility,
    kind: 'instrument',
    names: { hans, hant, en },
    model,
    units: ['1'],
    hours: 'day',
    step: 30,
    min: 30,
    max: 480,
    setup: 0,
    cleanup: 0,
    qualification: null,
    admits: null,
    policy: {},
    demand: 0.5,
    usual: [120, 120, 180, 240],
    ...traits,
    room: `${building} ${traits.room ?? ''}`.trim(),
  })
}

/** Units by number: `numbered('座位', 6)`. */
export function numbered(word: string, count: number): string[] {
  return Array.from({ length: count }, (_, at) => `${word} ${at + 1}`)
}

/** Nobody checks in: the clock starts and ends the use. */
export const walkIn: Partial<Policy> = { checkIn: 'none', freeCancellation: { minutesBefore: 60 }, noShowPercent: 0 }

/** A lab manager consents first, and the slot is held for whoever asked. */
export const byConsent: Partial<Policy> = { approvals: [{ by: 'lab-manager', hours: 48 }], leadMinutes: 1440 }
