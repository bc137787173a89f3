/** The screen of a room, looked at anew every half minute, unless somebody types just then. */
class KioskLive extends HTMLElement {
  #timer = 0

  connectedCallback(): void {
    this.#timer = window.setInterval(() => this.#renew(), lookMs)
  }

  disconnectedCallback(): void {
    clearInterval(this.#timer)
  }

  #renew(): void {
    const field = this.querySelector<HTMLInputElement>('input[name="code"]')
    if (document.hidden || (field !== null && field.value !== '' && field.value !== field.defaultValue)) return
    location.replace(location.href)
  }
}

const lookMs = 30_000

customElements.define('kiosk-live', KioskLive)
