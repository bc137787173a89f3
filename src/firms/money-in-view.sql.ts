import type { Actor } from '../deps.ts'
import { sql, type Query } from '../platform/db/sql.ts'
import { viewerId } from '../sign-in/viewer-id.sql.ts'
import { rolesThatMay } from './roles.sql.ts'

/** The firms whose money the viewer looks after, as a select of `id`: for the park's finance people, all of them. */
export function firmsInView({ tokenHash }: Actor): Query {
  return sql`SELECT DISTINCT g.id AS id FROM session n CROSS JOIN role r ON r.person_id = n.person_id
    CROSS JOIN firm g ON r.role IN (${rolesThatMay('see-park-money')})
      OR r.role IN (${rolesThatMay('see-firm-money')}) AND g.id = r.firm_id
    WHERE n.token_hash = ${tokenHash}`
}

/** True of a row of a firm, named by a column, whose money the viewer looks after. */
export function isMoneyInView(actor: Actor, firmId: Query): Query {
  return sql`EXISTS (SELECT 1 FROM role r WHERE r.person_id = ${viewerId(actor)}
    AND (r.role IN (${rolesThatMay('see-park-money')})
      OR (r.firm_id = ${firmId} AND r.role IN (${rolesThatMay('see-firm-money')}))))`
}
