import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { locales } from '../../../src/platform/i18n/locale.ts'
import { staticFiles } from '../../../src/platform/node/static-files.ts'
import { assetPath } from '../../../src/platform/ui/assets.ts'
import { openPark, type TestPark } from '../../support/open-park.ts'

const folder = join(import.meta.dirname, '../../../public')
const files = staticFiles(folder)

let park: TestPark
beforeAll(async () => {
  park = await openPark()
})
afterAll(() => park.close())

async function file(path: string): Promise<Response> {
  const answer = await files(new Request(`http://localhost${path}`))
  if (answer === null) throw new Error(`no file at ${path}`)
  return answer
}

test('the service worker has at most 3 KB on the wire and is asked for anew each time', async () => {
  const answer = await file('/sw.js')
  expect(answer.headers.get('content-type')).toContain('text/javascript')
  expect(answer.headers.get('cache-control')).toBe('no-cache')
  const script = await answer.text()
  expect(gzipSync(script).length).toBeLessThanOrEqual(3 * 1024)
  expect(script.length).toBeLessThanOrEqual(4 * 1024)
  expect(script).toContain(assetPath('style.css'))
  const said = await readFile(join(folder, '_headers'), 'utf8')
  expect(said).toMatch(/^\/sw\.js\n {2}Cache-Control: no-cache$/m)
})

test('a researcher’s page loads at most 3 KB of script', async () => {
  const island = await (await file(assetPath('offline.js'))).text()
  expect(gzipSync(island).length).toBeLessThanOrEqual(3 * 1024)
})

test.each(locales)(
  'in %s it can be put on a home screen, under the park’s name, with icons of the size they say',
  async (locale) => {
    const answer = await park.call(null, 'GET', `/manifest.webmanifest?lang=${locale}`)
    expect(answer.headers.get('content-type')).toBe('application/manifest+json')
    const manifest = (await answer.json()) as Manifest
    expect(manifest).toMatchObject({ id: '/', start_url: '/', scope: '/', display: 'standalone', lang: locale })
    expect(manifest.name).toContain({ 'zh-Hans': '示例园区', 'zh-Hant': '示例園區', en: 'Sample' }[locale])
    expect(manifest.icons.map(({ purpose, sizes }) => `${purpose} ${sizes}`)).toEqual([
      'any 192x192',
      'any 512x512',
      'maskable 512x512',
    ])
    for (const { src, sizes } of manifest.icons) expect(await sizeOf(src)).toBe(sizes)
    expect(await sizeOf('/icons/apple-touch-icon.png')).toBe('180x180')
  },
)

test('a page names its manifest in its own language, and its icon for a home screen', async () => {
  const html = await (await park.call(null, 'GET', '/login?lang=zh-Hant')).text()
  expect(html).toContain('<link rel="manifest" href="/manifest.webmanifest?lang=zh-Hant"/>')
  expect(html).toContain('<link rel="apple-touch-icon" href="/icons/apple-touch-icon.png"/>')
})

interface Manifest {
  readonly name: string
  readonly icons: readonly { readonly src: string; readonly sizes: string; readonly purpose: string }[]
}

/** Width and height as the PNG's own head says. */
async function sizeOf(path: string): Promise<string> {
  const bytes = new DataView(await (await file(path)).arrayBuffer())
  expect(bytes.getUint32(12)).toBe(0x49484452)
  return `${bytes.getUint32(16)}x${bytes.getUint32(20)}`
}
