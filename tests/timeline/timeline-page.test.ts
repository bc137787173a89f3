import { afterEach, beforeEach, expect, test } from 'vitest'
import { people, resources } from '../support/cast.ts'
import { closingOf } from '../support/closing.ts'
import { fieldsOf, textOf } from '../support/html.ts'
import { labOf, type Lab } from '../support/lab.ts'
import { openPark, type TestPark } from '../support/open-park.ts'
import { visitor, type Visitor } from '../support/visitor.ts'

const { helixResearcher, orchidResearcher, imagingManager, cellsManager, parkAdmin } = people
const today = '2026-11-23'
const nobody = `bkg_${'0'.repeat(26)}`

let park: TestPark
let lab: Lab
let manager: Visitor
beforeEach(async () => {
  park = await openPark()
  lab = labOf(park)
  manager = visitor(park, imagingManager)
})
afterEach(async () => {
  await lab.isSound()
  await park.close()
})

const sheet = (id: string) => `/m/bookings/${id}/time`
const confirmOf = (html: string, id: string) =>
  fieldsOf(html.slice(html.indexOf('<form method="post" action="/m/bookings')), `${id}/time`)
const wish = (from: string, until: string) => `from=${today}T${from}&until=${today}T${until}`

test('a day shows who is booked where, by which shape and word, with a way to another time', async () => {
  const purpose = { purpose: 'Secret compound 7' }
  const booking = await lab.book(helixResearcher, `${today} 14:00`, `${today} 16:00`, purpose)
  await lab.book(orchidResearcher, '2026-11-25 10:00', '2026-11-25 11:00')
  const { status, html } = await manager.open('/m/timeline')
  expect(status).toBe(200)
  expect(html).toMatch(new RegExp(`class="b confirmed mv h14 H16" href="${sheet(booking.id)}"`))
  expect(html).toContain('<time datetime="2026-11-23T14:00">14:00</time>')
  expect(textOf(html)).toContain('helixResearcher 14:00 – 16:00 Booked · Helix')
  expect(html).not.toContain('orchidResearcher')
  expect(html).not.toContain('Secret compound')
  const week = await manager.open('/m/timeline?view=week')
  expect(textOf(week.html)).toContain('orchidResearcher Wed 25 Nov 10:00 – Wed 25 Nov 11:00 Booked')
  expect(week.html).toMatch(/class="b confirmed mv d2 h10 D2 H11"/)
})

test('a closure leads to its own page, and what is given back leaves the picture', async () => {
  const booking = await lab.book(helixResearcher, `${today} 14:00`, `${today} 16:00`)
  await closingOf(park).close(`${today} 17:00`, `${today} 18:00`)
  const { html } = await manager.open('/m/timeline')
  expect(html).toMatch(/class="b closure h17 H18" href="\/m\/closures\/clo_\w+"/)
  await lab.cancel(helixResearcher, booking)
  expect((await manager.open('/m/timeline')).html).not.toContain(booking.id)
})

test('filters narrow it, and their address says so', async () => {
  await lab.book(helixResearcher, `${today} 14:00`, `${today} 16:00`)
  const lanes = async (query: string) => [...(await manager.open(`/m/timeline?${query}`)).html.matchAll(/id="unt_/g)]
  const all = await lanes('')
  expect(all.length).toBeGreaterThan(1)
  expect(await lanes('booked=1')).toHaveLength(1)
  expect(await lanes('q=confocal')).toHaveLength(1)
  expect(await lanes('date=2026-11-24&booked=1')).toHaveLength(0)
  const none = await manager.open('/m/timeline?category=nothing')
  expect(textOf(none.html)).toContain('No machine fits the filter.')
  const { html } = await manager.open('/m/timeline?view=week&q=confocal&date=2026-11-23')
  expect(html).toContain('href="/m/timeline?date=2026-11-30&amp;view=week&amp;q=confocal"')
})

test('another facility’s machines are not on it, nor its bookings behind it', async () => {
  const booking = await lab.book(helixResearcher, `${today} 14:00`, `${today} 16:00`)
  const cells = visitor(park, cellsManager)
  const [row] = await park.rows(`SELECT facility_id AS id FROM resource WHERE id = '${resources.confocal}'`)
  for (const query of ['', '?q=confocal', `?facility=${row?.id as string}`]) {
    const { html } = await cells.open(`/m/timeline${query}`)
    expect([query, html.includes(resources.confocal) || html.includes('helixResearcher')]).toEqual([query, false])
  }
  const form = { slot: '2026-11-23T08:00:00Z/2026-11-23T10:00:00Z', version: '1', key: 'a-key-of-a-form' }
  const strange = await cells.open(sheet(booking.id))
  const unknown = await cells.open(sheet(nobody))
  expect([strange.status, unknown.status]).toEqual([404, 404])
  const said = ({ html }: typeof strange) => textOf(html).replaceAll(/req_\w+/g, '')
  expect(said(strange)).toBe(said(unknown))
  expect((await cells.send(sheet(booking.id), form)).status).toBe(404)
  expect((await visitor(park, helixResearcher).open('/m/timeline')).status).toBe(403)
  expect(await lab.booking(booking)).toMatchObject({ version: 1 })
  expect(textOf((await visitor(park, parkAdmin).open('/m/timeline')).html)).toContain('helixResearcher')
})

test('a manager moves a booking by the form: the price is told first, and its owner gets one notice', async () => {
  const booking = await lab.book(helixResearcher, `${today} 14:00`, `${today} 16:00`)
  const { html } = await manager.open(`${sheet(booking.id)}?${wish('15:00', '18:00')}&back=q%3Dconfocal`)
  const text = textOf(html)
  expect(text).toContain('Mon 23 Nov, 15:00–18:00')
  expect(text).toContain('Price: ¥240.00 → ¥360.00')
  expect(text).toContain('helixResearcher gets a notice.')
  const fields = confirmOf(html, booking.id)
  const done = await manager.send(sheet(booking.id), fields)
  expect(done).toMatchObject({ status: 303, location: '/m/timeline?q=confocal&done=moved' })
  expect((await manager.send(sheet(booking.id), fields)).status).toBe(303)
  expect(await lab.booking(booking)).toMatchObject({ version: 2, price_minor: 36_000 })
  const told = await park.rows("SELECT body FROM outbox WHERE kind = 'booking.moved'")
  expect(told.map(({ body }) => (JSON.parse(body as string) as { personId: string }).personId)).toEqual([
    helixResearcher.id,
  ])
})

test('a time that somebody else has is refused and told, and so is one that was changed meanwhile', async () => {
  const booking = await lab.book(helixResearcher, `${today} 14:00`, `${today} 16:00`)
  const other = await lab.book(orchidResearcher, `${today} 16:00`, `${today} 17:00`)
  const seen = await manager.open(`${sheet(booking.id)}?${wish('15:00', '17:00')}`)
  expect(seen.html).toContain('id="against"')
  expect(seen.html).not.toContain('id="confirm"')
  const free = await manager.open(`${sheet(booking.id)}?${wish('17:00', '19:00')}`)
  const fields = confirmOf(free.html, booking.id)
  await lab.move(orchidResearcher, other, `${today} 17:00`, `${today} 18:00`)
  const late = await manager.send(sheet(booking.id), fields)
  expect(late.status).toBe(409)
  expect(late.html).toContain('id="against"')
  await lab.move(helixResearcher, booking, `${today} 12:00`, `${today} 14:00`)
  const stale = await manager.send(sheet(booking.id), { ...fields, slot: '2026-11-23T11:00:00Z/2026-11-23T12:00:00Z' })
  expect(stale.status).toBe(409)
  expect(stale.html).toContain('role="alert"')
  expect(await lab.booking(booking)).toMatchObject({ version: 2 })
})

test('a time that cannot be is told at its field, and one off the step by its rule', async () => {
  const booking = await lab.book(helixResearcher, `${today} 14:00`, `${today} 16:00`)
  const order = await manager.open(`${sheet(booking.id)}?${wish('18:00', '17:00')}`)
  expect(order.status).toBe(422)
  expect(textOf(order.html)).toContain('The end must be after the start.')
  expect(order.html).toContain(`value="${today}T18:00"`)
  const off = await manager.open(`${sheet(booking.id)}?${wish('15:01', '17:00')}`)
  expect(off.html).toContain('id="against"')
  expect((await manager.send(sheet(booking.id), { slot: 'soon', version: '1', key: 'a-key-of-a-form' })).status).toBe(
    400,
  )
})

test('the lab may move a booking after its cut-off, and nobody pays for that', async () => {
  await lab.setPolicy(resources.confocal, { changeCutoffMinutes: 60 })
  const booking = await lab.book(helixResearcher, `${today} 14:00`, `${today} 16:00`)
  lab.clockAt(`${today} 13:30`)
  await expect(lab.move(helixResearcher, booking, `${today} 15:00`, `${today} 17:00`)).rejects.toThrow('too-late')
  const { html } = await manager.open(`${sheet(booking.id)}?${wish('16:00', '18:00')}`)
  expect(textOf(html)).toContain('The price stays ¥240.00.')
  await manager.send(sheet(booking.id), confirmOf(html, booking.id))
  expect(await lab.booking(booking)).toMatchObject({ version: 2, terms: expect.stringContaining('"givenUp":[]') })
  lab.clockAt(`${today} 16:00`)
  await lab.checkIn(helixResearcher, booking)
  await lab.tick(`${today} 18:31`)
  expect(await lab.charges(booking)).toEqual(['usage: time 24000'])
})

test('what is over is not moved, and of what is in use only the end', async () => {
  const booking = await lab.book(helixResearcher, `${today} 10:00`, `${today} 12:00`)
  lab.clockAt(`${today} 10:00`)
  await lab.checkIn(helixResearcher, booking)
  const start = await manager.open(`${sheet(booking.id)}?${wish('11:00', '13:00')}`)
  expect(textOf(start.html)).toContain('only its end can be changed')
  expect(start.html).not.toContain('id="confirm"')
  const end = await manager.open(`${sheet(booking.id)}?${wish('10:00', '13:00')}`)
  expect(end.html).toContain('id="confirm"')
  await lab.checkOut(helixResearcher, booking)
  const over = await manager.open(sheet(booking.id))
  expect(textOf(over.html)).toContain('It can’t be moved any more.')
})

test('four hundred machines come two hundred at a time, each once', async () => {
  await park.script(`INSERT INTO resource (id, facility_id, category_id, kind, name_hans, name_hant, name_en,
      asset_number, search_text, hours_id, step_minutes, min_minutes, max_minutes, policy)
    SELECT 'res_' || printf('%026d', 1000 + value), facility_id, category_id, kind, 'M', 'M', 'M' || value,
      'ZZ-' || printf('%04d', value), 'm' || value, hours_id, step_minutes, min_minutes, max_minutes, policy
    FROM resource, generate_series(1, 400) WHERE resource.id = '${resources.confocal}';
    INSERT INTO unit (resource_id, name) SELECT id, 'U' FROM resource WHERE asset_number LIKE 'ZZ-%'`)
  const found = new Set<string>()
  let path: string | undefined = '/m/timeline'
  for (let pages = 0; path !== undefined && pages < 5; pages++) {
    const { html } = await manager.open(path)
    const ids = [...html.matchAll(/id="(unt_\d+)"/g)].map(([, id = '']) => id)
    expect(ids.length).toBeLessThanOrEqual(200)
    for (const id of ids) {
      expect(found.has(id)).toBe(false)
      found.add(id)
    }
    path = html.match(/href="(\/m\/timeline\?after=unt_\d+)">More machines/)?.[1]
  }
  expect(found.size).toBeGreaterThan(400)
})
