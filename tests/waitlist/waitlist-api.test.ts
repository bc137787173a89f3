import { afterEach, beforeEach, expect, test } from 'vitest'
import { people, resources, type CastPerson } from '../support/cast.ts'
import { labOf } from '../support/lab.ts'
import { openPark, type TestPark } from '../support/open-park.ts'

const { helixResearcher, orchidResearcher } = people
const afternoon = { resourceId: resources.confocal, minutes: 60, date: '2026-11-26', part: 'afternoon' }

let park: TestPark
beforeEach(async () => {
  park = await openPark()
  const lab = labOf(park)
  await lab.book(orchidResearcher, '2026-11-26 08:00', '2026-11-26 22:00')
})
afterEach(() => park.close())

async function ask(who: CastPerson, method: string, path: string, body?: object, key: string = crypto.randomUUID()) {
  const answer = await park.call(who, method, `/api/v1${path}`, body, { 'idempotency-key': key })
  const text = await answer.text()
  return { status: answer.status, text, said: text === '' ? null : (JSON.parse(text) as Record<string, unknown>) }
}

test('a wish says what is waited for and how many are before it, and never who', async () => {
  await ask(orchidResearcher, 'POST', '/waitlist', afternoon)
  const { status, said } = await ask(helixResearcher, 'POST', '/waitlist', afternoon)
  expect(status).toBe(201)
  expect(said).toMatchObject({ state: 'waiting', part: 'afternoon', minutes: 60, ahead: 1, offer: null })
  expect(said).toMatchObject({ startsAt: '2026-11-26T04:00:00Z', endsAt: '2026-11-26T10:00:00Z' })
  const evening = await ask(helixResearcher, 'POST', '/waitlist', { ...afternoon, part: 'evening' })
  expect(evening.said).toMatchObject({ ahead: 0 })
  const list = await ask(helixResearcher, 'GET', '/waitlist')
  expect(list.said).toMatchObject({ items: [{ ahead: 1 }, { ahead: 0 }], nextCursor: null })
  expect(list.text).not.toContain(orchidResearcher.id)
})

test('the same key gets the first answer, and the same wish is the one that waits already', async () => {
  const first = await ask(helixResearcher, 'POST', '/waitlist', afternoon, 'the-same-key')
  expect(await ask(helixResearcher, 'POST', '/waitlist', afternoon, 'the-same-key')).toEqual(first)
  const again = await ask(helixResearcher, 'POST', '/waitlist', afternoon)
  expect(again.status).toBe(200)
  expect(again.said).toMatchObject({ id: first.said?.['id'] })
})

test.each([
  [{ part: undefined }, '/part'],
  [{ date: undefined }, '/date'],
  [{ startsAt: '2026-11-26T04:00:00Z' }, '/date'],
  [{ date: undefined, part: undefined, startsAt: '2026-11-26T04:00:00Z' }, '/endsAt'],
  [{ minutes: 400 }, '/minutes'],
])('a time that is no time is refused where it is wrong: %j', async (change, pointer) => {
  const { status, said } = await ask(helixResearcher, 'POST', '/waitlist', { ...afternoon, ...change })
  expect(status).toBe(400)
  expect(said).toMatchObject({ errors: [{ pointer }] })
})

test('an offer is listed with its deadline and accepted at its booking; late it is 409 with what it is', async () => {
  const { said } = await ask(helixResearcher, 'POST', '/waitlist', { ...afternoon, date: '2026-11-27' })
  await park.settled()
  const list = await ask(helixResearcher, 'GET', '/waitlist')
  const { items } = list.said as { items?: { id: string; offer: { bookingId: string; until: string } }[] }
  const [offered] = items ?? []
  expect(offered).toMatchObject({ id: said?.['id'], state: 'offered', offer: { until: '2026-11-23T02:15:00Z' } })
  const path = `/bookings/${offered?.offer.bookingId}/acceptance`
  expect(await ask(helixResearcher, 'DELETE', `/waitlist/${offered?.id}`)).toMatchObject({ status: 409 })
  expect(await ask(orchidResearcher, 'POST', path, {})).toMatchObject({ status: 404 })
  expect(await ask(helixResearcher, 'POST', path, {})).toMatchObject({ status: 200, said: { state: 'confirmed' } })
  const late = await ask(helixResearcher, 'POST', path, {})
  expect(late).toMatchObject({ status: 409, said: { state: 'confirmed', booking: { version: 2 } } })
  expect((await ask(helixResearcher, 'GET', '/waitlist')).said).toMatchObject({ items: [] })
})
