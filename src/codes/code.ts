/** A sticker's code: eight characters of Crockford's base 32, in small letters. */
export type Code = string & { readonly kind: 'qr-code' }

/**
 * The code that a text means, or null when it can't be one: read off a sticker, capitals are small letters, and what
 * looks like a nought or a one is one.
 */
export function readCode(text: string): Code | null {
  const typed = text.trim().toLowerCase().replaceAll('o', '0').replaceAll(/[il]/g, '1').replaceAll('-', '')
  return /^[0-9a-hjkmnp-tv-z]{8}$/.test(typed) ? (typed as Code) : null
}

/** Where a code leads: a plain path, so that a telephone's camera is all that is needed. */
export function codePath(code: Code): string {
  return `/q/${code}`
}
