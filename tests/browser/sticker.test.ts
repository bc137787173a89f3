import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openBrowser, visit } from '../support/browser.ts'
import { people, resources } from '../support/cast.ts'
import { servePark, type ServedPark } from '../support/served-park.ts'
import { codeOf } from '../support/stickers.ts'

const researcher = people.helixResearcher.email

let browser: Browser
let served: ServedPark
/** On the confocal microscope, on a Monday morning on which it is free. */
let sticker: string

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

beforeEach(async () => {
  served = await servePark()
  sticker = `/q/${await codeOf(served.park, resources.confocal)}`
})
afterEach(() => served.close())

test.each([true, false])('from the sticker to booked with one touch; JavaScript on: %s', async (javaScript) => {
  const { page, context } = await visit(browser, served.url, researcher, { javaScript, touch: true })
  await page.goto(sticker)
  await page.locator('.bar button').first().tap()
  await page.waitForURL('**/b/bkg_*')
  expect(await page.locator('.state, .seal').count()).toBeGreaterThan(0)
  await context.close()
})

test('a booking that was only made is checked in to with one touch at the next scan, and finished', async () => {
  const { page, context } = await visit(browser, served.url, researcher, { touch: true })
  await page.goto(sticker)
  await page.locator('button[name=later]').tap()
  await page.waitForURL('**/b/bkg_*')
  await page.goto(sticker)
  await page.locator('form[action$="/check-in"] button').tap()
  await page.waitForURL('**/b/bkg_*')
  await page.goto(sticker)
  await page.locator('form[action$="/check-out"] button').tap()
  await page.waitForURL('**/b/bkg_*')
  await page.waitForSelector('.state.completed')
  await context.close()
})
