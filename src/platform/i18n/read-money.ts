import { decimalsOf } from './format.ts'

/** `12,000.50` in minor units of a currency; null for a text that is no amount of it. A minus sign is none. */
export function readMoney(text: string, currency: string): number | null {
  const decimals = decimalsOf(currency)
  const [, whole = '', part = ''] = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(text.replaceAll(/[\s,]/g, '')) ?? []
  if (whole === '' || part.length > decimals) return null
  return Number(whole + part.padEnd(decimals, '0'))
}
