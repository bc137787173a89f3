import { z } from 'zod'
import type { Names } from '../deps.ts'
import type { FacilityId, ResourceId, UnitId } from '../kernel/id.ts'
import { approvalRulesSchema } from './approval-rule.ts'
import type { OpeningHours } from './opening-hours.ts'

export type ResourceKind = 'instrument' | 'space' | 'expert'
export type ResourceState = 'draft' | 'published' | 'out-of-service' | 'retired'

const minutes = z.number().int().min(0).max(525_600)
const percent = z.number().int().min(0).max(100)

/** The rules of a resource that only a decision reads; those that a search reads too are columns of their own. */
export const policySchema = z
  .strictObject({
    leadMinutes: minutes,
    horizonDays: z.number().int().min(0).max(730),
    /** Until this long before its start a booking may be moved. */
    changeCutoffMinutes: minutes,
    /** Free cancellation: until so long before the start, or until a wall time on the day before. */
    freeCancellation: z.union([
      z.strictObject({ minutesBefore: minutes }),
      z.strictObject({ dayBeforeAt: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/) }),
    ]),
    lateCancellationPercent: percent,
    noShowPercent: percent,
    checkIn: z.enum(['required', 'optional', 'none']),
    checkInEarlyMinutes: minutes,
    graceMinutes: minutes,
    overrunMinutes: minutes,
    /** Who must consent to a booking. It lapses when one of them has not in time, and at its start. */
    approvals: approvalRulesSchema,
    /** Bookings made this shortly before their start count against no quota; 0 switches it off. */
    offQuotaMinutes: minutes,
    chargeBasis: z.enum(['booked', 'used', 'union']),
  })
  .meta({ id: 'Policy' })

export type Policy = z.infer<typeof policySchema>

/** What a new resource starts with. */
export const usualPolicy: Policy = {
  leadMinutes: 0,
  horizonDays: 60,
  changeCutoffMinutes: 0,
  freeCancellation: { minutesBefore: 1440 },
  lateCancellationPercent: 50,
  noShowPercent: 100,
  checkIn: 'required',
  checkInEarlyMinutes: 15,
  graceMinutes: 30,
  overrunMinutes: 30,
  approvals: [],
  offQuotaMinutes: 0,
  chargeBasis: 'booked',
}

export interface Unit {
  readonly id: UnitId
  readonly name: string
  readonly state: 'active' | 'retired'
}

/** An instrument, a space or an expert, with everything a decision needs to know of it. */
export interface Resource {
  readonly id: ResourceId
  readonly facilityId: FacilityId
  readonly categoryId: string
  readonly kind: ResourceKind
  readonly state: ResourceState
  readonly names: Names
  readonly model: string
  readonly assetNumber: string
  readonly location: string
  readonly hours: OpeningHours
  readonly setupMinutes: number
  readonly cleanupMinutes: number
  readonly stepMinutes: number
  readonly minMinutes: number
  readonly maxMinutes: number
  readonly qualificationId: string | null
  readonly restricted: boolean
  readonly policy: Policy
  readonly oneBookingAtATime: boolean
  readonly rulesVersion: number
  readonly units: readonly Unit[]
}
