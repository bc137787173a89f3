import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Db } from '../../src/platform/db/port.ts'
import { importOpenings } from '../../src/settlements/commands/import-openings.ts'
import { firms, people, resources } from '../support/cast.ts'
import { labOf, type Lab } from '../support/lab.ts'
import { freshKey, openPark, type TestPark } from '../support/open-park.ts'
import { moneyOf } from '../support/statements.ts'

const { helixResearcher, parkFinance } = people

let park: TestPark
let lab: Lab
/** Done once, after somebody has looked and before they write. */
let meanwhile: (() => Promise<unknown>) | null
beforeEach(async () => {
  meanwhile = null
  const through = (db: Db): Db => ({
    read: (queries) => db.read(queries),
    write: async (statements, options) => {
      const first = meanwhile
      meanwhile = null
      await first?.()
      return db.write(statements, options)
    },
  })
  park = await openPark({ through })
  lab = labOf(park)
})
afterEach(async () => {
  await lab.isSound()
  await park.close()
})

test('a firm that leaves while its opening balance is brought brings none', async () => {
  meanwhile = () => post(`firms/${firms.helix}/departure`, { paidOn: '2026-11-23' })
  const csv = 'firm,amount,kind\nHelix,100.00,prepaid'
  expect(await importOpenings(park.deps, park.actor(parkFinance), csv, freshKey())).toBe(0)
  expect(await park.rows(`SELECT state FROM firm WHERE id = '${firms.helix}'`)).toEqual([{ state: 'departed' }])
  expect(await park.rows('SELECT 1 FROM payment')).toEqual([])
})

test('a firm’s payment that is taken back while its provider is paid out pays out nothing', async () => {
  await park.script(`INSERT INTO resource_provider (resource_id, firm_id, share_percent)
    VALUES ('${resources.confocal}', '${firms.orchid}', 50)`)
  const money = moneyOf(park, lab)
  await money.used(helixResearcher, '2026-11-23')
  lab.clockAt('2026-12-01 09:00')
  await money.issue('2026-11')
  await post('statements/2026-00001/payments', { amountMinor: 24_000, paidOn: '2026-12-01', voucher: 'V-1' })
  const [payment] = await park.rows('SELECT id FROM payment')
  meanwhile = () => post(`payments/${payment?.['id'] as string}/reversal`, { reason: 'bounced' })
  const form = new URLSearchParams({ voucher: 'P-1' }).toString()
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const answer = await park.call(parkFinance, 'POST', `/f/providers/${firms.orchid}/payouts`, form, headers)
  expect(answer.status).toBe(409)
  expect(await park.rows('SELECT 1 FROM provider_payout')).toEqual([])
})

function post(path: string, body: unknown): Promise<Response> {
  return park.call(parkFinance, 'POST', `/api/v1/${path}`, body)
}
