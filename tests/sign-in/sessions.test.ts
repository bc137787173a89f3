import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { signInsText } from '../../src/sign-in/web/sign-ins.text.ts'
import { people, type CastPerson } from '../support/cast.ts'
import { openPark, type TestPark } from '../support/open-park.ts'
import { Phone } from '../support/phone.ts'

let park: TestPark
beforeEach(async () => {
  park = await openPark()
})
afterEach(() => park.close())

interface Listed {
  readonly id: string
  readonly method: string
  readonly agent: string
  readonly current: boolean
  readonly lastUsedAt: string | null
}

const me = '/api/v1/me'

async function signedIn(who: CastPerson = people.helixResearcher): Promise<Phone> {
  const phone = new Phone(park)
  expect((await phone.send('/login', { email: who.email })).status).toBe(303)
  return phone
}

async function listed(phone: Phone): Promise<Listed[]> {
  return (JSON.parse((await phone.open('/api/v1/sessions')).html) as { items: Listed[] }).items
}

async function here(phone: Phone): Promise<Listed> {
  const found = (await listed(phone)).find(({ current }) => current)
  if (found === undefined) throw new Error('no session is the one that asks')
  return found
}

const status = async (phone: Phone) => (await phone.open(me)).status
const ended = () => park.rows("SELECT count(*) AS n FROM audit WHERE action = 'session.ended'")

describe('of one’s own browsers', () => {
  test('the list says which is this one, and how it was signed in', async () => {
    await signedIn()
    const phone = await signedIn()
    const items = await listed(phone)
    expect(items.map(({ method }) => method)).toEqual(['demo', 'demo'])
    expect(items.filter(({ current }) => current)).toHaveLength(1)
    const rows = (await phone.open('/me/sign-in')).html.split('<li class="row">').slice(1)
    expect(rows.map((row) => row.includes(signInsText.en.here))).toEqual(items.map(({ current }) => current))
  })

  test('the list holds nobody else’s', async () => {
    const [colleague, phone] = [await signedIn(people.helixAdmin), await signedIn()]
    expect((await listed(phone)).map(({ id }) => id)).toEqual([(await here(phone)).id])
    expect((await listed(colleague)).map(({ id }) => id)).toEqual([(await here(colleague)).id])
  })

  test('the list calls a browser what its owner calls it, and repeats nothing that it says of itself', async () => {
    const sent = `Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile <b>x</b> ${'y'.repeat(5_000)}`
    const answer = await park.app.request('/login', {
      method: 'POST',
      headers: { 'content-type': form, origin: 'http://localhost', 'user-agent': sent },
      body: `email=${encodeURIComponent(people.helixResearcher.email)}`,
    })
    expect(answer.status).toBe(303)
    const agents = (await listed(await signedIn())).map(({ agent }) => agent)
    expect(agents.sort()).toEqual(['', 'Chrome · Android'])
  })

  test('one is ended, and its token is dead from the next request on', async () => {
    const [lost, kept] = [await signedIn(), await signedIn()]
    const { id } = await here(lost)
    expect((await kept.send(`/me/sign-in/${id}/end`, {})).location).toBe('/me/sign-in')
    expect([await status(lost), await status(kept)]).toEqual([401, 200])
    expect((await listed(kept)).map((one) => one.id)).not.toContain(id)
    await kept.send(`/me/sign-in/${id}/end`, {})
    expect(await ended()).toEqual([{ n: 1 }])
  })

  test('all others are ended, whose tokens are dead, and nobody else’s', async () => {
    const other = await signedIn(people.helixAdmin)
    const [first, second, kept] = [await signedIn(), await signedIn(), await signedIn()]
    await kept.send('/me/sign-in/end', { which: 'others' })
    expect(await Promise.all([first, second, kept, other].map(status))).toEqual([401, 401, 200, 200])
    expect(await ended()).toEqual([{ n: 2 }])
  })

  test('all are ended, this one too', async () => {
    const [first, last] = [await signedIn(), await signedIn()]
    const token = last.cookie('gongtai') ?? ''
    expect((await last.send('/me/sign-in/end', { which: 'all' })).location).toBe('/login')
    expect(last.cookie('gongtai')).toBeUndefined()
    last.setCookie('gongtai', token)
    expect([await status(first), await status(last)]).toEqual([401, 401])
  })

  test('another person’s session is as unknown as one that never was', async () => {
    const theirs = await here(await signedIn(people.helixAdmin))
    const answers = []
    for (const id of [theirs.id, 'ses_00000000000000000000000000', 'nonsense']) {
      const answer = await park.call(people.helixResearcher, 'DELETE', `/api/v1/sessions/${id}`)
      answers.push([answer.status, (await answer.text()).replaceAll(/req_\w+/g, '').replaceAll(id, '')])
    }
    expect(answers.map(([code]) => code)).toEqual([404, 404, 404])
    expect(new Set(answers.map(String)).size).toBe(1)
    expect(await ended()).toEqual([{ n: 0 }])
  })
})

describe('the use of a browser', () => {
  test('is noted once an hour, after the answer', async () => {
    const phone = await signedIn()
    park.clock.now += 3_599
    await status(phone)
    await park.settled()
    expect((await here(phone)).lastUsedAt).toBeNull()
    park.clock.now += 1
    park.trips.length = 0
    await status(phone)
    await park.settled()
    expect(park.trips.map(({ kind }) => kind)).toEqual(['read', 'write'])
    expect((await here(phone)).lastUsedAt).not.toBeNull()
    park.trips.length = 0
    await status(phone)
    await park.settled()
    expect(park.trips.map(({ kind }) => kind)).toEqual(['read'])
  })

  test('costs no round trip to look up', async () => {
    const phone = await signedIn()
    for (const path of ['/me', '/me/sign-in', me, '/api/v1/sessions']) {
      park.trips.length = 0
      expect((await phone.open(path)).status).toBe(200)
      expect([path, park.trips.map(({ kind }) => kind)]).toEqual([path, ['read']])
    }
  })
})

describe('when a person’s roles change', () => {
  const change = (who: CastPerson) =>
    park.script(`DELETE FROM role WHERE person_id = '${who.id}';
      UPDATE person SET access_version = access_version + 1 WHERE id = '${who.id}'`)

  test('what was lost is lost at the next request, and the browser’s token is drawn anew', async () => {
    const phone = await signedIn()
    const [former, { id }] = [phone.cookie('gongtai') ?? '', await here(phone)]
    await change(people.helixResearcher)
    expect(JSON.parse((await phone.open(me)).html)).toMatchObject({ firms: [] })
    const drawn = phone.cookie('gongtai') ?? ''
    expect(drawn).toMatch(/^[\w-]{43}$/)
    expect(drawn).not.toBe(former)
    expect((await here(phone)).id).not.toBe(id)
    park.trips.length = 0
    await phone.open(me)
    expect(phone.cookie('gongtai')).toBe(drawn)
    expect(park.trips).toHaveLength(1)
  })

  test('the former token lives on for half a minute, for what is under way, and no longer', async () => {
    const phone = await signedIn()
    const late = new Phone(park)
    late.setCookie('gongtai', phone.cookie('gongtai') ?? '')
    await change(people.helixResearcher)
    await phone.open(me)
    park.clock.now += 29
    expect(await status(late)).toBe(200)
    expect(late.cookie('gongtai')).not.toBe(phone.cookie('gongtai'))
    park.clock.now += 1
    expect([await status(late), await status(phone)]).toEqual([401, 200])
  })

  test('of many requests at once one draws the token', async () => {
    const phone = await signedIn()
    await change(people.helixResearcher)
    const cookie = `gongtai=${phone.cookie('gongtai') ?? ''}`
    const answers = await Promise.all(
      Array.from({ length: 12 }, async () => park.app.request(me, { headers: { cookie } })),
    )
    expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 200))
    expect(answers.filter((answer) => answer.headers.getSetCookie().length > 0)).toHaveLength(1)
  })

  test('a session that this very request ended is not drawn anew', async () => {
    const phone = await signedIn()
    const token = phone.cookie('gongtai') ?? ''
    await change(people.helixResearcher)
    await phone.send('/me/sign-in/end', { which: 'all' })
    expect(phone.cookie('gongtai')).toBeUndefined()
    phone.setCookie('gongtai', token)
    expect(await status(phone)).toBe(401)
    expect(await park.rows("SELECT id FROM session WHERE kind = 'cookie' AND revoked_at IS NULL")).toEqual([])
  })

  test('a person who is suspended is out at the next request', async () => {
    const phone = await signedIn()
    const { id } = people.helixResearcher
    await park.script(`UPDATE person SET state = 'suspended', access_version = access_version + 1 WHERE id = '${id}'`)
    expect([await status(phone), (await phone.open('/me')).location]).toEqual([401, '/login?next=%2Fme'])
  })
})

test.each([
  ['/login/code', 'address=x%40helix.example'],
  ['/login/session', 'code=123456'],
])(
  'who asks %s too often from one network address is told when to come again, in their language',
  async (path, body) => {
    const limited = await openPark({ world: { limits: { inFlight: 256, perMinute: 1_000 } } })
    const ask = (locale: string) => {
      const headers = { 'content-type': form, origin: 'http://localhost', 'accept-language': locale }
      return limited.app.request(path, { method: 'POST', headers, body })
    }
    const answers = []
    for (let n = 0; n < 40; n++) answers.push((await ask('en')).status)
    expect(answers.filter((code) => code === 429)).toHaveLength(20)
    const pages = new Set<string>()
    for (const locale of ['zh-CN', 'zh-TW', 'en']) {
      const answer = await ask(locale)
      expect([answer.status, Number(answer.headers.get('retry-after')) > 0]).toEqual([429, true])
      pages.add(/<h1[^>]*>([^<]+)/.exec(await answer.text())?.[1] ?? '')
    }
    expect(pages.size).toBe(3)
    await limited.close()
  },
)

const form = 'application/x-www-form-urlencoded'
