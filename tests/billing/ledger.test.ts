import { afterEach, beforeEach, expect, test } from 'vitest'
import { adjustEntry } from '../../src/billing/commands/adjust-entry.ts'
import { reverseEntry } from '../../src/billing/commands/reverse-entry.ts'
import type { EntryId } from '../../src/kernel/id.ts'
import { type Conflict, Forbidden, Malformed, NotFound } from '../../src/kernel/thrown.ts'
import { people, quotas, type CastPerson } from '../support/cast.ts'
import { labOf, type Lab, type Told } from '../support/lab.ts'
import { freshKey, openPark, type TestPark } from '../support/open-park.ts'

const { helixResearcher, helixFinance, orchidFinance, parkFinance, parkAdmin } = people

let park: TestPark
let lab: Lab
beforeEach(async () => {
  park = await openPark()
  lab = labOf(park)
})
afterEach(async () => {
  await lab.isSound()
  await park.close()
})

test('what a booking costs is owed by the firm for its project: net to the facility, tax to the park', async () => {
  await billed()
  expect(await balances()).toEqual([
    { kind: 'receivable', minor: 24_000 },
    { kind: 'revenue', minor: -22_642 },
    { kind: 'tax', minor: -1358 },
  ])
})

test('the ledger cannot be edited', async () => {
  await billed()
  for (const table of ['journal_entry', 'transfer', 'charge']) {
    await expect(park.script(`UPDATE ${table} SET id = id`)).rejects.toThrow('LEDGER_IMMUTABLE')
    await expect(park.script(`DELETE FROM ${table}`)).rejects.toThrow('LEDGER_IMMUTABLE')
    await expect(park.script(`INSERT OR REPLACE INTO ${table} SELECT * FROM ${table}`)).rejects.toThrow(
      'LEDGER_IMMUTABLE',
    )
  }
})

test('a reversal is the exact opposite, names what it takes back, and gives the budget its money', async () => {
  const booking = await billed()
  park.trips.length = 0
  const answer = await reverse(parkFinance, await entryOf(booking))
  expect(park.trips.map((trip) => trip.kind)).toEqual(['read', 'write'])
  expect(JSON.parse(answer.body)).toMatchObject({
    kind: 'reversal',
    reversesId: await entryOf(booking),
    total: { amountMinor: -24_000 },
    reason: 'wrong firm',
  })
  expect(await lab.charges(booking)).toEqual(['usage: time 24000', 'reversal: time -24000'])
  expect((await balances()).every(({ minor }) => minor === 0)).toBe(true)
  expect(await lab.used(quotas.helixProjectBudget)).toBe(0)
  const audit = `SELECT action, detail ->> '$.amountMinor' AS minor FROM audit WHERE action LIKE 'entry.%'`
  expect(await park.rows(audit)).toEqual([{ action: 'entry.reversal', minor: -24_000 }])
})

test('an entry is taken back once, however many try at the same time', async () => {
  const booking = await billed()
  const entry = await entryOf(booking)
  const results = await Promise.allSettled(Array.from({ length: 5 }, () => reverse(parkFinance, entry)))
  const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as Conflict] : []))
  expect(refused.map((error) => error.kind)).toEqual(Array.from({ length: 4 }, () => 'already-reversed'))
  expect(await lab.charges(booking)).toHaveLength(2)
})

test('a reversal is not taken back: what was right is posted anew as an adjustment', async () => {
  const booking = await billed()
  const { body } = await reverse(parkFinance, await entryOf(booking))
  const { id } = JSON.parse(body) as { id: EntryId }
  await expect(reverse(parkFinance, id)).rejects.toMatchObject({ kind: 'state-forbids' })
  await adjust(parkFinance, booking, 20_000)
  expect((await lab.charges(booking)).at(-1)).toBe('adjustment: adjustment 20000')
  expect(await lab.used(quotas.helixProjectBudget)).toBe(20_000)
})

test('an adjustment adds or takes off, tax included, and can itself be taken back', async () => {
  const booking = await billed()
  await adjust(parkAdmin, booking, -10_600)
  expect(await balances()).toMatchObject([{ minor: 13_400 }, { minor: -12_642 }, { minor: -758 }])
  expect(await lab.used(quotas.helixProjectBudget)).toBe(13_400)
  await adjust(parkFinance, booking, 106)
  expect(await balances()).toMatchObject([{ minor: 13_506 }, { minor: -12_742 }, { minor: -764 }])
  await reverse(parkFinance, await entryOf(booking, 'adjustment'))
  expect(await lab.used(quotas.helixProjectBudget)).toBe(24_106)
})

test('an adjustment past the budget is posted all the same', async () => {
  const booking = await billed()
  await adjust(parkFinance, booking, 6_000_000)
  const counted = `SELECT used, waived FROM quota_use WHERE quota_id = ${quotas.helixProjectBudget}`
  expect(await park.rows(counted)).toEqual([{ used: 6_024_000, waived: 1_024_000 }])
  await adjust(parkFinance, booking, -6_000_000)
  expect(await park.rows(counted)).toEqual([{ used: 24_000, waived: 0 }])
})

test('a correction says why, and is of something', async () => {
  const booking = await billed()
  const entry = await entryOf(booking)
  const unsaid = reverseEntry(park.deps, park.actor(parkFinance), entry, { reason: ' ' }, freshKey())
  await expect(unsaid).rejects.toThrow(Malformed)
  for (const amount of [0, 0.5, 2e9, Number.NaN])
    await expect(adjust(parkFinance, booking, amount)).rejects.toThrow(Malformed)
})

test('what is not settled yet is not corrected', async () => {
  const booking = await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 16:00')
  await expect(adjust(parkFinance, booking, 100)).rejects.toMatchObject({ kind: 'state-forbids' })
})

test('only the park’s finance people correct; another firm’s bill does not exist', async () => {
  const booking = await billed()
  const entry = await entryOf(booking)
  await expect(reverse(helixFinance, entry)).rejects.toThrow(Forbidden)
  await expect(adjust(helixFinance, booking, 1)).rejects.toThrow(Forbidden)
  await expect(reverse(orchidFinance, entry)).rejects.toThrow(NotFound)
  await expect(adjust(orchidFinance, booking, 1)).rejects.toThrow(NotFound)
  await expect(reverse(parkFinance, 'ent_00000000000000000000000000' as EntryId)).rejects.toThrow(NotFound)
})

test('the same key again posts once and answers the same', async () => {
  const booking = await billed()
  const key = freshKey()
  const once = () =>
    adjustEntry(park.deps, park.actor(parkFinance), booking.id, { amountMinor: 5, reason: 'rounding' }, key)
  expect(await once()).toEqual(await once())
  expect(await lab.charges(booking)).toHaveLength(2)
})

test('a charge of a closed month goes to the first open one after it, as late', async () => {
  await park.script(`INSERT INTO billing_period (period, state) VALUES ('2026-11', 'closed'), ('2026-12', 'closed')`)
  await billed()
  expect(await park.rows('SELECT period, late FROM journal_entry')).toEqual([{ period: '2027-01', late: 1 }])
})

test('an entry of an open month is not late', async () => {
  await park.script(`INSERT INTO billing_period (period, state) VALUES ('2026-11', 'open'), ('2026-10', 'closed')`)
  await billed()
  expect(await park.rows('SELECT period, late FROM journal_entry')).toEqual([{ period: '2026-11', late: 0 }])
})

async function billed(): Promise<Told> {
  const booking = await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 16:00')
  lab.clockAt('2026-11-23 14:00')
  await lab.checkIn(helixResearcher, booking)
  lab.clockAt('2026-11-23 16:00')
  await lab.checkOut(helixResearcher, booking)
  return booking
}

async function entryOf({ id }: Told, kind = 'usage'): Promise<EntryId> {
  const [row] = await park.rows(
    `SELECT id FROM journal_entry WHERE booking_id = '${id}' AND kind = '${kind}' ORDER BY rowid`,
  )
  return row?.id as EntryId
}

function reverse(who: CastPerson, entry: EntryId) {
  return reverseEntry(park.deps, park.actor(who), entry, { reason: 'wrong firm' }, freshKey())
}

function adjust(who: CastPerson, { id }: Told, amountMinor: number) {
  return adjustEntry(park.deps, park.actor(who), id, { amountMinor, reason: 'agreed' }, freshKey())
}

async function balances(): Promise<{ kind: unknown; minor: number }[]> {
  const rows =
    await park.rows(`SELECT a.kind AS kind, sum(CASE a.id WHEN t.debit_id THEN t.amount_minor ELSE -t.amount_minor
      END) AS minor
    FROM account a JOIN transfer t ON a.id IN (t.debit_id, t.credit_id) GROUP BY a.kind ORDER BY a.kind`)
  return rows.map(({ kind, minor }) => ({ kind, minor: Number(minor) }))
}
