import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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

const bearer = { authorization: `Bearer ${people.helixResearcher.token}`, 'accept-language': 'en' }
const json = { ...bearer, 'content-type': 'application/json' }

function post(path: string, body: BodyInit | null, headers: Record<string, string> = json) {
  return house.request(path, { method: 'POST', headers, body })
}

async function faultsOf(answer: Response) {
  return ((await answer.json()) as { errors?: { pointer: string; detail: string }[] }).errors ?? []
}

describe('a body', () => {
  test.each([
    ['{"text":""}', '/text', 'Must have a length of at least 1'],
    ['{}', '/text', 'This is required'],
    ['{"text":null}', '/text', 'Must be of type string'],
    ['{"text":"ok","surprise":1}', '/surprise', 'There is no such key'],
    ['{"text":"ok","place":{"room":"1","~/":2}}', '/place/~0~1', 'There is no such key'],
    ['{"text":"ok","__proto__":{"admin":true}}', '/__proto__', 'There is no such key'],
    ['{"text":"ok","constructor":{}}', '/constructor', 'There is no such key'],
    ['{"text":"ok","minutes":0}', '/minutes', 'Must be at least 1'],
    ['{"text":"ok","minutes":-5}', '/minutes', 'Must be at least 1'],
    ['{"text":"ok","minutes":1e309}', '/minutes', 'Must be of type'],
    ['{"text":"ok","minutes":1.5}', '/minutes', 'Must be of type int'],
    ['{"text":"ok","minutes":9007199254740993}', '/minutes', ''],
    ['{"text":"ok","minutes":"60"}', '/minutes', 'Must be of type number'],
    ['{"text":"ok","startsAt":"2026-11-23T14:00:00"}', '/startsAt', 'Must be an RFC 3339 time with an offset'],
    ['{"text":"ok","startsAt":"2026-02-30T14:00:00Z"}', '/startsAt', 'Must be an RFC 3339 time with an offset'],
    ['[]', '', 'Must be of type object'],
    ['null', '', 'Must be of type object'],
    ['{"text":', '', 'Is not valid JSON'],
    ['', '', 'Is not valid JSON'],
  ])('%s is refused at %s', async (body, pointer, detail) => {
    const answer = await post('/api/v1/notes', body)
    expect(answer.status).toBe(400)
    const [first] = await faultsOf(answer)
    expect(first?.pointer).toBe(pointer)
    expect(first?.detail).toContain(detail)
  })

  test.each([
    ['text/plain', 415],
    ['application/x-www-form-urlencoded', 415],
    ['application/json; charset=utf-8', 200],
  ])('of type %s gets %d', async (type, status) => {
    expect((await post('/api/v1/notes', '{"text":"ok"}', { ...bearer, 'content-type': type })).status).toBe(status)
  })

  test('without a type is not guessed at', async () => {
    const body = new TextEncoder().encode('{"text":"ok"}')
    expect((await post('/api/v1/notes', body, bearer)).status).toBe(415)
  })

  test('is weighed as it comes in, also when it comes in pieces of unknown number', async () => {
    const csv = { ...bearer, 'content-type': 'text/csv' }
    const stream = (pieces: number) =>
      new ReadableStream<Uint8Array>({
        start(controller) {
          for (let sent = 0; sent < pieces; sent++) controller.enqueue(new TextEncoder().encode('é'.repeat(100)))
          controller.close()
        },
      })
    const send = (pieces: number) =>
      house.request('/api/v1/lines', {
        method: 'POST',
        headers: csv,
        body: stream(pieces),
        duplex: 'half',
      } as RequestInit)
    expect(await (await send(5)).json()).toEqual({ length: 500 })
    expect((await send(6)).status).toBe(413)
    expect((await post('/api/v1/lines', 'x'.repeat(1001), { ...csv, 'content-length': '1001' })).status).toBe(413)
  })
})

describe('a query', () => {
  test.each([
    ['limit=10&limit=20', '/query/limit', 'May be given once only'],
    ['limt=10', '/query/limt', 'There is no such key'],
    ['__proto__=1', '/query/__proto__', 'There is no such key'],
    ['limit=0', '/query/limit', 'Must be at least 1'],
    ['limit=201', '/query/limit', 'Must be at most 200'],
    ['limit=1e2', '/query/limit', 'Has the wrong format'],
    ['limit=', '/query/limit', 'Has the wrong format'],
    ['from=yesterday', '/query/from', 'Must be an RFC 3339 time'],
    ['from=2026-11-23T14:00:00+08:00', '/query/from', 'Must be an RFC 3339 time'],
  ])('?%s is refused at %s', async (query, pointer, detail) => {
    const answer = await house.request(`/api/v1/query?${query}`, { headers: bearer })
    expect(answer.status).toBe(400)
    expect(await faultsOf(answer)).toEqual([{ pointer, detail: expect.stringContaining(detail) as string }])
  })

  test('that says what a route takes is understood', async () => {
    const answer = await house.request('/api/v1/query?limit=20&from=2026-11-23T14:00:00%2B08:00', { headers: bearer })
    expect(await answer.json()).toEqual({ limit: 20, from: 1_795_413_600 })
  })

  test('on a route that takes none is refused', async () => {
    expect((await house.request('/api/v1/open?debug=1')).status).toBe(400)
  })
})

test.each(['res_x', 'bkg_00000000000000000000000001', "res_' OR 1=1 --", 'x'.repeat(64)])(
  'an id that can’t be one, as %s, is an id that nobody has',
  async (id) => {
    const answer = await house.request(`/api/v1/things/${encodeURIComponent(id)}`, { headers: bearer })
    expect(await answer.json()).toEqual({ id: `res_${'0'.repeat(26)}` })
  },
)

describe('an idempotency key', () => {
  const keyed = (key: string) => post('/api/v1/keyed-notes', '{"text":"ok"}', { ...json, 'idempotency-key': key })

  test('is demanded where a repeat would book twice', async () => {
    const answer = await post('/api/v1/keyed-notes', '{"text":"ok"}')
    expect(answer.status).toBe(400)
    expect(await faultsOf(answer)).toEqual([{ pointer: '/headers/idempotency-key', detail: 'This is required' }])
  })

  test.each([['short'], ['x'.repeat(129)], ['with a space'], ['schlüssel']])('like %s is refused', async (key) => {
    expect((await keyed(key)).status).toBe(400)
  })

  test('comes with a hash of method, path and meaning: not of spaces or of the order of keys', async () => {
    const hash = async (body: string, path = '/api/v1/notes') => {
      const answer = await post(path, body, { ...json, 'idempotency-key': 'key-of-eight' })
      return ((await answer.json()) as { request: { requestHash: string } }).request.requestHash
    }
    const one = await hash('{"text":"ok","minutes":60}')
    expect(one).toMatch(/^[0-9a-f]{64}$/)
    expect(await hash('{ "minutes": 60, "text": "ok" }')).toBe(one)
    expect(await hash('{"text":"ok","minutes":61}')).not.toBe(one)
  })
})

test.each([
  ['"v3"', 200, 3],
  ['W/"v3"', 200, 0],
  ['*', 200, 0],
  [null, 428, undefined],
])('If-Match %s gives status %d', async (header, status, version) => {
  const headers = { ...json, ...(header === null ? {} : { 'if-match': header }) }
  const answer = await house.request('/api/v1/versions', { method: 'PUT', headers, body: '{"text":"ok"}' })
  expect(answer.status).toBe(status)
  if (status !== 200) return
  expect(await answer.json()).toEqual({ version })
  expect(answer.headers.get('etag')).toBe('"v7"')
})
