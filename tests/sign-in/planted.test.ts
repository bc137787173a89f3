import { afterEach, beforeEach, expect, test } from 'vitest'
import { people } from '../support/cast.ts'
import { dumpOf } from '../support/dump.ts'
import { openPark, type TestPark } from '../support/open-park.ts'
import { Phone } from '../support/phone.ts'

let park: TestPark
beforeEach(async () => {
  park = await openPark()
})
afterEach(() => park.close())

test.each([
  ['/login', `email=${people.helixResearcher.email}`],
  ['/login/code', `address=${people.helixResearcher.email}`],
  ['/login/session', 'code=123456'],
])('another site can’t sign in, by %s, a browser that nobody is signed in with', async (path, body) => {
  const before = await dumpOf(park)
  for (const from of [{}, { origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }]) {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', ...from }
    const answer = await park.app.request(path, { method: 'POST', headers, body })
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([403, []])
  }
  expect(await dumpOf(park)).toBe(before)
})

test('nobody can choose the token that a browser will be signed in with', async () => {
  const planted = 'a'.repeat(43)
  const phone = new Phone(park)
  phone.setCookie('gongtai', planted)
  await phone.send('/login', { email: people.helixResearcher.email })
  expect(phone.cookie('gongtai')).not.toBe(planted)
  expect((await phone.open('/api/v1/me')).status).toBe(200)
  const thief = new Phone(park)
  thief.setCookie('gongtai', planted)
  expect((await thief.open('/api/v1/me')).status).toBe(401)
})
