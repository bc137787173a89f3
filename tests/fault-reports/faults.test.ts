import { afterEach, beforeEach, expect, test } from 'vitest'
import { forgetPhotos } from '../../src/fault-reports/commands/forget-photos.ts'
import { deliverNotices } from '../../src/notices/commands/deliver-notices.ts'
import { people, projects, resources, units, type CastPerson } from '../support/cast.ts'
import { fieldsOf, textOf } from '../support/html.ts'
import { openPark, type TestPark } from '../support/open-park.ts'
import { dot, exif, shelf, twoDots } from '../support/pictures.ts'
import { labOf } from '../support/lab.ts'
import { codeOf } from '../support/stickers.ts'
import { visitor } from '../support/visitor.ts'

const { helixResearcher, orchidResearcher, imagingManager, cellsManager, parkAdmin } = people
const form = `/i/${resources.confocal}/faults`
let park: TestPark
let photos: ReturnType<typeof shelf>

beforeEach(async () => {
  photos = shelf()
  park = await openPark({ photos })
})
afterEach(() => park.close())

test('a fault with words and a photo is noted once, told to the lab managers once, closed, and told back', async () => {
  const { html } = await visitor(park, helixResearcher).open(form)
  const fields = { ...fieldsOf(html, '/faults'), usable: '0', words: 'The lamp flickers\r\nand hums' }
  const sent = [await send(helixResearcher, fields, dot), await send(helixResearcher, fields, dot)]
  const [path = '', again] = sent.map((answer) => answer.headers.get('location'))
  expect(again).toBe(path)
  expect(await park.rows('SELECT words, usable, state FROM fault_report')).toEqual([
    { words: 'The lamp flickers\nand hums', usable: 0, state: 'open' },
  ])
  expect(photos.photos.size).toBe(1)
  expect(await letters()).toEqual(['manager@imaging.example: Not usable: Sample confocal'])
  const seen = await visitor(park, helixResearcher).open(path ?? '')
  expect(textOf(seen.html)).toContain('The lab manager knows')
  const manager = visitor(park, imagingManager)
  expect(textOf((await manager.open('/m/faults')).html)).toContain('The lamp flickers')
  const open = await manager.open(path ?? '')
  expect(textOf(open.html)).toContain('Reported by helixResearcher')
  const closing = { ...fieldsOf(open.html, '/closing'), answer: 'New lamp' }
  expect((await manager.send(`${path}/closing`, closing)).location).toBe(path)
  const late = await manager.send(`${path}/closing`, { answer: 'Again' })
  expect({ status: late.status, text: textOf(late.html) }).toMatchObject({ status: 409 })
  expect(await letters()).toEqual([
    'manager@imaging.example: Not usable: Sample confocal',
    'researcher@helix.example: Seen to: Sample confocal',
  ])
  expect(await park.rows("SELECT action FROM audit WHERE action LIKE 'fault.%' ORDER BY seq")).toEqual([
    { action: 'fault.reported' },
    { action: 'fault.closed' },
  ])
  const told = textOf((await visitor(park, helixResearcher).open(path ?? '')).html)
  expect(told).toContain('The fault was seen to')
  expect(told).toContain('New lamp')
})

test('everybody learns by page and sticker that a fault is known, and nobody who said so', async () => {
  await reported(helixResearcher, { usable: false, words: 'Canary words' })
  const sticker = `/q/${await codeOf(park, resources.confocal)}`
  for (const path of [`/i/${resources.confocal}`, sticker]) {
    const { html } = await visitor(park, orchidResearcher).open(path)
    expect(textOf(html)).toContain('Reported as not usable at 10:00; the lab manager knows.')
    expect(html).not.toMatch(/Canary words|helix/i)
    expect(html).toContain('/faults')
  }
})

test('a report is its writer’s and the facility’s lab managers’, and to anybody else there is none', async () => {
  const { id } = await reported(helixResearcher, { usable: true, words: 'Canary words' })
  const photo = await send(helixResearcher, { usable: '1', words: 'With a picture' }, dot)
  const path = photo.headers.get('location') ?? ''
  const unknown = `/faults/flt_${'0'.repeat(26)}`
  for (const who of [orchidResearcher, people.helixColleague, cellsManager]) {
    for (const of of [`/faults/${id}`, path, `${path}/photo`]) {
      const [hidden, missing] = [await visitor(park, who).open(of), await visitor(park, who).open(unknown)]
      expect([who.email, of, hidden.status]).toEqual([who.email, of, 404])
      expect(bare(hidden.html)).toBe(bare(missing.html))
    }
    expect(await listed(who)).toEqual([])
  }
  expect(await listed(helixResearcher)).toHaveLength(2)
  for (const who of [imagingManager, parkAdmin]) expect(await listed(who)).toHaveLength(2)
  expect(textOf((await visitor(park, cellsManager).open('/m/faults')).html)).not.toContain('Canary words')
  const picture = await park.call(imagingManager, 'GET', `${path}/photo`)
  expect(new Uint8Array(await picture.arrayBuffer())).toEqual(dot)
  expect(Object.fromEntries(picture.headers)).toMatchObject({
    'content-type': 'image/png',
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
  })
})

test('what is no picture, too heavy, or sent twice over is not taken, and leaves nothing behind', async () => {
  const words = { usable: '1', words: 'Look' }
  const html = new TextEncoder().encode('<script>alert(1)</script>')
  const wrong = await send(helixResearcher, words, html, 'image/png')
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toContain('Choose a JPEG, PNG or WebP photo of up to 5 MB.')
  const heavy = new Uint8Array(5 * 1024 * 1024 + 1)
  heavy.set(dot)
  expect((await send(helixResearcher, words, heavy)).status).toBe(400)
  expect((await send(helixResearcher, words, new Uint8Array(6 * 1024 * 1024))).status).toBe(413)
  expect((await send(helixResearcher, { usable: '1', words: '' }, dot)).status).toBe(422)
  expect((await send(helixResearcher, { ...words, unit: 'unt_2' }, dot)).status).toBe(404)
  const body = 'not parts at all'
  const headers = { 'content-type': 'multipart/form-data; boundary=x' }
  expect((await park.call(helixResearcher, 'POST', form, body, headers)).status).toBe(400)
  expect(await park.rows('SELECT id FROM fault_report')).toEqual([])
  expect(photos.photos.size).toBe(0)
})

test.each(['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '{{7*7}}'])(
  'what is written stays text for the lab manager and in its answer: %s',
  async (words) => {
    const { id } = await reported(helixResearcher, { usable: true, words })
    const manager = visitor(park, imagingManager)
    await manager.send(`/faults/${id}/closing`, { answer: words })
    for (const path of [`/faults/${id}`, '/m/faults?state=closed']) {
      const { html } = await manager.open(path)
      expect(textOf(html)).toContain(words)
      expect(html).not.toMatch(/<script>alert|<img src=x/)
    }
  },
)

test('where photos have nowhere to lie, the form asks for none and takes none', async () => {
  const bare = await openPark()
  const { html } = await visitor(bare, helixResearcher).open(form)
  expect(html).not.toContain('type="file"')
  const body = new FormData()
  for (const [name, value] of Object.entries({ usable: '1', words: 'Look' })) body.set(name, value)
  body.set('photo', new File([dot], 'a.png'))
  const headers = { authorization: `Bearer ${helixResearcher.token}` }
  expect((await bare.app.request(form, { method: 'POST', headers, body })).status).toBe(422)
  await bare.close()
})

test('a report names a unit and a booking of that resource, one’s own firm’s only', async () => {
  const time = { startsAt: '2026-11-23T14:00:00+08:00', endsAt: '2026-11-23T15:00:00+08:00' }
  const wish = { resourceId: resources.confocal, projectId: projects.orchid, ...time }
  const booked = await park.call(orchidResearcher, 'POST', '/api/v1/bookings', wish, { 'idempotency-key': 'orchid-1' })
  const { id: bookingId } = (await booked.json()) as { id: string }
  const [unit] = units.confocal
  const whole = { usable: true, words: 'Drifts', bookingId, unitId: `unt_${unit}` }
  expect((await post(helixResearcher, whole)).status).toBe(404)
  expect((await post(orchidResearcher, whole)).status).toBe(201)
  expect(await park.rows('SELECT booking_id, unit_id FROM fault_report')).toEqual([
    { booking_id: bookingId, unit_id: unit },
  ])
})

test('a photo is kept without the place and the device that it was taken with', async () => {
  const told = Buffer.concat([Buffer.from([0xff, 0xe1, 0, 70]), Buffer.from('Exif\0\0'), exif(1)])
  const taken = Uint8Array.from(Buffer.concat([twoDots.subarray(0, 2), told, twoDots.subarray(2)]))
  expect(Buffer.from(taken).includes('PhoneCo')).toBe(true)
  expect((await send(helixResearcher, { usable: '1', words: 'With a place' }, taken, 'image/jpeg')).status).toBe(303)
  expect([...photos.photos.values()]).toEqual([twoDots])
})

test('a photo goes ninety days after its report was closed, and at once with its writer’s account', async () => {
  const first = await send(helixResearcher, { usable: '1', words: 'First' }, dot)
  await send(orchidResearcher, { usable: '1', words: 'Second' }, dot)
  const path = first.headers.get('location') ?? ''
  await visitor(park, imagingManager).send(`${path}/closing`, {})
  const erasure = { address: orchidResearcher.email, cancelBookings: true }
  const gone = await park.call(orchidResearcher, 'DELETE', '/api/v1/me', erasure, { 'idempotency-key': 'farewell-1' })
  expect(gone.status).toBeLessThan(300)
  const kept = await park.rows('SELECT words FROM fault_report ORDER BY words DESC')
  expect(kept).toEqual([{ words: 'First' }, { words: '' }])
  expect(await forgetPhotos(park.deps)).toBe(1)
  expect(photos.photos.size).toBe(1)
  park.clock.now += 91 * 86_400
  expect(await forgetPhotos(park.deps)).toBe(1)
  expect(photos.photos.size).toBe(0)
  expect(await park.rows('SELECT key FROM fault_photo')).toEqual([])
})

async function send(
  who: CastPerson,
  fields: Record<string, string>,
  photo: Uint8Array<ArrayBuffer>,
  type = 'image/png',
) {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) if (name !== 'photo') body.set(name, value)
  body.set('photo', new File([photo], 'photo.png', { type }))
  // As bytes, which is what a network brings: a FormData that is not read to its end complains after the test.
  const whole = new Response(body)
  const headers = { authorization: `Bearer ${who.token}`, 'content-type': whole.headers.get('content-type') ?? '' }
  return park.app.request(form, { method: 'POST', headers, body: await whole.arrayBuffer() })
}

function post(who: CastPerson, body: object): Promise<Response> {
  return park.call(who, 'POST', `/api/v1/resources/${resources.confocal}/faults`, body)
}

async function reported(who: CastPerson, body: object): Promise<{ id: string }> {
  const answer = await post(who, body)
  expect(answer.status).toBe(201)
  return (await answer.json()) as { id: string }
}

async function listed(who: CastPerson): Promise<unknown[]> {
  const answer = await park.call(who, 'GET', `/api/v1/resources/${resources.confocal}/faults`)
  return ((await answer.json()) as { items: unknown[] }).items
}

async function letters(): Promise<string[]> {
  await park.settled()
  await deliverNotices(park.deps)
  const rows = await park.rows('SELECT address, subject FROM demo_mail ORDER BY rowid')
  return rows.map(({ address, subject }) => `${address as string}: ${subject as string}`)
}

function bare(html: string): string {
  return html.replaceAll(/req_\w+/g, '').replaceAll(/name="next" value="[^"]*"/g, '')
}

test('whoever comes next within a day is told once, and the manager closes the machine from the report', async () => {
  const lab = labOf(park)
  const soon = await lab.book(orchidResearcher, '2026-11-24 09:00', '2026-11-24 10:00')
  await lab.book(orchidResearcher, '2026-11-24 11:00', '2026-11-24 12:00')
  await lab.book(helixResearcher, '2026-11-24 08:00', '2026-11-24 09:00')
  await lab.book(orchidResearcher, '2026-11-27 09:00', '2026-11-27 10:00')
  const told = () => park.rows(`SELECT body ->> '$.bookingId' AS id FROM outbox WHERE kind = 'booking.fault'`)
  lab.clockAt('2026-11-23 20:00')
  const report = async (usable: '0' | '1') => {
    const { html } = await visitor(park, helixResearcher).open(form)
    return send(helixResearcher, { ...fieldsOf(html, '/faults'), usable, words: 'The laser is dead' }, dot)
  }
  await report('1')
  expect(await told()).toEqual([])
  const path = (await report('0')).headers.get('location') ?? ''
  expect(await told()).toEqual([{ id: soon.id }])
  await report('0')
  expect(await told()).toHaveLength(1)
  expect(await letters()).toContain('researcher@orchid.example: Reported as not usable: Sample confocal')
  const { html } = await visitor(park, imagingManager).open(path)
  const href = /href="([^"]*\/close\?[^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const preview = textOf((await visitor(park, imagingManager).open(href)).html)
  expect(preview).toContain('From now until it is opened again')
  expect(preview).toContain('4 bookings are in the way')
  expect(preview).toContain('The laser is dead')
})
