import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { firms, people } from '../support/cast.ts'
import { startIssuer, type Issuer } from '../support/oidc-issuer.ts'
import { openPark, type TestPark } from '../support/open-park.ts'
import { mailbox, Phone } from '../support/phone.ts'

let issuer: Issuer
let park: TestPark
beforeAll(async () => {
  issuer = await startIssuer('http://localhost')
})
afterAll(() => issuer.stop())
beforeEach(async () => {
  park = await openPark()
  await park.script(`INSERT INTO identity_provider (id, firm_id, name, issuer, client_id, client_secret, created_at)
    VALUES ('${parkProvider}', NULL, 'Park SSO', '${issuer.url}', '${issuer.clientId}', '${issuer.clientSecret}', 0),
      ('${helixProvider}', '${firms.helix}', 'Helix SSO', '${issuer.url}', '${issuer.clientId}',
       '${issuer.clientSecret}', 0);
    INSERT INTO firm_domain (domain, firm_id) VALUES ('helix.example', '${firms.helix}')`)
})
afterEach(() => park.close())

const parkProvider = 'idp_00000000000000000000000001'
const helixProvider = 'idp_00000000000000000000000002'

/** Leaves for the issuer, signs in there, and says where the issuer sends the browser back to. */
async function away(phone: Phone, provider: string): Promise<string> {
  const page = await phone.send(`/login/sso/${provider}`, { next: '/me' })
  expect(page.status).toBe(200)
  const out = /<a [^>]*href="([^"]+)"/.exec(page.html.slice(page.html.indexOf('<main')))?.[1] ?? ''
  return throughIssuer(out.replaceAll('&amp;', '&'))
}

async function throughIssuer(start: string): Promise<string> {
  const cookies = new Map<string, string>()
  let at = start
  for (let hop = 0; hop < 10; hop++) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(at, { redirect: 'manual', headers: { cookie } })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(name, value)
    }
    const location = answer.headers.get('location')
    if (location === null) throw new Error(`the issuer stopped at ${at}: ${answer.status} ${await answer.text()}`)
    at = new URL(location, issuer.url).href
    if (at.startsWith('http://localhost/')) return at.slice('http://localhost'.length)
  }
  throw new Error('the issuer leads nowhere')
}

test('whom the provider has named before is signed in, and the page that was asked for follows', async () => {
  await park.script(`INSERT INTO identity (provider_id, subject, person_id, created_at)
    VALUES ('${parkProvider}', 'li-1', '${people.helixResearcher.id}', 0)`)
  issuer.person = { sub: 'li-1', email: 'changed@elsewhere.example' }
  const phone = new Phone(park)
  const back = await phone.open(await away(phone, parkProvider))
  expect([back.status, back.location]).toEqual([303, '/me'])
  expect((await phone.open('/api/v1/me')).html).toContain(people.helixResearcher.id)
})

test('an address that has an account is joined to it only once a code has proven it', async () => {
  issuer.person = { sub: 'li-2', email: people.helixAdmin.email, email_verified: true }
  const phone = new Phone(park)
  const back = await phone.open(await away(phone, helixProvider))
  expect(back.location).toMatch(/^\/login\/code\?/)
  expect((await phone.open('/api/v1/me')).status).toBe(401)
  const done = await phone.send('/login/session', { code: await mailbox(park).code(), next: '/me' })
  expect([done.status, done.location]).toEqual([303, '/me'])
  const again = new Phone(park)
  expect((await again.open(await away(again, helixProvider))).location).toBe('/me')
  expect((await again.open('/api/v1/me')).html).toContain(people.helixAdmin.id)
})

test('who is somebody in another firm too proves it by a code each time', async () => {
  const { id, email } = people.orchidResearcher
  await park.script(`INSERT INTO identity (provider_id, subject, person_id, created_at)
      VALUES ('${helixProvider}', 'both', '${id}', 0);
    INSERT INTO role (person_id, role, firm_id) VALUES ('${id}', 'researcher', '${firms.helix}')`)
  issuer.person = { sub: 'both', email, email_verified: true }
  for (let time = 0; time < 2; time++) {
    const phone = new Phone(park)
    expect((await phone.open(await away(phone, helixProvider))).location).toMatch(/^\/login\/code\?/)
    expect((await phone.open('/api/v1/me')).status).toBe(401)
    expect((await phone.send('/login/session', { code: await mailbox(park).code(), next: '/me' })).location).toBe('/me')
  }
  await park.script(`DELETE FROM role WHERE person_id = '${id}' AND firm_id = '${firms.orchid}'`)
  const phone = new Phone(park)
  expect((await phone.open(await away(phone, helixProvider))).location).toBe('/me')
})

test('somebody new whom the firm’s own provider vouches for joins the firm', async () => {
  issuer.person = { sub: 'new-1', email: 'New@Helix.example', email_verified: true }
  const phone = new Phone(park)
  expect((await phone.open(await away(phone, helixProvider))).location).toBe('/me')
  const me = JSON.parse((await phone.open('/api/v1/me')).html) as { firms: { id: string; roles: string[] }[] }
  expect(me.firms).toMatchObject([{ id: firms.helix, roles: ['researcher'] }])
})

test('somebody new whom only the park’s provider knows has no role', async () => {
  issuer.person = { sub: 'new-2', email: 'new@helix.example', email_verified: true }
  const phone = new Phone(park)
  expect((await phone.open(await away(phone, parkProvider))).location).toBe('/welcome')
  expect(JSON.parse((await phone.open('/api/v1/me')).html)).toMatchObject({ firms: [] })
})

test('a firm’s provider vouches for nobody outside its domains, nor for an address it has not verified', async () => {
  for (const person of [
    { sub: 'x-1', email: 'x@orchid.example', email_verified: true },
    { sub: 'x-2', email: 'x@helix.example', email_verified: false },
    { sub: 'x-3', email: 'x@helix.example' },
  ]) {
    issuer.person = person
    const phone = new Phone(park)
    expect((await phone.open(await away(phone, helixProvider))).location).toMatch(/^\/login\/code\?/)
  }
  expect(await park.rows('SELECT count(*) AS n FROM identity')).toEqual([{ n: 0 }])
})

test('an address of a firm with a provider of its own is offered it, and a code all the same', async () => {
  const phone = new Phone(park)
  const offered = await phone.send('/login/code', { address: 'anybody@helix.example' })
  expect(offered.html).toContain(`action="/login/sso/${helixProvider}"`)
  expect((await phone.send('/login/code', { address: 'anybody@helix.example', way: 'code' })).status).toBe(303)
  expect((await phone.send('/login/code', { address: 'anybody@orchid.example' })).status).toBe(303)
})

test('a park’s admin adds and ends providers; the secret is told to nobody', async () => {
  const wanted = {
    name: 'Cell SSO',
    issuer: 'https://id.cells.example',
    clientId: 'gongtai',
    clientSecret: 'hush-hush',
  }
  const made = await park.call(people.parkAdmin, 'POST', '/api/v1/identity-providers', wanted)
  const text = await made.text()
  expect([made.status, text.includes('hush')]).toEqual([201, false])
  const list = await (await park.call(people.parkAdmin, 'GET', '/api/v1/identity-providers')).text()
  expect([list.includes('Cell SSO'), list.includes('hush')]).toEqual([true, false])
  for (const issuer of ['http://id.cells.example', 'ftp://x', 'nonsense', 'https://u:p@x.example'])
    expect(
      (await park.call(people.parkAdmin, 'POST', '/api/v1/identity-providers', { ...wanted, issuer })).status,
    ).toBe(400)
  const { id } = JSON.parse(text) as { id: string }
  expect((await park.call(people.parkAdmin, 'DELETE', `/api/v1/identity-providers/${id}`)).status).toBe(204)
  expect((await park.call(people.parkAdmin, 'DELETE', `/api/v1/identity-providers/${id}`)).status).toBe(404)
  expect(await park.rows("SELECT action FROM audit WHERE entity LIKE 'idp_%' ORDER BY seq")).toEqual([
    { action: 'provider.added' },
    { action: 'provider.disabled' },
  ])
})

describe('nobody comes in', () => {
  test.each([
    ['in another browser', async (_: Phone, path: string) => new Phone(park).open(path)],
    [
      'with another state',
      async (phone: Phone, path: string) => phone.open(path.replace(/state=[^&]+/, 'state=forged')),
    ],
    ['with another code', async (phone: Phone, path: string) => phone.open(path.replace(/code=[^&]+/, 'code=forged'))],
    [
      'from another issuer',
      async (phone: Phone, path: string) => phone.open(path.replace(/iss=[^&]+/, 'iss=http%3A%2F%2Fevil')),
    ],
    [
      'to the address of another issuer',
      async (phone: Phone, path: string) => phone.open(path.replace(/callback\/[^?]+/, 'callback/id.evil.example')),
    ],
    ['with a refusal', async (phone: Phone, path: string) => phone.open(path.replace(/\?.*/, '?error=access_denied'))],
    [
      'after a quarter of an hour',
      async (phone: Phone, path: string) => {
        park.clock.now += 900
        return phone.open(path)
      },
    ],
    [
      'when the provider was switched off meanwhile',
      async (phone: Phone, path: string) => {
        await park.script('UPDATE identity_provider SET disabled_at = 1')
        return phone.open(path)
      },
    ],
  ])('%s', async (_, come) => {
    issuer.person = { sub: 'new-3', email: 'new@helix.example', email_verified: true }
    const phone = new Phone(park)
    const back = await come(phone, await away(phone, helixProvider))
    expect([back.status, back.location]).toEqual([303, '/login?trouble=sso'])
    expect((await phone.open('/api/v1/me')).status).toBe(401)
  })

  test('twice', async () => {
    issuer.person = { sub: 'new-4', email: 'new@helix.example', email_verified: true }
    const phone = new Phone(park)
    const path = await away(phone, helixProvider)
    const attempt = phone.cookie('gongtai-attempt') ?? ''
    expect((await phone.open(path)).location).toBe('/me')
    const thief = new Phone(park)
    thief.setCookie('gongtai-attempt', attempt)
    expect((await thief.open(path)).location).toBe('/login?trouble=sso')
  })

  test('who is suspended', async () => {
    await park.script(`INSERT INTO identity (provider_id, subject, person_id, created_at)
      VALUES ('${parkProvider}', 'gone', '${people.suspended.id}', 0)`)
    issuer.person = { sub: 'gone' }
    const phone = new Phone(park)
    expect((await phone.open(await away(phone, parkProvider))).location).toBe('/login?trouble=sso')
  })

  test('while the issuer is down, and the page says so', async () => {
    await park.script("UPDATE identity_provider SET issuer = 'http://127.0.0.1:1'")
    const phone = new Phone(park)
    expect((await phone.send(`/login/sso/${parkProvider}`, {})).location).toBe('/login?trouble=sso')
    expect((await phone.open('/login?trouble=sso')).html).toContain('Single sign-on did not work')
  })
})
