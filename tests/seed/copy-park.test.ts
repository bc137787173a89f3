import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkPark } from '../../src/audit/check.ts'
import { requestBooking } from '../../src/bookings/commands/request-booking.ts'
import { copyPark } from '../../src/seed/copy-park.ts'
import { people, resources } from '../support/cast.ts'
import { at, self } from '../support/facts.ts'
import { freshKey, openPark, type TestPark } from '../support/open-park.ts'

let original: TestPark
let copy: TestPark
beforeAll(async () => {
  original = await openPark()
  const [startsAt, endsAt] = [at('2026-11-23 14:00'), at('2026-11-23 16:00')]
  const wanted = {
    resourceId: resources.confocal,
    unitId: null,
    whole: false,
    samples: 0,
    purpose: '“=1+1”',
    startsAt,
    endsAt,
  }
  const request = { wanted: [wanted], by: self, ifSomeRefused: 'book-none' } as const
  await requestBooking(original.deps, original.actor(people.helixResearcher), request, freshKey())
  copy = await openPark({
    on: 'sqld',
    script: `INSERT INTO park (id, name_hans, name_hant, name_en, time_zone, currency)
    VALUES (1, '', '', '', 'UTC', 'CNY');`,
  })
  await copy.script('DELETE FROM park')
  await copyPark(original, copy.db, original.clock.now)
})
afterAll(() => Promise.all([original.close(), copy.close()]))

test('a park that was copied to a server is the same park, row for row', async () => {
  const tables = await original.rows(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*'
    AND name NOT GLOB 'assert_*' AND name NOT IN ('migration', 'idempotency')`)
  for (const { name } of tables) {
    const all = `SELECT * FROM "${name as string}"`
    expect([name, sorted(await copy.rows(all))]).toEqual([name, sorted(await original.rows(all))])
  }
  const answers = `SELECT * FROM idempotency WHERE actor <> 'operator'`
  expect(await copy.rows(answers)).toEqual(await original.rows(answers))
})

test('and breaks no invariant there', async () => {
  const findings = await checkPark(copy.db, copy.clock.now)
  expect(findings.flatMap((finding) => finding.breaches)).toEqual([])
})

function sorted(rows: readonly object[]): string[] {
  return rows.map((row) => JSON.stringify(row)).toSorted()
}
