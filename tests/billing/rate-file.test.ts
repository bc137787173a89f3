import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readRateCsv } from '../../src/billing/rate-csv.ts'
import { castScript } from '../support/cast-script.ts'
import { people, resources } from '../support/cast.ts'
import { largeParkScript, manyResources } from '../support/large-park.ts'
import { openPark, type TestPark } from '../support/open-park.ts'
import { visitor } from '../support/visitor.ts'

const draftPath = '/f/rates/import'
const header = 'asset_number,price_category,valid_from,valid_until,per_hour,start_fee,tax_percent,bands'

/** Sends a file as the form does. */
async function sendFile(park: TestPark, csv: string, who = people.parkFinance) {
  const form = new FormData()
  form.set('key', crypto.randomUUID())
  form.set('file', new Blob([csv], { type: 'text/csv' }), 'rates.csv')
  const body = new Response(form)
  const answer = await park.app.request(draftPath, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${who.token}`,
      origin: 'http://localhost',
      'content-type': body.headers.get('content-type') ?? '',
    },
    body: await body.arrayBuffer(),
  })
  return answer.status
}

const draftOf = async (park: TestPark, query = '') =>
  (await visitor(park, people.parkFinance).open(draftPath + query)).html
const draftIn = (html: string) => /name="draft" value="([^"]*)"/.exec(html)?.[1] ?? ''
const countsIn = (html: string) =>
  [...(/id="counts"[\s\S]*?<\/ul>/.exec(html)?.[0] ?? '').matchAll(/<b>(\d+)<\/b>/g)].map(([, n]) => Number(n))
const apply = (park: TestPark, draft: string) =>
  visitor(park, people.parkFinance).send(`${draftPath}/apply`, { key: crypto.randomUUID(), draft })
const exportOf = async (park: TestPark, query = '') =>
  (await visitor(park, people.parkFinance).open(`/f/rates/prices.csv${query}`)).html
const ratesIn = (park: TestPark) => park.rows('SELECT * FROM rate ORDER BY resource_id, price_category, valid_from')

test('what may stand in two columns, or in another’s place, is read as neither', () => {
  const frame = { zone: 'Asia/Shanghai', currency: 'CNY' }
  const unreadable = (text: string) => readRateCsv(text, frame).lines.map((line) => line.unreadable)
  const needed = 'asset_number,price_category,valid_from'
  expect(unreadable(`${needed},per_hour,per_hour\nA,resident,2027-01-01,10,20`)).toEqual([['per_hour']])
  // The comma of 1,000.00 is not quoted: its zeros would be the start fee.
  expect(unreadable(`${needed},per_hour,start_fee\nA,resident,2027-01-01,1,000.00,50.00`)).toEqual([['6']])
  expect(unreadable(`${needed},per_hour,start_fee\nA,resident,2027-01-01,"1,000.00",50.00,,`)).toEqual([[]])
})

describe('a file of rates', () => {
  let park: TestPark
  beforeEach(async () => void (park = await openPark()))
  afterEach(() => park.close())

  const asset = async (id: string) => {
    const [row] = await park.rows(`SELECT asset_number AS number FROM resource WHERE id = '${id}'`)
    return row?.['number'] as string
  }
  const file = async (...lines: string[]) => {
    const number = await asset(resources.confocal)
    return [header, ...lines.map((line) => `${number},${line}`)].join('\r\n')
  }

  test('is looked at line by line, then published in one write', async () => {
    const csv = await file(
      'resident,2027-01-01,2027-07-01,150,20,6,peak Mon-Fri 13:00-18:00 200',
      'resident,2027-07-01,,160,20,6,',
      'resident,2026-02-01,,999,20,6,',
    )
    expect(await sendFile(park, csv)).toBe(303)
    const seen = await draftOf(park)
    expect(countsIn(seen)).toEqual([0, 0, 3])
    expect(seen.includes('The earliest is')).toBe(true)
    expect(seen.includes('Line 4 of the same resource is refused')).toBe(true)
    const before = await ratesIn(park)
    park.trips.length = 0
    await sendFile(park, csv.split('\r\n').slice(0, 3).join('\r\n'))
    expect(park.trips.map(({ kind }) => kind)).toEqual(['read', 'write'])
    const draft = draftIn(await draftOf(park))
    expect(countsIn(await draftOf(park))).toEqual([2, 0, 0])
    expect(await ratesIn(park)).toEqual(before)
    park.trips.length = 0
    expect((await apply(park, draft)).status).toBe(303)
    expect(park.trips.map(({ kind }) => kind)).toEqual(['read', 'write'])
    expect(await ratesIn(park)).toHaveLength(before.length + 2)
    expect((await apply(park, draft)).status).toBe(303)
    expect(await ratesIn(park)).toHaveLength(before.length + 2)
  })

  test.each([
    [
      'a gap',
      ['resident,2027-01-01,2027-03-01,150,0,6,', 'resident,2027-04-01,,160,0,6,'],
      'From Mon 1 Mar 2027 until Thu 1 Apr 2027 there would be no price',
    ],
    [
      'an overlap',
      ['resident,2027-01-01,2027-03-01,150,0,6,', 'resident,2027-02-01,,160,0,6,'],
      'From Mon 1 Feb 2027 until Mon 1 Mar 2027 two rates would hold',
    ],
    [
      'two from one day',
      ['resident,2027-01-01,,150,0,6,', 'resident,2027-01-01,,160,0,6,'],
      'A rate from Fri 1 Jan 2027 is published already',
    ],
    [
      'bands over the same hours',
      ['resident,2027-01-01,,150,0,6,"a Mon 08:00-12:00 1; b Mon-Tue 11:00-13:00 2"'],
      'both price Mon 11:00–12:00',
    ],
    ['a price that is none', ['resident,2027-01-01,,cheap,0,6,'], 'Cells that can’t be read: per_hour'],
    ['a category that nobody has', ['gold,2027-01-01,,1,0,6,'], 'No firm has this price category'],
  ])('with %s is refused with the exact times', async (_, lines, reason) => {
    await sendFile(park, await file(...lines))
    const seen = await draftOf(park)
    expect(seen.includes(reason), reason).toBe(true)
    expect(countsIn(seen)[0]).toBe(0)
    expect(draftIn(seen)).toBe('')
  })

  test('for a resource that nobody has says so; without its columns it is no file', async () => {
    await sendFile(park, `${header}\r\nNO-1,resident,2027-01-01,,150,0,6,`)
    expect((await draftOf(park)).includes('No resource has this asset number')).toBe(true)
    expect(await sendFile(park, 'asset_number,price\r\nNO-1,1')).toBe(422)
  })

  test('is not published when prices have changed since it was looked at', async () => {
    await sendFile(park, await file('resident,2027-01-01,,150,0,6,'))
    const draft = draftIn(await draftOf(park))
    const finance = visitor(park, people.parkFinance)
    const rate = {
      category: 'resident',
      from: '2027-01-01',
      per_hour: '170',
      increment: '1',
      tax: '6',
      key: 'another-key',
    }
    expect((await finance.send(`/f/rates/${resources.confocal}`, rate)).status).toBe(303)
    const before = await ratesIn(park)
    expect((await apply(park, draft)).status).toBe(409)
    expect(await ratesIn(park)).toEqual(before)
    expect(countsIn(await draftOf(park))).toEqual([0, 0, 1])
  })

  test('two who publish the same file at once publish it once', async () => {
    await sendFile(park, await file('resident,2027-01-01,,150,0,6,'))
    const draft = draftIn(await draftOf(park))
    const before = await ratesIn(park)
    const answers = await Promise.all([apply(park, draft), apply(park, draft)])
    expect(answers.some(({ status }) => status === 303)).toBe(true)
    expect(await ratesIn(park)).toHaveLength(before.length + 1)
  })

  test('goes out with bands and times to the second, and comes back as no change', async () => {
    await sendFile(
      park,
      await file('resident,2027-01-01,,150.05,0,6.5,"peak Mon,Wed 13:00-24:00 200; night Mon-Sun 00:00-08:00 90.10"'),
    )
    await apply(park, draftIn(await draftOf(park)))
    await park.script(`UPDATE rate SET valid_from = 1767200401 WHERE resource_id = '${resources.confocal}'
      AND valid_from < ${park.clock.now}`)
    const csv = await exportOf(park)
    expect(csv.includes('"peak Mon,Wed 13:00-24:00 200.00; night Mon-Sun 00:00-08:00 90.10"')).toBe(true)
    const before = await ratesIn(park)
    await sendFile(park, csv)
    expect(countsIn(await draftOf(park))).toEqual([0, csv.trim().split('\r\n').length - 1, 0])
    expect(await ratesIn(park)).toEqual(before)
  })
})

describe('twelve thousand resources', () => {
  let park: TestPark
  beforeAll(async () => {
    park = await openPark({ script: `${castScript};\n${largeParkScript()};` })
  }, 120_000)
  afterAll(() => park.close())

  test('are found by their words, and their prices go out and come back unchanged', async () => {
    const found = await visitor(park, people.parkFinance).open('/f/rates?q=confocal')
    expect(found.status).toBe(200)
    const csv = await exportOf(park)
    const lines = csv.trim().split('\r\n').length - 1
    expect(lines).toBeGreaterThanOrEqual(manyResources)
    const before = await ratesIn(park)
    expect(await sendFile(park, csv)).toBe(303)
    expect(countsIn(await draftOf(park))).toEqual([0, lines, 0])
    expect(await ratesIn(park)).toEqual(before)
  })

  test('get a new price in one write', async () => {
    const csv = (await exportOf(park)).replaceAll(/,resident,[^,]*,[^,]*,/g, ',resident,2027-01-01,,9')
    await sendFile(park, csv)
    const draft = draftIn(await draftOf(park))
    park.trips.length = 0
    expect((await apply(park, draft)).status).toBe(303)
    expect(park.trips.filter(({ kind }) => kind === 'write')).toHaveLength(1)
    const [row] = await park.rows('SELECT count(*) AS n FROM rate WHERE valid_from > 1798000000')
    expect(row?.['n']).toBeGreaterThanOrEqual(manyResources)
  })
})
