import { constants } from 'node:fs'
import { copyFile, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { checkPark } from '../audit/check.ts'
import { sql } from '../platform/db/sql.ts'
import { openDatabase, type OpenDatabase } from '../platform/node/open-database.ts'
import type { Options } from './commands.ts'
import { Complaint, fileOf, hasPark, now, withDatabase, type Ground } from './ground.ts'

/**
 * Copies the database as of one moment; the park may be served meanwhile. The copy is checked before it gets its name.
 */
export async function backup(ground: Ground, [file = '']: readonly string[], { force }: Options): Promise<number> {
  const source = fileOf(ground.settings.database, 'backup')
  const target = resolve(file)
  if (target === resolve(source)) throw new Complaint('The backup would be the database itself: choose another file')
  if (force !== true && (await sizeOf(target)) > 0) throw new Complaint(`${file} is there already: --force replaces it`)
  const draft = `${target}.part`
  await removed(draft)
  await withDatabase(ground, async (database) => {
    if (!(await hasPark(database.db))) throw new Complaint('The database holds no park: there is nothing to back up')
    await database.target.script(`VACUUM INTO '${draft.replaceAll("'", "''")}'`)
  })
  const bookings = await inspect(draft, sound)
  await putInPlace(draft, target)
  ground.say(`${file}: ${bookings} bookings, ${Math.ceil((await sizeOf(target)) / 1024)} KiB, checked.`)
  return 0
}

/** Puts a backup in the place of the database, once it is known to be sound and nobody has the database open. */
export async function restore(ground: Ground, [file = '']: readonly string[], { force }: Options): Promise<number> {
  const target = resolve(fileOf(ground.settings.database, 'restore'))
  const source = resolve(file)
  if ((await sizeOf(source)) === 0) throw new Complaint(`There is no backup at ${file}`)
  if (source === target) throw new Complaint('That file is the database itself')
  const draft = `${target}.restoring`
  await removed(draft)
  await copyFile(source, draft, constants.COPYFILE_FICLONE)
  try {
    const bookings = await inspect(draft, async (database) => {
      const count = await sound(database)
      if (force !== true) await whole(database)
      return count
    })
    if ((await sizeOf(target)) > 0) await vacate(target, force === true)
    await removed(`${target}-wal`, `${target}-shm`)
    await putInPlace(draft, target)
    ground.say(`Restored ${bookings} bookings from ${file}.`)
    return 0
  } finally {
    await removed(draft, `${draft}-wal`, `${draft}-shm`)
  }
}

/** Opens a copy that nobody else knows of, and leaves it as one file without a log beside it. */
async function inspect<T>(path: string, work: (database: OpenDatabase) => Promise<T>): Promise<T> {
  const database = await opened(path)
  try {
    const found = await work(database)
    await database.target.rows('PRAGMA journal_mode = DELETE')
    return found
  } finally {
    database.close()
  }
}

async function opened(path: string): Promise<OpenDatabase> {
  try {
    return await openDatabase({ kind: 'file', path }, { serving: false, onFatal: () => {} })
  } catch (error) {
    throw new Complaint(`${path} is no database: ${(error as Error).message}`)
  }
}

/** The number of bookings in a database whose pages and references are right. */
async function sound({ db, target }: OpenDatabase): Promise<number> {
  const answers = await target.rows('PRAGMA integrity_check(1)').catch((error: unknown) => [{ answer: String(error) }])
  const [answer] = Object.values(answers[0] ?? {})
  if (answer !== 'ok') throw new Complaint(`The file is damaged: ${JSON.stringify(answer)}`)
  if (!(await hasPark(db))) throw new Complaint('The file is a database, but holds no park')
  const { counted } = await db.read({
    counted: sql<{ bookings: number }>`SELECT count(*) AS bookings FROM booking LIMIT 1`,
  })
  return counted[0]?.bookings ?? 0
}

/** A backup that breaks an invariant is restored by force alone. */
async function whole({ db }: OpenDatabase): Promise<void> {
  const broken = (await checkPark(db, now(), 1)).find((finding) => finding.breaches.length > 0)
  if (broken)
    throw new Complaint(`In the backup ${broken.name} does not hold (${broken.says}): --force restores it all the same`)
}

/** Makes sure that the database may go: nobody has it open, and either it holds no park or it is meant to go. */
async function vacate(path: string, force: boolean): Promise<void> {
  const database = await opened(path)
  try {
    if (!force && (await hasPark(database.db))) {
      throw new Complaint(`${path} holds a park: --force replaces it, and what it holds is lost`)
    }
    // Leaving the log's mode needs the file for oneself: while somebody serves from it, the engine refuses.
    const [mode] = await database.target.rows('PRAGMA journal_mode = DELETE').catch(() => [])
    if (mode?.['journal_mode'] !== 'delete') throw new Complaint(`${path} is in use: stop the server first`)
  } finally {
    database.close()
  }
}

/** Gives the finished file its name in one step, and waits until the disk has it. */
async function putInPlace(draft: string, target: string): Promise<void> {
  await synced(draft)
  await rename(draft, target)
  await synced(dirname(target))
}

async function synced(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    (found) => found.size,
    () => 0,
  )
}

async function removed(...paths: readonly string[]): Promise<void> {
  for (const path of paths) await rm(path, { force: true })
}
