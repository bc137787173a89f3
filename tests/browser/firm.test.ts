import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, visit } from '../support/browser.ts'
import { startIssuer } from '../support/oidc-issuer.ts'
import { startServer, type ServerProcess } from '../support/server-process.ts'

let folder: string
let server: ServerProcess
let browser: Browser

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gongtai-firm-'))
  server = await startServer({ file: join(folder, 'park.db'), startMs: 100_000 })
  browser = await openBrowser()
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await rm(folder, { recursive: true, force: true })
})

test('somebody is invited by a link, joins, switches firms, and is locked out when suspended', async () => {
  const admin = await visit(browser, server.url, 'admin@helix.example')
  await admin.page.goto('/me/firm')
  await admin.page.click('form[action$="/invitations"] button')
  const link = (await admin.page.textContent('code.token')) ?? ''
  expect(link).toContain('/join/')

  const guest = await visit(browser, server.url, 'researcher@orchid.example')
  await guest.page.goto(new URL(link).pathname)
  await guest.page.click('form[action^="/join/"] button')
  await guest.page.goto('/me/firm')
  const before = await guest.page.textContent('h1')
  await guest.page.click('form[action="/me/firm/choice"] button')
  expect(await guest.page.textContent('h1')).not.toBe(before)

  const park = await visit(browser, server.url, 'admin@park.example')
  const suspended = await park.page.evaluate(async (address) => {
    const audit = (await (await fetch('/api/v1/audit?action=invitation.accepted')).json()) as {
      items: { actor: { id: string } }[]
    }
    const id = audit.items[0]?.actor.id ?? address
    const answer = await fetch(`/api/v1/people/${id}/suspension`, { method: 'POST' })
    return answer.status
  }, 'nobody')
  expect(suspended).toBe(204)
  await guest.page.goto('/me')
  expect(new URL(guest.page.url()).pathname).toBe('/login')
  expect([...admin.complaints, ...guest.complaints, ...park.complaints]).toEqual([])
  for (const { context } of [admin, guest, park]) await context.close()
})

test('by the park’s own sign-in, through the provider’s pages and back', async () => {
  const issuer = await startIssuer(server.url)
  try {
    const park = await visit(browser, server.url, 'admin@park.example')
    await park.page.goto('/admin/sign-in')
    for (const [name, value] of Object.entries({
      name: 'Park SSO',
      issuer: issuer.url,
      clientId: issuer.clientId,
      clientSecret: issuer.clientSecret,
    }))
      await park.page.fill(`[name=${name}]`, value)
    await park.page.click('form[action="/admin/sign-in"] button')
    issuer.person = { sub: 'new-1', email: 'new@sample.example', email_verified: true }
    const context = await browser.newContext({ baseURL: server.url, viewport: { width: 390, height: 844 } })
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', (message) => {
      if (/Content Security Policy|Refused to/.test(message.text())) complaints.push(message.text())
    })
    await page.goto('/login')
    await page.click('form[action^="/login/sso/"] button')
    await page.waitForURL('**/welcome')
    expect(complaints).toEqual([])
    await context.close()
    await park.context.close()
  } finally {
    await issuer.stop()
  }
})
