import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { startServer, type ServerProcess } from '../support/server-process.ts'

let folder: string
let server: ServerProcess
let browser: Browser
/** By name: a passkey belongs to a site with a name, never to a number. */
let site: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gongtai-sign-in-'))
  server = await startServer({ file: join(folder, 'park.db'), startMs: 100_000 })
  site = server.url.replace('127.0.0.1', 'localhost')
  browser = await openBrowser()
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await rm(folder, { recursive: true, force: true })
})

test('by a code out of the mailbox, without JavaScript', async () => {
  const { page, context, complaints } = await arrive({ javaScript: false })
  await page.goto('/login?next=/me')
  await page.fill('input[name=address]', 'researcher@helix.example')
  await page.click('form[action="/login/code"] button')
  expect(await page.getAttribute('input[name=code]', 'autocomplete')).toBe('one-time-code')
  await page.fill('input[name=code]', await latestCode(context, 'researcher@helix.example'))
  await page.click('form[action="/login/session"] button')
  expect(new URL(page.url()).pathname).toBe('/me')
  expect(complaints).toEqual([])
  await context.close()
})

test('a passkey is made once, and then one tap signs in', async () => {
  const { page, context, complaints } = await arrive({ javaScript: true })
  await addAuthenticator(page)
  await signInByCode(page, context, 'admin@helix.example')
  await page.goto('/me/sign-in')
  await page.click('passkey-maker button')
  await page.waitForSelector('form[action="/me/passkeys/removal"]')
  await page.click('footer form[action="/logout"] button')
  await page.waitForURL('**/login')
  await page.goto('/login?next=/me/sign-in')
  await page.click('passkey-entry button')
  await page.waitForURL(`${site}/me/sign-in`)
  expect(await page.textContent('footer')).toContain(await nameOf(page))
  expect(complaints).toEqual([])
  await context.close()
})

test('a passkey that was removed signs nobody in, and the page says so', async () => {
  const { page, context } = await arrive({ javaScript: true })
  await addAuthenticator(page)
  await signInByCode(page, context, 'finance@helix.example')
  await page.goto('/me/sign-in')
  await page.click('passkey-maker button')
  await page.click('form[action="/me/passkeys/removal"] button')
  await page.waitForSelector('form[action="/me/passkeys/removal"]', { state: 'detached' })
  await page.click('footer form[action="/logout"] button')
  await page.waitForURL('**/login')
  await page.click('passkey-entry button')
  await page.waitForSelector('passkey-entry [role=alert]:not([hidden])')
  await context.close()
})

interface Arrival {
  readonly page: Page
  readonly context: BrowserContext
  readonly complaints: string[]
}

async function arrive({ javaScript }: { javaScript: boolean }): Promise<Arrival> {
  const context = await browser.newContext({
    baseURL: site,
    viewport: { width: 390, height: 844 },
    javaScriptEnabled: javaScript,
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) complaints.push(message.text())
  })
  return { page, context, complaints }
}

async function signInByCode(page: Page, context: BrowserContext, address: string): Promise<void> {
  await page.goto('/login')
  await page.fill('input[name=address]', address)
  await page.click('form[action="/login/code"] button')
  await page.fill('input[name=code]', await latestCode(context, address))
  await page.click('form[action="/login/session"] button')
  await page.waitForURL('**/')
}

async function latestCode(context: BrowserContext, address: string): Promise<string> {
  const box = await context.newPage()
  try {
    for (let look = 0; look < 50; look++) {
      await box.goto('/demo/mail')
      const code = /\b\d{6}\b/.exec(
        (await box.locator('.mails li', { hasText: address }).allTextContents()).join('\n'),
      )?.[0]
      if (code !== undefined) return code
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    throw new Error('no code came')
  } finally {
    await box.close()
  }
}

async function nameOf(page: Page): Promise<string> {
  const me = await page.evaluate(async () => (await fetch('/api/v1/me')).json() as Promise<unknown>)
  return (me as { person: { name: string } }).person.name
}

/** A phone's own: it has its owner's finger already. */
async function addAuthenticator(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}
