import { expect, onTestFinished, test } from 'vitest'
import { at } from '../support/facts.ts'
import { firms, people } from '../support/cast.ts'
import { labOf } from '../support/lab.ts'
import { openPark } from '../support/open-park.ts'
import { shot, startRacers } from '../support/racers.ts'
import { expectSound } from '../support/sound.ts'
import { expectStatedOnce, moneyOf } from '../support/statements.ts'

const { helixResearcher, orchidResearcher, parkFinance } = people
const december = at('2026-12-01 09:00')
const issuing = '/api/v1/billing-periods/2026-11/statements'

test('four processes issue while charges still arrive: each line is stated once, numbers without a gap', async () => {
  const park = await openPark()
  onTestFinished(park.close)
  const lab = labOf(park)
  const money = moneyOf(park, lab)
  const used = []
  for (const day of ['2026-11-23', '2026-11-24', '2026-11-25']) {
    used.push(await money.used(helixResearcher, day), await money.used(orchidResearcher, day, 16))
  }
  park.clock.now = december
  const racers = await startRacers({ kind: 'file', file: park.file ?? '', now: december })
  onTestFinished(() => racers.stop())
  for (let round = 1; round <= 3; round++) {
    const arriving = used.map(({ id }, index) => {
      const change = { amountMinor: index % 2 === 0 ? 700 : -300, reason: 'counted late' }
      return shot(parkFinance, 'POST', `/api/v1/bookings/${id}/adjustments`, change, {
        'idempotency-key': `${round}-${id}`,
      })
    })
    const issues = Array.from({ length: 6 }, () => shot(parkFinance, 'POST', issuing, {}))
    const shots = arriving.flatMap((one, index) => [one, issues[index] ?? one])
    for (const { status, body } of await racers.race(shots)) expect([200, 201], body).toContain(status)
    const [{ entries } = { entries: 0 }] = await park.rows('SELECT count(*) AS entries FROM journal_entry')
    expect(entries).toBe(used.length * (1 + round))
  }
  await money.issue('2026-11')
  await expectStatedOnce(park, (await money.statements()).length)
  await expectSound(park.db, park.clock.now)
  for (const firmId of [firms.helix, firms.orchid]) {
    const own = (await money.statements()).filter(({ payer }) => payer.firmId === firmId)
    expect(own.reduce((sum, { totalMinor }) => sum + totalMinor, 0)).toBe(await money.owed(firmId))
  }
})
