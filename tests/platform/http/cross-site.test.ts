import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { House } from '../../../src/platform/http/house.ts'
import { wayOn } from '../../../src/platform/http/way-on.ts'
import { people } from '../../support/cast.ts'
import { openPark, type TestPark } from '../../support/open-park.ts'
import { probeHouse } from './probe.ts'

let park: TestPark
let house: House
beforeAll(async () => {
  park = await openPark()
  house = probeHouse(park.world)
})
afterAll(() => park.close())

const cookie = { cookie: `gongtai=${people.helixResearcher.token}` }
const form = { 'content-type': 'application/x-www-form-urlencoded' }
const json = { 'content-type': 'application/json' }

function send(path: string, headers: Record<string, string>, body: string) {
  return house.request(path, { method: 'POST', headers: { ...cookie, ...headers }, body })
}

describe('what a browser sends with its cookie', () => {
  test.each<[string, Record<string, string>, number]>([
    ['from our own page', { origin: 'http://localhost' }, 200],
    ['vouched for by the browser', { 'sec-fetch-site': 'same-origin' }, 200],
    ['from another site', { origin: 'https://evil.example' }, 403],
    ['from a sister host', { origin: 'http://evil.localhost', 'sec-fetch-site': 'same-site' }, 403],
    ['from another port', { origin: 'http://localhost:8080' }, 403],
    ['from nowhere', {}, 403],
    ['from a sandbox', { origin: 'null', 'sec-fetch-site': 'cross-site' }, 403],
    ['from an address typed by hand', { 'sec-fetch-site': 'none' }, 403],
  ])('%s: form and JSON', async (_, headers, status) => {
    expect((await send('/form', { ...form, ...headers }, 'text=hello')).status).toBe(status)
    expect((await send('/api/v1/notes', { ...json, ...headers }, '{"text":"ok"}')).status).toBe(status)
  })

  test('as plain text is refused even from our own page', async () => {
    const own = { origin: 'http://localhost', 'content-type': 'text/plain' }
    expect((await send('/api/v1/notes', own, '{"text":"ok"}')).status).toBe(415)
    expect((await send('/form', own, 'text=hello')).status).toBe(415)
  })
})

test('a bearer token is never sent by a browser on its own, so it needs no origin', async () => {
  const bearer = { authorization: `Bearer ${people.helixResearcher.token}`, ...json }
  const answer = await house.request('/api/v1/notes', { method: 'POST', headers: bearer, body: '{"text":"ok"}' })
  expect(answer.status).toBe(200)
})

test('behind a proxy our origin is the one that people see', async () => {
  const behind = probeHouse({ ...park.world, publicUrl: 'https://booking.park.example' })
  const post = (origin: string) =>
    behind.request('http://10.0.0.7:8787/form', {
      method: 'POST',
      headers: { cookie: `__Host-gongtai=${people.helixResearcher.token}`, origin, ...form },
      body: 'text=hello',
    })
  expect((await post('https://booking.park.example')).status).toBe(200)
  expect((await post('http://10.0.0.7:8787')).status).toBe(403)
})

describe('the way on after signing in', () => {
  test.each([
    'https://evil.example/',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '\t//evil.example',
    ' //evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    'evil.example',
    '@evil.example',
    '/..//evil.example',
    '/.//evil.example',
    '/%2e%2e//evil.example',
    'http:evil.example',
    '',
    undefined,
  ])('never leads to another origin: %j', (next) => {
    const way = wayOn(next, 'http://localhost:8787')
    expect(way).toMatch(/^\/(?![/\\])/)
    expect(new URL(way, 'http://localhost:8787').host).toBe('localhost:8787')
  })

  test.each(['/', '/i/res_1?from=2026-11-23', '/me#next', '/find?q=%E6%98%BE%E5%BE%AE%E9%95%9C'])(
    'keeps %s',
    (next) => {
      expect(wayOn(next, 'http://localhost:8787')).toBe(next)
    },
  )
})
