import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkPark } from '../../src/audit/check.ts'
import { deliverNotices } from '../../src/notices/commands/deliver-notices.ts'
import type { Mail } from '../../src/platform/mail/mailer.ts'
import { people, resources, type CastPerson } from '../support/cast.ts'
import { openPark, type TestPark } from '../support/open-park.ts'

let park: TestPark
let sent: Mail[]
beforeEach(async () => {
  park = await openPark()
  sent = []
})
afterEach(() => park.close())

const training = { resourceId: resources.confocal, kind: 'training' }
const nextYear = '2027-11-23T00:00:00+08:00'

async function post(who: CastPerson, path: string, body: object, key: string = crypto.randomUUID()) {
  const response = await park.call(who, 'POST', `/api/v1${path}`, body, { 'idempotency-key': key })
  return { status: response.status, body: (await response.json()) as { id: string; decision?: string; type?: string } }
}

async function letters(): Promise<Mail[]> {
  sent = []
  await deliverNotices({ ...park.deps, mailer: { send: async (mail) => void sent.push(mail) } })
  return sent
}

test('training that is asked for and granted lets its person book until the day it ends', async () => {
  const asked = await post(people.helixColleague, '/access-requests', { ...training, note: 'for cells' })
  expect(asked.status).toBe(201)
  expect(await letters()).toMatchObject([
    { to: 'manager@imaging.example', subject: 'helixColleague asks for Confocal training' },
  ])
  const open = await park.call(people.imagingManager, 'GET', '/api/v1/access-requests')
  expect(await open.json()).toMatchObject({
    items: [{ id: asked.body.id, kind: 'training', training: 'Confocal training', note: 'for cells', firm: 'Helix' }],
  })
  const path = `/access-requests/${asked.body.id}/decision`
  expect((await post(people.imagingManager, path, { decision: 'granted', until: nextYear })).status).toBe(200)
  const [letter] = await letters()
  expect(letter).toMatchObject({ to: 'colleague@helix.example', subject: 'Granted: Confocal training' })
  const day = (date: string) => ({ startsAt: `${date}T10:00:00+08:00`, endsAt: `${date}T11:00:00+08:00` })
  const wish = { resourceId: resources.confocal, ...day('2026-11-24') }
  expect((await post(people.helixColleague, '/bookings', wish)).status).toBe(201)
  const actions = await park.rows("SELECT action FROM audit WHERE entity LIKE 'acr_%' ORDER BY entity_version")
  expect(actions).toEqual([{ action: 'access.requested' }, { action: 'access.granted' }])
  const breaches = (await checkPark(park.db, park.clock.now)).filter((finding) => finding.breaches.length > 0)
  expect(breaches).toEqual([])
})

test('asking again, at once or later, is the same request', async () => {
  const both = await Promise.all([1, 2, 3].map(() => post(people.helixColleague, '/access-requests', training)))
  const again = await post(people.helixColleague, '/access-requests', training)
  expect(again.status).toBe(200)
  expect(new Set([...both, again].map(({ body }) => body.id)).size).toBe(1)
  expect(await park.rows('SELECT count(*) AS n FROM access_request')).toEqual([{ n: 1 }])
  expect(await letters()).toHaveLength(1)
})

test('the same key gets the same answer, and another body none', async () => {
  const key = crypto.randomUUID()
  const first = await post(people.helixColleague, '/access-requests', training, key)
  expect(await post(people.helixColleague, '/access-requests', training, key)).toEqual(first)
  expect((await post(people.helixColleague, '/access-requests', { ...training, note: 'x' }, key)).status).toBe(422)
})

test('nothing is asked for that is not missing, nor by whoever books for no firm', async () => {
  const trained = await post(people.helixResearcher, '/access-requests', training)
  expect([trained.status, trained.body.type]).toEqual([409, '/problems/state-forbids'])
  const wishes = [
    { resourceId: resources.centrifuge, kind: 'training' },
    { resourceId: resources.benches, kind: 'access' },
    { resourceId: resources.cleanroom, kind: 'access' },
  ]
  for (const wish of wishes) expect((await post(people.helixResearcher, '/access-requests', wish)).status).toBe(409)
  expect((await post(people.helixFinance, '/access-requests', training)).status).toBe(403)
  expect((await post(people.visitor, '/access-requests', training)).status).toBe(403)
  expect(await park.rows('SELECT count(*) AS n FROM access_request')).toEqual([{ n: 0 }])
})

test('a restricted resource lets in who was granted access, and nobody else of their firm', async () => {
  const wish = { resourceId: resources.cleanroom, kind: 'access' }
  const asked = await post(people.orchidResearcher, '/access-requests', wish)
  expect(asked.status).toBe(201)
  const path = `/access-requests/${asked.body.id}/decision`
  expect((await post(people.cellsManager, path, { decision: 'granted' })).status).toBe(200)
  const time = { startsAt: '2026-11-24T10:00:00+08:00', endsAt: '2026-11-24T11:00:00+08:00' }
  const booking = { resourceId: resources.cleanroom, ...time }
  expect((await post(people.orchidResearcher, '/bookings', booking)).status).toBe(201)
  const later = { startsAt: '2026-11-25T10:00:00+08:00', endsAt: '2026-11-25T11:00:00+08:00' }
  expect((await post(people.orchidAdmin, '/bookings', { ...booking, ...later })).status).toBe(422)
})

test('another facility’s manager sees and decides nothing, and is answered as if there were nothing', async () => {
  const asked = await post(people.helixColleague, '/access-requests', { ...training, note: 'canary' })
  const list = await park.call(people.cellsManager, 'GET', '/api/v1/access-requests')
  expect(await list.json()).toEqual({ items: [] })
  const page = await park.call(people.cellsManager, 'GET', '/m/requests')
  expect(await page.text()).not.toContain('canary')
  const decision = { decision: 'granted', until: nextYear }
  const theirs = await post(people.cellsManager, `/access-requests/${asked.body.id}/decision`, decision)
  const unknown = await post(people.cellsManager, `/access-requests/acr_${'0'.repeat(26)}/decision`, decision)
  const bare = ({ status, body }: typeof theirs) => ({ status, body: { ...body, requestId: '' } })
  expect(bare(theirs)).toEqual(bare(unknown))
  expect(theirs.status).toBe(404)
  const withdrawal = await park.call(people.orchidResearcher, 'DELETE', `/api/v1/access-requests/${asked.body.id}`)
  expect(withdrawal.status).toBe(404)
})

test('two answers at once are one, and what was declined says why', async () => {
  const asked = await post(people.helixColleague, '/access-requests', training)
  const path = `/access-requests/${asked.body.id}/decision`
  const answers = await Promise.all([
    post(people.imagingManager, path, { decision: 'granted', until: nextYear }),
    post(people.imagingManager, path, { decision: 'declined', reason: 'course is full' }),
  ])
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
  const [row] = await park.rows('SELECT decision FROM access_request')
  const { length } = await park.rows(`SELECT 1 FROM qualification WHERE person_id = '${people.helixColleague.id}'`)
  expect(length).toBe(row?.['decision'] === 'granted' ? 1 : 0)
})

test('a declined request can be asked again; one taken back is told to nobody', async () => {
  const asked = await post(people.helixColleague, '/access-requests', training)
  const refusal = { decision: 'declined', reason: 'course is full' }
  expect((await post(people.imagingManager, `/access-requests/${asked.body.id}/decision`, refusal)).status).toBe(200)
  expect((await letters()).at(-1)?.text).toContain('course is full')
  const again = await post(people.helixColleague, '/access-requests', training)
  expect(again.status).toBe(201)
  const withdrawal = await park.call(people.helixColleague, 'DELETE', `/api/v1/access-requests/${again.body.id}`)
  expect(withdrawal.status).toBe(204)
  expect(await letters()).toEqual([])
  const late = await post(people.imagingManager, `/access-requests/${again.body.id}/decision`, refusal)
  expect(late.status).toBe(409)
})

test('a training’s end must be said and must lie ahead; one that still holds is never shortened', async () => {
  await park.script(`INSERT INTO qualification (person_id, kind_id, valid_from, valid_until)
    VALUES ('${people.helixColleague.id}', 'qualification_confocal', 1000, ${park.clock.now + 20 * 86_400})`)
  const asked = await post(people.helixColleague, '/access-requests', training)
  const path = `/access-requests/${asked.body.id}/decision`
  const past = await post(people.imagingManager, path, { decision: 'granted', until: '2026-11-22T00:00:00Z' })
  const none = await post(people.imagingManager, path, { decision: 'granted' })
  expect([past.status, none.status]).toEqual([400, 400])
  const early = { decision: 'granted', until: '2026-11-25T00:00:00Z' }
  expect((await post(people.imagingManager, path, early)).status).toBe(200)
  const [held] = await park.rows(`SELECT valid_from, valid_until FROM qualification
    WHERE person_id = '${people.helixColleague.id}'`)
  expect(held).toEqual({ valid_from: 1000, valid_until: park.clock.now + 20 * 86_400 })
})

test('access with an end admits bookings until then, and is asked for anew after it', async () => {
  const wish = { resourceId: resources.cleanroom, kind: 'access' }
  const asked = await post(people.orchidResearcher, '/access-requests', wish)
  const path = `/access-requests/${asked.body.id}/decision`
  const past = await post(people.cellsManager, path, { decision: 'granted', until: '2026-11-22T00:00:00Z' })
  expect(past.status).toBe(400)
  const granted = { decision: 'granted', until: '2026-11-25T00:00:00+08:00' }
  expect((await post(people.cellsManager, path, granted)).status).toBe(200)
  expect((await letters()).at(-1)?.text).toContain('good until Wed 25 Nov, 00:00')
  const book = (date: string) => {
    const time = { startsAt: `${date}T10:00:00+08:00`, endsAt: `${date}T11:00:00+08:00` }
    return post(people.orchidResearcher, '/bookings', { resourceId: resources.cleanroom, ...time })
  }
  expect((await book('2026-11-25')).status).toBe(422)
  expect((await book('2026-11-24')).status).toBe(201)
  expect((await post(people.orchidResearcher, '/access-requests', wish)).status).toBe(409)
  park.clock.now += 3 * 86_400
  expect((await post(people.orchidResearcher, '/access-requests', wish)).status).toBe(201)
})
