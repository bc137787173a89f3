import { afterEach, beforeEach, expect, test } from 'vitest'
import type { PhotoStore } from '../../src/platform/photos/photo-store.ts'
import { people, resources, units, firms } from '../support/cast.ts'
import { openPark, type TestPark } from '../support/open-park.ts'

let park: TestPark
beforeEach(async () => {
  park = await openPark()
})
afterEach(() => park.close())

type Who = keyof typeof people
const form = { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://localhost' }
const path = `/m/resources/${resources.confocal}`

const post = (who: Who, to: string, fields: Record<string, string>) => {
  const body = new URLSearchParams({ key: crypto.randomUUID(), ...fields }).toString()
  return park.call(people[who], 'POST', to, body, form)
}
const one = async (sql: string) => (await park.rows(sql))[0] ?? {}

test('units are added, renamed, retired with their bookings marked, and taken back; the last one stays', async () => {
  const to = `/m/resources/${resources.centrifuge}`
  const unit = `unt_${units.centrifuge[0]}`
  expect((await post('cellsManager', `${to}/units`, { do: 'add', name: 'Spare' })).status).toBe(303)
  expect((await post('cellsManager', `${to}/units`, { do: 'add', name: 'Spare' })).status).toBe(422)
  expect((await post('cellsManager', `${to}/units`, { do: 'rename', unit, name: 'Left' })).status).toBe(303)
  expect((await post('cellsManager', `${to}/units`, { do: 'rename', unit: 'unt_1', name: 'Foreign' })).status).toBe(422)
  expect((await post('cellsManager', `${to}/units`, { do: 'retire', unit })).status).toBe(303)
  const states = await park.rows(
    `SELECT name, state FROM unit WHERE resource_id = '${resources.centrifuge}' ORDER BY id`,
  )
  expect(states.map(({ name, state }) => `${name as string} ${state as string}`)).toEqual([
    'Left retired',
    ...states.slice(1, 3).map(({ name }) => `${name as string} active`),
    'Spare active',
  ])
  expect((await post('cellsManager', `${to}/units`, { do: 'return', unit })).status).toBe(303)
  const only = `unt_${units.confocal[0]}`
  expect((await post('imagingManager', `${path}/units`, { do: 'retire', unit: only })).status).toBe(422)
})

test('a firm is let in where only some may book, and no longer', async () => {
  const to = `/m/resources/${resources.cleanroom}`
  const who = (
    (await one(`SELECT facility_id AS f FROM resource WHERE id = '${resources.cleanroom}'`))['f'] as string
  ).endsWith('1')
    ? 'imagingManager'
    : 'cellsManager'
  const grants = () =>
    park.rows(`SELECT subject_id AS id FROM access_grant WHERE resource_id = '${resources.cleanroom}' ORDER BY 1`)
  const subject = `firm ${firms.orchid}`
  expect((await post(who, `${to}/access`, { do: 'add', subject })).status).toBe(303)
  expect(await grants()).toContainEqual({ id: firms.orchid })
  expect((await post(who, `${to}/access`, { do: 'remove', subject })).status).toBe(303)
  expect(await grants()).not.toContainEqual({ id: firms.orchid })
  expect((await post(who, `${to}/access`, { do: 'add', subject: 'firm firm_x' })).status).toBe(422)
})

test('a bundle names machines of one’s own only, and goes again', async () => {
  const own = (await one(`SELECT asset_number AS n FROM resource WHERE id = '${resources.benches}'`))['n'] as string
  const foreign = (await one(`SELECT asset_number AS n FROM resource WHERE id = '${resources.confocal}'`))[
    'n'
  ] as string
  const to = `/m/resources/${resources.centrifuge}/bundles`
  expect((await post('cellsManager', to, { do: 'add', name: 'Prep', parts: `${foreign} 30` })).status).toBe(422)
  expect((await post('cellsManager', to, { do: 'add', name: 'Prep', parts: `${own} 30` })).status).toBe(303)
  const parts = await park.rows('SELECT resource_id AS id, offset_minutes AS at FROM bundle_part ORDER BY at')
  expect(parts).toEqual([
    { id: resources.centrifuge, at: 0 },
    { id: resources.benches, at: 30 },
  ])
  const bundle = (await one('SELECT id FROM bundle'))['id'] as string
  expect((await post('cellsManager', to, { do: 'remove', bundle })).status).toBe(303)
  expect(await park.rows('SELECT id FROM bundle')).toEqual([])
})

test('a photo is kept where photos may lie, without what it tells; and what is none is refused', async () => {
  const kept = new Map<string, Uint8Array<ArrayBuffer>>()
  const photos: PhotoStore = {
    put: async (key, { bytes }) => void kept.set(key, bytes),
    get: async (key) => kept.get(key) ?? null,
    remove: async (key) => void kept.delete(key),
  }
  const other = await openPark({ photos })
  const upload = async (bytes: Uint8Array<ArrayBuffer>) => {
    const sent = new FormData()
    sent.set('photo', new Blob([bytes], { type: 'image/png' }), 'x.png')
    const body = new Response(sent)
    const headers = {
      authorization: `Bearer ${people.imagingManager.token}`,
      origin: 'http://localhost',
      'content-type': body.headers.get('content-type') ?? '',
    }
    return other.app.request(`${path}/photo`, { method: 'POST', headers, body: await body.arrayBuffer() })
  }
  const png = Uint8Array.from(atob(pixel), (char) => char.charCodeAt(0))
  expect((await upload(png)).status).toBe(303)
  expect((await upload(png)).status).toBe(303)
  expect(kept.size).toBe(1)
  const shown = await other.call(people.helixResearcher, 'GET', `/i/${resources.confocal}/photo`)
  expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/png'])
  expect((await upload(new TextEncoder().encode('<svg onload=alert(1)>'))).status).toBe(422)
  await other.close()
})

const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
