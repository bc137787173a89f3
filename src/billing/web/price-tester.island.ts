/** The price of a case while it is typed: the form's own address is asked, and its answer put in place. */
class PriceTester extends HTMLElement {
  #timer = 0
  #asked = 0

  connectedCallback(): void {
    this.addEventListener('input', () => {
      clearTimeout(this.#timer)
      this.#timer = window.setTimeout(() => void this.#reckon(), 250)
    })
  }

  async #reckon(): Promise<void> {
    const form = this.querySelector('form')
    const shown = this.querySelector('#tested')
    if (form === null || shown === null) return
    const turn = ++this.#asked
    const address = new URL(form.action)
    address.hash = ''
    for (const [name, value] of new FormData(form)) {
      if (typeof value === 'string') address.searchParams.set(name, value)
    }
    const answer = await fetch(address, { credentials: 'same-origin' }).catch(() => null)
    if (answer === null || !answer.ok || answer.redirected) return
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const fresh = page.querySelector('#tested')
    // An answer that was overtaken by what was typed since says nothing any more.
    if (fresh !== null && turn === this.#asked) shown.replaceChildren(...fresh.childNodes)
  }
}

customElements.define('price-tester', PriceTester)
