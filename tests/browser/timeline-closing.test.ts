import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { manager, serveCast, type CastServer } from '../support/cast-server.ts'
import { everyHand, type Hand } from '../support/hands.ts'

let served: CastServer

beforeAll(async () => {
  served = await serveCast()
}, 120_000)
afterAll(() => served?.close())

// The mouse and the finger drag instead, as the timeline's own test shows.
const byLink = everyHand.filter(([, { javaScript = true }, hand]) => hand === 'keyboard' || !javaScript)

const days = ['2026-11-25', '2026-11-26', '2026-11-27']
const walks = byLink.map((way, index) => [...way, days[index] ?? ''] as const)

test.each(walks)('free time is closed from its row of the timeline, to the end: %s', async (_, options, hand, day) => {
  const { page, press, leave } = await served.enter(manager, options, hand)
  await page.goto(`/m/timeline?date=${day}&q=confocal`)
  await toClosing(page, hand)
  await page.waitForURL('**/close?**')
  expect(await page.inputValue('#field-date')).toBe(day)
  await press('form.closing button')
  await page.waitForSelector('.bar button')
  await press('.bar button')
  await page.waitForURL('**/m/closures/clo_*')
  expect(await page.textContent('main')).toContain('Sample confocal')
  await page.goto(`/m/timeline?date=${day}&q=confocal`)
  expect(await page.locator('.lane .b.closure').count()).toBeGreaterThan(0)
  await leave()
})

/** By keyboard Tab leads to the board, and End to the row's way of closing. */
async function toClosing(page: Page, hand: Hand): Promise<void> {
  const shuts = page.locator('.lane .shuts').first()
  if (hand !== 'keyboard') return shuts.click()
  const isThere = () => shuts.evaluate((node) => document.activeElement === node)
  for (let presses = 0; presses < 80 && !(await isThere()); presses++) {
    const onBoard = await page.evaluate(() => document.activeElement?.closest('.lane') !== null)
    await page.keyboard.press(onBoard ? 'ArrowRight' : 'Tab')
  }
  expect(await isThere()).toBe(true)
  await page.keyboard.press('Enter')
}
