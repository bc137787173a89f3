import { mostCalendarBytes } from './read-calendar.ts'

/** Why a calendar could not be fetched. */
export const fetchTroubles = ['unreachable', 'refused', 'too-large', 'astray'] as const

export type FetchTrouble = (typeof fetchTroubles)[number]

export type Fetched =
  | { readonly kind: 'read'; readonly text: string; readonly etag: string }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'trouble'; readonly trouble: FetchTrouble }

const deadlineMs = 10_000
const mostRedirects = 3
const longestEtag = 200

/**
 * The https address that a text is, or null. A name of the public network and nothing else: no number, no port, no
 * password. `webcal:` is what calendar programs call the same.
 */
export function calendarAddress(text: string): URL | null {
  const said = text.trim().replace(/^webcals?:\/\//i, 'https://')
  const url = URL.canParse(said) ? new URL(said) : null
  if (url?.protocol !== 'https:' || url.port !== '' || url.username !== '' || url.password !== '') return null
  const host = url.hostname.replace(/\.$/, '')
  const isNumber = host.startsWith('[') || /(^|\.)\d+$/.test(host)
  if (isNumber || !host.includes('.') || own.test(host)) return null
  url.hash = ''
  return url
}

// Names that lead nowhere but into the house's own network.
const own = /\.(local|localhost|localdomain|internal|intranet|private|corp|home|lan|arpa|test|invalid|onion)$/i

/** What lies at an address; it takes a bounded time, and no more bytes than a calendar may have. */
export async function fetchCalendar(web: typeof fetch, address: URL, etag: string): Promise<Fetched> {
  const signal = AbortSignal.timeout(deadlineMs)
  try {
    return await follow(web, address, { etag, signal }, mostRedirects)
  } catch (error) {
    return { kind: 'trouble', trouble: error instanceof TooLarge ? 'too-large' : 'unreachable' }
  }
}

interface Asking {
  readonly etag: string
  readonly signal: AbortSignal
}

async function follow(web: typeof fetch, address: URL, asking: Asking, redirects: number): Promise<Fetched> {
  const { etag, signal } = asking
  const headers = { accept: 'text/calendar, text/plain;q=0.5', ...(etag === '' ? {} : { 'if-none-match': etag }) }
  const answer = await web(address.href, { headers, signal, redirect: 'manual' })
  if (answer.status === 304 && etag !== '') return { kind: 'unchanged' }
  if (answer.status >= 300 && answer.status < 400) {
    await answer.body?.cancel()
    const location = answer.headers.get('location')
    const next = location !== null && URL.canParse(location, address.href) ? new URL(location, address.href) : null
    const allowed = next && calendarAddress(next.href)
    if (redirects === 0 || !allowed) return { kind: 'trouble', trouble: 'astray' }
    return follow(web, allowed, asking, redirects - 1)
  }
  if (answer.status !== 200) {
    await answer.body?.cancel()
    return { kind: 'trouble', trouble: 'refused' }
  }
  const text = await textOf(answer)
  return { kind: 'read', text, etag: (answer.headers.get('etag') ?? '').slice(0, longestEtag) }
}

class TooLarge extends Error {
  override readonly name = 'TooLarge'
}

async function textOf(answer: Response): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  const reader = answer.body?.getReader() as ReadableStreamDefaultReader<Uint8Array> | undefined
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined }
    if (done || value === undefined) return text + decoder.decode()
    bytes += value.length
    if (bytes > mostCalendarBytes) {
      await reader?.cancel()
      throw new TooLarge()
    }
    text += decoder.decode(value, { stream: true })
  }
}
