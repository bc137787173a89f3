/** A form that was filled in and has not been answered yet, or whose answer nobody has read yet. */
export interface Kept {
  /** Where it is sent, and what is sent: the form's own key is in it, so that it takes effect once. */
  readonly url: string
  readonly body: string
  /** Whose page it was on: nobody else's session may send it. */
  readonly who: string
  /** By this device's clock, in milliseconds: the server only notes it. */
  readonly at: number
  /** The page that shows what has become of it. */
  readonly onward: string
  /** What to say when it has been done, and when it has not. */
  readonly done: string
  readonly failed: string
  /** What became of it. */
  readonly told?: string
  readonly good?: boolean
}

/** What sending came to. */
export interface Sent {
  /** Answers that nobody has read yet. */
  readonly told: readonly Kept[]
  readonly waiting: readonly Kept[]
  /** True when one of the answers came just now. */
  readonly fresh: boolean
  /** Where to sign in first, when the session has ended. */
  readonly signIn?: string
}

export const outbox = 'outbox'

/** Keeps a form until it is answered. The same form twice is kept as it was first. */
export async function keepForm(kept: Kept): Promise<void> {
  const store = await caches.open(outbox)
  if (!(await store.match(kept.url))) await put(kept)
}

export async function drop({ url }: Kept): Promise<void> {
  await (await caches.open(outbox)).delete(url)
}

/** Sends what waits, one sender at a time. Without a network, and while the server is ill, all of it stays. */
export function sendKept(who: string): Promise<Sent> {
  return navigator.locks.request(outbox, async () => {
    const store = await caches.open(outbox)
    const all = await Promise.all((await store.keys()).map(async (key) => (await store.match(key))?.json()))
    const found: { told: Kept[]; waiting: Kept[]; fresh: boolean; signIn?: string } = {
      told: [],
      waiting: [],
      fresh: false,
    }
    for (const kept of all as (Kept | undefined)[]) {
      if (!kept) continue
      if (kept.who !== who) await drop(kept)
      else if (kept.told) found.told.push(kept)
      else {
        const answered = await send(kept).catch(() => kept)
        if (typeof answered === 'string') found.signIn = answered
        else if (answered.told) {
          await put(answered)
          found.told.push(answered)
          found.fresh = true
          continue
        }
        found.waiting.push(kept)
      }
    }
    return found
  })
}

async function put(kept: Kept): Promise<void> {
  await (await caches.open(outbox)).put(kept.url, Response.json(kept))
}

/** The same with what became of it; the address of a sign-in page; or unchanged, when it is to be tried again. */
async function send(kept: Kept): Promise<Kept | string> {
  const { url, body, at, done, failed } = kept
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      // How long it waited: the difference of two readings, so that a clock set wrong does no harm.
      'kept-seconds': String(Math.round((Date.now() - at) / 1000)),
    },
    body,
    signal: AbortSignal.timeout(10_000),
  })
  if (/\/login\b/.test(answer.url)) return answer.url
  if (answer.status > 499 || answer.status === 429) return kept
  if (answer.ok) return { ...kept, told: done, good: true }
  const said = /role="alert">([^<]+)/.exec(await answer.text())
  return { ...kept, told: said?.[1] ?? failed, good: false }
}
