import { afterAll, beforeAll, expect, test } from 'vitest'
import { sha256Hex } from '../../src/kernel/digest.ts'
import { codeSecret } from '../../src/sign-in/commands/ask-code.ts'
import { people } from '../support/cast.ts'
import { grounds, type RaceGround } from '../support/race-grounds.ts'
import { shot, type Shot } from '../support/racers.ts'
import { statuses } from '../support/shots.ts'

// Of the grounds, the one whose processes share nothing but the database: no limit in memory can help.
const [fileGround] = grounds
let ground: RaceGround
beforeAll(async () => {
  ground = await fileGround.open()
})
afterAll(() => ground.close())

const right = '424242'

async function askedBy(token: string, address: string): Promise<void> {
  await ground.script(`INSERT INTO sign_in_attempt (browser_hash, kind, address, secret, created_at, expires_at)
    VALUES ('${await sha256Hex(token)}', 'code', '${address}', '${await codeSecret(token, right)}',
      ${ground.now()}, ${ground.now() + 600})`)
}

function guess(token: string, code: string): Shot {
  const headers = { cookie: `gongtai-attempt=${token}`, 'content-type': 'application/x-www-form-urlencoded' }
  return shot(people.orchidResearcher, 'POST', '/login/session', `code=${code}`, headers)
}

async function signedIn(address: string): Promise<unknown> {
  const [row] = await ground.rows(`SELECT count(*) AS n FROM session s JOIN person p ON p.id = s.person_id
    WHERE p.email = '${address}' AND s.kind = 'cookie' AND s.method = 'code'`)
  return row?.['n']
}

test('of two hundred guesses from four processes five are looked at, and the right one comes too late', async () => {
  const [token, address] = ['guessed-at-by-four-processes', people.helixAdmin.email]
  await askedBy(token, address)
  const answers = await ground.race(Array.from({ length: 200 }, (_, n) => guess(token, String(100_000 + n))))
  expect(statuses(answers)).toEqual({ 422: 200 })
  // Only what was counted is compared; what the pages say is read later, when the tries may be spent already.
  const counted = "SELECT count(*) AS n FROM idempotency WHERE actor = 'sign-in' AND key LIKE 'try-code:%'"
  expect(await ground.rows(counted)).toEqual([{ n: 5 }])
  expect(await ground.rows('SELECT tries FROM sign_in_attempt')).toEqual([{ tries: 5 }])
  expect(statuses(await ground.race([guess(token, right)]))).toEqual({ 422: 1 })
  expect(await signedIn(address)).toBe(0)
})

test('a new address that two browsers prove at once becomes one account', async () => {
  const address = 'twice@helix.example'
  const tokens = ['one-browser-of-somebody-new', 'another-browser-of-somebody-new']
  for (const token of tokens) await askedBy(token, address)
  const answers = await ground.race(tokens.map((token) => guess(token, right)))
  expect(statuses(answers)['303']).toBeGreaterThanOrEqual(1)
  expect(await ground.rows(`SELECT count(*) AS n FROM person WHERE email = '${address}'`)).toEqual([{ n: 1 }])
  expect(await signedIn(address)).toBe(statuses(answers)['303'])
})
