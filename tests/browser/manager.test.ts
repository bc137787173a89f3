import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeFindings, openBrowser, overflow, smallTargets, visit } from '../support/browser.ts'
import { mondayMorning, startServer, type ServerProcess } from '../support/server-process.ts'
import { fingersOn } from '../support/taps.ts'

const manager = 'manager@park.example'
const researcher = 'researcher@helix.example'
/** Bookings of half past ten, and the moment at which whoever made them is late. */
const halfPastTen = '2026-11-23T02:30:00Z'
const tooLate = '2026-11-23T02:37:00Z'

const ways = [
  ['on a phone', { width: 390, touch: true }, 'touch'],
  ['at a desk', { width: 1280 }, 'touch'],
  ['by keyboard', { width: 1280 }, 'keyboard'],
  ['without JavaScript', { width: 390, javaScript: false }, 'touch'],
] as const

let folder: string
let server: ServerProcess
let browser: Browser

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gongtai-manager-'))
  const file = join(folder, 'park.db')
  browser = await openBrowser()
  server = await startServer({ file, startMs: 200_000, startsAt: mondayMorning })
  await bookForLater(ways.length)
  await server.stop()
  server = await startServer({ file, startMs: 200_000, startsAt: tooLate })
}, 300_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await rm(folder, { recursive: true, force: true })
})

describe.each(ways)('%s', (_, options, by) => {
  const open = async () => {
    const { page, context, complaints } = await visit(browser, server.url, manager, options)
    await page.goto('/')
    await page.click('.top nav a[href="/m"]')
    await page.waitForURL('**/m')
    return { page, context, complaints }
  }

  test('closing a machine over whoever is at it: at most five taps from today, and one opens it again', async () => {
    const { page, context } = await open()
    const machine = page.locator('.machine:has(.state.in-use:has-text("In use until")):has(a[href$="/close"])').first()
    const name = await machine.locator('.what').textContent()
    const fingers = fingersOn(page, by)
    await fingers.tap(machine.locator('a[href$="/close"]'))
    await page.waitForURL('**/close')
    await fingers.tap('input[name=length][value=day]')
    await fingers.tap('form.closing button')
    await page.waitForSelector('.bar button')
    expect(await page.locator('.affected').count()).toBeGreaterThan(0)
    await fingers.tap('.bar button')
    await page.waitForURL('**/m/closures/clo_*')
    expect(fingers.count()).toBeLessThanOrEqual(5)
    expect(await page.textContent('.now.closed')).toBe('Closed')
    expect(await page.textContent('h1')).toContain(name)
    expect(await page.locator('section[aria-labelledby=became] a.row').count()).toBeGreaterThan(0)
    await fingersOn(page, by).tap('form[action$="/reopening"] button')
    await page.waitForSelector('.now.free')
    await context.close()
  })

  test('whoever is late is checked in with one tap, and the page stays where it is', async () => {
    const { page, context } = await open()
    const row = page.locator('#late .need-row').first()
    const before = await lateCount(page)
    const fingers = fingersOn(page, by)
    await fingers.tap(row.locator('form[action$="/check-in"] button'))
    await page.waitForSelector('#done')
    expect(fingers.count()).toBe(1)
    expect(new URL(page.url()).pathname).toBe('/m')
    expect(await lateCount(page)).toBe(before - 1)
    await context.close()
  })
})

test('left open, the page renews itself: what is opened, typed and focused stays', async () => {
  const { page, context, complaints } = await visit(browser, server.url, manager, { width: 1280 })
  await page.clock.install()
  await page.goto('/m')
  await page.fill('#q', 'conf')
  const idle = page.locator('details.idle:not([open])').first()
  await idle.evaluate((details) => details.setAttribute('open', ''))
  const link = page.locator('.machine a[href$="/close"]').first()
  await link.evaluate((node: HTMLElement) => node.focus())
  await page.evaluate(() => {
    document.querySelector('#as-of')?.replaceChildren('old')
    document.querySelector('.machine')?.setAttribute('data-mark', 'the same element')
  })
  const scrolled = await page.evaluate(() => (window.scrollTo(0, 300), window.scrollY))
  const renewed = page.waitForResponse((answer) => new URL(answer.url()).pathname === '/m')
  await page.clock.fastForward(31_000)
  await renewed
  await page.waitForFunction(() => document.querySelector('#as-of')?.textContent !== 'old')
  expect(await page.inputValue('#q')).toBe('conf')
  expect(await page.locator('details.idle[open]').count()).toBeGreaterThan(0)
  expect(await link.evaluate((node) => document.activeElement === node)).toBe(true)
  expect(await page.evaluate(() => window.scrollY)).toBe(scrolled)
  expect(await page.locator('[data-mark]').count()).toBeLessThanOrEqual(1)
  expect(complaints).toEqual([])
  await context.close()
})

test('out of reach of the server, it says so, and takes that back', async () => {
  const { page, context } = await visit(browser, server.url, manager, { width: 390, serviceWorker: false })
  await page.clock.install()
  await page.goto('/m')
  expect(await page.isVisible('#stale')).toBe(false)
  await context.setOffline(true)
  await page.clock.fastForward(31_000)
  await page.waitForSelector('#stale:not([hidden])')
  await context.setOffline(false)
  await page.clock.fastForward(31_000)
  await page.waitForSelector('#stale', { state: 'hidden' })
  await context.close()
})

test('axe finds nothing, no page is wider than its window, and every target has a finger’s width', async () => {
  for (const width of [390, 1280]) {
    const { page, context } = await visit(browser, server.url, manager, { width, serviceWorker: false })
    await page.goto('/m')
    const close = await page.locator('.machine:has(.state.in-use) a[href$="/close"]').first().getAttribute('href')
    for (const path of [
      '/m',
      '/m?q=zzzz',
      close ?? '',
      `${close}?look=1&length=day`,
      `${close}?look=1&begin=at&date=`,
    ]) {
      await page.goto(path)
      expect([path, await axeFindings(page)]).toEqual([path, []])
      expect([path, await overflow(page)]).toEqual([path, 0])
      expect([path, await smallTargets(page, 44)]).toEqual([path, []])
    }
    await context.close()
  }
})

/** The researcher books so many machines of which a check-in is asked. */
async function bookForLater(count: number): Promise<void> {
  const { page, context } = await visit(browser, server.url, researcher)
  const booked = await page.evaluate(
    async ({ from, most }) => {
      const until = from.replace('02:30', '03:30')
      const found = await fetch(`/api/v1/resources?bookable=me&freeFrom=${from}&freeTo=${until}&minutes=60`)
      const { items } = (await found.json()) as { items: { id: string }[] }
      let made = 0
      for (const { id } of items) {
        const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }
        const body = JSON.stringify({ resourceId: id, startsAt: from, endsAt: until })
        const answer = await fetch('/api/v1/bookings', { method: 'POST', headers, body })
        const { state, checkIn } = (await answer.json()) as { state?: string; checkIn?: { kind: string } }
        if (state === 'confirmed' && checkIn?.kind === 'required') made++
        if (made === most) break
      }
      return made
    },
    { from: halfPastTen, most: count },
  )
  await context.close()
  if (booked < count) throw new Error(`the demo’s researcher could book ${booked} machines only`)
}

async function lateCount(page: Page): Promise<number> {
  const text = (await page.locator('#counts li').first().textContent()) ?? ''
  return Number.parseInt(text, 10)
}
