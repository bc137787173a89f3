import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { importRates } from '../../src/billing/commands/import-rates.ts'
import { readRateFile, UnreadableRates } from '../../src/billing/read-rate-file.ts'
import { importResources } from '../../src/resources/commands/import-resources.ts'
import { openPark, type TestPark } from '../support/open-park.ts'

const folder = join(import.meta.dirname, '../../../shared/data/catalogue')
const published = join(folder, 'published_rates_cn_tw_hk.json')
const nanofab = join(folder, 'nanofab_rates.json')

let park: TestPark
beforeEach(async () => {
  park = await openPark()
  const lines = [
    'asset_number,facility,name_en,name_zh_hans,model',
    'M-1,IM,Spinning disk,转盘共聚焦,UltraVIEW VoX',
    'M-2,IM,Electron microscope,扫描电镜,Zeiss EVO LS10',
    'M-3,IM,Interaction,互作仪,Biacore X100 Plus',
    'M-4,CL,Anaerobic,厌氧及微需氧微生物工作站,A35',
    'Sinter,CL,Sinter,,',
  ]
  await importResources(park.deps, 'operator', lines.join('\n'), { preview: false })
})
afterEach(() => park.close())

describe.skipIf(!existsSync(published))('the published prices (skipped when ../shared/data is absent)', () => {
  const text = existsSync(published) ? readFileSync(published, 'utf8') : ''

  test('are every one an offer or named with a reason, row by row', () => {
    const { offers, unread } = readRateFile(text, 'CNY')
    const rows = new Set([...offers, ...unread].map((one) => one.place.split(',').slice(0, 2).join()))
    expect(rows.size).toBe(18 + 1 + 3 + 13 + 3)
    expect(unread.filter((one) => one.reason.includes('元素'))).toHaveLength(2)
    expect(unread.filter((one) => one.reason.includes('per day'))).toHaveLength(2)
  })

  test('become rates per hour and per sample, and importing them again changes nothing', async () => {
    const first = await importRates(park.deps, text, { preview: false })
    expect(first.filter((rate) => rate.outcome === 'published').map((rate) => rate.assets.join())).toEqual([
      'M-2',
      'M-2',
      'M-1',
      'M-1',
      'M-3',
      'M-3',
      'M-4',
      'M-4',
    ])
    expect(await ratesOf('M-1')).toEqual([
      { category: 'external', hour: 60_000, sample: 0, increment: 30 },
      { category: 'resident', hour: 30_000, sample: 0, increment: 30 },
    ])
    expect(await ratesOf('M-2')).toEqual([
      { category: 'external', hour: 0, sample: 30_000, increment: 1 },
      { category: 'resident', hour: 0, sample: 15_000, increment: 1 },
    ])
    expect(await ratesOf('M-4')).toMatchObject([{ hour: 35_000 }, { hour: 22_000 }])
    park.clock.now += 60
    const before = await park.rows('SELECT * FROM rate ORDER BY id')
    const second = await importRates(park.deps, text, { preview: false })
    expect(second.filter((rate) => rate.outcome === 'published')).toEqual([])
    expect(await park.rows('SELECT * FROM rate ORDER BY id')).toEqual(before)
  })

  test('in another currency are refused, and as a preview nothing is published', async () => {
    const rates = await importRates(park.deps, text, { preview: true })
    const foreign = rates.filter((rate) => rate.reason?.includes('TWD'))
    expect(foreign.length).toBeGreaterThan(20)
    expect(await ratesOf('M-1')).toEqual([])
  })
})

describe.skipIf(!existsSync(nanofab))('the nanofab’s rates (skipped when ../shared/data is absent)', () => {
  test('are published for the tool that they name, and other fees are named', async () => {
    const rates = await importRates(park.deps, readFileSync(nanofab, 'utf8'), { preview: false })
    const published = rates.filter((rate) => rate.outcome === 'published')
    expect([published.length, rates.length]).toEqual([2, 8])
    expect(await ratesOf('Sinter')).toMatchObject([
      { category: 'cost-shared', hour: 5_000 },
      { category: 'full-cost', hour: 10_000 },
    ])
  })
})

test.each(['', '[1]', '{"sources": 1}', 'no json'])('%j is no file of rates', (text) => {
  expect(() => readRateFile(text, 'CNY')).toThrow(UnreadableRates)
})

async function ratesOf(asset: string) {
  return park.rows(`SELECT price_category AS category, per_hour_minor AS hour,
    json_extract(terms, '$.perSampleMinor') AS sample, json_extract(terms, '$.incrementMinutes') AS increment
    FROM rate JOIN resource ON resource.id = resource_id WHERE asset_number = '${asset}' ORDER BY price_category`)
}
