import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSpans } from '../../src/resources/opening-hours.ts'
import { extendOpenSpans } from '../../src/resources/commands/extend-open-spans.ts'
import { importResources } from '../../src/resources/commands/import-resources.ts'
import { reachOf } from '../../src/resources/open-span.sql.ts'
import { holidayCalendar, publishedDays } from '../../src/resources/holiday-calendar.ts'
import { freshKey, openPark, type TestPark } from '../support/open-park.ts'

let park: TestPark
beforeEach(async () => {
  park = await openPark()
})
afterEach(() => park.close())

const week = 'Mon-Fri 09:00-12:00 13:00-17:30; Sat 10:00-12:00'
const csvText = `asset_number,facility,name_en,opening_hours,holidays\nX-1,CL,One,${week},closed\n`
const hours = {
  weekly: [0, 1, 2, 3, 4, 5, 6].map((day) => {
    if (day === 6) return []
    return day === 5
      ? [{ from: '10:00', to: '12:00' }]
      : [
          { from: '09:00', to: '12:00' },
          { from: '13:00', to: '17:30' },
        ]
  }),
  holidayRule: 'closed',
  exceptions: [],
} as const

test('hours are laid out for 400 days as the pure rule says, and again every night', async () => {
  await importResources(park.deps, 'operator', csvText, { preview: false })
  expect(await laid()).toEqual(ruled())
  park.clock.now += 86_400
  await untilDone()
  expect(await laid()).toEqual(ruled())
  expect(await extendOpenSpans(park.deps)).toBe(0)
})

test('holidays that are announced later are laid out in the next run', async () => {
  await importResources(park.deps, 'operator', csvText, { preview: false })
  const before = await laid()
  await park.script(`BEGIN; INSERT INTO holiday (date, name, off) VALUES ('2026-12-02', '园区日', 1);
    UPDATE opening_hours SET spans_until = 0; COMMIT;`)
  await untilDone()
  const kept = new Set(ruled().map((span) => span.startsAt))
  expect(before.filter((span) => !kept.has(span['startsAt'] as number))).toHaveLength(2)
  expect(await laid()).toEqual(ruled())
})

test('two runs at once lay every week once', async () => {
  await importResources(park.deps, 'operator', csvText, { preview: false })
  park.clock.now += 3 * 86_400
  await Promise.all([extendOpenSpans(park.deps), extendOpenSpans(park.deps)])
  await untilDone()
  expect(await laid()).toEqual(ruled())
})

test('resources with the same week share one row, and a week that is never open has no spans', async () => {
  const two = [
    'asset_number,facility,name_en,opening_hours',
    'A,CL,A,Mon-Sun 10:00-11:00',
    'B,CL,B,Mon-Sun 10:00-11:00',
    'C,CL,C,never',
  ].join('\n')
  await importResources(park.deps, 'operator', two, { preview: false, request: freshKey() })
  const rows = await park.rows(`SELECT asset_number AS asset, hours_id AS hours,
    (SELECT count(*) FROM open_span WHERE hours_id = resource.hours_id) AS spans FROM resource
    WHERE asset_number IN ('A', 'B', 'C') ORDER BY asset_number`)
  expect(rows[0]?.['hours']).toBe(rows[1]?.['hours'])
  expect(rows[2]).toMatchObject({ asset: 'C', spans: 0 })
})

test('the demo park’s holidays are in the calendar that the spans are laid by', () => {
  expect(holidayCalendar(publishedDays()).days.get('2026-10-01')).toMatchObject({ off: true })
})

async function untilDone(): Promise<void> {
  while ((await extendOpenSpans(park.deps)) > 0);
}

async function laid() {
  return park.rows(`SELECT starts_at AS startsAt, ends_at AS endsAt FROM open_span
    WHERE hours_id = (SELECT hours_id FROM resource WHERE asset_number = 'X-1') ORDER BY starts_at`)
}

function ruled() {
  const { calendar, timeZone } = park.deps.park()
  return openSpans(hours, calendar, timeZone, reachOf({ timeZone }, park.clock.now))
}
