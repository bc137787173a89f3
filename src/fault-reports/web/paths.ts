import { unitIdText, type BookingId, type FaultId, type ResourceId, type UnitId } from '../../kernel/id.ts'
import { address } from '../../platform/http/address.ts'

export function faultPath(id: FaultId): string {
  return `/faults/${encodeURIComponent(id)}`
}

/** The form for a fault of a resource. */
export function reportPath(
  resourceId: ResourceId,
  of: { readonly unitId?: UnitId | null; readonly bookingId?: BookingId } = {},
): string {
  const unit = of.unitId ? unitIdText(of.unitId) : null
  return address(`/i/${encodeURIComponent(resourceId)}/faults`, { unit, booking: of.bookingId ?? null })
}
