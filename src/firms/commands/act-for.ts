import { hexOf } from '../../kernel/hex.ts'
import type { Actor, Deps } from '../../deps.ts'
import type { PersonId } from '../../kernel/id.ts'
import { sql } from '../../platform/db/sql.ts'

const farFuture = 253_402_300_800

/**
 * Lets the operator's commands act as people: a session each, made when first needed, and all of them deleted by
 * `forget`. No token of these sessions ever exists, so that nobody else can use one.
 */
export function actingFor(deps: Deps): {
  actorFor: (personId: PersonId) => Promise<Actor>
  forget: () => Promise<void>
} {
  const actors = new Map<PersonId, Actor>()
  const hashOf = () => hexOf(deps.entropy(32))
  const operatorWrite = async (...statements: Parameters<Deps['db']['write']>[0]) => {
    const idempotency = {
      actor: 'operator',
      key: `act-for:${hashOf()}`,
      requestHash: '',
      status: 204,
      body: '',
      at: deps.now(),
    }
    await deps.db.write(statements, { idempotency })
  }
  return {
    actorFor: async (personId) => {
      const known = actors.get(personId)
      if (known) return known
      const actor = { tokenHash: hashOf(), requestId: 'operator' }
      await operatorWrite(sql`INSERT INTO session (token_hash, person_id, kind, label, created_at, expires_at)
        VALUES (${actor.tokenHash}, ${personId}, 'bearer', 'operator', ${deps.now()}, ${farFuture})`)
      actors.set(personId, actor)
      return actor
    },
    forget: async () => {
      const hashes = [...actors.values()].map((actor) => actor.tokenHash)
      actors.clear()
      if (hashes.length > 0)
        await operatorWrite(...hashes.map((hash) => sql`DELETE FROM session WHERE token_hash = ${hash}`))
    },
  }
}
