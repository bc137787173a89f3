import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { people, resources, units, facilities, type CastPerson } from '../support/cast.ts'
import { at } from '../support/facts.ts'
import { formatInstant } from '../../src/kernel/rfc3339.ts'
import { textOf, fieldsOf } from '../support/html.ts'
import { labOf, type Lab, type Told } from '../support/lab.ts'
import { openPark, type TestPark } from '../support/open-park.ts'
import { visitor } from '../support/visitor.ts'

const { helixResearcher, orchidResearcher, imagingManager, cellsManager } = people
const room = 'A2 · 104'

let park: TestPark
let lab: Lab
beforeEach(async () => {
  park = await openPark()
  lab = labOf(park)
  await park.script(`UPDATE resource SET location = '${room}' WHERE id = '${resources.confocal}'`)
})
afterEach(async () => {
  await lab.isSound()
  await park.close()
})

describe('a power meter', () => {
  test('that goes on in somebody’s check-in window begins their booking once, and is named there', async () => {
    const token = await meter()
    const booking = await booked()
    lab.clockAt('2026-11-23 13:50')
    expect(await signal(token, 'on')).toEqual({ status: 200, body: { checkedIn: booking.id } })
    expect(await lab.booking(booking)).toMatchObject({ state: 'in-use', checked_in_at: at('2026-11-23 13:50') })
    expect(await signal(token, 'on')).toEqual({ status: 200, body: { checkedIn: null } })
    expect((await lab.history(booking)).at(-1)).toMatch(/in-use.*"evidence":"sensor"/)
    const page = await visitor(park, helixResearcher).open(`/b/${booking.id}`)
    expect(textOf(page.html)).toContain('Meter 1')
  })

  test('that goes on too early, or when nobody has booked, is evidence and begins nothing', async () => {
    const token = await meter()
    const booking = await booked()
    lab.clockAt('2026-11-23 13:44')
    expect((await signal(token, 'on')).body).toEqual({ checkedIn: null })
    expect(await lab.booking(booking)).toMatchObject({ state: 'confirmed' })
    expect(await park.rows('SELECT state FROM signal')).toEqual([{ state: 'on' }])
  })

  test('that reports late, because it had no network, begins nothing: its account is kept', async () => {
    const token = await meter()
    const booking = await booked()
    lab.clockAt('2026-11-23 14:10')
    expect((await signal(token, 'on', '2026-11-23 14:01')).body).toEqual({ checkedIn: null })
    expect(await lab.booking(booking)).toMatchObject({ state: 'confirmed' })
    expect(await park.rows('SELECT at, heard_at FROM signal')).toEqual([
      { at: at('2026-11-23 14:01'), heard_at: at('2026-11-23 14:10') },
    ])
  })

  test('that goes off ends nothing', async () => {
    const token = await meter()
    const booking = await booked()
    lab.clockAt('2026-11-23 14:00')
    await signal(token, 'on')
    lab.clockAt('2026-11-23 14:30')
    await signal(token, 'off')
    expect(await lab.booking(booking)).toMatchObject({ state: 'in-use' })
  })

  test('says nothing of the future, of last month, or with a token that is none or was ended', async () => {
    const token = await meter()
    expect((await signal(token, 'on', '2026-11-23 10:05')).status).toBe(400)
    expect((await signal(token, 'on', '2026-10-23 10:00')).status).toBe(400)
    for (const wrong of ['gs_nobody', helixResearcher.token]) expect((await signal(wrong, 'on')).status).toBe(401)
    const [row] = await park.rows('SELECT id FROM station')
    expect((await park.call(imagingManager, 'DELETE', `/api/v1/stations/${row?.['id'] as string}`)).status).toBe(204)
    expect((await signal(token, 'on')).status).toBe(401)
  })

  test('a hundred reports of one moment are one', async () => {
    const token = await meter()
    const booking = await booked()
    lab.clockAt('2026-11-23 14:00')
    const heard = await Promise.all(Array.from({ length: 20 }, () => signal(token, 'on')))
    expect(heard.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200))
    expect(heard.filter(({ body }) => (body as { checkedIn: string | null }).checkedIn !== null)).toHaveLength(1)
    expect(await park.rows('SELECT count(*) AS n FROM signal')).toEqual([{ n: 1 }])
    expect(await lab.booking(booking)).toMatchObject({ version: 2 })
  })
})

describe('the screen of a room', () => {
  test('shows what is free, taken and next, by time alone', async () => {
    const path = await kiosk()
    const mine = await booked()
    await lab.book(orchidResearcher, '2026-11-23 16:00', '2026-11-23 17:00', { purpose: 'Canary purpose' })
    lab.clockAt('2026-11-23 13:00')
    expect(await read(path)).toContain('Free until 14:00')
    lab.clockAt('2026-11-23 14:05')
    const page = await read(path)
    expect(page).toContain(`Booked 14:00–16:00 · code …${mine.number.slice(-2)} · not checked in`)
    expect(page).toContain('Next 16:00')
    expect(page).not.toMatch(/Canary|helix|orchid|Helix|Orchid/)
  })

  test('takes a short code to check in, then to check out; a second tap is the same request', async () => {
    const path = await kiosk()
    const booking = await booked()
    lab.clockAt('2026-11-23 13:50')
    const form = await typed(path, booking.number.slice(-7).toLowerCase())
    for (const page of [await send(path, form), await send(path, form)])
      expect(page.text).toContain('Checked in: Sample confocal, until 16:00')
    expect(await lab.booking(booking)).toMatchObject({ state: 'in-use' })
    lab.clockAt('2026-11-23 15:00')
    expect((await send(path, await typed(path, booking.number.slice(-7)))).text).toContain('Checked out')
    expect(await lab.booking(booking)).toMatchObject({ state: 'completed', outcome: 'early' })
    expect(await lab.charges(booking)).toEqual(['usage: time 24000'])
  })

  test('says why a code does nothing, and keeps what was typed', async () => {
    const path = await kiosk()
    const booking = await booked()
    lab.clockAt('2026-11-23 13:30')
    const early = await send(path, await typed(path, booking.number.slice(-7)))
    expect(early.text).toContain('Too early: check-in opens at 13:45')
    expect(early.html).toContain(`value="${booking.number.slice(-7)}"`)
    expect((await send(path, await typed(path, 'XXXXXXX'))).text).toContain('No booking in this room')
    lab.clockAt('2026-11-23 14:31')
    expect((await send(path, await typed(path, booking.number.slice(-7)))).text).toContain('is over')
  })

  test('takes no code of another room, and an address that is none is a page that there is not', async () => {
    const path = await kiosk()
    const elsewhere = await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 15:00', {
      resourceId: resources.centrifuge,
    })
    lab.clockAt('2026-11-23 14:00')
    expect((await send(path, await typed(path, elsewhere.number.slice(-7)))).text).toContain('No booking in this room')
    expect((await park.app.request('/k/gs_nobody')).status).toBe(404)
    expect((await park.app.request(`/k/${await meter()}`)).status).toBe(403)
  })
})

test('stations are set up and ended by the managers of their facility alone', async () => {
  const place = `${facilities.imaging} ${room}`
  const other = await visitor(park, cellsManager).send('/m/stations', { kind: 'kiosk', name: 'Mine', place })
  expect(other.status).toBe(422)
  await kiosk()
  const [row] = await park.rows('SELECT id FROM station')
  const end = `/m/stations/${row?.['id'] as string}/end`
  expect((await visitor(park, cellsManager).send(end, {})).status).toBe(404)
  expect((await visitor(park, imagingManager).send(end, {})).status).toBe(303)
  expect((await visitor(park, imagingManager).send(end, {})).status).toBe(303)
  expect(await park.rows('SELECT ended_at IS NOT NULL AS ended FROM station')).toEqual([{ ended: 1 }])
})

async function booked(who: CastPerson = helixResearcher): Promise<Told> {
  return lab.book(who, '2026-11-23 14:00', '2026-11-23 16:00')
}

async function meter(): Promise<string> {
  const wish = { kind: 'sensor', name: 'Meter 1', unitId: `unt_${units.confocal[0]}` }
  const answer = await park.call(imagingManager, 'POST', '/api/v1/stations', wish)
  return ((await answer.json()) as { token: string }).token
}

async function signal(token: string, state: string, time?: string) {
  const body = JSON.stringify({ state, ...(time === undefined ? {} : { at: formatInstant(at(time)) }) })
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const answer = await park.app.request('/api/v1/signals', { method: 'POST', headers, body })
  return { status: answer.status, body: (await answer.json()) as unknown }
}

async function kiosk(): Promise<string> {
  const manager = visitor(park, imagingManager)
  const place = `${facilities.imaging} ${room}`
  const { html } = await manager.send('/m/stations', { kind: 'kiosk', name: 'Door', place })
  return /\/k\/gs_[\w-]+/.exec(html)?.[0] ?? ''
}

async function open(path: string): Promise<string> {
  const answer = await park.app.request(path, { headers: { 'accept-language': 'en' } })
  return answer.text()
}

async function read(path: string): Promise<string> {
  return textOf(await open(path))
}

async function typed(path: string, code: string): Promise<Record<string, string>> {
  return { ...fieldsOf(await open(path), path), code }
}

async function send(path: string, fields: Record<string, string>) {
  const headers = { 'accept-language': 'en', origin: 'http://localhost', 'sec-fetch-site': 'same-origin' }
  const answer = await park.app.request(path, { method: 'POST', headers, body: new URLSearchParams(fields) })
  const html = await answer.text()
  return { status: answer.status, html, text: textOf(html) }
}
