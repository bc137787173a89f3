import { outbox, sendKept } from './outbox.ts'

// The service worker. It keeps a person's own pages, as they were last seen, for when there is no network. Which
// pages those are, and whose, each page says itself: see kept-note.tsx. Nothing else that the server answers is kept.

declare const SHELL: readonly string[]

interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void
}

interface Fetching extends Extendable {
  readonly request: Request
  readonly preloadResponse: Promise<Response | undefined>
  respondWith(answer: Promise<Response>): void
}

interface Keeper {
  readonly registration: { readonly navigationPreload?: { enable(): Promise<void> } }
  readonly clients: { claim(): Promise<void>; matchAll(): Promise<{ readonly url: string }[]> }
  skipWaiting(): Promise<void>
  addEventListener(kind: string, listen: (event: Fetching) => void): void
}

const keeper = globalThis as unknown as Keeper
const shell = `shell${SHELL.join()}`
const pages = 'pages'
const most = 20
const patienceMs = 3000
const freshMs = 600_000

/** Counts sign-outs: what was asked for before one is not kept after it. */
let era = 0
/** Paths that are being looked up. */
const under = new Set<string>()

keeper.addEventListener('install', (event) => {
  void keeper.skipWaiting()
  event.waitUntil(caches.open(shell).then((cache) => cache.addAll(['/offline', ...SHELL])))
})

keeper.addEventListener('activate', (event) => event.waitUntil(begin()))

keeper.addEventListener('sync', (event) => event.waitUntil(whose().then((who) => (who ? sendKept(who) : null))))

keeper.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (origin !== location.origin) return
  if (request.mode === 'navigate') {
    // Files and programs' answers are none of its business.
    if (!/\.\w+$|^\/api\//.test(pathname)) event.respondWith(navigate(event, pathname))
  } else if (SHELL.includes(pathname)) event.respondWith(fromShell(request))
})

async function begin(): Promise<void> {
  await keeper.registration.navigationPreload?.enable()
  for (const name of await caches.keys()) if (![shell, pages, outbox].includes(name)) await caches.delete(name)
  await keeper.clients.claim()
  // The page that brought it was loaded before it was there.
  for (const { url } of await keeper.clients.matchAll()) await lookUp(new URL(url).pathname, 0)
}

async function navigate(event: Fetching, path: string): Promise<Response> {
  const { request } = event
  const get = request.method === 'GET'
  if (path === '/logout') await forget(true)
  if (/^\/(login|goodbye)/.test(path)) await forget(false)
  const born = era
  const plain = get && !new URL(request.url).search
  const kept = plain ? await (await caches.open(pages)).match(path) : undefined
  const fresh = (get ? Promise.resolve(event.preloadResponse) : Promise.resolve(undefined)).then(
    (answer) => answer ?? fetch(request),
  )
  event.waitUntil(fresh.then((answer) => (plain ? keep(path, answer.clone(), born) : null)).catch(() => null))
  try {
    return await (kept ? Promise.race([fresh, late()]) : fresh)
  } catch {
    return kept ? marked(kept) : await fromShell('/offline')
  }
}

function late(): Promise<never> {
  return new Promise((_, reject) => setTimeout(reject, patienceMs))
}

/** The copy, with the line that says so. */
async function marked(kept: Response): Promise<Response> {
  const text = await kept.text()
  return new Response(text.replace('id="kept" hidden=""', 'id="kept"'), { headers: kept.headers })
}

async function fromShell(what: RequestInfo): Promise<Response> {
  return (await (await caches.open(shell)).match(what)) ?? fetch(what)
}

/** Keeps a page that says whose it is, and looks up those that it names; with another person, all others go first. */
async function keep(path: string, answer: Response, born: number): Promise<void> {
  if (!answer.ok || answer.redirected) return
  const text = await answer.clone().text()
  const [, who, ahead = ''] = / data-who="(\w+)" data-ahead="([^"]*)"/.exec(text) ?? []
  if (!who || born !== era) return
  const before = await whose()
  const mine = before && before !== who ? await forget(true) : born
  // A cache that is deleted while it is open takes what is put into it along: nothing may be awaited in between.
  const cache = await caches.open(pages)
  if (mine !== era) return
  await Promise.all([cache.put('who', new Response(who)), cache.put(path, answer)])
  for (const old of (await cache.keys()).slice(0, -most)) await cache.delete(old)
  await sameTongue(text)
  for (const next of ahead.split(' ')) if (next) await lookUp(next, dateOf(answer))
}

/** A page that was named, unless its copy is as good as new by the server's own clock. */
async function lookUp(path: string, now: number): Promise<void> {
  const born = era
  const copy = await (await caches.open(pages)).match(path)
  if (under.has(path) || (copy && now - dateOf(copy) < freshMs)) return
  under.add(path)
  await fetch(path)
    .then((answer) => keep(path, answer, born))
    .finally(() => under.delete(path))
}

function dateOf({ headers }: Response): number {
  return Date.parse(headers.get('date') ?? '')
}

/** The page for when there is nothing else speaks as the person's pages do now. */
async function sameTongue(text: string): Promise<void> {
  const cache = await caches.open(shell)
  const held = await (await cache.match('/offline'))?.text()
  if (held && tongue(held) !== tongue(text)) await cache.add('/offline')
}

function tongue(text: string): string | undefined {
  return /<html[^>]*>/.exec(text)?.[0]
}

async function whose(): Promise<string | undefined> {
  return (await (await caches.open(pages)).match('who'))?.text()
}

async function forget(forms: boolean): Promise<number> {
  const mine = ++era
  await caches.delete(pages)
  if (forms) await caches.delete(outbox)
  return mine
}
