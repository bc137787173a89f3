import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, visit } from '../support/browser.ts'
import { people, resources } from '../support/cast.ts'
import { openPark } from '../support/open-park.ts'
import { mondayMorning, startServer, type ServerProcess } from '../support/server-process.ts'

const space = `/s/${resources.benches}`
const confocal = `/i/${resources.confocal}`

let folder: string
let server: ServerProcess
let browser: Browser

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gongtai-space-'))
  const file = join(folder, 'park.db')
  const park = await openPark()
  // The server's clock is the real one: what was laid down around the tests' clock has to reach it.
  await park.script(`UPDATE opening_hours SET holiday_rule = 'open-as-weekday';
    UPDATE session SET expires_at = expires_at + 400 * 86400`)
  await park.script('PRAGMA wal_checkpoint(TRUNCATE)')
  await copyFile(park.file ?? '', file)
  await park.close()
  server = await startServer({ file, startMs: 100_000, startsAt: mondayMorning })
  browser = await openBrowser()
}, 200_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await rm(folder, { recursive: true, force: true })
})

test('without JavaScript: a place in one tap, all places in two, and back again', async () => {
  const { page, context } = await visit(browser, server.url, people.helixResearcher.email, { javaScript: false })
  await page.goto(space)
  await page.click('.bar button')
  expect(await page.isVisible('.seal')).toBe(true)
  await page.click('form[action$="/cancel"] button')
  await page.goto(space)
  await page.click('.chip:not([aria-current])')
  expect(await page.textContent('.sum.s1 strong')).toContain('¥180.00')
  await page.click('.bar button')
  expect(await page.isVisible('.seal')).toBe(true)
  expect(await page.textContent('.terms')).toContain('The whole · 6 places')
  await page.click('form[action$="/cancel"] button')
  await context.close()
})

test('by keyboard alone: the whole with Tab and Enter, and its verb', async () => {
  const { page, context } = await visit(browser, server.url, people.orchidResearcher.email)
  await page.goto(space)
  await tabTo(page, '.chip:not([aria-current])')
  await page.keyboard.press('Enter')
  await page.waitForURL('**whole=1')
  await tabTo(page, '.bar button')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/b/bkg_*')
  await tabTo(page, 'form[action$="/cancel"] button')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.state.cancelled')
  await context.close()
})

test('training: asked for in one tap, granted in one, and then booked in one', async () => {
  const mine = await visit(browser, server.url, people.helixAdmin.email, { javaScript: false })
  await mine.page.goto(confocal)
  expect(await mine.page.locator('.bar button').count()).toBe(0)
  await mine.page.click('form[action="/me/access"] button')
  expect(new URL(mine.page.url()).pathname).toBe(confocal)
  expect(await mine.page.isVisible('.state.pending')).toBe(true)
  const theirs = await visit(browser, server.url, people.parkAdmin.email, { javaScript: false })
  await theirs.page.goto('/m/requests')
  await theirs.page.click('button[value="granted"]')
  expect(await theirs.page.textContent('main')).toContain('Nothing waits for you')
  await mine.page.goto(confocal)
  await mine.page.click('.bar button')
  expect(await mine.page.isVisible('.seal')).toBe(true)
  await mine.context.close()
  await theirs.context.close()
})

async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab')
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector)) return
  }
  throw new Error(`Tab does not reach ${selector}`)
}
