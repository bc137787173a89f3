import { dropAttempt, sessionToken, setLocale, setSession } from '../../platform/http/cookies.ts'
import type { DoorContext } from '../../platform/http/door.ts'
import { wayOn } from '../../platform/http/way-on.ts'
import { agentWords, type Browser } from '../browser.ts'
import type { SignedIn } from '../commands/start-session.ts'

/** The browser that a request comes from. */
export async function browserOf(c: DoorContext): Promise<Browser> {
  const token = sessionToken(c)
  const formerHash = token === undefined ? null : await c.get('visit').world.digest(token)
  return { agent: agentWords(c.req.header('user-agent')), formerHash }
}

/** Hands the browser its session, and leads it on. */
export function enter(c: DoorContext, { token, expiresAt, locale }: SignedIn, next: string | undefined): Response {
  setSession(c, token, expiresAt)
  setLocale(c, locale)
  dropAttempt(c)
  return c.redirect(wayOn(next, c.get('visit').deps.publicUrl), 303)
}
