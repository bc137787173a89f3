import { farBookingsQuery, type FarBooking } from '../../bookings/commands/mark-rows.ts'
import { hexOf } from '../../kernel/hex.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { invariant } from '../../kernel/invariant.ts'
import { KeyReused } from '../../kernel/thrown.ts'
import { storedAnswerQuery, storedAnswerOf } from '../../firms/reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import { managesFacility, may, seesParkMoney, type Viewer } from '../../firms/viewer.ts'
import { DbAbort } from '../../platform/db/port.ts'
import { sql } from '../../platform/db/sql.ts'
import type { Catalogued } from '../catalogued.ts'
import type { ImportReport } from '../import-report.ts'
import { planImport, type Catalogue, type ImportPlan } from '../plan-import.ts'
import { readCatalogue, type ReadLine } from '../read-catalogue.ts'
import {
  cataloguedOf,
  cataloguedQuery,
  categoriesQuery,
  facilitiesQuery,
  idsByAssetNumber,
  qualificationKindsQuery,
} from '../reads/catalogue-query.ts'
import { facilityRows, importRows, sharedFacility } from './import-rows.ts'

/** A person with a token, or whoever runs the operator's commands on the machine. */
export type Importer = Actor | 'operator'

export interface ImportOptions {
  /** Says what would happen, and changes nothing. */
  readonly preview: boolean
  /** Under which key the import is known; the operator's commands take one by chance. */
  readonly request?: RequestKey
  /** Code of the facility for lines that name none. */
  readonly facility?: string
}

const linesAtOnce = 1000
const rounds = 3

/**
 * Brings the catalogue to what a file says: new resources, changed ones, nothing for lines that say what is there
 * already. Lines are taken 1,000 at a time; one that is refused keeps no other from being taken. Throws UnusableFile,
 * Unauthenticated, KeyReused.
 */
export async function importResources(
  deps: Deps,
  actor: Importer,
  csvText: string,
  options: ImportOptions,
): Promise<ImportReport> {
  const file = readCatalogue(csvText)
  const stored = await storedReport(deps, actor, options)
  if (stored) return stored
  const done: ImportReport[] = []
  for (let from = 0; from === 0 || from < file.lines.length; from += linesAtOnce) {
    done.push(await importSome(deps, actor, file.lines.slice(from, from + linesAtOnce), options, done))
  }
  return { ...merged(done, options.preview), unknownColumns: file.unknownColumns }
}

async function storedReport(
  deps: Deps,
  actor: Importer,
  { request, preview }: ImportOptions,
): Promise<ImportReport | null> {
  if (actor === 'operator' || !request || preview) return null
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, deps.now()),
    stored: storedAnswerQuery(actor, request.key),
  })
  viewerOf(rows.viewer)
  const stored = storedAnswerOf(rows.stored, request)
  return stored && (JSON.parse(stored.body) as ImportReport)
}

/** Plans and writes some lines; a catalogue that somebody changed meanwhile is planned against anew. */
async function importSome(
  deps: Deps,
  actor: Importer,
  lines: readonly ReadLine[],
  options: ImportOptions,
  done: readonly ImportReport[],
): Promise<ImportReport> {
  for (let round = 1; ; round++) {
    const { catalogue, viewer, far } = await readCatalogueNow(deps, actor, lines, options)
    const plan = planImport(lines, catalogue)
    const report = reportOf(plan, catalogue, options)
    const statements = options.preview ? [] : rowsOf(deps, { catalogue, viewer, far }, plan)
    if (statements.length === 0) return report
    const body = JSON.stringify(merged([...done, report], false))
    try {
      await deps.db.write(statements, {
        idempotency: { ...keyOf(deps, options, lines, done), actor: actorId(viewer), body, at: deps.now() },
      })
      return report
    } catch (error) {
      if (error instanceof DbAbort && error.token === 'IDEMPOTENCY_KEY') throw new KeyReused()
      if (!(error instanceof DbAbort) || error.token !== 'STALE_RULES' || round >= rounds) throw error
    }
  }
}

async function readCatalogueNow(deps: Deps, actor: Importer, lines: readonly ReadLine[], { facility }: ImportOptions) {
  const now = deps.now()
  const named = idsByAssetNumber(lines.map((line) => line.said.assetNumber))
  const rows = await deps.db.read({
    far: farBookingsQuery(named, now),
    viewer: actor === 'operator' ? sql<never>`SELECT 1 AS n LIMIT 0` : viewerQuery(actor, now),
    facilities: facilitiesQuery,
    categories: categoriesQuery,
    qualificationKinds: qualificationKindsQuery,
    resources: cataloguedQuery(named, now),
  })
  const viewer = actor === 'operator' ? null : viewerOf(rows.viewer)
  const mayManage = (id: string) => viewer === null || managesFacility(viewer, id as Catalogued['facilityId'])
  const managed = rows.facilities.filter((one) => mayManage(one.id))
  const usualFacility = facility ?? (managed.length === 1 ? managed[0]?.code : undefined) ?? fallback(managed, viewer)
  // The operator's files may be older than any facility: the shared one is made for them.
  const missing = rows.facilities.every((one) => one.code !== sharedFacility.code)
  const made = usualFacility === sharedFacility.code && missing && mayMakeFacilities(viewer)
  const facilities = made ? [...rows.facilities, sharedFacility] : rows.facilities
  const resources = new Map(rows.resources.map(cataloguedOf).map((one) => [one.entry.assetNumber, one]))
  const catalogue: Catalogue & { made: boolean } = {
    facilities,
    categories: rows.categories,
    qualificationKinds: rows.qualificationKinds,
    resources,
    usualFacility,
    mayManage: (id) => mayManage(id) || (made && id === sharedFacility.id),
    mayPrice: viewer === null || seesParkMoney(viewer),
    made,
  }
  return { catalogue, viewer, far: rows.far }
}

function fallback(managed: readonly { code: string }[], viewer: Viewer | null): string {
  const [first] = managed
  return mayMakeFacilities(viewer) || !first ? sharedFacility.code : first.code
}

function mayMakeFacilities(viewer: Viewer | null): boolean {
  return viewer === null || may(viewer, 'manage-firms')
}

interface CatalogueNow {
  readonly catalogue: Catalogue & { readonly made: boolean }
  readonly viewer: Viewer | null
  readonly far: readonly FarBooking[]
}

function rowsOf(deps: Deps, { catalogue, viewer, far }: CatalogueNow, plan: ImportPlan) {
  const write = { actorId: actorId(viewer), at: deps.now(), park: deps.park(), entropy: deps.entropy }
  const rows = importRows(plan, catalogue.facilities, far, write)
  if (rows.length === 0) return []
  const used = catalogue.made && plan.lines.some((line) => line.entry?.facility === sharedFacility.code)
  // What the person may manage was judged by their roles: a role taken away meanwhile stops the write.
  return [...(viewer ? [sameViewerRow(viewer)] : []), ...(used ? facilityRows(write) : []), ...rows]
}

function actorId(viewer: Viewer | null): string {
  return viewer?.personId ?? 'operator'
}

/** The last lines are written under the key itself, earlier ones under a key that their first line makes their own. */
function keyOf(deps: Deps, { request }: ImportOptions, lines: readonly ReadLine[], done: readonly ImportReport[]) {
  const key = request?.key ?? `import:${hexOf(deps.entropy(8))}`
  const first = lines[0]?.line
  invariant(first !== undefined, 'what is written has lines')
  return { key: done.length === 0 ? key : `${key}/line-${first}`, requestHash: request?.requestHash ?? '', status: 200 }
}

function reportOf(plan: ImportPlan, catalogue: Catalogue, { preview }: ImportOptions): ImportReport {
  const lines = plan.lines.map((line) => line.imported)
  const counts = { new: 0, changed: 0, unchanged: 0, refused: 0 }
  for (const { outcome } of lines) counts[outcome]++
  return { preview, lines, counts, unknownColumns: [], usedFacility: catalogue.usualFacility }
}

function merged(reports: readonly ImportReport[], preview: boolean): ImportReport {
  const counts = { new: 0, changed: 0, unchanged: 0, refused: 0 }
  for (const report of reports) for (const outcome of outcomes) counts[outcome] += report.counts[outcome]
  const lines = reports.flatMap((report) => report.lines)
  return { preview, lines, counts, unknownColumns: [], usedFacility: reports[0]?.usedFacility ?? null }
}

const outcomes = ['new', 'changed', 'unchanged', 'refused'] as const
