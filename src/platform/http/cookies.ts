import { deleteCookie, generateCookie, getCookie, setCookie } from 'hono/cookie'
import type { Instant } from '../../deps.ts'
import { isLocale } from '../i18n/negotiate.ts'
import type { Locale } from '../i18n/locale.ts'
import { themes, type Theme } from '../ui/setting.ts'
import type { DoorContext } from './door.ts'

/** The session's token, or undefined. Over https its cookie can only have been set by this very host. */
export function sessionToken(c: DoorContext): string | undefined {
  return getCookie(c, sessionName(c))
}

/** Signs a browser in: its cookie ends with the session. */
export function setSession(c: DoorContext, token: string, expiresAt: Instant): void {
  const maxAge = expiresAt - c.get('visit').deps.now()
  setCookie(c, sessionName(c), token, { ...common(c), httpOnly: true, maxAge })
}

/** The same as a header's value, for an answer that is made already. */
export function sessionCookie(c: DoorContext, token: string, expiresAt: Instant): string {
  const maxAge = expiresAt - c.get('visit').deps.now()
  return generateCookie(sessionName(c), token, { ...common(c), httpOnly: true, maxAge })
}

export function dropSession(c: DoorContext): void {
  deleteCookie(c, sessionName(c), { path: '/', secure: isSecure(c) })
}

/** What proves that a sign-in is ended by the browser that began it; undefined when none is under way. */
export function attemptToken(c: DoorContext): string | undefined {
  return getCookie(c, attemptName(c))
}

export function setAttempt(c: DoorContext, token: string, maxAge: number): void {
  setCookie(c, attemptName(c), token, { ...common(c), httpOnly: true, maxAge })
}

export function dropAttempt(c: DoorContext): void {
  deleteCookie(c, attemptName(c), { path: '/', secure: isSecure(c) })
}

/** The language last chosen in this browser, for pages that nobody is signed in to. */
export function chosenLocale(c: DoorContext): Locale | null {
  const chosen = getCookie(c, 'lang')
  return isLocale(chosen) ? chosen : null
}

export function setLocale(c: DoorContext, locale: Locale): void {
  setCookie(c, 'lang', locale, { ...common(c), maxAge: yearSeconds })
}

/** The theme last chosen in this browser; null follows the system. Without a visit there are no cookies to read. */
export function chosenTheme(c: DoorContext): Theme | null {
  const chosen = getCookie(c, 'theme')
  return themes.find((theme) => theme === chosen) ?? null
}

export function setTheme(c: DoorContext, theme: Theme | null): void {
  if (theme === null) deleteCookie(c, 'theme', { path: '/' })
  else setCookie(c, 'theme', theme, { ...common(c), maxAge: yearSeconds })
}

const yearSeconds = 365 * 86_400

function sessionName(c: DoorContext): string {
  return isSecure(c) ? '__Host-gongtai' : 'gongtai'
}

function attemptName(c: DoorContext): string {
  return isSecure(c) ? '__Host-gongtai-attempt' : 'gongtai-attempt'
}

function common(c: DoorContext) {
  return { path: '/', sameSite: 'Lax', secure: isSecure(c) } as const
}

function isSecure(c: DoorContext): boolean {
  return c.get('visit').deps.publicUrl.startsWith('https:')
}
