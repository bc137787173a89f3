import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openBrowser, visit, type Visit } from '../support/browser.ts'
import { people } from '../support/cast.ts'
import { at } from '../support/facts.ts'
import { labOf, type Lab, type Told } from '../support/lab.ts'
import { servePark, type ServedPark } from '../support/served-park.ts'

const { helixResearcher } = people
const researcher = helixResearcher.email

let browser: Browser
let served: ServedPark
let lab: Lab
let booking: Told
let path: string

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

beforeEach(async () => {
  served = await servePark()
  lab = labOf(served.park)
  booking = await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 16:00')
  path = `/b/${booking.id}`
})
afterEach(async () => {
  await lab.isSound()
  await served.close()
})

/** The researcher with this page, and the next booking, on their phone. */
async function withKept(page: string, options: Parameters<typeof visit>[3] = {}): Promise<Visit> {
  const visitor = await visit(browser, served.url, researcher, options)
  // A page that is opened while the service worker still wakes up is kept at the next visit only.
  await visitor.page.evaluate(async () => void (await navigator.serviceWorker.ready))
  await visitor.page.goto(page)
  await kept(visitor.page, ['/', '/me', path])
  return visitor
}

test('without a network my bookings and the next one are readable, and say of when they are', async () => {
  const { page, context, complaints } = await withKept('/')
  await context.setOffline(true)
  for (const own of ['/me', path, '/']) {
    await page.goto(own)
    expect(await page.textContent('#kept:not([hidden])'), own).toContain('it stood at Mon 23 Nov, 10:00')
    expect(await page.textContent('main')).toContain('Sample confocal')
  }
  await page.goto(path)
  expect(await page.textContent('.pass')).toContain(booking.number)
  expect(await page.locator('.pass svg').boundingBox()).toMatchObject({ width: 148, height: 148 })
  await context.setOffline(false)
  await page.waitForSelector('#kept', { state: 'hidden' })
  expect(complaints).toEqual([])
  await context.close()
})

test.each([
  ['America/New_York', true],
  ['Asia/Hong_Kong', false],
])('a phone on the clock of %s is told whose time it is, where that is another: %s', async (zone, told) => {
  const { page, context, complaints } = await visit(browser, served.url, researcher, { zone })
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  for (const own of ['/', path, '/me']) {
    asked.length = 0
    await page.goto(own, { waitUntil: 'load' })
    expect(asked.filter((one) => /[.]js$/.test(one) && !/offline[^/]*$|^[/]sw[.]js$/.test(one))).toEqual([])
    expect([own, await page.locator('#zone').isVisible()]).toEqual([own, told])
  }
  expect(await page.textContent('#zone')).toContain('the park’s (Asia/Shanghai; 10:00')
  expect(complaints).toEqual([])
  await context.close()
})

test('a page that was not kept says so in the person’s language, and leads on', async () => {
  const { page, context } = await withKept('/me', { locale: 'zh-Hant' })
  await context.setOffline(true)
  await page.goto('/find')
  expect(await page.getAttribute('html', 'lang')).toBe('zh-Hant')
  expect(await page.textContent('h1')).toBe('沒有網路')
  await page.click('a[href="/me"]')
  expect(await page.isVisible('#kept')).toBe(true)
  await page.goBack()
  await context.setOffline(false)
  await page.click('main a.main')
  await page.waitForSelector('a.find-row')
  await context.close()
})

test('after signing out nothing personal is left on the phone', async () => {
  const { page, context } = await withKept('/')
  await page.click('form[action="/logout"] button')
  await page.waitForURL('**/login')
  expect(await cached(page)).toEqual(expect.arrayContaining(['/offline']))
  expect((await cached(page)).filter((path) => !/^\/(offline|assets\/)/.test(path))).toEqual([])
  await context.setOffline(true)
  await page.goto('/me')
  expect(await page.textContent('h1')).toBe('No network')
  await context.close()
})

test('whoever signs in next on this phone finds nothing of the one before, and is kept apart', async () => {
  const { page, context } = await withKept('/me')
  const theirs = await page.getAttribute('#kept', 'data-who')
  // The session ends elsewhere: this phone is never told, and the next person just signs in.
  await context.clearCookies()
  await page.goto('/me')
  await page.click('button[value="researcher@orchid.example"]')
  await page.goto('/me')
  await kept(page, ['/me'])
  expect(theirs).toBeTruthy()
  expect(await everything(page)).not.toContain(theirs)
  await context.close()
})

test('a check-in made without a network is sent once when there is one, whatever was reloaded or open', async () => {
  lab.clockAt('2026-11-23 14:05')
  const { page, context } = await withKept(path)
  const other = await context.newPage()
  await other.goto(path)
  await context.setOffline(true)
  await page.click('form[action$="/check-in"] button')
  await page.getByText('Noted. You are checked in when this reaches us').waitFor()
  expect(await page.textContent('main')).toContain('by 14:30 at the latest')
  await page.reload()
  await page.getByText('Noted. You are checked in when this reaches us').waitFor()
  expect(await page.isDisabled('form[action$="/check-in"] button')).toBe(true)
  await other.click('form[action$="/check-in"] button')
  lab.clockAt('2026-11-23 14:20')
  await context.setOffline(false)
  await Promise.all([page, other].map((one) => one.waitForSelector('.state.in-use')))
  await page.goto('/me')
  expect(await checkIns()).toEqual([{ at: at('2026-11-23 14:20') }])
  expect(await lab.booking(booking)).toMatchObject({ state: 'in-use', checked_in_at: at('2026-11-23 14:20') })
  expect(await outbox(page)).toEqual([])
  await context.close()
})

test('whoever has a network checks in as ever, in one tap, and is told so', async () => {
  lab.clockAt('2026-11-23 14:05')
  const { page, context, complaints } = await withKept('/')
  await page.click('form[action$="/check-in"] button')
  await page.waitForURL(`**${path}`)
  expect(await page.textContent('[role=alert].good')).toBe('Checked in')
  await page.reload()
  expect(await page.locator('[role=alert].good').count()).toBe(0)
  expect(await checkIns()).toHaveLength(1)
  expect(complaints).toEqual([])
  await context.close()
})

test('a check-in that reaches us too late says plainly when it came, and is on the booking’s record', async () => {
  lab.clockAt('2026-11-23 13:00')
  const { page, context } = await withKept(path)
  await context.setOffline(true)
  await page.goto(path)
  await page.clock.install({ time: new Date('2026-11-23T06:05:00Z') })
  await page.goto(path)
  await page.click('form[action$="/check-in"] button')
  await page.getByText('Noted. You are checked in').waitFor()
  await page.clock.fastForward('45:00')
  await lab.tick('2026-11-23 14:50')
  await context.setOffline(false)
  // The page may be quicker, and open itself again with what came of it.
  await page.goto(path).catch(() => {})
  await page.getByText('Not checked in: it reached us at 14:50, and check-in ended at 14:30.').waitFor()
  expect(await page.textContent('.state')).toContain('No-show')
  expect(await page.textContent('.history')).toContain('Check-in came too late')
  expect(await outbox(page)).toEqual([])
  expect(await checkIns()).toEqual([])
  await context.close()
})

test('signing out takes a check-in along that was not sent yet', async () => {
  lab.clockAt('2026-11-23 14:05')
  const { page, context } = await withKept(path)
  await context.setOffline(true)
  await page.click('form[action$="/check-in"] button')
  await page.getByText('Noted. You are checked in').waitFor()
  expect(await outbox(page)).toHaveLength(1)
  await page.click('form[action="/logout"] button')
  await page.getByRole('heading', { name: 'No network' }).waitFor()
  expect(await outbox(page)).toEqual([])
  expect((await cached(page)).filter((one) => !/^\/(offline|assets\/)/.test(one))).toEqual([])
  await context.close()
})

/** When this booking was checked in, as its history has it. */
function checkIns(): Promise<unknown[]> {
  return served.park.rows(`SELECT at FROM audit WHERE entity = '${booking.id}' AND action = 'booking.in-use'`)
}

async function outbox(page: Page): Promise<string[]> {
  return (await cached(page)).filter((one) => one.endsWith('/check-in'))
}

/** Waits until the phone has these pages. */
async function kept(page: Page, paths: readonly string[]): Promise<void> {
  await expect.poll(() => cached(page), { timeout: 40_000 }).toEqual(expect.arrayContaining([...paths]))
}

/** The paths of all that is in the phone's caches. */
function cached(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const stores = await Promise.all((await caches.keys()).map((name) => caches.open(name)))
    const keys = await Promise.all(stores.map((store) => store.keys()))
    return keys.flat().map(({ url }) => new URL(url).pathname)
  })
}

/** All that is in the phone's caches, as text. */
function everything(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const stores = await Promise.all((await caches.keys()).map((name) => caches.open(name)))
    const answers = await Promise.all(stores.map((store) => store.matchAll()))
    return (await Promise.all(answers.flat().map((answer) => answer.text()))).join('\n')
  })
}
