import { slotsThere } from './slots.ts'

/** How much a run does. */
export interface Plan {
  /** A through B and back: so often each contender is measured beside what it is compared with. */
  readonly rounds: number
  /** How long one measurement through HTTP lasts. */
  readonly seconds: number
  /** How many bookings one measurement without HTTP makes. */
  readonly bookings: number
  /** Bookings on file. The first is what the others are compared with. */
  readonly histories: readonly number[]
}

export const fullPlan: Plan = { rounds: 7, seconds: 3, bookings: 5_000, histories: [1e3, 1e5, 1e6, 1e7] }
export const quickPlan: Plan = { rounds: 3, seconds: 1, bookings: 1_000, histories: [1e3, 1e5] }

let used = 0

/** The next so many slots: no two measurements on the same parks ask for the same. */
export function takeSlots(count: number): number {
  const first = used
  used += count
  if (used > slotsThere) throw new Error('all free slots of the bench are used up')
  return first
}

/** New parks are as free as the first ones. */
export function forgetSlots(): void {
  used = 0
}
