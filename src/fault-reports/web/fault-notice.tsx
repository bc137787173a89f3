import type { Voice } from '../../platform/i18n/voice.ts'
import type { KnownFault } from '../open-fault.sql.ts'
import { faultsText } from './faults.text.ts'

/** That something is wrong and known: when, and never who said so. */
export function FaultNotice({ fault, voice }: { readonly fault: KnownFault | null; readonly voice: Voice }) {
  if (fault === null) return null
  const { known, knownUnusable } = faultsText[voice.locale]
  const text = (fault.usable ? known : knownUnusable)(voice.soon(fault.reportedAt))
  return <p class="notice">{text}</p>
}

/** Where a fault is reported: of a resource, perhaps of one unit, perhaps in the course of a booking. */
export function ReportLink({ href, voice }: { readonly href: string; readonly voice: Voice }) {
  return <a href={href}>{faultsText[voice.locale].report}</a>
}
