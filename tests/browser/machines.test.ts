import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeFindings, openBrowser, overflow, smallTargets, visit } from '../support/browser.ts'
import { mondayMorning, startServer, type ServerProcess } from '../support/server-process.ts'
import { fingersOn } from '../support/taps.ts'

const manager = 'manager@park.example'

const ways = [
  ['by touch on a phone', { width: 390, touch: true }, 'touch'],
  ['by mouse at a desk', { width: 1280 }, 'touch'],
  ['by keyboard at a desk', { width: 1280 }, 'keyboard'],
  ['by keyboard on a phone', { width: 390 }, 'keyboard'],
  ['without JavaScript on a phone', { width: 390, touch: true, javaScript: false }, 'touch'],
] as const

let folder: string
let server: ServerProcess
let browser: Browser

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gongtai-machines-'))
  browser = await openBrowser()
  server = await startServer({ file: join(folder, 'park.db'), startMs: 200_000, startsAt: mondayMorning })
}, 300_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await rm(folder, { recursive: true, force: true })
})

let made = 0

describe.each(ways)('%s', (_, options, by) => {
  const open = async (path: string) => {
    const visited = await visit(browser, server.url, manager, options)
    await visited.page.goto(path)
    return visited
  }

  test('an instrument is published with hours and a price in at most twelve interactions', async () => {
    const { page, context, complaints } = await open('/m/resources')
    const hands = handsOn(page, by)
    const number = `NEW-${++made}`
    await hands.tap('#add')
    await page.waitForURL('**/m/resources/new')
    await hands.type('[name=hans]', `共聚焦 ${made}`)
    await hands.type('[name=number]', number)
    await hands.choose('[name=from]', 0)
    await hands.type('[name=price_resident]', '320')
    await hands.tap('button[value=published]')
    await page.waitForURL('**/m/resources/res_*')
    expect(hands.count()).toBeLessThanOrEqual(12)
    expect(await page.inputValue('[name=number]')).toBe(number)
    expect(await page.inputValue('[name=en]')).toBe(`共聚焦 ${made}`)
    expect(await page.textContent('#prices')).toContain('320.00')
    expect(await page.locator('#state .now.free').count()).toBe(1)
    expect(complaints).toEqual([])
    await context.close()
  })

  test('the hours of one machine are given to all that fit in at most four interactions', async () => {
    const { page, context, complaints } = await open('/m/resources?q=IMG')
    const count = Number.parseInt((await page.textContent('#found'))?.replaceAll(/\D/g, '') ?? '', 10)
    const hands = handsOn(page, by)
    // Another week than the last round gave them, whatever that was.
    const weeks = await page.locator('[name=from] option').count()
    await hands.tap('[name=all]')
    await hands.choose('[name=from]', weeks - 1)
    await hands.tap('button[value=hours]')
    await page.waitForURL('**/together?**')
    const affected = await page.locator('#affected li').count()
    await hands.tap('#apply')
    await page.waitForURL('**/m/resources?**done=*')
    expect(hands.count()).toBeLessThanOrEqual(4)
    const done = (await page.textContent('#done')) ?? ''
    expect(count).toBeGreaterThan(3)
    expect(done).toMatch(/\d+/)
    const marks = await page.locator('a[href$="#marked"]').count()
    expect(marks > 0).toBe(affected > 0)
    const hours = await page.locator('.machine-table tbody td:nth-child(4)').allTextContents()
    expect(new Set(hours).size).toBe(1)
    expect(complaints).toEqual([])
    await context.close()
  })

  test('the catalogue goes out as a file and back in, changed, with every line accounted for', async () => {
    const { page, context, complaints } = await open('/m/resources?q=PUB')
    const [saving] = await Promise.all([page.waitForEvent('download'), page.click('#save')])
    // To trim takes the mark off that says UTF-8.
    const lines = (await readFile(await saving.path(), 'utf8')).trim().split('\r\n')
    expect(lines.length).toBeGreaterThan(2)
    const again = join(folder, `again-${++made}.csv`)
    const added = `CSV-${made}`
    const header = (lines[0] ?? '').split(',')
    const fresh = header.map((column) => ({ asset_number: added, name_en: 'From a file' })[column] ?? '')
    const broken = header.map((column) => (column === 'kind' ? 'vehicle' : column === 'name_en' ? 'No number' : ''))
    await writeFile(again, [...lines, fresh.join(','), broken.join(',')].join('\r\n'))
    await page.goto('/m/resources/import')
    const hands = handsOn(page, by)
    await page.setInputFiles('[name=file]', again)
    await hands.tap('#send button[type=submit]')
    await page.waitForSelector('#counts')
    expect(await page.locator('#counts b').allTextContents()).toEqual(['1', '0', String(lines.length - 1), '1'])
    expect(await page.textContent('tr.refused')).toContain('kind')
    await hands.tap('#apply')
    await page.waitForSelector('#report:not(:has(#apply))')
    await page.goto(`/m/resources?q=${added}`)
    expect(await page.locator('.machine-table tbody tr').count()).toBe(1)
    expect(complaints).toEqual([])
    await context.close()
  })
})

test('axe finds nothing, no page is wider than its window, and every target has a finger’s width', async () => {
  for (const width of [390, 1280]) {
    const { page, context } = await visit(browser, server.url, manager, { width, serviceWorker: false })
    await page.goto('/m/resources')
    const machine = (await page.locator('.machine-table .what').first().getAttribute('href')) ?? ''
    const from = await page.locator('[name=from] option').last().getAttribute('value')
    const together = '/m/resources/together?all=1&q=IMG'
    for (const path of [
      '/m/resources',
      '/m/resources/new',
      `${together}&do=choose`,
      `${together}&do=hours&from=${from}`,
      '/m/resources/import',
      machine,
      `${machine}/state?to=retired`,
    ]) {
      await page.goto(path)
      expect([path, await axeFindings(page)]).toEqual([path, []])
      expect([path, await overflow(page)]).toEqual([path, 0])
      expect([path, await smallTargets(page, 44)]).toEqual([path, []])
    }
    await context.close()
  }
})

/** Hands that are counted: a tap, a field filled, a choice made are one each. */
function handsOn(page: Page, by: 'touch' | 'keyboard') {
  const fingers = fingersOn(page, by)
  let more = 0
  const reach = async (target: string) => {
    more++
    const found = page.locator(target).first()
    if (by === 'touch') return found.click()
    for (let presses = 0; presses < 300; presses++) {
      if (await found.evaluate((node) => document.activeElement === node)) return
      await page.keyboard.press('Tab')
    }
    throw new Error(`Tab does not reach ${target}`)
  }
  return {
    tap: async (target: string) => {
      if (by === 'touch') return fingers.tap(target)
      await reach(target)
      const isBox = (await page.locator(target).first().getAttribute('type')) === 'checkbox'
      await page.keyboard.press(isBox ? 'Space' : 'Enter')
    },
    type: async (target: string, text: string) => {
      await reach(target)
      await page.keyboard.type(text)
    },
    choose: async (target: string, at: number) => {
      await reach(target)
      if (by === 'touch') await page.selectOption(target, { index: at })
      else {
        await page.keyboard.press('Home')
        for (let presses = 0; presses < at; presses++) await page.keyboard.press('ArrowDown')
      }
    },
    count: () => fingers.count() + more,
  }
}
