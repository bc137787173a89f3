import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeFindings, openBrowser, overflow, smallTargets, visit } from '../support/browser.ts'
import { mondayMorning, startServer, type ServerProcess } from '../support/server-process.ts'
import { drag } from '../support/drags.ts'
import { fingersOn } from '../support/taps.ts'
import { book, bookMachines, day, type Machine } from '../support/booked-machines.ts'

const manager = 'manager@park.example'
const researcher = 'researcher@helix.example'

const hands = [
  ['with a mouse at a desk', { width: 1280 }, 'mouse'],
  ['with a mouse in a narrow window', { width: 390 }, 'mouse'],
  ['with a finger on a phone', { width: 390, touch: true }, 'touch'],
  ['with a finger at a desk', { width: 1280, touch: true }, 'touch'],
] as const
const forms = [
  ['by keyboard at a desk', { width: 1280 }, 'keyboard'],
  ['by keyboard in a narrow window', { width: 390 }, 'keyboard'],
  ['without JavaScript on a phone', { width: 390, javaScript: false }, 'touch'],
  ['without JavaScript at a desk', { width: 1280, javaScript: false }, 'touch'],
] as const

let folder: string
let server: ServerProcess
let browser: Browser
let machines: Machine[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gongtai-timeline-'))
  browser = await openBrowser()
  server = await startServer({ file: join(folder, 'park.db'), startMs: 200_000, startsAt: mondayMorning })
  const asResearcher = await visit(browser, server.url, researcher)
  machines = await bookMachines(asResearcher.page, hands.length + forms.length + 1)
  await asResearcher.context.close()
}, 300_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await rm(folder, { recursive: true, force: true })
})

describe.each(hands)('%s', (_, options, hand) => {
  test('a booking is moved and stretched, and free time closed, each by dragging', async () => {
    const machine = taken()
    const { page, context, complaints } = await visit(browser, server.url, manager, options)
    await openBoard(page, machine)
    await drag(page, hand, blockOf(page, machine), { grip: 0.5, minutes: 60 })
    expect(await confirm(page)).toContain('11:00–12:00')
    expect(await timesOf(page, machine)).toEqual([`${day}T11:00`, `${day}T12:00`])
    await drag(page, hand, blockOf(page, machine), { grip: 0.97, minutes: 60 })
    expect(await confirm(page)).toContain('11:00–13:00')
    expect(await timesOf(page, machine)).toEqual([`${day}T11:00`, `${day}T13:00`])
    await drag(page, hand, blockOf(page, machine), { grip: 1.05, minutes: 45 })
    await page.waitForURL('**/close?**')
    const asked = new URL(page.url()).searchParams
    expect([asked.get('date'), asked.get('time'), asked.get('untilTime')]).toEqual([day, '13:00', '14:00'])
    await page.click('.bar button')
    await page.waitForURL('**/m/closures/clo_*')
    expect(complaints).toEqual([])
    await context.close()
  })
})

describe.each(forms)('%s', (_, options, by) => {
  test('the same by the sheet: moved, stretched, and closed from the row', async () => {
    const machine = taken()
    const { page, context } = await visit(browser, server.url, manager, options)
    await openBoard(page, machine)
    const fingers = fingersOn(page, by)
    if (by === 'keyboard') await arrowTo(page, blockOf(page, machine))
    else await fingers.tap(blockOf(page, machine))
    await page.waitForSelector('#move #field-from')
    await page.fill('#field-from', `${day}T11:00`)
    await page.fill('#field-until', `${day}T13:00`)
    await fingers.tap('#move form[method=get] button')
    expect(await page.textContent('#confirm, #against')).toContain('11:00–13:00')
    await fingers.tap('#confirm button')
    await page.waitForSelector('#outcome .good')
    expect(await timesOf(page, machine)).toEqual([`${day}T11:00`, `${day}T13:00`])
    await page.locator('.lane .shuts').first().focus()
    await page.keyboard.press('Enter')
    await page.waitForURL('**/close?**')
    expect(await page.inputValue('#field-date')).toBe(day)
    await context.close()
  })
})

test('a time that somebody else has is refused in the sheet, and the block goes back', async () => {
  const machine = machines[0] as Machine
  const other = await visit(browser, server.url, researcher)
  expect(await book(other.page, machine.id, 12)).not.toBeNull()
  await other.context.close()
  const { page, context } = await visit(browser, server.url, manager, { width: 1280 })
  await openBoard(page, machine)
  await drag(page, 'mouse', blockOf(page, machine), { grip: 0.5, minutes: 120 })
  await page.waitForSelector('dialog[open] #against')
  await page.keyboard.press('Escape')
  await page.waitForSelector('dialog:not([open])', { state: 'attached' })
  await page.waitForSelector('.ghost', { state: 'hidden' })
  expect(await page.locator('.lifted').count()).toBe(0)
  expect(await timesOf(page, machine)).toEqual([`${day}T10:00`, `${day}T11:00`])
  await context.close()
})

test('arrow keys go from block to block and from machine to machine; the board is one stop for Tab', async () => {
  const { page, context } = await visit(browser, server.url, manager, { width: 1280 })
  await page.goto(`/m/timeline?date=${day}&booked=1`)
  expect(await page.locator('.lane a[tabindex="0"]').count()).toBe(1)
  const laneOf = () => page.evaluate(() => document.activeElement?.closest('.lane')?.id)
  await page.locator('.lane a[tabindex="0"]').focus()
  const first = await laneOf()
  await page.keyboard.press('ArrowDown')
  const second = await laneOf()
  expect(second).not.toBe(first)
  expect(await page.evaluate(() => document.activeElement?.matches('.b'))).toBe(true)
  await page.keyboard.press('ArrowUp')
  expect(await laneOf()).toBe(first)
  await page.keyboard.press('Home')
  expect(await page.evaluate(() => document.activeElement?.matches('.what, .shuts'))).toBe(true)
  expect(await page.locator('.lane a[tabindex="0"]').count()).toBe(1)
  await context.close()
})

test('axe finds nothing, no page is wider than its window, and every target has a finger’s width', async () => {
  const { booking } = machines[0] as Machine
  for (const width of [390, 1280]) {
    const { page, context } = await visit(browser, server.url, manager, { width, serviceWorker: false })
    const sheet = `/m/bookings/${booking}/time`
    const looked = `${sheet}?from=${day}T11:00&until=${day}T12:00`
    for (const path of ['/m/timeline', `/m/timeline?date=${day}&view=week`, '/m/timeline?q=zzzz', sheet, looked]) {
      await page.goto(path)
      expect([path, await axeFindings(page)]).toEqual([path, []])
      expect([path, await overflow(page)]).toEqual([path, 0])
      expect([path, await smallTargets(page, 44)]).toEqual([path, []])
    }
    await context.close()
  }
})

// The first is of one unit: there, a time that somebody has is free on no other.
let next = 1

function taken(): Machine {
  const machine = machines[next++]
  if (machine === undefined) throw new Error('every machine is used up')
  return machine
}

async function openBoard(page: Page, { name }: Machine): Promise<void> {
  await page.goto(`/m/timeline?date=${day}&q=${encodeURIComponent(name)}&booked=1`)
  await page.waitForSelector('.board')
}

function blockOf(page: Page, { booking }: Machine): Locator {
  return page.locator(`.b[href*="${booking}"]`)
}

async function timesOf(page: Page, machine: Machine): Promise<(string | null)[]> {
  const times = blockOf(page, machine).locator('time')
  return [await times.first().getAttribute('datetime'), await times.last().getAttribute('datetime')]
}

async function confirm(page: Page): Promise<string | null> {
  const said = await page.textContent('dialog[open] :is(#confirm, #against)')
  await page.click('#confirm button')
  await page.waitForSelector('#outcome .good')
  await page.waitForSelector('dialog:not([open])', { state: 'attached' })
  return said
}

/** Tab to the board's one stop, then arrow keys alone. */
async function arrowTo(page: Page, target: Locator): Promise<void> {
  const here = () => target.evaluate((node) => document.activeElement === node)
  const isOnBoard = () => page.evaluate(() => document.activeElement?.closest('.lane') !== null)
  for (let presses = 0; presses < 60 && !(await isOnBoard()); presses++) await page.keyboard.press('Tab')
  for (let lanes = 0; lanes < 20; lanes++) {
    await page.keyboard.press('Home')
    for (let blocks = 0; blocks < 12; blocks++) {
      if (await here()) return page.keyboard.press('Enter')
      await page.keyboard.press('ArrowRight')
    }
    await page.keyboard.press('ArrowDown')
  }
  throw new Error(`no arrow reaches ${target.toString()}`)
}
