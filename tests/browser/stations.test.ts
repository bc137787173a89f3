import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { formatInstant } from '../../src/kernel/rfc3339.ts'
import { unitIdText, type UnitId } from '../../src/kernel/id.ts'
import { expectSound, manager, serveCast, type CastServer } from '../support/cast-server.ts'
import { facilities, people, resources } from '../support/cast.ts'
import { at } from '../support/facts.ts'
import { everyHand, handOn, type Hand } from '../support/hands.ts'
import { labOf, type Told } from '../support/lab.ts'
import type { TestPark } from '../support/open-park.ts'

const { helixResearcher } = people
const today = '2026-11-23'
const room = 'A2 · 104'

/** A unit for each walk: a use of the morning that nobody ended, and a booking whose check-in is open. */
interface Bench {
  readonly unit: number
  readonly ended: Told
  readonly due: Told
}

let served: CastServer
const benches: Bench[] = []
let later: Told

beforeAll(async () => {
  served = await serveCast(liveThrough)
}, 120_000)
afterAll(() => served?.close())

describe.each(everyHand.map((way, index) => [...way, index] as const))('%s', (_, options, hand, index) => {
  test('a screen is set up by the door; it shows who is next, and takes a short code in and out', async () => {
    const { due } = benches[index] as Bench
    const lab = await served.enter(manager, options, hand)
    await setUp(lab.page, lab.press, 'kiosk', 'Door')
    const address = (await lab.page.textContent('.notice code')) ?? ''
    await lab.leave()
    const { width = 390, height = 844, touch = false, javaScript = true } = options
    const door = await served.browser.newContext({
      viewport: { width, height },
      hasTouch: touch,
      javaScriptEnabled: javaScript,
      locale: 'en',
    })
    const page = await door.newPage()
    await page.goto(served.url + new URL(address).pathname)
    const machine = page.locator('.kiosk-machines li', { hasText: `bench ${index}` })
    expect(await machine.textContent()).toMatch(/Free until 10:15.*Next 10:15 · code …/)
    expect(await page.textContent('main')).not.toContain('Helix')
    await type(page, hand, 'XXXXXXX')
    expect(await page.textContent('.notice.bad')).toContain('No booking in this room has that code')
    await type(page, hand, later.number.slice(-7))
    expect(await page.textContent('.notice.bad')).toContain('Too early: check-in opens at 13:45')
    expect(await page.inputValue('input[name=code]')).toBe(later.number.slice(-7))
    await type(page, hand, due.number.slice(-7).toLowerCase())
    expect(await page.textContent('.notice.good')).toContain('Checked in: Sample centrifuge, until 10:45')
    expect(await machine.textContent()).toContain('In use until 10:45')
    if (javaScript) await expectSound(page)
    await type(page, hand, due.number.slice(-7))
    expect(await page.textContent('.notice.good')).toContain('Checked out: Sample centrifuge')
    await door.close()
  })

  test('a meter is set up; what it says of the morning is evidence where its manager reviews the use', async () => {
    const { unit, ended } = benches[index] as Bench
    const { page, press, leave } = await served.enter(manager, options, hand)
    await setUp(page, press, 'sensor', `Meter ${index}`, unit)
    const token = (await page.textContent('.notice code')) ?? ''
    expect(await signal(token, 'on', '08:05')).toBe(200)
    expect(await signal(token, 'off', '08:10')).toBe(200)
    await page.goto('/m/stations')
    const row = page.locator('li', { hasText: `Meter ${index}` })
    expect(await row.textContent()).not.toContain('heard nothing')
    await page.goto('/m/review')
    const review = await page.textContent(`.review-row:has(#review-${ended.id})`)
    expect(review).toContain('Evidence: sensor · on at 08:05 · off at 08:10')
    expect(review).toContain('The machine went off long before the check-out')
    await page.goto('/m/stations')
    await press(row.locator('button'))
    await row.waitFor({ state: 'detached' })
    expect(await signal(token, 'on', '08:20')).toBe(401)
    await leave()
  })
})

test.each([390, 1280])('the page of what is connected is reachable for everybody at %i px', async (width) => {
  const { page, leave } = await served.enter(manager, { width }, 'mouse')
  await page.goto('/m/stations')
  await expectSound(page)
  await leave()
})

type Press = (target: string) => Promise<void>

async function setUp(page: Page, press: Press, kind: 'kiosk' | 'sensor', name: string, unit?: number): Promise<void> {
  await page.goto('/m/stations')
  const form = kind === 'kiosk' ? 'form:has(input[name=kind][value=kiosk])' : 'form:has(select[name=kind])'
  const place = unit === undefined ? `${facilities.imaging} ${room}` : unitIdText(unit as UnitId)
  await page.selectOption(`${form} select[name=place]`, place)
  await page.fill(`${form} input[name=name]`, name)
  await press(`${form} button`)
  await page.waitForSelector('.notice.good code')
}

async function type(page: Page, hand: Hand, code: string): Promise<void> {
  await page.fill('input[name=code]', code)
  const answered = page.waitForResponse((answer) => answer.request().method() === 'POST')
  await handOn(page, hand)('.kiosk form button')
  await answered
  await page.waitForLoadState()
}

async function signal(token: string, state: 'on' | 'off', clock: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const body = JSON.stringify({ state, at: formatInstant(at(`${today} ${clock}`)) })
  const { status } = await fetch(`${served.url}/api/v1/signals`, { method: 'POST', headers, body })
  return status
}

async function liveThrough(park: TestPark): Promise<void> {
  const lab = labOf(park)
  const own = everyHand.map((_, index) => 101 + index)
  await park.script(`UPDATE resource SET facility_id = '${facilities.imaging}', location = '${room}',
      cleanup_minutes = 0 WHERE id = '${resources.centrifuge}';
    ${own.map((key, index) => unitRow(key, `bench ${index}`)).join('\n')}`)
  lab.clockAt(`${today} 07:50`)
  const book = (unit: number, from: string, to: string) =>
    lab.book(helixResearcher, `${today} ${from}`, `${today} ${to}`, {
      resourceId: resources.centrifuge,
      unitId: unit as UnitId,
    })
  for (const unit of own) {
    benches.push({ unit, ended: await book(unit, '08:00', '08:30'), due: await book(unit, '10:15', '10:45') })
  }
  later = await book(own[0] as number, '14:00', '14:15')
  lab.clockAt(`${today} 08:00`)
  for (const { ended } of benches) await lab.checkIn(helixResearcher, ended)
  await lab.tick(`${today} 09:01`)
  lab.clockAt(`${today} 10:00`)
}

function unitRow(key: number, name: string): string {
  return `INSERT INTO unit (id, resource_id, name) VALUES (${key}, '${resources.centrifuge}', '${name}');`
}
