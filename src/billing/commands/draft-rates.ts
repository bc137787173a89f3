import { auditRow } from '../../audit/record.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { storedAnswerOf, storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import { hexOf } from '../../kernel/hex.ts'
import { newId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { Conflict, NotFound } from '../../kernel/thrown.ts'
import { UnreadableTable } from '../../platform/csv/read-table.ts'
import { DbAbort } from '../../platform/db/port.ts'
import { json, sql, type Query } from '../../platform/db/sql.ts'
import { UnusableFile } from '../../resources/import-report.ts'
import { viewerId } from '../../sign-in/viewer-id.sql.ts'
import { planRates, type NewRateOf, type PlannedRate } from '../plan-rates.ts'
import { readRateCsv, type ReadRates } from '../rate-csv.ts'
import {
  ratesOfAssetsIn,
  ratesOfAssetsQueries,
  type RatesOfAssets,
  type VersionedAsset,
} from '../reads/rates-of-assets.ts'

/** What a file of rates publishes, or would publish: every line of it once. */
export interface RateReport {
  readonly lines: readonly PlannedRate[]
  readonly counts: Readonly<Record<PlannedRate['outcome'], number>>
  readonly unknownColumns: readonly string[]
}

/**
 * Keeps a file of rates with what it would publish; the person's file before it goes. Throws UnusableFile,
 * Unauthenticated, Forbidden, KeyReused.
 */
export async function draftRates(deps: Deps, actor: Actor, csvText: string, key: RequestKey): Promise<void> {
  const at = deps.now()
  const read = readFile(deps, csvText)
  const numbers = json([...new Set(read.lines.map((line) => line.assetNumber))])
  const { stored, ...rows } = await deps.db.read({
    stored: storedAnswerQuery(actor, key.key),
    ...ratesOfAssetsQueries(actor, at, sql`SELECT value FROM json_each(${numbers})`),
  })
  const found = ratesOfAssetsIn(rows, at, deps.park().timeZone)
  const { personId } = found.viewer
  if (storedAnswerOf(stored, key)) return
  const { report } = planned(read, found)
  const id = hexOf(deps.entropy(8))
  await deps.db.write(
    [
      sql`DELETE FROM rate_draft WHERE person_id = ${personId}`,
      sql`INSERT INTO rate_draft (person_id, id, file, report, made_at)
        VALUES (${personId}, ${id}, ${csvText}, ${JSON.stringify(report)}, ${at})`,
    ],
    { idempotency: { actor: personId, ...key, status: 200, body: '', at } },
  )
}

/**
 * Publishes the file that was looked at, in one write. Where something has changed since, so that a line would come out
 * otherwise, nothing is published and the file is to be looked at again. Sent again, it is done once. Throws
 * Unauthenticated, Forbidden, NotFound for a file that another one has replaced, and Conflict.
 */
export async function applyRates(deps: Deps, actor: Actor, id: string, key: RequestKey): Promise<void> {
  const at = deps.now()
  const { found, draft } = await readKept(deps, actor, id, at)
  const { personId } = found.viewer
  if (!draft) throw new NotFound('file')
  if (draft.appliedAt !== null) return
  const plan = planned(readFile(deps, draft.file), found)
  const seen = JSON.parse(draft.report) as RateReport
  const idempotency = { actor: personId, ...key, status: 200, body: '', at }
  if (outcomesOf(seen) !== outcomesOf(plan.report)) {
    const again = sql`UPDATE rate_draft SET report = ${JSON.stringify(plan.report)} WHERE person_id = ${personId}
      AND id = ${id} AND applied_at IS NULL`
    await deps.db.write([again], { idempotency })
    throw new Conflict('import-changed')
  }
  const done = sql`UPDATE rate_draft SET applied_at = ${at}, file = '' WHERE person_id = ${personId} AND id = ${id}`
  const rows = publishedRows(deps, plan.rates, plan.assets, { actorId: personId, at, draftId: id })
  try {
    // The file's own key: two browsers that publish it at once publish it once.
    await deps.db.write([sameViewerRow(plan.viewer), ...rows, done], {
      idempotency: { ...idempotency, key: `rates:${id}` },
    })
  } catch (error) {
    if (!(error instanceof DbAbort)) throw error
    if (error.token !== 'IDEMPOTENCY_KEY') throw new Conflict('try-again')
  }
}

/** A person's file with what its lines are judged by now. */
async function readKept(deps: Deps, actor: Actor, id: string, now: Instant) {
  const kept = sql`FROM rate_draft d WHERE d.person_id = ${viewerId(actor)} AND d.id = ${id}`
  // The report names every resource of the file: so both are read at once.
  const named = sql`SELECT l.value ->> '$.assetNumber' FROM (SELECT d.report AS report ${kept}) d
    CROSS JOIN json_each(d.report, '$.lines') l`
  const { drafts, ...rows } = await deps.db.read({
    drafts: sql<DraftRow>`SELECT d.file AS file, d.report AS report, d.applied_at AS appliedAt ${kept} LIMIT 1`,
    ...ratesOfAssetsQueries(actor, now, named),
  })
  return { found: ratesOfAssetsIn(rows, now, deps.park().timeZone), draft: drafts[0] }
}

interface DraftRow {
  file: string
  report: string
  appliedAt: Instant | null
}

function readFile(deps: Pick<Deps, 'park'>, csvText: string): ReadRates {
  const { timeZone: zone, currency } = deps.park()
  let read: ReadRates
  try {
    read = readRateCsv(csvText, { zone, currency })
  } catch (error) {
    if (error instanceof UnreadableTable) throw new UnusableFile({ kind: 'not-csv', line: error.line })
    throw error
  }
  if (read.missing.length > 0) throw new UnusableFile({ kind: 'columns', missing: read.missing })
  return read
}

function planned(read: ReadRates, found: RatesOfAssets) {
  const { planned: lines, rates } = planRates(read.lines, found.facts)
  const counts = { new: 0, unchanged: 0, refused: 0 }
  for (const { outcome } of lines) counts[outcome] += 1
  const report: RateReport = { lines, counts, unknownColumns: read.unknown }
  return { ...found, rates, report }
}

function outcomesOf({ lines }: RateReport): string {
  return lines.map(({ outcome }) => outcome).join(' ')
}

/** All rates in one statement, from the very versions of their resources that were judged. */
function publishedRows(
  deps: Pick<Deps, 'entropy'>,
  rates: readonly NewRateOf[],
  assets: readonly VersionedAsset[],
  { actorId, at, draftId }: { actorId: string; at: Instant; draftId: string },
): Query[] {
  const ofResource = Map.groupBy(rates, (rate) => rate.resourceId)
  const changed = assets.filter((asset) => ofResource.has(asset.id))
  const versions = json(changed.map(({ id, rulesVersion }) => [id, rulesVersion]))
  const rows = rates.map((rate) => ({ ...rate, id: newId('rat', at * 1000, deps.entropy) }))
  return [
    sql`INSERT INTO assert_rules (n) SELECT count(*) = ${changed.length} FROM json_each(${versions}) v
      JOIN resource r ON r.id = v.value ->> 0 AND r.rules_version = v.value ->> 1`,
    sql`INSERT INTO rate (id, resource_id, price_category, valid_from, terms, published_at)
      SELECT value ->> '$.id', value ->> '$.resourceId', value ->> '$.priceCategory', value ->> '$.validFrom',
        value -> '$.terms', ${at} FROM json_each(${json(rows)})`,
    sql`UPDATE resource SET rules_version = rules_version + 1
      WHERE id IN (SELECT value ->> 0 FROM json_each(${versions}))`,
    ...changed.map(({ id, facilityId, rulesVersion }) =>
      auditRow({
        at,
        actorId,
        action: 'resource.rate-published',
        entity: id,
        entityVersion: rulesVersion + 1,
        firmId: null,
        facilityId,
        detail: {
          file: draftId,
          rates: (ofResource.get(id) ?? []).map(({ priceCategory, validFrom, terms }) => ({
            priceCategory,
            validFrom,
            terms,
          })),
        },
      }),
    ),
  ]
}
