/** How letters leave, as MAIL_URL says it. */
export type MailSetting =
  | { readonly kind: 'smtp'; readonly url: string; readonly from: string }
  | { readonly kind: 'http'; readonly url: string; readonly key: string; readonly from: string }

/**
 * Reads `smtp://user:password@host:587?from=…`, `smtps://…`, or `https://key@host/path?from=…` for a provider that
 * takes letters over HTTP; plain http only on this machine. Throws an Error with one line that says what is wrong.
 */
export function readMailSetting(text: string): MailSetting {
  if (!URL.canParse(text)) throw new Error('MAIL_URL is an address with a scheme, like smtp://user:password@host:587')
  const url = new URL(text)
  const from = url.searchParams.get('from')
  if (from === null || !/^[^\r\n]{0,100}<?[^\s<>@]+@[^\s<>@]+>?$/.test(from))
    throw new Error('MAIL_URL ends with the sender: ?from=booking@park.example, percent-encoded')
  url.searchParams.delete('from')
  if (url.protocol === 'smtp:' || url.protocol === 'smtps:') return { kind: 'smtp', url: url.href, from }
  const isNear = url.hostname === '127.0.0.1' || url.hostname === 'localhost'
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isNear))
    throw new Error('MAIL_URL begins with smtp://, smtps:// or https://')
  const key = decodeURIComponent(url.password || url.username)
  url.username = ''
  url.password = ''
  if (key === '') throw new Error('MAIL_URL names the provider’s key: https://key@host/path')
  return { kind: 'http', url: url.href, key, from }
}
