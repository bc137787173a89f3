import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, visit } from '../support/browser.ts'
import { mondayMorning, startServer, type ServerProcess } from '../support/server-process.ts'
import { takeOne } from '../support/quicker.ts'
import { fingersOn, type Fingers } from '../support/taps.ts'

const researcher = 'researcher@helix.example'
const stranger = 'researcher@orchid.example'

let folder: string
let server: ServerProcess
let browser: Browser
/** An instrument of the demo that the researcher may book, with a budget and nobody's consent. */
let instrument: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gongtai-actions-'))
  server = await startServer({ file: join(folder, 'park.db'), startMs: 200_000, startsAt: mondayMorning })
  browser = await openBrowser()
  const { page, context } = await visit(browser, server.url, researcher)
  const other = await visit(browser, server.url, stranger)
  instrument = await bookable(page, other.page)
  await other.context.close()
  await page.goto(instrument)
  await page.click('.bar button')
  await context.close()
}, 240_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await rm(folder, { recursive: true, force: true })
})

// The figures of the goals; "never ship above" is one or two more.
const ways = [
  ['by touch', true, 'touch'],
  ['without JavaScript', false, 'touch'],
  ['by keyboard', true, 'keyboard'],
] as const

describe.each(ways)('%s', (_, javaScript, by) => {
  const open = async () => {
    const { page, context } = await visit(browser, server.url, researcher, { javaScript })
    await page.goto('/')
    return { page, context, fingers: fingersOn(page, by) }
  }

  test('home to booked: one tap, and one more takes it back', async () => {
    const { page, context, fingers } = await open()
    await fingers.tap(page.locator(`form[action="${instrument}/book"] button`))
    await booked(page)
    expect(fingers.count()).toBeLessThanOrEqual(3)
    const undo = fingersOn(page, by)
    await undo.tap('form[action$="/cancel"] button')
    await page.waitForSelector('.state.cancelled')
    expect(undo.count()).toBe(1)
    await context.close()
  })

  test('same time as last: one tap from home', async () => {
    const { page, context, fingers } = await open()
    const form = page.locator(`form[action="${instrument}/book"]`)
    await fingers.tap(form.locator('button').last())
    await booked(page)
    expect(fingers.count()).toBeLessThanOrEqual(2)
    await takeBack(page)
    await context.close()
  })

  test('cancelled, it is booked again with one tap', async () => {
    const { page, context } = await open()
    await page.goto(instrument)
    await page.click('.bar button')
    await takeBack(page)
    const fingers = fingersOn(page, by)
    await fingers.tap('.again button[name=slot]')
    await booked(page)
    expect(fingers.count()).toBeLessThanOrEqual(2)
    await takeBack(page)
    await context.close()
  })

  test('any other date and length: at most six taps from home', async () => {
    const { page, context, fingers } = await open()
    await fingers.tap(page.locator(`.again h3 a[href^="${instrument}"]`))
    await page.waitForURL(`**${instrument}?*`)
    await anyOtherTime(page, fingers)
    await fingers.tap('.bar button')
    await booked(page)
    expect(fingers.count()).toBeLessThanOrEqual(6)
    await takeBack(page)
    await context.close()
  })

  test('another time for a booking that stands: at most six taps, and it keeps its address', async () => {
    const { page, context } = await open()
    await page.goto(instrument)
    await page.click('.bar button')
    await booked(page)
    const booking = new URL(page.url()).pathname
    const when = await page.textContent('.sealed .when')
    const fingers = fingersOn(page, by)
    await anyOtherTime(page, fingers)
    await fingers.tap('.bar button')
    await page.waitForURL(`**${booking}`)
    expect(fingers.count()).toBeLessThanOrEqual(6)
    expect(await page.textContent('.sealed .when')).not.toBe(when)
    await takeBack(page)
    await context.close()
  })

  test('every week: what is free stands before the button, and two taps cancel what is left', async () => {
    const { page, context } = await open()
    await page.goto(`${instrument}/time?date=${inDays(9)}`)
    const fingers = fingersOn(page, by)
    await fingers.tap('button[formaction$="/repeat"]')
    await page.waitForSelector('.weeks')
    expect(await page.locator('.weeks li').count()).toBe(4)
    await fingers.tap('.bar button')
    await page.waitForURL('**/series/grp_*')
    expect(fingers.count()).toBe(2)
    const cancel = fingersOn(page, by)
    await cancel.tap('#cancel summary')
    await cancel.tap('#cancel button')
    await page.waitForSelector('.state.cancelled')
    expect(await page.locator('.state.confirmed').count()).toBe(0)
    expect(cancel.count()).toBe(2)
    await context.close()
  })
})

test('a double tap on any of them books once; going back and loading again do no harm', async () => {
  const { page, context } = await visit(browser, server.url, researcher)
  const before = (await upcoming(page)).length
  await page.goto('/')
  await page.locator(`form[action="${instrument}/book"] button`).first().dblclick()
  await booked(page)
  const path = new URL(page.url()).pathname
  await page.reload()
  await page.goBack()
  await page.goto(path)
  expect((await upcoming(page)).length).toBe(before + 1)
  await page.goto(path)
  await page.locator('form[action$="/cancel"] button').first().dblclick()
  await page.waitForSelector('.state.cancelled')
  await page.locator('.again button[name=slot]').first().dblclick()
  await booked(page)
  expect((await upcoming(page)).length).toBe(before + 1)
  await context.close()
})

test.each(ways)('somebody else is quicker, %s: what is left instead is one tap away', async (_, javaScript, by) => {
  const { page, context } = await visit(browser, server.url, researcher, { javaScript })
  await page.goto(instrument)
  const slots = page.locator('input[name=slot]')
  const offered = await slots.evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value))
  const { slot, giveBack } = await takeOne(await visit(browser, server.url, stranger), instrument, offered)
  if (slot !== offered[0]) await fingersOn(page, by).tap(page.locator(`input[value="${slot}"]`))
  await fingersOn(page, by).tap('.bar button')
  await page.waitForSelector('.lost')
  const fingers = fingersOn(page, by)
  await fingers.tap('button.slot[name=slot]')
  await booked(page)
  expect(fingers.count()).toBe(1)
  await takeBack(page)
  await giveBack()
  await context.close()
})

/** Another time, another day, another length and another start. */
async function anyOtherTime(page: Page, fingers: Fingers): Promise<void> {
  await fingers.tap(page.locator('a[href*="/time?"]'))
  await page.waitForSelector('.strip')
  await fingers.tap(page.locator('.strip a.has-free:not([aria-current])').nth(5))
  await page.waitForSelector('.strip a[aria-current]')
  const before = page.url()
  await fingers.tap(page.locator('.lengths a[href*="minutes="]:not([aria-current])').nth(1))
  await page.waitForURL((url) => url.href !== before)
  await fingers.tap(page.locator('input[name=slot]').nth(1))
}

async function booked(page: Page): Promise<void> {
  await page.waitForURL('**/b/bkg_*')
  await page.waitForSelector('.seal')
}

async function takeBack(page: Page): Promise<void> {
  await page.click('form[action$="/cancel"] button')
  await page.waitForSelector('.state.cancelled')
}

/** The first instrument with a budget that both may book, and that has room for them without anybody's consent. */
async function bookable(page: Page, other: Page): Promise<string> {
  await page.goto('/find?mine=1&kind=instrument')
  const paths = await page
    .locator('a.find-row')
    .evaluateAll((rows) => rows.map((row) => row.getAttribute('href') ?? ''))
  for (const path of paths) {
    await page.goto(path)
    const consent = await page.getByText('A lab manager approves').count()
    const budget = await page.getByText('Project budget').count()
    if (consent > 0 || budget === 0 || (await page.locator('input[name=slot]').count()) < 4) continue
    if ((await page.locator(canBook).count()) === 0) continue
    await other.goto(path)
    if ((await other.locator('input[name=slot]').count()) === 4 && (await other.locator(canBook).count()) > 0)
      return path
  }
  throw new Error('the demo has no instrument for its researchers')
}

const canBook = 'main:not(:has(.notice)) .bar button:not([disabled])'

async function upcoming(page: Page): Promise<string[]> {
  await page.goto('/me')
  const rows = page.locator('section[aria-labelledby=upcoming] a.row')
  return rows.evaluateAll((all) => all.map((row) => row.getAttribute('href') ?? ''))
}

function inDays(days: number): string {
  return new Date(server.now() + days * 86_400_000).toISOString().slice(0, 10)
}
