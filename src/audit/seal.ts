import type { Deps } from '../deps.ts'
import { DbAbort } from '../platform/db/port.ts'
import { json, sql, type Query } from '../platform/db/sql.ts'
import { genesis, linkOf, type AuditedRow } from './chain.ts'

/** Rows sealed in one step of the job. */
export const sealedAtOnce = 500

/**
 * Seals the audit rows that are not sealed yet, oldest first, at most `sealedAtOnce`; answers how many it sealed.
 * Whoever changes, removes or reorders a sealed row later would have to compute every later link anew.
 */
export async function sealAudit(deps: Pick<Deps, 'db' | 'now'>): Promise<number> {
  const { last, rows } = await deps.db.read({ last: lastSealQuery, rows: unsealedQuery })
  if (rows.length === 0) return 0
  const before = last[0] ?? { upToSeq: 0, hash: genesis }
  const links: [seq: number, hash: string][] = []
  let hash = before.hash
  for (const row of rows) {
    hash = await linkOf(hash, row)
    links.push([row.seq, hash])
  }
  const at = deps.now()
  const key = `job:audit-seal:${before.upToSeq}`
  try {
    await deps.db.write([sealRows(links, at)], { idempotency: { ...sealed, key, body: `${rows.length}`, at } })
  } catch (error) {
    // Another run of the job sealed the same rows: its links are the same as ours.
    if (error instanceof DbAbort) return 0
    throw error
  }
  return rows.length
}

/** Where the chain does not hold: the row, and what is wrong with it. */
export interface BrokenLink {
  readonly seq: number
  readonly fault: 'edited' | 'removed' | 'truncated'
}

/** Rows that the verifier reads in one round trip. */
const verifiedAtOnce = 2_000

/**
 * Walks the whole chain and names rows that were edited or reordered (their link does not fit), removed (a gap in the
 * numbers) or cut off at the end (a seal without its row). Stops after `limit` faults.
 */
export async function brokenLinks(db: Deps['db'], limit: number): Promise<BrokenLink[]> {
  const faults: BrokenLink[] = []
  let before = { seq: 0, hash: genesis }
  for (;;) {
    const { rows } = await db.read({ rows: chainQuery(before.seq, verifiedAtOnce) })
    for (const row of rows) {
      if (row.at === null) faults.push({ seq: row.seq, fault: row.last ? 'truncated' : 'removed' })
      else {
        for (let seq = before.seq + 1; seq < row.seq && faults.length < limit; seq++)
          faults.push({ seq, fault: 'removed' })
        if (row.hash !== null && row.hash !== (await linkOf(before.hash, { ...row, at: row.at }))) {
          faults.push({ seq: row.seq, fault: 'edited' })
        }
      }
      // Taken on from the stored link, so that one edited row is named alone and not with all that follow it.
      before = { seq: row.seq, hash: row.hash ?? before.hash }
      if (faults.length >= limit) return faults
    }
    if (rows.length < verifiedAtOnce) return faults
  }
}

const sealed = { actor: 'clock', requestHash: '', status: 200 } as const

const auditColumns = sql`a.at AS at, a.actor_id AS actorId, a.action AS action, a.entity AS entity,
  a.entity_version AS entityVersion, a.firm_id AS firmId, a.facility_id AS facilityId, a.detail AS detail`

const lastSealQuery = sql<{ upToSeq: number; hash: string }>`SELECT up_to_seq AS upToSeq, hash FROM audit_seal
  ORDER BY up_to_seq DESC LIMIT 1`

const unsealedQuery = sql<AuditedRow>`SELECT a.seq AS seq, ${auditColumns} FROM audit a
  WHERE a.seq > (SELECT ifnull(max(up_to_seq), 0) FROM audit_seal) ORDER BY a.seq LIMIT ${sealedAtOnce}`

function sealRows(links: readonly [number, string][], at: number): Query {
  return sql`INSERT INTO audit_seal (up_to_seq, sealed_at, hash)
    SELECT value ->> 0, ${at}, value ->> 1 FROM json_each(${json(links)})`
}

type ChainRow = Omit<AuditedRow, 'at'> & {
  readonly at: number | null
  readonly hash: string | null
  readonly last: number
}

/** Sealed rows and seals without a row (`at` is null), in order; `last` when no audit row follows. */
function chainQuery(afterSeq: number, limit: number): Query<ChainRow> {
  return sql<ChainRow>`SELECT s.up_to_seq AS seq, s.hash AS hash, ${auditColumns},
      a.seq IS NULL AND s.up_to_seq > (SELECT ifnull(max(seq), 0) FROM audit) AS last
    FROM audit_seal s LEFT JOIN audit a ON a.seq = s.up_to_seq
    WHERE s.up_to_seq > ${afterSeq} ORDER BY s.up_to_seq LIMIT ${limit}`
}
