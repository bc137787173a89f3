import { globSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const sources = ['src/**/*', 'drizzle/*.sql', 'scripts/build*.ts', 'package-lock.json']

if (isStale()) {
  const { buildAll } = await import('./build.ts')
  await buildAll()
}
process.setSourceMapsEnabled(true)
await import('../.build/cli.mjs' as string)

function isStale(): boolean {
  const builtAtMs = readStamp()
  return globSync(sources, { cwd: root }).some((path) => modifiedMs(path) >= builtAtMs)
}

function readStamp(): number {
  try {
    return Number(readFileSync(join(root, '.build/stamp'), 'utf8'))
  } catch {
    return 0
  }
}

function modifiedMs(path: string): number {
  return statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0
}
