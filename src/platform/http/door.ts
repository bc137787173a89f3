import type { Context } from 'hono'
import type { Actor, Deps } from '../../deps.ts'
import type { World } from '../../world.ts'

/** Who may come through a door. */
export type PolicyName = NonNullable<Actor['policy']>

/** What a token with scopes must carry at a door. */
export type Scope = NonNullable<Actor['scope']>

/** What is known of a request at the threshold, before anybody asked who sends it. */
export interface Visit {
  readonly requestId: string
  readonly deps: Deps
  readonly world: World
  /** Who it turned out to be, once a read has told; null before, and for nobody. */
  seen: Seen | null
}

/** Whom a request's token belongs to. */
export interface Seen {
  readonly personId: string
  readonly firmIds: readonly string[]
  /** True when the person's roles have changed since a browser's token was drawn: it is time for another one. */
  readonly outdated: boolean
  /** True when its use was last noted an hour ago or more. */
  readonly unused: boolean
}

export interface DoorEnv {
  Variables: { visit: Visit; requestId: string; headers: Record<string, string> }
}

export type DoorContext = Context<DoorEnv>

const declared = new WeakMap<object, PolicyName | 'passage'>()

/** Notes who may come through this handler; tests/doors.test.ts refuses a route without it. */
export function declareDoor<H extends object>(policy: PolicyName, handler: H): H {
  declared.set(handler, policy)
  return handler
}

/** A middleware: everyone passes it on the way to a door, and it answers nobody by itself except to turn them away. */
export function declarePassage<H extends object>(handler: H): H {
  declared.set(handler, 'passage')
  return handler
}

/** The policy that a handler was declared with, `passage` for a middleware, null for a handler that nobody declared. */
export function policyOf(handler: object): PolicyName | 'passage' | null {
  return declared.get(handler) ?? null
}
