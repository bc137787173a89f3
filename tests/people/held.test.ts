import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPark, type TestPark } from '../support/open-park.ts'

let park: TestPark
beforeAll(async () => {
  park = await openPark()
})
afterAll(() => park.close())

/** Columns of words that are about things and firms, or codes of the program. */
const impersonal = new Set([
  ...'park consortium firm facility category qualification_kind resource bundle consumable discount subsidy_programme'
    .split(' ')
    .flatMap((table) => ['name_hans', 'name_hant', 'name_en'].map((column) => `${table}.${column}`)),
  ...'holiday.name project.name unit.name station.name identity_provider.name identity_provider.client_secret'.split(
    ' ',
  ),
  'preapproval.subject_kind',
  // Kinds and ids of what a row is about.
  ...'access_grant.subject_kind access_grant.subject_id quota.subject_kind quota.subject_id'.split(' '),
  ...'discount.subject_kind discount.subject_id'.split(' '),
])
const telling =
  /name|mail|address|purpose|note|reason|agent|label|body|detail|subject|actor|secret|public_key|error|waiver|locale/

test('every column that can hold personal data is in the README’s map, or said to hold none', async () => {
  const map = readFileSync(new URL('../../README.md', import.meta.url), 'utf8').split('## Personal data')[1] ?? ''
  const rows = await park.rows(`SELECT t.name || '.' || c.name AS name FROM sqlite_schema t
    JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT GLOB '*migration*'`)
  const columns = rows.map(({ name }) => name as string)
  const found = columns.filter((column) => telling.test(column.split('.')[1] ?? '') && !impersonal.has(column))
  const unsaid = found.filter((column) => !map.includes(`\`${column}\``) && column !== 'idempotency.actor')
  expect(unsaid).toEqual([])
  expect(found).toContain('person.email')
  const named = [...(map.split('## ')[0]?.matchAll(/`([a-z_]+\.[a-z_]+)`/g) ?? [])].map(([, column]) => column)
  expect(named.filter((column) => column !== undefined && !columns.includes(column))).toEqual([])
})
