import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { people } from '../support/cast.ts'
import { openPark, type TestPark } from '../support/open-park.ts'
import { mailbox, Phone } from '../support/phone.ts'

let park: TestPark
beforeEach(async () => {
  park = await openPark()
})
afterEach(() => park.close())

async function askedFor(address: string): Promise<{ phone: Phone; code: string }> {
  const phone = new Phone(park)
  const answer = await phone.send('/login/code', { address, next: '/me' })
  expect(answer.status).toBe(303)
  return { phone, code: await mailbox(park).code() }
}

test('a code that came by mail signs in, and the page that was asked for follows', async () => {
  const { phone, code } = await askedFor(people.helixResearcher.email)
  const answer = await phone.send('/login/session', { code, next: '/me' })
  expect([answer.status, answer.location]).toEqual([303, '/me'])
  const me = await phone.open('/api/v1/me')
  expect(JSON.parse(me.html)).toMatchObject({ person: { id: people.helixResearcher.id } })
})

test.each([
  ['with the sentence around it', (code: string) => `Your code for Gongtai: ${code}. It is good for 10 minutes.`],
  ['with spaces', (code: string) => ` ${code.slice(0, 3)} ${code.slice(3)} `],
  [
    'in full-width digits',
    (code: string) => code.replaceAll(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
  ],
])('a code may be pasted %s', async (_, written) => {
  const { phone, code } = await askedFor(people.helixResearcher.email)
  expect((await phone.send('/login/session', { code: written(code) })).status).toBe(303)
})

test('the code’s field lets the phone fill it', async () => {
  const { phone } = await askedFor(people.helixResearcher.email)
  const { html } = await phone.open('/login/code?to=a%40b.example')
  expect(html).toMatch(/<input[^>]*name="code"[^>]*autocomplete="one-time-code"[^>]*inputmode="numeric"/)
})

describe('a code is worth nothing', () => {
  test('in another browser', async () => {
    const { code } = await askedFor(people.helixResearcher.email)
    const other = new Phone(park)
    expect((await other.send('/login/session', { code })).status).toBe(422)
    await other.send('/login/code', { address: people.helixColleague.email })
    expect((await other.send('/login/session', { code })).status).toBe(422)
    expect(await sessions()).toBe(0)
  })

  test('a second time', async () => {
    const { phone, code } = await askedFor(people.helixResearcher.email)
    const token = phone.cookie('gongtai-attempt')
    expect((await phone.send('/login/session', { code })).status).toBe(303)
    phone.setCookie('gongtai-attempt', token ?? '')
    expect((await phone.send('/login/session', { code })).status).toBe(422)
    expect(await sessions()).toBe(1)
  })

  test('after ten minutes', async () => {
    const { phone, code } = await askedFor(people.helixResearcher.email)
    park.clock.now += 600
    expect((await phone.send('/login/session', { code })).status).toBe(422)
  })

  test('after five wrong guesses', async () => {
    const { phone, code } = await askedFor(people.helixResearcher.email)
    const wrong = code === '000000' ? '000001' : '000000'
    for (let guess = 1; guess <= 5; guess++)
      expect((await phone.send('/login/session', { code: wrong })).status).toBe(422)
    expect((await phone.send('/login/session', { code })).status).toBe(422)
    expect(await sessions()).toBe(0)
  })

  test('to a person who is suspended', async () => {
    const { phone, code } = await askedFor(people.suspended.email)
    expect((await phone.send('/login/session', { code })).status).toBe(403)
    expect(await sessions()).toBe(0)
  })
})

test('known, unknown and suspended addresses are answered alike, by the same work', async () => {
  const answers = []
  for (const address of [people.helixResearcher.email, 'nobody@helix.example', people.suspended.email]) {
    park.trips.length = 0
    const phone = new Phone(park)
    const answer = await phone.send('/login/code', { address })
    await park.settled()
    answers.push([
      answer.status,
      answer.html,
      answer.location.replace(encodeURIComponent(address), ''),
      park.trips.length,
    ])
  }
  expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1)
})

test('an address has six codes in ten minutes, and the answer stays the same', async () => {
  const phone = new Phone(park)
  const answers = []
  for (let n = 0; n < 9; n++) answers.push(await phone.send('/login/code', { address: people.helixResearcher.email }))
  await park.settled()
  expect(new Set(answers.map(({ status, location }) => `${status} ${location}`)).size).toBe(1)
  expect(await park.rows('SELECT count(*) AS n FROM demo_mail')).toEqual([{ n: 6 }])
})

test('an address that nobody has becomes a person without a role, once for all spellings', async () => {
  const first = await askedFor('  Neu@Helix.Example ')
  const answer = await first.phone.send('/login/session', { code: first.code })
  expect([answer.status, answer.location]).toEqual([303, '/welcome'])
  const again = await askedFor('neu@helix.example')
  expect((await again.phone.send('/login/session', { code: again.code })).location).toBe('/')
  const known = await askedFor(people.helixResearcher.email.toUpperCase())
  await known.phone.send('/login/session', { code: known.code })
  expect(
    await park.rows("SELECT count(*) AS n FROM person WHERE email LIKE '%neu%' OR email LIKE 'researcher@helix%'"),
  ).toEqual([{ n: 2 }])
})

test.each([
  '',
  'li',
  'li@helix',
  'a b@helix.example',
  'li@helix.example\u200b',
  'x@y@z.example',
  `${'a'.repeat(300)}@b.example`,
])('an address like “%s” is refused in the form, and kept there', async (address) => {
  const answer = await new Phone(park).send('/login/code', { address })
  expect([400, 422]).toContain(answer.status)
  expect(await park.rows('SELECT count(*) AS n FROM sign_in_attempt')).toEqual([{ n: 0 }])
})

test('nothing that is stored signs anybody in: tokens and codes are there as hashes only', async () => {
  const { phone, code } = await askedFor(people.helixResearcher.email)
  await phone.send('/login/session', { code })
  await park.script('DELETE FROM demo_mail')
  const token = phone.cookie('gongtai') ?? ''
  expect(token).toMatch(/^[\w-]{43}$/)
  const tables = await park.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")
  for (const { name } of tables) {
    const text = JSON.stringify(await park.rows(`SELECT * FROM "${name as string}"`))
    expect([name, text.includes(token), text.includes(`"${code}"`)]).toEqual([name, false, false])
  }
})

test('signing in ends the session that this browser had', async () => {
  const { phone, code } = await askedFor(people.helixResearcher.email)
  await phone.send('/login/session', { code })
  const former = phone.cookie('gongtai') ?? ''
  await phone.send('/login', { email: people.helixAdmin.email })
  const answer = await park.app.request('/api/v1/me', { headers: { cookie: `gongtai=${former}` } })
  expect(answer.status).toBe(401)
  expect(await park.rows("SELECT action FROM audit WHERE action LIKE 'session.%' ORDER BY action")).toEqual([
    { action: 'session.ended' },
    { action: 'session.started' },
    { action: 'session.started' },
  ])
})

test('a wrong code is on record, of an address that nobody has too, at the same cost', async () => {
  const trips: number[] = []
  for (const address of [people.helixResearcher.email, 'nobody@helix.example']) {
    const { phone, code } = await askedFor(address)
    await park.settled()
    park.trips.length = 0
    await phone.send('/login/session', { code: code === '000000' ? '000001' : '000000' })
    trips.push(park.trips.length)
  }
  expect(trips[0]).toBe(trips[1])
  const failed = await park.rows("SELECT entity, detail FROM audit WHERE action = 'sign-in.failed' ORDER BY seq")
  expect(failed).toEqual([
    { entity: people.helixResearcher.id, detail: '{"tries":1}' },
    { entity: 'sign-in', detail: '{"tries":1}' },
  ])
})

async function sessions(): Promise<number> {
  const [row] = await park.rows("SELECT count(*) AS n FROM session WHERE kind = 'cookie'")
  return Number(row?.['n'])
}
