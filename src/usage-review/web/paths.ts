import type { BookingId } from '../../kernel/id.ts'

export const reviewPath = '/m/review'

/** One use in the queue. */
export function reviewOfPath(id: BookingId): string {
  return `${reviewPath}#review-${id}`
}
