import { personName } from '../../firms/person-name.ts'
import { rolesThatMay } from '../../firms/roles.sql.ts'
import type { Actor, Deps, Names, Park } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import type { Viewer } from '../../firms/viewer.ts'
import type { Instant } from '../../kernel/interval.ts'
import { NotFound } from '../../kernel/thrown.ts'
import { json, sql, type Query } from '../../platform/db/sql.ts'
import { bucketEnd, bucketOf, bucketsTouched } from '../quota-window.ts'
import type { Quota } from '../quota.ts'
import { quotaColumns, quotaOf, type QuotaRow } from './quotas-query.ts'

/** A quota and where it stands now. */
export interface QuotaStanding {
  readonly quota: Quota
  /** Whose it is; null for a limit that is meant for each of many alone. */
  readonly subject: { readonly id: string; readonly names: Names } | null
  /** In this window, without what was waived; null where each has a count of their own. */
  readonly used: number | null
  readonly resetsAt: Instant | null
}

/** A place in the list: limits for each come after those of one subject. */
export interface QuotaPlace {
  readonly each: 0 | 1
  readonly id: number
  readonly subjectId: string
}

export interface QuotaList {
  readonly viewer: Viewer
  readonly quotas: readonly QuotaStanding[]
  readonly next: QuotaPlace | null
}

export interface QuotaWish {
  /** A person, firm, project or consortium; null lists all that the viewer's roles show. */
  readonly subject: QuotaSubject | null
  readonly after: QuotaPlace | null
}

export interface QuotaSubject {
  readonly kind: Quota['subjectKind']
  readonly id: string
}

/**
 * Quotas with their use in the window of now, in one round trip: one's own, those of one's firms, their projects and
 * consortia; all of them to the park's people. Throws Unauthenticated; NotFound for a subject that is none of the
 * viewer's business.
 */
export async function listQuotas(deps: Deps, actor: Actor, wish: QuotaWish, limit: number): Promise<QuotaList> {
  const now = deps.now()
  const park = deps.park()
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, now),
    known: knownQuery(actor, wish.subject),
    quotas: quotasQuery(actor, wish, bucketsTouched([{ startsAt: now, endsAt: now + 1 }], park.timeZone), limit + 1),
  })
  const viewer = viewerOf(rows.viewer)
  if (rows.known.length === 0) throw new NotFound('subject')
  const page = rows.quotas.slice(0, limit)
  const last = rows.quotas.length > limit ? page.at(-1) : undefined
  return {
    viewer,
    quotas: page.map((row) => standingOf(row, park, now)),
    next: last ? { each: last.each, id: last.id, subjectId: last.ownerId } : null,
  }
}

interface StandingRow extends QuotaRow {
  readonly each: 0 | 1
  readonly ownerId: string
  readonly nameHans: string | null
  readonly nameHant: string | null
  readonly nameEn: string | null
}

function knownQuery(actor: Actor, subject: QuotaSubject | null): Query<{ known: number }> {
  return subject === null
    ? sql<{ known: number }>`SELECT 1 AS known LIMIT 1`
    : sql<{ known: number }>`WITH ${subjects(actor)} SELECT 1 AS known FROM (${oneSubject(subject)}) LIMIT 1`
}

function quotasQuery(actor: Actor, wish: QuotaWish, buckets: readonly number[], rows: number): Query<StandingRow> {
  const { subject, after } = wish
  const first = Math.min(...buckets.filter((bucket) => bucket !== 0))
  const each = sql`q.subject_id = '*'`
  return sql<StandingRow>`WITH ${subjects(actor)},
      subject AS MATERIALIZED (${subject === null ? everySubject : oneSubject(subject)})
    SELECT ${quotaColumns(json(buckets), first, Math.max(...buckets))}, ${each} AS each, s.id AS ownerId,
      coalesce(w.name, f.name_hans, c.name_hans, p.code || ' ' || p.name) AS nameHans,
      coalesce(w.name, f.name_hant, c.name_hant, p.code || ' ' || p.name) AS nameHant,
      coalesce(w.name, f.name_en, c.name_en, p.code || ' ' || p.name) AS nameEn
    FROM subject s CROSS JOIN quota q ON q.subject_kind = s.kind AND q.subject_id IN (s.id, iif(s.own, '*', s.id))
      LEFT JOIN person w ON s.kind = 'person' AND w.id = s.id LEFT JOIN firm f ON s.kind = 'firm' AND f.id = s.id
      LEFT JOIN consortium c ON s.kind = 'consortium' AND c.id = s.id
      LEFT JOIN project p ON s.kind = 'project' AND p.id = s.id
    WHERE (${each}, q.id, s.id) > (${after?.each ?? -1}, ${after?.id ?? 0}, ${after?.subjectId ?? ''})
    ORDER BY ${each}, q.id, s.id LIMIT ${rows}`
}

/**
 * `own`: the viewer's own, with `own` 1 since limits for each count for them too; `park`: one row for the park's
 * people.
 */
function subjects(actor: Actor): Query {
  return sql`me AS MATERIALIZED (SELECT person_id AS id FROM session WHERE token_hash = ${actor.tokenHash}),
    mine AS MATERIALIZED (SELECT role, firm_id AS firm FROM role WHERE person_id = (SELECT id FROM me)),
    park AS MATERIALIZED (SELECT 1 AS yes FROM mine WHERE role IN (${rolesThatMay('see-park-money')}) LIMIT 1),
    own AS MATERIALIZED (SELECT 'person' AS kind, id, 1 AS own FROM me
      UNION SELECT 'firm', firm, 1 FROM mine WHERE firm IS NOT NULL
      UNION SELECT 'project', p.id, 1 FROM mine m CROSS JOIN project p ON p.firm_id = m.firm
      UNION SELECT 'consortium', f.consortium_id, 1 FROM mine m CROSS JOIN firm f ON f.id = m.firm
        WHERE f.consortium_id IS NOT NULL)`
}

const everySubject = sql`SELECT kind, id, own FROM own WHERE NOT EXISTS (SELECT 1 FROM park)
  UNION SELECT q.subject_kind, q.subject_id, 0 FROM park CROSS JOIN quota q`

/** The subject, if the viewer may look at it; a firm's admin at the firm's people too. */
function oneSubject({ kind, id }: QuotaSubject): Query {
  return sql`SELECT ${kind} AS kind, ${id} AS id, 1 AS own
    WHERE EXISTS (SELECT 1 FROM own WHERE kind = ${kind} AND id = ${id})
    OR ${kind} = 'person' AND EXISTS (SELECT 1 FROM role r
      JOIN mine m ON m.firm = r.firm_id AND m.role IN (${rolesThatMay('manage-projects')})
      WHERE r.person_id = ${id})
    OR EXISTS (SELECT 1 FROM park) AND ${exists(kind, id)}`
}

function exists(kind: Quota['subjectKind'], id: string): Query {
  switch (kind) {
    case 'person':
      return sql`EXISTS (SELECT 1 FROM person WHERE id = ${id})`
    case 'firm':
      return sql`EXISTS (SELECT 1 FROM firm WHERE id = ${id})`
    case 'project':
      return sql`EXISTS (SELECT 1 FROM project WHERE id = ${id})`
    case 'consortium':
      return sql`EXISTS (SELECT 1 FROM consortium WHERE id = ${id})`
  }
}

function standingOf(row: StandingRow, park: Park, now: Instant): QuotaStanding {
  const { each: _, ownerId, nameHans, nameHant, nameEn, ...stored } = row
  const quota = quotaOf(stored)
  const isForNobody = ownerId === '*'
  const bucket = bucketOf(now, quota.window, park.timeZone)
  const named = nameHans !== null && nameHant !== null && nameEn !== null
  return {
    quota,
    subject: named ? { id: ownerId, names: namesOf(nameHans, nameHant, nameEn) } : null,
    used: isForNobody ? null : usedIn(quota, bucket),
    resetsAt: quota.window === 'rolling' ? null : bucketEnd(bucket, quota.window, park.timeZone),
  }
}

/** What counts now: of this window, or of the rolling run of days that ends today; without what was waived. */
export function usedIn({ window, windowDays, use }: Quota, bucket: number): number {
  const first = window === 'rolling' ? bucket - windowDays + 1 : bucket
  let sum = 0
  for (const [at, { used, waived }] of use) if (at >= first && at <= bucket) sum += used - waived
  return sum
}

function namesOf(hans: string, hant: string, en: string): Names {
  return { hans: personName(hans, 'zh-Hans'), hant: personName(hant, 'zh-Hant'), en: personName(en, 'en') }
}
