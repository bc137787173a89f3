import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { people, resources } from '../support/cast.ts'
import { bookingDoing, send } from '../support/doings.ts'
import { labOf } from '../support/lab.ts'
import { openPark, type TestPark } from '../support/open-park.ts'
import { moneyOf } from '../support/statements.ts'

let park: TestPark
beforeEach(async () => {
  park = await openPark()
})
afterEach(() => park.close())

type Who = keyof typeof people
const form = { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://localhost' }
const path = `/m/resources/${resources.confocal}`

const post = (who: Who, to: string, fields: Record<string, string>, key: string = crypto.randomUUID()) =>
  park.call(people[who], 'POST', to, new URLSearchParams({ key, ...fields }).toString(), form)
const text = async (who: Who, to: string) => (await park.call(people[who], 'GET', to)).text()
const one = async (sql: string) => (await park.rows(sql))[0] ?? {}
const confocal = () => one(`SELECT * FROM resource WHERE id = '${resources.confocal}'`)

/** What the form of a page would send, as it stands. */
function fieldsOf(page: string): Record<string, string> {
  const whole = /<form[^>]*id="profile"[\s\S]*?<\/form>/.exec(page)?.[0] ?? ''
  const fields: Record<string, string> = {}
  for (const [tag] of whole.matchAll(/<input[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(tag)?.[1] ?? ''
    if (tag.includes('type="checkbox"') && !tag.includes('checked')) continue
    fields[name] = /value="([^"]*)"/.exec(tag)?.[1] ?? ''
  }
  for (const [, name = '', options = ''] of whole.matchAll(/<select[^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g)) {
    const chosen = /<option value="([^"]*)" selected/.exec(options)?.[1]
    fields[name] = chosen ?? /<option value="([^"]*)"/.exec(options)?.[1] ?? ''
  }
  return fields
}

test('when it was used stands on its page, by weekday and hour, with the numbers behind', async () => {
  expect(await text('imagingManager', path)).not.toContain('<svg')
  const lab = labOf(park)
  await moneyOf(park, lab).used(people.helixResearcher, '2026-11-23')
  lab.clockAt('2026-11-24 09:00')
  const html = await text('imagingManager', path)
  expect(html.match(/<svg class="plot"[^>]*role="img"/g)).toHaveLength(1)
  const [monday = ''] = /<tr><th scope="row">Mon.*?<\/tr>/.exec(html) ?? []
  const cells = [...monday.matchAll(/<td class="money">([^<]*)</g)].map(([, cell]) => cell)
  // One unit, and these hours of one Monday in four.
  expect(cells.slice(13, 17)).toEqual(['0%', '25%', '25%', '0%'])
})

describe('the profile', () => {
  test('saved as it stands, it stays as it is', async () => {
    const before = await confocal()
    const fields = fieldsOf(await text('imagingManager', path))
    expect((await post('imagingManager', path, fields)).status).toBe(303)
    const { rules_version, ...after } = await confocal()
    // The cast's own was never made of its words.
    const { search_text } = before
    expect({ ...after, search_text, rules_version: before['rules_version'] }).toEqual(before)
    expect(rules_version).toBe(Number(before['rules_version']) + 1)
  })

  test('takes names, place, limits, rules, tags and what may stand in for it, in two round trips', async () => {
    const fields = fieldsOf(await text('imagingManager', path))
    const cleanroom = await one(`SELECT asset_number AS n FROM resource WHERE id = '${resources.unpriced}'`)
    const changed = { en: 'Laser microscope', location: 'B2-210', maxMinutes: '300', cleanupMinutes: '15' }
    const rules = { freeKind: 'day-before', freeAt: '17:30', noShowPercent: '80', tags: 'laser, 教学' }
    park.trips.length = 0
    const equivalents = cleanroom['n'] as string
    const answer = await post('imagingManager', path, { ...fields, ...changed, ...rules, equivalents })
    expect([answer.status, park.trips.map(({ kind }) => kind)]).toEqual([303, ['read', 'write']])
    const kept = await confocal()
    expect(kept).toMatchObject({
      name_en: 'Laser microscope',
      location: 'B2-210',
      max_minutes: 300,
      cleanup_minutes: 15,
    })
    expect(kept['search_text']).toContain('laser microscope')
    const policy = JSON.parse(kept['policy'] as string) as object
    expect(policy).toMatchObject({ freeCancellation: { dayBeforeAt: '17:30' }, noShowPercent: 80 })
    expect(await park.rows(`SELECT tag FROM resource_tag ORDER BY tag`)).toEqual([{ tag: 'laser' }, { tag: '教学' }])
    const [other] = await park.rows(`SELECT other_id AS id FROM resource_equivalent
      WHERE resource_id = '${resources.confocal}'`)
    expect(other?.['id']).toBe(resources.unpriced)
    const audits = await one(`SELECT detail FROM audit WHERE action = 'resource.profile-saved'`)
    expect(JSON.parse(audits['detail'] as string)).toHaveProperty('maxMinutes', [1440, 300])
  })

  test('of two who save at once the second is told, keeps what was typed, and may save over it', async () => {
    const fields = fieldsOf(await text('imagingManager', path))
    expect((await post('imagingManager', path, { ...fields, location: 'first' })).status).toBe(303)
    const second = await post('parkAdmin', path, { ...fields, location: 'second' })
    const page = await second.text()
    expect([second.status, page.includes('id="stale"'), fieldsOf(page)['location']]).toEqual([409, true, 'second'])
    expect((await confocal())['location']).toBe('first')
    expect((await post('parkAdmin', path, fieldsOf(page))).status).toBe(303)
    expect((await confocal())['location']).toBe('second')
  })

  test('that two send in the same moment is saved by one of them', async () => {
    const fields = fieldsOf(await text('imagingManager', path))
    const sent = ['a', 'b', 'c', 'd'].map((location) => post('imagingManager', path, { ...fields, location }))
    const statuses = (await Promise.all(sent)).map(({ status }) => status)
    expect(statuses.toSorted((a, b) => a - b)).toEqual([303, 409, 409, 409])
  })

  test('that cannot be is shown again with what was typed, and changes nothing', async () => {
    const before = await confocal()
    const fields = fieldsOf(await text('imagingManager', path))
    const taken = (await one(`SELECT asset_number AS n FROM resource WHERE id = '${resources.centrifuge}'`))[
      'n'
    ] as string
    const wrong: Record<string, string>[] = [
      { number: taken },
      { number: '' },
      { minMinutes: '6000' },
      { noShowPercent: '101' },
      { stepMinutes: '1.5' },
      { category: 'no-such' },
      { room: 'res_x' },
      { equivalents: taken },
      { freeKind: 'day-before', freeAt: '' },
      { tags: 'x'.repeat(41) },
    ]
    for (const fault of wrong) {
      const answer = await post('imagingManager', path, { ...fields, location: 'typed', ...fault })
      const again = fieldsOf(await answer.text())
      expect([fault, answer.status, again['location']]).toEqual([fault, 422, 'typed'])
    }
    expect(await confocal()).toEqual(before)
  })

  test('of another facility’s machine looks like one that is not there', async () => {
    const unknown = '/m/resources/res_00000000000000000000009999'
    for (const to of [path, unknown]) {
      expect((await park.call(people.cellsManager, 'GET', to)).status).toBe(404)
      const fields = fieldsOf(await text('imagingManager', path))
      expect((await post('cellsManager', to, fields)).status).toBe(404)
      expect((await park.call(people.cellsManager, 'GET', `${to}/state?to=retired`)).status).toBe(404)
      expect((await post('cellsManager', `${to}/state`, { to: 'retired', seen: '0' })).status).toBe(404)
      expect((await post('cellsManager', `${to}/units`, { do: 'add', name: 'Mine' })).status).toBe(404)
    }
  })
})

describe('going out of service', () => {
  const book = async () => {
    const { body } = await send(park, bookingDoing('2026-11-25 14:00', '2026-11-25 16:00'))
    return (JSON.parse(body) as { id: string }).id
  }
  const marks = () => park.rows('SELECT booking_id AS id, why FROM booking_mark')
  const told = async () => (await one(`SELECT count(*) AS n FROM outbox WHERE kind = 'booking.outside'`))['n']

  test('shows who is affected, then marks them, and tells each owner once', async () => {
    const id = await book()
    expect(await text('imagingManager', `${path}/state?to=out-of-service`)).toContain(`/b/${id}`)
    expect((await post('imagingManager', `${path}/state`, { to: 'out-of-service', seen: '1' })).status).toBe(303)
    expect(await marks()).toEqual([{ id, why: 'out-of-service' }])
    expect(await text('imagingManager', path)).toContain('id="marked"')
    expect((await post('imagingManager', `${path}/state`, { to: 'retired', seen: '1' })).status).toBe(303)
    expect(await told()).toBe(1)
    expect((await post('imagingManager', `${path}/state`, { to: 'published' })).status).toBe(303)
    expect([await marks(), await told()]).toEqual([[], 1])
  })

  test('is asked again when somebody has booked since', async () => {
    await book()
    const answer = await post('imagingManager', `${path}/state`, { to: 'retired', seen: '0' })
    expect([answer.status, (await confocal())['state']]).toEqual([409, 'published'])
    expect((await post('imagingManager', `${path}/state`, { to: 'retired' })).status).toBe(409)
  })

  test('a mark goes when its booking is cancelled, and the owner reads why on its page', async () => {
    const id = await book()
    await post('imagingManager', `${path}/state`, { to: 'out-of-service', seen: '1' })
    expect(await text('helixResearcher', `/b/${id}`)).toContain('id="outside"')
    const cancelled = await park.call(people.helixResearcher, 'POST', `/api/v1/bookings/${id}/cancellation`, {})
    expect(cancelled.status).toBe(200)
    expect(await marks()).toEqual([])
  })
})
