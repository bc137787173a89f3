import { afterEach, beforeEach, expect, test } from 'vitest'
import { people, tokenHash, type CastPerson } from '../../support/cast.ts'
import { openPark, type TestPark } from '../../support/open-park.ts'

let park: TestPark
let from = '192.0.2.1'
beforeEach(async () => {
  park = await openPark({ world: { limits: { inFlight: 256, perMinute: 3 }, addressOf: () => from } })
  from = '192.0.2.1'
})
afterEach(() => park.close())

const me = async (who: Pick<CastPerson, 'token'>) => (await park.call(who as CastPerson, 'GET', '/api/v1/me')).status

test('all tokens of a person have one allowance', async () => {
  await park.script(`INSERT INTO session (token_hash, id, person_id, kind, created_at, last_used_at, expires_at)
    VALUES ('${tokenHash('another-token-of-the-researcher-0123')}', 'ses_1', '${people.helixResearcher.id}',
      'bearer', 0, 4000000000, 4000000000)`)
  const other = { token: 'another-token-of-the-researcher-0123' }
  expect(await me(people.helixResearcher)).toBe(200)
  expect(await me(other)).toBe(200)
  expect(await me(other)).toBe(200)
  expect(await me(other)).toBe(429)
  expect(await me(people.helixResearcher)).toBe(429)
  expect(await me(people.helixColleague)).toBe(200)
})

test('a firm’s people together have one too, and another firm’s are not touched by it', async () => {
  const script = Array.from({ length: 40 }, (_, n) => {
    const id = `usr_${String(1_000 + n).padStart(26, '0')}`
    return `INSERT INTO person (id, email, name) VALUES ('${id}', 'p${n}@helix.example', 'p${n}');
      INSERT INTO role (person_id, role, firm_id) SELECT '${id}', 'researcher', firm_id FROM role
        WHERE person_id = '${people.helixResearcher.id}';
      INSERT INTO session (token_hash, id, person_id, kind, created_at, last_used_at, expires_at)
        VALUES ('${tokenHash(`token-${n}`)}', 'ses_${n}', '${id}', 'bearer', 0, 4000000000, 4000000000);`
  }).join('\n')
  await park.script(script)
  const answers: number[] = []
  for (let n = 0; n < 40; n++) {
    for (let time = 0; time < 3; time++) {
      from = `192.0.2.${n}`
      answers.push(await me({ token: `token-${n}` }))
    }
  }
  expect(answers.filter((status) => status === 429).length).toBeGreaterThan(30)
  from = '198.51.100.1'
  expect(await me(people.orchidResearcher)).toBe(200)
})

test('who changes tokens is stopped by their network address', async () => {
  const answers: number[] = []
  for (let n = 0; n < 32; n++) answers.push(await me({ token: `guess-${n}-0123456789` }))
  expect(answers.slice(-2)).toEqual([429, 429])
  from = '198.51.100.1'
  expect(await me(people.helixResearcher)).toBe(200)
})

test('a subscriber’s many IPv6 addresses are one', async () => {
  const answers: number[] = []
  for (let n = 0; n < 32; n++) {
    from = `2001:db8:1:2::${n.toString(16)}`
    answers.push(await me({ token: `guess-${n}-0123456789` }))
  }
  expect(answers.slice(-2)).toEqual([429, 429])
  from = '2001:db8:1:3::1'
  expect(await me(people.helixResearcher)).toBe(200)
})

test('codes are guessed at twenty a minute from one address, and the page says when to come back', async () => {
  const headers = { origin: 'http://localhost', 'content-type': 'application/x-www-form-urlencoded' }
  const ask = () => park.call(null, 'POST', '/login/session', 'code=123456', headers)
  const answers = []
  for (let n = 0; n < 21; n++) answers.push(await ask())
  expect(answers.at(-2)?.status).toBe(422)
  expect([answers.at(-1)?.status, answers.at(-1)?.headers.get('retry-after')]).toEqual([
    429,
    String(60 - (park.clock.now % 60)),
  ])
})
