import { periodOf } from '../billing/period.ts'
import type { Deps, Instant } from '../deps.ts'
import type { Db } from '../platform/db/port.ts'
import { sql } from '../platform/db/sql.ts'
import { addDays } from '../kernel/wall-clock.ts'
import { issueStatements } from '../statements/commands/issue-statements.ts'
import { depsFor } from './demo-bookings.ts'
import { seedLabel } from './demo-people.ts'
import { demoZone } from './demo-zone.ts'

/** The park's finance states the month that is over, as anybody would find it on a day within the next one. */
export async function stateLastMonth(db: Db, now: Instant, entropy: (bytes: number) => Uint8Array): Promise<void> {
  const tokenHash = [...entropy(32)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  const at = now
  await db.write(
    [
      sql`INSERT INTO session (token_hash, person_id, kind, label, created_at, expires_at)
        SELECT ${tokenHash}, person_id, 'bearer', ${seedLabel}, ${now}, ${now + 3600} FROM role
        WHERE role = 'park-finance' LIMIT 1`,
    ],
    { idempotency: { actor: 'operator', requestHash: '', status: 200, body: '', key: 'seed:finance', at } },
  )
  const deps: Deps = { ...(await depsFor(db, entropy)), now: () => now }
  const wish = { period: monthBefore(now), firmId: null, atMost: 1_000 }
  await issueStatements(deps, { tokenHash, requestId: 'seed' }, wish, { key: 'seed:statements', requestHash: '' })
}

function monthBefore(now: Instant): string {
  const first = `${periodOf(now, demoZone)}-01`
  return addDays(first, -1).slice(0, 7)
}
