import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { people, resources } from '../support/cast.ts'
import { bookingDoing, send } from '../support/doings.ts'
import { openPark, type TestPark } from '../support/open-park.ts'

let park: TestPark
beforeEach(async () => {
  park = await openPark()
})
afterEach(() => park.close())

type Who = keyof typeof people

const look = async (who: Who, query: string) => {
  const answer = await park.call(people[who], 'GET', `/m/resources/together?${query}`)
  const text = await answer.text()
  const seen = /name="seen" value="([^"]*)"/.exec(text)?.[1]
  return { status: answer.status, text, seen }
}
const say = (who: Who, fields: Record<string, string>, key = crypto.randomUUID()) =>
  park.call(people[who], 'POST', '/m/resources/together', new URLSearchParams({ key, ...fields }).toString(), {
    'content-type': 'application/x-www-form-urlencoded',
    origin: 'http://localhost',
  })
const one = async (text: string) => (await park.rows(text))[0]
const hoursOf = async (id: string) => (await one(`SELECT hours_id AS n FROM resource WHERE id = '${id}'`))?.['n']
const marks = () => park.rows('SELECT booking_id AS id, why FROM booking_mark')
const told = async () => (await one(`SELECT count(*) AS n FROM outbox WHERE kind = 'booking.outside'`))?.['n']

describe('the hours of one machine for all that fit', () => {
  /** The imaging facility's second machine, open a Tuesday morning only. */
  const narrow = 'res_0000000000000000000000aaaa'
  beforeEach(async () => {
    const adding = await park.call(people.imagingManager, 'POST', '/m/resources/new', newMachine('NARROW-1'), form)
    const id = (adding.headers.get('location') ?? '').split('/').at(-1) ?? ''
    const week = { weekly: [[], [{ from: '08:00', to: '12:00' }], [], [], [], [], []] }
    await park.call(people.imagingManager, 'PUT', `/api/v1/resources/${id}/opening-hours`, week)
    await park.script(`PRAGMA foreign_keys = OFF; UPDATE resource SET id = '${narrow}' WHERE id = '${id}';
      UPDATE unit SET resource_id = '${narrow}' WHERE resource_id = '${id}'; PRAGMA foreign_keys = ON`)
  })

  test('shows who comes to stand outside, keeps their bookings, marks them and tells each owner once', async () => {
    const { body } = await send(park, bookingDoing('2026-11-25 14:00', '2026-11-25 16:00'))
    const booking = (JSON.parse(body) as { id: string }).id
    const query = `all=1&do=hours&from=${narrow}`
    const preview = await look('imagingManager', query)
    expect(preview.text).toContain(`/b/${booking}`)
    expect(await marks()).toEqual([])
    park.trips.length = 0
    const answer = await say('imagingManager', { all: '1', do: 'hours', from: narrow, seen: preview.seen ?? '' })
    expect([answer.status, park.trips.map(({ kind }) => kind)]).toEqual([303, ['read', 'write']])
    expect(await hoursOf(resources.confocal)).toBe(await hoursOf(narrow))
    expect(await marks()).toEqual([{ id: booking, why: 'hours' }])
    expect(await told()).toBe(1)
    const [state] = await park.rows(`SELECT state FROM booking WHERE id = '${booking}'`)
    expect(state?.['state']).toBe('confirmed')
    const list = await park.call(people.imagingManager, 'GET', '/m/resources')
    expect(await list.text()).toContain(`/m/resources/${resources.confocal}#marked`)
  })

  test('does nothing when a booking was made since it was looked at, and shows it again', async () => {
    const { seen = '' } = await look('imagingManager', `all=1&do=hours&from=${narrow}`)
    await send(park, bookingDoing('2026-11-25 14:00', '2026-11-25 16:00'))
    const before = await hoursOf(resources.confocal)
    const answer = await say('imagingManager', { all: '1', do: 'hours', from: narrow, seen })
    expect(answer.status).toBe(409)
    expect(await hoursOf(resources.confocal)).toBe(before)
    expect(await marks()).toEqual([])
  })

  test('hours that are given back take the mark away, and nobody is told of it', async () => {
    await send(park, bookingDoing('2026-11-25 14:00', '2026-11-25 16:00'))
    const { seen = '' } = await look('imagingManager', `r=${resources.confocal}&do=hours&from=${narrow}`)
    await say('imagingManager', { r: resources.confocal, do: 'hours', from: narrow, seen })
    expect(await marks()).toHaveLength(1)
    const week = { weekly: Array.from({ length: 7 }, () => [{ from: '00:00', to: '24:00' }]) }
    await park.call(people.imagingManager, 'PUT', `/api/v1/resources/${resources.confocal}/opening-hours`, week)
    expect(await marks()).toEqual([])
    expect(await told()).toBe(1)
  })

  test('sent twice, it is done once', async () => {
    const { seen = '' } = await look('imagingManager', `all=1&do=hours&from=${narrow}`)
    const fields = { all: '1', do: 'hours', from: narrow, seen }
    const key = crypto.randomUUID()
    const answers = [await say('imagingManager', fields, key), await say('imagingManager', fields, key)]
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect(answers[0]?.headers.get('location')).toBe(answers[1]?.headers.get('location'))
    const audits = await park.rows(`SELECT 1 FROM audit WHERE action = 'resource.hours-set'
      AND entity = '${resources.confocal}'`)
    expect(audits).toHaveLength(1)
  })

  test('no machine of another facility is changed or named, whoever ticks it', async () => {
    const preview = await look('cellsManager', `r=${resources.confocal}&do=hours&from=${resources.centrifuge}`)
    expect([preview.status, preview.text.includes('confocal')]).toEqual([422, false])
    const foreign = await look('cellsManager', `all=1&do=hours&from=${narrow}`)
    expect([foreign.status, foreign.text.includes('NARROW-1')]).toEqual([422, false])
    const before = await hoursOf(resources.confocal)
    await say('cellsManager', { r: resources.confocal, do: 'hours', from: resources.centrifuge, seen: '1.1.0' })
    expect(await hoursOf(resources.confocal)).toBe(before)
  })
})

const form = { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://localhost' }

function newMachine(number: string): string {
  const facility = 'fac_00000000000000000000000001'
  const fields = { en: 'Narrow machine', number, facility, category: 'other', state: 'published', price_resident: '80' }
  return new URLSearchParams(fields).toString()
}

test('rules: what is left empty stays, and the rest is the same for all', async () => {
  const those = `r=${resources.centrifuge}&r=${resources.benches}`
  const query = `${those}&do=rules&leadMinutes=90&freeKind=day-before&freeAt=18:00`
  const preview = await look('cellsManager', query)
  expect(preview.status).toBe(200)
  const fields = { do: 'rules', leadMinutes: '90', freeKind: 'day-before', freeAt: '18:00', seen: preview.seen ?? '' }
  const body = `${those}&${new URLSearchParams(fields).toString()}`
  expect((await park.call(people.cellsManager, 'POST', '/m/resources/together', body, form)).status).toBe(303)
  for (const id of [resources.centrifuge, resources.benches]) {
    const policy = JSON.parse((await one(`SELECT policy FROM resource WHERE id = '${id}'`))?.['policy'] as string)
    expect(policy).toMatchObject({ leadMinutes: 90, freeCancellation: { dayBeforeAt: '18:00' }, noShowPercent: 100 })
  }
  const bad = await look('cellsManager', `r=${resources.benches}&do=rules&noShowPercent=101`)
  expect(bad.status).toBe(422)
})

test('tags are added and taken, and the list finds by them', async () => {
  const first = await look('cellsManager', `all=1&do=tags&add=teaching, laser`)
  await say('cellsManager', { all: '1', do: 'tags', add: 'teaching, laser', seen: first.seen ?? '' })
  const found = await park.call(people.cellsManager, 'GET', '/m/resources?tag=laser')
  expect(await found.text()).toContain(resources.centrifuge)
  const second = await look('cellsManager', `all=1&do=tags&remove=laser`)
  await say('cellsManager', { all: '1', do: 'tags', remove: 'laser', seen: second.seen ?? '' })
  const left = await park.rows('SELECT DISTINCT tag FROM resource_tag')
  expect(left).toEqual([{ tag: 'teaching' }])
})

describe('prices', () => {
  const asked = async () => {
    const query = `r=${resources.unpriced}&do=rates&number=${await numberOf(resources.confocal)}&day=2026-12-01`
    return new URLSearchParams(query)
  }
  const numberOf = async (id: string) =>
    (await one(`SELECT asset_number AS n FROM resource WHERE id = '${id}'`))?.['n'] as string

  test('of one machine are those of others from a day on, by whoever sees the park’s money', async () => {
    const { seen = '' } = await look('parkAdmin', (await asked()).toString())
    const answer = await say('parkAdmin', { ...Object.fromEntries(await asked()), seen })
    expect(answer.status).toBe(303)
    const rates = (id: string) =>
      park.rows(`SELECT price_category AS c, terms FROM rate WHERE resource_id = '${id}' ORDER BY 1`)
    expect(await rates(resources.unpriced)).toEqual(await rates(resources.confocal))
    const [from] = await park.rows(`SELECT valid_from AS at FROM rate WHERE resource_id = '${resources.unpriced}'`)
    expect(from?.['at']).toBe(Date.UTC(2026, 10, 30, 16) / 1000)
  })

  test('are not a lab manager’s to set', async () => {
    expect((await look('imagingManager', (await asked()).toString())).status).toBe(403)
    const answer = await say('imagingManager', { ...Object.fromEntries(await asked()), seen: '1.1.0' })
    expect(answer.status).toBe(403)
    expect(await park.rows(`SELECT 1 FROM rate WHERE resource_id = '${resources.unpriced}'`)).toEqual([])
  })
})
