import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DbUnavailable } from '../../../src/platform/db/port.ts'
import type { House } from '../../../src/platform/http/house.ts'
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

const bearer = { authorization: `Bearer ${people.helixResearcher.token}` }

function get(path: string, headers: Record<string, string> = {}) {
  return house.request(path, { headers: { ...bearer, ...headers } })
}

describe('trouble on the API', () => {
  test.each([
    ['not-found', 404, 'not-found', {}],
    ['stale', 412, 'stale-version', { current: { version: 3 } }],
    ['conflict', 409, 'state-forbids', { state: 'completed' }],
    ['key-reused', 422, 'idempotency-key-reused', {}],
    ['unavailable', 503, 'database-unavailable', {}],
    ['unknown', 503, 'outcome-unknown', {}],
    ['abort', 409, 'try-again', {}],
  ])('%s is a problem with status %d', async (kind, status, name, members) => {
    const answer = await get(`/api/v1/throw/${kind}`, { 'accept-language': 'en' })
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    const problem = (await answer.json()) as Record<string, unknown>
    expect(problem).toMatchObject({ type: `/problems/${name}`, status, ...members })
    expect(problem['requestId']).toMatch(/^req_/)
    expect(problem['detail']).toMatch(/\w+ \w+/)
    expect(answer.headers.has('retry-after')).toBe(status === 503 || name === 'try-again')
  })

  test.each(['crash', 'other-constraint'])(
    'a %s says its title and the request’s number, and nothing of the cause',
    async (kind) => {
      park.log.length = 0
      const answer = await get(`/api/v1/throw/${kind}`, { 'accept-language': 'en' })
      expect(answer.status).toBe(500)
      const problem = (await answer.json()) as Record<string, unknown>
      expect(Object.keys(problem).sort()).toEqual(['requestId', 'status', 'title', 'type'])
      expect(park.log).toEqual([expect.objectContaining({ level: 'error', requestId: problem['requestId'] })])
    },
  )

  test('an address that nobody answers is a problem too, and a wrong method names the right ones', async () => {
    expect((await get('/api/v1/nowhere')).status).toBe(404)
    expect((await get('/api/nowhere')).headers.get('content-type')).toBe('application/problem+json')
    const answer = await house.request('/api/v1/things/x', { method: 'PATCH', headers: bearer })
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  })
})

describe('the language of an answer', () => {
  test('is the one that a client asks for, then the person’s own, then simplified Chinese', async () => {
    expect(await (await get('/api/v1/viewer', { 'accept-language': 'zh-TW' })).json()).toEqual({ locale: 'zh-Hant' })
    expect(await (await get('/api/v1/viewer')).json()).toEqual({ locale: 'en' })
    expect(await titleOf(await get('/api/v1/throw/not-found'))).toBe('没有找到')
    expect(await titleOf(await get('/api/v1/throw/not-found', { 'accept-language': 'zh-HK' }))).toBe('找不到')
    expect(await titleOf(await get('/api/v1/throw/not-found', { 'accept-language': 'fr, en' }))).toBe('Not found')
  })

  async function titleOf(answer: Response) {
    return ((await answer.json()) as { title: string }).title
  }
})

describe('trouble on a page', () => {
  test('is a page in the reader’s language, with the request’s number', async () => {
    const answer = await house.request('/crash?lang=zh-Hant')
    expect(answer.status).toBe(500)
    const page = await answer.text()
    expect(page).toContain('<html lang="zh-Hant">')
    expect(page).toContain('系統發生錯誤')
    expect(page).toMatch(/req_[0-9a-z]{9}/)
    expect(page).not.toContain('at night')
  })

  test('who is not signed in is led to the sign-in page and back', async () => {
    const answer = await house.request('/page?week=2026-W48')
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe('/login?next=%2Fpage%3Fweek%3D2026-W48')
  })
})

describe('every answer, whatever its status', () => {
  test.each(['/healthz', '/api/v1/open', '/api/v1/nowhere', '/api/v1/throw/crash', '/page', '/nowhere', '/crash'])(
    '%s carries the security headers',
    async (path) => {
      const { headers } = await house.request(path)
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self'/)
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('same-origin')
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.has('strict-transport-security')).toBe(false)
    },
  )

  test('on https it also asks browsers to stay there for two years', async () => {
    const secure = probeHouse({ ...park.world, publicUrl: 'https://booking.park.example' })
    const { headers } = await secure.request('/api/v1/open')
    expect(headers.get('strict-transport-security')).toBe('max-age=63072000; includeSubDomains')
  })
})

describe('a token', () => {
  test.each(['Basic dXNlcjpwYXNz', 'Bearer', 'Bearer two words', 'bearer ', `Bearer ${'x'.repeat(300)}`])(
    'sent as "%s" is no sign-in',
    async (authorization) => {
      const answer = await house.request('/api/v1/viewer', { headers: { authorization } })
      expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Bearer'])
    },
  )

  test('in a cookie signs a browser in, under the name that its scheme allows', async () => {
    const cookie = (name: string) => ({ cookie: `${name}=${people.helixResearcher.token}` })
    const secure = probeHouse({ ...park.world, publicUrl: 'https://booking.park.example' })
    expect((await house.request('/api/v1/viewer', { headers: cookie('gongtai') })).status).toBe(200)
    expect((await house.request('/api/v1/viewer', { headers: cookie('__Host-gongtai') })).status).toBe(401)
    expect((await secure.request('/api/v1/viewer', { headers: cookie('__Host-gongtai') })).status).toBe(200)
    expect((await secure.request('/api/v1/viewer', { headers: cookie('gongtai') })).status).toBe(401)
  })
})

describe('too much at once', () => {
  test('past the limit of a minute the caller is told when to come back', async () => {
    const limited = probeHouse({ ...park.world, limits: { inFlight: 256, perMinute: 2 } })
    const ask = (token: string) => limited.request('/api/v1/viewer', { headers: { authorization: `Bearer ${token}` } })
    const left = (await ask(people.helixResearcher.token)).headers.get('ratelimit')
    expect(left).toBe(`"requests";r=1;t=${60 - (park.clock.now % 60)}`)
    expect((await ask(people.helixResearcher.token)).status).toBe(200)
    const refused = await ask(people.helixResearcher.token)
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, String(60 - (park.clock.now % 60))])
    expect((await ask(people.orchidResearcher.token)).status).toBe(200)
    park.clock.now += 60
    expect((await ask(people.helixResearcher.token)).status).toBe(200)
    park.clock.now -= 60
  })

  test('beyond what the house can hold, the next is turned away and the ones inside finish', async () => {
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    const slow = {
      ...park.world,
      openPark: async () => {
        await held
        return park.world.openPark('', undefined)
      },
      limits: { inFlight: 2, perMinute: null },
    }
    const small = probeHouse(slow)
    const inside = Promise.all([small.request('/api/v1/open'), small.request('/api/v1/open')])
    const third = await small.request('/api/v1/open')
    expect([third.status, third.headers.get('retry-after')]).toEqual([503, '1'])
    release()
    expect((await inside).map((answer) => answer.status)).toEqual([200, 200])
    expect((await small.request('/api/v1/open')).status).toBe(200)
  })
})

test('a host that is no park’s gets no answer from any', async () => {
  const elsewhere = probeHouse({
    ...park.world,
    openPark: (host) => (host === 'park.example' ? park.world.openPark(host, undefined) : null),
  })
  expect((await elsewhere.request('http://park.example/api/v1/open')).status).toBe(200)
  expect((await elsewhere.request('http://other.example/api/v1/open')).status).toBe(421)
})

test('a database that is down closes the doors: nobody is let in unseen', async () => {
  const broken = await openPark({
    through: (db) => ({ ...db, read: () => Promise.reject(new DbUnavailable('not-applied', 2)) }),
  })
  expect((await broken.call(people.parkAdmin, 'GET', '/api/v1/me')).status).toBe(503)
  expect((await broken.call(null, 'GET', '/readyz')).status).toBe(503)
  expect((await broken.call(null, 'GET', '/healthz')).status).toBe(200)
  await broken.close()
})
