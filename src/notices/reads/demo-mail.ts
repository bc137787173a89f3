import type { Deps } from '../../deps.ts'
import { sql } from '../../platform/db/sql.ts'

export interface KeptMail {
  readonly id: string
  readonly address: string
  readonly subject: string
  readonly body: string
  readonly sentAt: number
}

/** The latest letters of a demo park, newest first. */
export async function readDemoMail(deps: Deps): Promise<KeptMail[]> {
  const { mails } = await deps.db.read({
    mails: sql<KeptMail>`SELECT id, address, subject, body, sent_at AS sentAt FROM demo_mail
      ORDER BY sent_at DESC, id DESC LIMIT 50`,
  })
  return mails
}
