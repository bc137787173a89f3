import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { lettersOf } from '../../src/notices/reads/letters.ts'
import type { Notice } from '../../src/notices/notice.ts'
import { alertQuotas } from '../../src/quotas/commands/alert-quotas.ts'
import { firms, people, projects, resources } from '../support/cast.ts'
import { textOf } from '../support/html.ts'
import { labOf, type Lab } from '../support/lab.ts'
import { openPark, type TestPark } from '../support/open-park.ts'
import { moneyOf } from '../support/statements.ts'
import { visitor } from '../support/visitor.ts'

const { helixResearcher } = people

let park: TestPark
let lab: Lab
beforeEach(async () => {
  park = await openPark()
  lab = labOf(park)
  // Two hours of the microscope cost 240.00.
  await park.script(`DELETE FROM quota_use; DELETE FROM quota;
    INSERT INTO quota (id, kind, subject_kind, subject_id, scope_kind, measure, window, limit_value)
      VALUES (901, 'budget', 'project', '${projects.helix}', 'all', 'amount', 'month', 60000)`)
})
afterEach(() => park.close())

test('a budget is told of at 80 % and when it is used up, once each, though a booking comes and goes', async () => {
  await lab.book(helixResearcher, '2026-11-24 09:00', '2026-11-24 11:00')
  expect(await told()).toEqual([])
  const second = await lab.book(helixResearcher, '2026-11-25 09:00', '2026-11-25 11:00')
  expect(await told()).toEqual([80])
  await lab.cancel(helixResearcher, second)
  await lab.book(helixResearcher, '2026-11-25 09:00', '2026-11-25 11:00')
  expect(await told()).toEqual([80])
  await lab.book(helixResearcher, '2026-11-26 09:00', '2026-11-26 10:00')
  expect(await told()).toEqual([80, 100])
  // Another month is another window.
  await lab.book(helixResearcher, '2026-12-01 09:00', '2026-12-01 13:00')
  expect(await told()).toEqual([80, 100, 80])
})

test('what passes both at once is told of once, as used up', async () => {
  await park.script('UPDATE quota SET limit_value = 24000 WHERE id = 901')
  await lab.book(helixResearcher, '2026-11-24 09:00', '2026-11-24 11:00')
  expect(await told()).toEqual([100])
})

test('two bookings at once, and two looks at once, tell once', async () => {
  await Promise.all([
    lab.book(helixResearcher, '2026-11-24 09:00', '2026-11-24 11:00'),
    lab.book(helixResearcher, '2026-11-25 09:00', '2026-11-25 11:00'),
  ])
  await Promise.all([alertQuotas(park.deps), alertQuotas(park.deps), alertQuotas(park.deps)])
  expect(await told()).toEqual([80])
})

test('it goes to the firm’s admin and finance, and says what is used of what', async () => {
  await lab.book(helixResearcher, '2026-11-24 09:00', '2026-11-24 13:00')
  await alertQuotas(park.deps)
  const sent = await letters()
  expect(sent.map(({ to }) => to).toSorted()).toEqual([people.helixAdmin.email, people.helixFinance.email].toSorted())
  expect(sent.every(({ text }) => text.includes('¥480.00') && text.includes('¥600.00'))).toBe(true)
})

describe('a credit line counts with its room', () => {
  const firm = `/api/v1/firms/${firms.helix}`
  const line = (limit: number) =>
    park.script(`DELETE FROM quota; INSERT INTO quota
      (id, kind, subject_kind, subject_id, scope_kind, measure, window, limit_value)
      VALUES (902, 'credit', 'firm', '${firms.helix}', 'all', 'amount', 'none', ${limit})`)
  const deposit = (amountMinor: number) =>
    park.call(people.parkFinance, 'POST', `${firm}/deposits`, { amountMinor, voucher: 'V-1', paidOn: '2026-11-23' })
  const money = async () => textOf((await visitor(park, people.helixFinance).open('/me/firm/money')).html)

  test('what is paid ahead is room, by which they are told, and page, letter and refusal agree', async () => {
    await line(10_000)
    await deposit(50_000)
    await lab.book(helixResearcher, '2026-11-24 09:00', '2026-11-24 11:00')
    expect(await told()).toEqual([])
    expect(await money()).toContain('¥240.00 of ¥600.00 used · ¥360.00 left')
    await lab.book(helixResearcher, '2026-11-25 09:00', '2026-11-25 11:00')
    expect(await told()).toEqual([80])
    expect((await letters()).every(({ text }) => text.includes('¥480.00') && text.includes('¥600.00'))).toBe(true)
    const refused = await park.call(helixResearcher, 'POST', '/api/v1/quotes', {
      resourceId: resources.confocal,
      startsAt: '2026-11-26T01:00:00Z',
      endsAt: '2026-11-26T03:00:00Z',
    })
    const body = JSON.stringify(await refused.json())
    expect(body).toContain('credit-exceeded')
    expect(body).toContain('60000')
  })

  test('what is owed is none: they are told earlier than the line says', async () => {
    await moneyOf(park, lab).used(helixResearcher, '2026-11-23')
    await park.script('DELETE FROM quota_use; DELETE FROM booking_quota_use')
    await line(54_000)
    await lab.book(helixResearcher, '2026-11-24 09:00', '2026-11-24 11:00')
    expect(await told()).toEqual([80])
  })
})

async function told(): Promise<unknown[]> {
  await alertQuotas(park.deps)
  const rows = await park.rows(`SELECT body ->> '$.percent' AS percent FROM outbox WHERE kind = 'quota.reached'
    ORDER BY rowid`)
  return rows.map(({ percent }) => percent)
}

async function letters() {
  const [row] = await park.rows(`SELECT id, body FROM outbox WHERE kind = 'quota.reached'`)
  const notice = { kind: 'quota.reached', ...JSON.parse(row?.['body'] as string) } as Notice
  return lettersOf(park.deps, { id: row?.['id'] as string, notice } as Parameters<typeof lettersOf>[1])
}
