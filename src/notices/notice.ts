import type {
  AccessRequestId,
  BookingId,
  ConsequenceId,
  FaultId,
  FirmId,
  InvitationId,
  JoinRequestId,
  ObjectionId,
  PaymentId,
  PersonId,
  TrainingSessionId,
  StatementId,
} from '../kernel/id.ts'
import type { Locale } from '../platform/i18n/locale.ts'

/**
 * What is told to somebody. It holds ids, and what they stand for is looked up when it is told; an address or a sealed
 * secret only where nobody is there yet to be looked up.
 */
export type Notice =
  | { readonly kind: 'sign-in.code'; readonly address: string; readonly locale: Locale; readonly code: string }
  | {
      readonly kind: 'invitation.made'
      readonly address: string
      readonly locale: Locale
      readonly invitationId: InvitationId
      readonly token: string
    }
  | { readonly kind: 'person.erased'; readonly address: string; readonly locale: Locale }
  | { readonly kind: 'join.requested' | 'join.decided'; readonly joinRequestId: JoinRequestId }
  | { readonly kind: 'access.requested' | 'access.decided'; readonly accessRequestId: AccessRequestId }
  | { readonly kind: 'training.changed'; readonly personId: PersonId; readonly kindId: string }
  | { readonly kind: 'training.ending'; readonly personId: PersonId; readonly kindId: string; readonly until: number }
  | { readonly kind: 'training.cancelled'; readonly trainingSessionId: TrainingSessionId }
  | { readonly kind: PersonKind; readonly personId: PersonId }
  | { readonly kind: 'firm.suspended' | 'firm.reactivated'; readonly firmId: FirmId }
  | { readonly kind: 'audit.checkpoint'; readonly seq: number; readonly hash: string }
  | { readonly kind: 'quota.reached'; readonly quotaId: number; readonly bucket: number; readonly percent: 80 | 100 }
  | { readonly kind: 'statement.issued'; readonly statementId: StatementId }
  | { readonly kind: 'deposit.recorded'; readonly paymentId: PaymentId }
  | { readonly kind: 'firm.departed'; readonly firmId: FirmId; readonly refundedMinor: number }
  | { readonly kind: 'objection.raised' | 'objection.answered'; readonly objectionId: ObjectionId }
  | {
      readonly kind: 'consequence.applied' | 'consequence.appealed' | 'consequence.decided'
      readonly consequenceId: ConsequenceId
    }
  | { readonly kind: FaultKind; readonly faultId: FaultId }
  | { readonly kind: BookingKind; readonly bookingId: BookingId; readonly personId: PersonId }

export type PersonKind = 'roles.changed' | 'passkey.added' | 'passkey.removed' | 'token.made'

export type FaultKind = 'fault.reported' | 'fault.closed'

/** A booking's new state, or what else became of it. */
export type BookingKind =
  | 'booking.offered'
  | 'booking.offer-lapsed'
  | 'booking.pending'
  | 'booking.confirmed'
  | 'booking.rejected'
  | 'booking.expired'
  | 'booking.cancelled'
  | 'booking.moved'
  | 'booking.kept'
  | 'booking.fault'
  | 'booking.no-show'
  | 'booking.interrupted'
  /** A change of hours or state has left it where its resource cannot be had. */
  | 'booking.outside'

export const bookingKinds: ReadonlySet<string> = new Set<BookingKind>([
  'booking.offered',
  'booking.offer-lapsed',
  'booking.pending',
  'booking.confirmed',
  'booking.rejected',
  'booking.expired',
  'booking.cancelled',
  'booking.moved',
  'booking.kept',
  'booking.fault',
  'booking.no-show',
  'booking.interrupted',
  'booking.outside',
])

export const personKinds: ReadonlySet<string> = new Set<PersonKind>([
  'roles.changed',
  'passkey.added',
  'passkey.removed',
  'token.made',
])

/** Letters that a person may do without. Those about security and money are always sent. */
export const optionalKinds = [
  'booking.confirmed',
  'booking.moved',
  'booking.rejected',
  'booking.expired',
  'access.decided',
  'join.decided',
  'booking.pending',
  'access.requested',
  'join.requested',
] as const satisfies readonly Notice['kind'][]

export type OptionalKind = (typeof optionalKinds)[number]
