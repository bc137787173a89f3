import type { Instant } from '../kernel/interval.ts'

export const dueKinds = ['calibration', 'maintenance', 'safety'] as const
export type DueKind = (typeof dueKinds)[number]

/** When a machine must be looked after, by the midnight that ends the day. */
export interface Due {
  readonly kind: DueKind
  readonly dueAt: Instant
  readonly warnDays: number
  readonly everyDays: number
  /** Nobody may book beyond it. */
  readonly blocks: boolean
  readonly doneAt: Instant | null
}
