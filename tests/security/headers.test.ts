import { findTargetHandler } from 'hono/utils/handler'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { policyOf } from '../../src/platform/http/door.ts'
import { asks } from '../access/asks.ts'
import { people, type CastPerson } from '../support/cast.ts'
import { dumpOf } from '../support/dump.ts'
import { openPark, type TestPark } from '../support/open-park.ts'
import { Phone } from '../support/phone.ts'

const csp =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
  "manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

let park: TestPark
let secure: TestPark
beforeAll(async () => {
  park = await openPark()
  secure = await openPark({ world: { publicUrl: 'https://booking.park.example' } })
})
afterAll(async () => {
  await park.close()
  await secure.close()
})

function routesOf(app: TestPark['app']) {
  return app.routes.flatMap(({ method, path, handler }) => {
    const policy = policyOf(findTargetHandler(handler))
    return policy === 'passage' || policy === null ? [] : [{ method: method === 'ALL' ? 'GET' : method, path, policy }]
  })
}

function addressOf(path: string): string {
  return path.replaceAll(/:(\w+)/g, 'unknown').replace('*', 'nowhere')
}

function expectGuarded(answer: Response, path: string): void {
  const { headers, status } = answer
  const found = {
    nosniff: headers.get('x-content-type-options'),
    frames: headers.get('x-frame-options'),
    referrer: headers.get('referrer-policy'),
    // What is the same for everybody may be kept.
    private: path.endsWith('/openapi.json') || /no-store|private/.test(headers.get('cache-control') ?? ''),
  }
  const wanted = { nosniff: 'nosniff', frames: 'DENY', referrer: 'same-origin', private: true }
  expect([path, status, found]).toEqual([path, status, wanted])
  // The documentation's page draws itself with styles of its own; nothing else differs.
  const policy = headers.get('content-security-policy') ?? ''
  if (path === '/api/docs') expect(policy).toMatch(/^default-src 'none'; .*frame-ancestors 'none'/)
  else expect([path, status, policy]).toEqual([path, status, csp])
}

test('every answer of every route carries the security headers, whatever its status', async () => {
  const statuses = new Set<number>()
  for (const { method, path } of routesOf(park.app)) {
    for (const who of [null, people.helixResearcher, people.parkAdmin, people.suspended]) {
      for (const body of method === 'GET' || method === 'DELETE' ? [undefined] : [undefined, '{', '{}', '<xml/>']) {
        const headers: Record<string, string> = body === '<xml/>' ? { 'content-type': 'application/xml' } : {}
        const answer = await park.call(who, method, addressOf(path), body, headers)
        statuses.add(answer.status)
        expectGuarded(answer, path)
        expect(answer.headers.has('strict-transport-security')).toBe(false)
      }
    }
  }
  for (const status of [200, 303, 400, 401, 403, 404, 415]) expect([...statuses]).toContain(status)
})

test('answers of trouble carry them too: a wrong method, a body too large, a broken database', async () => {
  const odd = await openPark({ through: (db) => ({ ...db, read: () => Promise.reject(new Error('broken')) }) })
  const lost = await openPark({ world: { openPark: () => null } })
  const asked: [TestPark, CastPerson | null, string, string, string?][] = [
    [park, people.helixResearcher, 'PATCH', '/api/v1/me'],
    [park, people.helixResearcher, 'POST', '/api/v1/quotes', `{"a":"${'x'.repeat(2_000_000)}"}`],
    [odd, people.helixResearcher, 'GET', '/api/v1/me'],
    [odd, people.helixResearcher, 'GET', '/me'],
    [lost, null, 'GET', '/login'],
  ]
  const statuses = []
  for (const [at, who, method, path, body] of asked) {
    const answer = await at.call(who, method, path, body)
    statuses.push(answer.status)
    expectGuarded(answer, path)
  }
  expect(statuses).toEqual([405, 413, 500, 500, 421])
  await odd.close()
  await lost.close()
})

test('on https, and only there, browsers are told to stay with it for two years', async () => {
  for (const path of ['/login', '/api/v1/me', '/nowhere', '/healthz']) {
    const answer = await secure.app.request(`https://booking.park.example${path}`)
    expect([path, answer.headers.get('strict-transport-security')]).toEqual([
      path,
      'max-age=63072000; includeSubDomains',
    ])
  }
})

test('every cookie that opens something is out of scripts’ reach and bound to this host', async () => {
  const origin = { origin: 'https://booking.park.example', 'content-type': 'application/x-www-form-urlencoded' }
  const answers = [
    await secure.call(null, 'POST', '/login', 'email=researcher%40helix.example', origin),
    await secure.call(null, 'POST', '/login/code', 'address=li%40helix.example', origin),
    await secure.call(null, 'POST', '/api/v1/sign-in/passkey-options', {}, { origin: origin.origin }),
  ]
  const cookies = answers.flatMap(({ headers }) => headers.getSetCookie())
  const secrets = cookies.filter((line) => line.includes('gongtai') && !line.includes('Max-Age=0'))
  expect(secrets.length).toBeGreaterThanOrEqual(3)
  for (const line of secrets)
    expect(line).toMatch(/^__Host-[\w-]+=[\w-]{43};.*Path=\/; HttpOnly; Secure; SameSite=Lax$/)
  for (const line of cookies) expect(line).toMatch(/Secure(; SameSite=Lax)?$/)
})

describe('another site makes a signed-in browser send', () => {
  const foreign: [string, Record<string, string>][] = [
    ['nothing that tells where from', {}],
    ['a foreign origin', { origin: 'https://evil.example' }],
    ['no origin', { origin: 'null' }],
    ['a subdomain', { origin: 'http://sub.localhost' }],
    ['another port', { origin: 'http://localhost:8080' }],
    ['https instead', { origin: 'https://localhost' }],
    ['from the same site only', { 'sec-fetch-site': 'same-site' }],
    ['from across sites', { 'sec-fetch-site': 'cross-site' }],
  ]
  test.each(foreign)('%s: nothing is changed by any route', async (_, headers) => {
    const phone = new Phone(park)
    await phone.send('/login', { email: people.parkAdmin.email })
    const cookie = `gongtai=${phone.cookie('gongtai')}`
    const before = await dumpOf(park)
    for (const { method, path } of routesOf(park.app)) {
      if (method === 'GET') continue
      for (const type of [
        'application/json',
        'application/x-www-form-urlencoded',
        'text/plain',
        'multipart/form-data',
      ]) {
        const ask = asks[`${method} ${path}`]
        const body = typeof ask?.body === 'object' ? JSON.stringify(ask.body) : '{}'
        const init = {
          method,
          headers: { cookie, 'content-type': type, ...headers },
          ...(method === 'DELETE' ? {} : { body }),
        }
        const answer = await park.app.request(addressOf(path), init)
        expect([method, path, type, answer.status]).toEqual([method, path, type, 403])
      }
    }
    expect(await dumpOf(park)).toBe(before)
  })
})
