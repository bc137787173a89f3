import { afterAll, beforeAll, expect, test } from 'vitest'
import { findTargetHandler } from 'hono/utils/handler'
import { scopes, type Scope } from '../../src/firms/policy.ts'
import { policyOf } from '../../src/platform/http/door.ts'
import { wordsIn } from '../../src/platform/i18n/words.ts'
import { asks } from '../access/asks.ts'
import { setStage, type Stage } from '../access/stage.ts'
import { people, tokenHash, type CastPerson } from '../support/cast.ts'
import type { TestPark } from '../support/open-park.ts'

let stage: Stage
let park: TestPark
beforeAll(async () => {
  stage = await setStage()
  park = await stage.open()
  for (const scope of scopes)
    for (const [name, given] of [
      [`only-${scope}`, [scope]],
      [`all-but-${scope}`, scopes.filter((one) => one !== scope)],
    ] as const)
      await park.script(`INSERT INTO session (token_hash, id, person_id, kind, scopes, created_at, last_used_at,
          expires_at)
        VALUES ('${tokenHash(name)}', 'ses_${name}', '${people.parkAdmin.id}', 'bearer', '${JSON.stringify(given)}',
          ${park.clock.now}, 4000000000, 4000000000)`)
})
afterAll(async () => {
  await park.close()
  await stage.remove()
})

async function answerOf(token: string, method: string, path: string, ask: (typeof asks)[string]): Promise<Response> {
  const { of: kind, param = 'id', also = {}, query, headers } = ask ?? {}
  let address = path.replace(`:${param}`, (kind === undefined ? '' : stage.own[kind]) ?? '')
  for (const [name, other] of Object.entries(also)) address = address.replace(`:${name}`, stage.own[other] ?? '')
  const body = typeof ask?.body === 'function' ? ask.body(stage.own) : ask?.body
  const form = typeof ask?.form === 'function' ? ask.form(stage.own) : ask?.form
  const sent = form === undefined ? body : new URLSearchParams(form).toString()
  const type = form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }
  const who = { token } as CastPerson
  const at = query === undefined ? address : `${address}?${query}`
  return park.call(who, method, at, sent, { 'idempotency-key': crypto.randomUUID(), ...type, ...headers })
}

async function statusOf(...asked: Parameters<typeof answerOf>): Promise<number> {
  return (await answerOf(...asked)).status
}

/** True when the scope is what is missing, and not a sign-in of a moment ago, which no token replaces. */
async function isOutOfScope(...asked: Parameters<typeof answerOf>): Promise<boolean> {
  const answer = await answerOf(...asked)
  const text = await answer.text()
  const again = text.includes('sign-in-again') || text.includes(wordsIn('zh-Hans').problems['sign-in-again'].title)
  return answer.status === 403 && !again
}

test('at every door a token needs exactly one scope: with all others it is kept out', async () => {
  const found: Record<string, Scope[]> = {}
  for (const { method, path, handler } of park.app.routes) {
    const policy = policyOf(findTargetHandler(handler))
    if (policy === null || policy === 'passage' || policy === 'anyone') continue
    const route = `${method} ${path}`
    const ask = asks[route]
    if (ask === undefined) continue
    const needed: Scope[] = []
    for (const scope of scopes) if (await isOutOfScope(`all-but-${scope}`, method, path, ask)) needed.push(scope)
    found[route] = needed
  }
  const odd = Object.entries(found).filter(([, needed]) => needed.length !== 1 && needed.length !== scopes.length)
  expect(odd).toEqual([])
  // Where the park's admin may not go at all, the scope does not matter.
  const closed = Object.entries(found).filter(([, needed]) => needed.length === scopes.length)
  expect(closed.length).toBeLessThan(20)
  expect(found['GET /api/v1/bookings']).toEqual(['read'])
  expect(found['POST /api/v1/quotes']).toEqual(['book'])
  expect(found['POST /api/v1/tokens']).toEqual(['account'])
  expect(found['GET /api/v1/ledger']).toEqual(['finance'])
  expect(found['POST /api/v1/firms']).toEqual(['admin'])
})

test('a token with scopes makes nothing that may more, and deletes nobody, however new it is', async () => {
  for (const [method, path] of [
    ['POST', '/api/v1/tokens'],
    ['POST', '/me/tokens'],
    ['POST', '/api/v1/passkeys/options'],
    ['DELETE', '/api/v1/me'],
    ['POST', '/api/v1/people/:id/erasure'],
    ['POST', '/api/v1/identity-providers'],
  ] as const) {
    const ask = asks[`${method} ${path}`] ?? {}
    for (const scope of scopes)
      expect([path, scope, await statusOf(`only-${scope}`, method, path, ask)]).toEqual([path, scope, 403])
  }
})
