import type { Actor } from '../../deps.ts'
import { Unauthenticated } from '../../kernel/thrown.ts'
import { negotiate } from '../i18n/negotiate.ts'
import { sessionToken } from './cookies.ts'
import type { DoorContext, PolicyName, Scope } from './door.ts'

export interface Credentials {
  readonly actor: Actor
  /** A browser sends cookies by itself, also when another site told it to; a bearer token it never does. */
  readonly by: 'bearer' | 'cookie'
}

/** What a door asks of whoever comes through it. */
export interface Entrance {
  readonly policy: PolicyName
  readonly scope: Scope
}

/** Whose token comes with the request, still to be looked up; null when there is none. */
export async function identify(c: DoorContext, { policy, scope }: Entrance): Promise<Credentials | null> {
  const { requestId, world } = c.get('visit')
  const header = c.req.header('authorization')
  const token = header === undefined ? sessionToken(c) : bearerOf(header)
  if (token === undefined) return null
  const digest = world.digest(token)
  const tokenHash = typeof digest === 'string' ? digest : await digest
  if (header === undefined) return { actor: { tokenHash, requestId, policy, scope }, by: 'cookie' }
  // A browser names its languages by itself; a client with a bearer token does it on purpose.
  const locale = negotiate(c.req.header('accept-language'))
  return { actor: { tokenHash, requestId, policy, scope, locale }, by: 'bearer' }
}

/** Another scheme than Bearer is no sign-in, and no reason to look for a cookie either. */
function bearerOf(header: string): string {
  const token = /^bearer +([\w.~+/=-]{1,200}) *$/i.exec(header)?.[1]
  if (token === undefined) throw new Unauthenticated()
  return token
}
