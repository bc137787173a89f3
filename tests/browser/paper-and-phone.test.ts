import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openBrowser, overflow, visit } from '../support/browser.ts'
import { people } from '../support/cast.ts'
import { labOf, type Lab, type Told } from '../support/lab.ts'
import { servePark, type ServedPark } from '../support/served-park.ts'

const { helixResearcher } = people
const researcher = helixResearcher.email

let browser: Browser
let served: ServedPark
let lab: Lab
let booking: Told
let path: string

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

beforeEach(async () => {
  served = await servePark()
  lab = labOf(served.park)
  booking = await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 16:00')
  path = `/b/${booking.id}`
})
afterEach(async () => {
  await lab.isSound()
  await served.close()
})

test('start, search and mine are at the thumb, however narrow the phone and large the text', async () => {
  const { page, context } = await visit(browser, served.url, researcher)
  for (const [width, size] of [
    [390, '100%'],
    [320, '100%'],
    [320, '200%'],
  ] as const) {
    await page.setViewportSize({ width, height: 844 })
    await page.goto(path)
    await page.evaluate((text) => document.documentElement.style.setProperty('font-size', text), size)
    const boxes = await page.locator('header nav a').evaluateAll((all) => all.map((one) => one.getBoundingClientRect()))
    expect(boxes).toHaveLength(3)
    for (const box of boxes) {
      expect(box.bottom).toBeGreaterThan(790)
      expect([box.left >= 0, box.right <= width, box.height >= 48]).toEqual([true, true, true])
    }
    expect(await overflow(page)).toBe(0)
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
    const last = await page.locator('.foot button').last().boundingBox()
    expect((last?.y ?? 0) + (last?.height ?? 0)).toBeLessThan(Math.min(...boxes.map((box) => box.top)))
  }
  await context.close()
})

test('on paper a booking is a slip: its code and its terms in ink, nothing to press, whatever the theme', async () => {
  const { page, context } = await visit(browser, served.url, researcher, { scheme: 'dark' })
  await page.goto(path)
  await page.emulateMedia({ media: 'print' })
  expect(await page.isVisible('.pass svg')).toBe(true)
  expect(await page.textContent('.terms')).toContain(booking.number)
  const pressed = page.locator('button, .button, header nav, footer').filter({ visible: true })
  expect(await pressed.count()).toBe(0)
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe(
    'rgb(255, 255, 255)',
  )
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).color)).toBe('rgb(0, 0, 0)')
  await context.close()
})

test('in forced colours a state keeps its shape: filled when booked, a line when cancelled', async () => {
  const { page, context } = await visit(browser, served.url, researcher)
  await page.emulateMedia({ forcedColors: 'active' })
  const shape = () =>
    page.evaluate(() => {
      const mark = getComputedStyle(document.querySelector('.state') ?? document.body, '::before')
      return { filled: mark.backgroundColor === mark.borderTopColor, height: mark.height }
    })
  lab.clockAt('2026-11-23 10:11')
  await page.goto(path)
  expect(await shape()).toEqual({ filled: true, height: '12px' })
  await lab.cancel(helixResearcher, booking)
  await page.goto(path)
  expect((await shape()).height).toBe('0px')
  await context.close()
})
