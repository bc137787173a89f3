import { deliverNotices } from '../../src/notices/commands/deliver-notices.ts'
import type { TestPark } from './open-park.ts'
import type { Page } from './visitor.ts'

/** A browser without JavaScript that keeps its cookies. */
export class Phone {
  readonly #park: TestPark
  readonly #language: string
  readonly #cookies = new Map<string, string>()

  constructor(park: TestPark, language = 'en') {
    this.#park = park
    this.#language = language
  }

  open(path: string): Promise<Page> {
    return this.#ask(path, { method: 'GET' })
  }

  /** What a form of the site's own answers. */
  send(path: string, fields: Readonly<Record<string, string>>): Promise<Page> {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://localhost' }
    return this.#ask(path, { method: 'POST', headers, body: new URLSearchParams(fields).toString() })
  }

  cookie(name: string): string | undefined {
    return this.#cookies.get(name)
  }

  setCookie(name: string, value: string): void {
    this.#cookies.set(name, value)
  }

  async #ask(
    path: string,
    { headers = {}, ...init }: { method: string; headers?: object; body?: string },
  ): Promise<Page> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await this.#park.app.request(path, {
      ...init,
      headers: { 'accept-language': this.#language, ...headers, cookie },
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/Max-Age=0/.test(line)) this.#cookies.delete(name)
      else this.#cookies.set(name, value)
    }
    return { status: response.status, html: await response.text(), location: response.headers.get('location') ?? '' }
  }
}

/** The mailbox of a demo park. */
export function mailbox(park: TestPark) {
  const latest = async () => {
    await park.settled()
    await deliverNotices(park.deps)
    const [row] = await park.rows(
      'SELECT address, subject, body FROM demo_mail ORDER BY sent_at DESC, rowid DESC LIMIT 1',
    )
    return row as { address: string; subject: string; body: string } | undefined
  }
  return {
    latest,
    /** The code in the latest letter. */
    code: async () => /\b\d{6}\b/.exec((await latest())?.subject ?? '')?.[0] ?? '',
    /** The path of the link in the latest letter. */
    link: async () => /http:\/\/localhost(\/\S+)/.exec((await latest())?.body ?? '')?.[1] ?? '',
  }
}
