import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { expectSound, manager, researcher, serveCast, type AtPage, type CastServer } from '../support/cast-server.ts'
import { people, resources } from '../support/cast.ts'
import { everyHand } from '../support/hands.ts'
import { calendarOf } from '../support/ics.ts'
import { labOf } from '../support/lab.ts'

const service = ['UID:service', 'SUMMARY:Laser service', 'DTSTART:20261125T010000Z', 'DTEND:20261125T030000Z']
const later = service.map((line) => line.replace('T03', 'T04'))
const openDay = ['UID:day', 'SUMMARY:Open day', 'DTSTART:20261127T090000', 'DURATION:PT2H']
const broken = ['UID:broken', 'SUMMARY:Odd', 'DTSTART:20261127T010000Z', 'RRULE:FREQ=SECONDLY']

let served: CastServer

beforeAll(async () => {
  served = await serveCast()
}, 120_000)
afterEach(takeAway)
afterAll(() => served?.close())

describe.each(everyHand)('%s', (_, options, hand) => {
  test('a file is looked at, applied, and changes nothing a second time; its next version is told apart', async () => {
    const { page, press, leave } = await served.enter(manager, options, hand)
    await upload({ page, press }, calendarOf(service, openDay, broken))
    await page.waitForURL('**/m/import/ica_*')
    expect(await counts(page)).toEqual({ New: 2, Changed: 0, Gone: 0, 'Not understood': 1, Unchanged: 0 })
    const told = await page.textContent('main')
    expect(told).toContain('Line 20')
    expect(told).toContain('it repeats by the hour, the minute or the second')
    await press('#apply button')
    await page.waitForSelector('.notice.good')
    expect(await page.textContent('.notice.good')).toBe('Everything is as the calendar says.')
    await upload({ page, press }, calendarOf(service, openDay, broken))
    await page.waitForSelector('.notice.good')
    expect(await counts(page)).toEqual({ New: 0, Changed: 0, Gone: 0, 'Not understood': 1, Unchanged: 2 })
    await upload({ page, press }, calendarOf(later))
    await page.waitForSelector('#apply')
    expect(await counts(page)).toEqual({ New: 0, Changed: 1, Gone: 1, 'Not understood': 0, Unchanged: 0 })
    expect(await page.textContent('main')).toContain('was Wed 25 Nov, 09:00–11:00')
    await press('#apply button')
    await page.waitForSelector('.notice.good')
    await page.goto('/m/import')
    await press('.rows a')
    await page.waitForURL('**/m/import/ica_*')
    await press('form[action$="/end"] button')
    await page.waitForURL('**/m/import')
    expect(await page.textContent('main')).toContain('No calendar is imported yet.')
    await leave()
  })

  test('what is no calendar says its line, an address that is not public says so: what was typed stays', async () => {
    const { page, press, leave } = await served.enter(manager, options, hand)
    await upload({ page, press }, '<html>')
    await page.waitForSelector('.fault')
    expect(await page.textContent('.fault')).toContain('none begins at line 1')
    expect(await page.inputValue('input[name=name]')).toBe('Service plan')
    await page.fill('input[name=address]', 'https://192.168.1.1/lab.ics')
    await press('main form button.main')
    await page.waitForSelector('.fault:has-text("public host")')
    expect(await page.inputValue('input[name=address]')).toBe('https://192.168.1.1/lab.ics')
    await leave()
  })
})

test.each([390, 1280])(
  'at %i px a booking in the way is cancelled where its box is ticked; pages are sound',
  async (width) => {
    const booking = await labOf(served.park).book(people.helixResearcher, '2026-11-25 10:00', '2026-11-25 12:00')
    const { page, press, leave } = await served.enter(manager, { width }, 'mouse')
    await page.goto('/m/import')
    await expectSound(page)
    await upload({ page, press }, calendarOf(service, openDay, broken))
    await page.waitForURL('**/m/import/ica_*')
    await expectSound(page)
    expect(await page.textContent('main')).toContain(`Cancel without charge: ${booking.number}`)
    await press('input[name=cancel]')
    await press('#apply button')
    await page.waitForSelector('.notice.good')
    expect(await labOf(served.park).booking(booking)).toMatchObject({ state: 'cancelled' })
    await leave()
    const person = await served.enter(researcher, { width }, 'mouse')
    await person.page.goto(`/b/${booking.id}`)
    expect(await person.page.textContent('p.state')).toContain('Cancelled')
    await person.leave()
  },
)

async function upload({ page, press }: Pick<AtPage, 'page' | 'press'>, text: string): Promise<void> {
  await page.goto('/m/import')
  await page.selectOption('select[name=resource]', resources.confocal)
  await page.setInputFiles('input[type=file]', {
    name: 'lab.ics',
    mimeType: 'text/calendar',
    buffer: Buffer.from(text),
  })
  await page.fill('input[name=name]', 'Service plan')
  await press('main form button.main')
}

async function counts(page: Page): Promise<Record<string, number>> {
  const pairs = await page
    .locator('dl.terms > div')
    .evaluateAll((rows) => rows.map((row) => [row.children[0]?.textContent, Number(row.children[1]?.textContent)]))
  const { 'Bookings in the way': _, ...rest } = Object.fromEntries(pairs) as Record<string, number>
  return rest
}

/** Each walk begins with nothing imported. */
async function takeAway(): Promise<void> {
  const { page, press, leave } = await served.enter(manager, {}, 'mouse')
  await page.goto('/m/import')
  for (let left = await page.locator('.rows a').count(); left > 0; left--) {
    await press('.rows a')
    await page.waitForURL('**/m/import/ica_*')
    await press('form[action$="/end"] button')
    await page.waitForURL('**/m/import')
  }
  await leave()
}
