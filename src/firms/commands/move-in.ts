import type { Deps, RequestKey } from '../../deps.ts'
import { sha256Hex } from '../../kernel/digest.ts'
import { hexOf } from '../../kernel/hex.ts'
import type { PersonId } from '../../kernel/id.ts'
import { Conflict } from '../../kernel/thrown.ts'
import { DbAbort } from '../../platform/db/port.ts'
import { decimalsOf } from '../../platform/i18n/format.ts'
import { countsOf, type MovedLine, type MovingKind, type MovingReport, type PlannedLine } from '../moving-in.ts'
import { readMovingFile } from '../read-moving-file.ts'
import type { Mover } from '../reads/moving-facts.ts'
import { sameViewerRow } from '../same-viewer.sql.ts'
import type { Viewer } from '../viewer.ts'
import { planMoving, planText, type AnyFile, type Writable } from './plan-moving.ts'

export interface MovingOptions {
  /** Says what would happen, and changes nothing. */
  readonly preview: boolean
  /** What a preview answered as its plan: anything else is not written. */
  readonly plan?: string
  /** Under which key the import is known; the operator's commands take one by chance. */
  readonly request?: RequestKey
}

const linesAtOnce = 200
const rounds = 3

/**
 * Brings a park's firms, people or projects to what a file says: every line is new, changed, unchanged or refused, and
 * a line that is refused keeps no other from being taken. The second time all is unchanged. Throws UnusableFile,
 * Unauthenticated, Forbidden, KeyReused, and Conflict `import-changed` where what would be written is no longer what
 * the preview said.
 */
export async function moveIn(
  deps: Deps,
  mover: Mover,
  kind: MovingKind,
  csvText: string,
  { preview, plan, request = { key: `import:${hexOf(deps.entropy(8))}`, requestHash: '' } }: MovingOptions,
): Promise<MovingReport> {
  const file = readMovingFile(kind, csvText, decimalsOf(deps.park().currency))
  const again = () => planMoving(deps, mover, kind, file, request)
  const first = await again()
  if (first.stored !== null && !preview) return fromStored(first.stored, file)
  const report = await reportOf(kind, first.lines, file, preview)
  if (plan !== undefined && plan !== report.plan) throw new Conflict('import-changed')
  if (!preview) await writeAll(deps, first, again, { report, request })
  return report
}

interface Plan {
  readonly viewer: Viewer | null
  readonly lines: readonly PlannedLine<Writable>[]
}

interface Answer {
  readonly report: MovingReport
  readonly request: RequestKey
}

/** Writes 200 lines at a time; what somebody changed meanwhile is compared anew, and stops what would differ. */
async function writeAll(deps: Deps, first: Plan, again: () => Promise<Plan>, answer: Answer): Promise<void> {
  let plan = first
  let made = new Map<string, PersonId>()
  let round = 1
  let batch = nextBatch(plan.lines, 0)
  while (batch.lines.length > 0) {
    try {
      await writeBatch(deps, plan.viewer, batch, made, answer)
      batch = nextBatch(plan.lines, batch.until)
    } catch (error) {
      if (!(error instanceof DbAbort)) throw error
      if (error.token === 'IDEMPOTENCY_KEY' || round++ >= rounds) throw new Conflict('try-again')
      const { from } = batch
      const fresh = await again()
      if (planText(plan.lines.slice(from)) !== planText(fresh.lines.slice(from))) throw new Conflict('import-changed')
      // The people of earlier lines are there now, and known as others are.
      made = new Map()
      plan = fresh
      batch = nextBatch(plan.lines, from)
    }
  }
}

/** The next lines that change something, and where the ones after them begin. */
function nextBatch(lines: readonly PlannedLine<Writable>[], from: number) {
  const found: { readonly line: number; readonly rows: Writable['rows'] }[] = []
  let until = from
  for (; until < lines.length && found.length < linesAtOnce; until++) {
    const { moved, entry } = lines[until] ?? {}
    if (moved && entry) found.push({ line: moved.line, rows: entry.rows })
  }
  const isLast = lines.slice(until).every(({ entry }) => entry === null)
  return { lines: found, from, until, isLast }
}

async function writeBatch(
  deps: Deps,
  viewer: Viewer | null,
  { lines, isLast }: ReturnType<typeof nextBatch>,
  made: Map<string, PersonId>,
  { report, request: { key, requestHash } }: Answer,
): Promise<void> {
  const actorId = viewer?.personId ?? 'operator'
  const rows = lines.flatMap(({ line, rows: rowsOf }) => rowsOf({ deps, actorId, line }, made))
  const own = isLast ? { key, body: storedBody(report) } : { key: `${key}/line-${lines[0]?.line ?? 0}`, body: '' }
  await deps.db.write([...(viewer ? [sameViewerRow(viewer)] : []), ...rows], {
    idempotency: { actor: actorId, ...own, requestHash, status: 200, at: deps.now() },
  })
}

async function reportOf(
  kind: MovingKind,
  planned: readonly PlannedLine<Writable>[],
  { unknownColumns }: AnyFile,
  preview: boolean,
): Promise<MovingReport> {
  const lines = planned.map(({ moved }) => moved)
  const plan = await sha256Hex(`${kind} ${planText(planned)}`)
  return { kind, preview, lines, counts: countsOf(lines), unknownColumns, plan }
}

/** Without names and addresses: what is kept of an answer outlives the people in it. */
function storedBody(report: MovingReport): string {
  const lines = report.lines.map(({ line, outcome, changes, faults }) => ({
    line,
    outcome,
    changes,
    faults: faults.map((fault) => ('value' in fault ? { ...fault, value: '…' } : fault)),
  }))
  return JSON.stringify({ ...report, lines })
}

function fromStored({ body }: { readonly body: string }, { lines: read }: AnyFile): MovingReport {
  const report = JSON.parse(body) as MovingReport
  const subjects = new Map(read.map(({ line, subject }) => [line, subject]))
  const lines = report.lines.map((line): MovedLine => ({ ...line, subject: subjects.get(line.line) ?? '' }))
  return { ...report, lines }
}
