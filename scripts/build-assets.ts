import { createHash } from 'node:crypto'
import { globSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { drawIcons } from './draw-icons.ts'

export const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const assetsFolder = join(root, 'public/assets')
const hourMs = 3_600_000
const browsers = ['es2022', 'chrome110', 'firefox115', 'safari16.4']

/**
 * Bundles browser code and style sheets into public/assets under names that carry their content's hash, and writes
 * .build/assets.json: plain name → address, as `{ "style.css": "/assets/style-1a2b3c4d.css" }`.
 * Entries: every src/**\/*.island.ts (plain name `<island>.js`), every sheet directly in src/platform/ui with the parts
 * that it imports, Swagger UI.
 * Under names of their own: public/sw.js, which keeps pages for when there is no network, and the icons.
 */
export async function buildAssets(): Promise<void> {
  const entries = [
    ...globSync('src/**/*.island.ts', { cwd: root }),
    ...globSync('src/platform/ui/*.css', { cwd: root }),
  ]
  const files = new Map([...(await bundle(entries)), ...swaggerUi()])
  const addresses: Record<string, string> = {}
  for (const [name, content] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const hashed = name.replace(/\.(\w+)$/, `-${hashOf(content)}.$1`)
    writeWhole(join(assetsFolder, hashed), content)
    addresses[name] = `/assets/${hashed}`
  }
  writeWhole(join(root, '.build/assets.json'), JSON.stringify(addresses, null, 2) + '\n')
  for (const [name, content] of drawIcons()) writeWhole(join(root, 'public/icons', name), content)
  writeWhole(join(root, 'public/sw.js'), await keeper(['style.css', 'offline.js'].map((name) => addresses[name] ?? '')))
  dropOldAssets(new Set(Object.values(addresses).map((address) => basename(address))))
}

/** Replaces a file in one step, so that a process reading it at this moment sees the old one or the new one. */
export function writeWhole(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true })
  const draft = `${path}.${process.pid}.tmp`
  writeFileSync(draft, content)
  renameSync(draft, path)
}

async function bundle(entries: string[]): Promise<[name: string, content: Uint8Array][]> {
  if (entries.length === 0) return []
  const result = await build({
    absWorkingDir: root,
    entryPoints: entries,
    entryNames: '[name]',
    outdir: assetsFolder,
    bundle: true,
    format: 'esm',
    minify: true,
    target: browsers,
    external: ['/assets/*'],
    write: false,
  })
  return result.outputFiles.map((file) => [basename(file.path).replace('.island.', '.'), file.contents])
}

/** The service worker: it names what an offline page is drawn with, so that it is another one after each release. */
async function keeper(shell: readonly string[]): Promise<Uint8Array> {
  const result = await build({
    absWorkingDir: root,
    entryPoints: ['src/platform/offline/browser/keeper.ts'],
    bundle: true,
    format: 'iife',
    minify: true,
    target: browsers,
    define: { SHELL: JSON.stringify(shell) },
    write: false,
  })
  return result.outputFiles[0]?.contents ?? new Uint8Array()
}

function swaggerUi(): [name: string, content: Uint8Array][] {
  const folder = join(root, 'node_modules/swagger-ui-dist')
  return [
    ['swagger-ui.css', readFileSync(join(folder, 'swagger-ui.css'))],
    ['swagger-ui.js', readFileSync(join(folder, 'swagger-ui-bundle.js'))],
  ]
}

function hashOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 10)
}

// An hour's grace: a page sent just before the build still asks for the files of its time.
function dropOldAssets(current: ReadonlySet<string>): void {
  for (const name of readdirSync(assetsFolder)) {
    const path = join(assetsFolder, name)
    if (current.has(name)) continue
    const modified = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
    if (Date.now() - modified > hourMs) rmSync(path, { force: true })
  }
}
