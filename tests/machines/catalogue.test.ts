import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { castScript } from '../support/cast-script.ts'
import { people, resources, type CastPerson } from '../support/cast.ts'
import { largeParkScript, manyResources } from '../support/large-park.ts'
import { openPark, type TestPark } from '../support/open-park.ts'

const origin = { origin: 'http://localhost' }
const draftPath = '/m/resources/import'

/** Sends a file as the form does; the page that it leads to, as text. */
async function sendFile(park: TestPark, who: CastPerson, csv: string) {
  const form = new FormData()
  form.set('key', crypto.randomUUID())
  form.set('file', new Blob([csv], { type: 'text/csv' }), 'machines.csv')
  const body = new Response(form)
  const type = { 'content-type': body.headers.get('content-type') ?? '' }
  const authorization = { authorization: `Bearer ${who.token}` }
  const bytes = await body.arrayBuffer()
  const answer = await park.app.request(draftPath, {
    method: 'POST',
    headers: { ...authorization, ...origin, ...type },
    body: bytes,
  })
  return { status: answer.status, text: await answer.text() }
}

const opened = async (park: TestPark, who: CastPerson, path = draftPath) => (await park.call(who, 'GET', path)).text()

async function apply(park: TestPark, who: CastPerson, draft: string) {
  const fields = new URLSearchParams({ key: crypto.randomUUID(), draft }).toString()
  const type = { 'content-type': 'application/x-www-form-urlencoded' }
  return park.call(who, 'POST', `${draftPath}/apply`, fields, { ...origin, ...type })
}

const draftIn = (text: string) => /name="draft" value="([^"]*)"/.exec(text)?.[1] ?? ''
const countsIn = (text: string) =>
  [...(/<ul class="counts"[\s\S]*?<\/ul>/.exec(text)?.[0] ?? '').matchAll(/<b>(\d+)<\/b>/g)].map(([, n]) => Number(n))
const exportOf = async (park: TestPark, who: CastPerson, query = '') =>
  (await park.call(who, 'GET', `/m/resources/catalogue.csv${query}`)).text()

describe('twelve thousand resources', () => {
  let park: TestPark
  beforeAll(async () => {
    park = await openPark({ script: `${castScript};\n${largeParkScript()};` })
  }, 120_000)
  afterAll(() => park.close())

  test('go out and come back with nothing changed, in at most three round trips for each thousand', async () => {
    const csv = await exportOf(park, people.parkAdmin)
    const lines = csv.trim().split('\r\n').length - 1
    expect(lines).toBe(manyResources + 5)
    const before = await park.rows('SELECT * FROM resource ORDER BY id')
    park.trips.length = 0
    expect((await sendFile(park, people.parkAdmin, csv)).status).toBe(303)
    const page = await opened(park, people.parkAdmin)
    expect(countsIn(page)).toEqual([0, 0, lines, 0])
    expect(park.trips.length).toBeLessThanOrEqual(Math.ceil((3 * lines) / 1000))
    expect(await park.rows('SELECT * FROM resource ORDER BY id')).toEqual(before)
  }, 120_000)

  test('all of them can be tagged in one write, and the list still opens in one round trip', async () => {
    const query = 'all=1&do=tags&add=core'
    const preview = await (await park.call(people.parkAdmin, 'GET', `/m/resources/together?${query}`)).text()
    const seen = /name="seen" value="([^"]*)"/.exec(preview)?.[1] ?? ''
    expect(seen).toBe(`${manyResources + 5}.${manyResources + 5}.0`)
    park.trips.length = 0
    const fields = new URLSearchParams({ key: crypto.randomUUID(), all: '1', do: 'tags', add: 'core', seen }).toString()
    const type = { 'content-type': 'application/x-www-form-urlencoded' }
    const answer = await park.call(people.parkAdmin, 'POST', '/m/resources/together', fields, { ...origin, ...type })
    expect([answer.status, park.trips.map(({ kind }) => kind)]).toEqual([303, ['read', 'write']])
    park.trips.length = 0
    expect(await opened(park, people.parkAdmin, '/m/resources?tag=core&q=microscope')).toContain('id="more"')
    expect(park.trips).toHaveLength(1)
  }, 120_000)

  test('page by page, each machine is shown once', async () => {
    const shown: string[] = []
    let path: string | undefined = '/m/resources?q=n119'
    while (path !== undefined) {
      const text: string = await opened(park, people.parkAdmin, path)
      shown.push(...[...text.matchAll(/name="r" value="([^"]*)"/g)].map(([, id]) => id ?? ''))
      path = /id="more" href="([^"]*)"/.exec(text)?.[1]?.replaceAll('&amp;', '&')
    }
    const all = await park.rows(`SELECT id FROM resource WHERE search_text LIKE '%n119%' OR
      replace(replace(search_text, ' ', ''), '-', '') LIKE '%n119%'`)
    expect(shown.toSorted()).toEqual(all.map(({ id }) => id as string).toSorted())
    expect(new Set(shown).size).toBe(shown.length)
  }, 60_000)
})

describe('a file', () => {
  let park: TestPark
  beforeEach(async () => {
    park = await openPark()
  })
  afterEach(() => park.close())

  const manager = people.imagingManager

  test('holds what the filter shows, and only machines of one’s own', async () => {
    const own = await exportOf(park, manager)
    const numbers = async (facility: number) =>
      (await park.rows(`SELECT asset_number AS n FROM resource WHERE facility_id LIKE '%${facility}' ORDER BY n`)).map(
        ({ n }) => n as string,
      )
    const listed = (csv: string) =>
      csv
        .trim()
        .split('\r\n')
        .slice(1)
        .map((line) => line.split(',')[0] ?? '')
    expect(listed(own)).toEqual(await numbers(1))
    expect(listed(await exportOf(park, people.cellsManager))).toEqual(await numbers(2))
    expect(listed(await exportOf(park, people.parkAdmin, '?q=confocal'))).toHaveLength(1)
  })

  test('accounts for every line: new, changed, unchanged, or refused and why; and then applies', async () => {
    const [confocal = '', other = ''] = (
      await park.rows(`SELECT asset_number AS n FROM resource
      WHERE facility_id LIKE '%1' ORDER BY id`)
    ).map(({ n }) => n as string)
    const foreign = (await park.rows(`SELECT asset_number AS n FROM resource WHERE id = '${resources.centrifuge}'`))[0]
    const csv = `asset_number,name_en,step_minutes
${confocal},Renamed,
${other},,
NEW-1,Brand new,30
${foreign?.['n'] as string},Mine now,
NEW-2,Broken,often
`
    expect((await sendFile(park, manager, csv)).status).toBe(303)
    const text = await opened(park, manager)
    expect(countsIn(text)).toEqual([1, 1, 1, 2])
    expect(text).toMatch(/<td>5<\/td><td>AS-centrifuge<\/td><td><strong>refused/)
    expect(text).toMatch(/<td>6<\/td>[\s\S]*?step_minutes/)
    expect(await park.rows("SELECT 1 FROM resource WHERE asset_number = 'NEW-1'")).toEqual([])
    expect((await apply(park, manager, draftIn(text))).status).toBe(303)
    expect(await park.rows("SELECT name_en AS n FROM resource WHERE asset_number = 'NEW-1'")).toEqual([
      { n: 'Brand new' },
    ])
    const kept = await park.rows(`SELECT name_en AS n FROM resource WHERE id = '${resources.centrifuge}'`)
    expect(kept[0]?.['n']).not.toBe('Mine now')
    expect((await apply(park, manager, draftIn(text))).status).toBe(303)
    expect(await park.rows("SELECT count(*) AS n FROM resource WHERE asset_number = 'NEW-1'")).toEqual([{ n: 1 }])
  })

  test('that another one has replaced is not applied', async () => {
    await sendFile(park, manager, 'asset_number,name_en\nNEW-1,First\n')
    const first = draftIn(await opened(park, manager))
    await sendFile(park, manager, 'asset_number,name_en\nNEW-2,Second\n')
    expect((await apply(park, manager, first)).status).toBe(409)
    expect(await park.rows("SELECT 1 FROM resource WHERE asset_number LIKE 'NEW-%'")).toEqual([])
    const others = draftIn(await opened(park, manager))
    expect((await apply(park, people.cellsManager, others)).status).toBe(409)
  })

  test('that is none is said to be none, with its line', async () => {
    for (const csv of ['asset_number,name_en\n"A,b\n', 'name_en\nA\n', '']) {
      expect([csv, (await sendFile(park, manager, csv)).status]).toEqual([csv, 422])
    }
  })

  test('is safe in a spreadsheet, and what looks like a formula comes back as it was', async () => {
    const odd = ['=1+1', "'=1+1", "''@x", '+49', '-', '＝cmd', "'", '"quoted", and more']
    for (const [at, name] of odd.entries()) {
      await park.script(`UPDATE resource SET model = '${name.replaceAll("'", "''")}', asset_number = 'ODD-${at}'
        WHERE id = (SELECT id FROM resource WHERE asset_number NOT LIKE 'ODD-%' ORDER BY id LIMIT 1)`)
    }
    await park.script(`UPDATE unit SET name = 'a|b\\c' WHERE id = 2; UPDATE unit SET name = '3' WHERE id = 1;
      INSERT INTO resource_tag (resource_id, tag) SELECT '${resources.confocal}', value
      FROM json_each('["laser", "=x"]')`)
    const csv = await exportOf(park, people.parkAdmin)
    const cells = csv.split(/\r\n|,/).map((cell) => cell.replace(/^"/, ''))
    expect(cells.filter((cell) => /^[=+\-@＝＋－＠]/.test(cell))).toEqual([])
    await sendFile(park, people.parkAdmin, csv)
    expect(countsIn(await opened(park, people.parkAdmin))).toEqual([0, 0, 5, 0])
  })

  test('that closes hours over bookings marks them, and tells their owners', async () => {
    const [row] = await park.rows(`SELECT asset_number AS n FROM resource WHERE id = '${resources.confocal}'`)
    const booking = { resourceId: resources.confocal, startsAt: '2026-11-25T06:00:00Z', endsAt: '2026-11-25T08:00:00Z' }
    const key = { 'idempotency-key': crypto.randomUUID() }
    expect((await park.call(people.helixResearcher, 'POST', '/api/v1/bookings', booking, key)).status).toBe(201)
    await sendFile(park, manager, `asset_number,opening_hours\n${row?.['n'] as string},Mon 08:00-09:00\n`)
    await apply(park, manager, draftIn(await opened(park, manager)))
    expect(await park.rows('SELECT why FROM booking_mark')).toEqual([{ why: 'hours' }])
    expect(await park.rows("SELECT count(*) AS n FROM outbox WHERE kind = 'booking.outside'")).toEqual([{ n: 1 }])
  })

  const toolList = join(import.meta.dirname, '../../../shared/data/catalogue/nanofab_tools.csv')
  test.skipIf(!existsSync(toolList))(
    'of a real nanofab’s 137 tools is taken (skipped without ../shared/data)',
    async () => {
      await sendFile(park, manager, readFileSync(toolList, 'utf8'))
      const text = await opened(park, manager)
      expect(countsIn(text)).toEqual([137, 0, 0, 0])
      await apply(park, manager, draftIn(text))
      await sendFile(park, manager, await exportOf(park, manager))
      expect(countsIn(await opened(park, manager)).filter((_, at) => at !== 2)).toEqual([0, 0, 0])
    },
  )
})
