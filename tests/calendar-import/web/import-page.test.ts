import { afterEach, beforeEach, expect, test } from 'vitest'
import { people, resources, type CastPerson } from '../../support/cast.ts'
import { dumpOf } from '../../support/dump.ts'
import { fieldsOf, textOf } from '../../support/html.ts'
import { calendarOf } from '../../support/ics.ts'
import { importingOf } from '../../support/importing.ts'
import { labOf } from '../../support/lab.ts'
import { openPark, type TestPark } from '../../support/open-park.ts'
import { visitor } from '../../support/visitor.ts'

const { imagingManager, cellsManager, helixResearcher } = people
const service = ['UID:service', 'SUMMARY:Laser service', 'DTSTART:20261125T010000Z', 'DTEND:20261125T030000Z']
const floating = ['UID:day', 'SUMMARY:Open day', 'DTSTART:20261127T090000', 'DURATION:PT2H']
const broken = ['UID:broken', 'SUMMARY:Odd', 'DTSTART:20261127T010000Z', 'RRULE:FREQ=SECONDLY']

let park: TestPark
let outside: typeof fetch
beforeEach(async () => {
  outside = () => Promise.reject(new TypeError('fetch failed'))
  park = await openPark({ world: { fetchAbroad: (...call) => outside(...call) } })
})
afterEach(() => park.close())

async function upload(who: CastPerson, file: string | null, changes: Readonly<Record<string, string>> = {}) {
  const { html } = await visitor(park, who).open('/m/import')
  const form = new FormData()
  const fields = { ...fieldsOf(html, '/m/import'), resource: resources.confocal, name: 'Service plan', ...changes }
  for (const [name, value] of Object.entries(fields)) if (name !== 'file') form.append(name, value)
  if (file !== null) form.append('file', new File([file], 'lab.ics', { type: 'text/calendar' }))
  const headers = { authorization: `Bearer ${who.token}` }
  return park.app.request('/m/import', { method: 'POST', headers, body: form })
}

test('a file is looked at first, in four groups with their counts, and applied by one more tap', async () => {
  const answer = await upload(imagingManager, calendarOf(service, floating, broken))
  expect(answer.status).toBe(303)
  const path = answer.headers.get('location') ?? ''
  const manager = visitor(park, imagingManager)
  const seen = await manager.open(path)
  const text = textOf(seen.html)
  expect(text).toContain('New 2 Changed 0 Gone 0 Not understood 1 Unchanged 0 Bookings in the way 0')
  expect(text).toContain('Laser service Wed 25 Nov, 09:00–11:00 · Maintenance')
  expect(text).toContain('Line 20 Odd it repeats by the hour, the minute or the second')
  expect(text).toContain('names no time zone: the park’s was taken')
  expect(await importingOf(park).closures()).toEqual([])
  const done = await manager.send(`${path}/apply`, fieldsOf(seen.html, '/apply'))
  expect(done).toMatchObject({ status: 303, location: path })
  expect(await importingOf(park).closures()).toHaveLength(2)
  expect(textOf((await manager.open(path)).html)).toContain('Everything is as the calendar says.')
  expect(textOf((await manager.open('/m/import')).html)).toContain('Service plan')
})

test('a booking in the way is shown and cancelled only where its box is ticked', async () => {
  const booking = await labOf(park).book(helixResearcher, '2026-11-25 10:00', '2026-11-25 12:00')
  const path = (await upload(imagingManager, calendarOf(service))).headers.get('location') ?? ''
  const manager = visitor(park, imagingManager)
  const seen = await manager.open(path)
  expect(textOf(seen.html)).toContain(`Cancel without charge: ${booking.number} · Helix`)
  await manager.send(`${path}/apply`, fieldsOf(seen.html, '/apply'))
  expect(await importingOf(park).closures()).toEqual([])
  const again = await manager.open(path)
  await manager.send(`${path}/apply`, { ...fieldsOf(again.html, '/apply'), cancel: booking.id })
  expect(await importingOf(park).closures()).toHaveLength(1)
  expect(await labOf(park).booking(booking)).toMatchObject({ state: 'cancelled' })
})

test('an address is read here and now, and what it says is shown', async () => {
  outside = () => Promise.resolve(new Response(calendarOf(service)))
  const answer = await upload(imagingManager, null, { name: '', address: 'webcal://calendar.example.com/lab.ics' })
  expect(answer.status).toBe(303)
  expect(await park.rows('SELECT source, fetch_at IS NOT NULL AS again FROM imported_calendar')).toEqual([
    { source: 'https://calendar.example.com/lab.ics', again: 1 },
  ])
})

test.each([
  ['nothing', null, {}, 'Choose a file or give an address.'],
  ['both', calendarOf(), { address: 'https://calendar.example.com/' }, 'not both'],
  ['no name', calendarOf(), { name: '' }, 'Please name the file.'],
  ['no calendar', '<html>', {}, 'none begins at line 1'],
  [
    'an address of this house',
    null,
    { address: 'https://192.168.1.1/lab.ics' },
    'no https:// address of a public host',
  ],
  ['an address that is silent', null, { address: 'https://calendar.example.com/' }, 'does not answer'],
])('%s is told on the form, which keeps what was typed', async (_, file, changes, says) => {
  const before = await dumpOf(park)
  const answer = await upload(imagingManager, file, changes)
  const html = await answer.text()
  expect({ status: answer.status, text: textOf(html) }).toMatchObject({
    status: 422,
    text: expect.stringContaining(says) as string,
  })
  expect(fieldsOf(html, '/m/import')).toMatchObject({ resource: resources.confocal, ...changes })
  expect(await dumpOf(park)).toBe(before)
})

test('another lab’s manager neither imports for a resource, nor makes this house ask an address for it', async () => {
  let asked = 0
  outside = () => Promise.resolve((asked++, new Response(calendarOf())))
  expect((await upload(cellsManager, calendarOf(service))).status).toBe(404)
  expect((await upload(cellsManager, null, { address: 'https://calendar.example.com/' })).status).toBe(404)
  expect(asked).toBe(0)
})

test('a calendar that was read again meanwhile is shown anew instead of being applied unseen', async () => {
  const path = (await upload(imagingManager, calendarOf(service))).headers.get('location') ?? ''
  const manager = visitor(park, imagingManager)
  const seen = await manager.open(path)
  await upload(imagingManager, calendarOf(service, floating))
  const late = await manager.send(`${path}/apply`, fieldsOf(seen.html, '/apply'))
  expect({ status: late.status, text: textOf(late.html) }).toMatchObject({
    status: 409,
    text: expect.stringContaining('The calendar was read again meanwhile') as string,
  })
  expect(await importingOf(park).closures()).toEqual([])
})

test('units are chosen on the page, and a calendar that is taken away lifts what it closed', async () => {
  const answer = await upload(cellsManager, calendarOf(service), { resource: resources.centrifuge })
  const path = answer.headers.get('location') ?? ''
  const manager = visitor(park, cellsManager)
  await manager.send(`${path}/units`, { unit: 'unt_3' })
  await manager.send(`${path}/apply`, fieldsOf((await manager.open(path)).html, '/apply'))
  expect(await park.rows('SELECT unit_id FROM closure_unit')).toEqual([{ unit_id: 3 }])
  expect(await manager.send(`${path}/end`, {})).toMatchObject({ status: 303, location: '/m/import' })
  expect(await importingOf(park).closures()).toEqual([])
  expect((await manager.open(path)).status).toBe(404)
})

test('by the API a preview changes nothing, and the import answers the same when it is sent again', async () => {
  const send = async (preview: string, key: string, file = calendarOf(service, broken)) => {
    const path = `/api/v1/imports/calendar?${preview}source=plan&resourceId=${resources.confocal}`
    const headers = { 'content-type': 'text/calendar', 'idempotency-key': key }
    const answer = await park.call(imagingManager, 'POST', path, file, headers)
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }
  const before = await dumpOf(park)
  const seen = await send('preview=1&', 'key-preview-1')
  expect(seen).toMatchObject({ status: 200, body: { id: null, preview: true, counts: { new: 1, notUnderstood: 1 } } })
  expect(await dumpOf(park)).toBe(before)
  const done = await send('', 'key-import-1')
  expect(done.body).toMatchObject({
    counts: { new: 1, waiting: 0 },
    times: [{ uid: 'service', step: 'new', kind: 'maintenance', startsAt: '2026-11-25T01:00:00Z' }],
    notUnderstood: [{ line: 14, summary: 'Odd', reason: { kind: 'too-frequent' } }],
  })
  expect(await send('', 'key-import-1')).toEqual(done)
  expect((await send('', 'key-import-2')).body).toMatchObject({ counts: { new: 0, unchanged: 1 } })
  expect((await send('', 'key-import-3', 'no calendar')).status).toBe(400)
  expect(await importingOf(park).closures()).toHaveLength(1)
})
