import { afterEach, beforeEach, expect, test } from 'vitest'
import { people, resources } from '../../support/cast.ts'
import { fieldsOf, textOf } from '../../support/html.ts'
import { openPark, type TestPark } from '../../support/open-park.ts'
import { visitor, type Visitor } from '../../support/visitor.ts'

let park: TestPark
let researcher: Visitor

beforeEach(async () => {
  park = await openPark()
  researcher = visitor(park, people.helixResearcher)
})
afterEach(() => park.close())

test('everything is listed with its next free time and its price for me, in one round trip', async () => {
  park.trips.length = 0
  const { html } = await researcher.open('/find')
  expect(park.trips).toHaveLength(1)
  const text = textOf(html)
  expect(text).toContain('Sample confocal Model confocal · Imaging · B3 204 Free from 10:00 ¥120.00 / h')
  expect(text).toContain('Sample unpriced Model unpriced · Imaging · B3 204 Free from 10:00 no price published')
  expect(pathsOf(html)).toHaveLength(5)
})

test('words find in any language, two characters of Chinese are enough, and signs are only signs', async () => {
  expect(pathsOf((await researcher.open('/find?q=共聚')).html)).toEqual([`/i/${resources.confocal}`])
  expect(pathsOf((await researcher.open('/find?q=CONFOCAL%20共聚')).html)).toEqual([`/i/${resources.confocal}`])
  expect((await researcher.open('/find?q=%00&category=%00')).status).toBe(200)
  const nothing = await researcher.open('/find?q=%25')
  expect(pathsOf(nothing.html)).toEqual([])
  expect(textOf(nothing.html)).toContain('Nothing fits.')
  expect(fieldsOf(nothing.html, '/find')['q']).toBe('%')
})

test.each(['LSM880', 'lsm-880', 'ＬＳＭ８８０', 'lsm 880', 'AxioObserver7', 'axio-observer'])(
  'a model number is found as people type it: %s',
  async (typed) => {
    await say('confocal', 'zeiss lsm 880 axio observer 7')
    await say('centrifuge', 'optima xpn-80')
    expect(pathsOf((await researcher.open(`/find?q=${encodeURIComponent(typed)}`)).html)).toEqual([
      `/i/${resources.confocal}`,
    ])
  },
)

test('and written without spaces by the lab it is found with a hyphen; short words are not run together', async () => {
  await say('confocal', 'lsm880')
  await say('centrifuge', 'model s 12 of g')
  expect(pathsOf((await researcher.open('/find?q=LSM-880')).html)).toEqual([`/i/${resources.confocal}`])
  expect(pathsOf((await researcher.open('/find?q=s12')).html)).toEqual([])
})

test('one building alone, chosen from those that the park has', async () => {
  const { html } = await researcher.open('/find?building=B3')
  expect(html).toMatch(/<option value="B2">B2<\/option><option value="B3" selected[^>]*>B3<\/option>/)
  expect(pathsOf(html).toSorted()).toEqual([`/i/${resources.confocal}`, `/i/${resources.unpriced}`])
  const tomorrow = 'date=2026-11-24&from=09:00&until=12:00&minutes=60'
  expect(pathsOf((await researcher.open(`/find?building=B3&${tomorrow}`)).html)).toHaveLength(2)
  const none = await researcher.open('/find?building=C9')
  expect(none.html).toContain('<a class="row" href="/find?minutes=60">At every facility</a>')
  await park.script(`UPDATE facility SET building = 'B3'`)
  expect((await researcher.open('/find')).html).not.toContain('name="building"')
})

test('with a time, only what is free then, and each leads straight to that time', async () => {
  const query = 'date=2026-11-24&from=09:00&until=12:00&minutes=120&mine=1&kind=instrument'
  const { html } = await researcher.open(`/find?${query}`)
  expect(textOf(html)).toContain('Free Tomorrow, 09:00–11:00 ¥240.00')
  expect(textOf(html)).not.toContain('unpriced')
  const [, confocal = ''] = pathsOf(html)
  expect(confocal).toBe(`/i/${resources.confocal}/time?date=2026-11-24&from=09%3A00&until=11%3A00`)
  expect(textOf((await researcher.open(confocal)).html)).toContain('The time you chose Tomorrow, 09:00–11:00 ¥240.00')
  const untrained = await visitor(park, people.helixColleague).open(`/find?${query}`)
  expect(pathsOf(untrained.html)).toHaveLength(1)
})

test('what I may not book says why in a word', async () => {
  const text = textOf((await visitor(park, people.orchidAdmin).open('/find')).html)
  expect(text).toMatch(/Sample confocal[^¥]*training needed ¥120/)
  expect(text).toMatch(/Sample cleanroom[^¥]*for certain firms ¥30/)
})

test('thousands of resources come page by page, each once, with names of eighty characters', async () => {
  await park.script(`INSERT INTO resource SELECT 'res_' || printf('%026d', value + 100), facility_id, category_id, kind,
    state, printf('%.*c', 80, 'x'), name_hant, printf('%.*c', 80, 'w'), model, 'N' || value, location, search_text,
    hours_id, setup_minutes, cleanup_minutes, step_minutes, min_minutes, max_minutes, NULL, restricted, policy,
    rules_version
    FROM resource, generate_series(1, 45) WHERE id = '${resources.confocal}'`)
  const seen: string[] = []
  let next: string | undefined = '/find'
  for (let page = 0; next !== undefined && page < 9; page++) {
    const { html }: { html: string } = await researcher.open(next)
    seen.push(...pathsOf(html))
    next = html.match(/href="(\/find\?[^"]*after=[^"]*)"/)?.[1]?.replaceAll('&amp;', '&')
  }
  expect(seen).toHaveLength(50)
  expect(new Set(seen).size).toBe(50)
})

test('an address that was mistyped finds as if that part were not there', async () => {
  const nonsense = 'kind=x&facility=fac_1&date=31.12.&from=9&minutes=x&after=%00&mine=yes&utm_source=mail'
  const { status, html } = await researcher.open(`/find?${nonsense}`)
  expect(status).toBe(200)
  expect(pathsOf(html)).toEqual([])
  expect(pathsOf((await researcher.open(`/find?${nonsense.replace('facility=fac_1&', '')}`)).html)).toHaveLength(5)
})

function pathsOf(html: string): string[] {
  return [...html.matchAll(/href="(\/[is]\/[^"]*)"/g)].map(([, path = '']) => path.replaceAll('&amp;', '&'))
}

async function say(name: 'confocal' | 'centrifuge', text: string): Promise<void> {
  await park.script(`UPDATE resource SET search_text = '${text}' WHERE id = '${resources[name]}'`)
}
