import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { firms, people, projects, resources } from '../support/cast.ts'
import { openPark, type TestPark } from '../support/open-park.ts'
import { mailbox, Phone } from '../support/phone.ts'

let park: TestPark
beforeEach(async () => {
  park = await openPark()
})
afterEach(() => park.close())

const helix = `/api/v1/firms/${firms.helix}`
const rolesIn = async (id: string) =>
  (await park.rows(`SELECT role FROM role WHERE person_id = '${id}' AND firm_id = '${firms.helix}' ORDER BY role`)).map(
    ({ role }) => role,
  )

async function signedIn(address: string): Promise<Phone> {
  const phone = new Phone(park)
  await phone.send('/login/code', { address })
  await phone.send('/login/session', { code: await mailbox(park).code() })
  return phone
}

describe('an invitation by mail', () => {
  test('takes its address in, in the role it names, and nobody else', async () => {
    await park.call(people.helixAdmin, 'POST', `${helix}/invitations`, {
      address: 'New@Sample.example',
      role: 'researcher',
    })
    const link = await mailbox(park).link()
    const stranger = await signedIn('other@sample.example')
    expect((await stranger.send(link, {})).status).toBe(404)
    const invited = await signedIn('new@sample.example')
    expect((await invited.open(link)).html).toContain('Join Helix')
    expect((await invited.send(link, {})).status).toBe(303)
    expect((await invited.send(link, {})).status).toBe(303)
    const me = JSON.parse((await invited.open('/api/v1/me')).html) as { firms: object[] }
    expect(me.firms).toMatchObject([{ id: firms.helix, roles: ['researcher'] }])
  })

  test.each(['revoked', 'expired'])('is worth nothing once it is %s', async (how) => {
    const made = await park.call(people.helixAdmin, 'POST', `${helix}/invitations`, { uses: 5 })
    const { id, url } = (await made.json()) as { id: string; url: string }
    if (how === 'revoked') await park.call(people.helixAdmin, 'DELETE', `/api/v1/invitations/${id}`)
    else park.clock.now += 15 * 86_400
    const body = { token: url.replace(/^.*\//, '') }
    expect((await park.call(people.visitor, 'POST', '/api/v1/invitations/acceptances', body)).status).toBe(409)
    expect(await rolesIn(people.visitor.id)).toEqual([])
  })

  test('leaves no token behind that could be read', async () => {
    const made = await park.call(
      people.helixAdmin,
      'POST',
      `${helix}/invitations`,
      {},
      { 'idempotency-key': 'invite-01' },
    )
    const { url } = (await made.json()) as { url: string }
    const token = url.replace(/^.*\//, '')
    for (const table of ['invitation', 'idempotency', 'outbox', 'audit'])
      expect(JSON.stringify(await park.rows(`SELECT * FROM ${table}`))).not.toContain(token)
  })
})

describe('a request to join', () => {
  test('reaches the admins of the firm with that code, and is accepted in a role', async () => {
    await park.script(`UPDATE firm SET credit_code = '914403001922038216' WHERE id = '${firms.helix}'`)
    const asked = await park.call(people.visitor, 'POST', '/api/v1/join-requests', { creditCode: '914403001922038216' })
    expect(asked.status).toBe(202)
    expect((await mailbox(park).latest())?.address).toBe(people.helixAdmin.email)
    const list = await (await park.call(people.helixAdmin, 'GET', `${helix}/join-requests`)).json()
    const [{ id }] = (list as { items: [{ id: string }] }).items
    const decide = (body: object) => park.call(people.helixAdmin, 'POST', `/api/v1/join-requests/${id}/decision`, body)
    expect((await decide({ decision: 'accepted' })).status).toBe(200)
    expect((await decide({ decision: 'declined' })).status).toBe(409)
    expect(await rolesIn(people.visitor.id)).toEqual(['researcher'])
  })

  test('tells nobody whether there is such a firm', async () => {
    await park.script(`UPDATE firm SET credit_code = '914403001922038216' WHERE id = '${firms.helix}'`)
    const answers = []
    for (const creditCode of ['914403001922038216', '91110000802100433B', null]) {
      const answer = await park.call(people.visitor, 'POST', '/api/v1/join-requests', { creditCode })
      answers.push(`${answer.status} ${await answer.text()}`)
    }
    expect(new Set(answers).size).toBe(1)
  })
})

describe('members', () => {
  test('get and lose roles, and what they may do follows with the next request', async () => {
    const put = (roles: string[]) =>
      park.call(people.helixAdmin, 'PUT', `${helix}/members/${people.helixColleague.id}`, { roles })
    expect((await put(['researcher', 'firm-finance'])).status).toBe(200)
    expect((await park.call(people.helixColleague, 'GET', '/api/v1/ledger')).status).toBe(200)
    expect((await put(['researcher'])).status).toBe(200)
    expect((await park.call(people.helixColleague, 'GET', '/api/v1/ledger')).status).toBe(403)
    expect((await put(['park-admin'])).status).toBe(400)
  })

  test('leave, and their bookings stay with the firm', async () => {
    const interval = { startsAt: '2026-11-25T14:00:00+08:00', endsAt: '2026-11-25T16:00:00+08:00' }
    const key = { 'idempotency-key': 'leaver-01' }
    const body = { resourceId: resources.benches, projectId: projects.helix, ...interval }
    const booked = await park.call(people.helixColleague, 'POST', '/api/v1/bookings', body, key)
    expect(booked.status).toBe(201)
    expect(
      (await park.call(people.helixColleague, 'DELETE', `${helix}/members/${people.helixColleague.id}`)).status,
    ).toBe(204)
    const { id } = (await booked.json()) as { id: string }
    expect((await park.call(people.helixColleague, 'GET', `/api/v1/bookings/${id}`)).status).toBe(404)
    expect((await park.call(people.helixAdmin, 'GET', `/api/v1/bookings/${id}`)).status).toBe(200)
  })

  test('the last admin can’t go, but may hand over', async () => {
    const own = `${helix}/members/${people.helixAdmin.id}`
    expect((await park.call(people.helixAdmin, 'DELETE', own)).status).toBe(409)
    expect((await park.call(people.helixAdmin, 'PUT', own, { roles: ['researcher'] })).status).toBe(409)
    expect(await rolesIn(people.helixAdmin.id)).toEqual(['firm-admin'])
    const form = { origin: 'http://localhost', 'content-type': 'application/x-www-form-urlencoded' }
    const path = `/me/firm/${firms.helix}/members/${people.helixColleague.id}`
    expect((await park.call(people.helixAdmin, 'POST', path, 'act=hand-over', form)).status).toBe(303)
    expect(await rolesIn(people.helixAdmin.id)).toEqual(['researcher'])
    expect(await rolesIn(people.helixColleague.id)).toEqual(['firm-admin', 'researcher'])
  })
})

test('a browser’s token is drawn anew once its person’s roles have changed, and the old one dies', async () => {
  const phone = new Phone(park)
  await phone.send('/login', { email: people.helixResearcher.email })
  const before = phone.cookie('gongtai') ?? ''
  await park.call(people.helixAdmin, 'PUT', `${helix}/members/${people.helixResearcher.id}`, {
    roles: ['firm-finance'],
  })
  expect((await phone.open('/me')).status).toBe(200)
  const after = phone.cookie('gongtai')
  expect(after).not.toBe(before)
  expect((await phone.open('/me')).status).toBe(200)
  expect(phone.cookie('gongtai')).toBe(after)
  park.clock.now += 31
  expect((await park.app.request('/api/v1/me', { headers: { cookie: `gongtai=${before}` } })).status).toBe(401)
})

test('a person who is suspended is out with the next request, and in again when they are let in', async () => {
  const phone = new Phone(park)
  await phone.send('/login', { email: people.helixResearcher.email })
  const path = `/api/v1/people/${people.helixResearcher.id}/suspension`
  expect((await park.call(people.parkAdmin, 'POST', path)).status).toBe(204)
  expect((await phone.open('/me')).location).toContain('/login')
  expect((await park.call(people.helixResearcher, 'GET', '/api/v1/me')).status).toBe(401)
  expect((await park.call(people.parkAdmin, 'DELETE', path)).status).toBe(204)
  expect((await park.call(people.helixResearcher, 'GET', '/api/v1/me')).status).toBe(200)
  expect((await park.call(people.parkAdmin, 'POST', `/api/v1/people/${people.parkAdmin.id}/suspension`)).status).toBe(
    409,
  )
})

test('who belongs to two firms chooses for which one this browser books', async () => {
  await park.script(`INSERT INTO role (person_id, role, firm_id)
    VALUES ('${people.helixResearcher.id}', 'researcher', '${firms.orchid}')`)
  const phone = new Phone(park)
  await phone.send('/login', { email: people.helixResearcher.email })
  const page = `/s/${resources.benches}`
  expect((await phone.open(page)).html).toContain('2026-K07')
  expect((await phone.send('/me/firm/choice', { firm: firms.orchid })).status).toBe(303)
  const chosen = (await phone.open(page)).html
  expect([chosen.includes('2026-O02'), chosen.includes('2026-K07')]).toEqual([true, false])
  await park.script(`DELETE FROM role WHERE person_id = '${people.helixResearcher.id}' AND firm_id = '${firms.orchid}'`)
  expect((await phone.open(page)).html).toContain('2026-K07')
})
