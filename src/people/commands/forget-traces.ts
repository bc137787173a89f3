import type { Deps, Instant } from '../../deps.ts'
import { hexOf } from '../../kernel/hex.ts'
import { DbAbort } from '../../platform/db/port.ts'
import { json, sql, type Query } from '../../platform/db/sql.ts'
import { erasureRows, type Leaver } from '../erasure.sql.ts'

/** Rows of each kind that one run takes at most. */
export const forgottenAtOnce = 200
/** People that one run erases at most. */
export const erasedAtOnce = 10

const day = 86_400
const attemptsKept = day
const sessionsKept = 90 * day
const mailKept = 30 * day
const invitedKept = 90 * day
const wishesKept = 90 * day
const absentAfter = 730 * day

/**
 * Forgets traces that nobody needs any more: sign-ins begun, sessions long over, a demo's letters, addresses of
 * invitations that were not taken up, wishes of the waitlist that have long ended. At most `forgottenAtOnce` of each;
 * answers the most there were of one kind. What it does can be done twice.
 */
export async function forgetTraces(deps: Deps): Promise<number> {
  const at = deps.now()
  const old = await deps.db.read(oldQueries(at))
  const most = Math.max(...Object.values(old).map((rows) => rows.length))
  if (most === 0) return 0
  const ids = (rows: readonly { id: string }[]) => sql`(SELECT value FROM json_each(${json(rows.map(({ id }) => id))}))`
  const idempotency = {
    actor: 'clock',
    key: `job:forget-traces:${hexOf(deps.entropy(12))}`,
    requestHash: '',
    status: 200,
    body: '',
    at,
  }
  await deps.db.write(
    [
      sql`DELETE FROM sign_in_attempt WHERE browser_hash IN ${ids(old.attempts)}`,
      sql`DELETE FROM session WHERE token_hash IN ${ids([...old.expired, ...old.revoked])}`,
      sql`DELETE FROM demo_mail WHERE id IN ${ids(old.letters)}`,
      sql`DELETE FROM wish WHERE id IN ${ids(old.wishes)}`,
      sql`UPDATE invitation SET address = NULL WHERE id IN ${ids(old.invited)}`,
    ],
    { idempotency },
  )
  return most
}

type OldRow = { id: string }

function oldQueries(at: Instant) {
  return {
    attempts: sql<OldRow>`SELECT browser_hash AS id FROM sign_in_attempt WHERE expires_at < ${at - attemptsKept}
      LIMIT ${forgottenAtOnce}`,
    expired: sql<OldRow>`SELECT token_hash AS id FROM session WHERE expires_at < ${at - sessionsKept}
      LIMIT ${forgottenAtOnce}`,
    revoked: sql<OldRow>`SELECT token_hash AS id FROM session WHERE revoked_at IS NOT NULL
      AND revoked_at < ${at - sessionsKept} LIMIT ${forgottenAtOnce}`,
    letters: sql<OldRow>`SELECT id FROM demo_mail WHERE sent_at < ${at - mailKept} LIMIT ${forgottenAtOnce}`,
    wishes: sql<OldRow>`SELECT id FROM wish WHERE ended_at IS NOT NULL AND ended_at < ${at - wishesKept}
      LIMIT ${forgottenAtOnce}`,
    invited: sql<OldRow>`SELECT id FROM invitation WHERE address IS NOT NULL AND expires_at < ${at - invitedKept}
      LIMIT ${forgottenAtOnce}`,
  }
}

/**
 * Erases people who have had no role and have not signed in for two years, at most `erasedAtOnce`; answers how many it
 * found. Somebody entered before that was noted stays until they ask.
 */
export async function eraseAbsent(deps: Deps): Promise<number> {
  const at = deps.now()
  const { absent } = await deps.db.read({ absent: absentQuery(at - absentAfter) })
  for (const leaver of absent) {
    const key = `job:erase-absent:${leaver.id}:${leaver.accessVersion}`
    const idempotency = { actor: 'clock', key, requestHash: '', status: 200, body: '', at }
    try {
      await deps.db.write(erasureRows(deps, leaver, 'clock'), { idempotency })
    } catch (error) {
      // Somebody else did it, or they came back meanwhile.
      if (!(error instanceof DbAbort)) throw error
    }
  }
  return absent.length
}

function absentQuery(before: Instant): Query<Leaver> {
  return sql<Leaver>`SELECT p.id AS id, p.email AS email, p.locale AS locale, p.access_version AS accessVersion
    FROM person p WHERE p.erased_at IS NULL AND p.created_at > 0 AND p.created_at < ${before}
      AND NOT EXISTS (SELECT 1 FROM role WHERE person_id = p.id)
      AND NOT EXISTS (SELECT 1 FROM session WHERE person_id = p.id AND revoked_at IS NULL
        AND coalesce(last_used_at, created_at) >= ${before})
      AND NOT EXISTS (SELECT 1 FROM booking b WHERE b.person_id = p.id
        AND b.state IN ('offered', 'pending', 'confirmed', 'in-use'))
      AND coalesce((SELECT at FROM audit WHERE actor_id = p.id ORDER BY seq DESC LIMIT 1), 0) < ${before}
      AND coalesce((SELECT at FROM audit WHERE entity = p.id ORDER BY entity_version DESC LIMIT 1), 0) < ${before}
    LIMIT ${erasedAtOnce}`
}
