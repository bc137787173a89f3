import type { ConflictKind, FaultKind } from '../../kernel/thrown.ts'

export interface Catalogue {
  readonly product: string
  readonly tagline: string
  readonly languages: string
  readonly theme: { readonly name: string; readonly system: string; readonly light: string; readonly dark: string }
  readonly skipToContent: string
  readonly signIn: string
  readonly signOut: string
  readonly requestId: string
  readonly back: string
  readonly problems: Readonly<Record<ProblemName, { readonly title: string; readonly detail: string }>>
  /** Why a value can't be read; `expected` is the bound, the choices or the type. */
  readonly faults: Readonly<Record<FaultKind, (expected: string) => string>>
}

/** Problems that every door may have; a refused booking has names of its own. */
export type ProblemName =
  | 'malformed-request'
  | 'unauthenticated'
  | 'forbidden'
  | 'cross-site'
  | 'sign-in-again'
  | 'not-found'
  | 'method-not-allowed'
  | ConflictKind
  | 'stale-version'
  | 'body-too-large'
  | 'unsupported-media-type'
  | 'unknown-host'
  | 'idempotency-key-reused'
  | 'version-required'
  | 'too-many-requests'
  | 'internal-error'
  | 'overloaded'
  | 'database-unavailable'
  | 'outcome-unknown'
