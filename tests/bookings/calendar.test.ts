import { afterEach, beforeEach, expect, test } from 'vitest'
import { people, resources } from '../support/cast.ts'
import { fieldsOf, textOf } from '../support/html.ts'
import { openPark, type TestPark } from '../support/open-park.ts'
import { visitor } from '../support/visitor.ts'

let park: TestPark
beforeEach(async () => {
  park = await openPark()
})
afterEach(() => park.close())

test('a moved and a cancelled booking keep their UID and grow their sequence in the feed', async () => {
  const { id } = (await (await post('/bookings', wish, { 'idempotency-key': 'calendar-1' })).json()) as { id: string }
  const address = await feed()
  const first = await read(address)
  expect(first).toContain(`UID:${id}@gongtai\r\n`)
  expect(first).toContain('SEQUENCE:0\r\nDTSTART:20261125T060000Z\r\nDTEND:20261125T080000Z\r\n')
  const interval = { startsAt: '2026-11-26T09:00:00+08:00', endsAt: '2026-11-26T10:00:00+08:00' }
  await park.call(people.helixResearcher, 'PUT', `/api/v1/bookings/${id}/interval`, interval, { 'if-match': '"v1"' })
  expect(await read(address)).toContain('SEQUENCE:1\r\nDTSTART:20261126T010000Z\r\n')
  await post(`/bookings/${id}/cancellation`)
  const last = await read(address)
  expect(last).toContain(`UID:${id}@gongtai\r\n`)
  expect(last).toContain('SEQUENCE:2\r\n')
  expect(last).toContain('STATUS:CANCELLED\r\n')
})

test('no line of the feed is longer than 75 octets, and folding breaks no character', async () => {
  await park.script(`UPDATE resource SET name_en = '${'转盘共聚焦显微镜'.repeat(10)}'`)
  await post('/bookings', wish, { 'idempotency-key': 'calendar-1' })
  const text = await read(await feed())
  for (const line of text.split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75)
  expect(text.replaceAll('\r\n ', '')).toContain(`SUMMARY:${'转盘共聚焦显微镜'.repeat(10)}`)
})

test('an address dies when a new one is made or all are revoked; an unknown one looks the same', async () => {
  const first = await feed()
  const second = await feed()
  expect((await park.app.request(first)).status).toBe(404)
  expect((await park.app.request(second)).status).toBe(200)
  await park.call(people.helixResearcher, 'DELETE', '/api/v1/calendar-feeds')
  expect((await park.app.request(second)).status).toBe(404)
})

test('a feed shows its owner only, and the audit only those whose business it is', async () => {
  const { id } = (await (await post('/bookings', wish, { 'idempotency-key': 'calendar-1' })).json()) as { id: string }
  const orchid = await park.call(people.orchidResearcher, 'POST', '/api/v1/calendar-feeds', {})
  expect(await read(((await orchid.json()) as { url: string }).url)).not.toContain(id)
  const seen = async (who: (typeof people)[keyof typeof people]) =>
    ((await (await park.call(who, 'GET', `/api/v1/audit?entity=${id}`)).json()) as { items: { action: string }[] })
      .items
  expect(await seen(people.helixAdmin)).toMatchObject([{ action: 'booking.confirmed', version: 1 }])
  expect(await seen(people.imagingManager)).toHaveLength(1)
  expect(await seen(people.orchidAdmin)).toEqual([])
  expect(await seen(people.cellsManager)).toEqual([])
})

test('a resource’s feed says when it is taken, and not by whom or for what', async () => {
  await post('/bookings', { ...wish, purpose: 'secret of Helix' }, { 'idempotency-key': 'calendar-1' })
  const orchid = await park.call(people.orchidResearcher, 'POST', '/api/v1/calendar-feeds', {
    resourceId: resources.confocal,
  })
  const { pathname } = new URL(((await orchid.json()) as { url: string }).url)
  const text = await read(pathname)
  expect(text).toContain('X-WR-CALNAME:Sample confocal · free/busy\r\n')
  expect(text).toContain('DTSTART:20261125T060000Z\r\nDTEND:20261125T080000Z\r\nSUMMARY:Busy\r\n')
  expect(text).toContain('TRANSP:OPAQUE')
  expect(text).not.toMatch(/helix|secret|bkg_|2026-K07/i)
  const periods = await read(pathname.replace('.ics', '.ifb'))
  expect(periods).toContain('FREEBUSY;FBTYPE=BUSY:20261125T060000Z/20261125T080000Z\r\n')
  expect((await park.app.request((await feed()).replace('.ics', '.ifb'))).status).toBe(404)
})

test('of three centrifuges, the time is busy when all three are taken, less what only touches', async () => {
  const times = ['14:00/16:00', '15:00/17:00', '13:00/15:30', '16:00/18:00']
  for (const [index, time] of times.entries()) {
    const [from, until] = time.split('/')
    const body = {
      resourceId: resources.centrifuge,
      startsAt: `2026-11-25T${from}:00+08:00`,
      endsAt: `2026-11-25T${until}:00+08:00`,
    }
    const who = index % 2 === 0 ? people.helixResearcher : people.orchidResearcher
    await park.call(who, 'POST', '/api/v1/bookings', body, { 'idempotency-key': `calendar-${index}` })
  }
  const { url } = (await (await post('/calendar-feeds', { resourceId: resources.centrifuge })).json()) as {
    url: string
  }
  const text = await read(new URL(url).pathname.replace('.ics', '.ifb'))
  expect([...text.matchAll(/FREEBUSY;FBTYPE=BUSY:(.*)\r/g)].map(([, period]) => period)).toEqual([
    '20261125T070000Z/20261125T074500Z',
    // The quarter of an hour that the first one takes to be cleaned.
    '20261125T080000Z/20261125T081500Z',
  ])
})

test('what did not change is not sent again', async () => {
  const address = await feed()
  const ask = async (tag: string) => park.app.request(address, { headers: { 'if-none-match': tag } })
  const first = await ask('"other"')
  const tag = first.headers.get('etag') ?? ''
  expect(first.status).toBe(200)
  expect((await ask(`"other", W/${tag}`)).status).toBe(304)
  await post('/bookings', wish, { 'idempotency-key': 'calendar-1' })
  const changed = await ask(tag)
  expect(changed.status).toBe(200)
  expect(changed.headers.get('last-modified')).toBe('Mon, 23 Nov 2026 02:00:00 GMT')
})

test('the page makes an address and shows it once; ended there, it is dead, and so is the one before', async () => {
  const researcher = visitor(park, people.helixResearcher)
  const page = await researcher.open('/me/calendar')
  const made = await researcher.send('/me/calendar', fieldsOf(page.html, '/me/calendar'))
  expect(made.status).toBe(201)
  const address = made.html.match(/value="http:\/\/localhost(\/api\/v1\/calendar\/\w+\.ics)"/)?.[1] ?? ''
  expect(made.html).toContain(`href="webcal://localhost${address}"`)
  expect((await park.app.request(address)).status).toBe(200)
  const later = await researcher.open('/me/calendar')
  expect(later.html).not.toContain(address)
  const [, end = ''] = later.html.match(/action="(\/me\/calendar\/\w+\/end)"/) ?? []
  expect((await visitor(park, people.orchidResearcher).send(end, {})).status).toBe(404)
  const busy = await researcher.send('/me/calendar', { resource: resources.confocal })
  expect(textOf(busy.html)).toContain('Sample confocal · free/busy')
  expect((await park.app.request(address)).status).toBe(200)
  expect((await researcher.send(end, {})).status).toBe(303)
  expect((await park.app.request(address)).status).toBe(404)
  expect((await researcher.send('/me/calendar', { resource: 'res_0000000000000000000000zzzz' })).status).toBe(404)
})

const wish = {
  resourceId: resources.confocal,
  startsAt: '2026-11-25T14:00:00+08:00',
  endsAt: '2026-11-25T16:00:00+08:00',
}

async function post(path: string, body?: object, headers = {}) {
  return park.call(people.helixResearcher, 'POST', `/api/v1${path}`, body, headers)
}

async function feed(): Promise<string> {
  const { url } = (await (await post('/calendar-feeds')).json()) as { url: string }
  return new URL(url).pathname
}

async function read(address: string): Promise<string> {
  const response = await park.app.request(new URL(address, 'http://localhost').pathname)
  expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
  return response.text()
}
