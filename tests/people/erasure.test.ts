import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { jobs, tick } from '../../src/jobs.ts'
import { people, projects, resources, type CastPerson } from '../support/cast.ts'
import { insert } from '../support/insert.ts'
import { openPark, type TestPark } from '../support/open-park.ts'
import { expectSound } from '../support/sound.ts'
import { visitor } from '../support/visitor.ts'

const { helixResearcher: researcher, helixAdmin: admin, parkAdmin } = people
const day = 86_400

let park: TestPark
beforeEach(async () => {
  park = await openPark()
  await park.script(`UPDATE session SET created_at = ${park.clock.now} WHERE kind = 'bearer'`)
})
afterEach(() => park.close())

async function book(who: CastPerson, from: string, to: string, more: object = {}): Promise<string> {
  const body = {
    resourceId: resources.benches,
    projectId: projects.helix,
    startsAt: `2026-11-${from}:00+08:00`,
    endsAt: `2026-11-${to}:00+08:00`,
    purpose: 'blood of Mr Canary',
    ...more,
  }
  const answer = await park.call(who, 'POST', '/api/v1/bookings', body, { 'idempotency-key': crypto.randomUUID() })
  expect(answer.status).toBe(201)
  return ((await answer.json()) as { id: string }).id
}

function erase(who: CastPerson, address: string, more: object = {}): Promise<Response> {
  return park.call(who, 'DELETE', '/api/v1/me', { address, ...more })
}

/** Every text in the database, but for the trail that can't be changed. */
async function held(): Promise<string> {
  const tables = await park.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")
  const rows = await Promise.all(tables.map(({ name }) => park.rows(`SELECT * FROM "${name as string}"`)))
  return JSON.stringify(rows, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))
}

describe('a person who deletes their account', () => {
  test('leaves no name, address or purpose in any table, and every invariant holds', async () => {
    await park.script(`UPDATE person SET name = 'Canary Person' WHERE id = '${researcher.id}';
      INSERT INTO passkey (id, person_id, public_key, counter, name, created_at)
        VALUES ('p', '${researcher.id}', 'k', 0, 'Canary phone', 1);
      INSERT INTO project_member VALUES ('firm_00000000000000000000000001', '${projects.helix}', '${researcher.id}');
      INSERT INTO access_grant (resource_id, subject_kind, subject_id)
        VALUES ('${resources.cleanroom}', 'person', '${researcher.id}');
      INSERT INTO invitation (id, token_hash, role, address, invited_by, created_at, expires_at)
        VALUES ('inv', 'h', 'researcher', '${researcher.email}', '${parkAdmin.id}', 1, 2);
      INSERT INTO demo_mail VALUES ('m', '${researcher.email}', 's', 'Canary letter', 1)`)
    const booking = await book(researcher, '23T10:00', '23T11:00')
    await book(admin, '23T11:00', '23T12:00', { onBehalfOf: researcher.id })
    park.clock.now += 3 * 3600
    await tick(park.deps, () => {})
    await park.script(`UPDATE session SET created_at = ${park.clock.now}`)
    const money = await park.rows('SELECT * FROM charge ORDER BY id')
    expect(money.length).toBeGreaterThan(0)
    expect((await erase(researcher, researcher.email.toUpperCase())).status).toBe(200)
    const rest = (await held()).replaceAll(/\{[^{}]*person\.erased[^{}]*\{[^{}]*\}[^{}]*\}/g, '')
    expect(rest.split('Canary Person')).toHaveLength(1)
    expect(rest.split('Mr Canary')).toHaveLength(1)
    expect(rest.split('Canary letter')).toHaveLength(1)
    expect(rest.split('Canary phone')).toHaveLength(1)
    const outbox = await park.rows("SELECT kind FROM outbox WHERE body LIKE '%researcher@helix.example%'")
    expect(outbox).toEqual([{ kind: 'person.erased' }])
    expect(await park.rows('SELECT * FROM charge ORDER BY id')).toEqual(money)
    await expectSound(park.db, park.clock.now)
    expect((await park.call(researcher, 'GET', '/api/v1/me')).status).toBe(401)
    const seen = await park.call(admin, 'GET', `/api/v1/bookings/${booking}`)
    expect(await seen.json()).toMatchObject({ person: { id: researcher.id, name: 'Deleted person' }, purpose: '' })
    expect((await visitor(park, admin).open(`/b/${booking}`)).html).toContain('Deleted person')
  })

  test('gets a farewell letter, after which their address is gone', async () => {
    expect((await erase(people.visitor, people.visitor.email)).status).toBe(200)
    await tick(park.deps, () => {})
    const letters = await park.rows(`SELECT address FROM demo_mail WHERE address = '${people.visitor.email}'`)
    expect(letters).toHaveLength(1)
    expect(await park.rows(`SELECT id FROM outbox WHERE body LIKE '%${people.visitor.email}%'`)).toEqual([])
  })

  test('must have signed in lately and type their address', async () => {
    expect((await erase(researcher, 'somebody@helix.example')).status).toBe(400)
    park.clock.now += 901
    const late = await erase(researcher, researcher.email)
    expect(late.status).toBe(403)
    expect(await late.json()).toMatchObject({ type: expect.stringContaining('sign-in-again') as string })
  })

  test('is held up by bookings that live, and may cancel them with it', async () => {
    const booking = await book(researcher, '26T10:00', '26T11:00')
    const held = await erase(researcher, researcher.email)
    expect(held.status).toBe(409)
    expect(await held.json()).toMatchObject({ bookings: [{ id: booking }] })
    expect((await erase(researcher, researcher.email, { cancelBookings: true })).status).toBe(200)
    expect(await park.rows(`SELECT state FROM booking WHERE id = '${booking}'`)).toEqual([{ state: 'cancelled' }])
    await expectSound(park.db, park.clock.now)
  })

  test('can’t be the last admin of a firm or the park', async () => {
    expect((await erase(admin, admin.email)).status).toBe(409)
    expect((await erase(parkAdmin, parkAdmin.email)).status).toBe(409)
    await park.script(
      `INSERT INTO role 
      VALUES ('${people.helixColleague.id}', 'firm-admin', 'firm_00000000000000000000000001', NULL)`,
    )
    const both = await Promise.all([
      erase(admin, admin.email),
      erase(people.helixColleague, people.helixColleague.email),
    ])
    expect(both.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409])
  })

  test('does it by a form without JavaScript, and sees what stands in the way', async () => {
    const browser = visitor(park, researcher)
    await book(researcher, '26T10:00', '26T11:00')
    const page = await browser.open('/me/data')
    expect(page.html).toContain('Sample benches')
    const wrong = await browser.send('/me/data/erasure', { address: 'x@y.example' })
    expect(wrong.status).toBe(422)
    expect(wrong.html).toContain('This is not your address.')
    expect((await browser.send('/me/data/erasure', { address: researcher.email })).status).toBe(409)
    const gone = await browser.send('/me/data/erasure', { address: researcher.email, cancel: '1' })
    expect([gone.status, gone.location]).toEqual([303, '/goodbye'])
  })
})

test('the park’s admin erases somebody at their request, once', async () => {
  const path = `/api/v1/people/${researcher.id}/erasure`
  const headers = { 'idempotency-key': 'erase-once' }
  const first = await park.call(parkAdmin, 'POST', path, { address: researcher.email }, headers)
  expect(first.status).toBe(200)
  const again = await park.call(parkAdmin, 'POST', path, { address: researcher.email }, headers)
  expect(await again.text()).toBe(await first.text())
  expect((await park.call(parkAdmin, 'POST', path, { address: researcher.email })).status).toBe(404)
  expect((await park.call(admin, 'POST', path, { address: researcher.email })).status).toBe(403)
})

describe('what is kept for a while', () => {
  test('goes when its time is over, and not before', async () => {
    const { now } = park.clock
    const attempt = (hash: string, ends: number) => ({
      browser_hash: hash,
      kind: 'code',
      address: 'a@b.example',
      secret: '',
      created_at: ends - 600,
      expires_at: ends,
    })
    const session = (hash: string, more: object) => ({
      token_hash: hash,
      person_id: researcher.id,
      kind: 'cookie',
      created_at: 0,
      expires_at: now + day,
      revoked_at: null,
      ...more,
    })
    const invitation = (name: string, ends: number) => ({
      id: name,
      token_hash: name,
      role: 'researcher',
      address: 'a@b.example',
      invited_by: parkAdmin.id,
      created_at: 0,
      expires_at: ends,
    })
    const letter = (name: string, at: number) => ({
      id: name,
      address: 'a@b.example',
      subject: '',
      body: '',
      sent_at: at,
    })
    await park.script(
      [
        insert('sign_in_attempt', [attempt('old', now - day - 1), attempt('young', now - day + 1)]),
        insert('session', [
          session('ended', { revoked_at: now - 90 * day - 1 }),
          session('expired', { expires_at: now - 90 * day - 1 }),
          session('young', { expires_at: now - 90 * day + 1 }),
        ]),
        insert('invitation', [invitation('old', now - 90 * day - 1), invitation('young', now - 90 * day + 1)]),
        insert('demo_mail', [letter('old', now - 30 * day - 1), letter('young', now - 30 * day + 1)]),
      ].join('\n'),
    )
    const forget = jobs.find(({ name }) => name === 'forget-traces')
    await Promise.all([forget?.run(park.deps), forget?.run(park.deps)])
    expect(await park.rows('SELECT browser_hash AS id FROM sign_in_attempt')).toEqual([{ id: 'young' }])
    expect(await park.rows("SELECT token_hash AS id FROM session WHERE kind = 'cookie'")).toEqual([{ id: 'young' }])
    expect(await park.rows('SELECT id FROM invitation WHERE address IS NOT NULL')).toEqual([{ id: 'young' }])
    expect(await park.rows('SELECT id FROM demo_mail')).toEqual([{ id: 'young' }])
  })

  test('whoever had no role and did not sign in for two years is erased, once', async () => {
    const { now } = park.clock
    const people = ['absent', 'back'].map((name) => ({
      id: `usr_${name}`,
      email: `${name}@old.example`,
      name,
      created_at: now - 800 * day,
    }))
    const back = {
      token_hash: 'back',
      person_id: 'usr_back',
      kind: 'bearer',
      created_at: now - 780 * day,
      last_used_at: now - day,
      expires_at: now + day,
    }
    await park.script(
      `${insert('person', people)}\n${insert('session', [back])}\nUPDATE person SET created_at = ${now - 800 * day}`,
    )
    const erase = jobs.find(({ name }) => name === 'erase-absent')
    await Promise.all([erase?.run(park.deps), erase?.run(park.deps)])
    await erase?.run(park.deps)
    expect(await park.rows('SELECT id, name FROM person WHERE erased_at IS NOT NULL')).toEqual([
      { id: 'usr_absent', name: '' },
    ])
    expect(await park.rows("SELECT actor_id AS who FROM audit WHERE action = 'person.erased'")).toEqual([
      { who: 'clock' },
    ])
    await expectSound(park.db, now)
  })
})
