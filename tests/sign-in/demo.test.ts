import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { people } from '../support/cast.ts'
import { openPark, type TestPark } from '../support/open-park.ts'

let park: TestPark
beforeAll(async () => {
  park = await openPark()
})
afterAll(() => park.close())
beforeEach(() => void (park.trips.length = 0))

const own = { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://localhost' }

function submit(path: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
  const body = new URLSearchParams(fields).toString()
  return park.app.request(path, { method: 'POST', headers: { ...own, ...headers }, body })
}

async function signIn(email: string) {
  const answer = await submit('/login', { email, next: '/api/v1/me' })
  const cookies = answer.headers.getSetCookie()
  return { answer, cookie: cookies.map((one) => one.split(';', 1)[0]).join('; '), cookies }
}

test('the demo’s sign-in page offers its people, in one round trip', async () => {
  const page = await (await park.app.request('/login?lang=en&next=/me')).text()
  expect(page).toContain('<html lang="en">')
  expect(page).toContain('name="next" value="/me"')
  for (const email of ['researcher@helix.example', 'admin@helix.example', 'finance@park.example'])
    expect(page).toContain(email)
  expect(page).not.toContain('visitor@nowhere.example')
  expect(park.trips).toHaveLength(1)
})

test('one click signs in, and the page that was asked for follows', async () => {
  const { answer, cookie, cookies } = await signIn('researcher@helix.example')
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/api/v1/me'])
  expect(cookies[0]).toMatch(/^gongtai=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/)
  const me = await park.app.request('/api/v1/me', { headers: { cookie } })
  expect(await me.json()).toMatchObject({ person: { id: people.helixResearcher.id } })
})

test('on https the cookie can be set by this host only', async () => {
  const secure = await openPark({ world: { publicUrl: 'https://booking.park.example' } })
  const answer = await secure.app.request('/login', {
    method: 'POST',
    headers: { ...own, origin: 'https://booking.park.example' },
    body: 'email=researcher%40helix.example',
  })
  expect(answer.headers.getSetCookie()[0]).toMatch(
    /^__Host-gongtai=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  )
  await secure.close()
})

test.each(['visitor@nowhere.example', 'suspended@helix.example', 'nobody@helix.example', ''])(
  'nobody becomes %s by a click',
  async (email) => {
    const before = await park.rows('SELECT count(*) AS sessions FROM session LIMIT 1')
    const { answer } = await signIn(email)
    expect(answer.status).toBe(404)
    expect(answer.headers.getSetCookie()).toEqual([])
    expect(await park.rows('SELECT count(*) AS sessions FROM session LIMIT 1')).toEqual(before)
  },
)

test('outside a demo park there is no sign-in without proof', async () => {
  const real = await openPark()
  await real.script('UPDATE park SET demo = 0')
  await real.deps.reloadPark()
  expect(await (await real.app.request('/login?lang=en')).text()).not.toContain('researcher@helix.example')
  const answer = await real.app.request('/login', {
    method: 'POST',
    headers: own,
    body: 'email=researcher%40helix.example',
  })
  expect(answer.status).toBe(404)
  await real.close()
})

test('the database knows a token by its hash only', async () => {
  const { cookie } = await signIn('admin@helix.example')
  const token = /gongtai=([\w-]{43})/.exec(cookie)?.[1] ?? ''
  const sessions = JSON.stringify(await park.rows('SELECT * FROM session LIMIT 1000'))
  const answers = JSON.stringify(await park.rows('SELECT * FROM idempotency LIMIT 1000'))
  expect(token).toHaveLength(43)
  expect(sessions + answers).not.toContain(token)
})

test('after signing out the token is dead, also for who kept it', async () => {
  const { cookie } = await signIn('finance@helix.example')
  const out = await submit('/logout', {}, { cookie })
  expect([out.status, out.headers.get('location')]).toEqual([303, '/login'])
  expect(out.headers.getSetCookie()[0]).toMatch(/^gongtai=; Max-Age=0; Path=\//)
  expect((await park.app.request('/api/v1/me', { headers: { cookie } })).status).toBe(401)
  expect((await submit('/logout', {}, { cookie })).status).toBe(303)
})

test('a session ends by itself after thirty days', async () => {
  const { cookie } = await signIn('researcher@orchid.example')
  const me = () => park.app.request('/api/v1/me', { headers: { cookie } })
  park.clock.now += 30 * 86_400 - 1
  expect((await me()).status).toBe(200)
  park.clock.now += 1
  expect((await me()).status).toBe(401)
  park.clock.now -= 30 * 86_400
})

test('a language chosen when signed in is remembered with the person', async () => {
  const { cookie } = await signIn('admin@park.example')
  const answer = await submit('/language', { lang: 'zh-Hant', next: '/login' }, { cookie })
  expect(answer.headers.getSetCookie()[0]).toMatch(/^lang=zh-Hant;/)
  const me = await park.app.request('/api/v1/me', { headers: { cookie, 'accept-language': 'en' } })
  expect(await me.json()).toMatchObject({ person: { locale: 'zh-Hant' } })
})

test('a language chosen before signing in is remembered by the browser', async () => {
  const answer = await submit('/language', { lang: 'en', next: '/login' })
  const cookie = answer.headers.getSetCookie()[0]?.split(';', 1)[0] ?? ''
  const page = await park.app.request('/login', { headers: { cookie, 'accept-language': 'zh-TW' } })
  expect(await page.text()).toContain('<html lang="en">')
})

test.each(['//evil.example', 'https://evil.example', '/\\evil.example'])(
  'signing in never leads to %s',
  async (next) => {
    const answer = await submit('/login', { email: 'researcher@helix.example', next })
    expect(answer.headers.get('location')).toBe('/')
  },
)

test('a role taken away is gone on the next request', async () => {
  const mine = await openPark()
  const firms = async () =>
    ((await (await mine.call(people.helixResearcher, 'GET', '/api/v1/me')).json()) as { firms: unknown[] }).firms
  expect(await firms()).toHaveLength(1)
  await mine.script(`DELETE FROM role WHERE person_id = '${people.helixResearcher.id}'`)
  expect(await firms()).toEqual([])
  await mine.script(`UPDATE session SET revoked_at = 1 WHERE person_id = '${people.helixResearcher.id}'`)
  expect((await mine.call(people.helixResearcher, 'GET', '/api/v1/me')).status).toBe(401)
  await mine.close()
})

test('a calendar feed’s token signs nobody in', async () => {
  const mine = await openPark()
  await mine.script(`UPDATE session SET kind = 'feed' WHERE person_id = '${people.helixResearcher.id}'`)
  expect((await mine.call(people.helixResearcher, 'GET', '/api/v1/me')).status).toBe(401)
  await mine.close()
})
