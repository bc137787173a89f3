import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { build, stop } from 'esbuild'
import { buildAssets, root, writeWhole } from './build-assets.ts'

const entries = ['src/node.ts', 'src/cli.ts']

/**
 * Builds all that the Node entries need: public/assets, .build/assets.json, .build/node.mjs and .build/cli.mjs.
 * Node strips types but cannot load .tsx, hence the bundles; packages stay in node_modules.
 * .build/stamp holds the time at which the build began, in milliseconds.
 */
export async function buildAll(): Promise<void> {
  const startedAtMs = Date.now()
  await buildAssets()
  await bundleEntries()
  await stop()
  writeWhole(join(root, '.build/stamp'), `${startedAtMs}\n`)
}

async function bundleEntries(): Promise<void> {
  const present = entries.filter((entry) => existsSync(join(root, entry)))
  if (present.length === 0) return
  const result = await build({
    absWorkingDir: root,
    entryPoints: present,
    outdir: '.build',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node22',
    loader: { '.sql': 'text' },
    sourcemap: 'linked',
    write: false,
  })
  for (const file of result.outputFiles) writeWhole(file.path, file.contents)
}

if (import.meta.main) {
  await (process.argv[2] === 'assets' ? buildAssets() : buildAll())
}
