import { z } from 'zod'
import { parseId, quotaIdText } from '../../kernel/id.ts'
import { formatInstant } from '../../kernel/rfc3339.ts'
import type { Api } from '../../platform/http/api.ts'
import { cursorOf, placeOf } from '../../platform/http/cursor.ts'
import { instantText, listOf, listQuery } from '../../platform/http/schemas.ts'
import type { Locale } from '../../platform/i18n/locale.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { listQuotas, type QuotaStanding, type QuotaSubject } from '../reads/list-quotas.ts'

const count = z.int().nullable()

const quotaSchema = z
  .strictObject({
    id: z.string(),
    kind: z.enum(['limit', 'entitlement', 'budget', 'credit']),
    subject: z.strictObject({
      kind: z.enum(['consortium', 'firm', 'project', 'person']),
      id: z.string().nullable().meta({ description: 'Null: a limit for each of the kind alone' }),
      name: z.string().nullable(),
    }),
    scope: z.strictObject({ kind: z.enum(['resource', 'category', 'facility', 'all']), id: z.string().nullable() }),
    measure: z.enum(['minutes', 'bookings', 'amount', 'open-bookings']),
    window: z.enum(['day', 'week', 'month', 'quarter', 'year', 'rolling', 'none']),
    windowDays: z.int().optional(),
    band: z.enum(['all', 'peak']),
    limit: z.int(),
    used: count,
    left: count,
    resetsAt: instantText.nullable(),
    version: z.int(),
  })
  .meta({ id: 'Quota' })

const place = z.strictObject({ each: z.literal([0, 1]), id: z.int().min(1), subjectId: z.string().max(64) })

/** Limits, budgets, credit lines and free machine time, with what is left of them. */
export function quotasApi(api: Api): void {
  api.route(
    {
      method: 'get',
      path: '/quotas',
      policy: 'signed-in',
      summary: 'Limits with use, rest and reset: mine, my firms’, their projects’',
      tag: 'Quotas',
      query: z.strictObject({
        subject: z.string().max(64).optional().meta({ description: 'The id of a person, firm, project or consortium' }),
        ...listQuery,
      }),
      answers: {
        200: { description: 'Machine time in minutes, money in minor units', schema: listOf(quotaSchema) },
        404: { description: 'No such subject, or none that is open to you' },
      },
    },
    async ({ c, deps, actor, query }) => {
      const subject = query.subject === undefined ? null : subjectOf(query.subject)
      const after = placeOf(place, query.cursor)
      const { viewer, quotas, next } = await listQuotas(deps, actor, { subject, after }, query.limit)
      return c.json({ items: quotas.map((one) => quotaDocument(one, viewer.locale)), nextCursor: cursorOf(next) })
    },
  )
}

const kinds = { usr: 'person', firm: 'firm', prj: 'project', con: 'consortium' } as const

/** A text that names nothing is the id of nobody: malformed answers like unknown. */
function subjectOf(text: string): QuotaSubject {
  for (const [prefix, kind] of Object.entries(kinds)) {
    const id = parseId(prefix, text)
    if (id !== null) return { kind, id }
  }
  return { kind: 'person', id: '' }
}

function quotaDocument({ quota, subject, used, resetsAt }: QuotaStanding, locale: Locale) {
  const { id, kind, subjectKind, scopeKind, scopeId, measure, window, windowDays, band, limit, version } = quota
  const unit = measure === 'seconds' ? 60 : 1
  return {
    id: quotaIdText(id),
    kind,
    subject: { kind: subjectKind, id: subject?.id ?? null, name: subject && nameIn(subject.names, locale) },
    scope: { kind: scopeKind, id: scopeId === '' ? null : scopeId },
    measure: measure === 'seconds' ? ('minutes' as const) : measure,
    window,
    ...(window === 'rolling' ? { windowDays } : {}),
    band,
    limit: Math.floor(limit / unit),
    used: used === null ? null : Math.ceil(used / unit),
    left: used === null ? null : Math.max(0, Math.floor((limit - used) / unit)),
    resetsAt: resetsAt === null ? null : formatInstant(resetsAt),
    version,
  }
}
