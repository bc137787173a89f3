import { expect, onTestFinished, test } from 'vitest'
import { people, resources } from '../support/cast.ts'
import { at } from '../support/facts.ts'
import { openPark } from '../support/open-park.ts'
import { shot, startRacers } from '../support/racers.ts'
import { expectSound } from '../support/sound.ts'

const path = `/f/rates/${resources.confocal}`
const { parkFinance } = people

test('four processes publish, correct and take back the same rates: one wins, and all time has one price', async () => {
  const park = await openPark()
  onTestFinished(park.close)
  const racers = await startRacers({ kind: 'file', file: park.file ?? '', now: park.clock.now })
  onTestFinished(() => racers.stop())
  const starts = async () => {
    const rows = await park.rows(`SELECT valid_from AS at, terms ->> '$.perHourMinor' AS price FROM rate
      WHERE resource_id = '${resources.confocal}' AND price_category = 'resident' ORDER BY valid_from`)
    return new Map(rows.slice(1).map((row) => [row['at'] as number, row['price'] as number]))
  }
  for (const [place, month] of ['2027-01', '2027-02', '2027-03'].entries()) {
    const from = at(`${month}-01 00:00`)
    const dated = { from: `${month}-01`, increment: '1', tax: '6' }
    const prices = Array.from({ length: 8 }, (_, index) => String(150 + index))
    const published = await racers.race(prices.map((price) => form('', { ...dated, per_hour: price })))
    const won = published.map(({ status }) => status === 303)
    expect(published.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
      303,
      ...Array<number>(7).fill(409),
    ])
    expect((await starts()).get(from)).toBe(Number(prices[won.indexOf(true)]) * 100)
    const replaces = String(from)
    // None that an earlier month has: a price that is in force already is refused as such.
    const corrected = [0, 1, 2].map((more) => 160 + 10 * place + more)
    const after = await racers.race([
      ...corrected.map((price) => form('', { ...dated, replaces, per_hour: String(price) })),
      ...[1, 2, 3].map(() => form('/withdrawal', { from: replaces })),
    ])
    for (const { status, body } of after) expect([303, 409], body).toContain(status)
    const left = (await starts()).get(from)
    expect([undefined, ...corrected.map((price) => price * 100)]).toContain(left)
    // Whoever was told that it is done stands in the log, once each.
    const [{ logged } = { logged: 0 }] = await park.rows(`SELECT count(*) AS logged FROM audit
      WHERE action IN ('resource.rate-published', 'resource.rate-withdrawn') AND detail ->> '$.validFrom' = ${from}`)
    expect(logged).toBe(1 + after.filter(({ status }) => status === 303).length)
  }
  await expectSound(park.db, park.clock.now)
})

let keys = 0
function form(end: string, fields: Record<string, string>) {
  const body = new URLSearchParams({ category: 'resident', ...fields, key: `form-key-${(keys += 1)}` }).toString()
  return shot(parkFinance, 'POST', `${path}${end}`, body, { 'content-type': 'application/x-www-form-urlencoded' })
}
