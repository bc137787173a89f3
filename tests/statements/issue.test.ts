import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { issueStatements } from '../../src/statements/commands/issue-statements.ts'
import { Forbidden } from '../../src/kernel/thrown.ts'
import { adjustEntry } from '../../src/billing/commands/adjust-entry.ts'
import { firms, people } from '../support/cast.ts'
import { labOf, type Lab } from '../support/lab.ts'
import { freshKey, openPark, type TestPark } from '../support/open-park.ts'
import { moneyOf } from '../support/statements.ts'

const { helixResearcher, helixFinance, orchidResearcher, parkFinance, parkAdmin } = people
const december = '2026-12-01 09:00'

let park: TestPark
let lab: Lab
let money: ReturnType<typeof moneyOf>
beforeEach(async () => {
  park = await openPark()
  lab = labOf(park)
  money = moneyOf(park, lab)
})
afterEach(async () => {
  await lab.isSound()
  await park.close()
})

describe('a month is stated', () => {
  test('each firm gets one statement of everything that it owes, as the ledger has it', async () => {
    await twoFirmsUse()
    lab.clockAt(december)
    expect(await money.issue('2026-11')).toEqual({ statements: 2, lines: 3, totalMinor: 72_000, firmsLeft: 0 })
    expect(await numbers()).toEqual(['2026-00001', '2026-00002'])
    const [helix, orchid] = await money.statements()
    expect(helix).toMatchObject({ period: '2026-11', totalMinor: 48_000, taxMinor: 2716 })
    expect(helix?.payer.firmId).toBe(firms.helix)
    expect(helix?.lines.map(({ no, date, minutes, amountMinor }) => [no, date, minutes, amountMinor])).toEqual([
      [1, '2026-11-23', 120, 24_000],
      [2, '2026-11-24', 120, 24_000],
    ])
    expect(orchid).toMatchObject({ totalMinor: await money.owed(firms.orchid) })
    expect(helix?.totalMinor).toBe(await money.owed(firms.helix))
  })

  test('issuing again issues nothing, and the hash is of the very text that is kept', async () => {
    await twoFirmsUse()
    lab.clockAt(december)
    await money.issue('2026-11')
    const before = await park.rows('SELECT * FROM statement')
    expect(await money.issue('2026-11')).toEqual({ statements: 0, lines: 0, totalMinor: 0, firmsLeft: 0 })
    expect(await park.rows('SELECT * FROM statement')).toEqual(before)
    for (const { document, hash } of before) expect(sha256(document as string)).toBe(hash)
  })

  test('what is corrected later stands on the next statement, and the first stays as it was', async () => {
    const booking = await money.used(helixResearcher, '2026-11-23')
    lab.clockAt(december)
    await money.issue('2026-11')
    const [first] = await park.rows('SELECT document, hash FROM statement')
    const correction = { amountMinor: -5_000, reason: 'lamp failed' }
    await adjustEntry(park.deps, park.actor(parkFinance), booking.id, correction, freshKey())
    expect(await money.issue('2026-11')).toMatchObject({ statements: 1, lines: 1, totalMinor: -5_000 })
    const second = (await money.statements())[1]
    expect(second?.lines[0]).toMatchObject({ kind: 'adjustment', reason: 'lamp failed', bookingNumber: booking.number })
    expect((await park.rows('SELECT document, hash FROM statement'))[0]).toEqual(first)
  })

  test('a month is stated once it is over, not before', async () => {
    await money.used(helixResearcher, '2026-11-23')
    lab.clockAt('2026-11-30 23:59')
    await expect(money.issue('2026-11')).rejects.toMatchObject({ kind: 'too-early' })
    lab.clockAt('2026-12-01 00:00')
    expect(await money.issue('2026-11')).toMatchObject({ statements: 1 })
  })

  test('what belongs to a later month waits for it', async () => {
    await money.used(helixResearcher, '2026-11-23')
    await money.used(helixResearcher, '2026-12-01')
    expect(await money.issue('2026-11')).toMatchObject({ statements: 1, totalMinor: 24_000 })
    lab.clockAt('2027-01-02 09:00')
    expect(await money.issue('2026-12')).toMatchObject({ statements: 1, totalMinor: 24_000 })
    expect(await numbers()).toEqual(['2026-00001', '2027-00001'])
  })

  test('one firm is stated alone, and a run that may only do so much goes on where it ended', async () => {
    await twoFirmsUse()
    lab.clockAt(december)
    expect(await money.issue('2026-11', { atMost: 1, firmId: firms.orchid })).toMatchObject({ statements: 1 })
    expect(await money.issue('2026-11', { atMost: 1 })).toMatchObject({ statements: 1, firmsLeft: 0 })
  })
})

describe('nobody is stated twice, and no number is left out', () => {
  test('three who issue at once share the firms between them', async () => {
    await twoFirmsUse()
    lab.clockAt(december)
    const runs = await Promise.all(Array.from({ length: 3 }, () => money.issue('2026-11')))
    expect(runs.reduce((sum, { statements }) => sum + statements, 0)).toBe(2)
    expect(await numbers()).toEqual(['2026-00001', '2026-00002'])
    await everyEntryOnce()
  })

  test('use that is settled while statements are issued stands on exactly one', async () => {
    await money.used(helixResearcher, '2026-11-23')
    const last = await lab.book(helixResearcher, '2026-11-30 14:00', '2026-11-30 16:00')
    lab.clockAt('2026-11-30 14:00')
    await lab.checkIn(helixResearcher, last)
    lab.clockAt(december)
    await Promise.all([money.issue('2026-11'), lab.tick(december), money.issue('2026-11')])
    await money.issue('2026-11')
    await everyEntryOnce()
    const stated = (await money.statements()).reduce((sum, { totalMinor }) => sum + totalMinor, 0)
    expect(stated).toBe(await money.owed(firms.helix))
  })

  test('a month that is still being settled is stated once for each firm, and what comes meanwhile waits', async () => {
    await money.used(helixResearcher, '2026-11-23')
    const booking = await money.used(helixResearcher, '2026-11-24')
    lab.clockAt(december)
    const { db } = park.deps
    let more = 0
    // Each statement is followed at once by another entry of the same firm.
    const settling = async (...batch: Parameters<typeof db.write>) => {
      await db.write(...batch)
      if (more++ > 5) return
      const correction = { amountMinor: -100, reason: 'lamp failed' }
      await adjustEntry(park.deps, park.actor(parkFinance), booking.id, correction, freshKey())
    }
    const deps = { ...park.deps, db: { ...db, read: db.read.bind(db), write: settling } }
    const wish = { period: '2026-11', firmId: null, atMost: 250 }
    const issued = await issueStatements(deps, park.actor(parkFinance), wish, freshKey())
    expect(issued).toMatchObject({ statements: 1, lines: 2, firmsLeft: 0 })
    expect(await money.issue('2026-11')).toMatchObject({ statements: 1, lines: 1 })
  })

  test('the database itself refuses a gap, a change and a removal', async () => {
    await money.used(helixResearcher, '2026-11-23')
    lab.clockAt(december)
    await money.issue('2026-11')
    for (const table of ['statement', 'statement_entry', 'statement_person'])
      await expect(park.script(`DELETE FROM ${table}`)).rejects.toThrow('STATEMENT_FROZEN')
    await expect(park.script(`UPDATE statement SET document = '{}'`)).rejects.toThrow('STATEMENT_FROZEN')
    await expect(park.script(`UPDATE statement_entry SET statement_id = ''`)).rejects.toThrow('STATEMENT_FROZEN')
    await expect(park.script(`UPDATE statement_person SET name = 'X'`)).rejects.toThrow('STATEMENT_FROZEN')
    const gap = `INSERT INTO statement (id, year, seq, number, firm_id, period, currency, total_minor,
      tax_minor, lines, document, hash, issued_at, issued_by, state, settled_at, version)
      SELECT 'stm_x', year, 3, '2026-00003', firm_id, period, currency, total_minor,
      tax_minor, lines, document, hash, issued_at, issued_by, state, settled_at, version FROM statement`
    await expect(park.script(gap)).rejects.toThrow('STATEMENT_NUMBER')
  })
})

test('a cursor that no list of statements gave out is refused', async () => {
  const cursor = btoa(JSON.stringify({ number: 'abc' })).replaceAll('=', '')
  for (const path of ['/api/v1/statements', '/f/statements'])
    expect((await park.call(people.parkFinance, 'GET', `${path}?cursor=${cursor}`)).status).toBe(400)
})

test('only the park’s finance people issue', async () => {
  lab.clockAt(december)
  const wish = { period: '2026-11', firmId: null, atMost: 10 }
  for (const who of [helixFinance, helixResearcher])
    await expect(
      issueStatements(park.deps, { ...park.actor(who), policy: 'park-finance' }, wish, freshKey()),
    ).rejects.toThrow(Forbidden)
  await issueStatements(park.deps, { ...park.actor(parkAdmin), policy: 'park-finance' }, wish, freshKey())
})

test('a firm’s finance people are told of their statement once', async () => {
  await money.used(helixResearcher, '2026-11-23')
  lab.clockAt(december)
  await money.issue('2026-11')
  expect(await park.rows(`SELECT count(*) AS n FROM outbox WHERE kind = 'statement.issued'`)).toEqual([{ n: 1 }])
})

async function twoFirmsUse(): Promise<void> {
  await money.used(helixResearcher, '2026-11-23')
  await money.used(helixResearcher, '2026-11-24')
  await money.used(orchidResearcher, '2026-11-25')
}

async function numbers(): Promise<unknown[]> {
  return (await park.rows('SELECT number FROM statement ORDER BY year, seq')).map(({ number }) => number)
}

async function everyEntryOnce(): Promise<void> {
  const lines = (await money.statements()).flatMap((statement) => statement.lines.map(({ entryId }) => entryId))
  const entries = await park.rows('SELECT id FROM journal_entry ORDER BY id')
  expect(lines.toSorted()).toEqual(entries.map(({ id }) => id))
  expect(await park.rows('SELECT entry_id FROM unstated_entry')).toEqual([])
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
