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
  folder = await mkdtemp(join(tmpdir(), 'gongtai-approvals-'))
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

  test('two are asked for, ticked and approved together: both are confirmed', async () => {
    const asked = await ask(2)
    const { page, context, complaints } = await visit(browser, server.url, manager, options)
    await page.goto('/m/requests')
    const press = hand(page)
    for (const id of asked) await press(`input[name=pick][value="${id}:lab-manager"]`)
    await press('.decide-bar button[value=approve]')
    await page.waitForSelector('#told')
    const told = (await page.textContent('#told')) ?? ''
    expect(told).toContain('2 decided.')
    expect(told.split('Approved and confirmed')).toHaveLength(3)
    for (const id of asked) {
      expect(await page.locator(`input[value="${id}:lab-manager"]`).count()).toBe(0)
      await page.goto(`/b/${id}`)
      expect(await page.textContent('p.state')).toBe('Booked')
      expect(await page.textContent('.consent')).toMatch(/Lab manager\s*approved/)
    }
    expect(complaints).toEqual([])
    await context.close()
  })

  test('a refusal asks for its reason, and keeps what was ticked', async () => {
    const [id] = await ask(1)
    const { page, context } = await visit(browser, server.url, manager, options)
    await page.goto('/m/requests')
    const press = hand(page)
    const box = `input[name=pick][value="${id}:lab-manager"]`
    await press(box)
    await press('.decide-bar button[value=reject]')
    await page.waitForSelector('#decide-fault')
    expect(await page.isChecked(box)).toBe(true)
    await page.fill('#reason', 'The room is being inspected')
    await press('.decide-bar button[value=reject]')
    await page.waitForSelector('#told')
    expect(await page.textContent('#told')).toContain('Refused, its time is free again')
    await page.goto(`/b/${id}`)
    expect(await page.textContent('.consent')).toContain('The room is being inspected')
    await context.close()
  })
})

test('what has the focus is not under the bar, nor the bar under what stands at the foot of a phone', async () => {
  const { page, context } = await visit(browser, server.url, manager, { width: 390, serviceWorker: false })
  await page.goto('/m/requests')
  const boxes = await page.locator('input[name=pick]').count()
  expect(boxes).toBeGreaterThan(8)
  await page.locator('input[name=pick]').first().focus()
  for (let at = 1; at < 8; at++) {
    await page.keyboard.press('Tab')
    const hidden = await page.evaluate(() => {
      const box = document.activeElement?.getBoundingClientRect()
      const found = box && document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)
      return found?.closest('.decide-bar, nav') !== null && !document.activeElement?.closest('.decide-bar, nav')
    })
    expect(hidden).toBe(false)
  }
  const under = await page.locator('.decide-bar button').evaluateAll(
    (buttons) =>
      buttons.filter((button) => {
        const { x, y, width, height } = button.getBoundingClientRect()
        return document.elementFromPoint(x + width / 2, y + height / 2) !== button
      }).length,
  )
  expect(under).toBe(0)
  await context.close()
})

test('axe finds nothing, no page is wider than its window, and every target has a finger’s width', async () => {
  const pages = [
    [manager, '/m/requests?all=1'],
    [manager, '/m/requests?by=safety&q=zzzz'],
    [manager, '/me/approvals'],
    ['admin@park.example', '/me/approvals'],
    ['admin@helix.example', '/me/firm/requests'],
  ] as const
  for (const width of [390, 1280])
    for (const [who, path] of pages) {
      const { page, context } = await visit(browser, server.url, who, { width, serviceWorker: false })
      await page.goto(path)
      expect([path, await axeFindings(page)]).toEqual([path, []])
      expect([path, await overflow(page)]).toEqual([path, 0])
      expect([path, await smallTargets(page, 44)]).toEqual([path, []])
      await context.close()
    }
})

/** The researcher asks for so many hours of what needs a lab manager's consent. */
async function ask(count: number): Promise<string[]> {
  const { page, context } = await visit(browser, server.url, researcher)
  const asked = await page.evaluate(async (most) => {
    const made: string[] = []
    const send = async (path: string, body: object) => {
      const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }
      const answer = await fetch(`/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
      return (await answer.json()) as { id?: string; state?: string; needs?: string[]; bookable?: boolean }
    }
    for (let day = 3; day < 19 && made.length < most; day++) {
      const from = new Date(Date.UTC(2026, 10, 23 + day, 2)).toISOString().replace('.000', '')
      const until = from.replace('T02', 'T06')
      const found = await fetch(`/api/v1/resources?bookable=me&freeFrom=${from}&freeTo=${until}&minutes=240&limit=200`)
      const { items } = (await found.json()) as { items: { id: string }[] }
      for (const { id: resourceId } of items) {
        const wish = { resourceId, startsAt: from, endsAt: until }
        const { bookable, needs = [] } = await send('/quotes', wish)
        if (bookable !== true || needs.length === 0 || made.length >= most) continue
        const { id, state } = await send('/bookings', wish)
        if (id !== undefined && state === 'pending') made.push(id)
      }
    }
    return made
  }, count)
  await context.close()
  if (asked.length < count) throw new Error(`the demo’s researcher could ask for ${asked.length} only`)
  return asked
}
