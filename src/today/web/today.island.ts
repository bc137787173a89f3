/**
 * A lab manager's day, kept up to date: the same address is asked again and what differs is put in place, so that
 * neither the place on the page, nor the focus, nor what somebody opened or types is lost.
 */
class TodayLive extends HTMLElement {
  #timer = 0
  #asked = Date.now()
  #wakes = () => this.#wake()

  connectedCallback(): void {
    document.addEventListener('visibilitychange', this.#wakes)
    this.#wake()
  }

  disconnectedCallback(): void {
    document.removeEventListener('visibilitychange', this.#wakes)
    clearTimeout(this.#timer)
  }

  /** Nobody looks at a hidden page: it asks again when it is seen. */
  #wake(): void {
    clearTimeout(this.#timer)
    if (document.hidden) return
    this.#timer = window.setTimeout(() => void this.#renew(), Math.max(0, this.#asked + everyMs - Date.now()))
  }

  async #renew(): Promise<void> {
    this.#asked = Date.now()
    const fresh = await asked().catch(() => null)
    const stale = this.querySelector<HTMLElement>('#stale')
    if (fresh !== null) renew(this, fresh)
    if (stale !== null) stale.hidden = fresh !== null
    this.#wake()
  }
}

const everyMs = 30_000

/** The page as it is now; null when something else came back, as after a sign-out. */
async function asked(): Promise<Element | null> {
  const address = new URL(location.href)
  // What was done from here was told once.
  address.searchParams.delete('done')
  const target = /^\/m\/?$/.test(address.pathname) ? address : new URL('/m', location.href)
  const answer = await fetch(target, { credentials: 'same-origin', cache: 'no-store' })
  if (!answer.ok || answer.redirected) return null
  return new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('today-live')
}

/** Makes the old one say what the fresh one says, by changing only what differs. */
function renew(old: Element, fresh: Element): void {
  if (old.isEqualNode(fresh)) return
  if (old.localName !== 'today-live') renewAttributes(old, fresh)
  dropGone(old, fresh)
  const kept = new Map(Array.from(old.children, (child) => [child.id, child]))
  let at: ChildNode | null = old.firstChild
  for (const next of Array.from(fresh.childNodes)) {
    const same = matching(at, next, kept)
    if (same === null) old.insertBefore(next, at)
    else if (same === at) at = at.nextSibling
    else old.insertBefore(same, at)
    if (same instanceof Element && next instanceof Element) renew(same, next)
    else if (same !== null && same.nodeValue !== next.nodeValue) same.nodeValue = next.nodeValue
  }
  while (at !== null) {
    const rest: ChildNode = at
    at = at.nextSibling
    if (!rest.contains(document.activeElement)) rest.remove()
  }
}

// First, so that what stays need not change its place: an element that is moved loses the focus.
function dropGone(old: Element, fresh: Element): void {
  const stays = new Set(Array.from(fresh.children, ({ id }) => id))
  for (const child of Array.from(old.children))
    if (child.id !== '' && !stays.has(child.id) && !child.contains(document.activeElement)) child.remove()
}

/** What stands for the next one already: what has its name, else what is in its place and of its kind. */
function matching(at: ChildNode | null, next: ChildNode, kept: Map<string, Element>): ChildNode | null {
  if (next instanceof Element && next.id !== '') return kept.get(next.id) ?? null
  if (at === null || at.nodeName !== next.nodeName) return null
  return at instanceof Element && at.id !== '' ? null : at
}

function renewAttributes(old: Element, fresh: Element): void {
  for (const { name } of Array.from(old.attributes))
    if (!isOwn(old, name) && !fresh.hasAttribute(name)) old.removeAttribute(name)
  for (const { name, value } of Array.from(fresh.attributes))
    if (!isOwn(old, name) && old.getAttribute(name) !== value) old.setAttribute(name, value)
}

/** What is open, and what somebody types, is theirs. */
function isOwn(element: Element, name: string): boolean {
  if (name === 'open') return true
  return (name === 'value' || name === 'selected') && element.getAttribute('type') !== 'hidden'
}

customElements.define('today-live', TodayLive)
