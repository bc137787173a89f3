/**
 * The address as accounts know it: in one Unicode form, without spaces around it, in lower case; null when it is none.
 * Two spellings that reach one mailbox are one account.
 */
export function normalAddress(text: string): string | null {
  const address = text.normalize('NFKC').trim().toLowerCase()
  if (address.length > mostCharacters || unseen.test(address)) return null
  return shape.test(address) ? address : null
}

/** What stands behind the @. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1)
}

/** What a person is called until they say it: what stands before the @. */
export function nameFrom(address: string): string {
  return address.slice(0, address.lastIndexOf('@')).slice(0, 80)
}

const mostCharacters = 254
const unseen = /[\p{Cf}\p{Cc}\p{Zl}\p{Zp}]/u
const shape = /^[^\s@<>"(),:;\\[\]]{1,64}@[^\s@<>"(),:;\\[\].]{1,63}(\.[^\s@<>"(),:;\\[\].]{1,63})+$/u
