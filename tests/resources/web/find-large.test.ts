import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { facilities, people, resources } from '../../support/cast.ts'
import { textOf } from '../../support/html.ts'
import { largeParkScript, manyResources } from '../../support/large-park.ts'
import { openPark, type TestPark } from '../../support/open-park.ts'
import { visitor, type Visitor } from '../../support/visitor.ts'

let park: TestPark
let researcher: Visitor
beforeAll(async () => {
  park = await openPark()
  await park.script(largeParkScript())
  researcher = visitor(park, people.helixResearcher)
}, 60_000)
afterAll(() => park.close())

test('twelve thousand instruments with names of eighty characters are one round trip and a light page', async () => {
  park.trips.length = 0
  const { html } = await researcher.open('/find')
  expect(park.trips.map(({ kind, queries }) => [kind, queries.length])).toEqual([['read', 3]])
  expect(pathsOf(html)).toHaveLength(20)
  expect(gzipSync(html).length).toBeLessThan(5 * 1024)
})

test('the start page stays one round trip and light, and looks only at as many as it shows', async () => {
  park.trips.length = 0
  const { html } = await researcher.open('/')
  expect(park.trips.map(({ kind }) => kind)).toEqual(['read'])
  expect(pathsOf(html)).toHaveLength(3)
  expect(gzipSync(html).length).toBeLessThan(5 * 1024)
})

test.each([
  ['显微镜 7777', 'FACS-7777'],
  ['顯微鏡 7777', 'FACS-7777'],
  ['ＦＡＣＳ－７７７７', 'FACS-7777'],
  ['facs-7777', 'FACS-7777'],
  ['facs7777', 'FACS-7777'],
  ['MICROSCOPE 7777', 'FACS-7777'],
  ['进样 7777', 'FACS-7777'],
])('“%s” finds %s alone', async (words, model) => {
  const { html } = await researcher.open(`/find?q=${encodeURIComponent(words)}`)
  expect(pathsOf(html)).toHaveLength(1)
  expect(textOf(html)).toContain(model)
})

test('the first page with a time is the cheapest, and every page after it shows others', async () => {
  const query = 'date=2026-11-24&from=14:00&until=16:00&minutes=120&mine=1&q=facs'
  const seen = new Set<string>()
  let next: string | undefined = `/find?${query}`
  for (let page = 0; next !== undefined && page < 5; page += 1) {
    const { html }: { html: string } = await researcher.open(next)
    for (const path of pathsOf(html)) seen.add(path)
    next = html.match(/href="(\/find\?[^"]*after=[^"]*)"/)?.[1]?.replaceAll('&amp;', '&')
  }
  expect(seen.size).toBe(100)
  expect(next).toBeDefined()
})

test('when nothing is free, nothing is shown, and each condition is one tap to let go of', async () => {
  const [day, until] = [14, 16].map((hour) => Date.UTC(2026, 10, 25, hour - 8) / 1000)
  await park.script(`INSERT INTO closure (id, resource_id, kind, starts_at, ends_at, created_by, created_at)
      SELECT 'clo_' || id, id, 'event', ${day}, ${until}, 'x', 0 FROM resource;
    INSERT INTO allocation (unit_id, starts_at, ends_at, closure_id)
      SELECT u.id, ${day}, ${until}, 'clo_' || u.resource_id FROM unit u`)
  const query = `q=facs&date=2026-11-25&from=14:00&until=16:00&minutes=120&mine=1&facility=${facilities.imaging}`
  const { html } = await researcher.open(`/find?${query}`)
  expect(textOf(html)).toContain('Nothing fits. Let go of one condition: At any time At every facility')
  const ways = [...html.matchAll(/<a class="row" href="([^"]+)"/g)].map(([, href = '']) =>
    href.replaceAll('&amp;', '&'),
  )
  expect(ways).toHaveLength(4)
  const [anyTime = ''] = ways
  expect(anyTime).not.toMatch(/date|from|until/)
  expect(pathsOf((await researcher.open(anyTime)).html)).toHaveLength(20)
  expect(manyResources).toBe(12_000)
  expect((await researcher.open(`/i/${resources.confocal}`)).status).toBe(200)
})

function pathsOf(html: string): string[] {
  return [...html.matchAll(/class="row find-row" href="([^"]*)"/g)].map(([, path = '']) => path)
}
