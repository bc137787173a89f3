import type { Mailer } from './mailer.ts'

export interface HttpMailerOptions {
  readonly url: string
  readonly key: string
  readonly from: string
  readonly fetch: typeof fetch
}

/**
 * Hands letters to a provider that takes them as JSON: `{ from, to, subject, text }`, the key as a bearer token, the
 * letter's id as `Idempotency-Key`, so that a letter handed over twice is sent once.
 */
export function httpMailer({ url, key, from, fetch: ask }: HttpMailerOptions): Mailer {
  return {
    async send({ id, to, subject, text }) {
      const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'idempotency-key': id }
      const body = JSON.stringify({ from, to: [to], subject, text, headers: { 'Auto-Submitted': 'auto-generated' } })
      const answer = await ask(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(deadlineMs) })
      await answer.body?.cancel()
      if (!answer.ok) throw new Error(`the mail provider answered ${answer.status}`)
    },
  }
}

const deadlineMs = 20_000
