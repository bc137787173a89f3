import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { applyConsequences } from '../../src/usage-review/commands/apply-consequences.ts'
import { expectSound, manager, researcher, serveCast, type AtPage, type CastServer } from '../support/cast-server.ts'
import { facilities, people, units } from '../support/cast.ts'
import { at } from '../support/facts.ts'
import { everyHand } from '../support/hands.ts'
import { labOf, type Told } from '../support/lab.ts'
import type { TestPark } from '../support/open-park.ts'

const { helixResearcher } = people

/** What waits for one walk: a use that nobody ended, and two no-shows. */
interface Uses {
  readonly overrun: Told
  readonly missed: Told
  readonly excused: Told
}

let served: CastServer
const uses: Uses[] = []

beforeAll(async () => {
  served = await serveCast(liveThrough)
}, 120_000)
afterAll(() => served?.close())

describe.each(everyHand.map((way, index) => [...way, index] as const))('%s', (_, options, hand, index) => {
  test('a use is put right with its reason, a no-show confirmed, another forgiven: each leaves the queue', async () => {
    const { overrun, missed, excused } = uses[index] as Uses
    const { page, press, leave } = await served.enter(manager, options, hand)
    await page.goto('/m')
    await press('#reviews')
    await page.waitForURL('**/m/review')
    const row = rowOf(overrun)
    expect(await page.textContent(row)).toContain('Evidence: sensor · on at')
    await press(`${row} summary`)
    await page.fill(`${row} input[name=minutes]`, '15')
    await press(`${row} button[value=corrected]`)
    expect(await page.textContent(`${row} .fault[role=alert]`)).toBe('Say why.')
    expect(await page.inputValue(`${row} input[name=minutes]`)).toBe('15')
    await page.fill(`${row} input[name=reason]`, 'Seen by the camera')
    await press(`${row} button[value=corrected]`)
    await gone(page, overrun)
    await press(`${rowOf(missed)} button[value=confirmed]`)
    await gone(page, missed)
    await press(`${rowOf(excused)} summary`)
    await page.fill(`${rowOf(excused)} input[name=reason]`, 'The door was locked')
    await press(`${rowOf(excused)} button[value=waived]`)
    await gone(page, excused)
    await leave()
    expect(await decisionsOf(uses[index] as Uses)).toEqual(['corrected', 'confirmed', 'waived'])
  })

  test('what follows of no-shows is appealed by its person and answered by the manager', async () => {
    const person = await served.enter(researcher, options, hand)
    await person.page.goto('/me/access')
    await person.press('a[href="/me/conduct"]')
    await person.page.waitForURL('**/me/conduct')
    const form = 'form[action$="/appeal"]'
    const action = (await person.page.getAttribute(form, 'action')) ?? ''
    await person.press(`form[action="${action}"] button`)
    await person.page.waitForSelector(`form[action="${action}"] .fault`)
    await person.page.fill(`form[action="${action}"] textarea`, `The door was locked ${index}`)
    await person.press(`form[action="${action}"] button`)
    await person.page.waitForSelector(`form[action="${action}"]`, { state: 'detached' })
    const lab = await served.enter(manager, options, hand)
    await lab.page.goto('/m/review')
    const appeal = lab.page.locator('section[aria-labelledby=appeals] li', { hasText: `The door was locked ${index}` })
    await appeal.locator('input[name=answer]').fill('It was; we are sorry')
    await lab.press(appeal.locator('button[value=lifted]'))
    await lab.page.waitForSelector('.notice.good')
    expect(await appeal.count()).toBe(0)
    await person.page.reload()
    const answered = person.page.locator('li', { hasText: `The door was locked ${index}` })
    expect(await answered.locator('.state').textContent()).toBe('Lifted')
    expect(await answered.textContent()).toContain('It was; we are sorry')
    await lab.leave()
    await person.leave()
  })
})

test.each([390, 1280])('its pages at %i px are reachable for everybody', async (width) => {
  for (const [who, path] of [
    [manager, '/m/review'],
    [manager, '/m/conduct'],
    [researcher, '/me/conduct'],
  ] as const) {
    const { page, leave } = await served.enter(who, { width }, 'mouse')
    await page.goto(path)
    await expectSound(page)
    await leave()
  }
})

function rowOf({ id }: Told): string {
  return `.review-row:has(#review-${id})`
}

async function gone(page: AtPage['page'], { id }: Told): Promise<void> {
  await page.waitForSelector('.notice.good')
  await page.waitForSelector(`#review-${id}`, { state: 'detached' })
}

function decisionsOf({ overrun, missed, excused }: Uses): Promise<unknown[]> {
  return Promise.all(
    [overrun, missed, excused].map(async ({ id }) => {
      const [row] = await served.park.rows(`SELECT decision FROM usage_review WHERE booking_id = '${id}'`)
      return row?.['decision']
    }),
  )
}

/** A day for each walk: a use that its meter saw and nobody ended, two no-shows with a fee. */
async function liveThrough(park: TestPark): Promise<void> {
  const lab = labOf(park)
  await park.script(`INSERT INTO conduct_rule (id, facility_id, after_count, within_days, consequence, fee_minor,
      created_by, created_at)
    VALUES ('cdr_00000000000000000000000001', '${facilities.imaging}', 2, 30, 'fee', 5000,
      '${people.imagingManager.id}', 0);
    INSERT INTO station (id, facility_id, kind, name, resource_id, unit_id, token_hash, created_by, created_at)
    SELECT 'stn_meter', '${facilities.imaging}', 'sensor', 'Meter', resource_id, id, 'hash', 'x', 0
    FROM unit WHERE id = ${units.confocal[0]}`)
  const days = ['2026-11-09', '2026-11-10', '2026-11-11', '2026-11-12', '2026-11-13', '2026-11-16', '2026-11-17']
  for (const day of [...days, '2026-11-18']) {
    const told = await dayOfUses(park, day)
    if (days.includes(day)) uses.push(told)
  }
  while ((await applyConsequences(park.deps)) > 0);
  lab.clockAt('2026-11-23 10:00')
}

async function dayOfUses(park: TestPark, day: string): Promise<Uses> {
  const lab = labOf(park)
  lab.clockAt(`${day} 08:00`)
  const overrun = await lab.book(helixResearcher, `${day} 10:00`, `${day} 10:30`)
  const missed = await lab.book(helixResearcher, `${day} 12:00`, `${day} 12:30`)
  const excused = await lab.book(helixResearcher, `${day} 14:00`, `${day} 14:30`)
  lab.clockAt(`${day} 10:00`)
  await lab.checkIn(helixResearcher, overrun)
  await park.script(`INSERT INTO signal (station_id, unit_id, at, state, heard_at)
    VALUES ('stn_meter', ${units.confocal[0]}, ${at(`${day} 10:02`)}, 'on', 0)`)
  for (const time of ['11:00', '12:31', '14:31', '16:00']) await lab.tick(`${day} ${time}`)
  return { overrun, missed, excused }
}
