import { afterEach, beforeEach, expect, test } from 'vitest'
import { importBookings } from '../../src/bookings/commands/import-bookings.ts'
import { actingFor } from '../../src/firms/commands/act-for.ts'
import { tokenHash } from '../support/cast.ts'
import { openPark, type TestPark } from '../support/open-park.ts'

let park: TestPark
beforeEach(async () => {
  park = await openPark()
})
afterEach(() => park.close())

const day = '2026-11-24T'
const file = `asset_number,unit,email,project_code,starts_at,ends_at,requested_at,purpose
${line('centrifuge 1', 'researcher@helix.example', '2026-K07', '10:00', '12:00', '2026-11-22T10:00:00+08:00', 'spin')}
${line('centrifuge 1', 'researcher@orchid.example', '', '11:00', '13:00', '2026-11-21T10:00:00+08:00', '')}
${line('', 'researcher@orchid.example', '2026-K07', '14:00', '15:00', '', '')}
AS-nowhere,,researcher@helix.example,,${day}11:00:00+08:00,${day}13:00:00+08:00,,
AS-centrifuge,,researcher@helix.example,,2026-11-25 11:00,${day}10:00:00+08:00,,`

test('every line of a file of bookings is accounted for, and whoever asked first gets the slot', async () => {
  expect(await run()).toEqual([
    { line: 2, outcome: 'refused', reasons: ['unit-taken'] },
    { line: 3, outcome: 'booked', reasons: [] },
    { line: 4, outcome: 'refused', reasons: ['project_code: unknown'] },
    { line: 5, outcome: 'refused', reasons: ['asset_number: unknown'] },
    { line: 6, outcome: 'refused', reasons: ['starts_at: not a time with an offset'] },
  ])
})

test('importing the same file again changes nothing, and leaves no session behind', async () => {
  await run()
  const before = await park.rows('SELECT * FROM booking')
  const again = await run()
  expect(again.map((line) => line.outcome)).toEqual(['refused', 'unchanged', 'refused', 'refused', 'refused'])
  expect(await park.rows('SELECT * FROM booking')).toEqual(before)
  expect(await park.rows(`SELECT count(*) AS n FROM session WHERE label = 'operator'`)).toEqual([{ n: 0 }])
})

async function run() {
  const operator = actingFor(park.deps)
  const done = await importBookings(park.deps, file, operator, tokenHash)
  await operator.forget()
  return done
}

function line(unit: string, email: string, project: string, from: string, to: string, asked: string, purpose: string) {
  const times = [`${day}${from}:00+08:00`, `${day}${to}:00+08:00`, asked]
  return ['AS-centrifuge', unit, email, project, ...times, purpose].join(',')
}
