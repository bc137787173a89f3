import type { Deps, Instant } from '../../deps.ts'
import { hexOf } from '../../kernel/hex.ts'
import { DbAbort } from '../../platform/db/port.ts'
import { json, sql, type Query } from '../../platform/db/sql.ts'
import { mailChannel, tellBy, type Channel } from '../channel.ts'
import type { Notice } from '../notice.ts'
import { lettersOf } from '../reads/letters.ts'

/** Rows that one run takes. */
export const deliveredAtOnce = 20

/**
 * Tells what waits in the outbox: at most `deliveredAtOnce` rows, each leased first, so that of two runs at once each
 * tells its own. Answers how many it took. A letter that nobody took waits longer each time; after ten it is given up.
 * A crash between sending and marking sends again under the same id: the address may get it twice, and can tell.
 */
export async function deliverNotices(deps: Deps): Promise<number> {
  const channels = channelsOf(deps)
  if (channels.length === 0) return 0
  const at = deps.now()
  const { due } = await deps.db.read({ due: dueQuery(at) })
  if (due.length === 0) return 0
  const lease = hexOf(deps.entropy(12))
  const leased = await leaseRows(deps, lease, at)
  const outcomes = await Promise.all(leased.map(async (row) => ({ row, error: await told(deps, channels, row) })))
  const marks = outcomes.map(({ row, error }) =>
    error === null ? deliveredRow(row, lease, deps.now()) : failedRow(row, lease, deps.now(), error),
  )
  if (marks.length > 0) await write(deps, `delivered:${lease}`, marks)
  return leased.length
}

/** Mail, where anybody has said how it leaves, and whatever else reaches people. */
function channelsOf({ mailer, channels = [] }: Deps): Channel[] {
  return [...(mailer === null ? [] : [mailChannel(mailer)]), ...channels]
}

interface OutboxRow {
  id: string
  kind: string
  body: string
  createdAt: Instant
  attempts: number
}

const dueWhere = (at: Instant) =>
  sql`delivered_at IS NULL AND given_up_at IS NULL AND coalesce(leased_until, 0) <= ${at}`

function dueQuery(at: Instant): Query<{ id: string }> {
  return sql`SELECT id FROM outbox WHERE ${dueWhere(at)} ORDER BY coalesce(leased_until, 0), created_at
    LIMIT ${deliveredAtOnce}`
}

/** Takes what is due now, in one statement: whoever comes at the same time finds it taken. */
async function leaseRows(deps: Deps, lease: string, at: Instant): Promise<OutboxRow[]> {
  await write(deps, `lease:${lease}`, [
    sql`UPDATE outbox SET lease = ${lease}, leased_until = ${at + leaseSeconds}, attempts = attempts + 1
      WHERE id IN (${dueQuery(at)})`,
  ])
  const { rows } = await deps.db.read({
    rows: sql<OutboxRow>`SELECT id, kind, body, created_at AS createdAt, attempts FROM outbox
      WHERE delivered_at IS NULL AND given_up_at IS NULL AND coalesce(leased_until, 0) = ${at + leaseSeconds}
        AND lease = ${lease} LIMIT ${deliveredAtOnce}`,
  })
  return rows
}

/** Null when it is told, or nobody needs to be told any more; else why not. */
async function told(deps: Deps, channels: readonly Channel[], row: OutboxRow): Promise<string | null> {
  if (row.kind === 'sign-in.code' && deps.now() - row.createdAt > codeSeconds) return null
  try {
    const notice = { kind: row.kind, ...(JSON.parse(row.body) as object) } as Notice
    for (const letter of await lettersOf(deps, { id: row.id, notice })) await tellBy(channels, letter)
    return null
  } catch (error) {
    return error instanceof Error ? error.message.slice(0, 200) : 'unknown'
  }
}

// What it held that nobody needs any more goes with it: codes, tokens, addresses.
function deliveredRow({ id }: OutboxRow, lease: string, at: Instant): Query {
  return sql`UPDATE outbox SET delivered_at = ${at}, lease = NULL, leased_until = NULL, last_error = NULL,
    body = json_remove(body, '$.code', '$.token', '$.address') WHERE id = ${id} AND lease = ${lease}`
}

function failedRow({ id, attempts }: OutboxRow, lease: string, at: Instant, error: string): Query {
  if (attempts >= mostAttempts)
    return sql`UPDATE outbox SET given_up_at = ${at}, lease = NULL, last_error = ${error},
      body = json_remove(body, '$.code', '$.token', '$.address') WHERE id = ${id} AND lease = ${lease}`
  const pause = Math.min(60 * 2 ** (attempts - 1), longestPauseSeconds)
  return sql`UPDATE outbox SET leased_until = ${at + pause}, lease = NULL, last_error = ${error}
    WHERE id = ${id} AND lease = ${lease}`
}

async function write(deps: Deps, key: string, statements: readonly Query[]): Promise<void> {
  const idempotency = {
    actor: 'clock',
    key: `job:notices:${key}`,
    requestHash: '',
    status: 200,
    body: '',
    at: deps.now(),
  }
  await deps.db.write(statements, { idempotency })
}

const leaseSeconds = 120
const codeSeconds = 600
const mostAttempts = 10
const longestPauseSeconds = 6 * 3_600

/** Forgets what was told or given up over thirty days ago, a bounded step at a time; answers how many rows went. */
export async function forgetNotices(deps: Deps): Promise<number> {
  const at = deps.now()
  const { old } = await deps.db.read({
    old: sql<{ id: string }>`SELECT id FROM outbox WHERE delivered_at IS NOT NULL
      AND delivered_at < ${at - keptSeconds} UNION ALL SELECT id FROM outbox WHERE given_up_at IS NOT NULL
      AND given_up_at < ${at - keptSeconds} LIMIT ${forgottenAtOnce}`,
  })
  if (old.length === 0) return 0
  try {
    const ids = json(old.map(({ id }) => id))
    await write(deps, `forget:${old[0]?.id}`, [
      sql`DELETE FROM outbox WHERE id IN (SELECT value FROM json_each(${ids}))`,
    ])
  } catch (error) {
    if (error instanceof DbAbort) return 0
    throw error
  }
  return old.length
}

export const forgottenAtOnce = 500
const keptSeconds = 30 * 86_400
