import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { castScript } from '../support/cast-script.ts'
import { firms, people, projects, resources, type CastPerson } from '../support/cast.ts'
import { openBrowser, visit } from '../support/browser.ts'
import { openPark, type TestPark } from '../support/open-park.ts'
import { mondayMorning, startServer, type ServerProcess } from '../support/server-process.ts'
import { fingersOn } from '../support/taps.ts'

// The demo's sign-in page names these two.
const waits = 'researcher@helix.example'
const holds = people.orchidResearcher
const day = 86_400

let folder: string
let park: TestPark
let server: ServerProcess
let browser: Browser
/** Tomorrow's date in the park's zone, and its noon. */
let date: string
let noon: number
let days = 1

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gongtai-wait-'))
  // Open day and night: whatever the day on which this runs.
  park = await openPark({
    script: `${castScript}
      UPDATE session SET expires_at = 32503680000;
      UPDATE resource SET hours_id = 2;
      UPDATE qualification SET valid_until = 32503680000;
      UPDATE quota SET limit_value = 1000000000;`,
  })
  server = await startServer({ file: park.file ?? '', startsAt: mondayMorning })
  browser = await openBrowser()
}, 120_000)

beforeEach(() => {
  // A day of its own for each test.
  days++
  noon = (Math.floor(server.now() / 1000 / day) + days) * day + 4 * 3600
  date = new Date((noon + 8 * 3600) * 1000).toISOString().slice(0, 10)
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await park?.close()
  await rm(folder, { recursive: true, force: true })
})

test.each([
  ['by touch', true, 'touch'],
  ['without JavaScript', false, 'touch'],
  ['by keyboard', true, 'keyboard'],
] as const)('waitlist, offer, accepted, %s: two taps', async (_, javaScript, by) => {
  const booked = await fillDay()
  const { page, context } = await visit(browser, server.url, waits, { javaScript })
  await page.goto(`/i/${resources.confocal}/time?date=${date}&minutes=60`)
  expect(await page.inputValue('form[action$="/wait"] input[name=date]')).toBe(date)
  const fingers = fingersOn(page, by)
  await fingers.tap('form[action$="/wait"] button')
  await page.waitForURL('**/me*')
  expect(await page.textContent('.wish-row')).toContain('first in line')
  await ask(holds, 'POST', `/bookings/${booked}/cancellation`, {})
  await offerAt(page)
  expect(await page.textContent('.held')).toMatch(/until \d\d:\d\d/)
  await fingers.tap('.offers form.accept button')
  await page.waitForURL('**/b/bkg_*')
  await page.waitForSelector('.seal')
  expect(fingers.count()).toBe(2)
  await page.goto('/me')
  expect(await page.locator('.wish-row').count()).toBe(0)
  expect(await page.locator('.offers').count()).toBe(0)
  await context.close()
})

test('a slot lost to somebody quicker is waited for with one tap, and the wish is withdrawn with another', async () => {
  const { page, context } = await visit(browser, server.url, waits)
  await page.goto(`/i/${resources.confocal}/time?date=${date}&minutes=60`)
  await fillDay()
  await page.click('.bar button')
  await page.click('form[action$="/wait"] button')
  await page.waitForURL('**/me*')
  expect(await page.textContent('.wish-row')).toContain('Sample confocal')
  await page.click('.wish-row button')
  await page.waitForURL('**/me')
  expect(await page.locator('.wish-row').count()).toBe(0)
  await context.close()
})

test('an offer that is declined is gone, and accepting it late says what became of it', async () => {
  const booked = await fillDay()
  const { page, context } = await visit(browser, server.url, waits)
  await page.goto(`/i/${resources.confocal}/wait?date=${date}&part=day&minutes=60`)
  await page.click('form[action$="/wait"] button')
  await ask(holds, 'POST', `/bookings/${booked}/cancellation`, {})
  await offerAt(page)
  const late = await context.newPage()
  await late.goto('/')
  await page.click('.offers a.button')
  expect(await page.isVisible('.seal')).toBe(false)
  await page.click('form[action$="/cancel"] button')
  await page.waitForSelector('.state.cancelled')
  await late.click('.offers form.accept button')
  expect(await late.textContent('[role=alert]')).toContain('This offer is over')
  await context.close()
})

/** Orchid has the microscope all day, in one booking; what Helix had is given up. */
async function fillDay(): Promise<string> {
  await park.script(`DELETE FROM wish`)
  const startsAt = iso(noon - 12 * 3600)
  const body = { resourceId: resources.confocal, projectId: projects.orchid, startsAt, endsAt: iso(noon + 12 * 3600) }
  const { id } = await ask(holds, 'POST', '/bookings', body)
  if (id === undefined) throw new Error(`the day of ${firms.orchid} could not be booked`)
  return id
}

function iso(at: number): string {
  return new Date(at * 1000).toISOString()
}

async function ask(who: CastPerson, method: string, path: string, body: object): Promise<{ id?: string }> {
  const headers = {
    authorization: `Bearer ${who.token}`,
    'content-type': 'application/json',
    'idempotency-key': crypto.randomUUID(),
  }
  const answer = await fetch(`${server.url}/api/v1${path}`, { method, headers, body: JSON.stringify(body) })
  return (await answer.json()) as { id?: string }
}

/** The start page, as soon as an offer stands on it: offers are made right after the answer that freed the time. */
async function offerAt(page: Page): Promise<void> {
  for (let look = 0; look < 40; look++) {
    await page.goto('/')
    if ((await page.locator('.offers').count()) > 0) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('no offer came')
}
