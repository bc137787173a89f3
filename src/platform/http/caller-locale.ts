import { isLocale, negotiate } from '../i18n/negotiate.ts'
import type { Locale } from '../i18n/locale.ts'
import { chosenLocale } from './cookies.ts'
import type { DoorContext } from './door.ts'

const usual: Locale = 'zh-Hans'

/**
 * The language to speak before anybody knows who asks: a page's `?lang=`, the choice last made in this browser,
 * the browser's own wish. Once the viewer is known, `viewer.locale` is the language.
 */
export function callerLocale(c: DoorContext): Locale {
  return asked(c) ?? knownChoice(c) ?? negotiate(c.req.header('accept-language')) ?? usual
}

function asked(c: DoorContext): Locale | null {
  if (c.req.path.startsWith('/api/')) return null
  const lang = c.req.query('lang')
  return isLocale(lang) ? lang : null
}

// Before the threshold has been passed there is no visit, and its cookies can't be read.
function knownChoice(c: DoorContext): Locale | null {
  return c.get('visit') === undefined ? null : chosenLocale(c)
}
