import type { Viewer } from '../firms/viewer.ts'
import { managesFacility } from '../firms/viewer.ts'
import { unitIdText } from '../kernel/id.ts'
import { formatInstant } from '../kernel/rfc3339.ts'
import { nameIn } from '../platform/i18n/name-in.ts'
import type { Fault } from './fault.ts'

/** A report as the API shows it; who wrote it is told to the facility's lab managers. */
export function faultDocument(fault: Fault, viewer: Viewer) {
  const { resourceId, unitId, firm } = fault
  const isManager = managesFacility(viewer, fault.facilityId)
  return {
    id: fault.id,
    resource: { id: resourceId, name: nameIn(fault.resource, viewer.locale) },
    unit: unitId === null ? null : { id: unitIdText(unitId), name: fault.unit ?? '' },
    bookingId: fault.bookingId,
    usable: fault.usable,
    words: fault.words,
    hasPhoto: fault.photoKey !== null,
    state: fault.state,
    reportedAt: formatInstant(fault.reportedAt),
    closedAt: fault.closedAt === null ? null : formatInstant(fault.closedAt),
    answer: fault.answer,
    mine: fault.personId === viewer.personId,
    reportedBy: isManager ? { id: fault.personId, name: fault.person } : null,
    firm: isManager && firm && fault.firmId ? { id: fault.firmId, name: nameIn(firm, viewer.locale) } : null,
    version: fault.version,
  }
}
