import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { castScript } from '../support/cast-script.ts'
import { resources } from '../support/cast.ts'
import { axeFindings, openBrowser, overflow, smallTargets, visit, type VisitOptions } from '../support/browser.ts'
import { openPark, type TestPark } from '../support/open-park.ts'
import { mondayMorning, startServer, type ServerProcess } from '../support/server-process.ts'
import { fingersOn, type Fingers } from '../support/taps.ts'

// The demo's sign-in page names these two.
const learner = 'researcher@helix.example'
const keeper = 'admin@park.example'
const kind = '/m/training/qualification_confocal'

let park: TestPark
let server: ServerProcess
let browser: Browser

beforeAll(async () => {
  park = await openPark({ script: `${castScript} UPDATE session SET expires_at = 32503680000;` })
  server = await startServer({ file: park.file ?? '', startsAt: mondayMorning })
  browser = await openBrowser()
}, 120_000)

beforeEach(() => park.script('DELETE FROM qualification; DELETE FROM training_seat; DELETE FROM training_session'))

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await park?.close()
})

interface Person {
  readonly page: Page
  readonly fingers: Fingers
  readonly leave: () => Promise<void>
}

async function enter(email: string, options: VisitOptions, by: 'touch' | 'keyboard'): Promise<Person> {
  const { page, context, complaints } = await visit(browser, server.url, email, options)
  const leave = async () => {
    expect(complaints).toEqual([])
    await context.close()
  }
  return { page, fingers: fingersOn(page, by), leave }
}

describe.each([
  ['by touch on a phone', { width: 390, touch: true }, 'touch'],
  ['by mouse at a desk', { width: 1280 }, 'touch'],
  ['by keyboard at a desk', { width: 1280 }, 'keyboard'],
  ['without JavaScript on a phone', { width: 390, javaScript: false }, 'touch'],
] as const)('%s', (_, options, by) => {
  test('a session is offered, somebody signs up with two taps from the instrument, comes, and books', async () => {
    const manager = await enter(keeper, options, by)
    await offerSession(manager)
    const person = await enter(learner, options, by)
    await signUp(person)
    await park.script(`UPDATE training_session SET starts_at = starts_at - 86400 * 4, ends_at = ends_at - 86400 * 4`)
    await takeAttendance(manager)
    await book(person)
    await manager.leave()
    await person.leave()
  })
})

async function offerSession({ page, fingers }: Person): Promise<void> {
  await page.goto('/m/training')
  await fingers.tap(`a[href="${kind}"]`)
  await page.waitForURL(`**${kind}`)
  await fingers.tap('section[aria-labelledby=sessions] summary')
  await page.fill('#field-date', '2026-11-26')
  await page.fill('#field-from', '09:00')
  await page.fill('#field-to', '10:00')
  await page.fill('#field-place', 'Room 2')
  await page.fill('#field-trainer', 'Dr. Lin')
  await fingers.tap('form[action$="/sessions"] button')
  await page.waitForURL('**/m/sessions/trn_*')
}

async function signUp({ page, fingers }: Person): Promise<void> {
  await page.goto(`/i/${resources.confocal}`)
  const before = fingers.count()
  await fingers.tap('a[href^="/me/access#training-"]')
  await page.waitForURL('**/me/access#training-*')
  await fingers.tap('form[action^="/me/access/sessions/"] button')
  await page.waitForSelector('section[aria-labelledby=my-sessions] .state.confirmed')
  expect(fingers.count() - before).toBe(2)
  expect(await page.locator('a[href$=".ics"]').count()).toBe(1)
}

async function takeAttendance({ page, fingers }: Person): Promise<void> {
  await page.reload()
  expect(await page.isChecked('input[name=present]')).toBe(true)
  await fingers.tap('form[action$="/attendance"] button')
  await page.waitForSelector('.state.completed')
}

async function book({ page, fingers }: Person): Promise<void> {
  await page.goto(`/i/${resources.confocal}`)
  await fingers.tap('.bar button')
  await page.waitForURL('**/b/bkg_*')
}

test.each([390, 1280])('its pages at %i px are reachable for everybody', async (width) => {
  await park.script(`INSERT INTO qualification (person_id, kind_id, valid_from, valid_until)
      SELECT id, 'qualification_confocal', 0, 1900000000 FROM person WHERE email = '${learner}';
    INSERT INTO training_session (id, kind_id, facility_id, starts_at, ends_at, place, trainer, seats, valid_months,
        created_by, created_at)
      SELECT 'trn_00000000000000000000000001', 'qualification_confocal', f.id, 1795600800, 1795608000, 'Room 2',
        'Dr. Lin', 4, 12, p.id, 0 FROM person p, facility f WHERE p.email = '${keeper}' LIMIT 1;
    INSERT INTO training_seat (session_id, person_id, taken_at)
      SELECT 'trn_00000000000000000000000001', id, 0 FROM person WHERE email = '${learner}'`)
  const [person] = await park.rows(`SELECT id FROM person WHERE email = '${learner}'`)
  const { page, leave } = await enter(keeper, { width }, 'touch')
  const paths = [
    '/m/training',
    kind,
    `${kind}/list`,
    `${kind}/people/${person?.['id'] as string}`,
    '/m/sessions/trn_00000000000000000000000001',
    '/me/access',
  ]
  for (const path of paths) {
    await page.goto(path)
    const found = { axe: await axeFindings(page), over: await overflow(page), small: await smallTargets(page, 24) }
    expect([path, found]).toEqual([path, { axe: [], over: 0, small: [] }])
  }
  await leave()
})
