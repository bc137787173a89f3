import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeFindings, openBrowser, overflow, smallTargets, visit } from '../support/browser.ts'
import { mondayMorning, startServer, type ServerProcess } from '../support/server-process.ts'
import { fingersOn } from '../support/taps.ts'

const parkFinance = 'finance@park.example'
const firmFinance = 'finance@helix.example'

const ways = [
  ['on a phone, by touch', { width: 390, touch: true }, 'tap'],
  ['at a desk, by mouse', { width: 1280 }, 'click'],
  ['at a desk, by keyboard', { width: 1280 }, 'keys'],
  ['on a phone, by keyboard', { width: 390 }, 'keys'],
  ['on a phone, without JavaScript', { width: 390, javaScript: false }, 'click'],
] as const

let folder: string
let server: ServerProcess
let browser: Browser

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gongtai-ledger-'))
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

  test('from a month to one firm, to an entry, its rate and its booking: one step each', async () => {
    const { page, context, complaints } = await visit(browser, server.url, parkFinance, options)
    await page.goto('/f/ledger')
    const press = hand(page)
    const whole = await page.textContent('.ledger-totals .due')
    await press('.entries .ways a')
    await page.waitForURL(/firm=firm_/)
    expect(await page.textContent('.ledger-totals .due')).not.toBe(whole)
    const firm = await page.textContent('.entries .ways a')
    await press('.entries .entry')
    await page.waitForURL(/\/f\/ledger\/ent_/)
    expect(await page.textContent('.sheet-head')).toContain(firm)
    expect(await page.locator('#rate').count()).toBe(1)
    expect(await page.textContent('.lines')).toMatch(/÷ 60|×/)
    await press('.sheet-head a[href^="/b/"]')
    await page.waitForURL(/\/b\/bkg_/)
    expect(complaints).toEqual([])
    await context.close()
  })

  test('a filter by kind and statement is kept in the address and in the form', async () => {
    const { page, context } = await visit(browser, server.url, firmFinance, options)
    await page.goto('/f/ledger')
    const press = hand(page)
    await press('.ledger-filter summary')
    await page.selectOption('#field-kind', 'usage')
    await page.selectOption('#field-stated', 'no')
    await press('.ledger-filter button')
    await page.waitForURL(/kind=usage/)
    expect(new URL(page.url()).searchParams.get('stated')).toBe('no')
    expect(await page.inputValue('#field-kind')).toBe('usage')
    expect(await page.locator('.entries .entry').count()).toBeGreaterThan(0)
    expect(await page.locator('.entries .ways a[href^="/f/statements/"]').count()).toBe(0)
    await context.close()
  })
})

describe.each(['light', 'dark'] as const)('%s', (theme) => {
  test.each(['en', 'zh-Hans', 'zh-Hant'] as const)(
    'ledger, entry, money and plots are accessible and fit a phone: %s',
    async (locale) => {
      for (const [who, paths] of [
        [parkFinance, ['/f/ledger', '/f/plots']],
        [firmFinance, ['/f/ledger?kind=usage', '/me/firm/money', '/f/plots', 'entry']],
      ] as const) {
        const { page, context } = await visit(browser, server.url, who, { width: 390, scheme: theme, locale })
        for (const path of paths) {
          if (path === 'entry') {
            await page.goto('/f/ledger')
            await page.goto((await page.getAttribute('.entries .entry', 'href')) ?? '')
          } else await page.goto(path)
          expect(await axeFindings(page), path).toEqual([])
          expect(await overflow(page), path).toBe(0)
          expect(await smallTargets(page, 24), path).toEqual([])
        }
        await context.close()
      }
    },
  )
})
