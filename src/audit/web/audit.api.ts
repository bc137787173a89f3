import { z } from 'zod'
import { personName } from '../../firms/person-name.ts'
import { formatInstant } from '../../kernel/rfc3339.ts'
import type { Api } from '../../platform/http/api.ts'
import { cursorOf, placeOf } from '../../platform/http/cursor.ts'
import { instant, instantText, listOf, listQuery } from '../../platform/http/schemas.ts'
import { listAudit } from '../reads/list-audit.ts'

const entrySchema = z
  .strictObject({
    at: instantText,
    actor: z.strictObject({ id: z.string(), name: z.string().nullable() }),
    action: z.string(),
    entity: z.string(),
    version: z.int(),
    detail: z.looseObject({}),
  })
  .meta({ id: 'AuditEntry' })

/** The place of a row in the list. */
export const auditPlace = z.strictObject({ at: z.int(), entity: z.string(), version: z.int() })

/** Who changed what. */
export function auditApi(api: Api): void {
  const word = z.string().min(1).max(80).optional()
  api.route(
    {
      method: 'get',
      path: '/audit',
      policy: 'signed-in',
      scope: 'admin',
      summary: 'Who changed what, newest first: of one entity, by one person, in some time',
      tag: 'Audit',
      query: z.strictObject({
        entity: word,
        actor: word,
        action: word,
        from: instant.optional(),
        to: instant.optional(),
        ...listQuery,
      }),
      answers: { 200: { description: 'What the viewer may know of it', schema: listOf(entrySchema) } },
    },
    async ({ c, deps, actor, query }) => {
      const { entity = null, actor: actorId = null, action = null, from = null, to = null, limit } = query
      const after = placeOf(auditPlace, query.cursor)
      const found = await listAudit(deps, actor, { entity, actorId, action, from, to, after, limit })
      const { locale } = found.viewer
      return c.json({
        items: found.entries.map((entry) => ({
          at: formatInstant(entry.at),
          actor: { id: entry.actorId, name: entry.actorName === null ? null : personName(entry.actorName, locale) },
          action: entry.action,
          entity: entry.entity,
          version: entry.version,
          detail: JSON.parse(entry.detail) as Record<string, unknown>,
        })),
        nextCursor: cursorOf(found.next),
      })
    },
  )
}
