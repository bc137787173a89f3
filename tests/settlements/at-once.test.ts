import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firms, people, resources, type CastPerson } from '../support/cast.ts'
import { labOf } from '../support/lab.ts'
import { openPark, type TestPark } from '../support/open-park.ts'
import { moneyOf } from '../support/statements.ts'
import { plant } from '../subsidies/stage.ts'

const { helixResearcher, helixFinance, orchidResearcher, orchidFinance, parkFinance } = people

/** What is sent, by whom and about which of the things that there are; null where there is none. */
type Sent = readonly [who: CastPerson, path: string, body?: unknown] | null

test('whatever finance does at once, the book stays sound, and nobody gets back what was not charged', async () => {
  const park = await openPark()
  const lab = labOf(park)
  const money = moneyOf(park, lab)
  for (const rank of [1, 2]) await plant(park, { percent: 30 / rank, rank, budget: 40_000 })
  await park.script(`INSERT INTO resource_provider (resource_id, firm_id, share_percent)
    VALUES ('${resources.confocal}', '${firms.orchid}', 37)`)
  for (const day of ['2026-11-23', '2026-11-24']) {
    await money.used(helixResearcher, day)
    await money.used(orchidResearcher, day, 17)
  }
  lab.clockAt('2026-12-01 09:00')
  await money.issue('2026-11')
  const wish = fc.record({ kind: fc.nat(9), which: fc.nat(30), minor: fc.integer({ min: 1, max: 12_000 }) })
  const rounds = fc.sample(fc.array(wish, { minLength: 4, maxLength: 4 }), { seed: 20_261_201, numRuns: 30 })
  const done = new Set<number>()
  for (const round of rounds) {
    const things = await thingsOf(park)
    const sent = round.map(({ kind, which, minor }) => ({ kind, sent: wishes(things, which, minor)[kind] ?? null }))
    const answers = await Promise.all(
      sent.map(async ({ sent: one }) => one && park.call(one[0], 'POST', ...restOf(one))),
    )
    for (const [at, answer] of answers.entries()) {
      expect(answer?.status ?? 0, await answer?.text()).toBeLessThan(500)
      if (answer?.ok) done.add(sent[at]?.kind ?? -1)
    }
  }
  // Else there was nothing to race.
  expect(done.size).toBeGreaterThan(7)
  await lab.isSound()
  expect(await park.rows(breaches)).toEqual([])
  await park.close()
})

// More given back than charged, tax left of what was credited whole, and a share that is not its percentage.
const breaches = `SELECT booking_id AS id FROM charge GROUP BY booking_id
    HAVING sum(amount_minor) < 0 OR sum(amount_minor) = 0 AND sum(tax_minor) <> 0
  UNION ALL SELECT programme_id FROM subsidy_use WHERE used_minor < 0
  UNION ALL SELECT booking_id FROM provider_share GROUP BY booking_id
    HAVING abs(sum(base_minor) * 37 - sum(amount_minor) * 100) > 50`

function restOf([, path, body]: NonNullable<Sent>): [string, unknown] {
  return [`/api/v1/${path}`, body]
}

async function thingsOf(park: TestPark) {
  const of = async (rows: string) => (await park.rows(rows)).map((row) => row['id'] as string)
  return {
    numbers: await of('SELECT number AS id FROM statement'),
    payments: await of('SELECT id FROM payment'),
    objections: await of(`SELECT id FROM objection WHERE state = 'open'`),
    entries: await of(`SELECT id FROM journal_entry WHERE kind <> 'payment'`),
    bookings: await of('SELECT id FROM booking'),
    programmes: await of('SELECT id FROM subsidy_programme'),
    lists: await of('SELECT id FROM subsidy_claim_list'),
  }
}

function wishes(things: Awaited<ReturnType<typeof thingsOf>>, which: number, minor: number): Sent[] {
  const about = (ids: readonly string[], say: (id: string) => NonNullable<Sent>): Sent =>
    ids.length === 0 ? null : say(ids[which % ids.length] ?? '')
  const { numbers, payments, objections, entries, bookings, programmes, lists } = things
  const reason = 'at once'
  const paid = { amountMinor: minor, paidOn: '2026-12-01' }
  const firm = which % 2 === 0 ? firms.helix : firms.orchid
  const own = which % 2 === 0 ? helixFinance : orchidFinance
  return [
    [parkFinance, 'billing-periods/2026-11/statements', {}],
    about(numbers, (id) => [parkFinance, `statements/${id}/payments`, { ...paid, voucher: `V-${minor}` }]),
    about(numbers, (id) => [parkFinance, `statements/${id}/payments`, { ...paid, way: 'balance' }]),
    about(payments, (id) => [parkFinance, `payments/${id}/reversal`, { reason }]),
    about(numbers, (id) => [own, `statements/${id}/objections`, { line: 1 + (minor % 2), reason }]),
    about(objections, (id) => [parkFinance, `objections/${id}/answer`, { creditMinor: minor, answer: reason }]),
    about(entries, (id) => [parkFinance, `ledger/${id}/reversal`, { reason }]),
    about(bookings, (id) => [parkFinance, `bookings/${id}/adjustments`, { amountMinor: 3_000 - minor, reason }]),
    [parkFinance, `firms/${firm}/deposits`, { ...paid, voucher: `D-${which}` }],
    lists.length > 0 && minor % 2 === 0
      ? about(lists, (id) => [parkFinance, `claim-lists/${id}/payment`, {}])
      : about(programmes, (id) => [parkFinance, `subsidy-programmes/${id}/claims/2026-11`, {}]),
  ]
}
