/** What every caller treats alike is thrown; what a caller must show is returned. */

/** No token, or one that is unknown, expired or revoked; or a person who is suspended. */
export class Unauthenticated extends Error {
  override readonly name = 'Unauthenticated'
}

/** The person may not come through this door at all. An object that is not theirs is NotFound instead. */
export class Forbidden extends Error {
  override readonly name = 'Forbidden'
}

/** The sign-in is too long ago for what is asked: a browser left open must not be enough for it. */
export class SignInAgain extends Error {
  override readonly name = 'SignInAgain'
}

/** There is no such object, or none that this person may know of: the answer must not tell which. */
export class NotFound extends Error {
  override readonly name = 'NotFound'
}

/**
 * The request cannot be read. Each fault names its place, as a JSON pointer, and a kind that every language has a
 * sentence for.
 */
export class Malformed extends Error {
  override readonly name = 'Malformed'
  readonly faults: readonly Fault[]

  constructor(faults: readonly Fault[]) {
    super(faults.map((fault) => `${fault.pointer} ${fault.kind}`).join(', '))
    this.faults = faults
  }
}

export interface Fault {
  /** `/startsAt` in the body, `/query/from`, `/headers/idempotency-key`. */
  readonly pointer: string
  readonly kind: FaultKind
  /** The bound, the choices or the expected type, where the kind has one. */
  readonly expected?: string
}

export type FaultKind =
  | 'missing'
  | 'unknown-key'
  | 'repeated'
  | 'type'
  | 'too-small'
  | 'too-large'
  | 'too-short'
  | 'too-long'
  | 'choice'
  | 'format'
  | 'instant'
  | 'wall-time'
  | 'json'
  | 'value'

/** The idempotency key was used before, for another request. */
export class KeyReused extends Error {
  override readonly name = 'KeyReused'
}

/** The change was judged against an older version of the object; `current` is how it stands now, as its document. */
export class Stale extends Error {
  override readonly name = 'Stale'
  readonly current: unknown

  constructor(current: unknown) {
    super('the version is stale')
    this.current = current
  }
}

/** The object is in a state that does not allow the change. */
export class Conflict extends Error {
  override readonly name = 'Conflict'
  /** Names the problem: `/problems/<kind>`. */
  readonly kind: ConflictKind
  /** More members of the problem: the state, or the list of what is in the way. */
  readonly members: Readonly<Record<string, unknown>>

  constructor(kind: ConflictKind, members: Readonly<Record<string, unknown>> = {}) {
    super(kind)
    this.kind = kind
    this.members = members
  }
}

export type ConflictKind =
  | 'state-forbids'
  | 'too-early'
  | 'too-late'
  | 'unit-busy'
  | 'bookings-affected'
  | 'already-reversed'
  | 'too-many'
  | 'last-admin'
  | 'name-taken'
  | 'over'
  | 'import-changed'
  | 'rates-clash'
  | 'secrets-key-missing'
  | 'try-again'
