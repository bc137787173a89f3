import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeFindings, openBrowser, overflow, smallTargets, visit } from '../support/browser.ts'
import { mondayMorning, startServer, type ServerProcess } from '../support/server-process.ts'
import { fingersOn } from '../support/taps.ts'

const manager = 'manager@park.example'

const ways = [
  ['on a phone, by touch', { width: 390, touch: true }, 'tap'],
  ['at a desk, by mouse', { width: 1280 }, 'click'],
  ['at a desk, by keyboard', { width: 1280 }, 'keys'],
  ['on a phone, without JavaScript', { width: 390, javaScript: false }, 'click'],
] as const

let folder: string
let server: ServerProcess
let browser: Browser

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gongtai-review-'))
  browser = await openBrowser()
  server = await startServer({ file: join(folder, 'park.db'), startMs: 200_000, startsAt: mondayMorning })
}, 300_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await rm(folder, { recursive: true, force: true })
})

describe.each(ways)('%s', (_, options, by) => {
  const hand = (page: Page) => {
    if (by === 'keys') return fingersOn(page, 'keyboard').tap
    return (target: string) =>
      by === 'tap' ? page.locator(target).first().tap() : page.locator(target).first().click()
  }

  test('a use is put right with its reason, the next is found right as it is; each leaves the queue', async () => {
    const { page, context, complaints } = await visit(browser, server.url, manager, options)
    await page.goto('/m/review')
    expect(await axeFindings(page)).toEqual([])
    expect(await overflow(page)).toBe(0)
    expect(await smallTargets(page, 44)).toEqual([])
    const press = hand(page)
    const first = await firstOf(page)
    const row = `.review-row:has(#${first})`
    await press(`${row} summary`)
    await press(`${row} button[value=corrected]`)
    await page.waitForSelector(`${row} .fault`)
    await page.fill(`${row} input[name=reason]`, 'Seen by the camera')
    await page.fill(`${row} input[name=amount]`, '12.34')
    await press(`${row} button[value=corrected]`)
    await page.waitForSelector('.notice.good')
    expect(await page.locator(`#${first}`).count()).toBe(0)
    const second = await firstOf(page)
    await press(`.review-row:has(#${second}) button[value=confirmed]`)
    await page.waitForSelector(`#${second}`, { state: 'detached' })
    expect(complaints.filter((text) => !text.includes('422'))).toEqual([])
    await context.close()
  })
})

async function firstOf(page: Page): Promise<string> {
  return (await page.locator('.review-row > div').first().getAttribute('id')) ?? ''
}
