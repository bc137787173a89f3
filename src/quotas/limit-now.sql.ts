import { sql } from '../platform/db/sql.ts'

/** What the quota `q` allows now: of a firm's credit line, what it paid and holds ahead is room beside it. */
export const limitNow = sql`(SELECT room.limit_value FROM quota_room room WHERE room.id = q.id)`
