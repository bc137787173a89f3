import { decimalsOf } from './format.ts'

/**
 * `12,000.50` in minor units of a currency; null for a text that is no amount of it. A minus sign is none. A comma or a
 * space parts whole thousands: `12,50` is not guessed to be either of the amounts that people mean by it.
 */
export function readMoney(text: string, currency: string): number | null {
  const decimals = decimalsOf(currency)
  const [, whole = '', part = ''] = /^(\d{1,12}|\d{1,3}(?:[\s,]\d{3}){1,3})(?:\.(\d{1,2}))?$/.exec(text.trim()) ?? []
  if (whole === '' || part.length > decimals) return null
  return Number(whole.replaceAll(/[\s,]/g, '') + part.padEnd(decimals, '0'))
}
