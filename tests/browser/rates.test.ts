import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeFindings, openBrowser, overflow, smallTargets, visit } from '../support/browser.ts'
import { mondayMorning, startServer, type ServerProcess } from '../support/server-process.ts'
import { fingersOn } from '../support/taps.ts'

const finance = 'finance@park.example'

const ways = [
  ['by touch on a phone', '2027-01-01', 641, { width: 390, touch: true }, 'touch'],
  ['by mouse at a desk', '2027-02-01', 642, { width: 1280 }, 'touch'],
  ['by keyboard at a desk', '2027-03-01', 643, { width: 1280 }, 'keyboard'],
  ['without JavaScript on a phone', '2027-04-01', 644, { width: 390, touch: true, javaScript: false }, 'touch'],
] as const

let folder: string
let server: ServerProcess
let browser: Browser

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gongtai-rates-'))
  browser = await openBrowser()
  server = await startServer({ file: join(folder, 'park.db'), startMs: 200_000, startsAt: mondayMorning })
}, 300_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await rm(folder, { recursive: true, force: true })
})

describe.each(ways)('%s', (_, from, yuan, options, by) => {
  const open = async (path: string) => {
    const visited = await visit(browser, server.url, finance, options)
    await visited.page.goto(path)
    return visited
  }
  const openResource = async () => {
    const visited = await open('/f/rates?q=IMG-0105')
    const fingers = fingersOn(visited.page, by)
    await fingers.tap('.rate-table a.what')
    await visited.page.waitForURL('**/f/rates/res_*')
    return { ...visited, fingers }
  }

  test('a rate with a band is published from a date, and a second from that day is refused', async () => {
    const { page, context, complaints, fingers } = await openResource()
    const publish = async (perHour: string) => {
      await page.fill('#publish [name=from]', from)
      await page.fill('#publish [name=per_hour]', perHour)
      await fillBand(page)
      await fingers.tap('#publish button.main')
    }
    await publish(`${yuan}.50`)
    await page.waitForURL('**done=published')
    expect(await page.textContent('#coming')).toContain(`${yuan}.50`)
    expect(await overflow(page)).toBe(0)
    await publish('650')
    await page.waitForSelector('#refused')
    expect(await page.textContent('#refused')).toContain(from.slice(0, 4))
    expect(await page.inputValue('#publish [name=per_hour]')).toBe('650')
    expect(complaints.filter((one) => !one.includes('409'))).toEqual([])
    await context.close()
  })

  test('a case is tried, and its lines are those of the bill', async () => {
    const { page, context, complaints, fingers } = await openResource()
    await page.fill('#try-from', `${from}T12:00`)
    await page.fill('#try-until', `${from}T14:00`)
    const total = `¥${(yuan + 700).toLocaleString('en')}.50`
    if (by === 'touch' && !('javaScript' in options)) await page.waitForFunction(priceStands, total)
    else await fingers.tap('#tester button')
    await page.waitForFunction(priceStands, total).catch(() => undefined)
    expect(await page.textContent('#total')).toBe(total)
    expect(await page.locator('.price-lines tbody tr').count()).toBe(2)
    expect(complaints).toEqual([])
    await context.close()
  })
})

test.each([390, 1280])(
  'the pages of prices hold at %i px: nothing overflows, targets are large, axe finds nothing',
  async (width) => {
    const { page, context } = await visit(browser, server.url, finance, { width })
    await page.goto('/f/rates?q=IMG-0102')
    const resource = (await page.getAttribute('.rate-table a.what', 'href')) ?? ''
    for (const path of ['/f/rates', resource, '/f/rates/import', '/f/consumables', '/f/discounts']) {
      await page.goto(path)
      expect([path, await overflow(page)]).toEqual([path, 0])
      expect([path, await smallTargets(page, 24)]).toEqual([path, []])
      expect([path, await axeFindings(page)]).toEqual([path, []])
    }
    await context.close()
  },
)

/** All days from 13:00 to 18:00 at 700.00 an hour. */
async function fillBand(page: Page): Promise<void> {
  const band = page.locator('details.band').first()
  if ((await band.getAttribute('open')) === null) await band.locator('summary').click()
  await page.selectOption('[name=band1]', 'peak')
  await page.fill('[name=band1_from]', '13:00')
  await page.fill('[name=band1_to]', '18:00')
  await page.fill('[name=band1_price]', '700')
  for (let day = 1; day <= 7; day++) await page.check(`[name=band1_${day}]`)
}

function priceStands(total: string): boolean {
  return document.querySelector('#total')?.textContent === total
}
