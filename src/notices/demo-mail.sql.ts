import type { Deps } from '../deps.ts'
import type { Mailer } from '../platform/mail/mailer.ts'
import { DbAbort } from '../platform/db/port.ts'
import { sql } from '../platform/db/sql.ts'

/** Keeps a demo park's letters instead of sending them: they are read at /demo/mail. */
export function demoMailer({ db, now }: Pick<Deps, 'db' | 'now'>): Mailer {
  return {
    async send({ id, to, subject, text }) {
      const at = now()
      const kept = sql`INSERT INTO demo_mail (id, address, subject, body, sent_at)
        SELECT ${id}, ${to}, ${subject}, ${text}, ${at} WHERE NOT EXISTS (SELECT 1 FROM demo_mail WHERE id = ${id})`
      const idempotency = { actor: 'clock', key: `demo-mail:${id}`, requestHash: '', status: 200, body: '', at }
      try {
        await db.write([kept], { idempotency })
      } catch (error) {
        if (!(error instanceof DbAbort && error.token === 'IDEMPOTENCY_KEY')) throw error
      }
    },
  }
}
