import type { Instant } from '../kernel/interval.ts'
import type { Viewer } from '../firms/viewer.ts'
import { SignInAgain } from '../kernel/thrown.ts'

/** A browser left open, or a stolen token, must not be able to take an account over. Throws SignInAgain. */
export function demandFreshSignIn({ session }: Viewer, now: Instant): void {
  if (!isFreshSignIn({ session }, now)) throw new SignInAgain()
}

/**
 * True when somebody signed in within the last fifteen minutes. A token with scopes was made for a program and never
 * counts: with it one could make a passkey, or another token, that may more.
 */
export function isFreshSignIn({ session }: Pick<Viewer, 'session'>, now: Instant): boolean {
  return !session.isScoped && now - session.signedInAt <= freshSeconds
}

const freshSeconds = 15 * 60
