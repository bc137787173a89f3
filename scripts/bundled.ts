import { basename, join } from 'node:path'
import { build, stop } from 'esbuild'
import { root } from './build-assets.ts'
import { buildAll } from './build.ts'

// Node can't load .tsx: what draws the app's pages in its own process is bundled as the server is.
const [entry = ''] = process.argv.splice(2, 1)
const bundle = join(root, '.build', basename(join(entry, '..')) + '.mjs')
await buildAll()
await build({
  absWorkingDir: root,
  entryPoints: [entry],
  outfile: bundle,
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node22',
  loader: { '.sql': 'text' },
  sourcemap: 'linked',
  logLevel: 'error',
})
await stop()
process.setSourceMapsEnabled(true)
await import(bundle)
