import { afterEach, beforeEach, expect, test } from 'vitest'
import { sha256Hex } from '../../src/kernel/digest.ts'
import { codeSecret } from '../../src/sign-in/commands/ask-code.ts'
import { people } from '../support/cast.ts'
import { openPark, type TestPark } from '../support/open-park.ts'

const token = 'the-browser-that-asked-for-the-code-0123456789'
const headers = {
  cookie: `gongtai-attempt=${token}`,
  origin: 'http://localhost',
  'content-type': 'application/x-www-form-urlencoded',
}

let park: TestPark
beforeEach(async () => {
  park = await openPark()
  await park.script(`INSERT INTO sign_in_attempt (browser_hash, kind, address, secret, created_at, expires_at)
    VALUES ('${await sha256Hex(token)}', 'code', '${people.helixAdmin.email}', '${await codeSecret(token, '424242')}',
      ${park.clock.now}, ${park.clock.now + 600})`)
})
afterEach(() => park.close())

function guess(code: string): Promise<Response> {
  return park.call(null, 'POST', '/login/session', `code=${code}`, headers)
}

test('of two hundred guesses at once five are looked at, and none signs in', async () => {
  const codes = Array.from({ length: 200 }, (_, n) => String(100_000 + n))
  const answers = await Promise.all(codes.map(async (code) => (await guess(code)).text()))
  const looked = answers.filter((text) => text.includes('name="code"'))
  expect(looked.length).toBeLessThanOrEqual(5)
  expect(await park.rows('SELECT tries FROM sign_in_attempt')).toEqual([{ tries: 5 }])
  expect((await guess('424242')).status).toBe(422)
  expect(await park.rows("SELECT count(*) AS n FROM session WHERE kind = 'cookie'")).toEqual([{ n: 0 }])
})

test('the right code sent twenty times at once signs in once', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => guess('424242')))
  expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
  expect(await park.rows("SELECT count(*) AS n FROM session WHERE kind = 'cookie'")).toEqual([{ n: 1 }])
})
