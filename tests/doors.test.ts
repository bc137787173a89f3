import { Hono } from 'hono'
import { findTargetHandler } from 'hono/utils/handler'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { policies } from '../src/firms/policy.ts'
import { policyOf } from '../src/platform/http/door.ts'
import { people, type CastPerson } from './support/cast.ts'
import { dumpOf } from './support/dump.ts'
import { openPark, type TestPark } from './support/open-park.ts'

let park: TestPark
beforeAll(async () => {
  park = await openPark()
})
afterAll(() => park.close())

interface Door {
  readonly method: string
  readonly path: string
  readonly policy: ReturnType<typeof policyOf>
}

function doorsOf(app: Hono<never> | TestPark['app']): Door[] {
  return app.routes.map(({ method, path, handler }) => {
    return { method, path, policy: policyOf(findTargetHandler(handler)) }
  })
}

/** A door's address with ids that nobody has. */
function addressOf(path: string): string {
  return path.replaceAll(/:(\w+)(\{[^}]*\})?/g, 'unknown').replace('*', 'nowhere')
}

test('every route says who may come through it', () => {
  const doors = doorsOf(park.app)
  expect(doors.length).toBeGreaterThan(10)
  expect(doors.filter(({ policy }) => policy === null)).toEqual([])
})

test('a route that nobody declared would be found', () => {
  const app = new Hono()
  app.get('/open', (c) => c.text('all your bookings'))
  app.mount('/mounted', () => new Response('and more'))
  expect(doorsOf(app as never).map(({ policy }) => policy)).toEqual([null, null])
})

test('only middleware passes everyone on', () => {
  const passages = doorsOf(park.app).filter(({ policy }) => policy === 'passage')
  expect(passages.every(({ method, path }) => method === 'ALL' && path.endsWith('*'))).toBe(true)
})

describe('without a token', () => {
  test('the API’s doors say 401 and the pages lead to sign-in', async () => {
    for (const { method, path, policy } of doorsOf(park.app)) {
      if (policy === 'passage' || policy === 'anyone') continue
      const answer = await park.call(null, method, addressOf(path))
      const { pathname } = new URL(answer.headers.get('location') ?? 'http://localhost/', 'http://localhost')
      const found = path.startsWith('/api/') ? answer.status : `${answer.status} ${pathname}`
      expect([method, path, found]).toEqual([method, path, path.startsWith('/api/') ? 401 : '303 /login'])
    }
  })
})

describe('with a token', () => {
  test('whoever a door is not for is turned away by every GET behind it', async () => {
    for (const { method, path, policy } of doorsOf(park.app)) {
      if (method !== 'GET' || policy === 'passage' || policy === 'anyone' || policy === null) continue
      for (const [name, person] of Object.entries(people)) {
        const answer = await park.call(person, 'GET', addressOf(path))
        expect([path, name, statusOf(answer, path)]).toEqual([
          path,
          name,
          await expectedOf(person, policy, answer, path),
        ])
      }
    }
  })

  test.each(['dead', 'suspended'])('a %s one opens nothing', async (kind) => {
    const person = kind === 'dead' ? { ...people.parkAdmin, token: 'no-such-token-0123456789' } : people.suspended
    for (const { method, path, policy } of doorsOf(park.app)) {
      if (method !== 'GET' || policy === 'passage' || policy === 'anyone') continue
      const answer = await park.call(person, method, addressOf(path))
      expect([path, [401, 303, 400].includes(answer.status)]).toEqual([path, true])
    }
  })

  test('looking changes nothing, by GET or by HEAD', async () => {
    const before = await dumpOf(park)
    for (const { method, path, policy } of doorsOf(park.app)) {
      if (method !== 'GET' || policy === 'passage') continue
      for (const person of [people.helixResearcher, people.imagingManager, people.parkAdmin]) {
        const got = await park.call(person, 'GET', addressOf(path))
        const head = await park.call(person, 'HEAD', addressOf(path))
        expect([path, head.status]).toEqual([path, got.status])
        expect(got.status).toBeLessThan(500)
      }
    }
    expect(await dumpOf(park)).toBe(before)
  })
})

function statusOf(answer: Response, path: string): number {
  return path.startsWith('/api/') || answer.status !== 303 ? answer.status : 401
}

/** Who may not come in gets 401 or 403; who may gets what is behind the door, but neither of those nor a crash. */
async function expectedOf(person: CastPerson, policy: keyof typeof policies, answer: Response, path: string) {
  const rows = await park.rows(
    `SELECT role, firm_id AS firmId, facility_id AS facilityId FROM role WHERE person_id = '${person.id}'`,
  )
  const admitted = policies[policy]({ roles: rows } as never)
  const status = statusOf(answer, path)
  // A query that can't be read is refused before anybody looks who sent it.
  if (status === 400) return 400
  if (person === people.suspended || person === people.orchidSuspended) return 401
  if (!admitted) return 403
  return status === 401 || status >= 500 ? 'another status' : status
}
