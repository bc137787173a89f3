import { readFile } from 'node:fs/promises'
import { importRates } from '../billing/commands/import-rates.ts'
import { UnreadableRates } from '../billing/read-rate-file.ts'
import { importBookings } from '../bookings/commands/import-bookings.ts'
import { ColumnsMissing } from '../bookings/read-booking-lines.ts'
import type { Actor, Deps } from '../deps.ts'
import { moveIn } from '../firms/commands/move-in.ts'
import { movingKinds, UnusableFile as UnusableMovingFile, type MovingKind } from '../firms/moving-in.ts'
import { fileFaultText, movingFaultText, movingSummary } from '../firms/moving-text.ts'
import type { PersonId } from '../kernel/id.ts'
import { UnreadableTable } from '../platform/csv/read-table.ts'
import { sql } from '../platform/db/sql.ts'
import { importResources } from '../resources/commands/import-resources.ts'
import { UnusableFile } from '../resources/import-report.ts'
import { faultText, noteText, summaryText } from '../resources/import-text.ts'
import type { Options } from './commands.ts'
import { Complaint, digest, entropy, now, operatorKey, withPark, type Ground } from './ground.ts'

/** Imports a file of one kind; exit code 1 when a line was refused. */
export async function importFile(
  ground: Ground,
  [kind, path = '']: readonly string[],
  options: Options,
): Promise<number> {
  const take = kinds[kind ?? '']
  if (!take) throw new Complaint(`import takes ${Object.keys(kinds).join(', ')}, not ${kind}`)
  const text = await readFile(path, 'utf8').catch(() => {
    throw new Complaint(`${path} can't be read`)
  })
  try {
    return await withPark(ground, (deps) => take(ground, deps, text, options))
  } catch (error) {
    const aboutTheFile = unusable.some((kind) => error instanceof kind)
    throw aboutTheFile && error instanceof Error ? new Complaint(`${path}: ${error.message}`) : error
  }
}

const unusable = [UnusableFile, UnreadableTable, ColumnsMissing, UnreadableRates]

type Take = (ground: Ground, deps: Deps, text: string, options: Options) => Promise<number>

const kinds: Readonly<Record<string, Take>> = {
  resources: takeResources,
  rates: takeRates,
  bookings: takeBookings,
  ...Object.fromEntries(movingKinds.map((kind) => [kind, takeMoving(kind)])),
}

function takeMoving(kind: MovingKind): Take {
  return async (ground, deps, text, { preview }) => {
    const report = await moveIn(deps, 'operator', kind, text, { preview: preview === true }).catch((error: unknown) => {
      if (error instanceof UnusableMovingFile) throw new Complaint(fileFaultText(error.fault, 'en'))
      throw error
    })
    for (const { line, subject, faults, outcome, changes } of report.lines) {
      for (const fault of faults) ground.say(`line ${line}: ${subject}: refused, ${movingFaultText(fault, 'en')}`)
      if (outcome === 'changed') ground.say(`line ${line}: ${subject}: changed ${changes.join(', ')}`)
    }
    if (report.unknownColumns.length > 0) ground.say(`Columns not read: ${report.unknownColumns.join(', ')}`)
    ground.say(movingSummary(report, 'en'))
    return report.counts.refused > 0 ? 1 : 0
  }
}

async function takeResources(
  ground: Ground,
  deps: Deps,
  text: string,
  { preview, facility }: Options,
): Promise<number> {
  const report = await importResources(deps, 'operator', text, {
    preview: preview === true,
    ...(typeof facility === 'string' ? { facility } : {}),
  })
  for (const { line, assetNumber, outcome, faults, notes, changes } of report.lines) {
    const what = `line ${line}: ${assetNumber}:`
    for (const fault of faults) ground.say(`${what} refused, ${faultText(fault, 'en')}`)
    if (outcome === 'changed') ground.say(`${what} changed ${changes.join(', ')}`)
    for (const note of notes) if (note.kind !== 'no-price') ground.say(`${what} ${noteText(note, 'en')}`)
  }
  const unpriced = report.lines.filter((line) => line.notes.some((note) => note.kind === 'no-price')).length
  if (report.unknownColumns.length > 0) ground.say(`Columns not read: ${report.unknownColumns.join(', ')}`)
  if (unpriced > 0) ground.say(`${unpriced} have no price, so nobody can book them yet: import rates, or publish them`)
  ground.say(summaryText(report, 'en'))
  return report.counts.refused > 0 ? 1 : 0
}

async function takeRates(ground: Ground, deps: Deps, text: string, { preview }: Options): Promise<number> {
  const rates = await importRates(deps, text, { preview: preview === true })
  const count = { published: 0, unchanged: 0, refused: 0 }
  for (const { place, name, outcome, assets, reason } of rates) {
    count[outcome]++
    if (outcome === 'refused') ground.say(`${place}: ${name}: refused, ${reason}`)
    if (outcome === 'published') ground.say(`${place}: ${name}: published for ${assets.join(', ')}`)
  }
  const { published, unchanged, refused } = count
  const note = preview === true ? ' (a preview: nothing was changed)' : ''
  ground.say(`${rates.length} prices: ${published} published, ${unchanged} unchanged, ${refused} refused${note}`)
  return refused > 0 ? 1 : 0
}

async function takeBookings(ground: Ground, deps: Deps, text: string, { preview }: Options): Promise<number> {
  if (preview === true) throw new Complaint('import bookings has no preview: importing again changes nothing')
  const label = `import:${Buffer.from(entropy(6)).toString('hex')}`
  const actors = new Map<PersonId, Actor>()
  const actorFor = async (personId: PersonId) => {
    const actor = actors.get(personId) ?? (await impersonate(deps, personId, label))
    actors.set(personId, actor)
    return actor
  }
  try {
    const lines = await importBookings(deps, text, { actorFor }, digest)
    const count = { booked: 0, unchanged: 0, refused: 0 }
    for (const { line, outcome, reasons } of lines) {
      count[outcome]++
      if (outcome === 'refused') ground.say(`line ${line}: refused, ${reasons.join(', ')}`)
    }
    ground.say(`${lines.length} lines: ${count.booked} booked, ${count.unchanged} unchanged, ${count.refused} refused`)
    return count.refused > 0 ? 1 : 0
  } finally {
    await deps.db.write([sql`DELETE FROM session WHERE label = ${label}`], operatorKey(`${label}:end`, now()))
  }
}

/** A session that nobody has the token of, for as long as the import runs. It is older than any request in the file. */
async function impersonate({ db }: Deps, personId: PersonId, label: string): Promise<Actor> {
  const tokenHash = Buffer.from(entropy(32)).toString('hex')
  const session = sql`INSERT INTO session (token_hash, person_id, kind, label, created_at, expires_at)
    VALUES (${tokenHash}, ${personId}, 'bearer', ${label}, 0, ${now() + 86_400})`
  await db.write([session], operatorKey(label, now()))
  return { tokenHash, requestId: label }
}
