import type { Deps } from '../deps.ts'
import { noticeRow } from '../notices/outbox.sql.ts'
import { DbAbort } from '../platform/db/port.ts'
import { sql, type Query } from '../platform/db/sql.ts'
import { genesis, linkOf, type AuditedRow } from './chain.ts'

/** Where the chain stood once: kept outside the database, it shows whether the past was rewritten. */
export interface Checkpoint {
  readonly seq: number
  readonly hash: string
}

const daySeconds = 86_400

/** Sends the chain's head to the park's admins, once a day: whoever holds the database can't reach their mailboxes. */
export async function sendCheckpoint(deps: Deps): Promise<void> {
  const at = deps.now()
  const key = `job:audit-checkpoint:${Math.floor(at / daySeconds)}`
  const { sent, heads } = await deps.db.read({
    sent: sql`SELECT key FROM idempotency WHERE actor = 'clock' AND key = ${key} LIMIT 1`,
    heads: headQuery,
  })
  const [head] = heads
  if (sent.length > 0 || !head) return
  try {
    await deps.db.write([noticeRow(deps, { kind: 'audit.checkpoint', ...head })], {
      idempotency: { actor: 'clock', key, requestHash: '', status: 200, body: '', at },
    })
  } catch (error) {
    if (!(error instanceof DbAbort)) throw error
  }
}

/** The chain's head; null before anything is sealed. */
export async function auditHead(db: Deps['db']): Promise<Checkpoint | null> {
  const { heads } = await db.read({ heads: headQuery })
  return heads[0] ?? null
}

/** `1234:ab…` as a letter or `audit-head` says it; null for anything else. */
export function checkpointOf(text: string): Checkpoint | null {
  const [, seq, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text.trim()) ?? []
  return seq === undefined || hash === undefined ? null : { seq: Number(seq), hash }
}

/**
 * Whether the rows as they are now still lead to the checkpoint. The links are computed anew from the rows: seals that
 * were rewritten along with them don't help.
 */
export async function judgeCheckpoint(
  db: Deps['db'],
  { seq, hash }: Checkpoint,
): Promise<'holds' | 'rewritten' | 'truncated'> {
  let before = { seq: 0, hash: genesis }
  while (before.seq < seq) {
    const { rows } = await db.read({ rows: rowsQuery(before.seq, seq) })
    if (rows.length === 0) return 'truncated'
    for (const row of rows) before = { seq: row.seq, hash: await linkOf(before.hash, row) }
  }
  return before.hash === hash ? 'holds' : 'rewritten'
}

const headQuery = sql<Checkpoint>`SELECT up_to_seq AS seq, hash FROM audit_seal ORDER BY up_to_seq DESC LIMIT 1`

const readAtOnce = 2_000

function rowsQuery(after: number, upTo: number): Query<AuditedRow> {
  return sql`SELECT seq, at, actor_id AS actorId, action, entity, entity_version AS entityVersion, firm_id AS firmId,
    facility_id AS facilityId, detail FROM audit WHERE seq > ${after} AND seq <= ${upTo} ORDER BY seq
    LIMIT ${readAtOnce}`
}
