import { nextAuditRow } from '../../audit/record.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { storedAnswerOf, storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { newId, type CertificateId, type PersonId } from '../../kernel/id.ts'
import { Conflict, NotFound } from '../../kernel/thrown.ts'
import { DbAbort } from '../../platform/db/port.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { viewerId } from '../../sign-in/viewer-id.sql.ts'

const rounds = 3

/**
 * Makes the paper of a training that the viewer has; there is one of each, and asked for again it is the same. Throws
 * Unauthenticated; NotFound for a training that they do not have.
 */
export async function makeCertificate(
  deps: Deps,
  actor: Actor,
  trainingId: string,
  key: RequestKey,
): Promise<CertificateId> {
  const at = deps.now()
  const me = viewerId(actor)
  for (let round = 1; round <= rounds; round++) {
    const rows = await deps.db.read({
      viewer: viewerQuery(actor, at),
      stored: storedAnswerQuery(actor, key.key),
      held: sql<{ id: CertificateId | null }>`SELECT c.id AS id FROM qualification q LEFT JOIN certificate c
        ON c.person_id = q.person_id AND c.qualification_id = q.kind_id
        WHERE q.person_id = ${me} AND q.kind_id = ${trainingId} LIMIT 1`,
    })
    const { personId } = viewerOf(rows.viewer)
    storedAnswerOf(rows.stored, key)
    const [held] = rows.held
    if (held === undefined) throw new NotFound('training')
    if (held.id !== null) return held.id
    const id = newId('crt', at * 1000, deps.entropy)
    const made = certificateRows(deps, { id, personId, trainingId })
    try {
      await deps.db.write(made, { idempotency: { actor: personId, ...key, status: 200, body: '', at } })
      return id
    } catch (error) {
      if (!(error instanceof DbAbort)) throw error
    }
  }
  throw new Conflict('try-again')
}

interface NewCertificate {
  readonly id: CertificateId
  readonly personId: PersonId
  readonly trainingId: string
}

function certificateRows(deps: Deps, { id, personId, trainingId }: NewCertificate): Query[] {
  const at = deps.now()
  // Only the last sixteen characters of an id are chance.
  const [number, code] = [newId('crt', 0, deps.entropy).slice(-10), newId('crt', 0, deps.entropy).slice(-16)]
  const record = { action: 'certificate.made', entity: id, firmId: null, facilityId: null, detail: { trainingId } }
  return [
    sql`INSERT INTO certificate (id, number, code, person_id, qualification_id, made_at)
      VALUES (${id}, ${number.toUpperCase()}, ${code}, ${personId}, ${trainingId}, ${at})`,
    nextAuditRow({ at, actorId: personId, ...record }),
  ]
}
