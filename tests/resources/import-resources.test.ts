import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkPark } from '../../src/audit/check.ts'
import { importResources } from '../../src/resources/commands/import-resources.ts'
import type { ImportReport } from '../../src/resources/import-report.ts'
import { readCatalogueOf } from '../../src/machines/reads/catalogue-of.ts'
import { people, resources } from '../support/cast.ts'
import { freshKey, openPark, type TestPark } from '../support/open-park.ts'

const toolList = join(import.meta.dirname, '../../../shared/data/catalogue/nanofab_tools.csv')

let park: TestPark
beforeEach(async () => {
  park = await openPark()
})
afterEach(() => park.close())

describe.skipIf(!existsSync(toolList))(
  'the tool list of a real nanofab (skipped when ../shared/data is absent)',
  () => {
    const csvText = existsSync(toolList) ? readFileSync(toolList, 'utf8') : ''

    test('becomes 137 resources, and importing it again changes nothing', async () => {
      const first = await importResources(park.deps, 'operator', csvText, { preview: false })
      expect(first.counts).toEqual({ new: 137, changed: 0, unchanged: 0, refused: 0 })
      expect(first.usedFacility).toBe('SHARED')
      const before = await everything(park)
      park.clock.now += 3600
      const second = await importResources(park.deps, 'operator', csvText, { preview: false })
      expect(second.counts).toEqual({ new: 0, changed: 0, unchanged: 137, refused: 0 })
      expect(await everything(park)).toEqual(before)
      expect((await checkPark(park.db, park.clock.now)).filter((finding) => finding.breaches.length > 0)).toEqual([])
    })

    test('says what its blanks mean: no horizon, no shortest and no longest block', async () => {
      await importResources(park.deps, 'operator', csvText, { preview: false })
      const bonder = await resourceNamed(park, 'Aluminum Wire Bonder')
      expect(bonder).toMatchObject({ min_minutes: 15, max_minutes: 360, state: 'published', horizon: 730 })
      expect(await resourceNamed(park, 'Sinter')).toMatchObject({
        state: 'out-of-service',
        max_minutes: 10_080,
        horizon: 14,
      })
      expect(await resourceNamed(park, 'RHL Tube 2 Anneal')).toMatchObject({ min_minutes: 120, max_minutes: 408 })
      expect(await resourceNamed(park, 'JEOL E-beam Cleanroom')).toMatchObject({ qualification_id: 'area-1' })
    })

    test("limits each person's own bookings of a tool in a day", async () => {
      await importResources(park.deps, 'operator', csvText, { preview: false })
      const { id } = await resourceNamed(park, 'ZEISS FESEM')
      const limits = await park.rows(`SELECT subject_kind, subject_id, limit_value, window, measure FROM quota
      WHERE scope_id = '${id}'`)
      expect(limits).toEqual([
        { subject_kind: 'person', subject_id: '*', limit_value: 1, window: 'day', measure: 'bookings' },
      ])
    })

    test('has one limit that can never bind, and says so', async () => {
      const report = await importResources(park.deps, 'operator', csvText, { preview: true })
      const noted = report.lines.filter((line) => line.notes.some((note) => note.kind === 'limit-never-binds'))
      expect(noted.map((line) => [line.line, line.assetNumber])).toEqual([[34, 'Sputter B104 Right']])
    })
  },
)

const header =
  'asset_number,facility,category,name_zh_hans,name_zh_hant,name_en,model,units,opening_hours,' +
  'per_hour_resident,min_minutes'
const sorter =
  'FC-01,CL,Cytometry,流式分选仪,流式分選儀,Cell sorter,Jazz,2,Mon-Fri 08:00-20:00; Sat 09:00-17:00,"1,300.50",30'

describe('our own catalogue file', () => {
  test('makes a resource that can be booked: hours, units and price in one line', async () => {
    const report = await take(`${header}\n${sorter}\n`)
    expect(report.lines).toMatchObject([{ line: 2, outcome: 'new', faults: [], notes: [] }])
    const made = await resourceNamed(park, 'Cell sorter')
    expect(made).toMatchObject({ name_hans: '流式分选仪', category_id: 'cytometry', min_minutes: 30, rules_version: 1 })
    const units = await park.rows(`SELECT name FROM unit WHERE resource_id = '${made.id}' ORDER BY id`)
    expect(units).toEqual([{ name: '1' }, { name: '2' }])
    const rates = await park.rows(`SELECT price_category, per_hour_minor FROM rate WHERE resource_id = '${made.id}'`)
    expect(rates).toEqual([{ price_category: 'resident', per_hour_minor: 130_050 }])
    const [spans] = await park.rows(`SELECT count(*) AS days FROM open_span WHERE hours_id = ${made.hours_id}`)
    expect(spans?.days).toBeGreaterThan(300)
  })

  test('changes only what it says, and names what it changed', async () => {
    await take(`${header}\n${sorter}\n`)
    const report = await take(`asset_number,max_minutes,name_en\nFC-01,90,\n`)
    expect(report.lines).toMatchObject([{ outcome: 'changed', changes: ['maxMinutes'] }])
    expect(await resourceNamed(park, 'Cell sorter')).toMatchObject({
      max_minutes: 90,
      min_minutes: 30,
      rules_version: 2,
    })
    const audit = await park.rows(`SELECT action, entity_version, actor_id, json_extract(detail, '$.changes') AS changes
      FROM audit WHERE entity = (SELECT id FROM resource WHERE asset_number = 'FC-01') ORDER BY entity_version`)
    expect(audit).toEqual([
      { action: 'resource.added', entity_version: 1, actor_id: 'operator', changes: null },
      { action: 'resource.imported', entity_version: 2, actor_id: 'operator', changes: '{"maxMinutes":[720,90]}' },
    ])
  })

  test('accounts for every line that it refuses, with all its faults, and takes the others', async () => {
    const report = await take(
      [
        'asset_number,facility,name_en,min_minutes,max_minutes,state',
        'A-1,CL,Good,15,60,published',
        'A-2,NOWHERE,Bad,15,60,published',
        'A-3,CL,Bad,soon,60,broken',
        'A-4,CL,Bad,90,60,published',
        ',CL,Bad,15,60,published',
        'A-1,CL,Again,15,60,published',
        'A-5,CL',
        '',
        'A-6,CL,,15,60,published',
      ].join('\n'),
    )
    expect(report.counts).toEqual({ new: 1, changed: 0, unchanged: 0, refused: 7 })
    expect(report.lines.map(({ line, faults }) => [line, ...faults.map((fault) => fault.kind)])).toEqual([
      [2],
      [3, 'facility-unknown'],
      [4, 'cell', 'cell'],
      [5, 'lengths'],
      [6, 'missing'],
      [7, 'repeated'],
      [8, 'cells', 'missing'],
      [10, 'missing'],
    ])
  })

  test('as a preview says the same and changes nothing', async () => {
    const before = await everything(park)
    const preview = await importResources(park.deps, 'operator', `${header}\n${sorter}\n`, { preview: true })
    expect(preview).toMatchObject({ preview: true, counts: { new: 1 } })
    expect(await everything(park)).toEqual(before)
  })

  test('adds units for who has booked the whole room, too', async () => {
    await park.script(`BEGIN;
      INSERT INTO booking (id, number, firm_id, project_id, person_id, booked_by, resource_id, unit_id, whole,
        starts_at, ends_at,
        held_from, held_until, state, requested_at, terms, tariff, price_lines, price_minor, currency)
      SELECT 'bkg_1', 'N1', firm_id, id, '${people.helixResearcher.id}', '${people.helixResearcher.id}',
        '${resources.benches}', 5, 1,
        ${park.clock.now + 3600}, ${park.clock.now + 7200}, ${park.clock.now + 3600}, ${park.clock.now + 7200},
          'confirmed',
        ${park.clock.now}, '{}', '{}', '[]', 0, 'CNY' FROM project WHERE code = '2026-K07';
      INSERT INTO allocation (unit_id, starts_at, ends_at, booking_id) SELECT id, ${park.clock.now + 3600},
        ${park.clock.now + 7200},
        'bkg_1' FROM unit WHERE resource_id = '${resources.benches}';
      COMMIT;`)
    await take(`asset_number,units\nAS-benches,8\n`)
    const [held] = await park.rows(`SELECT count(*) AS units FROM allocation WHERE booking_id = 'bkg_1'`)
    expect(held).toEqual({ units: 8 })
    expect((await take(`asset_number,units\nAS-benches,7\n`)).lines).toMatchObject([
      { faults: [{ kind: 'fewer-units' }] },
    ])
  })
})

describe('a lab manager', () => {
  test('imports into the facility that they manage and into no other', async () => {
    const actor = park.actor(people.imagingManager)
    const csvText = 'asset_number,facility,name_en\nX-1,IM,Ours\nX-2,CL,Theirs\nX-3,,Unsaid\nAS-centrifuge,,Taken\n'
    const report = await importResources(park.deps, actor, csvText, { preview: false, request: freshKey() })
    expect(report.lines.map(({ outcome, faults }) => [outcome, ...faults.map((fault) => fault.kind)])).toEqual([
      ['new'],
      ['refused', 'facility-unknown'],
      ['new'],
      ['refused', 'asset-elsewhere'],
    ])
    expect(report.usedFacility).toBe('IM')
  })

  test('gives a new resource its first price, and leaves later ones to the park’s finance', async () => {
    const actor = park.actor(people.cellsManager)
    const priced = (price: string) => `asset_number,facility,name_en,per_hour_resident\nP-1,CL,Priced,${price}\n`
    const take = (csvText: string) =>
      importResources(park.deps, actor, csvText, { preview: false, request: freshKey() })
    expect((await take(priced('100'))).counts).toMatchObject({ new: 1 })
    expect((await take(priced('100'))).counts).toMatchObject({ unchanged: 1 })
    expect((await take(priced('120'))).lines).toMatchObject([
      { outcome: 'refused', faults: [{ kind: 'price-not-yours' }] },
    ])
  })

  test('gets the first answer again when the same request comes twice', async () => {
    const actor = park.actor(people.cellsManager)
    const request = freshKey()
    const first = await importResources(park.deps, actor, `${header}\n${sorter}\n`, { preview: false, request })
    expect(await importResources(park.deps, actor, `${header}\n${sorter}\n`, { preview: false, request })).toEqual(
      first,
    )
  })
})

describe('the catalogue as a file', () => {
  test('is read back without any change, formulas and all', async () => {
    await park.script(`UPDATE resource SET name_en = '=HYPERLINK("x")', model = '-80 ℃', location = 'a, "b"'
      WHERE asset_number = 'AS-confocal'`)
    const file = await readCatalogueOf(park.deps, park.actor(people.parkAdmin), every)
    expect(file).toContain(`"'=HYPERLINK(""x"")"`)
    const report = await take(file)
    expect(report.lines.map((line) => [line.assetNumber, line.outcome, ...line.faults])).toEqual(
      report.lines.map((line) => [line.assetNumber, 'unchanged']),
    )
    expect(report.counts.unchanged).toBe(5)
  })

  test('holds what its reader manages, and nothing for who manages nothing', async () => {
    const file = await readCatalogueOf(park.deps, park.actor(people.cellsManager), every)
    expect(file.match(/AS-\w+/g)).toEqual(['AS-benches', 'AS-centrifuge', 'AS-cleanroom'])
    expect(await readCatalogueOf(park.deps, park.actor(people.helixAdmin), every)).not.toMatch(/AS-\w+/)
  })
})

const every = { facility: '', category: '', state: '', tag: '', words: '' } as const

async function take(csvText: string): Promise<ImportReport> {
  return importResources(park.deps, 'operator', csvText, { preview: false })
}

async function resourceNamed(opened: TestPark, name: string): Promise<Record<string, string | number>> {
  const [found] = await opened.rows(
    `SELECT *, json_extract(policy, '$.horizonDays') AS horizon FROM resource WHERE name_en = '${name}'`,
  )
  expect(found).toBeDefined()
  return found as Record<string, string | number>
}

async function everything(opened: TestPark) {
  const tables = ['resource', 'unit', 'rate', 'quota', 'category', 'facility', 'opening_hours', 'audit', 'idempotency']
  return Promise.all(
    tables.map(async (table) => [table, await opened.rows(`SELECT * FROM ${table} ORDER BY 1 LIMIT 5000`)]),
  )
}
