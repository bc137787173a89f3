import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, visit } from '../support/browser.ts'
import { startServer, type ServerProcess } from '../support/server-process.ts'

let folder: string
let server: ServerProcess
let browser: Browser

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gongtai-subsidies-'))
  server = await startServer({ file: join(folder, 'park.db'), startMs: 100_000 })
  browser = await openBrowser()
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await rm(folder, { recursive: true, force: true })
})

describe.each([
  { width: 390, locale: 'zh-Hans', touch: true },
  { width: 1280, locale: 'en', touch: false },
] as const)('park finance, $width px wide', ({ width, locale, touch }) => {
  test('publishes a programme, is told what is wrong with it, and mends that without typing again', async () => {
    const { page, context, complaints } = await visit(browser, server.url, 'finance@park.example', {
      width,
      locale,
      touch,
    })
    await page.goto('/f/subsidies')
    await page.locator('summary').first().click()
    const code = `NOWHERE-${width}`
    for (const [name, value] of Object.entries({
      hans: `区科技券 ${width}`,
      hant: `區科技券 ${width}`,
      en: `District voucher ${width}`,
      percent: '30',
      startsOn: '2026-01-01',
      endsOn: '2027-12-31',
      claimCap: '200.00',
      resources: code,
    }))
      await page.fill(`form[action="/f/subsidies"] [name=${name}]`, value)
    await page.click('form[action="/f/subsidies"] button')
    expect(await page.textContent('.fault')).toContain(code)
    expect(await page.inputValue('[name=claimCap]')).toBe('200.00')
    await page.fill('[name=resources]', '')
    await page.check('[name=facilities][value=MSO]')
    await page.focus('form[action="/f/subsidies"] button')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/f\/subsidies\/sub_/)
    expect(await page.textContent('h1')).toContain(String(width))
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    expect(complaints).toEqual([])
    await context.close()
  })

  test('exports the claims of a month with their evidence', async () => {
    const { page, context, complaints } = await visit(browser, server.url, 'finance@park.example', {
      width,
      locale,
      touch,
    })
    await page.goto('/f/subsidies')
    await page.locator('a.row[href$="00001"]').click()
    const link = page.locator('section.claims a[href$="/pack"]').first()
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
    const files = unzipSync(await readFile(await download.path()))
    const names = Object.keys(files)
    expect(names).toContain('claims.xlsx')
    const lines = new TextDecoder().decode(files['claims.csv']).trim().split('\r\n')
    expect(names.filter((name) => name.startsWith('evidence/'))).toHaveLength(lines.length - 2)
    expect(complaints).toEqual([])
    await context.close()
  })
})

test('a list is marked as claimed and then as paid', async () => {
  const { page, context } = await visit(browser, server.url, 'finance@park.example', { width: 390 })
  await page.goto('/f/subsidies')
  await page.locator('a.row[href$="00001"]').click()
  await page.locator('form[action*="/claims/"] button').last().click()
  await page.waitForSelector('form[action^="/f/claim-lists/"]')
  await page.fill('form[action^="/f/claim-lists/"] [name=voucher]', 'V-2026-1')
  await page.click('form[action^="/f/claim-lists/"] button')
  await page.waitForSelector('text=V-2026-1')
  await context.close()
})
