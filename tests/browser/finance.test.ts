import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Locale } from '../../src/platform/i18n/locale.ts'
import { axeFindings, openBrowser, overflow, smallTargets, visit, type Visit } from '../support/browser.ts'
import { startServer, type ServerProcess } from '../support/server-process.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

interface Way {
  readonly locale: Locale
  readonly width: number
  readonly touch: boolean
  readonly words: { readonly credited: string; readonly settled: string; readonly matches: string }
}

const ways: readonly Way[] = [
  {
    locale: 'zh-Hans',
    width: 390,
    touch: true,
    words: { credited: '已冲减', settled: '已结清', matches: '相符' },
  },
  {
    locale: 'en',
    width: 1280,
    touch: false,
    words: { credited: 'Credited', settled: 'Settled', matches: 'Matches' },
  },
]

describe.each(ways)('in $locale at $width', ({ locale, width, touch, words }) => {
  let folder: string
  let server: ServerProcess
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gongtai-finance-'))
    // A Monday of December: the demo's November is stated.
    const startsAt = '2026-12-07T02:00:00Z'
    server = await startServer({ file: join(folder, 'park.db'), startMs: 100_000, startsAt })
  }, 200_000)
  afterAll(async () => {
    await server?.stop()
    await rm(folder, { recursive: true, force: true })
  })

  test('objection → credit → next statement → payment → settled', async () => {
    const firm = await visit(browser, server.url, 'finance@helix.example', { locale, width, touch })
    const office = await visit(browser, server.url, 'finance@park.example', { locale, width, touch })
    const press = pressing(touch)

    // The firm finds its statement of November, and objects to its first line.
    await firm.page.goto('/f/statements')
    await press(firm.page, 'ul.rows a.row >> nth=0')
    const path = new URL(firm.page.url()).pathname
    await firm.page.goto(`${path}?line=1#object`)
    await firm.page.fill('[name=reason]', 'The laser was off')
    await press(firm.page, 'form[action$="/objections"] button')
    await looksRight(firm, width)

    // The park credits a part of it.
    await office.page.goto(`${path}#objections`)
    await office.page.fill('[name=credit]', '1.00')
    await office.page.fill('[name=answer]', 'Agreed')
    await press(office.page, 'form[action$="/answer"] button')
    expect(await office.page.textContent('#objections')).toContain(words.credited)
    await looksRight(office, width)

    // What is left is paid: the amount stands in the form. By keyboard, where there is one.
    const before = await documentOf(office.page, path)
    expect(before.due.amountMinor).toBe(before.total.amountMinor - 100)
    await office.page.fill('[name=voucher]', 'BANK-1')
    if (touch) await press(office.page, 'form[action$="/payments"] button')
    else await office.page.press('[name=voucher]', 'Enter')
    await office.page.waitForURL('**/*#payments')
    await firm.page.goto(path)
    expect(await firm.page.textContent('.dues')).toContain('0.00')
    expect(await firm.page.textContent('#payments')).toContain('BANK-1')
    expect(await documentOf(firm.page, path)).toMatchObject({ state: 'settled', due: { amountMinor: 0 } })
    await looksRight(firm, width)
    await firm.page.goto('/f/statements')
    expect(await firm.page.textContent('ul.rows')).toContain(words.settled)

    // The credit stands on the next statement, and is not counted twice.
    await office.page.goto('/f/periods/2026-11')
    await press(office.page, 'form[action$="/2026-11/statements"] button')
    await firm.page.goto('/f/statements')
    await press(firm.page, 'ul.rows a.row >> nth=0')
    const next = new URL(firm.page.url()).pathname
    expect(next).not.toBe(path)
    expect(await documentOf(firm.page, next)).toMatchObject({
      total: { amountMinor: -100 },
      carried: { amountMinor: 100 },
      state: 'settled',
    })
    expect([...firm.complaints, ...office.complaints]).toEqual([])
    for (const { context } of [firm, office]) await context.close()
  }, 120_000)

  test('the bank’s file is laid beside the statements and confirmed', async () => {
    const office = await visit(browser, server.url, 'finance@park.example', { locale, width, touch })
    const { page } = office
    const { items } = (await page.evaluate(async () => (await fetch('/api/v1/statements?limit=50')).json())) as {
      items: { number: string; state: string; due: Money; disputed: Money }[]
    }
    const open = items.find(({ state, disputed }) => state === 'issued' && disputed.amountMinor === 0)
    if (!open) throw new Error('every statement is settled or disputed')
    await page.goto('/f/reconcile')
    await looksRight(office, width)
    const amount = (open.due.amountMinor / 100).toFixed(2)
    const rows = `${open.number},${amount},B-${width},2026-12-04\r\n2026-99999,5.00,B-X,2026-12-04\r\n`
    const buffer = Buffer.from(`\ufeff结算单号,金额,凭证号,日期\r\n${rows}`)
    await page.setInputFiles('[name=file]', { name: 'bank.csv', mimeType: 'text/csv', buffer })
    await page.click('form:has([name=file]) button')
    expect(await page.textContent('#report')).toContain(words.matches)
    await looksRight(office, width)
    await pressing(touch)(page, '#report button')
    await page.waitForURL('**/f/reconcile?done=1')
    expect(await documentOf(page, `/f/statements/${open.number}`)).toMatchObject({ state: 'settled' })
    expect(office.complaints).toEqual([])
    await office.context.close()
  }, 60_000)
})

interface Money {
  readonly amountMinor: number
}

function pressing(touch: boolean) {
  return async (page: Page, where: string) => {
    await Promise.all([page.waitForEvent('framenavigated'), touch ? page.tap(where) : page.click(where)])
    await page.waitForLoadState()
  }
}

interface Shown {
  readonly state: string
  readonly total: { readonly amountMinor: number }
  readonly due: { readonly amountMinor: number }
}

/** The statement of a page as the API says it to the same person. */
async function documentOf(page: Page, path: string): Promise<Shown> {
  const api = path.replace('/f/', '/api/v1/')
  return (await page.evaluate(async (address) => (await fetch(address)).json(), api)) as Shown
}

async function looksRight({ page }: Visit, width: number): Promise<void> {
  expect(await axeFindings(page)).toEqual([])
  expect(await overflow(page)).toBe(0)
  if (width < 500) expect(await smallTargets(page, 44)).toEqual([])
}
