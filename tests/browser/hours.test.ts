import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeFindings, openBrowser, overflow, smallTargets, visit, type VisitOptions } from '../support/browser.ts'
import { mondayMorning, startServer, type ServerProcess } from '../support/server-process.ts'
import { fingersOn } from '../support/taps.ts'

const manager = 'manager@park.example'

const ways = [
  ['on a phone', { width: 390, touch: true }, 'touch'],
  ['at a desk', { width: 1280 }, 'touch'],
  ['by keyboard', { width: 1280 }, 'keyboard'],
  ['without JavaScript', { width: 390, javaScript: false }, 'touch'],
] as const

let folder: string
let server: ServerProcess
let browser: Browser
/** Machines that somebody is at, one for each way of working. */
let machines: string[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gongtai-hours-'))
  browser = await openBrowser()
  server = await startServer({ file: join(folder, 'park.db'), startMs: 200_000, startsAt: mondayMorning })
  const { page, context } = await visit(browser, server.url, manager, { width: 1280 })
  await page.goto('/m')
  const hrefs = await page
    .locator('.machine:has(.state.in-use) a[href$="/close"]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
  machines = hrefs.map((href) => href.replace(/close$/, 'hours'))
  await context.close()
}, 300_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await rm(folder, { recursive: true, force: true })
})

async function openAs(way: string, options: VisitOptions) {
  const visited = await visit(browser, server.url, manager, options)
  await visited.page.goto(machines[ways.findIndex(([name]) => name === way)] ?? '')
  return visited
}

describe.each(ways)('%s', (way, options, by) => {
  const open = () => openAs(way, options)

  test('shorter hours: who stands outside is shown, decided, and done with one button', async () => {
    const { page, context, complaints } = await open()
    await page.fill('input[name=open_1_1_1]', '11:00')
    await page.fill('input[name=open_1_2_1]', '11:30')
    const fingers = fingersOn(page, by)
    await fingers.tap('input[name=same_open]')
    await fingers.tap('form.hours > button')
    await page.waitForSelector('.bar button')
    expect(await page.textContent('.meaning')).toContain('Monday to Friday 11:00–11:30')
    const affected = await page.locator('.affected').count()
    expect(affected).toBeGreaterThan(0)
    const cancels = page.locator('.affected input[value=cancel]')
    if ((await cancels.count()) > 0) await fingers.tap(cancels.first())
    await fingers.tap('.bar button')
    await page.waitForURL('**/hours?done=1')
    expect(await page.textContent('.notice.good')).toBe('The hours are set.')
    expect(await page.inputValue('input[name=open_5_1_1]')).toBe('11:00')
    expect(complaints).toEqual([])
    await context.close()
  })

  test('hours over midnight and ranges that overlap are told on their line, and the form is kept', async () => {
    const { page, context } = await open()
    await page.fill('input[name=open_2_1_1]', '22:00')
    await page.fill('input[name=open_2_2_1]', '06:00')
    await fingersOn(page, by).tap('form.hours > button')
    await page.waitForSelector('#open_2-fault')
    expect(await page.textContent('#open_2-fault')).toContain('A range ends with its day')
    expect(await page.inputValue('input[name=open_2_1_1]')).toBe('22:00')
    await page.fill('input[name=open_2_2_1]', '00:00')
    await fingersOn(page, by).tap('form.hours > button')
    await page.waitForSelector('.bar button')
    expect(await page.textContent('.meaning')).toContain('22:00–24:00')
    await context.close()
  })
})

// After all the others: what it copies reaches their machines too.
describe.each(ways)('%s', (way, options, by) => {
  test('copying hours to every machine of the facility takes at most four taps', async () => {
    const { page, context } = await openAs(way, options)
    const fingers = fingersOn(page, by)
    await fingers.tap('input[name=scope][value=facility]')
    await fingers.tap('form.hours > button')
    await page.waitForSelector('.bar button')
    const many = Number(/\d+/.exec((await page.textContent('.bar strong')) ?? '')?.[0])
    expect(many).toBeGreaterThan(3)
    await fingers.tap('.bar button')
    await page.waitForURL('**/hours?done=1')
    expect(fingers.count()).toBeLessThanOrEqual(4)
    await context.close()
  })
})

test.each([
  ['a phone', 390],
  ['a desk', 1280],
])(
  'on %s every state of the page is sound: nothing sticks out, targets are large enough, axe finds nothing',
  async (_, width) => {
    for (const locale of ['en', 'zh-Hans', 'zh-Hant'] as const) {
      const { page, context } = await visit(browser, server.url, manager, { width, locale })
      for (const path of statesOf(machines.at(-1) ?? '')) {
        await page.goto(path)
        await shot(page, `${locale}-${width}-${path.replace(/.*hours/, '').slice(0, 30)}`)
        expect(await overflow(page), path).toBeLessThanOrEqual(0)
        expect(await smallTargets(page, 44), path).toEqual([])
        expect(await axeFindings(page), path).toEqual([])
      }
      await context.close()
    }
  },
)

function statesOf(path: string): string[] {
  const week = '&open_1_1_1=09:00&open_1_2_1=12:00&open_1_1_2=13:00&open_1_2_2=17:30&same_open=1'
  return [
    path,
    `${path}?look=1${week}&told=1&staff_1_1_1=09:00&staff_1_2_1=12:00&same_staff=1&holidays=weekend-hours`,
    `${path}?look=1&begin=at&from=2026-12-01${week}&day_1=2026-12-24&note_1=Stocktaking&scope=facility&all=move`,
    `${path}?look=1&open_1_1_1=22:00&open_1_2_1=06:00&day_1=2026-02-30&begin=at&from=2020-01-01&scope=chosen`,
  ]
}

async function shot(page: Page, name: string): Promise<void> {
  const folderOfShots = process.env['SHOTS']
  if (folderOfShots)
    await page.screenshot({ path: join(folderOfShots, `${name.replaceAll(/[^\w-]/g, '_')}.png`), fullPage: true })
}
