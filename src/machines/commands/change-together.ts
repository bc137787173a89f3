import { markRows } from '../../bookings/commands/mark-rows.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { storedAnswerOf, storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import { seesParkMoney, type Viewer } from '../../firms/viewer.ts'
import { newId, type BookingId, type ResourceId } from '../../kernel/id.ts'
import { Conflict, Forbidden, NotFound } from '../../kernel/thrown.ts'
import { DbAbort } from '../../platform/db/port.ts'
import { json, sql, type Query } from '../../platform/db/sql.ts'
import { hoursIdOf } from '../../resources/open-span.sql.ts'
import { offerAfterwards } from '../../waitlist/commands/offer-freed-time.ts'
import { waitedForQuery } from '../../waitlist/wish.sql.ts'
import type { Chosen } from '../machine-filter.ts'
import { changingQuery, hoursOfSource, policySet, reachOf, reachQueries } from '../reads/together-facts.ts'
import type { TogetherSource } from '../reads/together-facts.ts'
import { reachText, type Reach, type Together } from '../together.ts'

export type TogetherAnswer =
  | ({ readonly kind: 'changed' } & Pick<Reach, 'changed' | 'affected'>)
  /** Machines or bookings are others than were seen: nothing was done. */
  | { readonly kind: 'overtaken' }

const rounds = 3

/**
 * Changes several machines in one write, if what would change is what was seen. Bookings that come to stand outside new
 * hours are kept, marked, and their owners told. Throws Unauthenticated, Forbidden, NotFound for hours or prices of a
 * machine that is not the viewer's, KeyReused, Conflict, DbUnavailable.
 */
export async function changeTogether(
  deps: Deps,
  actor: Actor,
  { chosen, change, seen }: { chosen: Chosen; change: Together; seen: string },
  key: RequestKey,
): Promise<TogetherAnswer> {
  for (let round = 1; round <= rounds; round++) {
    const now = deps.now()
    const rows = await deps.db.read({
      viewer: viewerQuery(actor, now),
      stored: storedAnswerQuery(actor, key.key),
      ...reachQueries(actor, chosen, change, now),
      changing: changingQuery(actor, chosen, change, now),
      waitedFor: waitedForQuery(changedIds(actor, chosen, change, now)),
    })
    const viewer = viewerOf(rows.viewer)
    const stored = storedAnswerOf(rows.stored, key)
    if (stored) return { kind: 'changed', ...(JSON.parse(stored.body) as Pick<Reach, 'changed' | 'affected'>) }
    if (change.kind === 'rates' && !seesParkMoney(viewer)) throw new Forbidden()
    const [source] = rows.source
    if (!source && (change.kind === 'hours' || change.kind === 'rates')) throw new NotFound('resource')
    const { reach, openFar } = reachOf(rows, deps.park())
    if (reachText(reach) !== seen) return { kind: 'overtaken' }
    const pairs = JSON.parse(rows.changing[0]?.pairs ?? '[]') as [ResourceId, number][]
    const body = JSON.stringify({ changed: reach.changed, affected: reach.affected })
    try {
      await deps.db.write(statementsOf(deps, { viewer, pairs, change, source, openFar, now }), {
        idempotency: { actor: viewer.personId, ...key, status: 200, body, at: now },
      })
      offerAfterwards(deps, rows.waitedFor)
      return { kind: 'changed', changed: reach.changed, affected: reach.affected }
    } catch (error) {
      const overtaken = error instanceof DbAbort && (error.token === 'STALE_RULES' || error.token === 'IDEMPOTENCY_KEY')
      if (!overtaken) throw error
    }
  }
  throw new Conflict('try-again')
}

function changedIds(actor: Actor, chosen: Chosen, change: Together, now: number): Query {
  return sql`SELECT value ->> 0 FROM json_each((${changingQuery(actor, chosen, change, now)}))`
}

interface Writing {
  readonly viewer: Viewer
  readonly pairs: readonly [ResourceId, number][]
  readonly change: Together
  readonly source: TogetherSource | undefined
  readonly openFar: readonly BookingId[]
  readonly now: number
}

function statementsOf(deps: Deps, { viewer, pairs, change, source, openFar, now }: Writing): Query[] {
  if (pairs.length === 0) return [sameViewerRow(viewer)]
  const ids = pairs.map(([id]) => id)
  const those = sql`SELECT value FROM json_each(${json(ids)})`
  const hours = change.kind === 'hours' && source ? hoursOfSource(source) : null
  return [
    sameViewerRow(viewer),
    sql`INSERT INTO assert_rules (n) SELECT count(*) = ${pairs.length} FROM json_each(${json(pairs)}) p
      JOIN resource r ON r.id = p.value ->> 0 AND r.rules_version = p.value ->> 1`,
    sql`UPDATE resource AS r SET rules_version = rules_version + 1${columnsSet(change, hours)} WHERE id IN (${those})`,
    ...besides(deps, change, { ids, those, source, now }),
    sql`INSERT INTO audit (at, actor_id, action, entity, entity_version, firm_id, facility_id, detail)
      SELECT ${now}, ${viewer.personId}, ${actions[change.kind]}, id, rules_version, NULL, facility_id,
        ${json(change)} FROM resource WHERE id IN (${those})`,
    ...(change.kind === 'hours' ? markRows(ids, { at: now, entropy: deps.entropy, openFar }) : []),
  ]
}

const actions: Readonly<Record<Together['kind'], string>> = {
  hours: 'resource.hours-set',
  rules: 'resource.policy-set',
  tags: 'resource.tagged',
  rates: 'resource.rate-published',
}

function columnsSet(change: Together, hours: ReturnType<typeof hoursOfSource> | null): Query {
  if (hours !== null) return sql`, hours_id = ${hoursIdOf(hours)}`
  return change.kind === 'rules' ? sql`, policy = ${policySet(change)}` : sql``
}

interface Besides {
  readonly ids: readonly ResourceId[]
  readonly those: Query
  readonly source: TogetherSource | undefined
  readonly now: number
}

/** Rows of what is not in the resource's own. */
function besides(deps: Deps, change: Together, { ids, those, source, now }: Besides): Query[] {
  if (change.kind === 'tags') {
    const added = sql`json_each(${json(change.add)})`
    return [
      sql`DELETE FROM resource_tag WHERE resource_id IN (${those})
        AND tag IN (SELECT value FROM json_each(${json(change.remove)}))`,
      sql`INSERT INTO resource_tag (resource_id, tag) SELECT r.value, a.value
        FROM json_each(${json(ids)}) r JOIN ${added} a
        WHERE NOT EXISTS (SELECT 1 FROM resource_tag t WHERE t.resource_id = r.value AND t.tag = a.value)`,
    ]
  }
  if (change.kind !== 'rates' || !source) return []
  const rates = JSON.parse(source.rates) as [category: string, terms: object][]
  const from = Math.max(change.validFrom, now)
  return rates.map(([category, terms]) => {
    const named = ids.map((id) => [newId('rat', now * 1000, deps.entropy), id])
    return sql`INSERT INTO rate (id, resource_id, price_category, valid_from, terms, published_at)
      SELECT value ->> 0, value ->> 1, ${category}, ${from}, ${json(terms)}, ${now} FROM json_each(${json(named)})
      WHERE true ON CONFLICT (resource_id, price_category, valid_from) DO UPDATE SET terms = excluded.terms,
        published_at = excluded.published_at`
  })
}
