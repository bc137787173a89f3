import { drop, keepForm, sendKept, type Kept } from './outbox.ts'
import { sayWhoseTime } from './zone-note.ts'

const note = document.querySelector<HTMLElement>('#kept')
const retryMs = 20_000

/** A form that is sent when there is a network: at once, or later by itself. */
class KeptForm extends HTMLElement {
  connectedCallback(): void {
    const form = this.querySelector('form')
    // Where there is no secure context there are no caches, and the form is an ordinary one.
    if (!form || !note || !('caches' in globalThis)) return
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      this.waiting()
      keepForm(this.kept(form))
        .then(() => void later())
        .then(() => catchUp(this.dataset['onward']))
        .catch(() => form.submit())
    })
    addEventListener('offline', () => this.reveal())
    if (!note.hidden) this.reveal()
  }

  /** What the server does not offer yet may be asked for where the server can't be: it decides on arrival. */
  reveal(): void {
    this.hidden = false
  }

  waiting(): void {
    const button = this.querySelector('button')
    if (button) button.disabled = true
  }

  say(): void {
    this.reveal()
    this.waiting()
    const said = this.querySelector<HTMLElement>('[role=status]')
    if (said) said.hidden = false
  }

  get url(): string {
    return this.querySelector('form')?.action ?? ''
  }

  kept(form: HTMLFormElement): Kept {
    const fields = new URLSearchParams(new FormData(form) as never)
    if (!fields.has('key')) fields.set('key', crypto.randomUUID())
    const { onward = '/', done = '', failed = '' } = this.dataset
    return { url: form.action, body: fields.toString(), who: who(), at: Date.now(), onward, done, failed }
  }
}

customElements.define('kept-form', KeptForm)

sayWhoseTime(new Date())

if (note && 'serviceWorker' in navigator) {
  addEventListener('load', () => void navigator.serviceWorker.register('/sw.js'))
  addEventListener('offline', () => (note.hidden = false))
  addEventListener('online', () => void catchUp(location.href))
  void catchUp()
}

function who(): string {
  return note?.dataset['who'] ?? ''
}

/** Where the browser can, it wakes the service worker when the network is back, though the page be closed. */
async function later(): Promise<void> {
  const there = (await navigator.serviceWorker?.ready) as
    | { sync?: { register(tag: string): Promise<void> } }
    | undefined
  await there?.sync?.register('kept').catch(() => {})
}

/** Sends what waits. Where something came of it, the page that shows it is opened, and says so. */
async function catchUp(onward?: string): Promise<void> {
  const { told, waiting, fresh, signIn } = await sendKept(who())
  if (signIn) return location.assign(signIn)
  if (fresh || (onward && told.length > 0)) return location.assign(onward ?? location.href)
  for (const kept of told) {
    tell(kept)
    await drop(kept)
  }
  for (const form of document.querySelectorAll<KeptForm>('kept-form')) {
    if (waiting.some(({ url }) => url === form.url)) form.say()
  }
  if (waiting.length > 0) setTimeout(() => void catchUp(), retryMs)
  else if (onward && note && !note.hidden) location.reload()
}

function tell({ told = '', good, onward }: Kept): void {
  const line = document.createElement('p')
  line.className = good ? 'notice good' : 'notice bad'
  line.setAttribute('role', 'alert')
  const link = document.createElement('a')
  link.href = onward
  link.textContent = told
  line.append(location.pathname === onward ? told : link)
  note?.after(line)
}
