import { newestMigration } from '../db/newest-migration.ts'
import { sql } from '../db/sql.ts'
import type { Pages } from './pages.ts'
import { TurnedAway } from './turned-away.ts'

/** `/readyz`: the database answers, and holds the tables that this program was written for. */
export function healthRoutes(pages: Pages): void {
  pages.page({ method: 'get', path: '/readyz', policy: 'anyone' }, async ({ c, deps }) => {
    const { newest } = await deps.db.read({ newest: newestQuery })
    const migration = newest[0]?.name ?? ''
    if (migration < newestMigration) throw new TurnedAway('database-unavailable', { 'retry-after': '10' })
    return c.json({ status: 'ready', migration })
  })
}

const newestQuery = sql<{ name: string }>`SELECT name FROM migration ORDER BY name DESC LIMIT 1`
