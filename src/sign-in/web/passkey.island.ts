import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser'

/** The button on the sign-in page: one tap, and the page that was asked for follows. */
class PasskeyEntry extends HTMLElement {
  connectedCallback(): void {
    onTap(this, async () => {
      const optionsJSON = await ask('/api/v1/sign-in/passkey-options', {})
      const response = await startAuthentication({ optionsJSON: optionsJSON as never })
      await ask('/api/v1/sign-in/passkey', { response })
      location.assign(this.dataset['next'] ?? '/')
    })
  }
}

/** The button that makes a passkey of this device. */
class PasskeyMaker extends HTMLElement {
  connectedCallback(): void {
    onTap(this, async () => {
      const optionsJSON = await ask('/api/v1/passkeys/options', {})
      const response = await startRegistration({ optionsJSON: optionsJSON as never })
      await ask('/api/v1/passkeys', { name: this.dataset['name'] ?? '', response })
      location.reload()
    })
  }
}

function onTap(host: HTMLElement, act: () => Promise<void>): void {
  const button = host.querySelector('button')
  const said = host.querySelector<HTMLElement>('[role=alert]')
  if (button === null || said === null || !browserSupportsWebAuthn()) return
  host.hidden = false
  button.addEventListener('click', () => {
    button.disabled = true
    said.hidden = true
    act().catch((error: unknown) => {
      button.disabled = false
      if (error instanceof SignInAgain) return location.assign(`/login?next=${encodeURIComponent(location.pathname)}`)
      said.textContent = host.dataset['failed'] ?? ''
      said.hidden = false
    })
  })
}

class SignInAgain extends Error {}

async function ask(path: string, body: object): Promise<unknown> {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) })
  if (answer.status === 401 || answer.status === 403) throw new SignInAgain()
  if (!answer.ok) throw new Error(String(answer.status))
  return answer.json()
}

customElements.define('passkey-entry', PasskeyEntry)
customElements.define('passkey-maker', PasskeyMaker)
