import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, visit } from '../support/browser.ts'
import { mondayMorning, startServer, type ServerProcess } from '../support/server-process.ts'

const researcher = 'researcher@helix.example'

let folder: string
let server: ServerProcess
let browser: Browser
/** An instrument of the demo that the researcher may book. */
let instrument: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gongtai-book-'))
  server = await startServer({ file: join(folder, 'park.db'), startMs: 100_000, startsAt: mondayMorning })
  browser = await openBrowser()
  const { page, context } = await visit(browser, server.url, researcher)
  instrument = await bookable(page)
  await context.close()
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await rm(folder, { recursive: true, force: true })
})

test('without JavaScript: from the instrument to the seal in one tap, and back with one more', async () => {
  const { page, context } = await visit(browser, server.url, researcher, { javaScript: false })
  await page.goto(instrument)
  const price = await page.textContent('.sum.s1 strong')
  const before = await budgetUsed(page)
  await page.click('.bar button')
  expect(new URL(page.url()).pathname).toMatch(/^\/b\/bkg_/)
  await page.waitForSelector('.seal')
  const total = (await page.textContent('.prices tfoot td')) ?? ''
  expect(price).toContain(total)
  const booking = page.url()
  await page.goto(instrument)
  expect((await budgetUsed(page)) - before).toBeCloseTo(amountOf(total), 2)
  await page.goto(booking)
  await page.click('form[action$="/cancel"] button')
  expect(await page.textContent('.state')).toContain('Cancelled')
  await page.goto(instrument)
  expect(await budgetUsed(page)).toBeCloseTo(before, 2)
  await context.close()
})

test('a double tap books once, and going back does no harm', async () => {
  const { page, context } = await visit(browser, server.url, researcher)
  const before = await upcoming(page)
  await page.goto(instrument)
  await page.dblclick('.bar button')
  await page.waitForURL('**/b/bkg_*')
  const booking = page.url()
  await page.goBack()
  expect(new URL(page.url()).pathname).toBe(instrument)
  await page.goto(booking)
  const after = await upcoming(page)
  expect(after.length - before.length).toBe(1)
  await page.goto(booking)
  await page.click('form[action$="/cancel"] button')
  await context.close()
})

test('by keyboard alone: the next slot with the arrow, the verb with Tab and Enter', async () => {
  const { page, context } = await visit(browser, server.url, researcher)
  await page.goto(instrument)
  const second = await page.locator('input[name=slot]').nth(1).inputValue()
  await tabTo(page, 'input[name=slot]')
  await page.keyboard.press('ArrowDown')
  expect(await page.locator('input[name=slot]:checked').inputValue()).toBe(second)
  await tabTo(page, '.bar button')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/b/bkg_*')
  await tabTo(page, 'form[action$="/cancel"] button')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.state.cancelled')
  await context.close()
})

test('an instrument’s page is light: two requests, less than 14 KB', async () => {
  const { page, context } = await visit(browser, server.url, researcher, { serviceWorker: false })
  await page.goto(instrument)
  const sizes = await page.evaluate(() =>
    performance
      .getEntries()
      .filter((entry): entry is PerformanceResourceTiming => entry instanceof PerformanceResourceTiming)
      .map(({ encodedBodySize }) => encodedBodySize),
  )
  expect(sizes.length).toBeLessThanOrEqual(2)
  expect(sizes.every((size) => size > 500)).toBe(true)
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(14 * 1024)
  await context.close()
})

/** The first instrument of a search that has a time to offer, of a project with a budget. */
async function bookable(page: Page): Promise<string> {
  await page.goto('/find?mine=1&kind=instrument')
  const paths = await page
    .locator('a.find-row')
    .evaluateAll((rows) => rows.map((row) => row.getAttribute('href') ?? ''))
  for (const path of paths) {
    await page.goto(path)
    const slots = await page.locator('input[name=slot]').count()
    // What a lab manager has to agree to bears no seal yet.
    if ((await page.getByText('A lab manager approves').count()) > 0) continue
    if (slots === 4 && (await page.getByText('Project budget').count()) === 1) return path
  }
  throw new Error('the demo has no instrument for its researcher')
}

/** Bookings ahead, in the list of mine. */
async function upcoming(page: Page): Promise<string[]> {
  await page.goto('/me')
  const rows = page.locator('section[aria-labelledby=upcoming] a.row')
  return rows.evaluateAll((all) => all.map((row) => row.getAttribute('href') ?? ''))
}

async function budgetUsed(page: Page): Promise<number> {
  const row = page.locator('.terms > div', { hasText: 'Project budget' })
  return amountOf((await row.locator('dd').textContent()) ?? '')
}

/** `¥1,234.50` and what follows. */
function amountOf(text: string): number {
  return Number(/¥([\d,]+\.\d\d)/.exec(text)?.[1]?.replaceAll(',', ''))
}

async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab')
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector)) return
  }
  throw new Error(`Tab does not reach ${selector}`)
}
