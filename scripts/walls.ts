import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

interface Wall {
  readonly files: RegExp
  readonly except?: RegExp
  readonly forbids: RegExp
  readonly because: string
}

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const folders = ['src', 'drizzle', 'scripts', 'tests', 'bench']
const outsideWorld = /^src\/(node|cli|worker)\.ts$|^src\/cli\/|^src\/platform\/(node|offline\/browser)\/|\.island\.ts$/

// What the linter cannot see: SQL inside text, names of files, lengths of lines.
const walls: readonly Wall[] = [
  {
    files: /^src\//,
    forbids: /\.transaction\(/,
    because: 'an interactive transaction holds the writer across round trips',
  },
  {
    files: /^src\//,
    except: /^src\/platform\/db\//,
    forbids: /\.batch\(/,
    because: 'only the port sends batches: db.read and db.write',
  },
  {
    files: /^(src|drizzle)\//,
    forbids: /\bINSERT\s+OR\s+(IGNORE|REPLACE)\b|\bREPLACE\s+INTO\b/i,
    because: 'OR IGNORE swallows CHECK violations, OR REPLACE goes past DELETE triggers',
  },
  {
    files: /^drizzle\//,
    forbids: /\bDEFERRABLE\b/i,
    because: 'a COMMIT refused by a deferred key leaves the connection in a broken state',
  },
  {
    files: /^src\//,
    except: outsideWorld,
    forbids: /\bnew Date\(\)/,
    because: 'the clock comes through Deps',
  },
  {
    files: /^(src|scripts|tests|bench)\/.*\.tsx?$/,
    except: /^src\/platform\/i18n\/|\.(en|zh-hans|zh-hant)\.tsx?$/,
    forbids: /^.{121,}$/m,
    because: 'a line has at most 120 characters; only a sentence in a language file may be longer',
  },
]
const bannedName = /(^|[-.])(item|data|info|service|helpers?|utils?|common|index)\.tsx?$/

const breaches = folders.flatMap(sourcesIn).flatMap(breachesOf)
for (const breach of breaches) console.error(breach)
process.exitCode = breaches.length === 0 ? 0 : 1

function sourcesIn(folder: string): string[] {
  return globSync(`${folder}/**/*.{ts,tsx,sql}`, { cwd: root }).map((path) => path.replaceAll('\\', '/'))
}

function breachesOf(path: string): string[] {
  const text = readFileSync(join(root, path), 'utf8')
  const breached = walls.filter((wall) => wall.files.test(path) && wall.except?.test(path) !== true)
  const found = breached.flatMap((wall) => breachOf(wall, path, text))
  return bannedName.test(basename(path)) ? [...found, `${path}: a file is named by what it holds`] : found
}

function breachOf(wall: Wall, path: string, text: string): string[] {
  const match = wall.forbids.exec(text)
  if (match === null) return []
  const line = text.slice(0, match.index).split('\n').length
  return [`${path}:${line}: ${wall.because}`]
}
