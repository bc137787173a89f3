import { invariant } from './invariant.ts'

/** `bkg_01k…`: its prefix says what it names, and the compiler keeps one kind from standing for another. */
export type Id<P extends string> = string & { readonly prefix: P }

export type BookingId = Id<'bkg'>
export type FirmId = Id<'firm'>
export type PersonId = Id<'usr'>
export type ProjectId = Id<'prj'>
export type ResourceId = Id<'res'>
export type FacilityId = Id<'fac'>
export type ClosureId = Id<'clo'>
export type ChargeId = Id<'chg'>
export type EntryId = Id<'ent'>
export type RateId = Id<'rat'>
export type ConsortiumId = Id<'con'>
export type GroupId = Id<'grp'>
export type SessionId = Id<'ses'>
export type InvitationId = Id<'inv'>
export type JoinRequestId = Id<'joi'>
export type AccessRequestId = Id<'acr'>
export type ProviderId = Id<'idp'>
export type FaultId = Id<'flt'>
export type WishId = Id<'wsh'>
export type ImportedCalendarId = Id<'ica'>
export type PreapprovalId = Id<'pap'>
export type DelegationId = Id<'dlg'>
export type TrainingSessionId = Id<'trn'>
export type StationId = Id<'stn'>
export type StatementId = Id<'stm'>
export type ProgrammeId = Id<'sub'>
export type ClaimListId = Id<'clm'>
export type PayoutId = Id<'pay'>
export type ObjectionId = Id<'obj'>
export type PaymentId = Id<'pay'>
export type InvoiceId = Id<'ivc'>
export type ConductRuleId = Id<'cdr'>
export type ConsequenceId = Id<'csq'>
export type CertificateId = Id<'crt'>
export type ConsumableId = Id<'cns'>
export type DiscountId = Id<'dsc'>

/** Whole-number keys of the tables that grow fastest; `unt_7` and `quo_7` outside. */
export type UnitId = number & { readonly prefix: 'unt' }
export type QuotaId = number & { readonly prefix: 'quo' }

/**
 * A new id: the prefix, then 48 bits of the time in milliseconds and 80 random ones in 26 characters of Crockford's
 * base 32, so that later ids of one kind sort after earlier ones. `entropy` gives that many unguessable bytes.
 */
export function newId<P extends string>(prefix: P, nowMs: number, entropy: (bytes: number) => Uint8Array): Id<P> {
  invariant(Number.isInteger(nowMs) && nowMs >= 0 && nowMs < 2 ** 48, 'an id is made at a time of 48 bits')
  const random = entropy(RANDOM_BYTES)
  invariant(random.length === RANDOM_BYTES, 'an id has 80 random bits')
  return `${prefix}_${timeText(nowMs)}${randomText(random)}` as Id<P>
}

/** The id that a text is, or null when it is none of that kind. */
export function parseId<P extends string>(prefix: P, text: string): Id<P> | null {
  return text.startsWith(`${prefix}_`) && ID_BODY.test(text.slice(prefix.length + 1)) ? (text as Id<P>) : null
}

export function unitIdText(unitId: UnitId): string {
  return `unt_${unitId}`
}

export function quotaIdText(quotaId: QuotaId): string {
  return `quo_${quotaId}`
}

/** The unit that `unt_7` names, or null when the text names none. */
export function parseUnitId(text: string): UnitId | null {
  return parseKey('unt', text) as UnitId | null
}

/** The quota that `quo_7` names, or null when the text names none. */
export function parseQuotaId(text: string): QuotaId | null {
  return parseKey('quo', text) as QuotaId | null
}

const RANDOM_BYTES = 10
const CROCKFORD = '0123456789abcdefghjkmnpqrstvwxyz'
const ID_BODY = /^[0-7][0-9a-hjkmnp-tv-z]{25}$/
const KEY = /^[1-9][0-9]{0,15}$/

function timeText(ms: number): string {
  let text = ''
  for (let rest = ms; text.length < 10; rest = Math.floor(rest / 32)) text = `${CROCKFORD[rest % 32]}${text}`
  return text
}

// Ten bytes are exactly sixteen characters of five bits: none is left over at the end.
function randomText(bytes: Uint8Array): string {
  let text = ''
  let bits = 0
  let held = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    for (bits += 8; bits >= 5; bits -= 5) text += CROCKFORD[(held >>> (bits - 5)) & 31]
    held &= 31
  }
  return text
}

function parseKey(prefix: string, text: string): number | null {
  if (!text.startsWith(`${prefix}_`) || !KEY.test(text.slice(prefix.length + 1))) return null
  const key = Number(text.slice(prefix.length + 1))
  return Number.isSafeInteger(key) ? key : null
}
