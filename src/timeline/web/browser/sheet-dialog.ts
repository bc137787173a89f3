/**
 * The sheet's own page over the board: the same forms, asked and answered in place. `onMoved` gets the page that a
 * move leads back to; `onClosed` is called when nothing was moved.
 */
export class SheetDialog {
  readonly #dialog: HTMLDialogElement
  readonly #failed: string
  readonly #onMoved: (page: Document, from: string) => void
  readonly #onClosed: () => void
  #url = ''

  constructor(
    dialog: HTMLDialogElement,
    failed: string,
    onMoved: (page: Document, from: string) => void,
    onClosed: () => void,
  ) {
    this.#dialog = dialog
    this.#failed = failed
    this.#onMoved = onMoved
    this.#onClosed = onClosed
    dialog.addEventListener('submit', (event) => this.#send(event))
    dialog.addEventListener('click', (event) => this.#leave(event))
    dialog.addEventListener('close', () => this.#closed())
  }

  /** What the server says of this address, in the dialog. */
  async open(url: string): Promise<void> {
    this.#url = url
    await this.#show(() => fetch(url, { credentials: 'same-origin', cache: 'no-store' }))
  }

  #closed(): void {
    this.#dialog.replaceChildren()
    this.#onClosed()
  }

  #leave(event: MouseEvent): void {
    const { target } = event
    const isLink = target instanceof Element && target.closest('[data-close]') !== null
    if (!isLink && target !== this.#dialog) return
    event.preventDefault()
    this.#dialog.close()
  }

  #send(event: SubmitEvent): void {
    const form = event.target
    if (!(form instanceof HTMLFormElement)) return
    event.preventDefault()
    const fields = new URLSearchParams()
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields.append(name, value)
    const action = form.getAttribute('action') ?? ''
    for (const button of this.#dialog.querySelectorAll('button')) button.disabled = true
    if (form.method === 'get') return void this.open(`${action}?${fields.toString()}`)
    void this.#show(() => fetch(action, { method: 'POST', body: fields, credentials: 'same-origin' }))
  }

  async #show(ask: () => Promise<Response>): Promise<void> {
    const answer = await ask().catch(() => null)
    if (answer === null) return this.#say(this.#failed)
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const sheet = page.querySelector('#move')
    if (sheet !== null) return this.#put(sheet)
    if (page.querySelector('time-line') === null) return location.assign(answer.redirected ? answer.url : this.#url)
    // First: closing gives the focus back to where it was.
    this.#dialog.close()
    this.#onMoved(page, this.#url)
  }

  #put(sheet: Element): void {
    this.#dialog.replaceChildren(sheet)
    if (!this.#dialog.open) this.#dialog.showModal()
    const first = sheet.querySelector<HTMLElement>('#confirm button') ?? sheet.querySelector<HTMLElement>('input')
    if (first?.getAttribute('type') === 'hidden') sheet.querySelector<HTMLElement>('#field-from')?.focus()
    else first?.focus()
  }

  #say(text: string): void {
    const line = document.createElement('p')
    line.className = 'notice bad'
    line.setAttribute('role', 'alert')
    line.textContent = text
    for (const button of this.#dialog.querySelectorAll('button')) button.disabled = false
    this.#dialog.prepend(line)
    if (!this.#dialog.open) this.#dialog.showModal()
  }
}
